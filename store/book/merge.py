"""Two copies of one book made one: laptop and desktop, or what a sync service put beside it.

Both copies log their changes. Taking back what came after the last change that both know gives the state they parted
from; a record, and in it a field, that only one copy changed since then is taken from that copy. What both changed is a
conflict, to be chosen. Where the logs do not reach back so far, nothing counts as deleted.

Whoever was erased here stays erased, unless the user brings them back: what the other copy holds of them is left out
before the copies are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.erased_people import Returning, returning
from store.book.merge_deletions import with_what_went
from store.book.redaction import Needles, change_without, versions
from store.book.references import dangling
from store.book.schema import Tables as AnyBook
from store.book.table import Table
from store.book.transaction import Change
from store.core.dates import plain
from store.core.errors import GuildbookError
from store.core.fields import Field, fields
from store.core.record import Record
from store.core.text import one_line
from store.model.undo import Step

Tables = dict[str, dict[str, Record]]
"""The records of a book by table and id, without the log of changes."""
Changed = dict[str, dict[str, Record | None]]
"""What changes in each table: a record, or None where it goes."""

LOG, ERASED = "steps", "erased"


class Copy(Struct, frozen=True):
    """What one copy of a book holds, as far as joining it with another needs it."""

    book: str
    """What tells this book from every other; the same in all its copies."""
    kinds: dict[str, type[Record]]
    tables: Tables
    steps: dict[str, Step]


class Conflict(Struct, frozen=True):
    """Something both copies changed since they parted, each in its own way."""

    table: str
    record: str
    field: str
    """The field's name; empty where one copy deleted what the other changed."""
    name: str
    """The record as a person would call it."""
    label: str
    here: str
    there: str
    suggested: Literal["here", "there"] = "here"
    """Which side is taken unless it is chosen otherwise: this copy's, but what was changed goes before deleted."""

    @property
    def key(self) -> str:
        """What tells it from the other conflicts."""
        return f"{self.table}/{self.record}/{self.field}"

    def words(self, here: str = "here", there: str = "there") -> str:
        """The conflict in one line.

        Args:
            here: what this copy is called.
            there: what the other one is called.
        """
        about = f", {self.label}" if self.label else ""
        return f"{self.name}{about}: {here} «{self.here}», {there} «{self.there}»"


class Joined(Struct, frozen=True):
    """What joining would change here, and what has to be chosen first."""

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

    @property
    def nothing(self) -> bool:
        """Whether this copy holds everything already."""
        return not self.changed and not self.conflicts


def copy_of(book: Book) -> Copy:
    """What a book holds now; later changes to the book do not show in it."""
    held = {name: table for name, table in book.tables.items() if name != LOG}
    return Copy(
        book=book.id,
        kinds={name: table.kind for name, table in held.items()},
        tables={name: dict(table.items()) for name, table in held.items()},
        steps=dict(book.steps.items()),
    )


def erased_in_one(here: Copy, there: Copy) -> list[Returning]:
    """Everyone who was erased in one of two copies and is in the other, to be asked about before they are joined."""
    return returning(here.tables, there.tables)


def join(here: Copy, there: Copy, back: Collection[str] = ()) -> Joined:
    """Find out what of the other copy belongs into this one.

    Args:
        here: this copy.
        there: the other one.
        back: ids of those who were erased here and whom the other copy brings back, as the user wants.

    Raises:
        GuildbookError: they are no copies of one book.
    """
    _refuse_two_books(here, there)
    stay = {one.id for one in erased_in_one(here, there) if one.here and one.id not in back}
    there = _remembering_alike(here, without_people(there, stay), stay)
    mark = _mark(there.tables)
    if any(step.joined == mark and not step.undone for step in here.steps.values()):
        return Joined({}, {}, (), mark, (), certain=True)
    base = _parting(here, there)
    joiner = _Joiner(here, there.tables, base)
    joiner.join()
    return Joined(
        changed=joiner.changed,
        otherwise=joiner.otherwise,
        conflicts=tuple(joiner.conflicts),
        mark=mark,
        brought_back=tuple(joiner.brought_back),
        certain=base is not None,
    )


