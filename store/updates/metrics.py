"""The facts of a period: everything an update may tell, counted, each figure with the rows behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings, held
from store.core.dates import MONTH_NAMES, format_day, format_day_month, months_back
from store.core.labels import label_of
from store.core.money import AmountFormat, total
from store.core.numbers import FEWEST_CASES, share_of
from store.core.text import join_words, normalize, without_marks
from store.finance.budget_periods import budget_at
from store.finance.budgets import spent_at
from store.finance.ledger import ledger, spent, told
from store.model.calendar import Gathering
from store.model.stages import Stage
from store.people.directory import full_name_of
from store.people.stages import MEMBERS, latest_moves, members, membership
from store.recognition.recognition import Session, deeds, sessions
from store.texts import update_activity as texts
from store.training.training_requests import Demand, demand, from_whom, waits_for
from store.updates.outcomes import Row, certificates, departments_moved, first_sessions

AHEAD = 28
"""Days ahead that the next steps look."""
TREND_MONTHS = 6
"""Months a trend line looks back, the present one among them."""
ENGAGED_WITHIN = 90
"""Days back within which a member who attended or contributed counts as engaged."""


class Target(Struct, frozen=True):
    """One figure beside what is aimed at."""

    name: Literal["places", "learners", "budget"]
    value: Decimal
    aim: Decimal


class TopicSessions(Struct, frozen=True):
    """The sessions on one topic, or one without any."""

    ids: tuple[str, ...]
    topic: str
    text: str
    """Who taught it, how often and to how many, with its day where it was once."""
    short: str
    """The same without the day."""
    learners: int


class Activity(Struct, frozen=True):
    """What was done in a period, as far as another one is compared with it."""

    since: date
    until: date
    sessions: int = 0
    learners: int = 0
    gatherings: int = 0
    seats: int = 0
    came: int = 0


class Facts(Struct, frozen=True):
    """Everything counted for one period, both ends included. Every number is the length or sum of rows."""

    since: date
    until: date
    joined: tuple[Row, ...]
    said_yes: tuple[Row, ...]
    grown: tuple[Row, ...]
    """Members who became active or core."""
    left: tuple[Row, ...]
    members: int
    held: tuple[Row, ...]
    seats: int
    """Members on the day of each gathering whose attendance was recorded, added up: all possible attendances."""
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
    firsts: tuple[Row, ...] = ()
    """Who led or co-led for the first time in their life here."""
    certified: tuple[Row, ...] = ()
    gains: tuple[Row, ...] = ()
    """What members gain from the rituals that were held, the best attended first."""
    trend: tuple[tuple[str, int], ...] = ()
    """How many came, month by month, to the month of the last day."""
    targets: tuple[Target, ...] = ()
    recorded: int = 0
    """Gatherings held whose attendance was recorded; the attendance rate is of these alone."""
    topics: tuple[TopicSessions, ...] = ()
    """The sessions by topic, the best attended first."""
    departments: tuple[Row, ...] = ()
    """Departments that came further."""
    engaged: int = 0
    """Members who attended or contributed in the last :data:`ENGAGED_WITHIN` days."""
    requests: tuple[Row, ...] = ()
    """Training requests received or delivered in the period."""
    demand: Demand = Demand((), (), None)
    engaged_at_least: bool = False
    """Whether there may be more, as the attendance of a gathering was not recorded."""

    @property
    def coming_until(self) -> date:
        """To which day the next steps look."""
        return self.until + timedelta(days=AHEAD)

    @property
    def engaged_since(self) -> date:
        """From which day on taking part counts."""
        return _engaged_since(self.until)


def activity(book: Book, since: date, until: date) -> Activity:
    """Count what was done in a period, both days included."""
    return book.cached_query(_activity, since, until)


def _activity(book: Book, since: date, until: date) -> Activity:
    meetings = held(book, since, until)
    seats, came, _ = _attendance(book, [gathering for gathering in meetings if gathering.attended])
    taught = sessions(book, since, until)
    return Activity(since, until, len(taught), sum(one.learners for one in taught), len(meetings), seats, came)


def facts(book: Book, since: date, until: date, today: date) -> Facts:
    """Count a period, both days included."""
    return book.cached_query(_facts, since, until, today)


def _facts(book: Book, since: date, until: date, today: date) -> Facts:
    meetings = held(book, since, until)
    recorded = [gathering for gathering in meetings if gathering.attended]
    seats, came, guests = _attendance(book, recorded)
    year = sessions(book, min(since, _new_year(until)), until)
    held_sessions = sorted((s for s in year if s.on >= since), key=lambda s: (-s.learners, s.on, s.id))
    joined, grown, left = _journeys(book, since, until)
    purse, costs = AmountFormat(book.community), spent(ledger(book, since, until, today))
    inside = {person.id for person in members(book, today, on=until)}
    wanted = demand(book, since, until)
    engaged = len(inside & took_part(book, _engaged_since(until), until))
    return Facts(
        since=since,
        until=until,
        joined=joined,
        said_yes=_said_yes(book, since, until),
        grown=grown,
        left=left,
        members=len(inside),
        held=tuple(Row(g.id, f"{format_day(g.on, today)}  {g.name}: {_attendees(g)}") for g in meetings),
        recorded=len(recorded),
        seats=seats,
        came=came,
        guests=guests,
        sessions=tuple(_session_row(book, session, until) for session in held_sessions),
        leaders=len({leader for session in held_sessions for leader in session.leaders}),
        learners=sum(session.learners for session in held_sessions),
        quotes=tuple(
            Row(g.id, said) for g in meetings for line in g.quotes.splitlines() if (said := without_marks(line))
        ),
        skipped=_skipped(book, since, until),
        coming=_coming(book, until),
        costs=tuple(Row(c.id, told(book, c, today, purse.exact(c.amount))) for c in costs),
        spent=total(costs),
        firsts=first_sessions(book, since, until),
        certified=certificates(book, since, until),
        gains=_gains(book, meetings),
        trend=tuple(_trend(book, until)),
        targets=tuple(_targets(book, until, (came, seats), year)),
        topics=_topics(book, held_sessions, until),
        departments=departments_moved(book, since, until),
        engaged=engaged,
        requests=tuple(_request_rows(book, wanted, today)),
        demand=wanted,
        engaged_at_least=any(not g.attended for g in held(book, _engaged_since(until), until)),
    )


def _request_rows(book: Book, found: Demand, today: date) -> Iterator[Row]:
    for request in {r.id: r for r in (*found.received, *found.delivered)}.values():
        whom, how = from_whom(book, request), waits_for(book, request, today)
        yield Row(request.id, f"{format_day(request.on, today)}  {whom}: {request.topic}, {how}")


def _new_year(day: date) -> date:
    return date(day.year, 1, 1)


def _journeys(book: Book, since: date, until: date) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Who became a member, which members became more than they were, and who left: each person at most once.

    What counts is where someone stood before the first day and at the end of the last one, not the steps between.
    """
    before, after = latest_moves(book, since - timedelta(days=1)), latest_moves(book, until)
    joined, grown, left = [], [], []
    moved = [(person, move) for person, move in after.items() if move.on >= since]
    for person, move in sorted(moved, key=lambda pair: (pair[1].on, pair[1].step, pair[1].id)):
        was: Stage = before[person].stage if person in before else "interested"
        row = Row(
            move.id, f"{full_name_of(book, person)}: {label_of(move.stage)} since {format_day_month(move.on)}"
        )
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
    return tuple(Row(v.id, f"{v.name}: consent on {format_day_month(v.yes_on or until)}") for v in found)


