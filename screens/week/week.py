"""Week: what this week holds, what it needs, and how the community is doing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.general_actions import other_list
from screens.common.actions.orbit_actions import OrbitCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.readiness_actions import ReadinessCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.actions.todo_targets import find_gathering
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.week.pulse_lines import pulse_line, pulse_table
from screens.week.todo_actions import TodoCommands
from screens.week.todo_keys import by_usefulness, keys_of_gathering, useful_keys
from screens.week.week_detail import about_act, about_gathering
from screens.week.week_rows import act_row, aside_rows, gathering_rows, returns_lines, rows_by_kind
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing
from screens.widgets.lists.reason_list import ReasonList
from screens.widgets.panes import Pane
from store.core.dates import date_range
from store.model.calendar import Gathering
from store.week import plan as week
from store.week.action import Act, FinishReminder
from store.week.ordering import Places
from store.week.plan import Week
from store.week.snoozing import SetAside

ALL_DONE = "Nothing to do this week. Everything is up to date."
LONGEST_VERB = 13
"""Cells of a verb: ‘Check in with’."""
LONGEST_KEY = 5


def nobody_yet() -> str:
    """The week of an empty book, and the keys that fill it."""
    return f"No people yet. Press {key_of('week.add')} to add someone, or {key_of('week.import')} to import a file. On any screen, press {key_of('screen.capture')} and type: Ana Ruiz, Sales, interested. Press {key_of('go.launch')} to be guided step by step."


class WeekScreen(BookScreen):
    """The Monday screen."""

    ROOM = "week"
    AUTO_FOCUS = "#acts"
    CSS_PATH = "week.tcss"
    HELP_NOTES = "Return of dismissed to-dos", returns_lines
    ACTIONS = (TodoCommands, ReadinessCommands, OrbitCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *TodoCommands.keys("copy", "sent", "tick", "skip"),
        *ThanksCommands.keys("thank"),
        *PersonCommands.keys("contact"),
        *TodoCommands.keys("bring_back", "snooze", "dismiss_act", "view(1)", "view(-1)"),
        other_list("week"),
        *ThanksCommands.keys("contribute"),
        *TodoCommands.keys("add", "bring_in"),
    ]
    plan: Week
    """What this week holds and needs."""
    _aside: tuple[SetAside, ...] = ()

    def body(self) -> ComposeResult:
        """What is on and what to do at the left; how it goes and why at the right."""
        with Horizontal():
            with Vertical(id="left"):
                yield Listing(
                    Column(6), Column(5), Column(share=1), Column(share=1), Column(right=True), id="gatherings",
                    empty=lambda: f"No gatherings this week. Press {key_of('go.calendar')} for the calendar, then {key_of('calendar.plan')} to plan a ritual.",
                )  # fmt: skip
                yield ReasonList(LONGEST_VERB, LONGEST_KEY, id="acts", empty=ALL_DONE)
            with Vertical(id="right"):
                yield Pane(title="Pulse", id="pulse")
                yield Pane(title="Details", id="why")

    @cached_property
    def _places(self) -> Places:
        """Where the lines stood when the day's work began."""
        return Places()

    @property
    def todos(self) -> TodoCommands:
        """What can be done with to-dos, and which of them are shown."""
        return self.commands.of(TodoCommands)

    def fill(self) -> None:
        """Show the plan for this week."""
        before = getattr(self, "plan", None)
        planned = week.plan(self.book, self.today)
        self.plan = replace(planned, acts=self._places.in_place(planned.acts, self.today))
        first = self.plan.first
        on = self.query_one("#gatherings", Listing)
        on.titled(f"This week · {date_range(first, first + timedelta(days=6))}")
        on.show(gathering_rows(self.book, self.plan))
        self._show_acts(self._added(before))
        self._show_pulse()

    def _added(self, before: Week | None) -> str:
        """The key of the next first step or of a reminder that was noted since, which is selected then."""
        step = self.plan.first_step
        if step and before and (before.first_step is None or before.first_step.key != step.key):
            return step.key
        known = {act.key for act in before.all_acts} if before else set()
        fresh = [act.key for act in self.plan.all_acts if isinstance(act.target, FinishReminder)]
        return next((key for key in fresh if before and key not in known), "")

    def _show_acts(self, key: str = "") -> None:
        """Show the view of the to-dos that is open."""
        acts, view = self.query_one("#acts", ReasonList), self.todos.view
        waiting, every = self.plan.waiting, len(self.plan.every)
        if view == "week":
            covered = f"{self.plan.covered} of {every}" if waiting else every
            acts.titled(f"To do · {covered}")
            acts.empty_text(self._quiet_week)
            acts.show(map(act_row, self.plan.lines), key or self._after_the_last(acts))
        elif view == "all":
            acts.titled(f"All to-dos · {every}")
            acts.empty_text(ALL_DONE)
            acts.show(rows_by_kind(self.plan), key)
        else:
            self._aside = tuple(week.set_aside(self.book, self.today))
            acts.titled(f"Snoozed and dismissed · {len(self._aside)}")
            acts.empty_text(f"Nothing is snoozed or dismissed. Press {key_of('week.view')} for the week.")
            acts.show(aside_rows(self._aside, self.today), key)
        self._show_why(acts.key)

    def _after_the_last(self, acts: Listing) -> str:
        """The first to-do, once the last line was dealt with: what comes up in its place is less urgent."""
        left = [act.key for act in self.plan.lines]
        return left[0] if left and acts.key in acts.keys[-1:] and acts.key not in left else ""

    def _quiet_week(self) -> str:
        """What a week without anything to do leads on to: people first, then what the roadmap says is next."""
        from store.launch.roadmap import roadmap

        if not self.book.volunteers:
            return nobody_yet()
        following = roadmap(self.book, self.today).next
        if following is None:
            return ALL_DONE
        return f"Nothing to do this week. Next on the roadmap: ‘{following.text}’. Press {key_of('go.launch')} to go there."

    def _show_pulse(self) -> None:
        pulse = self.plan.pulse
        self.query_one("#pulse", Pane).show(
            lambda width, _: [pulse_line(pulse)] if self.has_class("-narrow") else pulse_table(pulse, width)
        )

    def _show_why(self, key: str) -> None:
        """Tell about the selected gathering while the cursor is among them, else about the selected to-do."""
        pane = self.query_one("#why", Pane)
        if gathering := self.gathering():
            pane.titled(gathering.name)
            pane.show(about_gathering(self.book, gathering, self.today))
        elif act := self._act_of(key):
            pane.titled(act.title)
            pane.show(lambda *room: about_act(self.book, act, self.today, room))
        else:
            pane.titled("Details")
            quiet = "Nothing is due. Time for a coffee with a volunteer?"
            pane.show([quiet if self.book.volunteers else "Add your first people to start."])

    def _act_of(self, key: str) -> Act | None:
        if self.todos.view == "aside":
            return next((one.act for one in self._aside if one.act.key == key), None)
        return next((act for act in (*self.plan.lines, *self.plan.all_acts) if act.key == key), None)

    def here(self) -> Act | None:
        """The selected act, while the cursor is among the acts, or the one of several that is being dealt with."""
        acts = self.query_one("#acts", Listing)
        return self.todos.current or (self._act_of(acts.key) if self.focused is acts else None)

    def person(self) -> str:
        """Whom the selected act is about, where it is about one person."""
        act = self.here()
        known = act and (act.subject in self.book.volunteers or act.subject in self.book.stakeholders)
        return act.subject if act and known and not act.members else ""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up, and open the next of several to-dos once a dialog has closed."""
        super().on_screen_resume(event)
        self.call_after_refresh(self.todos.go_on)

    def gathering(self) -> Gathering | None:
        """The selected gathering, while the cursor is among them."""
        on = self.query_one("#gatherings", Listing)
        return find_gathering(self.book, on.key, self.today) if self.focused is on and on.key else None

    def line_keys(self) -> Mapping[str, object]:
        """Whether each key acts on the selected line."""
        if self.focused is self.query_one("#gatherings"):
            return by_usefulness(keys_of_gathering(self.book, self.gathering()))
        return by_usefulness(useful_keys(self.here(), self.todos.view, self.book))

    @on(Listing.Moved)
    @on(events.DescendantFocus)
    def _moved(self) -> None:
        """Follow the selected line of the list that has the keys."""
        if hasattr(self, "plan"):
            self._show_why(self.query_one("#acts", Listing).key)

    @on(Listing.Opened, "#gatherings")
    def _open_gathering(self, event: Listing.Opened) -> None:
        gathering = find_gathering(self.book, event.key, self.today)
        if gathering and gathering.state == "planned" and gathering.on < self.today:
            GatheringCommands(self).mark_held(gathering)
        elif gathering:
            self.post_message(GoTo("calendar", gathering.id))

    @on(Listing.Opened, "#acts")
    def _open_act(self, event: Listing.Opened) -> None:
        if self.todos.view == "aside":
            self.todos.action_bring_back()
        elif act := self._act_of(event.key):
            self.todos.open(act)
