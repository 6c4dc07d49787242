"""What the people of a manager did in a quarter, and which managers were not thanked for it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.core.dates import quarter_start
from store.core.text import normalize, one_line
from store.model.people import Volunteer
from store.model.recognition import Recognition
from store.model.stakeholders import Stakeholder
from store.people.directory import by_name
from store.recognition.recognition import LED, Deed, deeds, sessions


class TeamQuarter(Struct, frozen=True):
    """What those who have the same manager contributed in one quarter."""

    manager: str
    """The name, as it is noted of them."""
    person: str
    """The id of the manager, where the book has one of that name; else empty."""
    people: tuple[Volunteer, ...]
    """Those who contributed, by name."""
    since: date
    until: date
    sessions: int
    attendances: int
    """Of learners at sessions that one of them led; at a session of two, once."""
    hosted: int
    other: int
    minutes: int
    """Noted for their contributions; those without a note count for none."""
    thanks: Recognition | None
    """The latest public thank-you to one of them in the quarter."""


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter that is over: first and last day."""
    until = quarter_start(today) - timedelta(days=1)
    return quarter_start(until), until


def team_quarters(book: Book, today: date) -> list[TeamQuarter]:
    """The last quarter of every manager whose people contributed in it, by the manager's name."""
    since, until = last_quarter(today)
    done: dict[str, list[Deed]] = {}
    for deed in deeds(book, since, until):
        done.setdefault(deed.volunteer, []).append(deed)
    teams: dict[str, list[Volunteer]] = {}
    for volunteer in by_name([book.volunteers[who] for who in done if who in book.volunteers]):
        if volunteer.manager.strip():
            teams.setdefault(normalize(one_line(volunteer.manager)), []).append(volunteer)
    given = [one for one in book.recognitions.values() if one.public and since <= one.on <= until]
    return [_quarter(book, teams[key], done, given, (since, until)) for key in sorted(teams)]


def _quarter(
    book: Book,
    people: list[Volunteer],
    done: dict[str, list[Deed]],
    given: list[Recognition],
    quarter: tuple[date, date],
) -> TeamQuarter:
    manager, ids = one_line(people[0].manager), {volunteer.id for volunteer in people}
    found = [deed for volunteer in people for deed in done[volunteer.id]]
    led = [one for one in sessions(book, *quarter) if ids & {*one.leaders}]
    hosted = {deed.source for deed in found if deed.kind == "hosted_ritual"}
    thanks = [one for one in given if ids & {*one.to} and one.words.strip()]
    return TeamQuarter(
        manager,
        book.cached_query(_ids_by_name).get(normalize(manager), ""),
        tuple(people),
        *quarter,
        sessions=len(led),
        attendances=sum(one.learners for one in led),
        hosted=len(hosted),
        other=sum(deed.kind not in (*LED, "hosted_ritual") for deed in found),
        minutes=sum(deed.minutes for deed in found),
        thanks=max(thanks, key=lambda one: (one.on, one.id), default=None),
    )


def _ids_by_name(book: Book) -> dict[str, str]:
    """The stakeholder or volunteer of each name; the stakeholder where both have it."""
    everyone: list[Stakeholder | Volunteer] = [*book.stakeholders.values(), *book.volunteers.values()]
    return {normalize(one_line(who.name)): who.id for who in reversed(everyone)}


def to_thank(book: Book, today: date) -> list[TeamQuarter]:
    """The managers whom no one has thanked after the quarter."""
    until = last_quarter(today)[1]
    since = [thanks for thanks in book.recognitions.values() if thanks.on > until]
    thanked = {who for thanks in since for who in thanks.to} | {
        normalize(name) for thanks in since for name in thanks.named
    }
    return [one for one in team_quarters(book, today) if not {one.person, normalize(one.manager)} & thanked]
