"""Data of one person: exported in full, or erased together with every mention."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from store.book.book import Book
from store.book.merge.conflicts import record_name
from store.book.redaction import SOMEBODY, Likely, Redactor, change_without, puts_off, versions
from store.book.references import named_by, naming
from store.book.transaction import Change
from store.core.errors import BookReadOnly, BookUnreadable, GuildbookError
from store.core.labels import noun_of
from store.core.record import Record
from store.core.text import pluralize
from store.integrity import own_files
from store.model.people import Erased, Volunteer
from store.model.undo import Step
from store.persistence.atomic_files import sweep
from store.persistence.backups import make_backup
from store.persistence.book_paths import latest_backup
from store.persistence.migrations import BookTooNew

MOST_ALIKE = 10
"""Places listed of one word that may be their name; of an ordinary word there are more."""


# -- everything about one person -------------------------------------------------------------------


def everything(book: Book, volunteer: Volunteer) -> dict[str, Any]:
    """All that a book holds about a volunteer, as plain values.

    That is their record, the records that refer to it, and texts that mention them.
    """
    theirs = records_of(book, volunteer)
    redactor = Redactor([volunteer], book)
    named = told_elsewhere(book, redactor, {"volunteers": {volunteer.id}, **theirs})
    return {
        "person": _plain(volunteer),
        "records": {n: [_plain(r) for _, r in sorted(rows.items())] for n, rows in sorted(theirs.items()) if rows},
        "mentions elsewhere": {name: [_plain(r) for r in rows] for name, rows in sorted(named.items()) if rows},
        "names behind IDs": _names_in(book, theirs, volunteer.id),
        "can be undone": [_plain(step) for step in steps_about(book, volunteer, redactor)],
    }


def records_of(book: Book, volunteer: Volunteer) -> dict[str, dict[str, Record]]:
    """Records that name a volunteer, or belong to one that does.

    Such are the items of their checklists. By table and id.
    """
    records: dict[str, dict[str, Record]] = {
        book.snoozes.name: {key: snooze for key, snooze in book.snoozes.items() if puts_off(snooze, {volunteer.id})}
    }
    wanted = [volunteer.id]
    while wanted:
        holders = [r for r in naming(book, *wanted) if r.id not in records.get(book.table_of(type(r)).name, {})]
        for record in holders:
            records.setdefault(book.table_of(type(record)).name, {})[record.id] = record
        wanted = [record.id for record in holders if _belongs(record, wanted)]
    return records


def told_elsewhere(book: Book, redactor: Redactor, known: Mapping[str, Collection[str]]) -> dict[str, list[Record]]:
    """Other records whose texts mention them, by table.

    Args:
        book: the book.
        redactor: how they are known.
        known: ids, by table, of the records that are theirs anyway.
    """
    return {
        name: [
            record for key, record in table.items() if key not in known.get(name, ()) and redactor.in_record(record)
        ]
        for name, table in book.tables.items()
        if table is not book.steps
    }


def as_json(book: Book, volunteer: Volunteer) -> bytes:
    """:func:`everything` as a readable JSON file."""
    encoded = msgspec.json.encode(everything(book, volunteer))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _belongs(record: Record, to: Iterable[str]) -> bool:
    """True if a record cannot be without one of those it names.

    What hangs on it is about the person too.
    """
    return any(field.needed and field.kind == "ref" and named in to for field, named in named_by(record))


def _names_in(book: Book, theirs: Mapping[str, Mapping[str, Record]], person: str) -> dict[str, str]:
    """Names of roles, rituals and the like that the records name by id.

    Other people are left out, who have a right of their own.
    """
    names = {}
    for rows in theirs.values():
        for record in rows.values():
            for field, named in named_by(record):
                for table in field.ref.split("|"):
                    other = book.tables[table].get(named) if table in book.tables else None
                    if other and named != person and table not in ("volunteers", "stakeholders"):
                        names[named] = getattr(other, "name", "") or getattr(other, "title", "") or table
    return dict(sorted(names.items()))


def steps_about(book: Book, volunteer: Volunteer, redactor: Redactor) -> Iterator[Step]:
    """Changes that can be undone and hold something about a volunteer, the oldest first."""
    for step in sorted(book.steps.values(), key=lambda step: step.number):
        plain = _plain(step)
        if volunteer.id in msgspec.json.encode(plain).decode() or redactor.in_value(plain):
            yield step


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


# -- erasing ---------------------------------------------------------------------------------------


class Left(Struct, frozen=True):
    """Remaining place or file that may mention the person."""

    what: str
    where: str
    record: str = ""
    """The id of the record it stands in."""


class Erasure(Struct, frozen=True):
    """Outcome of erasing a person, and what is left to decide."""

    removed: int
    """Records that were theirs alone."""
    changed: int
    """Records of others in which they are no longer named."""
    attended: int
    """Gatherings that count one person fewer."""
    backups: int
    """Backups that were cleaned."""
    deleted: tuple[Path, ...]
    """Files of ours that were deleted: copied texts, and backups that could not be cleaned."""
    shared: tuple[str, ...]
    """Names and addresses that stay, as someone else in the book has them too."""
    likely: tuple[Likely, ...]
    """Places in the book that may still mention them."""
    left: tuple[Path, ...]
    """Files around the book that still name them: not Guildbook's, or not to be deleted."""
    unknown: tuple[Path, ...]
    """Files around the book of which no one can say without their own program whether they name them."""

    @property
    def lines(self) -> list[str]:
        """Outcome in sentences, with what is left to decide."""
        return [*self.sentences, *(f"{row.what}: {row.where}" for row in self.rows)]

    @property
    def sentences(self) -> list[str]:
        """Outcome in sentences."""
        named = (
            "1 other record no longer names them"
            if self.changed == 1
            else f"{self.changed:,} other records no longer name them"
        )
        fewer = (
            "1 gathering has one fewer attendee"
            if self.attended == 1
            else f"{self.attended:,} gatherings have one fewer attendee"
        )
        return [
            f"Erased: {pluralize(self.removed, 'record')}. {named}; {fewer}.",
            f"Texts now read ‘{SOMEBODY}’ instead of their name. {pluralize(self.backups, 'backup')} cleaned. "
            "Earlier changes can no longer be undone.",
            "The book keeps a random ID and today’s date, so a merge cannot bring them back without asking.",
        ]

    @property
    def rows(self) -> list[Left]:
        """Deleted files and places left to decide; likely ones first."""
        return [
            *self._likely_rows(),
            *(Left("Still mentions them", str(path)) for path in self.left),
            *(Left("May mention them; cannot be searched", str(path)) for path in self.unknown),
            *(Left("Kept, because someone else shares it", f"‘{name}’") for name in self.shared),
            *(Left("Deleted", str(path)) for path in self.deleted),
        ]

    def _likely_rows(self) -> Iterator[Left]:
        by_word = sorted(self.likely, key=lambda likely: (likely.word, record_name(likely.record)))
        for word, group in groupby(by_word, key=lambda likely: likely.word):
            places = [*group]
            for place in places[:MOST_ALIKE]:
                kind = noun_of(type(place.record))
                what = f"May mention them, {kind} ‘{record_name(place.record)}’"
                yield Left(what, f"{place.label}: “{place.around}”", place.record.id)
            if len(places) > MOST_ALIKE:
                more = pluralize(len(places) - MOST_ALIKE, "more place")
                yield Left(f"‘{word}’", f"{more}; this may be an ordinary word")


