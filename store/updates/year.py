"""One year in figures: its quarters, the year before, cost and return, departments, people, and what was learned."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.core.money import NOTHING, total
from store.core.text import one_line
from store.finance.ledger import BUCKETS, by_bucket, ledger, spent, spent_between
from store.finance.rates import Rates
from store.finance.roi import in_words, replaced_between
from store.model.finance import Bucket
from store.recognition.recognition import sessions
from store.training.feedback import feedback
from store.updates.chart_figures import chart_figures
from store.updates.metrics import Facts, facts


class Learned(Struct, frozen=True):
    """What one session's participants learned, as its plan notes it."""

    topic: str
    on: date
    outcomes: str


class Year(Struct, frozen=True):
    """One calendar year, or the part of it that has passed."""

    number: int
    whole: Facts
    quarters: tuple[tuple[int, Facts], ...]
    """Those that have begun, by their number."""
    before: Facts | None
    """The same days of the year before; None where the book has nothing of them."""
    buckets: dict[Bucket, Decimal]
    """Costs by bucket."""
    hours_costed: bool
    replaced: int
    """Sessions that took the place of bought ones."""
    avoided: Decimal
    """What those would have cost."""
    first: bool
    """Whether all costs to date are of this year, so that the return says them already."""
    roi: str
    """The return to date in a sentence, as updates tell it."""
    spread: tuple[tuple[str, int], ...]
    thank_yous: int
    learned: tuple[Learned, ...]
    feedback: str
    """The year's feedback in a sentence or two."""

    @property
    def complete(self) -> bool:
        """Whether the whole year is told of."""
        return self.whole.until == date(self.number, 12, 31)


def year_of(book: Book, number: int, today: date) -> Year | None:
    """A year in figures, up to today; None where the book has nothing of it or it lies ahead."""
    since, until = date(number, 1, 1), min(date(number, 12, 31), today)
    if until < since or not _has_anything(book, since, until):
        return None
    begins = [since + relativedelta(months=3 * quarter) for quarter in range(4)]
    ends = [min(first + relativedelta(months=3) - timedelta(days=1), until) for first in begins]
    before = since - relativedelta(years=1), until - relativedelta(years=1)
    costs = spent(ledger(book, since, until, today))
    instead = replaced_between(book, since, until)
    begin = Rates(book).begin
    return Year(
        number=number,
        whole=facts(book, since, until, today),
        quarters=tuple(
            (place, facts(book, first, last, today))
            for place, (first, last) in enumerate(zip(begins, ends, strict=True), 1)
            if first <= until
        ),
        before=facts(book, *before, today) if _has_anything(book, *before) else None,
        buckets={bucket: by_bucket(costs)[bucket] for bucket in BUCKETS},
        hours_costed=begin is not None and begin <= until,
        replaced=len(instead),
        avoided=total(instead),
        first=spent_between(book, date.min, since - timedelta(days=1), today) == NOTHING,
        roi=in_words(book, until),
        spread=chart_figures(book, until, today).spread,
        thank_yous=sum(since <= thanks.on <= until for thanks in book.recognitions.values()),
        learned=_learned(book, since, until),
        feedback=feedback(book, since, until).words,
    )


def _has_anything(book: Book, since: date, until: date) -> bool:
    days = (record.on for table in (book.gatherings, book.contributions, book.moves) for record in table.values())
    return any(since <= day <= until for day in days)


def _learned(book: Book, since: date, until: date) -> tuple[Learned, ...]:
    """What the plans of the year's sessions note of it, the newest first."""
    held = {}
    for session in sessions(book, since, until):
        at = {book.contributions[made].gathering for made in session.made}
        held.update(dict.fromkeys({session.id, *at} - {""}, session.on))
    found = [
        Learned(one_line(plan.topic), held[plan.gathering], one_line(plan.outcomes))
        for plan in book.session_plans.values()
        if plan.outcomes.strip() and plan.gathering in held
    ]
    return tuple(sorted(found, key=lambda one: (-one.on.toordinal(), one.topic)))
