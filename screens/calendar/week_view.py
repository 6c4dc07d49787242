"""The calendar as a week: seven days side by side, or one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from textual.binding import Binding

from screens.calendar import formatting as telling
from screens.calendar.view import DAYS, CalendarView, ViewHost
from screens.widgets.keys import key_of
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Card, Lane, in_lines
from screens.widgets.lists.list_view import Listing, Row
from store.calendar.rituals import gatherings
from store.core.dates import DAY_NAMES, date_range, format_day, week_of
from store.model.calendar import Gathering
from store.model.people import Absence
from store.people.absences import closing_days


def nothing_in_the_week() -> str:
    """An empty week, and the keys that fill it."""
    return f"No gatherings this week. Press {key_of('calendar.plan')} to plan a ritual or {key_of('calendar.once')} to plan a one-off gathering."


class WeekBoard(Board):
    """Seven days side by side, each gathering with its time and marks, its name, and its host."""

    CARD_LINES = 5
    BINDINGS = [Binding("enter", "open", "Open", id="calendar.week_open", tooltip="Open this gathering")]

    def line_of(self, card: Card, line: int, width: int) -> tuple[str, str, str, str]:
        """The time, one or two lines of name, and the host in what is left; the last line parts two cards."""
        if line == 0:
            return card.detail, "dim", card.badge, "warn"
        name = in_lines(card.name, width - 2, 2)
        host = in_lines(card.tail, width - 2, self.CARD_LINES - 2 - len(name))
        looks = ["strong"] * len(name) + ["warn" if card.warn else ""] * len(host)
        return ([*name, *host][line - 1], looks[line - 1], "", "") if line <= len(looks) else ("", "", "", "")


class WeekView(CalendarView):
    """A week as a board, or as a list whose headings are the days."""

    PERIOD = relativedelta(weeks=1)
    FOLLOWS_WIDTH = True
    COLUMNS = DAYS[1:]

    def __init__(self, screen: ViewHost) -> None:
        super().__init__(screen)
        self._closed: dict[date, Absence] = {}

    @property
    def widgets(self) -> Sequence[str]:
        """The board where there is room."""
        return ("list",) if self.narrow else ("week",)

    @property
    def main(self) -> Listing | WeekBoard:
        """The board where there is room."""
        return self.listing if self.narrow else self._board

    @property
    def _board(self) -> WeekBoard:
        return self.screen.query_one("#week", WeekBoard)

    @property
    def key(self) -> str:
        """The id of the selected gathering."""
        return self.main.key

    def highlight(self, key: str) -> None:
        """Select a gathering of the week."""
        self.main.highlight(key)

    def clear(self) -> None:
        """Forget what was selected in either of the two."""
        super().clear()
        self._board.show([])

    def fill(self) -> None:
        """Show the week of the day that is looked at."""
        first = week_of(self.screen.day(), self.book.community.first_weekday)
        days = [first + timedelta(days=n) for n in range(7)]
        self.take(gatherings(self.book, days[0], days[-1]))
        self.main.titled(f"Week · {date_range(days[0], days[-1])}", telling.LEGEND)
        self._closed = closing_days(self.book, days[0], days[-1])
        by_day = {day: [g for g in self.gatherings.values() if g.on == day] for day in days}
        if self.narrow:
            self.listing.show(self._rows(by_day), self._nearest())
        else:
            self._board.show([self._lane(day, there) for day, there in by_day.items()], self._nearest())

    def _nearest(self) -> str:
        """What stays selected where something is, else the first one from the day that is looked at on."""
        if self.key in self.gatherings:
            return self.key
        day = self.screen.day()
        ahead = (g.id for g in self.gatherings.values() if g.on >= day)
        return next(ahead, next(iter(self.gatherings), ""))

    def _lane(self, day: date, there: Sequence[Gathering]) -> Lane:
        name = (
            f"{DAY_NAMES[day.weekday()][:3]} {day.day} today" if day == self.today else f"{format_day(day, day)} ·"
        )
        cards = [telling.card(self.book, g, self.clashes) for g in there]
        if closing := self._closed.get(day):
            cards.append(telling.closing_card(closing, day, self.today))
        return Lane(name, tuple(cards))

    def _rows(self, by_day: dict[date, list[Gathering]]) -> Iterator[Row]:
        for day, there in by_day.items():
            words = f"{format_day(day, self.today)}{' · today' if day == self.today else ''}{' · closed' if day in self._closed else '' if there else ' · nothing'}"
            yield Row("", (words,), heading=True)
            for g in there:
                yield telling.week_row(self.book, g, self.clashes)
