"""The budget: how much there is for a stretch of days, what is spent and committed, and where it will end."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from store.book.book import Book
from store.core.money import NOTHING, to_cent
from store.core.text import pluralize
from store.finance.budget_periods import period_of, year_of
from store.finance.ledger import Entry, ledger, spent_between, sums
from store.finance.rates import Rates
from store.finance.working_hours import paid_sum
from store.model.finance import Bucket, Budget

PACE_DAYS = 90
"""Days back over which the pace of paid hours is measured."""


def spent_at(book: Book, today: date) -> Decimal:
    """What is spent so far of the period around a day."""
    since, until, _ = period_of(book, today)
    return spent_between(book, since, until, today)


class Status(Struct, frozen=True, dict=True):
    """Where a period stands on a day."""

    book: Book
    today: date
    since: date
    until: date
    name: str
    budget: Decimal | None
    spent_on: dict[Bucket, Decimal]
    """What is spent in the period."""
    planned_for: dict[Bucket, Decimal]
    """What is planned, to the period's end."""
    hours_to_come: Decimal
    """What paid hours will cost until the period's end beyond what is planned for them."""
    pace: Decimal
    """What paid hours cost a day, over the last days."""
    days_left: int
    pace_days: int = PACE_DAYS
    """Days that the pace is the average of: fewer than usual where hours are counted for fewer."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that counts in the period, spent and planned: the lines that its sums are made of."""
        return tuple(ledger(self.book, self.since, self.until, self.today))

    @property
    def spent(self) -> Decimal:
        """All that is spent in the period."""
        return sum(self.spent_on.values(), NOTHING)

    @property
    def committed(self) -> Decimal:
        """All that is planned, to the period's end."""
        return sum(self.planned_for.values(), NOTHING)

    @property
    def free(self) -> Decimal | None:
        """The budget less what is spent and committed; None without a budget."""
        return None if self.budget is None else self.budget - self.spent - self.committed

    @property
    def forecast(self) -> Decimal:
        """Spent + committed + paid hours to come."""
        return self.spent + self.committed + self.hours_to_come

    @property
    def left_at_end(self) -> Decimal | None:
        """The budget less the forecast; None without a budget."""
        return None if self.budget is None else self.budget - self.forecast

    @property
    def formula(self) -> str:
        """How the forecast is made, in words."""
        return (
            "Forecast = spent + planned + expected trainer time. Expected trainer time = daily average of the last "
            f"{pluralize(self.pace_days, 'day')} × days left − trainer time already planned."
        )


def status(book: Book, today: date, budget: Budget | None = None, *, around: date | None = None) -> Status:
    """Where the period around today stands, the one around another day, or the period of one budget.

    Forecast = spent + planned until the end + max(0, pace × days left - paid hours planned for days to come), where
    pace = paid hours of the last 90 days (of the days since hours are counted, if that is less) ÷ those days.
    """
    since, until, found = (budget.since, budget.until, budget) if budget else period_of(book, around or today)
    tomorrow = today + timedelta(days=1)
    days_left = max(0, (until - max(today, since - timedelta(days=1))).days)
    first = _pace_from(book, today)
    pace_days = (today - first).days + 1 if first else PACE_DAYS
    pace = paid_sum(book, first, today) / pace_days if first and days_left else NOTHING
    ahead = sums(book, max(since, tomorrow), until, today)[1]["opportunity"]
    amount = found.amount if found else book.community.budget if (since, until) == year_of(today) else None
    spent_on, planned_for = sums(book, since, until, today)
    return Status(
        book=book,
        today=today,
        since=since,
        until=until,
        name=found.name if found else "",
        budget=amount,
        spent_on=spent_on,
        planned_for=planned_for,
        hours_to_come=max(NOTHING, to_cent(pace * days_left) - ahead),
        pace=to_cent(pace),
        days_left=days_left,
        pace_days=pace_days,
    )


def _pace_from(book: Book, today: date) -> date | None:
    """The first of the days whose paid hours are averaged; None before any are counted."""
    begin = Rates(book).begin
    return None if begin is None or begin > today else max(begin, today - timedelta(days=PACE_DAYS - 1))