def _attendance(book: Book, meetings: list[Gathering]) -> tuple[int, int, int]:
    then, seats, came, guests = membership(book), 0, 0, 0
    for gathering in meetings:
        inside = sum(then.holds(person, gathering.on) for person in gathering.attended)
        seats += then.count(gathering.on)
        came += inside
        guests += len(gathering.attended) - inside
    return seats, came, guests


def _attendees(gathering: Gathering) -> str:
    return f"{len(gathering.attended)} attended" if gathering.attended else texts.NOT_RECORDED


def _session_row(book: Book, session: Session, until: date) -> Row:
    """Who taught what, and to how many; with its day, and in brief without."""
    names = join_words([full_name_of(book, leader) for leader in session.leaders], most=3)
    told = texts.session(names, session.topic, session.learners, co_led_only=session.helped_only)
    return Row(session.id, texts.on_day(told, session.on, until), told)


def _topics(book: Book, found: Sequence[Session], until: date) -> tuple[TopicSessions, ...]:
    """Sessions added up by topic; one without a topic stands for itself."""
    by_topic: dict[str, list[Session]] = {}
    for one in found:
        by_topic.setdefault(normalize(one.topic) or one.id, []).append(one)
    told = [_on_one_topic(book, of_one, until) for of_one in by_topic.values()]
    return tuple(sorted(told, key=lambda one: -one.learners))


