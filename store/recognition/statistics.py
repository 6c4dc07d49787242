"""Thank-yous by person, by behaviour, by department; the next spotlight; the wall of a month."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.core.date_index import by_day
from store.core.dates import format_day_month, month_start, quarter_start
from store.core.labels import label_of
from store.core.text import normalize
from store.model.people import Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Stage
from store.people.directory import by_name, department_of, full_name_of, name_of
from store.people.stages import MEMBERS, standings
from store.recognition.recognition import last_thanks

ENGAGED: tuple[Stage, ...] = ("active", "core")
"""Whose share of thanks is measured: those who carry the community."""
DAY, YEAR = timedelta(days=1), timedelta(days=365)
NOWHERE = "No department"


class Praised(Struct, frozen=True):
    """Someone who was thanked, with every thank-you they got, the newest first."""

    who: str
    """The id of a volunteer or stakeholder; nothing for someone who is known by name only."""
    name: str
    thanks: tuple[Recognition, ...]


class Praise(Struct, frozen=True):
    """One behaviour with the thank-yous given for it, the newest first."""

    behaviour: str
    thanks: tuple[Recognition, ...]
    wanted: bool
    """Whether it is still on the community's list."""


class Share(Struct, frozen=True):
    """How many of a department's active members were thanked this quarter."""

    department: str
    thanked: int
    of: int


class Turn(Struct, frozen=True):
    """A member's place in the spotlight rota."""

    volunteer: Volunteer
    last: date | None
    """When they last stood in the spotlight."""


def recipients(book: Book, thanks: Recognition, *, full: bool = False) -> list[str]:
    """The names of everyone a thank-you went to.

    Args:
        book: the book.
        thanks: the thank-you.
        full: as others read it, with the organiser's own name.
    """
    name = full_name_of if full else name_of
    return [*(name(book, person) for person in thanks.to), *thanks.named]


def managers(book: Book) -> dict[str, list[Volunteer]]:
    """Everyone who is named as a manager and is not in the book, with the volunteers they manage."""
    known = {normalize(v.name) for v in book.volunteers.values()} | {
        normalize(s.name) for s in book.stakeholders.values()
    }
    found: dict[str, tuple[str, list[Volunteer]]] = {}
    for volunteer in by_name(book.volunteers.values()):
        name = volunteer.manager.strip()
        if name and normalize(name) not in known:
            found.setdefault(normalize(name), (name, []))[1].append(volunteer)
    return {name: team for _, (name, team) in sorted(found.items())}


def time_line(book: Book) -> list[Recognition]:
    """Every thank-you, the newest first."""
    return book.recognitions.cached_query(by_day).records[::-1]


def thanked_for(book: Book, thanks: Recognition) -> str:
    """What a thank-you was for, in a line; nothing where that was not noted."""
    if made := book.contributions.get(thanks.contribution):
        return told(made)
    if held := book.gatherings.get(thanks.gathering):
        return f"{held.name}, {format_day_month(held.on)}"
    return ""


def told(made: Contribution) -> str:
    """A contribution in a line: what, about what, when."""
    return f"{label_of(made.kind)}{f' ‘{made.topic}’' if made.topic else ''}, {format_day_month(made.on)}"


# -- who, for what ---------------------------------------------------------------------------------


def by_person(book: Book) -> list[Praised]:
    """Everyone who was thanked, most often first, then the latest; a thank-you to several counts for each."""
    found: dict[str, tuple[str, str, list[Recognition]]] = {}
    for thanks in time_line(book):
        for who in thanks.to:
            found.setdefault(who, (who, name_of(book, who), []))[2].append(thanks)
        for name in thanks.named:
            found.setdefault(f"name:{normalize(name)}", ("", name, []))[2].append(thanks)
    praised = [Praised(who, name, tuple(given)) for who, name, given in found.values()]
    return sorted(praised, key=lambda p: (-len(p.thanks), -p.thanks[0].on.toordinal(), normalize(p.name), p.who))


def most_thanked(book: Book, today: date) -> list[tuple[Volunteer, int]]:
    """The volunteers thanked more than once in the last year, most often first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for thanks in book.recognitions.cached_query(by_day).between(today - YEAR + DAY, today):
        for who in thanks.to:
            counts[who] += 1
    often = [(book.volunteers[who], count) for who, count in counts.items() if count > 1 and who in book.volunteers]
    return sorted(often, key=lambda pair: (-pair[1], normalize(pair[0].name), pair[0].id))


def never_thanked(book: Book, today: date) -> list[Volunteer]:
    """Members who were never thanked for anything."""
    thanked = last_thanks(book)
    members = (s.volunteer for s in standings(book, today).values() if s.stage in MEMBERS)
    return by_name(volunteer for volunteer in members if volunteer.id not in thanked)


def by_behaviour(book: Book) -> list[Praise]:
    """Every behaviour that was thanked for or is wanted: most often first, those never praised last."""
    wanted = {normalize(behaviour): behaviour for behaviour in book.community.behaviours}
    found: dict[str, tuple[str, list[Recognition]]] = {key: (name, []) for key, name in wanted.items()}
    for thanks in time_line(book):
        found.setdefault(normalize(thanks.behaviour), (thanks.behaviour, []))[1].append(thanks)
    praise = [Praise(name, tuple(given), key in wanted) for key, (name, given) in found.items()]
    return sorted(praise, key=lambda one: -len(one.thanks))


def never_praised(book: Book) -> list[str]:
    """Behaviours the community wants more of and never thanked anyone for, in the order of its list."""
    return [one.behaviour for one in by_behaviour(book) if not one.thanks]


# -- fairly shared ---------------------------------------------------------------------------------


def shares(book: Book, today: date) -> list[Share]:
    """Of the active and core members of each department, how many were thanked this quarter; the fewest first."""
    since = quarter_start(today)
    thanked = {who for thanks in book.recognitions.cached_query(by_day).between(since, today) for who in thanks.to}
    counts: dict[str, list[int]] = {}
    for standing in standings(book, today).values():
        if standing.stage in ENGAGED:
            name = department_of(book, standing.volunteer) or NOWHERE
            count = counts.setdefault(name, [0, 0])
            count[0] += standing.volunteer.id in thanked
            count[1] += 1
    found = [Share(name, part, whole) for name, (part, whole) in counts.items()]
    return sorted(found, key=lambda s: (s.thanked / s.of, -s.of, normalize(s.department)))


def rota(book: Book, today: date) -> list[Turn]:
    """Whose turn in the spotlight is next: members who never stood there, the longest there first; then the others."""
    last: dict[str, date] = {}
    for thanks in book.recognitions.values():
        if thanks.form == "spotlight" and thanks.on <= today:
            for who in thanks.to:
                last[who] = max(thanks.on, last.get(who, thanks.on))
    where = [s for s in standings(book, today).values() if s.stage in MEMBERS]
    where.sort(
        key=lambda s: (last.get(s.volunteer.id, date.min), s.volunteer.met_on or today, normalize(s.volunteer.name))
    )
    return [Turn(standing.volunteer, last.get(standing.volunteer.id)) for standing in where]


# -- the wall --------------------------------------------------------------------------------------


def wall(book: Book, month: date) -> list[Recognition]:
    """The public thank-yous of that day's month, oldest first: what may be posted for all to read."""
    first = month_start(month)
    last = month_start(first + 31 * DAY) - DAY
    return [thanks for thanks in book.recognitions.cached_query(by_day).between(first, last) if thanks.public]