def erase(book: Book, volunteer: Volunteer) -> Erasure:
    """Erase a person from the book, its undo log, backups and texts.

    Everything is looked at before anything is changed; then older copies are cleaned first and the book last, so that
    after a failure it can simply be done again.

    Raises:
        BookReadOnly, BookChanged, SaveFailed: the book or a file of ours cannot be written; the book is as it was.
        GuildbookError: a file of ours cannot be read; nothing was changed.
    """
    if not book.writable:
        raise BookReadOnly(book.note or "The book is open read-only.")
    path = book.storage.path
    sweep(path)
    own = own_files.ours(path)
    own_files.look_at(own)
    known = _known_as(book, volunteer, own)
    redactor = Redactor(known, book)
    change, removed, changed = change_without(book, redactor, book.volunteers)
    remembered = [Erased(id=gone, on=book.clock.today()) for gone in sorted({one.id for one in known})]
    attended = sum(volunteer.id in gathering.attended for gathering in book.gatherings.values())
    cleaned, deleted, damaged = _clean_backups(book, own, redactor, remembered)
    deleted += own_files.clean_texts(own, redactor)
    book.rewrite(_remembering(change, remembered))
    seen = {*own.copies} - {latest_backup(path)}
    try:
        latest_backup(path).unlink()  # the book as it was before this
        deleted.append(latest_backup(path))
        made = make_backup(path, book.clock.now())
        seen |= {made.path} if made else set()
    except (OSError, GuildbookError):
        pass  # where the latest one stays it is named; a new one can wait for the next opening
    left, unknown = own_files.others(path, redactor, seen)
    return Erasure(
        removed,
        changed,
        attended,
        cleaned,
        tuple(deleted),
        tuple(redactor.shared),
        tuple(_likely(book, redactor)),
        tuple(left),
        tuple(sorted({*unknown, *damaged} - {*left})),
    )


