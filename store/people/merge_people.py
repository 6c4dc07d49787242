"""Two records of one person made one, with every line of both histories."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from store.book.book import Book
from store.book.references import naming, renamed
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.core.record import Record
from store.core.text import normalize
from store.model.calendar import Gathering
from store.model.people import AGREED, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move
from store.people.directory import by_name
from store.people.duplicates import lookalikes
from store.people.stages import latest_moves

_UNITED = ("topics", "delivery", "tags")


def merge(book: Book, change: Change, keep: Volunteer, gone: Volunteer) -> Volunteer:
    """Put the merging of two records into a change: one record stays, and every line of the other becomes its own.

    The one that stays keeps its facts and takes over those it lacks. It stays in its stage; only where that is
    ‘interested’ does it take the other's.

    Returns:
        The record that stays.

    Raises:
        GuildbookError: both are the same record.
    """
    if keep.id == gone.id:
        raise GuildbookError("Both are the same record. Choose another person.")
    merged = _united(keep, gone)
    change.put(merged)
    for record in [*naming(book, gone.id)]:
        if not isinstance(record, Move):
            change.put(_renamed(record, gone.id, keep.id))
    _merge_moves(book, change, keep, gone)
    for snooze in book.snoozes.values():
        if gone.id in snooze.act.split(":"):
            act = ":".join(keep.id if part == gone.id else part for part in snooze.act.split(":"))
            change.put(replace(snooze, act=act))
    change.remove(gone)
    return merged


def known_of(book: Book, volunteer: Volunteer) -> tuple[int, int]:
    """How much the book holds about someone: the records that name them, and the facts filled in."""
    facts = [getattr(volunteer, name) for name in volunteer.__struct_fields__]
    return sum(1 for _ in naming(book, volunteer.id)), sum(1 for fact in facts if fact)


def fuller_first(book: Book, one: Volunteer, other: Volunteer) -> tuple[Volunteer, Volunteer]:
    """Two records of one person, the one with more behind it first; the first as given where they are alike."""
    return (other, one) if known_of(book, other) > known_of(book, one) else (one, other)


def _united(keep: Volunteer, gone: Volunteer) -> Volunteer:
    """The facts of both; where they differ, those of the one that stays."""
    facts: dict[str, Any] = {}
    for name in keep.__struct_fields__:
        mine, theirs = getattr(keep, name), getattr(gone, name)
        facts[name] = tuple(dict.fromkeys((*mine, *theirs))) if name in _UNITED else mine or theirs
    if keep.notes and gone.notes and gone.notes not in keep.notes:
        facts["notes"] = f"{keep.notes}\n{gone.notes}"
    if keep.met_on and gone.met_on:
        facts["met_on"] = min(keep.met_on, gone.met_on)
    for day, words in AGREED:
        said = [(getattr(v, day), getattr(v, words)) for v in (keep, gone) if getattr(v, day)]
        if said:
            facts[day], facts[words] = min(said, key=lambda yes: yes[0])
    if facts["email"] != gone.email and gone.email:  # an import may bring the other address again
        facts["notes"] = "\n".join(filter(None, [facts["notes"], f"also {gone.email}"]))
    return replace(keep, **facts)


def _renamed(record: Record, old: str, new: str) -> Record:
    """The record with one id in the place of another; no one is host and co-host at once, nor together with themselves."""
    merged = renamed(record, {old: new})
    if isinstance(merged, Gathering):
        return replace(merged, cohosts=tuple(who for who in merged.cohosts if who != merged.host))
    if isinstance(merged, Contribution):
        return replace(merged, together=tuple(who for who in merged.together if who != merged.volunteer))
    return merged


def _merge_moves(book: Book, change: Change, keep: Volunteer, gone: Volunteer) -> None:
    """All moves of both in the order of their days, ending where the merged person stands."""
    latest = latest_moves(book)
    ends = [latest[who] for who in (keep.id, gone.id) if who in latest]
    if not ends:
        return
    last = next((move for move in ends if move.stage != "interested"), ends[0])
    moves = sorted(
        (move for move in book.moves.values() if move.volunteer in (keep.id, gone.id)),
        key=lambda move: (move.on, move.volunteer == last.volunteer, move.step, move.id),
    )
    for step, move in enumerate(moves):
        change.put(replace(move, volunteer=keep.id, step=step))
    if moves[-1].stage != last.stage:
        note = "2 records of one person merged"
        stays = Move(volunteer=keep.id, stage=last.stage, on=moves[-1].on, step=len(moves), note=note)
        change.put(stays)


def same_person(book: Book, volunteer: Volunteer) -> list[Volunteer]:
    """Everyone else, those first who are probably the same person: of the same address, or of a similar name."""
    parts = {*normalize(volunteer.name).split()}
    likely = {other.id for other in lookalikes(book, volunteer.name, volunteer.email)}

    def likeness(other: Volunteer) -> int:
        same_mail = bool(volunteer.email) and normalize(other.email) == normalize(volunteer.email)
        return 20 * same_mail + 10 * (other.id in likely) + len(parts & {*normalize(other.name).split()})

    others = [other for other in by_name(book.volunteers.values()) if other.id != volunteer.id]
    return sorted(others, key=lambda other: -likeness(other))
