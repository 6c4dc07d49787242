"""What tests of the store begin with: the day they stand on, records of any kind, and putting them into a book in one change."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from store.book.book import Book
from store.core.fields import Field, fields
from store.core.record import ORGANISER, Record

TODAY = date(2026, 11, 23)
EXAMPLES = {
    "text": "Ann", "long": "two\nlines", "date": TODAY, "time": time(9), "money": Decimal("1.00"), "figure": Decimal("-1.50"), "number": 1,
    "yes/no": True, "list": ("a",), "rule": "", "own": "helps others", "minutes": 90,
}  # fmt: skip


def ago(days: int) -> date:
    """A day before today; a negative number lies ahead."""
    return TODAY - timedelta(days=days)


def fill(book: Book, *records: Record) -> None:
    """Put records into a book, all in one change."""
    with book.change("Fill") as change:
        for record in records:
            change.put(record)


def any_record(kind: type[Record], key: str, ids: dict[str, list[str]], chance: random.Random) -> Record:
    """A record of this kind that names whatever its fields let it name."""
    return kind(
        id=key, **{f.name: value for f in fields(kind) if (value := _any_value(f, ids, chance)) is not None}
    )


def _any_value(field: Field, ids: dict[str, list[str]], chance: random.Random) -> Any:
    if not field.ref:
        if not field.needed:
            return None
        return chance.choice(field.choices) if field.choices else EXAMPLES[field.kind]
    known = [i for table in field.ref.split("|") for i in ([ORGANISER] if table == ORGANISER else ids[table])]
    if field.kind == "refs":
        return tuple(chance.sample(known, chance.randint(bool(field.needed), min(3, len(known)))))
    return chance.choice(known if field.needed else [*known, ""])
