"""Lines that tell of what someone did: a contribution, or a gathering that was held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.calendar.rituals import gatherings
from store.capture.context import Context
from store.capture.name_resolver import Named
from store.capture.proposal import Choice, Proposal
from store.capture.vocabulary import DID, HELD, ME
from store.core.dates import format_day, format_duration
from store.core.labels import label_of
from store.core.record import ORGANISER
from store.core.text import normalize, quoted
from store.model.calendar import Gathering
from store.model.recognition import Contribution, ContributionKind
from store.recognition.recognition import counted_already

LOOK_BACK = 28
"""Days back within which a gathering of the calendar may be the one that is told of."""
NEAR = 3
"""Days around the one that is named within which it may be, as days are soon mistaken."""
OWN = "own"
"""The answer that none of the gatherings is meant."""
_SHORTEST = 4
"""Letters of a word that by itself tells which contribution is meant."""
FILLERS = ("a", "an", "the")
SESSION = ("session", "workshop", "training")


class _Done(Struct, frozen=True):
    """What a line tells of something done."""

    who: Named | None
    """None for the organiser."""
    together: tuple[Named, ...]
    kind: ContributionKind
    topic: str
    on: date
    day: date | None
    """The day as it was said; None where today is only supposed."""
    minutes: int | None
    learners: int | None
    note: str

    def told(self, context: Context) -> list[tuple[str, str]]:
        """The lines of the preview that all kinds of it share."""
        return [
            ("With", context.names(self.together)),
            ("Time taken", format_duration(self.minutes) if self.minutes else ""),
            ("Learners", f"{self.learners:,}" if self.learners else ""),
            ("Note", self.note),
        ]

    def partners(self, context: Context) -> tuple[str, ...]:
        """The ids of those it was done with."""
        return tuple(filter(None, map(context.key_of, self.together)))


def did(context: Context, who: Sequence[Named], verb: str, *, me: bool = False) -> Proposal:
    """‘Priya led AMA 2h 14 people’: a gathering of the calendar that was held, or a contribution."""
    line = context.line
    together = (*(who if me else who[1:]), *_mentored(context, verb), *_with(context))
    minutes, learners = line.minutes(), line.people()
    day = line.day(past=True) or line.segment_day(past=True)
    on, topic = context.past(day), _topic(context)
    leader = None if me else who[0]
    done = _Done(leader, together, DID[verb], topic, on, day, minutes, learners, context.leftover())
    if done.kind in HELD and (found := _gathering(context, topic, day)):
        return _held(context, found, done)
    if leader and (held := _held_already(context, leader, done)):
        told = format_day(held.on, context.today)
        context.lacks(f"{held.name} on {told} is already in the calendar with this host. There is nothing to add.")
    return _contribution(context, leader, done) if leader else _own(context, done)


def _mentored(context: Context, verb: str) -> list[Named]:
    """Whom it was done for: those named right after ‘mentored’."""
    line = context.line
    if DID[verb] != "mentored_trainer":
        return []
    return context.people.several(line, line.after("verb"), (), unknown=())[0]


def _with(context: Context) -> list[Named]:
    """Those named after ‘with’; where no one is, it stays text."""
    line = context.line
    for at in range(len(line)):
        if line.free(at) and line.plain(at) == "with" and context.people.found(line, at + 1)[0]:
            line.take(at, at + 1, "joint")
            return context.people.several(line, at + 1, (), unknown=())[0]
    return []


def _topic(context: Context) -> str:
    """What is left, without what only holds the sentence together."""
    line = context.line
    at = next((n for n in range(len(line)) if line.free(n)), len(line))
    at = line.skip(at, *FILLERS)
    if line.plain(at) in SESSION and line.plain(at + 1) in ("on", "about", "for"):
        at = line.skip(at, *SESSION)
        line.skip(at, "on", "about", "for")
    return line.rest("text").rstrip(".!")


def _gathering(context: Context, topic: str, day: date | None) -> Gathering | None:
    """The planned gathering that is told of; asks where there are several."""
    if not topic:
        return None
    since = day - timedelta(days=NEAR) if day else context.today - timedelta(days=LOOK_BACK)
    until = min(day + timedelta(days=NEAR), context.today) if day else context.today
    planned = (g for g in gatherings(context.book, since, until) if g.state == "planned")
    found = [g for g in planned if is_called(context, g, topic)]
    that_day = [g for g in found if g.on == day]
    found = that_day or sorted(found, key=lambda g: g.on, reverse=True)
    if len(that_day) == 1:
        return that_day[0]
    if not found:
        return None
    choices = [Choice(g.id, f"{g.name}, {format_day(g.on, context.today)}", "is recorded as held") for g in found]
    own = Choice(OWN, "None of these", "is logged as a contribution")
    answer = context.ask(f"gathering:{normalize(topic)}:{day}", f"Which {quoted(topic)}?", [*choices, own])
    return next((g for g in found if g.id == answer), None)


def _held_already(context: Context, leader: Named, done: _Done) -> Gathering | None:
    """What the calendar tells of by itself: a gathering of that day and name which they held."""
    found = gatherings(context.book, done.on, done.on) if done.kind in HELD and done.topic else []
    theirs = (g for g in found if g.state == "held" and leader.id and leader.id in (g.host, *g.cohosts))
    return next((g for g in theirs if is_called(context, g, done.topic)), None)


def is_called(context: Context, gathering: Gathering, topic: str) -> bool:
    """Whether a gathering goes by such a name: its own, its initials, its ritual's kind, or its topic."""
    ritual = context.book.rituals.get(gathering.ritual)
    wanted = normalize(topic)
    names = [gathering.name, gathering.topic, *([ritual.name, ritual.kind_label] if ritual else [])]
    for name in map(normalize, filter(None, names)):
        initials = "".join(word[0] for word in name.replace("-", " ").split())
        if wanted in (name, initials) or (len(wanted) >= _SHORTEST and (wanted in name or name in wanted)):
            return True
    return False


