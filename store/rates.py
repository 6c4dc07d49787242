"""What an hour of a trainer costs: loaded rates, each from a day on, with what they were made of."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from store.money import NOTHING, to_cent
from store.records import Record, said

if TYPE_CHECKING:
    from store.book import Book


class Rate(Record, frozen=True, kw_only=True):
    """What an hour costs from a day on, for everybody without a rate of their own.

    Loaded hourly cost = (pay + employer's taxes and benefits + overhead) ÷ productive hours a year.
    """

    since: Annotated[
        date, said("From", "paid hours are counted by themselves from the first such day on", needed=True)
    ]
    pay: Annotated[Decimal, said("Pay a year", "an average will do", needed=True)]
    on_costs: Annotated[Decimal, said("Taxes and benefits", "what the employer pays on top, a year")] = NOTHING
    overhead: Annotated[Decimal, said("Overhead", "desk, room, tools: their share a year")] = NOTHING
    hours: Annotated[int, said("Productive hours", "a year, without holidays and sick days", needed=True)]
    note: Annotated[str, said("Note", "where these figures are from")] = ""

    @property
    def hourly(self) -> Decimal:
        """The loaded hourly cost, to the cent; that rounded amount is what hours are multiplied with."""
        whole = self.pay + self.on_costs + self.overhead
        return to_cent(whole / self.hours) if self.hours > 0 else NOTHING


class OwnRate(Rate, frozen=True, kw_only=True):
    """What an hour of one person costs from a day on."""

    volunteer: Annotated[str, said("Whose", needed=True, ref="volunteers")]


class Rates:
    """All rates of a book, ready to be asked for any person and day."""

    def __init__(self, book: Book) -> None:
        self._book = sorted((rate.since, rate.id, rate) for rate in book.rates.values())
        self._own: defaultdict[str, list[tuple[date, str, Rate]]] = defaultdict(list)
        for own in sorted((rate.since, rate.id, rate) for rate in book.own_rates.values()):
            self._own[own[2].volunteer].append(own)
        self.begin: date | None = self._book[0][0] if self._book else None
        """The first day on which paid hours are counted by themselves; None while there is no rate."""

    def counts(self, day: date) -> bool:
        """Whether paid hours of this day are counted from what was logged."""
        return self.begin is not None and day >= self.begin

    def at(self, volunteer: str, day: date) -> Decimal | None:
        """What an hour of somebody costs on a day; None before hours are counted.

        Their own rate where one holds that day, else everybody's.
        """
        if not self.counts(day):
            return None
        found = _latest(self._own.get(volunteer, []), day) or _latest(self._book, day)
        return found.hourly if found else None


def _latest(rates: list[tuple[date, str, Rate]], day: date) -> Rate | None:
    index = bisect_right(rates, day, key=lambda one: one[0])
    return rates[index - 1][2] if index else None
