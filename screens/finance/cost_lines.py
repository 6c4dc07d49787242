"""Headings of months, trainer time and totals, as Costs shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from screens.common.host import Host
from screens.finance.base import Figure, figure_lines, money_of, trace
from screens.widgets.charts.bar import LIMIT, REST, bar_spans, legend
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from screens.widgets.spans import Span
from store.book.book import Book
from store.core.dates import MONTH_NAMES, format_day_short
from store.core.money import AmountFormat
from store.core.numbers import percent_of
from store.core.text import pluralize
from store.finance.budget_periods import last_ended
from store.finance.budgets import Status
from store.finance.ledger import ledger, told
from store.finance.rates import Rates
from store.finance.working_hours import in_hours, learners_time, untimed

HOURS = "hours@"
"""How the key of a month's trainer time begins; a day of a recurring cost has its id, an @ and the day."""
HOURLY = "Hourly rate"
WIDE_BAR, SHORT_BAR = 34, 8
"""Cells of the bar of a budget, and of one beside a figure."""


def last_day(book: Book, period: Status) -> date:
    """The last day of the period, or of a later single cost."""
    return max([period.until, *(c.on for c in book.costs.values() if c.every == "once")])


def days_so_far(period: Status, today: date) -> tuple[date, date]:
    """The first and the last day of a period up to today."""
    return period.since, min(period.until, today)


def month_name(month: date) -> str:
    """A month in full."""
    return f"{MONTH_NAMES[month.month - 1]} {month.year}"


def hours_row(month: date, minutes: int, cost: Decimal, money: AmountFormat) -> Row:
    """The trainer time of a month in one row."""
    what = f"Trainer time, {in_hours(minutes)}"
    bucket: Span = ("opportunity", "dim")
    cells = (("logged", "dim"), what, bucket, ("spent", "dim"), money.column(cost))
    return Row(f"{HOURS}{month}", cells)


def show_hours(screen: Host, month: date) -> None:
    """List the trainer time of a month."""
    book, today = screen.book, screen.today
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    hours = [entry for entry in ledger(book, month, last, today) if entry.kind == "hours"]
    rows = [told(book, entry, today, money_of(book).exact(entry.amount)) for entry in hours]
    trace(screen, f"Trainer time, {month_name(month)}", rows, "minutes × hourly rate")


def totals(book: Book, period: Status, today: date) -> Iterator[list[Span]]:
    """The budget and what is left of it, what was spent on what, and the hourly rate."""
    yield from budget_bar(period, (period.spent, period.committed), ("spent", "planned"))
    column, whole = money_of(book).column, period.spent
    figures = [
        Figure("Spent", column(whole), "strong", share(whole, period.budget)),
        Figure("Planned", column(period.committed), "", share(period.committed, period.budget)),
    ]
    if period.budget and period.free is not None:
        look = "warn" if period.free < 0 else "good"
        figures += [
            Figure("Remaining", column(period.free), look, share(period.free, period.budget)),
            Figure("Budget", column(period.budget), "", share(period.budget, period.budget)),
        ]
    buckets = [
        Figure(name.capitalize(), column(amount), "", tuple(bar_spans([float(amount)], float(whole), SHORT_BAR)))
        for name, amount in period.spent_on.items()
    ]
    hours = [*_hours(book, period, today)]
    lines = figure_lines([*figures, *buckets, *hours])
    yield from lines[: len(figures)]
    if not period.budget:
        yield [_no_budget(book, today)]
    yield []
    yield [("Spent by bucket", "heading")]
    yield from lines[len(figures) : len(figures) + len(buckets)]
    yield []
    yield [("Trainer time", "heading")]
    yield from lines[len(figures) + len(buckets) :]
    if not any(figure.name == HOURLY for figure in hours):
        yield [(f"No hourly rate. Press {key_of('costs.rate')} to set one.", "dim")]
    elif missing := untimed(book, period.since, today):
        yield [(f"{pluralize(len(missing), 'contribution')} without a duration", "dim")]


def budget_bar(
    period: Status, parts: Sequence[Decimal], names: Sequence[str], width: int = WIDE_BAR
) -> Iterator[list[Span]]:
    """A period's budget as one bar, and its legend; nothing without a budget."""
    if not period.budget:
        return
    amounts, budget = [float(part) for part in parts], float(period.budget)
    over = sum(amounts) > budget
    yield bar_spans(amounts, max(budget, sum(amounts)), width, limit=budget)
    yield [(f"{legend(*names)}  {f'{LIMIT[0]} budget' if over else f'{REST[0]} remaining'}", "dim")]


def share(amount: Decimal, budget: Decimal | None) -> tuple[Span, ...]:
    """How much of the budget an amount is."""
    return ((f"{percent_of(amount, budget):>4}", "dim"),) if budget else ()


def _no_budget(book: Book, today: date) -> Span:
    """That there is no budget, and what sets one."""
    if ended := last_ended(book, today):
        called = f"‘{ended.name}’" if ended.name else "The budget"
        day = format_day_short(ended.until, today)
        return f"{called} ended on {day}. Press {key_of('costs.budget')} to set one.", "warn"
    return f"No budget set. Press {key_of('costs.budget')} to set one.", "dim"


def _hours(book: Book, period: Status, today: date) -> Iterator[Figure]:
    """The hourly rate, and the hours that are not among the costs."""
    if (hourly := Rates(book).at("", today)) is not None:
        yield Figure(HOURLY, money_of(book).column(hourly), "", (("an hour", "dim"),))
    apart = learners_time(book, *days_so_far(period, today))
    if apart.minutes:
        yield Figure("Learners’ time", in_hours(apart.minutes), "", (("excluded", "dim"),))
