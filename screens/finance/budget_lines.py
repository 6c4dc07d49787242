"""Where a budget stands and what an hourly rate is made of, as Budget shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from screens.finance.base import Figure, figure_lines, money_of
from screens.finance.cost_lines import budget_bar, share
from screens.widgets.keys import key_of
from screens.widgets.lists.columns import GAP
from screens.widgets.spans import Span, fit
from store.book.book import Book
from store.core.dates import date_range, format_day_short
from store.core.money import AmountFormat
from store.finance.budget_periods import last_ended
from store.finance.budgets import Status
from store.finance.ledger import BUCKETS
from store.model.finance import Rate

WIDE_BAR = 40
"""Cells of the bar of the forecast."""


def period_name(now: Status) -> str:
    """What a period is called."""
    return now.name or date_range(now.since, now.until)


def outlook(now: Status, money: AmountFormat) -> str:
    """How the period will end."""
    if now.left_at_end is None:
        return ""
    way = "over" if now.left_at_end < 0 else "under"
    return f" · forecast {money.said(abs(now.left_at_end))} {way} budget"


def standing(book: Book, now: Status, today: date) -> Iterator[list[Span]]:
    """The forecast as one bar of the budget, its figures, and what is spent and planned in each bucket."""
    parts = now.spent, now.committed, now.hours_to_come
    yield from budget_bar(now, parts, ("spent", "planned", "expected"), WIDE_BAR)
    column = money_of(book).column
    named = [
        ("Spent", now.spent, ""),
        ("Planned", now.committed, ""),
        ("Expected trainer time", now.hours_to_come, ""),
        ("Forecast", now.forecast, "strong"),
    ]
    if now.budget is not None and now.left_at_end is not None:
        over = now.left_at_end < 0
        named.append(("Budget", now.budget, ""))
        named.append(("Over budget" if over else "Under budget", abs(now.left_at_end), "warn" if over else "good"))
    yield from figure_lines(
        [Figure(name, column(amount), look, share(amount, now.budget)) for name, amount, look in named]
    )
    if now.budget is None:
        yield [_no_budget(book, today)]
    yield []
    rows = [
        (bucket.capitalize(), column(now.spent_on[bucket]), column(now.planned_for[bucket])) for bucket in BUCKETS
    ]
    width = max(len("Planned"), *(cell_len(text) for _, *texts in rows for text in texts))
    yield [("Bucket         ", "heading"), (f"{'Spent':>{width}}{'Planned':>{width + GAP}}", "dim")]
    for name, *texts in rows:
        first, second = (fit(text, width, right=True) for text in texts)
        yield [(f"{name:<15}", "dim"), (f"{first}{'':{GAP}}{second}", "")]


def _no_budget(book: Book, today: date) -> Span:
    """That there is no budget, and what sets one."""
    ended = last_ended(book, today)
    day = format_day_short(ended.until, today) if ended else ""
    said = f"The last budget ended on {day}." if ended else "No budget set."
    return f"{said} Press {key_of('budget.edit')} to set one.", "warn" if ended else "dim"


def rate_lines(rate: Rate, money: AmountFormat) -> list[list[Span] | str]:
    """What an hourly rate is made of."""
    column = money.column
    worked_out = [
        Figure("Annual pay", column(rate.pay)),
        Figure("Taxes and benefits", column(rate.on_costs)),
        Figure("Overhead", column(rate.overhead)),
        Figure("Total", column(rate.pay + rate.on_costs + rate.overhead), "strong"),
        Figure("÷ hours per year", f"{rate.hours:,} h"),
    ]
    return [
        *figure_lines([*(() if rate.hour else worked_out), Figure("Hourly rate", column(rate.hourly), "strong")]),
        "",
        rate.note or f"Press {key_of('budget.edit')} to record where these figures come from.",
        "",
        "Time logged from that date is costed at this rate. Paid hours entered as costs after that date are excluded to avoid double counting.",
    ]