def _on_one_topic(book: Book, found: Sequence[Session], until: date) -> TopicSessions:
    ids, first, learners = tuple(one.id for one in found), found[0], sum(one.learners for one in found)
    if len(found) == 1:
        row = _session_row(book, first, until)
        return TopicSessions(ids, first.topic, row.text, row.brief, learners)
    people = dict.fromkeys(leader for one in found for leader in one.leaders)
    names = join_words([full_name_of(book, person) for person in people], most=3)
    helped = all(one.helped_only for one in found)
    told = texts.sessions_on(names, first.topic, len(found), learners, co_led_only=helped)
    return TopicSessions(ids, first.topic, told, told, learners)


def _engaged_since(until: date) -> date:
    return until - timedelta(days=ENGAGED_WITHIN - 1)


def took_part(book: Book, since: date, until: date) -> frozenset[str]:
    """Who attended a gathering, hosted one or contributed between two days."""
    return book.cached_query(_took_part, since, until)


def _took_part(book: Book, since: date, until: date) -> frozenset[str]:
    people = frozenset(deed.volunteer for deed in deeds(book, since, until))
    return people.union(*(gathering.attended for gathering in held(book, since, until)))


def _skipped(book: Book, since: date, until: date) -> tuple[Row, ...]:
    found = [g for g in book.gatherings.values() if g.state == "skipped" and since <= g.on <= until]
    found.sort(key=lambda g: (g.on, g.id))
    return tuple(Row(g.id, texts.cancelled(g.name, g.on, g.why, until)) for g in found)


def _coming(book: Book, until: date) -> tuple[Row, ...]:
    ahead = gatherings(book, until + timedelta(days=1), until + timedelta(days=AHEAD))
    return tuple(_coming_row(book, gathering, until) for gathering in ahead if gathering.state == "planned")


def _coming_row(book: Book, gathering: Gathering, until: date) -> Row:
    short = texts.coming(gathering.on, gathering.name, until)
    if not gathering.host:
        return Row(gathering.id, short, short)
    host = full_name_of(book, gathering.host)
    return Row(gathering.id, texts.coming_with_host(gathering.on, gathering.name, host, until), short)


# -- what rituals give, over time and against what is aimed at ----------------------------------------


def _gains(book: Book, meetings: list[Gathering]) -> tuple[Row, ...]:
    came: Counter[str] = Counter()
    for gathering in meetings:
        ritual = book.rituals.get(gathering.ritual)
        if ritual and ritual.gain.strip():
            came[ritual.id] += len(gathering.attended)
    found = sorted(
        (book.rituals[key] for key in came), key=lambda ritual: (-came[ritual.id], ritual.name, ritual.id)
    )
    return tuple(Row(ritual.id, f"{ritual.name}: {ritual.gain.strip()}") for ritual in found)


def _trend(book: Book, until: date) -> Iterator[tuple[str, int]]:
    for first, after in months_back(until, TREND_MONTHS):
        last = min(after - timedelta(days=1), until)
        yield MONTH_NAMES[first.month - 1][:3], sum(len(g.attended) for g in held(book, first, last))


def _targets(book: Book, until: date, places: tuple[int, int], year: Sequence[Session]) -> Iterator[Target]:
    """The figures that have a target in the settings, and the budget. Learners count from the year's first day."""
    aims = book.community
    if aims.target_places and places[1] >= FEWEST_CASES:
        yield Target("places", Decimal(share_of(places[0], places[1])), Decimal(aims.target_places))
    if aims.target_learners:
        learners = sum(session.learners for session in year if session.on >= _new_year(until))
        yield Target("learners", Decimal(learners), Decimal(aims.target_learners))
    if budget := budget_at(book, until):
        yield Target("budget", spent_at(book, until), budget)
