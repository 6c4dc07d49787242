"""Stays of people in a meeting: paired from what was logged, and added up for each person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from store.core.names.person_names import turned_round
from store.core.text import normalize
from store.exchange.attendance_import.meeting_times import DAY_SECONDS, Moment, between
from store.exchange.attendance_import.report import Participant
from store.exchange.people_import.cells import is_address

_ASIDE = re.compile(r"(.*?)\s*\(([^()]+)\)\s*")
_EXTERNAL = re.compile(r"extern|guest|gast\b|invit|ospite|unverif|nicht verif|convidad|gosc|esterno")
_LEFT = re.compile(r"\bleft\b|verlass|quitt|salio|saiu|uscit|vertrok|verlaten|opusci|lamnade|forlod")


class Stay(Struct, frozen=True):
    """One row of a report: someone, and from when to when."""

    name: str
    emails: tuple[str, ...] = ()
    seconds: int | None = None
    """As the report says it; None where it does not."""
    joined: Moment | None = None
    left: Moment | None = None
    original: bool = False
    """Whether the name in brackets is that of the account."""


def logged_stays(entries: Sequence[tuple[Stay, str, Moment | None]]) -> list[Stay]:
    """Stays out of a list of who joined and who left, in the order of the file, whatever the language.

    What is said of someone first is that they joined; of someone who never left, no length is known.
    """
    first: dict[str, str] = {}
    for stay, action, _ in entries:
        first.setdefault(stay.name, action)
    joins = {action for action in first.values() if not _LEFT.search(normalize(action))}
    found: list[Stay] = []
    since: dict[str, tuple[Stay, Moment | None]] = {}
    for stay, action, at in entries:
        if not stay.name:
            found += [stay] * (action in joins)
        elif action in joins:
            since.setdefault(stay.name, (stay, at))
        elif stay.name in since:
            begun, joined = since.pop(stay.name)
            seconds = between(joined, at) if joined and at else None
            found.append(Stay(begun.name, begun.emails, seconds, joined, at))
    found += [Stay(stay.name, stay.emails, None, at) for stay, at in since.values()]
    order = {name: place for place, name in enumerate(first)}
    return sorted(found, key=lambda stay: order[stay.name])


def participants_of(tables: Iterable[Sequence[Stay]]) -> tuple[list[Participant], int]:
    """The people of a report, each once, and how many rows have no name.

    Their stays are added up; what overlaps, as with two devices, counts once. Whom an earlier table names is left as that
    table has them: a later one only tells the same in detail.
    """
    people: dict[_Person, None] = {}
    by_email: dict[str, _Person] = {}
    by_name: dict[str, _Person] = {}
    nameless = 0
    for stays in tables:
        earlier = set(people)
        for stay in stays:
            if not stay.name and not stay.emails:
                nameless += 1
                continue
            person = next(filter(None, map(by_email.get, map(str.casefold, stay.emails))), None)
            if (
                not person
                and (namesake := by_name.get(_told_apart_by(stay.name)))
                and not (stay.emails and namesake.emails)
            ):
                person = namesake
            person = person or _Person()
            if person not in earlier:
                people[person] = None
                person.add(stay)
                by_email |= dict.fromkeys(map(str.casefold, stay.emails), person)
                by_name.setdefault(_told_apart_by(stay.name), person)
    return [person.participant() for person in people], nameless


class _Person:
    """Someone whose stays are being gathered."""

    def __init__(self) -> None:
        self.stays: list[Stay] = []
        self.emails: dict[str, str] = {}

    def add(self, stay: Stay) -> None:
        self.stays.append(stay)
        self.emails |= {email.casefold(): email for email in stay.emails}

    def participant(self) -> Participant:
        first = next((stay for stay in self.stays if stay.name), self.stays[0])
        email = next(iter(self.emails.values()), first.name if is_address(first.name) else "")
        written = first.name or email
        name, others, external = _spelt(turned_round(written), original=first.original)
        others += tuple(stay.name for stay in self.stays if stay.name and stay.name != first.name)
        return Participant(
            name,
            email,
            self._seconds(),
            tuple(dict.fromkeys(other for other in others if other != name)),
            external,
            self._days(),
            tuple(self.emails.values())[1:],
        )

    def _days(self) -> tuple[date, ...]:
        return next((stay.joined.days for stay in self.stays if stay.joined and stay.joined.days), ())

    def _seconds(self) -> int | None:
        lengths = [_length(stay) for stay in self.stays]
        known = [length for length in lengths if length is not None]
        return max(sum(known) - _overlap(self.stays), *known) if known and len(known) == len(lengths) else None


def _told_apart_by(name: str) -> str:
    """A name as stays of one person are found by it: ‘Ann Lee (Guest)’ is Ann Lee on another device."""
    match = _ASIDE.fullmatch(name)
    return normalize(match[1] if match and match[1] and _EXTERNAL.search(normalize(match[2])) else name)


def _length(stay: Stay) -> int | None:
    if stay.seconds is not None or not (stay.joined and stay.left):
        return stay.seconds
    return between(stay.joined, stay.left)


def _overlap(stays: Sequence[Stay]) -> int:
    """Seconds in which someone was there more than once."""
    spans = sorted(
        (_since(stay.joined), between(stay.joined, stay.left)) for stay in stays if stay.joined and stay.left
    )
    twice, until = 0, 0
    for start, length in spans:
        end = start + length
        twice += max(min(end, until) - start, 0)
        until = max(until, end)
    return twice


def _since(joined: Moment) -> int:
    """A moment as a number to compare; the day too, where it is known."""
    return (joined.days[0].toordinal() * DAY_SECONDS if joined.days else 0) + joined.second


def _spelt(written: str, *, original: bool) -> tuple[str, tuple[str, ...], bool]:
    """The name to show, the others it may be known by, and whether it is marked as from outside.

    In ‘MU2 (Made Up Two)’ the account's name says more than the one shown; in ‘Ann Lee (External)’ it is no name at all.
    """
    match = _ASIDE.fullmatch(written)
    if not match or not match[1]:
        return written, (), False
    shown, aside = match[1], match[2]
    if _EXTERNAL.search(normalize(aside)):
        return shown, (written,), True
    if original and len(aside.split()) > len(shown.split()):
        return aside, (shown, written), False
    return shown, (aside, written), False
