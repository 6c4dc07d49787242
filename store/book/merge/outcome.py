"""Outcome of a merge: what it changes here, told and carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.merge.conflicts import Conflict, own_name, record_name
from store.book.merge.copies import ERASED, Copy
from store.book.references import renamed
from store.book.transaction import Change
from store.core.labels import noun_of
from store.core.record import Record
from store.core.text import join_words

_MOST_NAMED = 5

Changed = dict[str, dict[str, Record | None]]
"""What changes in each table: a record, or None where it goes."""


class Joined(Struct, frozen=True):
    """Result of a merge: what changes here, and the conflicts to choose in."""

    changed: Changed
    """Relative to this copy, with the side of every conflict that is taken unless it is chosen otherwise."""
    otherwise: Changed
    """For each record in conflict, how it is on the other side."""
    conflicts: tuple[Conflict, ...]
    mark: str
    """The other copy as it was found, kept with the change so that it is not joined twice."""
    brought_back: tuple[str, ...]
    """Records deleted in one copy that the other still needs, so that nothing leads nowhere."""
    certain: bool
    """Whether the state both parted from is known; without it nothing counts as deleted."""
    ids: dict[str, str] = {}
    """The ids here of what both copies added, with the ids they have in both from now on."""

    @property
    def nothing(self) -> bool:
        """True if there is nothing to merge."""
        return not self.changed and not self.conflicts


def carry_out(book: Book, change: Change, joined: Joined, otherwise: Iterable[str] = ()) -> None:
    """Put the result of a merge into a change.

    Args:
        book: the book the change is of, which holds this copy.
        change: gets every record that changes.
        joined: what :func:`join` found.
        otherwise: the keys of the conflicts in which the other side is taken than would be by itself.
    """
    change.joined = joined.mark
    wanted, gone = set(otherwise), list[Record]()
    changed = {name: dict(rows) for name, rows in joined.changed.items()}
    for conflict in joined.conflicts:
        if conflict.key in wanted:
            other = joined.otherwise[conflict.table][conflict.record]
            rows = changed.setdefault(conflict.table, {})
            mine = rows.get(conflict.record, book.tables[conflict.table].get(conflict.record))
            if conflict.field and mine is not None and other is not None:
                rows[conflict.record] = replace(mine, **{conflict.field: getattr(other, conflict.field)})
            else:
                rows[conflict.record] = other
                if other is None and mine is not None:
                    gone.append(mine)  # with all that is about it, which would stay with it
    for name, rows in changed.items():
        for key, record in rows.items():
            if record is not None:
                change.put(record)
            elif name == ERASED:
                change.drop(book.erased[key])
            elif key in book.tables[name]:
                gone.append(book.tables[name][key])
    for record in gone:
        change.remove(record)


def _told(joined: Joined, here: Copy, table: str) -> dict[str, list[str]]:
    """The names of what is new, changed and deleted in a table; of what has no name of its own, nothing."""
    told: dict[str, list[str]] = {"new": [], "changed": [], "deleted": []}
    before = {new: old for old, new in joined.ids.items()}
    for key, record in joined.changed[table].items():
        old = here.tables[table].get(before.get(key, key))
        if record is None and old is not None and key not in joined.ids:
            told["deleted"].append(own_name(old))
        elif record is not None and (old is None or replace(renamed(old, joined.ids), id=record.id) != record):
            told["new" if old is None else "changed"].append(own_name(record))
    return told


def _names(names: Iterable[str]) -> str:
    """Names in brackets; nothing where there are none."""
    named = [*filter(None, names)]
    return f" ({join_words(named, most=_MOST_NAMED)})" if named else ""


def summary(joined: Joined, here: Copy) -> Iterator[str]:
    """Changes a merge brings to this copy, a line per kind of record."""
    for name in sorted(joined.changed):
        if name == ERASED:
            continue  # asked about, each by their name
        told = _told(joined, here, name)
        parts = ", ".join(
            f"{len(told[how])} {how}{_names(told[how])}" for how in ("new", "changed", "deleted") if told[how]
        )
        if parts:
            yield f"{noun_of(here.kinds[name])}: {parts}"
    both = {
        name: [here.tables[name][old] for old in joined.ids if old in here.tables[name]]
        for name in ("departments", "volunteers")
    }
    for name, records in both.items():
        if records:
            yield f"{noun_of(here.kinds[name])}: {len(records)} added in both copies, kept once{_names(map(record_name, records))}"
    for name in joined.brought_back:
        yield f"{name} was deleted in one copy but kept, because the other copy still uses it"
    if not joined.certain:
        yield (
            "the last version that both copies share is unknown, so records missing from one copy count as new. "
            "Deleted records may reappear"
        )
