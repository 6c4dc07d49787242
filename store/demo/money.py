"""What the sample community spent and plans to spend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal

from dateutil.relativedelta import relativedelta

from store.calendar.rituals import held
from store.core.dates import LAST_YEAR, date_range, month_start, months_back
from store.core.money import total
from store.core.validation import build
from store.demo import words
from store.demo.sample import CENT, Sample, workday_before, workday_from
from store.finance.ledger import costs_between
from store.model.community import Community
from store.model.finance import Budget, Cost, Rate
from store.recognition.recognition import deeds


def costs(s: Sample) -> None:
    """Paid hours, licences, purchases and lunches; then the plans and the budget."""
    _paid_hours(s)
    for first, after in _months(s):
        last = min(after - timedelta(days=1), s.today)
        if first >= s.start:
            s.spent(words.LICENCE[0], "operational", Decimal(words.LICENCE[1]), workday_from(first))
        for bucket, bought, share in words.SHOPPING:
            what, low, high = s.rng.choice(bought)
            on = s.at_work(first + timedelta(days=s.rng.randint(0, 27)))
            if s.chance(share) and first <= on <= last:
                s.spent(what, bucket, _some_money(s, low, high), on)
    _, lunch = s.rituals["Milestone lunch"]
    for gathering in held(s.book, s.start, s.today):
        if gathering.ritual == lunch.id:
            s.spent("Milestone lunch", "operational", _some_money(s, 240, 330), gathering.on, lunch.id)
    _plans(s)
    _by_themselves(s)
    _budgets(s)


def _paid_hours(s: Sample) -> None:
    """What the hours of those who led, helped and hosted are worth, booked twice a month."""
    minutes: Counter[date] = Counter()
    for deed in deeds(s.book):
        minutes[deed.on.replace(day=1 if deed.on.day < 16 else 16)] += deed.minutes
    for first, after in _months(s):
        for since, until in ((first, first.replace(day=15)), (first.replace(day=16), after - timedelta(days=1))):
            if minutes[since] and until < s.today:
                worth = (Decimal(words.HOURLY) * minutes[since] / 60).quantize(CENT)
                on = max(s.start, workday_before(until))
                s.spent(f"Trainer time, {date_range(since, until)}", "opportunity", worth, on)


def _plans(s: Sample) -> None:
    """What is planned, and the year's budget, which leaves a little room."""
    for what, bucket, amount, days, name in words.PLANNED:
        ritual = s.rituals[name][1].id if name else ""
        on = s.today + timedelta(days=days)
        s.add(
            Cost(
                id=s.new_id(),
                what=what,
                bucket=bucket,
                amount=Decimal(amount),
                on=on,
                state="planned",
                ritual=ritual,
            )
        )
    year = total(costs_between(s.book, s.today - timedelta(days=365), s.today))
    budget = (year / 400).quantize(Decimal(1), ROUND_UP) * 500
    s.add(build(Community, {**words.COMMUNITY, **words.TARGETS, "budget": budget.quantize(CENT)}))


def _by_themselves(s: Sample) -> None:
    """Paid hours and the licence count by themselves; they are drawn one by one first, to size the budget."""
    for cost in [*s.book.costs.values()]:
        if cost.state == "spent" and (cost.bucket == "opportunity" or cost.what == words.LICENCE[0]):
            s.book.costs.replace({cost.id: None})
    what, pay, on_costs, overhead, hours = words.RATE
    s.add(
        Rate(
            id="ratedemo22",
            since=s.start,
            pay=Decimal(pay),
            on_costs=Decimal(on_costs),
            overhead=Decimal(overhead),
            hours=hours,
            note=what,
        )
    )
    for number, (what, amount, every, state, days) in enumerate(words.COMING_BACK):
        first = month_start(s.start) + relativedelta(months=1) if days is None else s.today + timedelta(days=days)
        s.add(
            Cost(
                id=f"comesback{number + 2}",
                what=what,
                amount=Decimal(amount),
                on=workday_from(first),
                every=every,
                state=state,
                until=date(s.today.year + 1, 12, 31) if s.today.year < LAST_YEAR else None,
            )
        )


def _budgets(s: Sample) -> None:
    """This year's budget as a period of its own, and next year's, agreed already."""
    this_year = (s.book.community.budget or Decimal()) + 500
    for year, amount, note in (
        (
            s.today.year,
            this_year,
            "Agreed with Marta; trainer time is included, as she wants to see the full cost.",
        ),
        (s.today.year + 1, (this_year / 100 * 120).quantize(CENT), "Requested in the pitch; not agreed yet."),
    ):
        first, last = date(year, 1, 1), date(year, 12, 31)
        s.add(Budget(id=f"budget{year}", name=str(year), since=first, until=last, amount=amount, note=note))


def _months(s: Sample) -> Iterator[tuple[date, date]]:
    """The calendar months of the history as (first day, first day of the next)."""
    count = (s.today.year - s.start.year) * 12 + s.today.month - s.start.month + 1
    return months_back(s.today, count)


def _some_money(s: Sample, low: int, high: int) -> Decimal:
    return (Decimal(s.rng.randint(low * 2, high * 2)) / 2).quantize(CENT)
