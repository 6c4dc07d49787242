"""Costs: money and paid time, planned or spent, in three buckets.

What counts where, so that nothing counts twice:

- A one-off cost counts on its day. A recurring one counts on each of its days; one of these days that was booked as an
  entry of its own counts through that entry only.
- Paid hours of trainers are counted from what was logged (:mod:`store.finance.working_hours`) from the first day on that an hourly rate
  holds. From that day on a typed cost of the opportunity bucket that is spent, or planned for a day that has come, is
  left out; before it typed ones count and hours do not. Planned ones for days still to come count as planned.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, Protocol, get_args

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day, month_start
from store.core.labels import label_of
from store.core.money import NOTHING, HasAmount
from store.finance.rates import Rates
from store.finance.working_hours import Work, in_hours, paid, paid_sum
from store.model.finance import Bucket, Cost, Every, State
from store.people.directory import full_name_of

BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
MOST_DAYS = 20_000
"""Days of one recurring cost that are looked at, however far ahead is asked."""

_STEP: dict[Every, relativedelta] = {
    "weekly": relativedelta(weeks=1),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
    "yearly": relativedelta(years=1),
}


# -- costs that repeat --------------------------------------------------------------------------


def cost_days(cost: Cost, since: date, until: date) -> Iterator[date]:
    """The days of a cost between two days, both counted; the 31st becomes the last day of a shorter month."""
    if cost.every == "once":
        if since <= cost.on <= until:
            yield cost.on
        return
    last, step = min(until, cost.until or until), _STEP[cost.every]
    for number in range(_first_number(cost, since), MOST_DAYS):
        try:
            day = cost.on + step * number
        except (OverflowError, ValueError):  # beyond what a calendar holds
            return
        if day > last:
            return
        if day >= since and day not in cost.except_on:
            yield day


def _first_number(cost: Cost, since: date) -> int:
    """Where to begin counting, a little before a day that lies far ahead."""
    if since <= cost.on:
        return 0
    days = {"weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}[cost.every]
    return (since - cost.on).days // days


def booked_id(cost: Cost, day: date) -> str:
    """The id of the entry for one day of a recurring cost: the same in every copy of the book, so copies merge."""
    return f"{cost.id}-{day:%Y%m%d}"


def booked(cost: Cost, day: date) -> Cost:
    """One day of a recurring cost as a spent entry of its own; with it in the book, that day counts by it alone."""
    return replace(
        cost, id=booked_id(cost, day), on=day, state="spent", every="once", until=None, except_on=(),
        series=cost.id, due_on=day,
    )  # fmt: skip


# -- the ledger ------------------------------------------------------------------------------------


class Entry(Struct, frozen=True):
    """One line of the ledger: what counts on one day, and the record it comes from."""

    id: str
    """The cost, or the contribution or gathering whose hours it is."""
    on: date
    what: str
    """What it was for; :func:`told` says of hours whose they were, too."""
    bucket: Bucket
    amount: Decimal
    state: State
    kind: Literal["once", "recurring", "hours"] = "once"
    ritual: str = ""
    gathering: str = ""
    given: Work | None = None
    """The hours, where it is hours."""


class InBucket(HasAmount, Protocol):
    """What stands in a bucket."""

    @property
    def bucket(self) -> Bucket:
        """Which of the three."""


def ledger(book: Book, since: date, until: date, today: date) -> list[Entry]:
    """Everything that counts between two days, both counted, oldest first: the one source of every total."""
    found = [*typed(book, since, until, today), *_paid_hours(book, since, until, today)]
    return sorted(found, key=lambda entry: (entry.on, entry.kind, entry.id))


def typed(book: Book, since: date, until: date, today: date) -> list[Entry]:
    """What of :func:`ledger` was typed, in no particular order; the rest are paid hours (:func:`store.finance.working_hours.paid`)."""
    return [*book.cached_query(_parted, since, until, today)[0]]


def sums(book: Book, since: date, until: date, today: date) -> tuple[dict[Bucket, Decimal], dict[Bucket, Decimal]]:
    """The totals of :func:`ledger`, spent and planned, by bucket; its lines are not written out for them."""
    by_hand = typed(book, since, until, today)
    so_far, ahead = by_bucket(spent(by_hand)), by_bucket(planned(by_hand))
    so_far["opportunity"] += paid_sum(book, since, min(until, today))
    ahead["opportunity"] += paid_sum(book, max(since, today + timedelta(days=1)), until)
    return so_far, ahead


def spent_between(book: Book, since: date, until: date, today: date) -> Decimal:
    """What is spent between two days, all buckets together."""
    return sum(sums(book, since, until, today)[0].values(), NOTHING)


def left_out(book: Book, since: date, until: date, today: date) -> list[Entry]:
    """The typed paid hours that do not count, as the hours themselves are counted on their day; oldest first."""
    return sorted(book.cached_query(_parted, since, until, today)[1], key=lambda entry: (entry.on, entry.id))


def _parted(book: Book, since: date, until: date, today: date) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What was typed and counts, and what was typed and is left out."""
    rates, counts, rest = Rates(book), list[Entry](), list[Entry]()
    for entry in _of_costs(book, since, until, today):
        (rest if _left_out(entry, rates, today) else counts).append(entry)
    return tuple(counts), tuple(rest)


