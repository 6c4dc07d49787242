"""One way of showing the calendar: what it puts into the calendar's widgets, and what is selected there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Protocol

from dateutil.relativedelta import relativedelta
from textual.geometry import Size

from screens.calendar.details import about_gathering
from screens.calendar.planning_actions import CalendarHost, PlanningCommands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.host import WidgetHost
from screens.widgets.facts import Fact
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.month_grid import Month
from store.book.book import Book
from store.calendar.conflicts import Clashes
from store.model.calendar import Gathering, Ritual
from store.model.training_requests import TrainingRequest
from store.people.absences import absences

DAYS = (Column(11), Column(5), Column(2), Column(share=3), Column(share=2), Column(10, right=True))
"""Columns of a list of gatherings: day, time, marks, name, host, attendance."""
SPACIOUS = 160
"""Columns from which a view has room for the details at its side that needs most of the width of other windows."""
TALL = 32
"""Lines from which there is room for details below such a view."""


class ViewHost(CalendarHost, WidgetHost, Protocol):
    """The screen whose widgets the views fill, one view at a time."""

    @property
    def size(self) -> Size:
        """Its columns and lines."""

    def request(self) -> TrainingRequest | None:
        """The selected training request, where they are listed."""

    def has_class(self, *names: str) -> bool:
        """Whether it is narrow, among other things."""

    def set_class(self, add: bool, *names: str) -> Any:
        """Say by a class what is shown."""


class CalendarView:
    """A view of the calendar, which fills the screen's widgets when it is the one that is shown."""

    PERIOD: ClassVar[relativedelta | None] = None
    """How far one step earlier or later turns it; None where it has no days to turn to."""
    WANTS_WIDTH: ClassVar[bool] = False
    """Whether it takes the whole width where the details have room below it."""
    COLUMNS: ClassVar[Sequence[Column]] = DAYS

    def __init__(self, screen: ViewHost) -> None:
        """Make a view that shows nothing yet."""
        self.screen = screen
        self.gatherings: dict[str, Gathering] = {}
        """What is shown, by id."""
        self.clashes = Clashes(())

    @property
    def book(self) -> Book:
        """The book of the screen."""
        return self.screen.book

    @property
    def today(self) -> date:
        """The day the screen speaks of."""
        return self.screen.today

    @property
    def narrow(self) -> bool:
        """Whether there is no room for two widgets side by side."""
        return self.screen.has_class("-narrow")

    @property
    def over_details(self) -> bool:
        """Whether the details lie below, so that it has the whole width."""
        width, height = self.screen.size
        return self.WANTS_WIDTH and not self.narrow and width < SPACIOUS and height >= TALL

    @property
    def listing(self) -> Listing:
        """The list that all views share but the month."""
        return self.screen.query_one("#list", Listing)

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def widgets(self) -> Sequence[str]:
        """The ids of its widgets."""
        return ("list",)

    @property
    def main(self) -> Listing | Month:
        """The widget that has the keys."""
        return self.listing

    def enter(self) -> None:
        """Be the view that is shown from now on."""
        self.clear()

    def clear(self) -> None:
        """Forget what was selected: in another view, or in other days, it says nothing about this one."""
        self.listing.show([])

    def fill(self) -> None:
        """Show what the book holds around the day that is looked at."""
        raise NotImplementedError

    def take(self, gatherings: Iterable[Gathering]) -> None:
        """Remember what is shown, and its clashes."""
        self.gatherings = {gathering.id: gathering for gathering in gatherings}
        self.clashes = Clashes(self.gatherings.values(), absences(self.book))

    def list_rows(self, rows: Sequence[Row], key: str = "", columns: Sequence[Column] = ()) -> None:
        """Show rows in the list that all views share, in columns of this view."""
        self.listing.set_columns(*(columns or self.COLUMNS))
        self.listing.show(rows, key)

    def look_at(self, day: date) -> None:
        """Let a day be the one that is looked at, without turning the month that is not seen."""
        self.screen.query_one(Month).day = day

    def turn_to(self, day: date) -> None:
        """Show the days around another one."""
        self.look_at(day)
        self.clear()
        self.screen.fill()

    def no_period(self) -> str:
        """What is said where a view has no days to turn to."""
        raise NotImplementedError

    def highlight(self, key: str) -> None:
        """Select a gathering."""
        self.listing.highlight(key)

    # -- what is selected --------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The id of the selected line."""
        return self.listing.key

    def gathering(self) -> Gathering | None:
        """The selected gathering."""
        return self.gatherings.get(self.key)

    def ritual(self) -> Ritual | None:
        """The selected ritual, where rituals are listed."""
        return None

    def request(self) -> TrainingRequest | None:
        """The selected training request, where they are listed."""
        return None

    def person(self) -> str:
        """The id of the host of the selected gathering."""
        gathering = self.gathering()
        return gathering.host if gathering else ""

    def about(self) -> tuple[str, Iterable[Fact]]:
        """The title and the facts about what is selected."""
        if gathering := self.gathering():
            return gathering.name, about_gathering(self.book, gathering, self.clashes, self.today)
        return "", ()

    def day_moved(self) -> None:
        """Another day of the month grid is selected."""

    def selection_moved(self) -> None:
        """Another line is selected: where days are listed, its day is looked at from now on."""
        if self.PERIOD and (gathering := self.gathering()):
            self.look_at(gathering.on)

    def open_day(self) -> None:
        """Open the selected day of the month grid."""

    def open(self) -> None:
        """Open what is selected: a past gathering is marked held, a coming one edited."""
        gathering = self.gathering()
        if gathering and gathering.state == "planned" and gathering.on <= self.today:
            GatheringCommands(self.screen).mark_held(gathering)
        else:
            PlanningCommands(self.screen).action_edit()

    def pick_host(self) -> None:
        """Choose the host of the selected gathering."""
        PlanningCommands(self.screen).action_host()
