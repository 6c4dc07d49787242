"""Costs: money and paid time, planned or spent, in three buckets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from store.records import Record, said

if TYPE_CHECKING:
    from store.book import Book

Bucket = Literal["opportunity", "operational", "other"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)


class Cost(Record, frozen=True, kw_only=True):
    """Money or paid time, planned or spent."""

    what: Annotated[str, said("What for", needed=True)]
    bucket: Annotated[
        Bucket,
        said("Bucket", "opportunity: paid hours · operational: tools, rooms · other: gifts, the forgotten"),
    ] = "operational"
    amount: Annotated[Decimal, said("Amount", needed=True)]
    on: Annotated[date, said("When", needed=True)]
    state: Annotated[Literal["planned", "spent"], said("Planned or spent")] = "spent"
    ritual: Annotated[str, said("For which ritual", ref="rituals")] = ""
    note: Annotated[str, said("Note", long=True)] = ""


def costs_between(book: Book, since: date, until: date, state: str = "spent") -> list[Cost]:
    """The costs of a stretch of days, both ends counted, oldest first."""
    found = (cost for cost in book.costs.values() if since <= cost.on <= until and cost.state == state)
    return sorted(found, key=lambda cost: (cost.on, cost.id))


def by_bucket(costs: list[Cost]) -> dict[Bucket, Decimal]:
    """Totals of the three buckets, exact to the cent."""
    totals = dict.fromkeys(BUCKETS, Decimal("0.00"))
    for cost in costs:
        totals[cost.bucket] += cost.amount
    return totals


def total(costs: list[Cost]) -> Decimal:
    """The sum, exact to the cent."""
    return sum((cost.amount for cost in costs), Decimal("0.00"))


def money(amount: Decimal, currency: str = "") -> str:
    """An amount as it is read: ``1,240`` or ``1,240.50``, with the currency before it."""
    digits = f"{amount:,.2f}".removesuffix(".00")
    return f"{currency} {digits}".strip()


def year_of(today: date) -> tuple[date, date]:
    """The budget year around a day: the calendar year."""
    return date(today.year, 1, 1), date(today.year, 12, 31)
