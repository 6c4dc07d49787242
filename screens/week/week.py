"""Week: what this week holds, what it needs, and how the community is doing."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.common.actions.orbit_actions import OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.week.todo_actions import TodoCommands, find_gathering
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span, fit
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import date_range, format_day
from store.core.text import pluralize
from store.model.calendar import Gathering
from store.week import plan as week
from store.week.action import Act
from store.week.plan import Week

ALL_DONE = "Nothing to do this week. Everything is up to date."


def nobody_yet() -> str:
    """The week of an empty book, and the keys that fill it."""
    return f"No people yet. Press {key_of('go.pipeline')} for the pipeline, then {key_of('pipeline.add')} to add someone or {key_of('pipeline.import')} to import a file. On any screen, press {key_of('screen.capture')} and type: Ana Ruiz, Sales, interested. Press {key_of('go.launch')} to be guided step by step."


class WeekScreen(BookScreen):
    """The Monday screen."""

    ROOM = "week"
    AUTO_FOCUS = "#acts"
    CSS_PATH = "week.tcss"
    ACTIONS = (TodoCommands, ReadinessCommands, OrbitCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ThanksCommands.keys("thank"),
        *TodoCommands.keys(),
        *PersonCommands.keys("contact"),
        *ThanksCommands.keys("contribute"),
    ]
    _plan: Week

    def body(self) -> ComposeResult:
        """What is on and what to do at the left; how it goes and why at the right."""
        with Horizontal():
            with Vertical(id="left"):
                yield Listing(
                    Column(10), Column(5), Column(share=3), Column(share=2), Column(12, right=True), id="gatherings",
                    empty=lambda: f"No gatherings this week. Press {key_of('go.calendar')} for the calendar, then {key_of('calendar.plan')} to plan a ritual.",
                )  # fmt: skip
                yield Listing(
                    Column(13), Column(share=3), Column(share=5), Column(5, right=True), id="acts",
                    empty=ALL_DONE,
                )  # fmt: skip
            with Vertical(id="right"):
                yield Pane(title="Pulse", id="pulse")
                yield Pane(title="Why this", id="why")

    def fill(self) -> None:
        """Show the plan for this week."""
        self._plan = week.plan(self.book, self.today)
        first = self._plan.first
        on = self.query_one("#gatherings", Listing)
        on.titled(f"This week · {date_range(first, first + timedelta(days=6))}")
        on.show(self._gathering(gathering) for gathering in self._plan.gatherings)
        acts = self.query_one("#acts", Listing)
        shown = self._plan.covered
        of_all = f" of {len(self._plan.all_acts)}" if self._plan.waiting else ""
        acts.titled(f"To do · {shown}{of_all}")
        if not self._plan.acts:
            acts.empty_text(self._quiet_week())
        acts.show(self._act(act) for act in self._plan.acts)
        self._show_pulse()
        self._show_why(acts.key)

    def _quiet_week(self) -> str:
        """What a week without anything to do leads on to: people first, then what the roadmap says is next."""
        from store.launch.roadmap import roadmap

        if not self.book.volunteers:
            return nobody_yet()
        following = roadmap(self.book, self.today).next
        if following is None:
            return ALL_DONE
        return f"Nothing to do this week. Next on the roadmap: ‘{following.text}’. Press {key_of('go.launch')} to go there."

    def _gathering(self, gathering: Gathering) -> Row:
        came = pluralize(len(gathering.attended), "person", "people") if gathering.attended else ""
        host = week.host_name(self.book, gathering)
        state = gathering.state if gathering.state != "planned" else "moved" if gathering.moved else ""
        cells = (
            format_day(gathering.on, self.today),
            f"{gathering.at:%H:%M}" if gathering.at else "",
            gathering.name,
            (host, "" if gathering.host else "warn"),
            (came or state, "dim"),
        )
        return Row(gathering.id, cells)

    @staticmethod
    def _act(act: Act) -> Row:
        return Row(act.key, ((act.verb, "accent"), (act.name, "strong"), act.reason, (key_of(act.press), "dim")))

    def _show_pulse(self) -> None:
        pane = self.query_one("#pulse", Pane)
        if self.has_class("-narrow"):
            parts: list[Span] = []
            for pulse in self._plan.pulse:
                figure = pulse.share if pulse.share and pulse.key != "attended" else pulse.figure
                parts += [(f"{pulse.label} ", "dim"), (f"{figure}   ", "strong")]
            pane.show([parts])
            return
        pane.show(
            [
                (f"{pulse.label:<12}", "dim"),
                (fit(pulse.figure, 15), "strong"),
                (f"{pulse.trend:<8}", "accent"),
                (fit(pulse.share, 6, right=True), ""),
            ]
            for pulse in self._plan.pulse
        )

    @on(events.Resize)
    def _resized(self) -> None:
        """The pulse is one line where it is narrow."""
        if hasattr(self, "_plan"):
            self.call_after_refresh(self._show_pulse)

    def _show_why(self, key: str) -> None:
        act = self._act_of(key)
        quiet = (
            "Nothing is due. Time for a coffee with a volunteer?"
            if self.book.volunteers
            else "Add your first people to begin."
        )
        self.query_one("#why", Pane).show([f"{act.why} {_key_to(act)}".strip()] if act else [quiet])

    def _act_of(self, key: str) -> Act | None:
        return next((act for act in self._plan.acts if act.key == key), None)

    def here(self) -> Act | None:
        """The selected act, while the cursor is among the acts."""
        acts = self.query_one("#acts", Listing)
        return self._act_of(acts.key) if self.focused is acts else None

    def person(self) -> str:
        """Whom the selected act is about, where it is about someone."""
        act = self.here()
        known = act and (act.subject in self.book.volunteers or act.subject in self.book.stakeholders)
        return act.subject if act and known else ""

    @on(Listing.Moved, "#acts")
    def _moved(self, event: Listing.Moved) -> None:
        self._show_why(event.key)

    @on(Listing.Opened, "#gatherings")
    def _open_gathering(self, event: Listing.Opened) -> None:
        if gathering := find_gathering(self.book, event.key, self.today):
            self.post_message(GoTo("calendar", gathering.id))

    @on(Listing.Opened, "#acts")
    def _open_act(self, event: Listing.Opened) -> None:
        if act := self._act_of(event.key):
            self.commands.of(TodoCommands).deal_with(act.target)


def _key_to(act: Act) -> str:
    """The sentence that says what its key does, where that has to be said."""
    return f"Press {key_of(act.press)} to {act.to}." if act.to else ""
