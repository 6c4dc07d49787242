"""A year of the sample community, told month by month to one recipient as the book stood on each day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from store.model.stakeholders import Kind, Stakeholder
from store.updates.compose import compose, keep, sent
from store.updates.draft import Draft

MONTHS = 12
ASKS = {
    0: "Please open the town hall.",
    4: "Please name a room for the practice lab.",
    8: "Could you join one session?",
}
"""What the recipient is asked in which month; it is answered before the next."""
LESSON = "This is what we learned"
"""How the lessons begin that the organiser writes."""
_TIMELESS = ("communities", "volunteers", "departments", "stakeholders", "rituals", "kpis", "claims")


def year_of_updates(folder: Path, today: date, name: str, kind: Kind) -> list[Draft]:
    """Twelve monthly updates, the oldest first, each composed once those before it were sent.

    Args:
        folder: where the sample is written.
        today: the day of the last one.
        name: the beginning of the recipient's name.
        kind: the kind of all of them.
    """
    path = folder / f"year-{kind}.json"
    build_demo(path, today, months=MONTHS + 1)
    with Book.open(path, Clock(today), write=False) as book:
        past = Book.open(folder / f"past-{kind}.json", Clock(today), write=False, create=True)
        for table in _TIMELESS:
            past.tables[table].replace(book.tables[table])
        [reader] = [who for who in book.stakeholders.values() if who.name.startswith(name)]
        days = [today - relativedelta(months=back) for back in range(MONTHS - 1, -1, -1)]
        told = []
        for number, day in enumerate(days):
            _go_to(book, past, day)
            told.append(_send(past, replace(reader, ask=ASKS.get(number, ""), ask_by=None), day, kind))
        return told


def _go_to(book: Book, past: Book, day: date) -> None:
    """Let a book know what was known on a day."""
    for table in (
        book.moves, book.gatherings, book.contributions, book.costs, book.readings, book.adoptions, book.readiness,
        book.rates, book.outside_quotes, book.budgets,
    ):  # fmt: skip
        past.table_of(table.kind).replace({key: one for key, one in table.items() if _known(one, day)})


def _send(past: Book, reader: Stakeholder, day: date, kind: Kind) -> Draft:
    past.stakeholders.replace({reader.id: reader})
    lessons = {"lessons": f"{LESSON} by {day}."}
    kept = keep(past, compose(past, reader, day, kind=kind), words=lessons)
    past.updates.replace({kept.id: kept})
    draft = compose(past, reader, day, kind=kind)
    past.updates.replace({kept.id: sent(past, draft, day)})
    return draft


def _known(record: object, day: date) -> bool:
    """Whether a record was in the book on a day."""
    if getattr(record, "state", "") == "planned":
        return False
    on = getattr(record, "on", None) or getattr(record, "since", None) or getattr(record, "quoted_on", None)
    return on is None or on <= day
