"""The facilitation timer: digits for the whole room, the groups, and the ideas, saved as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.messages import Timed
from screens.common.screen import BookScreen
from screens.facilitate.ideas import IdeaCommands, IdeaLine
from screens.facilitate.timer_actions import TimerCommands
from screens.widgets.charts.big_clock import Face
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.labels import label_of
from store.launch.facilitation import Facilitation, next_talk
from store.launch.kickoff import find
from store.launch.techniques import in_words, minutes, people_at, phases
from store.model.agreement import Talk
from store.persistence.unsaved_drafts import HalfFilled

BEAT = 0.25
"""Seconds between two looks at the clock while the digits are in view; no time is counted by it."""


class IdeaList(Listing):
    """The ideas of the discussion."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Edit", show=False, id="ideas.open", tooltip="Edit this idea"),
    ]


class FacilitateScreen(BookScreen):
    """One discussion: the time above, its ideas below."""

    ROOM = "launch"
    CSS_PATH = "timer.tcss"
    ACTIONS = (TimerCommands, IdeaCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *IdeaCommands.keys("edit", "delete", "shift(1)", "shift(-1)", "copy"),
        *TimerCommands.keys("run", "skip", "more"),
        *IdeaCommands.keys("note", "settle"),
        *TimerCommands.keys("set_up"),
        Binding("v", "view", "Big", show=False, id="facilitate.view", tooltip="Show only the time, or everything again"),
        previous_view("facilitate"),
        *TimerCommands.keys("reset"),
        Binding("slash", "filter", "Filter", key_display="/", show=False, id="facilitate.filter",
                tooltip="Filter the list as you type"),
        Binding("escape,backspace", "leave", "Back", show=False, id="facilitate.leave",
                tooltip="Back to the previous screen; the timer keeps running"),
    ]  # fmt: skip

    _talk_id = ""
    _held: Facilitation | None = None
    _phase_on = 0

    @property
    def ideas(self) -> IdeaCommands:
        """The ideas of the discussion."""
        return self.commands.of(IdeaCommands)

    def body(self) -> ComposeResult:
        """The digits, the phase, the ideas, and a line to type in."""
        yield Face(id="face")
        yield Pane(id="phases")
        yield IdeaList(
            Column(share=1),
            id="ideas",
            empty=lambda: (
                f"No ideas yet. Press {key_of('facilitate.note')} to type the first; each is saved at once."
            ),
        )
        yield IdeaLine("", "")

    def on_mount(self) -> None:
        """Begin among the keys, not in the line."""
        self._beat = self.set_interval(BEAT, self.show_time, pause=True)
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Show a discussion; one whose timer is running stays until it is over."""
        held = self._held
        if held and held.timer.running and key not in ("", held.id):
            self.say(
                f"The timer for ‘{held.name}’ is still running. Press {key_of('facilitate.run')} to pause it.",
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
        """Show the discussion as the book has it; a timer that has started keeps running."""
        talk = self.talk()
        people = people_at(self.book, talk, self.today)
        held = self._held
        if held is None or held.id != talk.id or (not held.timer.begun and held.phases != phases(talk, people)):
            self._held = Facilitation(talk, people, self.clock.ticks)
            if held and held.timer.begun:  # its discussion was undone, or another is opened
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
                else f"paused; press {key_of('facilitate.run')} to resume"
                if timer.begun
                else f"press {key_of('facilitate.run')} to start"
            )
            state = (words, "accent" if timer.running else "dim")
        top: list[Span] = [(talk.name, "strong"), (f" · {label_of(talk.technique)} · ", "dim"), state]
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
        after = f"then {held.phases[at + 1].name}" if at + 1 < len(held.phases) else "last phase"
        return [(f"Phase {at + 1} of {len(told)}   ", "dim"), told[at], (after, "dim")]

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

    def begin_again(self) -> None:
        """Reset the timer; the ideas stay."""
        self._held = None
        self.fill()

    # -- what else -------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the time while there is some, and with the selected idea."""
        idea, time_left = self.query_one("#ideas", Listing).key, not self.held.timer.over
        levels = idea and self.talk().technique == "mind_map"
        return {
            "facilitate.run": time_left,
            "facilitate.skip": time_left,
            "facilitate.more": True,
            "noting.edit": idea,
            "noting.deeper": levels,
            "noting.out": levels,
            "noting.copy": idea,
            "noting.delete": idea,
        }

    def action_view(self, _: int = 1) -> None:
        """Nothing but the time, and back."""
        self.toggle_class("-big")
        self.set_focus(None if self.has_class("-big") else self.query_one(Listing))

    def action_filter(self) -> None:
        """Filter the ideas; the big view, which hides them, ends."""
        if self.has_class("-big"):
            self.action_view()
        self.filtering.action_filter()

    def leave(self) -> None:
        """Out of the big view first, then back; the timer keeps running."""
        if self.has_class("-big"):
            self.action_view()
        else:
            super().leave()
