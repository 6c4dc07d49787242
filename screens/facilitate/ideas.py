"""Recording a discussion: a line to type in, every idea saved at once, and the outcome added to charter or notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, Protocol

from textual.binding import Binding, BindingType

from screens.common.actions.commands import Commands
from screens.common.host import WidgetHost
from screens.common.record_forms import open_form
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing, Row
from screens.widgets.text_input import LineField
from store.core.fields import Field
from store.core.text import one_line
from store.launch.charter import words_of
from store.launch.facilitation import (
    Facilitation,
    ideas_of,
    keep_outcome,
    outcome,
    part_of,
    parts,
    put_behind,
    shifted,
    unturned,
)
from store.launch.techniques import CAUSES, TURNED
from store.model.agreement import TITLES, Idea, Talk
from store.persistence.unsaved_drafts import HalfFilled, half_a_line, take_line

DEEPEST = 6
"""Levels of an outline that can still be told apart."""


def no_ideas() -> str:
    """What is said where there is no idea yet."""
    return f"No ideas yet. Press {key_of('facilitate.note')} to type the first."


class IdeaLine(LineField):
    """Where ideas are typed, one after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep_idea", "Save", id="idea.keep", tooltip="Save this idea and type the next"),
        Binding("tab", "screen.deeper(1)", "Deeper", show=False, id="idea.deeper", tooltip="Go one level deeper in a mind map"),
        Binding("shift+tab", "screen.deeper(-1)", "Higher", show=False, id="idea.out", tooltip="Go up one level"),
        Binding("down", "screen.other_place(1)", "Next part", show=False, id="idea.next",
                tooltip="Move this idea to the next part or cause"),
        Binding("up", "screen.other_place(-1)", "Previous part", show=False, id="idea.before",
                tooltip="Move this idea to the previous part or cause"),
        Binding("escape,ctrl+g", "screen.leave_line", "Done", id="idea.leave", tooltip="Stop typing ideas"),
    ]  # fmt: skip


class TalkHost(WidgetHost, Protocol):
    """A screen on a discussion in which ideas are recorded."""

    def talk(self) -> Talk:
        """The discussion that is shown."""

    @property
    def held(self) -> Facilitation:
        """The discussion's phases and timer."""

    def remove_class(self, *names: str) -> Any:
        """End a look of it."""


