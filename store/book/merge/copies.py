"""Copies of a book: their records, erased people and common state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.erased_people import Returning, returning
from store.book.redaction import Redactor, change_without, versions
from store.book.schema import Tables as AnyBook
from store.core.errors import GuildbookError
from store.core.record import Record
from store.model.undo import Step

Tables = dict[str, dict[str, Record]]
"""The records of a book by table and id, without the log of changes."""
LOG, ERASED = "steps", "erased"


class Copy(Struct, frozen=True):
    """Content of one copy of a book, as far as a merge needs it."""

    book: str
    """What tells this book from every other; the same in all its copies."""
    kinds: dict[str, type[Record]]
    tables: Tables
    steps: dict[str, Step]


def copy_of(book: Book) -> Copy:
    """Snapshot of a book; later changes to it do not show."""
    held = {name: table for name, table in book.tables.items() if name != LOG}
    return Copy(
        book=book.id,
        kinds={name: table.kind for name, table in held.items()},
        tables={name: dict(table.items()) for name, table in held.items()},
        steps=dict(book.steps.items()),
    )


def erased_in_one(here: Copy, there: Copy) -> list[Returning]:
    """People erased in one copy and present in the other.

    The user is asked about them before both are merged.
    """
    return returning(here.tables, there.tables)


def changes_missing(here: Copy, there: Copy) -> int:
    """Number of changes here that the other copy lacks.

    It would drop them if it took this one's place.
    Changes from before the last one both know are not among them: the log of the other reaches back less far.
    """
    if any(step.joined == mark_of(here.tables) and not step.undone for step in there.steps.values()):
        return 0
    both = here.steps.keys() & there.steps.keys()
    parted = max((here.steps[key].number for key in both), default=0)
    made = [
        step for step in here.steps.values() if step.id not in both and not step.undone and step.number > parted
    ]
    flipped = [
        key
        for key in both
        if here.steps[key].undone != there.steps[key].undone and here.steps[key].at >= there.steps[key].at
    ]
    return len(made) + len(flipped)


def refuse_two_books(here: Copy, there: Copy) -> None:
    """Refuse to merge what are no copies of one book.

    Raises:
        GuildbookError: they are two.
    """
    if here.book != there.book:
        raise GuildbookError("These are two different books, not two copies of one. Nothing was changed.")


def without_people(copy: Copy, gone: Collection[str]) -> Copy:
    """Copy as if these people had been erased in it.

    They and their names are out, and so is its undo log.
    """
    if not gone:
        return copy
    book = AnyBook()
    for name, table in book.tables.items():
        table.take({**(copy.steps if name == LOG else copy.tables[name])})
    others = book.volunteers.keys() - {*gone}
    known = [person for key in gone for person in versions(book, book.volunteers[key], others)]
    change, *_ = change_without(book, Redactor(known, book), others)
    tables = {name: dict(table.items()) for name, table in change.tables.items() if name != LOG}
    return Copy(copy.book, copy.kinds, tables, {})


def remembering_alike(here: Copy, there: Copy, stay: Collection[str]) -> Copy:
    """Other copy with the erased people remembered as here.

    Those erased in both get the day they have here.
    """
    mine, other = here.tables[ERASED], there.tables[ERASED]
    same = {key: mine[key] for key in (other.keys() | stay) & mine.keys()}
    return replace(there, tables={**there.tables, ERASED: {**other, **same}})


def mark_of(tables: Tables) -> str:
    """Fingerprint of a copy, so that it is not merged twice."""
    return blake2b(msgspec.json.encode(tables, order="deterministic"), digest_size=16).hexdigest()


def parted_from(here: Copy, there: Copy) -> Tables | None:
    """State both copies parted from; None where their logs do not tell it."""
    mine, other = _before(here, there), _before(there, here)
    return mine if mine is not None and mine == other else None


def _before(one: Copy, other: Copy) -> Tables | None:
    """One copy with its own changes undone, the newest first."""
    shared = [step.number for key, step in one.steps.items() if key in other.steps]
    newest = max(shared, default=0)
    own = [step for key, step in one.steps.items() if _is_own(step, other.steps.get(key), newest)]
    tables = {name: dict(rows) for name, rows in one.tables.items()}
    try:
        for step in sorted(own, key=lambda step: (step.at, step.number), reverse=True):
            for name, images in step.before.items():
                _put_back(tables[name], images, one, name)
    except (KeyError, msgspec.ValidationError):
        return None
    return tables


def _is_own(step: Step, known: Step | None, newest: int) -> bool:
    """True if a step was made, undone or redone after the copies parted."""
    if known is None:
        return step.number > newest and not step.undone
    return step.undone != known.undone and step.at > known.at


def _put_back(rows: dict[str, Record], images: Mapping[str, Any], one: Copy, name: str) -> None:
    for key, image in images.items():
        if image is None:
            rows.pop(key, None)
        else:
            rows[key] = msgspec.convert(image, one.kinds[name])
