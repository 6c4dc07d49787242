"""One person's page: everything the book holds about them, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.certificate_actions import CertificateCommands
from screens.common.actions.need_actions import NeedCommands
from screens.common.actions.orbit_actions import SCORE, OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.host import highlighted_volunteer
from screens.common.screen import BookScreen
from screens.people.lifecycle_actions import LifecycleCommands
from screens.people.mentoring_actions import MentoringCommands
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Cell, Column, Listing, Row
from store.core.labels import label_of
from store.core.record import Record
from store.core.text import pluralize
from store.model.calendar import Gathering
from store.model.people import Ask, Task
from store.model.stages import Move
from store.model.training import Buddies
from store.people.absences import away_today
from store.people.offboarding import may_take, told_leaving
from store.people.requests import open_asks
from store.profiles import person
from store.profiles.person import Line, Section

EDITED: dict[type[Record], tuple[str, ...]] = {
    Task: ("text", "done_on", "note", "to"),
    Move: ("on", "note"),  # where it led was agreed: < and > change that, and ask for a yes
}
"""The fields asked where a record keeps more than a person should change: a stage is changed by moving."""
ONLY_THEIRS = (
    "Move",
    "Tenure",
    "Contribution",
    "Recognition",
    "Contact",
    "Ask",
    "Reminder",
    "Task",
    "Need",
    "Absence",
    "Readiness",
    "Teaching",
    "Buddies",
)
"""What is deleted on a person's page; everything else is not this person's alone."""


class VolunteerScreen(BookScreen):
    """Everything about one volunteer: what is now at the left, what was at the right."""

    ROOM = "pipeline"
    CSS_PATH = "profile.tcss"
    ACTIONS = (
        LifecycleCommands,
        MentoringCommands,
        ReadinessCommands,
        OrbitCommands,
        NeedCommands,
        PersonCommands,
        ThanksCommands,
        CertificateCommands,
    )
    AT_ONCE = frozenset({"volunteer.tick", "volunteer.next", "volunteer.back"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        *PersonCommands.keys("contact"),
        Binding("a", "ask_for", "Add request", id="volunteer.ask", tooltip="Record a request to this person"),
        Binding("w", "hand_over", "Hand over", id="volunteer.over", tooltip="Hand over the selected item"),
        Binding("r", "answer", "Answer", id="volunteer.answer", tooltip="Record the answer to a request"),
        *ReadinessCommands.keys(),
        *NeedCommands.keys(),
        Binding("space", "tick", "Tick", id="volunteer.tick", tooltip="Tick the selected checklist item"),
        Binding(
            "greater_than_sign",
            "move(1)",
            "Next stage",
            key_display=">",
            id="volunteer.next",
            tooltip="Move this person to the next stage",
        ),
        Binding(
            "less_than_sign",
            "move(-1)",
            "Previous stage",
            key_display="<",
            id="volunteer.back",
            show=False,
            tooltip="Move this person to the previous stage",
        ),
        Binding(
            "e", "edit", "Edit", id="volunteer.edit", tooltip="Edit the selected line, or this person"
        ),
        *ThanksCommands.keys("contribute"),
        *CertificateCommands.keys(),
        Binding(
            "d",
            "delete",
            "Delete",
            id="volunteer.delete",
            tooltip="Delete the selected line (can be undone)",
        ),
        *MentoringCommands.keys(),
        *LifecycleCommands.keys("away", "leaving", "merge", "erase"),
        Binding("tab", "app.focus_next", "Switch list", show=False, id="volunteer.other", tooltip="Go to the other list"),
        *LifecycleCommands.keys("templates"),
        Binding("escape,backspace", "leave", "Back", id="volunteer.leave", tooltip="Back to the previous screen"),
    ]  # fmt: skip

    _id = ""

    def body(self) -> ComposeResult:
        """What is now, and what was."""
        with Horizontal():
            yield Listing(Column(16), Column(share=3), Column(share=2), id="now")
            yield Listing(
                Column(11), Column(share=3), Column(share=2), id="history",
                empty=lambda: f"No history yet. Press {key_of('person.contact')} to record a contact, {key_of('person.contribute')} to log a contribution or {key_of('person.thank')} to thank them.",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin among what is now."""
        self.set_focus(self.query_one("#now"))

    def arrive(self, key: str) -> None:
        """Show this volunteer, from the top."""
        fresh, self._id = key != self._id, key
        if self.is_mounted:
            self.fill()
            if fresh:
                for listing in self.query(Listing):
                    listing.filter("")
                    listing.action_first()
                self.set_focus(self.query_one("#now"))

    def person(self) -> str:
        """The volunteer of this page."""
        return self._id

    def fill(self) -> None:
        """List everything about them."""
        volunteer = self.book.volunteers.get(self._id)
        if volunteer is None:
            self.call_later(self._leave_where_gone)
            return
        page = person.page(self.book, volunteer, self.today)
        sections = (
            *page.now,
            *OrbitCommands(self).orbit_section(volunteer),
        )  # scores last: nothing is to be done about them
        self._lines = {line.key: line for section in (*sections, *page.history) for line in section.lines}
        now, history = self.query_one("#now", Listing), self.query_one("#history", Listing)
        where = ", ".join(filter(None, [label_of(page.standing.stage), page.department]))
        now.titled(
            f"{volunteer.name} · {where}",
            " · ".join(
                filter(
                    None,
                    (
                        told_leaving(self.book, self._id, self.today),
                        away_today(self.book, self._id, self.today),
                    ),
                )
            )
            or f"{label_of(page.standing.stage)} for {pluralize(page.standing.days, 'day')}",
        )
        warned = {"asked"} if page.asked.too_much else set()
        now.show(self._rows(sections, warned))
        history.titled("History", f"Press {key_of('volunteer.other')} to go here")
        history.show(self._rows(page.history))

    def _leave_where_gone(self) -> None:
        """Go back, unless the page has turned to someone else: to the record that two were merged into."""
        if self._id not in self.book.volunteers:
            self.leave()

    def _rows(self, sections: Iterable[Section], warned: Iterable[str] = ()) -> list[Row]:
        rows: list[Row] = []
        for section in sections:
            rows.append(Row("", (section.title,), heading=True))
            rows += [Row(line.key, self._cells(line, line.warn or line.key in warned)) for line in section.lines]
        return rows

    @staticmethod
    def _cells(line: Line, warned: bool) -> tuple[Cell, ...]:
        if line.warn:  # a whole line, so that what is wrong can be read
            return ((f"{line.what}: {line.more}", "warn"),)
        if isinstance(line.record, Task):  # a whole line, as what is to be done takes more words
            done = line.record.done_on is not None
            text = f"{line.mark} {line.what}{f' · {line.more}' if line.more else ''}"
            return ((text, "dim" if done else ""),)
        return ((line.mark, "dim"), (line.what, "warn" if warned else ""), (line.more, "dim"))

    def show_line(self, key: str) -> None:
        """Select a line among what is now."""
        now = self.query_one("#now", Listing)
        now.highlight(key)
        self.set_focus(now)

    def here(self) -> Line | None:
        """The selected line."""
        listing = self.focused if isinstance(self.focused, Listing) else self.query_one("#now", Listing)
        return self._lines.get(listing.key)

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line; where it is no record, for the person."""
        line = self.here()
        record = line.record if line else None
        task, ask = isinstance(record, Task), isinstance(record, Ask)
        keys: dict[str, object] = {
            "volunteer.tick": task,
            "volunteer.over": isinstance(record, Task) and not record.done_on and may_take(self.book, record)[0],
            "volunteer.answer": ask or next(iter(open_asks(self.book, self._id)), None),
            "volunteer.edit": line,
            "volunteer.delete": line and self._deletable(line),
        }
        return keys if record else {"person.thank": True, "person.contact": True, **keys}

    @staticmethod
    def _deletable(line: Line) -> bool:
        """Whether a line is a record of this person alone."""
        return not line.key.startswith("lost:") and type(line.record).__name__ in ONLY_THEIRS

    def action_move(self, step: int) -> None:
        """One stage on or back."""
        PersonCommands(self).move_by(step)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the selected record, or the person's facts."""
        line = self.here()
        if line is None or line.record is None:
            volunteer = highlighted_volunteer(self)
            if volunteer and line and line.key.startswith(SCORE):
                OrbitCommands(self).open_score(volunteer, line.key)
            elif volunteer:
                PersonCommands(self).edit_person(volunteer)
            return
        if isinstance(line.record, Buddies):
            MentoringCommands(self).edit_pair(line.record)
            return
        kind = type(line.record)
        label = f"Edit ‘{line.what}’" if line.what else "Edit this line"
        names = EDITED.get(kind, ())
        self.ask_record(label, kind, lambda _: label, base=line.record, names=names)

    def action_delete(self) -> None:
        """Delete the selected record; what is not this person's alone stays."""
        line = self.here()
        record = line.record if line else None
        if line is None or record is None:
            self.say("Select a dated line to delete. To delete the person, go to the pipeline.", problem=True)
        elif line.key.startswith("feedback:"):
            self.say("This is feedback on a session. Edit it to change it.", problem=True)
        elif isinstance(record, Gathering):
            self.say("This is a gathering. Delete it in the calendar.", problem=True)
        elif not self._deletable(line):
            self.say("This person holds the item shown here. Delete it on its own screen.", problem=True)
        else:
            self.delete(record, f"‘{line.what}’")

    def action_answer(self) -> None:
        """Record the answer to the selected request, or to the oldest open one."""
        line = self.here()
        PersonCommands(self).answer_ask(
            line.record
            if line and isinstance(line.record, Ask)
            else next(iter(open_asks(self.book, self._id)), None)
        )

    def action_tick(self) -> None:
        """Tick or untick the selected item."""
        line = self.here()
        task = line.record if line else None
        if not isinstance(task, Task):
            some = any(c.volunteer == self._id for c in self.book.checklists.values())
            hint = (
                "Select a checklist item"
                if some
                else f"No checklist yet. Press {key_of('volunteer.leaving')} to start offboarding"
            )
            self.say(f"{hint} to tick it." if some else f"{hint}.", problem=True)
        else:
            LifecycleCommands(self).tick(task)

    def action_hand_over(self) -> None:
        """Pick who takes what the selected item is about."""
        line = self.here()
        task = line.record if line else None
        if isinstance(task, Task):
            LifecycleCommands(self).hand_over(task)
        else:
            self.say(
                f"Select an offboarding item first, or press {key_of('volunteer.leaving')} to start offboarding.",
                problem=True,
            )
