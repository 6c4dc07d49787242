"""The facilitation timer: digits for the whole room, the groups, and what is said, kept as it is typed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.messages import Timed
from screens.common.screen import BookScreen
from screens.facilitate.ideas import IdeaCommands, IdeaLine
from screens.facilitate.setup_dialog import ask_set_up
from screens.widgets.charts.big_clock import Face
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span
from screens.widgets.lists.list_view import Column, Listing
from store.launch.facilitation import Facilitation, next_talk
from store.launch.kickoff import find
from store.launch.techniques import in_words, minutes, people_at, phases
from store.model.agreement import Talk
from store.persistence.unsaved_drafts import HalfFilled

BEAT = 0.25
"""Seconds between two looks at the clock while the digits are in view; no time is counted by it."""


def while_running() -> str:
    """What the keys do while the time runs."""
    return f"The time is running. Press {key_of('facilitate.run')} to pause, {key_of('facilitate.more')} for a minute more, {key_of('facilitate.skip')} to skip a phase, {key_of('facilitate.reset')} to begin again."


class IdeaList(Listing):
    """What was said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Edit", show=False, id="ideas.open", tooltip="Change the words of this idea"),
    ]


class FacilitateScreen(BookScreen):
    """One talk: the time above, what is said below."""

    ROOM = "launch"
    CSS_PATH = "timer.tcss"
    ACTIONS = (IdeaCommands,)
    AT_ONCE = frozenset({"facilitate.run", "facilitate.skip", "facilitate.more", "facilitate.reset"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *IdeaCommands.keys("edit", "delete", "shift(1)", "shift(-1)", "copy"),
        Binding("space,f5", "run", "Start, pause", id="facilitate.run", tooltip="Let the time run, or hold it"),
        Binding("s,f6", "skip", "Skip", id="facilitate.skip", tooltip="End this phase; the next one begins"),
        Binding("plus,f7", "more", "+1 minute", id="facilitate.more", tooltip="One minute more for this phase"),
        *IdeaCommands.keys("note", "settle"),
        Binding("o", "set_up", "Set up", id="facilitate.set_up", tooltip="Technique, people, lengths of the phases"),
        Binding("v", "view", "Big", show=False, id="facilitate.view", tooltip="Nothing but the time, and back"),
        Binding("r", "reset", "From start", show=False, id="facilitate.reset", tooltip="Begin the time again"),
        Binding("slash", "filter", "Filter", key_display="/", show=False, id="facilitate.filter",
                tooltip="Narrow the list as you type"),
        Binding("escape,backspace", "leave", "Back", show=False, id="facilitate.leave",
                tooltip="Back to where you came from; the time goes on"),
    ]  # fmt: skip

    _talk_id = ""
    _held: Facilitation | None = None
    _phase_on = 0

    @property
    def ideas(self) -> IdeaCommands:
        """What is said in the talk."""
        return self.commands.of(IdeaCommands)

    def body(self) -> ComposeResult:
        """The digits, the phase, what is said, and a line to type in."""
        yield Face(id="face")
        yield Pane(id="phases")
        yield IdeaList(
            Column(share=1),
            id="ideas",
            empty=lambda: f"Press {key_of('facilitate.note')} and type what is said: every line is kept at once.",
        )
        yield IdeaLine("", "")

    def on_mount(self) -> None:
        """Begin among the keys, not in the line."""
        self._beat = self.set_interval(BEAT, self.show_time, pause=True)
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Show a talk; one whose time is running stays until it is over."""
        held = self._held
        if held and held.timer.running and key not in ("", held.id):
            self.say(
                f"The time for {held.name} is still running. Press {key_of('facilitate.run')} to hold it.",
                problem=True,
            )
            return
        if key:
            self._talk_id = key
        if self.is_mounted:
            self.fill()

    def showing(self) -> str:
        """The talk that is shown."""
        return self.talk().id

    def talk(self) -> Talk:
        """The talk that is shown."""
        found = find(self.book, self._talk_id) if self._talk_id else None
        found = found or next_talk(self.book)
        self._talk_id = found.id
        return found

    def fill(self) -> None:
        """Show the talk as the book has it; time that has begun to run goes on as it was."""
        talk = self.talk()
        people = people_at(self.book, talk, self.today)
        held = self._held
        if held is None or held.id != talk.id or (not held.timer.begun and held.phases != phases(talk, people)):
            self._held = Facilitation(talk, people, self.clock.ticks)
            if held and held.timer.begun:  # its talk was taken back, or another is opened
                held.timer.pause()
                self.post_message(Timed(self._held))
            self.ideas.fresh()
        self.ideas.show_ideas()
        self.show_time()

    def half_filled(self, at: datetime) -> HalfFilled | None:
        """What stands in the line, to be kept when the program is ended."""
        return self.ideas.half_filled(at)

    @on(Listing.Opened, "#ideas")
    def _opened(self) -> None:
        self.ideas.action_edit()

    # -- the time --------------------------------------------------------------------------------

    @property
    def held(self) -> Facilitation:
        """The talk's phases and timer."""
        if self._held is None:
            self.fill()
        assert self._held
        return self._held

    def show_time(self) -> None:
        """Show what the clock says now."""
        timer = self.held.timer
        look = "warn" if timer.over else "accent" if timer.running else "strong"
        self.query_one(Face).show(minutes(timer.left), look)
        self._show_phases()
        if self._phase_on != timer.index:
            self._phase_on = timer.index
            self.ideas.fresh()
        if timer.running and self.is_current:
            self._beat.resume()
        elif not timer.running:
            self._beat.pause()

    def _show_phases(self) -> None:
        held, talk = self.held, self.talk()
        timer, phase = held.timer, held.phase
        state: Span = ("Time is up", "warn")
        if not timer.over:
            words = (
                "running"
                if timer.running
                else f"held, {key_of('facilitate.run')} goes on"
                if timer.begun
                else f"{key_of('facilitate.run')} starts"
            )
            state = (words, "accent" if timer.running else "dim")
        top: list[Span] = [(talk.name, "strong"), (f" · {talk.technique} · ", "dim"), state]
        groups: list[Span] = [(f"{phase.name}: {in_words(held.people, phase.together)}", "heading")]
        lines = [top, self._row_of_phases(), groups, [(phase.task, "")]]
        if talk.question and not self.has_class("-narrow"):
            lines.insert(1, [(talk.question, "dim")])
        self.query_one("#phases", Pane).show(lines)

    def _row_of_phases(self) -> list[Span]:
        """Every phase with its length; where there is no room, the one that is on and the one after it."""
        held = self.held
        at, over = held.timer.index, held.timer.over
        told: list[Span] = []
        for number, (phase, length) in enumerate(zip(held.phases, held.timer.lengths, strict=True)):
            done = over or number < at
            look = "dim" if done else "accent" if number == at else ""
            mark = "✓" if done else "▸" if number == at else "·"
            told.append((f"{mark} {phase.name} {minutes(length)}   ", look))
        width = self.query_one("#phases", Pane).content_width()
        if sum(len(text) for text, _ in told) <= width or over:
            return told
        after = f"then {held.phases[at + 1].name}" if at + 1 < len(held.phases) else "the last one"
        return [(f"Phase {at + 1} of {len(told)}   ", "dim"), told[at], (after, "dim")]

    def _changed_time(self) -> None:
        """Show it, and let the app notice the end from now on."""
        self.show_time()
        self.post_message(Timed(self.held))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Look at the clock again."""
        if self._held:
            self.show_time()

    def on_screen_suspend(self) -> None:
        """Look at no clock while another screen is in front; behind a dialog the digits go on."""
        if not self.app.screen.is_modal:
            self._beat.pause()

    @on(events.Resize)
    def _resized(self) -> None:
        """The row of phases depends on the room there is."""
        if self._held:
            self.call_after_refresh(self._show_phases)

    def action_run(self) -> None:
        """Start, hold, or go on."""
        timer = self.held.timer
        if timer.over:
            self.say(
                f"Time is up. Press {key_of('facilitate.more')} for a minute more, {key_of('facilitate.reset')} to begin again, {key_of('facilitate.settle')} to put what came of it into the charter."
            )
            return
        (timer.pause if timer.running else timer.start)()
        self._changed_time()

    def action_skip(self) -> None:
        """End this phase."""
        if self.held.timer.over:
            self.say(f"The last phase is over. Press {key_of('facilitate.reset')} to begin again.", problem=True)
            return
        self.held.timer.skip()
        self._changed_time()

    def action_more(self) -> None:
        """A minute more for this phase; after the end the last one goes on for so long."""
        self.held.timer.add()
        self._changed_time()

    def action_reset(self) -> None:
        """Stand at the beginning again; what was said stays."""
        if not self.held.timer.begun:
            self.say(f"The time stands at the beginning already. Press {key_of('facilitate.run')} to start it.")
            return
        self.held.timer.pause()
        self._held = None
        self.fill()
        self._changed_time()

    # -- what else -------------------------------------------------------------------------------

    def action_set_up(self) -> None:
        """Technique, people and lengths, before the time runs."""
        if self.held.timer.begun:
            self.say(
                while_running()
                if self.held.timer.running
                else f"The time has begun. Press {key_of('facilitate.reset')} to begin again first.",
                problem=True,
            )
        else:
            ask_set_up(self, self.talk(), self.held)

    def action_view(self) -> None:
        """Nothing but the time, and back."""
        self.toggle_class("-big")
        self.set_focus(None if self.has_class("-big") else self.query_one(Listing))

    def action_filter(self) -> None:
        """Narrow what was said; the big view, which hides it, ends."""
        if self.has_class("-big"):
            self.action_view()
        self.filtering.action_filter()

    def leave(self) -> None:
        """Out of the big view first, then back; the time goes on."""
        if self.has_class("-big"):
            self.action_view()
        else:
            super().leave()