def records_lost(book: Book, people: Iterable[Volunteer]) -> int:
    """Number of records that are removed with people."""
    change = Change(book)
    for person in people:
        change.remove(person)
    return sum(record is None for table in change.pending.values() for record in table.values())


def without_erased(copy: Book, erased: Collection[Erased]) -> bytes:
    """An older copy of a book as a file, without those who were erased since, and with the memory that they were."""
    people = [copy.volunteers[row.id] for row in erased if row.id in copy.volunteers]
    still_here = copy.volunteers.keys() - {row.id for row in erased}
    known = [one for person in people for one in (person, *versions(copy, person, still_here))]
    change = change_without(copy, Redactor(known, copy), still_here)[0] if known else Change(copy)
    return copy.bytes_of(_remembering(change, erased))


def _remembering(change: Change, erased: Iterable[Erased]) -> Change:
    """Change with the erased people remembered in it."""
    for row in erased:
        change.put(row)
    return change


def _likely(book: Book, redactor: Redactor) -> Iterator[Likely]:
    """Places in the book that may still mention the person."""
    for name, table in book.tables.items():
        for record in table.values() if name != book.steps.name else ():
            yield from redactor.likely_in(record)


def _known_as(book: Book, volunteer: Volunteer, own: own_files.Ours) -> list[Volunteer]:
    """Every version of the person in the book, its undo log and backups.

    Raises:
        GuildbookError: a copy of the book that a newer program wrote, which only that one can clean.
    """
    known = {_key(volunteer): volunteer}
    for path in own.copies:
        try:
            with Book.open(path, book.clock, write=False) as old:
                known |= {_key(one): one for one in versions(old, volunteer, book.volunteers)}
        except BookTooNew as error:
            raise GuildbookError(f"{error} Nothing was erased.") from None
        except BookUnreadable:
            continue  # damaged: what it says as a mere text is looked at later
    known |= {_key(one): one for one in versions(book, volunteer, book.volunteers)}
    return list(known.values())


def _key(volunteer: Volunteer) -> tuple[str, str, str, str]:
    return volunteer.id, volunteer.name, volunteer.email, volunteer.phone


def _clean_backups(
    book: Book, own: own_files.Ours, redactor: Redactor, remembered: Iterable[Erased]
) -> tuple[int, list[Path], list[Path]]:
    """Clean copies of the book; delete damaged ones that name the person.

    Returns:
        How many were cleaned, which were deleted, and damaged ones in which nothing of the person is seen.
    """
    cleaned, deleted, damaged = 0, [], []
    for path in own.copies:
        if path == latest_backup(book.storage.path):
            continue  # goes with the last save
        before = own_files.read(path)
        try:
            with Book.open(path, book.clock, write=False) as old:
                change, *_ = change_without(old, redactor, book.volunteers)
                data = old.bytes_of(_remembering(change, remembered))
        except BookUnreadable:
            if own_files.tells(path, before, redactor):
                own_files.delete(path)
                deleted.append(path)
            else:
                damaged.append(path)
            continue
        if data != before:
            own_files.put(path, data)
            cleaned += 1
    return cleaned, deleted, damaged