class IdeaCommands(Commands[TalkHost]):
    """Recording the ideas of a discussion, and adding the outcome to charter or notes."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("e", "edit", "Edit", show=False, id="noting.edit", tooltip="Edit the selected idea"),
        Binding("d", "delete", "Delete", show=False, id="noting.delete", tooltip="Delete this idea (can be undone)"),
        Binding("greater_than_sign", "shift(1)", "Deeper", key_display=">", show=False, id="noting.deeper",
                tooltip="Move the selected line one level deeper"),
        Binding("less_than_sign", "shift(-1)", "Higher", key_display="<", show=False, id="noting.out",
                tooltip="Move the selected line one level higher"),
        Binding("y", "copy", "Copy", show=False, id="noting.copy", tooltip="Copy the ideas"),
        Binding("a", "note", "Idea", id="facilitate.note", tooltip="Type ideas; each is saved at once"),
        Binding("m", "settle", "Outcome", id="facilitate.settle", tooltip="Add the outcome to the charter or the notes"),
    ]  # fmt: skip
    AT_ONCE = frozenset({"noting.deeper", "noting.out"})
    _part = ""
    _level = 0
    _cause = ""

    def fresh(self) -> None:
        """Another discussion or phase: what is typed next belongs to it."""
        talk = self.screen.talk()
        self._part = part_of(talk, self.screen.held.timer.index, self.screen.held.people)
        self._cause = self._first_cause()
        self._show_place()

    def _first_cause(self) -> str:
        left = unturned(ideas_of(self.book, self.screen.talk()))
        return left[0].id if left and self._part == TURNED else ""

    # -- what is shown ---------------------------------------------------------------------------

    def show_ideas(self, key: str = "") -> None:
        """List the ideas, under the part they belong to."""
        talk = self.screen.talk()
        said = ideas_of(self.book, talk)
        listing = self.screen.query_one("#ideas", Listing)
        listing.titled(f"Ideas · {len(said)}", self._settled(talk))
        listing.show(self._rows(talk, said), key)
        self._show_place()

    def _settled(self, talk: Talk) -> str:
        if talk.topic == "other":
            return ""
        return "in the charter" if words_of(self.book, talk.topic) else "not in the charter yet"

    def _rows(self, talk: Talk, said: list[Idea]) -> Iterator[Row]:
        if talk.technique in ("mind_map", "open_discussion"):
            yield from (Row(idea.id, (f"{'  ' * idea.level}– {idea.text}",)) for idea in said)
            return
        if talk.technique == "reverse_brainstorming":
            yield from self._turned_rows(said)
            return
        known = parts(talk, self.screen.held.people)
        for part in (*known, *dict.fromkeys(idea.part for idea in said if idea.part not in known)):
            found = [idea for idea in said if idea.part == part]
            if found:
                yield Row(f"part:{part}", (part or "Ideas",), heading=True)
                yield from (Row(idea.id, (f"– {idea.text}",)) for idea in found)

    @staticmethod
    def _turned_rows(said: list[Idea]) -> Iterator[Row]:
        causes = [idea for idea in said if idea.part == CAUSES]
        shown = {cause.id for cause in causes}
        for cause in causes:
            yield Row(cause.id, ((f"– {cause.text}", "dim"),))
            yield from (Row(idea.id, (f"    ↳ {idea.text}",)) for idea in said if idea.cause == cause.id)
        yield from (
            Row(idea.id, (f"– {idea.text}",)) for idea in said if idea.id not in shown and idea.cause not in shown
        )

    def _show_place(self) -> None:
        """Say in the empty line what is typed there."""
        talk, line = self.screen.talk(), self.screen.query_one(IdeaLine)
        if talk.technique == "mind_map":
            line.placeholder = f"{'  ' * self._level}– type a branch, then press {key_of('idea.keep')}, or {key_of('idea.deeper')} to go deeper"
        elif self._part == TURNED and self._cause in self.book.ideas:
            line.placeholder = f"Reverse: ‘{one_line(self.book.ideas[self._cause].text)}’"
        else:
            asked = f"{self._part}?" if talk.technique == "starbursting" else self._part or "Idea"
            line.placeholder = f"{asked} – type it, then press {key_of('idea.keep')}"

    # -- the line --------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Go to the line."""
        if self.screen.may_write():
            self.screen.remove_class("-big")
            line, talk = self.screen.query_one(IdeaLine), self.screen.talk()
            line.value = line.value or take_line(self.book.path, talk.name, talk.id)
            self.screen.set_focus(line)

    def half_filled(self, at: datetime) -> HalfFilled | None:
        """What stands in the line, to be kept when the program is ended."""
        talk = self.screen.talk()
        return half_a_line(talk.name, self.screen.query_one(IdeaLine).value, at, about=talk.id, way="note")

    def action_leave_line(self) -> None:
        """Stop typing ideas; text that was not saved stays in the line."""
        self.screen.set_focus(self.screen.query_one("#ideas", Listing))

    def action_keep_idea(self) -> None:
        """Save the typed idea at once."""
        line, talk = self.screen.query_one(IdeaLine), self.screen.talk()
        text = one_line(line.value)
        if not text:
            self.screen.say(f"Type an idea first, or press {key_of('idea.leave')} to leave the line.", problem=True)
            return
        behind = self.screen.query_one("#ideas", Listing).key if talk.technique == "mind_map" else ""
        level = self._deepest(behind) if talk.technique == "mind_map" else 0
        idea = Idea(talk=talk.id, text=text, part=self._part, level=level, cause=self._cause)
        with_talk = talk.id not in self.book.talks

        def keep(change: Any) -> None:
            if with_talk:
                change.put(talk)
            put_behind(self.book, change, idea, behind)

        if self.screen.attempt(f"Add idea ‘{text}’", keep):
            line.value = ""
            self._level = level
            self._cause = self._first_cause()
            self.show_ideas(idea.id)

    def _deepest(self, behind: str) -> int:
        """The level that is typed on, at most one below the line before."""
        before = self.book.ideas.get(behind)
        return min(self._level, before.level + 1 if before else 0)

    def action_deeper(self, step: int) -> None:
        """A level in or out, for what is typed next."""
        if self.screen.talk().technique != "mind_map":
            self.screen.say(
                f"Only mind maps have levels. Press {key_of('idea.next')} or {key_of('idea.before')} to choose a part.",
                problem=True,
            )
            return
        deepest = min(
            DEEPEST, getattr(self.book.ideas.get(self.screen.query_one("#ideas", Listing).key), "level", -1) + 1
        )
        self._level = max(0, min(self._level + step, deepest))
        self._show_place()

    def action_other_place(self, step: int) -> None:
        """The next part, or the next cause, for what is typed next."""
        talk = self.screen.talk()
        if self._part == TURNED and (causes := unturned(ideas_of(self.book, talk))):
            keys = [cause.id for cause in causes]
            at = keys.index(self._cause) + step if self._cause in keys else 0
            self._cause = keys[at % len(keys)]
        else:
            known = parts(talk, self.screen.held.people)
            at = known.index(self._part) + step if self._part in known else 0
            self._part = known[at % len(known)]
            self._cause = self._first_cause()
        self._show_place()

    # -- ideas -----------------------------------------------------------------------------------

    def _idea(self) -> Idea | None:
        found = self.book.ideas.get(self.screen.query_one("#ideas", Listing).key)
        if found is None:
            self.screen.say(no_ideas(), problem=True)
        return found

    def action_edit(self) -> None:
        """Edit the selected idea."""
        if idea := self._idea():
            label = f"Edit ‘{idea.text}’"
            self.screen.ask_record("Edit idea", Idea, lambda _: label, base=idea, names=("text",), enter_saves=True)

    def action_delete(self) -> None:
        """Delete the selected idea."""
        if idea := self._idea():
            self.screen.delete(idea, f"‘{idea.text}’")

    def action_shift(self, step: int) -> None:
        """Move the selected line of an outline a level deeper or higher, with the lines below it."""
        if (idea := self._idea()) is None:
            return
        if self.screen.talk().technique != "mind_map":
            self.screen.say("Only mind maps have levels.", problem=True)
            return
        moved = shifted(ideas_of(self.book, self.screen.talk()), idea.id, step)
        if not moved:
            self.screen.say("This line cannot move further in that direction.", problem=True)
            return
        self.screen.attempt(f"Move ‘{idea.text}’", lambda change: [change.put(one) for one in moved])

    def action_copy(self) -> None:
        """Copy the ideas."""
        talk = self.screen.talk()
        if said := ideas_of(self.book, talk):
            text = f"{one_line(talk.name)}\n\n{outcome(talk, said)}\n"
            copy_text(self.screen, text, f"talk {self.today} {talk.id}")
        else:
            self.screen.say(no_ideas(), problem=True)

    def action_settle(self) -> None:
        """Add the outcome to the charter, or to the notes of the session."""
        talk = self.screen.talk()
        if not self.screen.may_write():
            return
        now = words_of(self.book, talk.topic) if talk.topic != "other" else ""
        place = TITLES[talk.topic] if talk.topic != "other" else "Session notes"
        field = Field(
            "text", place, "one paragraph per line; ‘- ’ starts a bullet", "long", True, "", False, (), "", str
        )
        draft = outcome(talk, ideas_of(self.book, talk)) or now

        def save(values: dict[str, Any]) -> None:
            with self.screen.changing(f"Add outcome: {talk.name}") as change:
                keep_outcome(self.book, change, talk, values["text"], self.today)
            target = "the session notes" if talk.topic == "other" else "the charter"
            self.screen.say(f"Added the outcome of ‘{talk.name}’ to {target}.")

        intro = f"Current charter: {one_line(now)}" if now else talk.question
        open_form(self.screen, f"Write outcome: {talk.name}", [field], {"text": draft}, save, intro=intro)
