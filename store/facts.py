"""The facts of a period: everything an update may tell, counted, each figure with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from store.adoption import MEMBERS, Stage, latest_moves, members
from store.costs import ledger, spent, told
from store.dates import plain, shown
from store.money import Purse, total
from store.people import full_name_of
from store.recognition import Session, sessions
from store.rituals import Gathering, gatherings, held
from store.text import counted, listed

if TYPE_CHECKING:
    from store.book import Book

AHEAD = 28
"""Days ahead that «what comes next» looks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record behind a figure: its id, and how it reads."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything counted for one period, both ends included. Every number is the length or sum of rows."""

    since: date
    until: date
    joined: tuple[Row, ...]
    said_yes: tuple[Row, ...]
    grown: tuple[Row, ...]
    left: tuple[Row, ...]
    """Members who became active or core."""
    members: int
    held: tuple[Row, ...]
    seats: int
    """Members on each gathering's day, added up: everybody who could have come."""
    came: int
    """Members who came, added up over the gatherings."""
    guests: int
    """Others who came."""
    sessions: tuple[Row, ...]
    leaders: int
    """Different people who led or co-led them."""
    learners: int
    quotes: tuple[Row, ...]
    skipped: tuple[Row, ...]
    coming: tuple[Row, ...]
    costs: tuple[Row, ...]
    spent: Decimal


def facts(book: Book, since: date, until: date, today: date) -> Facts:
    """Count a period, both days included."""
    meetings = held(book, since, until)
    seats, came, guests = _attendance(book, meetings, today)
    held_sessions = sorted(sessions(book, since, until), key=lambda s: (-s.learners, s.on, s.id))
    joined, grown, left = _journeys(book, since, until)
    purse, costs = Purse(book), spent(ledger(book, since, until, today))
    return Facts(
        since=since,
        until=until,
        joined=joined,
        said_yes=_said_yes(book, since, until),
        grown=grown,
        left=left,
        members=len(members(book, today, on=until)),
        held=tuple(Row(g.id, f"{shown(g.on, today)}  {g.name}: {len(g.attended)} came") for g in meetings),
        seats=seats,
        came=came,
        guests=guests,
        sessions=tuple(Row(session.id, _told(book, session)) for session in held_sessions),
        leaders=len({leader for session in held_sessions for leader in session.leaders}),
        learners=sum(session.learners for session in held_sessions),
        quotes=tuple(
            Row(g.id, said) for g in meetings for line in g.quotes.splitlines() if (said := _bare_quote(line))
        ),
        skipped=_skipped(book, since, until),
        coming=_coming(book, until),
        costs=tuple(Row(c.id, told(c, today, purse.said(c.amount))) for c in costs),
        spent=total(costs),
    )


def _bare_quote(line: str) -> str:
    """A quote without the marks it may have been typed with."""
    return line.strip().strip('«»"“”„').strip()


def _journeys(book: Book, since: date, until: date) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Who became a member, which members became more than they were, and who left: each person at most once.

    What counts is where somebody stood before the first day and at the end of the last one, not the steps between.
    """
    before, after = latest_moves(book, since - timedelta(days=1)), latest_moves(book, until)
    joined, grown, left = [], [], []
    for person, move in sorted(after.items(), key=lambda pair: (pair[1].on, pair[1].step, pair[1].id)):
        was: Stage = before[person].stage if person in before else "interested"
        row = Row(move.id, f"{full_name_of(book, person)}: {move.stage} since {plain(move.on)}")
        if move.stage in MEMBERS and was not in MEMBERS:
            joined.append(row)
        elif move.stage in MEMBERS and MEMBERS.index(move.stage) > MEMBERS.index(was):
            grown.append(row)
        elif was in MEMBERS and move.stage not in MEMBERS:
            left.append(row)
    return tuple(joined), tuple(grown), tuple(left)


def _said_yes(book: Book, since: date, until: date) -> tuple[Row, ...]:
    found = [v for v in book.volunteers.values() if v.yes_on and since <= v.yes_on <= until]
    found.sort(key=lambda v: (v.yes_on or until, v.name))
    return tuple(Row(v.id, f"{v.name}: yes on {plain(v.yes_on or until)}") for v in found)


def _attendance(book: Book, meetings: list[Gathering], today: date) -> tuple[int, int, int]:
    seats = came = guests = 0
    for gathering in meetings:
        then = {v.id for v in members(book, today, on=gathering.on)}
        seats += len(then)
        came += sum(person in then for person in gathering.attended)
        guests += sum(person not in then for person in gathering.attended)
    return seats, came, guests


def _told(book: Book, session: Session) -> str:
    about = f" «{session.topic}»" if session.topic else " a session"
    reached = f" for {counted(session.learners, 'colleague')}" if session.learners else ""
    verb = "co-led" if session.helped_only else "led"
    names = listed([full_name_of(book, leader) for leader in session.leaders], most=3)
    return f"{names} {verb}{about}{reached} on {plain(session.on)}"


def _skipped(book: Book, since: date, until: date) -> tuple[Row, ...]:
    found = [g for g in book.gatherings.values() if g.state == "skipped" and since <= g.on <= until]
    found.sort(key=lambda g: (g.on, g.id))
    return tuple(
        Row(g.id, f"{g.name} on {plain(g.on)} did not take place{f': {g.why}' if g.why else ''}") for g in found
    )


def _coming(book: Book, until: date) -> tuple[Row, ...]:
    ahead = gatherings(book, until + timedelta(days=1), until + timedelta(days=AHEAD))
    return tuple(Row(g.id, f"{plain(g.on)}: {g.name}{_hosted(book, g)}") for g in ahead if g.state == "planned")


def _hosted(book: Book, gathering: Gathering) -> str:
    return f", hosted by {full_name_of(book, gathering.host)}" if gathering.host else ""