def changes_missing(here: Copy, there: Copy) -> int:
    """How many changes of this copy the other lacks, and would drop if it took this one's place.

    Changes from before the last one both know are not among them: the log of the other reaches back less far.
    """
    if any(step.joined == _mark(here.tables) and not step.undone for step in there.steps.values()):
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


def _refuse_two_books(here: Copy, there: Copy) -> None:
    if here.book != there.book:
        raise GuildbookError("These are two different books, not two copies of one; nothing was changed.")


def without_people(copy: Copy, gone: Collection[str]) -> Copy:
    """A copy as it would be had these people been erased in it: they and their names are out, and so is its log."""
    if not gone:
        return copy
    found = AnyBook()
    for name, table in found.tables.items():
        table.take({**(copy.steps if name == LOG else copy.tables[name])})
    others = found.volunteers.keys() - {*gone}
    known = [one for key in gone for one in versions(found, found.volunteers[key], others)]
    change, *_ = change_without(found, Needles(known, found), others)
    tables = {name: dict(table.items()) for name, table in change.tables.items() if name != LOG}
    return Copy(copy.book, copy.kinds, tables, {})


def _remembering_alike(here: Copy, there: Copy, stay: Collection[str]) -> Copy:
    """The other copy, remembering whom it leaves out, and with the same day as here whoever was erased in both."""
    mine, other = here.tables[ERASED], there.tables[ERASED]
    same = {key: mine[key] for key in (other.keys() | stay) & mine.keys()}
    return replace(there, tables={**there.tables, ERASED: {**other, **same}})


