"""Matching: who could train what a training request asks for, with the records that say so.

Candidates stand in one order, and ties are settled: by readiness (certified, delivered, knows the topic), then who is
free that day before who hosts already, then the smaller load of the last 60 days, then the department that asks, then the
form of delivery it wants, then by name and id. There is no score. Who is away that day, is leaving, or is not to be asked
yet is no candidate.

What all requests need is worked out once for a state of the book, so that matching grows with people and requests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.core.dates import format_day_short
from store.core.labels import label_of
from store.core.record import Record
from store.core.text import alike, normalize, pluralize, quoted
from store.model.people import Ask, Volunteer
from store.model.training_requests import TrainingRequest
from store.people.absences import closing_on, is_away
from store.people.directory import by_name
from store.people.requests import ASKED_WITHIN
from store.training.readiness import LEVELS, Ready
from store.training.trainer_pool import RANKS, Knowledge, Rank, TrainerPool, hosting_on, topic_words

ReasonKind = Literal["certified", "delivered", "knows", "hosting", "load", "department", "delivery"]

NOTICE = 14
"""Days from today within which no session is suggested, unless it is needed earlier."""
SPAN = 30
"""Days up to the one a request names in which its session is suggested."""
_WEEKEND = 5


class Reason(Struct, frozen=True):
    """One reason for or against a candidate, in words, and the records behind it."""

    kind: ReasonKind
    words: str
    records: tuple[Record, ...]


class TrainerCandidate(Struct, frozen=True):
    """Someone who could train what is requested."""

    volunteer: Volunteer
    rank: Rank
    reasons: tuple[Reason, ...]
    """In the order in which they count."""

    @property
    def words(self) -> str:
        """All reasons, in a line."""
        return " · ".join(reason.words for reason in self.reasons)


class NearestReady(Struct, frozen=True):
    """Someone who could be trained to train what is requested."""

    volunteer: Volunteer
    topic: str
    ready: Ready | None
    """How far they are with it."""
    words: str


# -- what is asked ---------------------------------------------------------------------------------


def candidates(book: Book, request: TrainingRequest, today: date, on: date | None = None) -> list[TrainerCandidate]:
    """Who could train what is requested, the likeliest first; the order is that of :mod:`store.training.matching`.

    Args:
        book: the book.
        request: what is wanted.
        today: for days.
        on: the day of the session; the one that :func:`suggested_day` gives unless said otherwise.
    """
    pool, day = book.cached_query(TrainerPool, today), on or suggested_day(book, request, today)
    case = _Case(request, day, today)
    found = [
        case.candidate(book, pool.people[person], known, pool.load.get(person, ()))
        for person, known in pool.knowing(request.topic, day).items()
        if not is_away(book, person, day)
    ]

    def place(one: TrainerCandidate) -> tuple[int, bool, int, bool, bool, str, str]:
        kinds, who = {reason.kind for reason in one.reasons}, one.volunteer
        load = len(pool.load.get(who.id, ()))
        beside = "department" not in kinds, "delivery" not in kinds
        return RANKS.index(one.rank), "hosting" in kinds, load, *beside, normalize(who.name), who.id

    return sorted(found, key=place)


def suggested_day(book: Book, request: TrainingRequest, today: date) -> date:
    """The first working day on which one of the readiest is free, before the day by which it is needed.

    It is at least 14 days ahead, unless it is needed earlier, and at most 30 days before it is needed.
    """
    pool = book.cached_query(TrainerPool, today)
    first, last = today + timedelta(days=NOTICE), request.needed_by
    if last is None or last <= today:
        last = first + timedelta(days=SPAN)
    elif last < first:
        first = today + timedelta(days=1)
    first = max(first, last - timedelta(days=SPAN))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() < _WEEKEND and not closing_on(book, day)] or [last]
    best = pool.knowing(request.topic, days[0])
    ranks = {person: known.rank(days[0]) for person, known in best.items()}
    top = min(ranks.values(), key=RANKS.index, default="knows")
    readiest = [person for person, rank in ranks.items() if rank == top]
    return next((day for day in days if _any_free(book, readiest, day)), days[0])


def _any_free(book: Book, people: Sequence[str], day: date) -> bool:
    hosting = book.cached_query(hosting_on, day)
    return any(person not in hosting and not is_away(book, person, day) for person in people)


def nearest_ready(book: Book, request: TrainingRequest, today: date, most: int = 3) -> list[NearestReady]:
    """Who is nearest to training what is requested, of those who are not certified for it.

    Those who took a step with it or offer it come first, the furthest first; where there is no one, those certified for
    most other topics. Ties are settled by the smaller load, then by name and id.
    """
    pool = book.cached_query(TrainerPool, today)
    known = {who: one for who, one in pool.knowing(request.topic, today).items() if one.rank(today) != "certified"}
    people = by_name(pool.people[who] for who in known)
    if people:

        def further(volunteer: Volunteer) -> tuple[int, int]:
            ready = known[volunteer.id].ready
            return -LEVELS.index(ready.level) if ready else 1, len(pool.load.get(volunteer.id, ()))

        return [_nearest(v, known[v.id]) for v in sorted(people, key=further)[:most]]
    certified: defaultdict[str, int] = defaultdict(int)
    for of_topic in pool.by_topic.values():
        for who, one in of_topic.items():
            certified[who] += one.rank(today) == "certified"
    able = by_name(pool.people[who] for who, times in certified.items() if times)
    able.sort(key=lambda v: (-certified[v.id], len(pool.load.get(v.id, ()))))
    return [
        NearestReady(v, request.topic, None, f"certified for {pluralize(certified[v.id], 'other topic')}")
        for v in able[:most]
    ]


def _nearest(volunteer: Volunteer, known: Knowledge) -> NearestReady:
    words = f"{label_of(known.ready.level)} so far" if known.ready else "knows the topic, no step recorded"
    return NearestReady(volunteer, known.topic, known.ready, words)


class _Case(Struct, frozen=True):
    """One request on one day, for which people are looked at."""

    request: TrainingRequest
    day: date
    today: date

    def candidate(
        self, book: Book, volunteer: Volunteer, known: Knowledge, load: Sequence[Record]
    ) -> TrainerCandidate:
        """Someone with all the reasons for and against them."""
        turn = book.cached_query(hosting_on, self.day).get(volunteer.id)
        rank = known.rank(self.day)
        reasons = [
            Reason(rank, f"{self._readiness(known, rank)}{self._of_topic(known)}", _behind(volunteer, known, rank)),
            *([Reason("hosting", f"hosts {quoted(turn.name)} that day", (turn,))] if turn else []),
            Reason("load", _load_in_words(load), tuple(load)),
        ]
        department = book.departments.get(self.request.department)
        if department and department.id == volunteer.department:
            reasons.append(Reason("department", f"from {department.name}", (department,)))
        if form := _form_in_common(self.request, volunteer):
            reasons.append(Reason("delivery", form, (volunteer,)))
        return TrainerCandidate(volunteer, rank, tuple(reasons))

    def _readiness(self, known: Knowledge, rank: Rank) -> str:
        ready = known.ready
        if rank == "certified" and ready:
            return f"certified until {format_day_short(ready.until, self.today)}" if ready.until else "certified"
        if rank == "delivered":
            if known.deliveries:
                return f"delivered {pluralize(len(known.deliveries), 'session')}"
            return label_of(ready.level) if ready and not ready.alone else "certificate ends before that day"
        return label_of(ready.level) if ready else "knows the topic"

    def _of_topic(self, known: Knowledge) -> str:
        """The topic, where the request does not name it in just these words."""
        return "" if topic_words(known.topic) == topic_words(self.request.topic) else f": {known.topic}"


def _behind(volunteer: Volunteer, known: Knowledge, rank: Rank) -> tuple[Record, ...]:
    """The records that say how ready someone is."""
    records = (*known.steps, *(known.deliveries if rank == "delivered" else ()))
    return records or (volunteer,)


def _load_in_words(load: Sequence[Record]) -> str:
    asked = sum(isinstance(record, Ask) for record in load)
    led = len(load) - asked
    parts = [f"{led} led or hosted" if led else "", pluralize(asked, "request") if asked else ""]
    return f"{', '.join(filter(None, parts)) or 'nothing led or hosted'} in {ASKED_WITHIN} days"


def _form_in_common(request: TrainingRequest, volunteer: Volunteer) -> str:
    """The form of delivery that a request wants and someone offers."""
    wanted = alike(request.delivery)
    return next((form for form in volunteer.delivery if wanted and alike(form) and alike(form) in wanted), "")
