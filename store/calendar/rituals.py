"""Rituals and their gatherings: what is coming, what was held, who hosted and who came."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

from msgspec.structs import replace

from store.book.book import Book
from store.calendar import recurrence
from store.core.date_index import by_day
from store.core.record import ORGANISER
from store.model.calendar import Gathering, Ritual
from store.model.people import Volunteer
from store.people.absences import is_away
from store.people.directory import by_name
from store.people.stages import members

WRITE_UP_AFTER = 7
"""Days after which a gathering held without notes wants writing up."""
HOST_BEFORE = 14
"""Days ahead within which a gathering without a host is a task."""
NEAR = timedelta(days=90)
"""How far from today a gathering that only a rule gives is looked for by its id."""
HOSTING_WINDOW = 90
"""Days back over which the organiser's share of hosting is measured."""


def occurrence_id(ritual: Ritual, day: date) -> str:
    """The id of a ritual's gathering due on a day: the same in every copy of the book, so copies merge."""
    return f"{ritual.id}-{day.isoformat().replace('-', '')}"


def gatherings(book: Book, since: date, until: date) -> list[Gathering]:
    """Everything that was or will be between two days (both counted), saved or still only in a rule."""
    found = book.gatherings.cached_query(by_day).between(since, until)
    for ritual in book.rituals.values():
        found += _still_in_the_rule(book, ritual, since, until)
    return sorted(found, key=lambda g: (g.on, g.at or time.min, g.name, g.id))


def _turns(saved: Mapping[str, Gathering]) -> dict[str, list[tuple[date, str]]]:
    """By ritual, each day its rule gave with who hosted, in order."""
    turns: dict[str, list[tuple[date, str]]] = {}
    for gathering in saved.values():
        if gathering.host:
            turns.setdefault(gathering.ritual, []).append((gathering.due_on or gathering.on, gathering.host))
    for of_one in turns.values():
        of_one.sort()
    return turns


def _next_turn(book: Book, ritual: Ritual, since: date) -> tuple[date, int]:
    """The day at or before ``since`` from which a ritual's days are counted, and whose turn it is then.

    That is the day after someone had their turn, or the first of a month where no one did.
    """
    if not ritual.hosts:
        return since, 0
    turns = book.gatherings.cached_query(_turns).get(ritual.id, [])
    for place in range(bisect_left(turns, (since, "")) - 1, -1, -1):
        day, host = turns[place]
        if host in ritual.hosts:
            return day + timedelta(days=1), ritual.hosts.index(host) + 1
    first = since.replace(day=1)
    return first, book.cached_query(_turn_on, ritual.id, first)


def _turn_on(book: Book, ritual_id: str, before: date) -> int:
    """Whose turn it is on a day as a ritual's rule alone gives it: a long walk, where it was begun years ago."""
    ritual, saved, turn = book.rituals[ritual_id], book.gatherings, 0
    for day in ritual_days(ritual, ritual.start, before - timedelta(days=1)):
        if occurrence_id(ritual, day) not in saved:
            _, turn = _in_turn(book, ritual, turn, day)
    return turn


def _in_turn(book: Book, ritual: Ritual, turn: int, day: date) -> tuple[str, int]:
    """Who hosts a day by the rota, and whose turn comes after; who is away is passed over, no one where all are."""
    hosts = ritual.hosts
    for place in range(turn, turn + len(hosts)):
        if not is_away(book, host := hosts[place % len(hosts)], day):
            return host, place + 1
    return "", turn


def _still_in_the_rule(book: Book, ritual: Ritual, since: date, until: date) -> Iterator[Gathering]:
    """What the rule alone gives, with hosts in turn: whose turn it is does not depend on the days looked at."""
    saved = book.gatherings
    first, turn = _next_turn(book, ritual, since)
    for day in ritual_days(ritual, first, until):
        if (key := occurrence_id(ritual, day)) in saved:
            if saved[key].host in ritual.hosts:
                turn = ritual.hosts.index(saved[key].host) + 1
            continue
        host, turn = _in_turn(book, ritual, turn, day)
        if day >= since:
            yield replace(occurrence(ritual, day), host=host)


def ritual_days(ritual: Ritual, since: date, until: date) -> Iterator[date]:
    """The days a ritual's rule gives between two days, without its exceptions and not after it was retired."""
    if ritual.retired_on:
        until = min(until, ritual.retired_on)
    if not ritual.rule:
        found = iter([ritual.start] if since <= ritual.start <= until else [])
    else:
        found = recurrence.days(ritual.rule, ritual.start, max(since, ritual.start), until)
    return (day for day in found if day not in ritual.except_on)


