"""The recipients' own people: what those of their department did in the period."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.text import ended, join_words
from store.model.people import Department
from store.people.directory import full_name_of
from store.recognition.recognition import Session, sessions
from store.texts import update_activity as texts
from store.updates.metrics import took_part
from store.updates.narrative.context import Context


class Team(Struct, frozen=True):
    """The people of one department in a period."""

    department: Department
    took_part: int
    """Those who attended, hosted or contributed."""
    gatherings: int
    """Gatherings that one of them attended."""
    known: bool
    """Whether the attendance of everything held was recorded, so that no one is no one."""
    ever: bool
    """Whether one of them ever took part."""
    sessions: tuple[tuple[str, str], ...]
    """Sessions that one of them led: id, and how it reads."""

    @property
    def of(self) -> int | None:
        """How many people the department has, unless that cannot be."""
        count = self.department.head_count
        return count if count and count >= self.took_part else None


def team(book: Book, department: Department, since: date, until: date) -> Team:
    """What the people of a department did between two days."""
    people = {who.id for who in book.volunteers.values() if who.department == department.id}
    meetings = held(book, since, until)
    led = [one for one in sessions(book, since, until) if people & {*one.leaders}]
    now = people & took_part(book, since, until)
    led.sort(key=lambda one: (-one.learners, one.on, one.id))
    return Team(
        department,
        took_part=len(now),
        gatherings=sum(bool(people & {*gathering.attended}) for gathering in meetings),
        known=all(gathering.attended for gathering in meetings),
        ever=bool(now) or bool(people and people & took_part(book, date.min, until)),
        sessions=tuple((one.id, _told(book, one)) for one in led),
    )


def _told(book: Book, one: Session) -> str:
    names = join_words([full_name_of(book, leader) for leader in one.leaders], most=3)
    return texts.session(names, one.topic, one.learners, co_led_only=one.helped_only)


def teams(context: Context) -> list[Team]:
    """Those of the recipients' departments, each once."""
    keys = dict.fromkeys(reader.department for reader in context.readers)
    found = (context.book.departments.get(key) for key in keys)
    return [team(context.book, one, context.facts.since, context.facts.until) for one in found if one]


def in_words(one: Team, context: Context) -> tuple[str, frozenset[str]]:
    """What a recipient's own people did, in sentences, and the sessions that are told by it."""
    name, since, until = one.department.name, context.facts.since, context.facts.until
    if one.took_part:
        sentences = [texts.team_took_part(name, one.took_part, one.of, one.gatherings, since=since, until=until)]
        sentences += [ended(words) for _, words in one.sessions[:1]]
        return " ".join(sentences), frozenset(key for key, _ in one.sessions[:1])
    if not one.known:
        return "", frozenset()
    so_far = texts.team_absent_so_far(name, one.of)
    told_before = context.told.times(so_far.rstrip("."))
    return (texts.team_absent(name, since, until) if one.ever or told_before else so_far), frozenset()
