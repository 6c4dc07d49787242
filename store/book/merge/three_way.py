"""Three-way merge: two copies compared with the state they parted from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from store.book.merge.conflicts import Conflict, format_value, record_name
from store.book.merge.copies import (
    ERASED,
    Copy,
    Tables,
    erased_in_one,
    mark_of,
    parted_from,
    refuse_two_books,
    remembering_alike,
    without_people,
)
from store.book.merge.deletions import with_what_went
from store.book.merge.duplicates import United, united
from store.book.merge.outcome import Changed, Joined
from store.book.references import dangling
from store.book.table import Table
from store.core.fields import Field, fields
from store.core.record import Record


def join(here: Copy, there: Copy, back: Collection[str] = ()) -> Joined:
    """Merge another copy into this one, without changing either.

    Args:
        here: this copy.
        there: the other one.
        back: ids of those who were erased here and whom the other copy brings back, as the user wants.

    Raises:
        GuildbookError: they are no copies of one book.
    """
    refuse_two_books(here, there)
    stay = {one.id for one in erased_in_one(here, there) if one.here and one.id not in back}
    there = remembering_alike(here, without_people(there, stay), stay)
    mark = mark_of(there.tables)
    if any(step.joined == mark and not step.undone for step in here.steps.values()):
        return Joined({}, {}, (), mark, (), certain=True)
    base = parted_from(here, there)
    both = united(here.tables, there.tables, base)
    joiner = _Merger(here, both, base)
    joiner.join()
    return Joined(
        changed=joiner.changed,
        otherwise=joiner.otherwise,
        conflicts=tuple(joiner.conflicts),
        mark=mark,
        brought_back=tuple(joiner.brought_back),
        certain=base is not None,
        ids=both.ids,
    )


_UNKNOWN: Any = object()
"""What a field held when the copies parted, where that is not known."""


class _Merger:
    """Goes through both copies and gathers what changes here."""

    def __init__(self, here: Copy, both: United, base: Tables | None) -> None:
        self.kinds, self.here, self.there, self.base = here.kinds, both.here, both.there, base
        self._added = both.common
        self._unmerged, self._one_id = here.tables, both.here
        self._begin()

    def _begin(self) -> None:
        self.changed: Changed = {}
        self.otherwise: Changed = {}
        self.conflicts: list[Conflict] = []
        self.brought_back: list[str] = []

    def join(self) -> None:
        """Merge every record, and mend references that would dangle."""
        there, known = self.there, set[str]()
        self._compare_all()
        while self.base is not None and not (stays := self._staying()) <= known:
            known |= stays
            self.here = with_what_went(self._one_id, self.base, self.kinds, known)
            self.there = with_what_went(there, self.base, self.kinds, known)
            self._begin()
            self._compare_all()
        self._remember_only_who_is_gone()
        for name, rows in self.here.items():
            if rows == self._unmerged[name]:
                continue
            for key, record in rows.items():
                if self._unmerged[name].get(key) != record:
                    self.changed.setdefault(name, {}).setdefault(key, record)
            for key in self._unmerged[name].keys() - rows.keys():
                self._take(name, key, None)  # it has another id now
        self.changed = {
            name: left
            for name, rows in self.changed.items()
            if (left := {key: record for key, record in rows.items() if self._unmerged[name].get(key) != record})
        }

    def _remember_only_who_is_gone(self) -> None:
        """Drop people who are in the merged book from its erased ones."""
        changed = self.changed.get("volunteers", {})
        for key in {*self.here[ERASED], *self.changed.get(ERASED, {})}:
            if changed[key] if key in changed else self.here["volunteers"].get(key):
                self._take(ERASED, key, None)

    def _compare_all(self) -> None:
        for name in self.here:
            for key in sorted({*self.here[name], *self.there.get(name, {})}):
                self._compare(name, key)
        self._mend()

    def _staying(self) -> set[str]:
        """Records that one copy deleted and that stay."""
        assert self.base is not None
        return {
            key
            for name, rows in self.base.items()
            for key in rows
            if (key in self.here[name]) != (key in self.there.get(name, {}))
            and (self.changed[name][key] if key in self.changed.get(name, {}) else self.here[name].get(key))
        }

    def _compare(self, name: str, key: str) -> None:
        mine, other = self.here[name].get(key), self.there.get(name, {}).get(key)
        was = self._added.get(key) or (self.base[name].get(key) if self.base is not None else _UNKNOWN)
        if other in (mine, was):
            return
        if mine == was or (was is _UNKNOWN and mine is None):
            self._take(name, key, other)
        elif was is _UNKNOWN and other is None:
            return
        elif mine is None or other is None:
            self._deleted_or_changed(name, key, mine, other)
        else:
            self._compare_fields(name, key, mine, other, was)

    def _take(self, name: str, key: str, record: Record | None) -> None:
        self.changed.setdefault(name, {})[key] = record

    def _deleted_or_changed(self, name: str, key: str, mine: Record | None, other: Record | None) -> None:
        """Merge a record deleted in one copy and changed in the other.

        The changed one is kept unless it is chosen otherwise.
        """
        kept = mine or other
        assert kept is not None
        if mine is None:
            self._take(name, key, other)
        self.otherwise.setdefault(name, {})[key] = None
        if mine is None:
            conflict = Conflict(name, key, "", record_name(kept), "", "deleted", "changed", "there")
        else:
            conflict = Conflict(name, key, "", record_name(kept), "", "changed", "deleted", "here")
        self.conflicts.append(conflict)

    def _compare_fields(self, name: str, key: str, mine: Record, other: Record, was: Any) -> None:
        values: dict[str, Any] = {}
        for field in fields(self.kinds[name]):
            before = _UNKNOWN if was is _UNKNOWN or was is None else getattr(was, field.name)
            ours, theirs = getattr(mine, field.name), getattr(other, field.name)
            values[field.name] = joined = _merged_value(field, ours, theirs, before)
            if joined is _UNKNOWN:
                values[field.name] = ours
                self.otherwise.setdefault(name, {})[key] = other
                texts = format_value(ours), format_value(theirs)
                self.conflicts.append(Conflict(name, key, field.name, record_name(mine), field.label, *texts))
        if (record := replace(mine, **values)) != mine:
            self._take(name, key, record)

    # -- nothing leads nowhere ----------------------------------------------------------------------

    @property
    def tables(self) -> dict[str, Table[Any]]:
        """Merged copy, in the form :mod:`store.book.references` reads."""
        tables = {name: Table(name, kind) for name, kind in self.kinds.items()}
        for name, table in tables.items():
            table.take(self.here[name].copy())
            table.replace(self.changed.get(name, {}))
        return tables

    def _mend(self) -> None:
        """Bring back deleted records that a record of the other copy names.

        They may name further ones.
        """
        while lost := {named: field for _, _, field, named in dangling(self)}:
            before = len(self.brought_back)
            for named, field in sorted(lost.items(), key=lambda pair: pair[0]):
                self._bring_back(named, field)
            if len(self.brought_back) == before:
                return  # it led nowhere before already; check says so

    def _bring_back(self, key: str, field: Field) -> None:
        for name in field.ref.split("|"):
            for tables in (self.here, self.there, self.base or {}):
                if record := tables.get(name, {}).get(key):
                    if self.here[name].get(key) == record:
                        self.changed[name].pop(key)
                    else:
                        self._take(name, key, record)
                    self.brought_back.append(record_name(record))
                    return


def _merged_value(field: Field, mine: Any, other: Any, was: Any) -> Any:
    """Value of a field merged from both; :data:`_UNKNOWN` for a conflict."""
    if other in (mine, was):
        return mine
    if mine == was:
        return other
    if was is _UNKNOWN and field.default in (mine, other):
        return mine if other == field.default else other
    if isinstance(mine, tuple) and isinstance(other, tuple):
        before = () if was is _UNKNOWN else was
        kept = [part for part in mine if part in other or part not in before]
        return tuple(dict.fromkeys([*kept, *(part for part in other if part not in before)]))
    if isinstance(mine, dict) and isinstance(other, dict):
        return _merged_words(mine, other, {} if was is _UNKNOWN else was)
    return _UNKNOWN


def _merged_words(mine: dict[str, Any], other: dict[str, Any], was: dict[str, Any]) -> Any:
    found = {}
    for key in sorted({*mine, *other}):
        ours, theirs, before = mine.get(key), other.get(key), was.get(key)
        if ours != theirs and before not in (ours, theirs):
            return _UNKNOWN
        value = theirs if ours == before else ours
        if value is not None:
            found[key] = value
    return found
