"""Calendar: the rituals and their gatherings, as a month, a week, an agenda, the list of rituals, the hosting rota."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from textual import events, on
from textual.binding import Binding, BindingType

from screens.calendar.cancel_actions import CancelCommands
from screens.calendar.export_actions import ExchangeCommands
from screens.calendar.planning_actions import PlanningCommands
from screens.calendar.views import CalendarViews, WeekBoard
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.widgets.keys import key_of
from screens.widgets.lists.board import Board
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from store.calendar.rituals import gatherings
from store.core.dates import FIRST_YEAR, LAST_YEAR

VIEWS = ("month", "week", "agenda", "rituals", "hosts")
"""The views in the order that «v» goes through; each but the last two has a period to turn."""
PERIODS: dict[str, relativedelta] = {
    "month": relativedelta(months=1),
    "week": relativedelta(weeks=1),
    "agenda": relativedelta(months=1),
}


class CalendarScreen(CalendarViews):
    """Everything that was and will be."""

    ROOM = "calendar"
    CSS_PATH = "calendar.tcss"
    ACTIONS = (PlanningCommands, CancelCommands, ExchangeCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *ExchangeCommands.keys(),
        *PlanningCommands.keys("hold", "plan", "once", "edit"),
        Binding("v", "view", "View", id="calendar.view", tooltip="Month, week, agenda, rituals, hosts"),
        *CancelCommands.keys("skip", "delete"),
        Binding(
            "left_square_bracket", "turn(-1)", "Earlier", key_display="[", id="calendar.earlier", show=False,
            tooltip="A month or week back",
        ),
        Binding(
            "right_square_bracket", "turn(1)", "Later", key_display="]", id="calendar.later", show=False,
            tooltip="A month or week on",
        ),
        Binding("full_stop", "today", "Today", key_display=".", id="calendar.today", tooltip="Back to today"),
        *PlanningCommands.keys("host", "prepare"),
        *CancelCommands.keys("bring_back"),
        Binding("V", "view(-1)", "View before", show=False, id="calendar.view_before", tooltip="The view before"),
        *PlanningCommands.keys("target"),
    ]  # fmt: skip

    def on_mount(self) -> None:
        """Begin with this month."""
        self._show_view()

    def arrive(self, key: str) -> None:
        """Show a gathering on its day, or a ritual in the list of them."""
        if key in self.book.rituals:
            self._go_to_view("rituals")
            self._list.highlight(key)
        elif day := self._day_of(key):
            self._go_to_view("month")
            self._month.go(day)
            self.fill()
            self.query_one("#day", Listing).highlight(key)

    def _day_of(self, key: str) -> date | None:
        if known := self.book.gatherings.get(key):
            return known.on
        around = gatherings(self.book, self.today - timedelta(days=90), self.today + timedelta(days=90))
        return next((g.on for g in around if g.id == key), None)

    # -- events ----------------------------------------------------------------------------------

    @on(Month.Moved)
    def _day_changed(self) -> None:
        if self._view == "month":
            if self._month.days() == self._span:
                self._fill_day()
            else:
                self._fill_month()
            self._show_about()

    def _no_period(self) -> str:
        """What is said where a view has no days to turn to."""
        if self._view == "rituals":
            return f"The list of rituals has no days to turn to. Press {key_of('calendar.view')} for the next view."
        return f"The rota always begins today. Press {key_of('calendar.view')} for the month."

    @on(Month.Opened)
    def _day_opened(self) -> None:
        day = self.query_one("#day", Listing)
        if day.keys:
            self.set_focus(day)
        else:
            self.say(
                f"Nothing on this day yet. Press {key_of('calendar.plan')} to plan a ritual, {key_of('calendar.once')} a one-off gathering."
            )

    @on(Listing.Moved)
    @on(Board.Moved)
    def _another_highlighted(self) -> None:
        gathering = self.gathering()
        if gathering and self._view in ("week", "agenda"):
            self._look_at(gathering.on)
        self._show_about()

    @on(Listing.Opened)
    @on(Board.Opened)
    def _opened(self) -> None:
        gathering = self.gathering()
        if gathering is None and self.person():
            self.post_message(GoTo("volunteer", self.person()))
        elif self._view == "hosts" and gathering is None:
            self.say(
                f"That is you. Press {key_of('calendar.target')} to set how much of the hosting is to be yours at most."
            )
        elif gathering and gathering.state == "planned" and gathering.on <= self.today:
            GatheringCommands(self).mark_held(gathering)
        else:
            PlanningCommands(self).action_edit()

    @on(events.Resize)
    def _resized(self) -> None:
        """A week is a board, and the organiser's share a plot, where there is room."""
        if self._view in ("week", "hosts"):
            self.call_after_refresh(self._go_to_view, self._view)

    # -- keys ------------------------------------------------------------------------------------

    def action_view(self, step: int = 1) -> None:
        """The next view."""
        self._go_to_view(VIEWS[(VIEWS.index(self._view) + step) % len(VIEWS)])

    def _go_to_view(self, view: str) -> None:
        if view != self._view:
            self._list.show([])  # what was highlighted in another view says nothing about this one
        self._view = view
        self._show_view()
        self.fill()

    def _show_view(self) -> None:
        month, board = self._view == "month", self._week_is_board
        self._month.display = self.query_one("#day").display = month
        self.query_one("#week").display = board
        self._list.display = not month and not board
        self.query_one("#share").display = self._view == "hosts" and not self.has_class("-narrow")
        self.set_class(not month, "-list")
        self.set_class(board, "-board")
        self.set_class(self._view == "hosts", "-hosts")
        self.set_focus(self._month if month else self.query_one("#week") if board else self._list)
        self.filtering.refilter()

    def action_turn(self, step: int) -> None:
        """A month or a week on or back."""
        if period_of := PERIODS.get(self._view):
            self._turn_to(self._month.day + step * period_of)
        else:
            self.say(self._no_period(), problem=True)

    def action_today(self) -> None:
        """Back to today."""
        if self._view not in PERIODS:
            self.say(self._no_period(), problem=True)
            return
        before = self._month.day, self.gathering()
        self._turn_to(self.today)
        if before == (self._month.day, self.gathering()):
            self.say("This is today already.")

    def _turn_to(self, day: date) -> None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.say(f"A book holds the years {FIRST_YEAR} to {LAST_YEAR}.", problem=True)
        elif self._view == "month":
            self._month.go(day)
        else:
            self._look_at(day)
            self._list.show([])
            self.query_one("#week", WeekBoard).show([])
            self.fill()

    def _look_at(self, day: date) -> None:
        """Let a day be the one that is looked at, without turning the month that is not seen."""
        self._month.day = day