def _of_costs(book: Book, since: date, until: date, today: date) -> Iterator[Entry]:
    own = {(cost.series, cost.due_on) for cost in book.costs.values() if cost.series}
    for cost in book.costs.values():
        comes_back = cost.every != "once"
        for day in cost_days(cost, since, until):
            if comes_back and (cost.id, day) in own:
                continue
            state: State = "planned" if comes_back and day > today else cost.state
            yield Entry(
                cost.id, day, cost.what, cost.bucket, cost.amount, state,
                "recurring" if comes_back else "once", ritual=cost.ritual, gathering=cost.gathering,
            )  # fmt: skip


def _left_out(entry: Entry, rates: Rates, today: date) -> bool:
    typed_hours = entry.bucket == "opportunity" and rates.counts(entry.on)
    return typed_hours and (entry.state == "spent" or entry.on <= today)


def _paid_hours(book: Book, since: date, until: date, today: date) -> Iterator[Entry]:
    for one, worth in paid(book, since, until):
        state: State = "spent" if one.on <= today else "planned"
        yield Entry(
            one.source, one.on, one.what, "opportunity", worth, state, "hours", one.ritual, one.gathering, one
        )  # fmt: skip


def spent(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are spent."""
    return [entry for entry in entries if entry.state == "spent"]


def planned(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are planned: committed, but not spent yet."""
    return [entry for entry in entries if entry.state == "planned"]


def costs_between(book: Book, since: date, until: date, state: str = "spent") -> list[Cost]:
    """The costs typed for a stretch of days, both ends counted, oldest first; see :func:`ledger` for what counts."""
    found = (cost for cost in book.costs.values() if since <= cost.on <= until and cost.state == state)
    return sorted(found, key=lambda cost: (cost.on, cost.id))


def by_bucket(found: Iterable[InBucket]) -> dict[Bucket, Decimal]:
    """Totals of the three buckets, exact to the cent."""
    totals = dict.fromkeys(BUCKETS, NOTHING)
    for one in found:
        totals[one.bucket] += one.amount
    return totals


def in_months(found: Iterable[Entry]) -> dict[date, list[Entry]]:
    """The lines of each calendar month that holds any, by its first day, in order."""
    months: dict[date, list[Entry]] = {}
    for entry in sorted(found, key=lambda entry: entry.on):
        months.setdefault(month_start(entry.on), []).append(entry)
    return months


def told(book: Book, entry: Entry, today: date, written: str) -> str:
    """A line of the ledger as it is listed behind a figure; ``written`` is its amount."""
    planned_too = ", planned" if entry.state == "planned" else ""
    what = entry.what
    if given := entry.given:
        about = f" ‘{given.what}’" if given.what else ""
        what = f"{full_name_of(book, given.volunteer)} {label_of(given.kind)}{about}, {in_hours(given.minutes)}"
    return f"{format_day(entry.on, today)}  {what} ({entry.bucket}{planned_too}): {written}"
