"""The periods of the budget: which one a day is in, what there is for it, and which has ended without another.

Apart from :mod:`store.finance.budgets`, which reckons with all that was spent.
"""

from datetime import date
from decimal import Decimal

from store.book.book import Book
from store.model.finance import Budget


def year_of(today: date) -> tuple[date, date]:
    """The calendar year around a day."""
    return date(today.year, 1, 1), date(today.year, 12, 31)


def period_of(book: Book, today: date) -> tuple[date, date, Budget | None]:
    """The budget period around a day: the shortest budget that holds it, else the calendar year without one."""
    found = [b for b in book.budgets.values() if b.since <= today <= b.until]
    if not found:
        return *year_of(today), None
    best = min(found, key=lambda budget: (budget.until - budget.since, budget.id))
    return best.since, best.until, best


def budget_at(book: Book, today: date) -> Decimal | None:
    """What there is for the period around a day; None where no one said."""
    _, _, found = period_of(book, today)
    return found.amount if found else book.community.budget


def lapsed_budget(book: Book, today: date) -> Budget | None:
    """The last budget that has ended, where no other covers today; None where one does or none was ever set."""
    if any(budget.since <= today <= budget.until for budget in book.budgets.values()):
        return None
    ended = (budget for budget in book.budgets.values() if budget.until < today)
    return max(ended, key=lambda budget: (budget.until, budget.id), default=None)


def last_ended(book: Book, today: date) -> Budget | None:
    """The latest budget that has ended, where none follows it yet."""
    if period_of(book, today)[2] is not None or any(budget.since > today for budget in book.budgets.values()):
        return None
    return max(book.budgets.values(), key=lambda budget: (budget.until, budget.id), default=None)