def _held(context: Context, found: Gathering, done: _Done) -> Proposal:
    host = context.names([done.who]) if done.who else "you"
    told = [("Gathering", found.name), ("Host", host), *done.told(context), context.told_day(found.on)]

    def make() -> list[Gathering]:
        return [
            replace(
                found,
                state="held",
                host=context.key_of(done.who) if done.who else ORGANISER,
                cohosts=done.partners(context) or found.cohosts,
                minutes=done.minutes or found.minutes,
                learners=done.learners or found.learners,
                notes="\n".join(filter(None, [found.notes, done.note])),
            )
        ]

    return context.proposal("Gathering held", f"Record {found.name} as held", told, make)


def _own(context: Context, done: _Done) -> Proposal:
    """What the organiser did is a gathering of the calendar: contributions are those of volunteers."""
    if not done.topic:
        context.lacks("What was it? For example: I led feedback basics 2h 14 people")
    told = [("Gathering", done.topic), ("Host", "you"), *done.told(context), context.told_day(done.on)]

    def make() -> list[Gathering]:
        return [
            Gathering(
                name=done.topic,
                on=done.on,
                state="held",
                host=ORGANISER,
                cohosts=done.partners(context),
                minutes=done.minutes,
                learners=done.learners,
                notes=done.note,
            )
        ]

    return context.proposal("Gathering held", f"Record {done.topic}", told, make)


def _contribution(context: Context, who: Named, done: _Done) -> Proposal:
    told = [
        ("Who", context.names([who])),
        ("Contribution", label_of(done.kind)),
        ("Topic", done.topic),
        *done.told(context),
        context.told_day(done.on),
    ]

    def make() -> list[Contribution]:
        made = Contribution(
            volunteer=context.key_of(who),
            kind=done.kind,
            on=done.on,
            topic=done.topic,
            together=done.partners(context),
            minutes=done.minutes,
            learners=done.learners,
            note=done.note,
        )
        if held := counted_already(context.book, made):
            day = format_day(held.on, context.today)
            context.lacks(f"{held.name} on {day} already counts as this contribution. There is nothing to add.")
        return [made]

    return context.proposal("Contribution", f"Record contribution by {context.short([who])}", told, make)


def is_me(word: str) -> bool:
    """Whether a word stands for the organiser."""
    return word in ME