def carry_out(book: Book, change: Change, joined: Joined, otherwise: Iterable[str] = ()) -> None:
    """Put the joining into a change.

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


def summary(joined: Joined, here: Copy) -> Iterator[str]:
    """What joining brings to this copy, a line for each kind of record."""
    for name, rows in sorted(joined.changed.items()):
        if name == ERASED:
            continue  # asked about, each by their name
        told: Counter[str] = Counter()
        for key, record in rows.items():
            told["gone" if record is None else "changed" if key in here.tables[name] else "new"] += 1
        word = here.kinds[name].__name__.lower()
        parts = ", ".join(f"{told[how]} {how}" for how in ("new", "changed", "gone") if told[how])
        yield f"{word}: {parts}"
    for name in joined.brought_back:
        yield f"{name} was deleted in one copy and stays, as the other still needs it"
    if not joined.certain:
        yield (
            "how far back the copies agree is not known, so what is missing in one of them counts as new in the "
            "other; what was deleted may come back"
        )


def called(record: Record) -> str:
    """A record as a person would call it."""
    for name in ("name", "title", "what", "topic", "label", "claim", "subject", "text"):
        if text := getattr(record, name, ""):
            return one_line(str(text))
    day = getattr(record, "on", None)
    return f"{type(record).__name__.lower()}{f' of {plain(day)}' if day else ''}"


def _mark(tables: Tables) -> str:
    return blake2b(msgspec.json.encode(tables, order="deterministic"), digest_size=16).hexdigest()


# -- the state both parted from --------------------------------------------------------------------


def _parting(here: Copy, there: Copy) -> Tables | None:
    """The state both copies parted from, or None where their logs do not tell it for certain."""
    mine, other = _before(here, there), _before(there, here)
    return mine if mine is not None and mine == other else None


def _before(one: Copy, other: Copy) -> Tables | None:
    """One copy with its own changes taken back, the newest first."""
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
    """Whether a step was made, undone or redone in this copy after both parted."""
    if known is None:
        return step.number > newest and not step.undone
    return step.undone != known.undone and step.at > known.at


def _put_back(rows: dict[str, Record], images: Mapping[str, Any], one: Copy, name: str) -> None:
    for key, image in images.items():
        if image is None:
            rows.pop(key, None)
        else:
            rows[key] = msgspec.convert(image, one.kinds[name])


# -- record by record ------------------------------------------------------------------------------

_UNKNOWN: Any = object()
"""What a field held when the copies parted, where that is not known."""


class _Joiner:
    """Goes through both copies and gathers what changes here."""

    def __init__(self, here: Copy, there: Tables, base: Tables | None) -> None:
        self.kinds, self.here, self.there, self.base = here.kinds, here.tables, there, base
        self._found = here.tables
        self._begin()

    def _begin(self) -> None:
        self.changed: Changed = {}
        self.otherwise: Changed = {}
        self.conflicts: list[Conflict] = []
        self.brought_back: list[str] = []

    def join(self) -> None:
        """Compare every record and see that nothing leads nowhere; what stays, stays with all that is about it."""
        there, known = self.there, set[str]()
        self._compare_all()
        while self.base is not None and not (stays := self._staying()) <= known:
            known |= stays
            self.here = with_what_went(self._found, self.base, self.kinds, known)
            self.there = with_what_went(there, self.base, self.kinds, known)
            self._begin()
            self._compare_all()
        self._remember_only_who_is_gone()
        for name, rows in self.here.items():
            for key, record in rows.items() if rows != self._found[name] else ():
                if self._found[name].get(key) != record:
                    self.changed.setdefault(name, {}).setdefault(key, record)
        self.changed = {
            name: left
            for name, rows in self.changed.items()
            if (left := {key: record for key, record in rows.items() if self._found[name].get(key) != record})
        }

    def _remember_only_who_is_gone(self) -> None:
        """Whoever is in the book after joining is no longer remembered as erased."""
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
        """The records that one copy deleted and that stay."""
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
        was = self.base[name].get(key) if self.base is not None else _UNKNOWN
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
        """One copy deleted what the other changed: what was changed is kept unless it is chosen otherwise."""
        kept = mine or other
        assert kept is not None
        if mine is None:
            self._take(name, key, other)
        self.otherwise.setdefault(name, {})[key] = None
        if mine is None:
            conflict = Conflict(name, key, "", called(kept), "", "deleted", "changed", "there")
        else:
            conflict = Conflict(name, key, "", called(kept), "", "changed", "deleted", "here")
        self.conflicts.append(conflict)

    def _compare_fields(self, name: str, key: str, mine: Record, other: Record, was: Any) -> None:
        values: dict[str, Any] = {}
        for field in fields(self.kinds[name]):
            before = _UNKNOWN if was is _UNKNOWN or was is None else getattr(was, field.name)
            ours, theirs = getattr(mine, field.name), getattr(other, field.name)
            values[field.name] = joined = _joined_value(field, ours, theirs, before)
            if joined is _UNKNOWN:
                values[field.name] = ours
                self.otherwise.setdefault(name, {})[key] = other
                told = _shown(ours), _shown(theirs)
                self.conflicts.append(Conflict(name, key, field.name, called(mine), field.label, *told))
        if (record := replace(mine, **values)) != mine:
            self._take(name, key, record)

    # -- nothing leads nowhere ----------------------------------------------------------------------

    @property
    def tables(self) -> dict[str, Table[Any]]:
        """This copy as it will be, in the form that :mod:`store.book.references` reads."""
        found = {name: Table(name, kind) for name, kind in self.kinds.items()}
        for name, table in found.items():
            table.take(self.here[name].copy())
            table.replace(self.changed.get(name, {}))
        return found

    def _mend(self) -> None:
        """Bring back what one copy deleted and a record of the other names; that may name further ones."""
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
                    self.brought_back.append(called(record))
                    return


def _joined_value(field: Field, mine: Any, other: Any, was: Any) -> Any:
    """A field's value from both copies; :data:`_UNKNOWN` where both changed it, each in its own way."""
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
        return _joined_words(mine, other, {} if was is _UNKNOWN else was)
    return _UNKNOWN


def _joined_words(mine: dict[str, Any], other: dict[str, Any], was: dict[str, Any]) -> Any:
    found = {}
    for key in sorted({*mine, *other}):
        ours, theirs, before = mine.get(key), other.get(key), was.get(key)
        if ours != theirs and before not in (ours, theirs):
            return _UNKNOWN
        value = theirs if ours == before else ours
        if value is not None:
            found[key] = value
    return found


def _shown(value: Any) -> str:
    text = plain(value) if hasattr(value, "isoformat") and hasattr(value, "year") else one_line(str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60
"""Characters of a value that a conflict shows."""
