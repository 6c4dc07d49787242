"""A long period: its figures by month or quarter, and against the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.core.dates import MONTH_NAMES, quarter_start
from store.core.money import NOTHING, AmountFormat, total
from store.core.numbers import FEWEST_CASES
from store.core.text import pluralize
from store.finance.ledger import spent_between
from store.finance.roi import replaced_between
from store.texts import update_results as texts
from store.texts.updates import period_before
from store.updates.metrics import Activity, activity
from store.updates.narrative.context import Context
from store.updates.outcomes import first_sessions

BY_QUARTER = 200
"""Days from which on a period is told by quarter instead of by month."""


class Line(Struct, frozen=True):
    """One figure of a long period."""

    name: str
    now: str
    before: str
    """The same of the period before; empty where there is nothing to compare with."""
    then: str
    """What that period is called."""
    parts: tuple[tuple[str, str], ...]
    """The same of each month or quarter, with its name."""


def table(context: Context) -> list[Line]:
    """Sessions, attendances, attendance rate, first-time trainers, costs and external training avoided."""
    nothing = {"0", "–", AmountFormat(context.book.community).said(NOTHING)}
    return [line for line in _lines(context) if not {line.now, line.before or line.now} <= nothing]


def in_words(context: Context, told: frozenset[str]) -> Iterator[str]:
    """The table, a sentence for each line; of a figure that is told already only its parts."""
    for line in table(context):
        if line.name in told:
            yield texts.by_part(line.name, line.parts)
        else:
            before = f"{line.before} in {line.then}" if line.before else ""
            yield texts.over_time(line.name, line.now, before, line.parts)


def tells_the_rate(context: Context) -> bool:
    """Whether the table has the attendance rate, so that it need not be told again."""
    return context.facts.seats >= FEWEST_CASES


def _lines(context: Context) -> Iterator[Line]:
    book, purse = context.book, AmountFormat(context.book.community)
    figures: dict[str, Callable[[Activity], str]] = {
        "Sessions": lambda one: f"{one.sessions:,}",
        "Learner attendances": lambda one: f"{one.learners:,}",
        f"Members’ attendance at {pluralize(context.facts.recorded, 'gathering')}": lambda one: texts.rate(
            one.came, one.seats
        ),
        "First-time trainers": lambda one: f"{len(first_sessions(book, one.since, one.until)):,}",
        texts.costs_named(hours=bool(book.rates)): lambda one: purse.said(
            spent_between(book, one.since, one.until, one.until)
        ),
        "External training avoided": lambda one: purse.said(total(replaced_between(book, one.since, one.until))),
    }
    now = activity(book, context.facts.since, context.facts.until)
    parts = [(name, activity(book, first, last)) for name, first, last in _parts(now.since, now.until)]
    then = period_before(context.before.since, context.before.until)
    compared = bool(context.before.sessions or context.before.gatherings)
    for name, of in figures.items():
        before = of(context.before) if compared else ""
        yield Line(name, of(now), before, then, tuple((part, of(one)) for part, one in parts))


def _parts(since: date, until: date) -> Iterator[tuple[str, date, date]]:
    """The months or quarters of a period; the first and the last may be cut by it."""
    by_quarter = (until - since).days >= BY_QUARTER
    first = quarter_start(since) if by_quarter else since.replace(day=1)
    while first <= until:
        after = first + relativedelta(months=3 if by_quarter else 1)
        name = f"Q{(first.month + 2) // 3}" if by_quarter else MONTH_NAMES[first.month - 1][:3]
        yield name, max(first, since), min(after - timedelta(days=1), until)
        first = after
