"""The calendar as an agenda: the gatherings around a day, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from dateutil.relativedelta import relativedelta

from screens.calendar import formatting as telling
from screens.calendar.view import CalendarView
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from store.calendar.rituals import gatherings
from store.core.dates import date_range, week_of
from store.people.absences import closing_days

DAYS_BACK, DAYS_AHEAD = 30, 60
"""Days around the one that is looked at that the agenda lists."""


def nothing_around() -> str:
    """An empty agenda, and the keys that fill it."""
    return f"No gatherings in this period. Press {key_of('calendar.plan')} to plan a ritual or {key_of('calendar.once')} to plan a one-off gathering."


class AgendaView(CalendarView):
    """Recent and coming gatherings."""

    PERIOD = relativedelta(months=1)
    _centre: date | None = None
    """The day around which it lists gatherings."""

    def enter(self) -> None:
        """Begin around the day that is looked at."""
        self._centre = None
        super().enter()

    def turn_to(self, day: date) -> None:
        """Show the gatherings around another day."""
        self._centre = day
        super().turn_to(day)

    def fill(self) -> None:
        """Show the gatherings around the day that is looked at."""
        self._centre = centre = self._centre or self.screen.day()  # it stays while the selection moves
        first, last = centre - timedelta(days=DAYS_BACK), centre + timedelta(days=DAYS_AHEAD)
        found = gatherings(self.book, first, last)
        self.take(found)
        told = telling.tally(found, self.today)
        self.listing.titled(f"Agenda · {date_range(first, last)}{f' · {told}' if told else ''}", telling.LEGEND)
        self.listing.empty_text(nothing_around)
        key = self.key if self.key in self.gatherings else next((g.id for g in found if g.on >= centre), "")
        self.list_rows([*self._by_week(first, last)], key)

    def _by_week(self, first: date, last: date) -> Iterator[Row]:
        """The gatherings and closing days below the weeks they begin in."""
        closings = {closing.id: closing for closing in closing_days(self.book, first, last).values()}
        rows = [
            (g.on, telling.agenda_row(self.book, g, self.clashes, self.today)) for g in self.gatherings.values()
        ]
        rows += [(c.since, telling.closing_row(c, 3, self.today, day=True)) for c in closings.values()]
        starts = self.book.community.first_weekday
        for week, several in groupby(sorted(rows, key=itemgetter(0)), key=lambda pair: week_of(pair[0], starts)):
            there = [row for _, row in several]
            number = sum(row.key in self.gatherings for row in there)
            yield Row("", (telling.week_heading(week, number, self.today),), heading=True)
            yield from there
