"""The calendar as a month: a grid of days, and beside it the list of the selected one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from screens.calendar import formatting as telling
from screens.calendar.day_planning import about_day
from screens.calendar.view import CalendarView, ViewHost
from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.model.calendar import Gathering
from store.model.people import Absence
from store.people.absences import closing_days


def nothing_on_the_day() -> str:
    """An empty day, and the keys that fill it."""
    return f"No gatherings on this day. Press {key_of('calendar.plan')} to plan a ritual or {key_of('calendar.once')} to plan a one-off gathering."


class MonthView(CalendarView):
    """The weeks around a month."""

    PERIOD = relativedelta(months=1)
    WANTS_WIDTH = True

    def __init__(self, screen: ViewHost) -> None:
        super().__init__(screen)
        self._span: tuple[date, date] | None = None
        self._by_day: defaultdict[date, list[Gathering]] = defaultdict(list)
        self._closed: dict[date, Absence] = {}

    @property
    def widgets(self) -> Sequence[str]:
        """The grid and the list of a day."""
        return "month", "day"

    @property
    def main(self) -> Month:
        """The grid."""
        return self.screen.query_one(Month)

    @property
    def _day_list(self) -> Listing:
        return self.screen.query_one("#day", Listing)

    @property
    def key(self) -> str:
        """The id of the selected gathering of the day."""
        return self._day_list.key

    def highlight(self, key: str) -> None:
        """Select a gathering of the day."""
        self._day_list.highlight(key)

    def clear(self) -> None:
        """Nothing: a day's list begins anew with each day."""

    def fill(self) -> None:
        """Show the month, and the day's gatherings."""
        self._span = self.main.days()
        found = gatherings(self.book, *self._span)
        self.take(found)
        self._by_day.clear()
        for gathering in found:
            self._by_day[gathering.on].append(gathering)
        entries = {
            day: [telling.in_month(self.book, g, self.clashes) for g in several]
            for day, several in self._by_day.items()
        }
        self._closed = closing_days(self.book, *self._span)
        words = dict.fromkeys(self._closed, telling.CLOSED)
        self.main.show(entries, words, told=self._tally(), below=telling.LEGEND)
        self._fill_day()

    def _tally(self) -> str:
        """How many gatherings the month has, and how many of them still want a host."""
        month = [g for g in self.gatherings.values() if g.on.month == self.main.day.month]
        return telling.tally(month, self.today)

    def _fill_day(self) -> None:
        day, with_host = self.main.day, self.narrow  # else the host stands in the panel below
        self._day_list.titled(format_day(day, self.today))
        on_day = self._by_day.get(day, ())
        rows = [telling.day_row(self.book, g, self.clashes, with_host=with_host) for g in on_day]
        if closing := self._closed.get(day):
            rows.append(telling.closing_row(closing, 2, self.today))
        self._day_list.show(rows)

    def about(self) -> tuple[str, Iterable[Fact]]:
        """The selected gathering, or what a day without any offers to who plans one."""
        if self.gathering():
            return super().about()
        return "Planning", about_day(self.book, self.main.day, self.today)

    def turn_to(self, day: date) -> None:
        """Select a day, turning to its month."""
        self.main.go(day)

    def day_moved(self) -> None:
        """Show the selected day, and its month where that is another one."""
        if self.main.days() == self._span:
            self._fill_day()
        else:
            self.fill()

    def selection_moved(self) -> None:
        """Nothing: the day is selected in the grid."""

    def open_day(self) -> None:
        """Go to the day's list, where there is anything in it."""
        if self._day_list.keys:
            self.screen.set_focus(self._day_list)
        else:
            self.screen.say(nothing_on_the_day())