def occurrence(ritual: Ritual, day: date) -> Gathering:
    """The gathering a ritual's rule gives for one day, before anyone touched it."""
    return Gathering(
        id=occurrence_id(ritual, day),
        name=ritual.name,
        ritual=ritual.id,
        on=day,
        due_on=day,
        at=ritual.at,
        minutes=ritual.minutes,
        place=ritual.place,
    )


def lineage(book: Book, ritual: str) -> frozenset[str]:
    """The ids of a ritual and of what it was before it was changed from one day on; nothing for a one-off."""
    found: set[str] = set()
    while ritual and ritual not in found:
        found.add(ritual)
        known = book.rituals.get(ritual)
        ritual = known.continues if known else ""
    return frozenset(found)


def held(book: Book, since: date, until: date) -> list[Gathering]:
    """The gatherings held between two days, both counted, oldest first."""
    return [g for g in book.gatherings.cached_query(by_day).between(since, until) if g.state == "held"]


def expected(book: Book, gathering: Gathering, today: date) -> list[Volunteer]:
    """Who will probably come: those who came to one of the ritual's last three, and the hosts; else all members.

    Who is away that day is left out.
    """
    line = lineage(book, gathering.ritual)
    before = [g for g in book.gatherings.values() if g.state == "held" and g.ritual in line]
    recent = sorted((g for g in before if g.id != gathering.id), key=lambda g: g.on)[-3:]
    came = {person for g in recent for person in g.attended}
    came |= {gathering.host, *gathering.cohosts} if came else set()
    now = [v for v in members(book, today) if not is_away(book, v.id, gathering.on)]
    return by_name([v for v in now if v.id in came] or now)


def day_near(book: Book, gathering: str, today: date) -> date | None:
    """The day of a gathering by its id: any that is saved, of those still in a rule one that is near today."""
    if saved := book.gatherings.get(gathering):
        return saved.on
    near = gatherings(book, today - NEAR, today + NEAR)
    return next((g.on for g in near if g.id == gathering), None)


def unmarked(book: Book, today: date, back: int = 28) -> list[Gathering]:
    """Gatherings whose day has passed and of which no one said whether they were held."""
    past = gatherings(book, today - timedelta(days=back), today - timedelta(days=1))
    return [g for g in past if g.state == "planned"]


def without_host(book: Book, today: date, ahead: int = HOST_BEFORE) -> list[Gathering]:
    """Coming gatherings that no one hosts yet."""
    return [
        g for g in gatherings(book, today, today + timedelta(days=ahead)) if g.state == "planned" and not g.host
    ]


def without_notes(book: Book, today: date, after: int = WRITE_UP_AFTER, back: int = 60) -> list[Gathering]:
    """Gatherings held more than ``after`` days ago with nothing written down; social ones need no notes."""
    social = {ritual.id for ritual in book.rituals.values() if ritual.kind == "social"}
    past = held(book, today - timedelta(days=back), today - timedelta(days=after))
    return [g for g in past if not is_written_up(g) and g.ritual not in social]


def is_written_up(gathering: Gathering) -> bool:
    """Whether something of it was written down."""
    return bool(gathering.notes.strip() or gathering.decisions.strip())


def attendances(found: list[Gathering]) -> Counter[str]:
    """How often each volunteer came."""
    return Counter(person for gathering in found for person in gathering.attended)


def hosting_share(book: Book, today: date, window: int = HOSTING_WINDOW) -> tuple[int, int]:
    """How many of the gatherings held in the last ``window`` days the organiser hosted, and of how many."""
    hosted = [g for g in held(book, today - timedelta(days=window), today) if g.host]
    return sum(g.host == ORGANISER for g in hosted), len(hosted)


def likely_host(book: Book, gathering: Gathering, today: date) -> tuple[Volunteer, int] | None:
    """The member who came most often to a ritual without ever hosting, and is not away: the smallest next ask.

    Returns:
        The volunteer and how often they came, or None where no one came three times.
    """
    past = [g for g in book.gatherings.values() if g.state == "held"]
    hosts = {host for g in past for host in (g.host, *g.cohosts)}
    line = lineage(book, gathering.ritual)
    often = attendances([g for g in past if (g.ritual in line if line else not g.ritual)])
    ready = [(v, often[v.id]) for v in members(book, today) if often[v.id] >= 3 and v.id not in hosts]
    ready = [(v, n) for v, n in ready if not is_away(book, v.id, gathering.on)]
    return max(ready, key=lambda pair: (pair[1], pair[0].name), default=None)
