"""Costs, budget, ROI and KPIs as plain text, for pipes and for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.book.book import Book
from store.core.dates import MONTH_NAMES, date_range, format_day
from store.core.money import AmountFormat, total
from store.core.numbers import percent
from store.core.text import one_line, pluralize
from store.finance.budgets import Status, status
from store.finance.kpis import trends, with_unit
from store.finance.ledger import in_months, left_out, told
from store.finance.rates import Rates
from store.finance.roi import returned
from store.finance.working_hours import in_hours, learners_time


def as_text(book: Book, today: date) -> str:
    """All of it, a paragraph for each view of the screen."""
    now = status(book, today)
    parts = [_costs(book, now, today), _budget(book, now), _return(book, today), _figures(book)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := [*part])) + "\n"


def _costs(book: Book, now: Status, today: date) -> Iterator[str]:
    purse = AmountFormat(book.community)
    yield f"Costs, {date_range(now.since, now.until)}, in {purse.currency}"
    so_far, ahead = now.spent_on, now.planned_for
    for bucket, amount in so_far.items():
        yield f"- {bucket.capitalize()}: {purse.listed(amount)} spent, {purse.listed(ahead[bucket])} planned"
    yield f"Total: {purse.listed(now.spent)} spent, {purse.listed(now.committed)} planned"
    hourly = Rates(book).at("", today)
    yield (
        f"Hourly rate for trainer time: {purse.listed(hourly)}"
        if hourly is not None
        else "Hourly rate for trainer time: not set"
    )
    apart = learners_time(book, now.since, min(now.until, today))
    yield f"Learners’ time (not included in costs): {apart.words}"
    for month, entries in in_months(now.entries).items():
        yield ""
        yield f"{MONTH_NAMES[month.month - 1]} {month.year}: {purse.listed(total(entries))}"
        lines = (told(book, e, today, purse.listed(e.amount)) for e in entries if e.kind != "hours")
        yield from (f"- {one_line(line)}" for line in lines)
        hours = [entry for entry in entries if entry.kind == "hours"]
        if hours:
            minutes = in_hours(sum(entry.given.minutes for entry in hours if entry.given))
            yield f"- Trainer time recorded, {minutes} (opportunity): {purse.listed(total(hours))}"
    if apart_costs := left_out(book, now.since, now.until, today):
        yield ""
        yield f"Excluded to avoid counting it twice: {purse.listed(total(apart_costs))} entered as trainer time"


def _budget(book: Book, now: Status) -> Iterator[str]:
    purse = AmountFormat(book.community)
    yield f"Forecast to {format_day(now.until)}: {purse.listed(now.forecast)}, including expected trainer time of {purse.listed(now.hours_to_come)}"
    if now.budget is not None and now.left_at_end is not None:
        yield f"Budget: {purse.listed(now.budget)}. Forecast balance: {purse.listed(now.left_at_end)}"
    yield now.formula


def _return(book: Book, today: date) -> Iterator[str]:
    back, purse = returned(book, today), AmountFormat(book.community)
    if back.roi is None or not back.instead:
        return
    sessions = pluralize(len(back.instead), "session")
    yield f"ROI {'to date' if back.cautious else 'including planned sessions'}: {percent(back.roi)}"
    yield f"- External training avoided: {sessions}, supplier quotes {purse.listed(back.benefits)}"
    yield f"- Cost avoided (supplier quotes minus trainer time): {purse.listed(back.avoided)}"
    yield f"- Total cost: {purse.listed(back.costs)}"
    if back.per_learner is not None:
        yield f"- Cost per attendance ({pluralize(back.learners, 'attendance')}): {purse.listed(back.per_learner)}"
    yield f"- Break-even: {format_day(back.break_even) if back.break_even else 'not yet'}"


def _figures(book: Book) -> Iterator[str]:
    style = AmountFormat(book.community).style
    found = trends(book)
    if found:
        yield "KPIs"
    for one in found:
        kpi = one.kpi
        now = (
            f"{with_unit(one.latest.value, kpi, style)} on {format_day(one.latest.on)}, {one.direction}"
            if one.latest
            else "no reading yet"
        )
        yield one_line(
            f"- {kpi.name}: {with_unit(kpi.baseline, kpi, style)} on {format_day(kpi.baseline_on)}, {now}; "
            f"target {with_unit(kpi.target, kpi, style)}"
        )
