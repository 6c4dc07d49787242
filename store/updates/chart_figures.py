"""The figures of the charts beside those of the text: who hosts, the spread over departments, costs and what they avoided."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import hosting_share
from store.core.money import AmountFormat, total
from store.core.text import normalize, one_line
from store.finance.ledger import spent_between
from store.finance.roi import replaced_between
from store.people.stages import members

MOST_DEPARTMENTS = 5


class ChartFigures(Struct, frozen=True):
    """What the charts show, as it is on the last day told of."""

    organiser: str = ""
    hosted: int = 0
    """Gatherings that the organiser hosted lately."""
    gatherings: int = 0
    """All of those that have a host."""
    most_hosted: int | None = None
    """The share of them that the organiser aims to stay below, in per cent."""
    spread: tuple[tuple[str, int], ...] = ()
    """Members by department, the most first; an empty name for the departments that are not named."""
    costs: Decimal = Decimal(0)
    avoided: Decimal = Decimal(0)
    costs_said: str = ""
    avoided_said: str = ""


def chart_figures(book: Book, until: date, today: date) -> ChartFigures:
    """The figures of the charts."""
    return book.cached_query(_figures, until, today)


def _figures(book: Book, until: date, today: date) -> ChartFigures:
    hosted, of = hosting_share(book, until)
    purse, avoided = AmountFormat(book.community), total(replaced_between(book, date.min, until))
    costs = spent_between(book, date.min, until, until) if avoided else Decimal(0)
    return ChartFigures(
        organiser=one_line(book.community.organiser),
        hosted=hosted,
        gatherings=of,
        most_hosted=book.community.hosting_target,
        spread=_spread(book, until, today),
        costs=costs,
        avoided=avoided,
        costs_said=purse.said(costs),
        avoided_said=purse.said(avoided),
    )


def _spread(book: Book, until: date, today: date) -> tuple[tuple[str, int], ...]:
    count = Counter(
        one_line(book.departments[who.department].name) if who.department in book.departments else ""
        for who in members(book, today, on=until)
    )
    unnamed = count.pop("", 0)
    ordered = sorted(count.items(), key=lambda pair: (-pair[1], normalize(pair[0])))
    rest = unnamed + sum(number for _, number in ordered[MOST_DEPARTMENTS:])
    return (*ordered[:MOST_DEPARTMENTS], *([("", rest)] if rest else []))
