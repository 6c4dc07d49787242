"""People and departments that both copies added by themselves, such as by importing one list into each.

They have an id in each copy. The smaller one stays in both, so that the copies agree whichever is merged into the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from store.book.merge.copies import Tables
from store.book.references import renamed
from store.core.faces import Faces
from store.core.record import Record
from store.core.text import alike
from store.model.people import Department, Volunteer
from store.model.planner import Snooze
from store.model.stages import Move


class United(Struct, frozen=True):
    """Both copies with one id for what both added."""

    here: Tables
    there: Tables
    ids: dict[str, str]
    """The ids that records of this copy had, with those they have now."""
    common: dict[str, Record]
    """For each record that both added, by its id, what counts as its state before: where they differ, the earlier day of
    interest or consent is taken, and each list whole."""


def united(here: Tables, there: Tables, base: Tables | None) -> United:
    """Find people and departments that both copies added since they parted, and give them one id.

    Args:
        here: the tables of this copy, which stay as they are.
        there: those of the other.
        base: the state both parted from; None where it is not known, and nothing in one copy only is in it.
    """
    common: dict[str, Record] = {}
    ids: dict[str, str] = {}
    for table, pairs_of in (("departments", _departments), ("volunteers", _volunteers), ("moves", _moves)):
        known = (base or {}).get(table, {})
        mine = {key: record for key, record in here[table].items() if key not in there[table] and key not in known}
        theirs = {
            key: record for key, record in there[table].items() if key not in here[table] and key not in known
        }
        if not mine or not theirs:
            continue
        pairs = [*pairs_of(mine, theirs, here, there)]
        new_ids = {one.id: min(one.id, other.id) for one, other in pairs}
        here, ids = _with_ids(here, new_ids), ids | new_ids
        there = _with_ids(there, {other.id: min(one.id, other.id) for one, other in pairs})
        common |= {(key := min(one.id, other.id)): replace(_before(one, other), id=key) for one, other in pairs}
    return United(here, there, ids, common)


def _departments(mine: Any, theirs: Any, *_: Tables) -> Iterator[tuple[Department, Department]]:
    by_name = {alike(department.name): department for department in mine.values()}
    for other in theirs.values():
        if one := by_name.pop(alike(other.name), None):
            yield one, other


def _volunteers(mine: Any, theirs: Any, here: Tables, there: Tables) -> Iterator[tuple[Volunteer, Volunteer]]:
    faces = Faces[Volunteer]()
    for one in mine.values():
        faces.add(one.name, one.email, one.department, one)
    taken: set[str] = set()
    for other in theirs.values():
        found = (one for one, _ in faces.find(other.name, other.email, other.department) if one.id not in taken)
        if one := next(found, None):
            taken.add(one.id)
            yield one, other


def _moves(mine: Any, theirs: Any, here: Tables, there: Tables) -> Iterator[tuple[Move, Move]]:
    """The same step of someone whom both copies added."""
    steps = {(move.volunteer, move.stage, move.on): move for move in mine.values()}
    for other in theirs.values():
        if one := steps.pop((other.volunteer, other.stage, other.on), None):
            yield one, other


def _before(one: Record, other: Record) -> Record:
    """What two records of the same thing count as changed from, so that both copies come to the same."""
    match one, other:
        case Volunteer(), Volunteer():
            days = {
                name: [getattr(one, name), getattr(other, name)]
                for name in ("met_on", "yes_on", "may_be_listed_on")
            }
            later = {name: max(both) for name, both in days.items() if all(both)}
            return Volunteer(name=max(one.name, other.name), **later)
        case Department(), Department():
            return Department(name=max(one.name, other.name))
        case Move(), Move():
            return replace(one, step=max(one.step, other.step), note="")
    return other


def _with_ids(tables: Tables, ids: Mapping[str, str]) -> Tables:
    """Tables with other ids for some records, and for all that name them."""
    ids = {old: new for old, new in ids.items() if old != new}
    if not ids:
        return tables
    return {
        name: {ids.get(key, key): _with_id(record, ids) for key, record in rows.items()}
        for name, rows in tables.items()
    }


def _with_id(record: Record, ids: Mapping[str, str]) -> Record:
    changed = renamed(record, ids)
    if isinstance(changed, Snooze):
        act = ":".join(ids.get(part, part) for part in changed.act.split(":"))
        changed = replace(changed, act=act)
    return replace(changed, id=ids[record.id]) if record.id in ids else changed
