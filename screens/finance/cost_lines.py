"""Headings of months, trainer time and totals, as Costs shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from screens.common.host import Host
from screens.finance.base import amount_line, money_of, trace
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Span
from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.core.dates import MONTH_NAMES, format_day_short
from store.core.money import AmountFormat
from store.core.numbers import percent_of
from store.core.sparkline import bar
from store.core.text import pluralize
from store.finance.budgets import Status, last_ended
from store.finance.ledger import ledger, told
from store.finance.rates import Rates
from store.finance.working_hours import in_hours, learners_time, untimed

HOURS = "hours@"
"""How the key of a month's trainer time begins; a day of a recurring cost has its id, an @ and the day."""


def last_day(book: Book, period: Status) -> date:
    """The last day of the period, or of a later single cost."""
    return max([period.until, *(c.on for c in book.costs.values() if c.every == "once")])


def days_so_far(period: Status, today: date) -> tuple[date, date]:
    """The first and the last day of a period up to today."""
    return period.since, min(period.until, today)


def month_heading(month: date, spent: Decimal, planned: Decimal, money: AmountFormat) -> str:
    """The heading of a month with its sums."""
    parts = [f"{money.listed(spent)} spent"] if spent else []
    parts += [f"{money.listed(planned)} planned"] if planned else []
    return " · ".join([f"{MONTH_NAMES[month.month - 1]} {month.year}", *parts])


def hours_row(month: date, minutes: int, cost: Decimal, money: AmountFormat) -> Row:
    """The trainer time of a month in one row."""
    what = f"Trainer time, {in_hours(minutes)}"
    bucket: Span = ("opportunity", "dim")
    cells = (("logged", "dim"), what, bucket, ("spent", "dim"), money.listed(cost))
    return Row(f"{HOURS}{month}", cells)


def show_hours(screen: Host, month: date) -> None:
    """List the trainer time of a month."""
    book, today = screen.book, screen.today
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    hours = [entry for entry in ledger(book, month, last, today) if entry.kind == "hours"]
    rows = [told(book, entry, today, money_of(book).exact(entry.amount)) for entry in hours]
    trace(screen, f"Trainer time, {MONTH_NAMES[month.month - 1]} {month.year}", rows, "minutes × hourly rate")


def totals(book: Book, period: Status, today: date) -> Iterator[list[Span]]:
    """What a period cost by bucket, its budget, and the hourly rate."""
    money, whole = money_of(book), period.spent
    for name, amount in period.spent_on.items():
        share = f"  {bar(float(amount), float(whole), 8)}"
        yield [*amount_line(name.capitalize(), money.listed(amount)), (share, "accent")]
    yield amount_line("Spent", money.listed(whole), "strong")
    yield amount_line("Planned", money.listed(period.committed))
    if period.budget and period.free is not None:
        yield amount_line("Budget", money.listed(period.budget))
        yield amount_line("Remaining", money.listed(period.free), "warn" if period.free < 0 else "good")
        yield [(f"{percent_of(whole, period.budget)} of the budget spent", "dim")]
    elif ended := last_ended(book, today):
        called = f"‘{ended.name}’" if ended.name else "The budget"
        yield [(f"{called} ended on {format_day_short(ended.until, today)}.", "warn")]
        yield [(f"Press {key_of('costs.budget')} to set the next budget.", "warn")]
    else:
        yield [(f"No budget set. Press {key_of('costs.budget')} to set one.", "dim")]
    yield from _hours(book, period, today)


def _hours(book: Book, period: Status, today: date) -> Iterator[list[Span]]:
    """The hourly rate, and the hours that are not among the costs."""
    hourly = Rates(book).at("", today)
    if hourly is None:
        yield [(f"No hourly rate. Press {key_of('costs.rate')} to set one.", "dim")]
    else:
        yield amount_line("Hourly rate", money_of(book).listed(hourly))
    apart = learners_time(book, *days_so_far(period, today))
    if apart.minutes:
        yield [*amount_line("Learners' time", in_hours(apart.minutes)), ("  excluded", "dim")]
    if hourly is not None and (missing := untimed(book, period.since, today)):
        yield [(f"{pluralize(len(missing), 'contribution')} without a duration", "dim")]
