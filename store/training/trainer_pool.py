"""Trainer pool: who may be asked to train, what each of them knows and has done, worked out once for a state of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct, field

from store.book.book import Book
from store.calendar.rituals import gatherings, held
from store.core.record import Record
from store.core.text import one_line
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.people.offboarding import leavers
from store.people.requests import ASKED_WITHIN
from store.people.stages import who_may_host
from store.training.readiness import Ready, same_topic, what

Rank = Literal["certified", "delivered", "knows"]
"""How well someone knows a topic, the best first."""
RANKS: tuple[Rank, ...] = get_args(Rank)
_LONGEST_TOPIC = 8
"""Words of a request that are compared with a topic at once."""
_AROUND = ",.;:!?()[]‘’“”\"'"
_DELIVERED = ("co_delivered", "delivered_observed")
_LED = ("led_session", "co_led_session")


class Knowledge(Struct):
    """What the book knows of one person and one topic."""

    topic: str
    ready: Ready | None = None
    steps: list[Record] = field(default_factory=list)
    deliveries: list[Record] = field(default_factory=list)
    offers: bool = False

    def rank(self, on: date) -> Rank:
        """How well they know it on a day."""
        if self.ready and self.ready.alone and (self.ready.until is None or self.ready.until >= on):
            return "certified"
        delivered = self.deliveries or (self.ready and (self.ready.alone or self.ready.level in _DELIVERED))
        return "delivered" if delivered else "knows"


class TrainerPool:
    """Who may be asked, what they know and how much they did, for all requests at once."""

    def __init__(self, book: Book, today: date) -> None:
        gone = leavers(book, today)
        self.people = {
            v.id: v
            for v in who_may_host(book)
            if v.id not in gone and not (v.quiet_until and v.quiet_until > today)
        }
        self.by_topic: defaultdict[str, dict[str, Knowledge]] = defaultdict(dict)
        self._know(book, today)
        self._count_sessions(book, today)
        self._runs = _runs_of(self.by_topic)
        self.load = _loads(book, self.people, today)

    def _of(self, person: str, topic: str) -> Knowledge | None:
        """What is known of a person and a topic, to be added to; None of someone who cannot be asked."""
        if person not in self.people or not (key := topic_words(topic)):
            return None
        return self.by_topic[key].setdefault(person, Knowledge(one_line(topic)))

    def _know(self, book: Book, today: date) -> None:
        for volunteer in self.people.values():
            for topic in volunteer.topics:
                if known := self._of(volunteer.id, topic):
                    known.offers = True
        for person, topics in what(book, today).items():
            for ready in topics.values():
                if known := self._of(person, ready.topic):
                    known.ready = ready
        for step in book.readiness.values():
            if step.on <= today and (known := self._of(step.volunteer, step.topic)):
                known.steps.append(step)

    def _count_sessions(self, book: Book, today: date) -> None:
        """Sessions held, and those that were only noted as contributions."""
        for gathering in held(book, date.min, today):
            for person in _hosts(gathering):
                if known := self._of(person, self._taught(book, gathering)):
                    known.deliveries.append(gathering)
        for made in book.contributions.values():
            if made.kind in _LED and made.on <= today:
                for person in (made.volunteer, *made.together):
                    known = self._of(person, made.topic)
                    if known and not _counted(book, made, person):
                        known.deliveries.append(made)

    def _taught(self, book: Book, gathering: Gathering) -> str:
        """What a gathering taught: its topic, or the one that the name of a training session names."""
        ritual = book.rituals.get(gathering.ritual)
        if gathering.topic or not ritual or ritual.kind != "training_session":
            return gathering.topic
        return max(self._named(gathering.name), key=len, default="")

    def topics(self, wanted: str) -> list[str]:
        """The topics that a request may mean: those its words name, and those that hold all of its words."""
        return list(dict.fromkeys([*self._named(wanted), *self._runs.get(topic_words(wanted), ())]))

    def _named(self, text: str) -> Iterator[str]:
        """The topics that stand in a text, the longest at each place."""
        words, at = topic_words(text).split(), 0
        while at < len(words):
            ends = range(min(at + _LONGEST_TOPIC, len(words)), at, -1)
            run = next((run for end in ends if (run := " ".join(words[at:end])) in self.by_topic), "")
            if run:
                yield run
            at += len(run.split()) or 1

    def knowing(self, wanted: str, on: date) -> dict[str, Knowledge]:
        """By person what they know best on a day of the topics that a request may mean."""
        best: dict[str, Knowledge] = {}
        for topic in self.topics(wanted):
            for person, known in self.by_topic[topic].items():
                before = best.get(person)
                if before is None or RANKS.index(known.rank(on)) < RANKS.index(before.rank(on)):
                    best[person] = known
        return best


def topic_words(topic: str) -> str:
    """A topic as its words are compared: as topics are, and without marks around a word."""
    return " ".join(filter(None, (word.strip(_AROUND) for word in same_topic(topic).split())))


def _runs_of(topics: Mapping[str, object]) -> dict[str, list[str]]:
    """By each run of words the topics that hold it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for topic in sorted(topics):
        words = topic.split()[:_LONGEST_TOPIC]
        runs = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
        for run in runs:
            found[run].append(topic)
    return dict(found)


def _hosts(gathering: Gathering) -> tuple[str, ...]:
    return tuple(dict.fromkeys((gathering.host, *gathering.cohosts)))


def _counted(book: Book, made: Contribution, person: str) -> bool:
    """Whether a contribution is the gathering that someone hosted and that counts already."""
    gathering = book.gatherings.get(made.gathering)
    return gathering is not None and gathering.state == "held" and person in _hosts(gathering)


def _loads(book: Book, people: Mapping[str, Volunteer], today: date) -> dict[str, tuple[Record, ...]]:
    """What each person led, hosted or was asked for in the last days, requests declined left out."""
    since = today - timedelta(days=ASKED_WITHIN)
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for gathering in held(book, since, today):
        for person in _hosts(gathering):
            found[person].append(gathering)
    for made in book.contributions.values():
        if made.kind in _LED and since <= made.on <= today:
            for person in (made.volunteer, *made.together):
                if not _counted(book, made, person):
                    found[person].append(made)
    for ask in book.asks.values():
        if since <= ask.on <= today and ask.outcome in ("open", "accepted"):
            found[ask.who].append(ask)
    return {person: tuple(records) for person, records in found.items() if person in people}


def hosting_on(book: Book, day: date) -> dict[str, Gathering]:
    """Who hosts what on a day."""
    found: dict[str, Gathering] = {}
    for gathering in gatherings(book, day, day):
        if gathering.state == "planned":
            for person in _hosts(gathering):
                found.setdefault(person, gathering)
    return found
