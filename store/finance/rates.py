"""What an hour of a trainer costs: loaded rates, each from a day on, with what they were made of."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest

from store.book.book import Book
from store.model.finance import OwnRate, Rate


class Rates:
    """All rates of a book, ready to be asked for any person and day."""

    def __init__(self, book: Book) -> None:
        self._book = _by_day(book.rates.values())
        own: defaultdict[str, list[OwnRate]] = defaultdict(list)
        for rate in book.own_rates.values():
            own[rate.volunteer].append(rate)
        self.own = {volunteer: _by_day(rates) for volunteer, rates in own.items()}
        """Who has rates of their own."""
        self.begin: date | None = self._book[0][0] if self._book else None
        """The first day on which paid hours are counted by themselves; None while there is no rate."""

    def counts(self, day: date) -> bool:
        """Whether paid hours of this day are counted from what was logged."""
        return self.begin is not None and day >= self.begin

    def at(self, volunteer: str, day: date) -> Decimal | None:
        """What an hour of someone costs on a day; None before hours are counted.

        Their own rate where one holds that day, else everyone's.
        """
        if self.begin is None or day < self.begin:  # as in counts(): this is asked for every hour ever given
            return None
        own = self.own.get(volunteer)
        found = _latest(own, day) if own else None
        return found if found is not None else _latest(self._book, day)

    def stretches(self, since: date, until: date) -> Iterator[tuple[date, date, Decimal]]:
        """The first and last day of each time that has one rate for everyone, between two days, and that rate."""
        after = [begin for begin, _, _ in self._book[1:]]
        for (begin, _, hourly), end in zip_longest(self._book, after):
            first, last = max(begin, since), min(end - timedelta(days=1), until) if end else until
            if first <= last:
                yield first, last, hourly


Holding = list[tuple[date, str, Decimal]]
"""From which day on, by which record, how much an hour."""


def _by_day(rates: Iterable[Rate]) -> Holding:
    return sorted((rate.since, rate.id, rate.hourly) for rate in rates)


def _latest(rates: Holding, day: date) -> Decimal | None:
    since, _, hourly = rates[-1]
    if since <= day:  # as it nearly always is
        return hourly
    index = bisect_right(rates, day, key=lambda one: one[0])
    return rates[index - 1][2] if index else None
