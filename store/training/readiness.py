"""How ready volunteers are to teach: the *what* by topic, the *how* by skill; who is to be certified next."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.core.text import normalize, one_line
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.training import Grade, Level, Readiness, Skill, Teaching
from store.people.directory import by_name, name_of
from store.people.stages import members

LEVELS: tuple[Level, ...] = get_args(Level)
SKILLS: tuple[Skill, ...] = get_args(Skill)
GRADES: tuple[Grade, ...] = get_args(Grade)

EXPIRES_WITHIN = 30
"""Days before a certificate ends within which renewing it is a to-do."""
LEADS_WITHIN = 60
"""Days ahead within which someone leading alone before they are ready is worth a warning."""
CO_DELIVERED = 2
"""How often someone co-delivers a topic before they are certified for it."""


class Ready(Struct, frozen=True):
    """How far one volunteer is with one topic on a day."""

    topic: str
    level: Level
    """The highest step that still counts."""
    since: date
    until: date | None
    """When the certificate ends, where it does."""
    lapsed: date | None = None
    """When the last certificate ended, where it has and no other took its place."""

    @property
    def alone(self) -> bool:
        """Whether they may teach it alone."""
        return self.level == "certified"


def same_topic(topic: str) -> str:
    """A topic as topics are compared: without case, accents and odd blanks."""
    return " ".join(normalize(one_line(topic)).split())


def topics(book: Book) -> dict[str, str]:
    """Every topic that someone names or has a step in, sorted: how it is compared, and how it was first written."""
    written = {topic for volunteer in book.volunteers.values() for topic in volunteer.topics}
    written |= {entry.topic for entry in book.readiness.values()}
    found: dict[str, str] = {}
    for topic in sorted(written):
        if key := same_topic(topic):
            found.setdefault(key, one_line(topic))
    return dict(sorted(found.items()))


def what(book: Book, today: date) -> dict[str, dict[str, Ready]]:
    """How far everyone is with each topic: by volunteer, then by the topic as it is compared.

    The highest step counts, whenever it was taken: who is certified and later helps someone else stays certified.
    A certificate counts to its last day; after that, what was reached before it. Steps in the future do not count.
    """
    steps: defaultdict[tuple[str, str], list[Readiness]] = defaultdict(list)
    for entry in book.readiness.values():
        if entry.on <= today:
            steps[entry.volunteer, same_topic(entry.topic)].append(entry)
    found: defaultdict[str, dict[str, Ready]] = defaultdict(dict)
    for (volunteer, topic), taken in sorted(steps.items()):
        found[volunteer][topic] = _ready(taken, today)
    return dict(found)


def _ready(taken: list[Readiness], today: date) -> Ready:
    given = [entry for entry in taken if entry.level == "certified"]
    good = [entry for entry in given if entry.until is None or entry.until >= today]
    if good:
        best = max(good, key=lambda entry: (entry.until or date.max, entry.on, entry.id))
        return Ready(best.topic, best.level, best.on, best.until)
    ended = max((entry.until for entry in given if entry.until), default=None)
    steps = [entry for entry in taken if entry.level != "certified"]
    if not steps:  # an ended certificate is all there is: what was learned is not unlearnt
        last = max(given, key=lambda entry: (entry.on, entry.id))
        return Ready(last.topic, "delivered_observed", last.on, None, ended)
    best = max(steps, key=lambda entry: (LEVELS.index(entry.level), entry.on, entry.id))
    return Ready(best.topic, best.level, best.on, None, ended)


def how(book: Book, volunteer: str, today: date) -> dict[Skill, Teaching]:
    """The latest grade of each skill of a volunteer, in the order of the skills."""
    last: dict[Skill, Teaching] = {}
    for entry in sorted(book.teaching.values(), key=lambda entry: (entry.on, entry.id)):
        if entry.volunteer == volunteer and entry.on <= today:
            last[entry.skill] = entry
    return {skill: last[skill] for skill in SKILLS if skill in last}


def next_level(level: Level | None) -> Level:
    """The step after this one; the last one stays the last."""
    return LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)] if level else LEVELS[0]


def next_grade(grade: Grade | None) -> Grade:
    """The grade after this one; the last one stays the last."""
    return GRADES[min(GRADES.index(grade) + 1, len(GRADES) - 1)] if grade else GRADES[0]


# -- what wants doing --------------------------------------------------------------------------


class Candidate(Struct, frozen=True):
    """One member to be certified for one topic, and why now."""

    key: str
    """Stable name, so that it can be snoozed; another certificate makes another one."""
    volunteer: Volunteer
    topic: str
    reason: str
    ends: date | None
    """When the present certificate ends or ended; None for a first one."""
    since: date
    """The day from which they can be certified, or from which the certificate is to be renewed."""


def certifiable(book: Book, today: date) -> Iterator[Candidate]:
    """Members who are as far as a certificate, or whose certificate ends soon or has ended, sorted by name.

    As far as a certificate is who co-delivered the topic twice and delivered it once while someone watched.
    """
    steps: defaultdict[tuple[str, str], list[Readiness]] = defaultdict(list)
    for entry in book.readiness.values():
        if entry.on <= today:
            steps[entry.volunteer, same_topic(entry.topic)].append(entry)
    inside = {member.id: member for member in by_name(members(book, today))}
    for (who, topic), taken in sorted(steps.items(), key=lambda item: item[0][1]):
        if who in inside and (found := _candidate(inside[who], topic, taken, today)):
            yield found


def _candidate(volunteer: Volunteer, topic: str, taken: list[Readiness], today: date) -> Candidate | None:
    given = [entry for entry in taken if entry.level == "certified"]
    written = min(taken, key=lambda entry: (entry.on, entry.id)).topic
    if given:
        ends = None if any(entry.until is None for entry in given) else max(e.until for e in given if e.until)
        if ends is None or ends > today + timedelta(days=EXPIRES_WITHIN):
            return None
        left = (ends - today).days
        when = f"expires in {left} days" if left > 1 else "expires tomorrow" if left else "expires today"
        reason = f"certificate for {written} {when if left >= 0 else 'has expired'}"
        since = ends - timedelta(days=EXPIRES_WITHIN)
        return Candidate(f"certify:{volunteer.id}:{topic}:{ends}", volunteer, written, reason, ends, since)
    together = sum(entry.level == "co_delivered" for entry in taken)
    watched = any(entry.level == "delivered_observed" for entry in taken)
    if together < CO_DELIVERED or not watched:
        return None
    often = "twice" if together == CO_DELIVERED else f"{together} times"
    reason = f"{written}: co-delivered {often}, delivered under observation"
    since = max(entry.on for entry in taken)
    return Candidate(f"certify:{volunteer.id}:{topic}", volunteer, written, reason, None, since)


class Early(Struct, frozen=True):
    """Someone who is to lead alone what they are not certified for yet."""

    gathering: Gathering
    volunteer: Volunteer
    topic: str
    ready: Ready | None


def topic_of(book: Book, gathering: Gathering, known: dict[str, str] | None = None) -> str:
    """What a gathering teaches, as it is compared: its own topic, else the longest known one that its name names.

    Only a gathering of a ritual of the kind ‘training session’ is read by its name; any other is about a topic
    only where it says so.
    """
    if key := same_topic(gathering.topic):
        return key
    ritual = book.rituals.get(gathering.ritual)
    if not ritual or ritual.kind != "training_session":
        return ""
    name = f" {same_topic(gathering.name)} "
    named = [key for key in (topics(book) if known is None else known) if _names(name, key)]
    return max(named, key=len, default="")


def _names(name: str, topic: str) -> bool:
    """Whether a name holds a topic as whole words."""
    at = name.find(topic)
    while at > 0:
        if not name[at - 1].isalnum() and not name[at + len(topic)].isalnum():
            return True
        at = name.find(topic, at + 1)
    return False


def early(book: Book, today: date, ahead: int = LEADS_WITHIN) -> list[Early]:
    """Who is planned to lead a topic alone in the next ``ahead`` days before being ready for it.

    To be planned to lead a topic alone is to be the host, with no co-host, of a gathering still planned that
    teaches it (:func:`topic_of`). Ready is who is certified on the day of the gathering. The organiser is not asked.
    """
    known = topics(book)
    found = []
    for gathering in gatherings(book, today, today + timedelta(days=ahead)):
        if one := leads_early(book, gathering, known):
            found.append(one)
    return found


def leads_early(book: Book, gathering: Gathering, known: dict[str, str] | None = None) -> Early | None:
    """Whether the host of one gathering leads it alone before they are ready; see :func:`early`."""
    host = book.volunteers.get(gathering.host)
    if gathering.state != "planned" or host is None or {*gathering.cohosts} - {host.id}:
        return None
    known = topics(book) if known is None else known
    topic = topic_of(book, gathering, known)
    if not topic:
        return None
    ready = what(book, gathering.on).get(host.id, {}).get(topic)
    if ready and ready.alone:
        return None
    return Early(gathering, host, known.get(topic, one_line(gathering.topic)), ready)


def in_words(early: Early) -> str:
    """Why someone leading alone is a worry, in a sentence to add after their name."""
    far = f"{label_of(early.ready.level)} so far" if early.ready else "no step recorded so far"
    return f"leads ‘{early.topic}’ alone: {far}, not certified. Consider a co-host."


def stands_for(book: Book, volunteer: Volunteer, today: date) -> list[tuple[str, str, Ready | None]]:
    """A volunteer's own topics and those they have steps in: compared, written, and how far they are."""
    far = what(book, today).get(volunteer.id, {})
    names = {same_topic(topic): topic for topic in volunteer.topics if same_topic(topic)}
    names |= {key: ready.topic for key, ready in far.items() if key not in names}
    return [(key, name, far.get(key)) for key, name in names.items()]


# -- the person's page -------------------------------------------------------------------------


class Noted(Struct, frozen=True):
    """One line about someone's readiness, and the record it opens."""

    when: date | None
    what: str
    more: str = ""
    record: Readiness | Teaching | None = None
    warn: bool = False


def notes_of(book: Book, volunteer: Volunteer, today: date) -> list[Noted]:
    """Everything about one volunteer's readiness: warnings, then the *what* by topic, then the *how* by skill.

    Every dated step is a line, the newest of each topic and skill first; a topic without any says so.
    """
    found = [
        Noted(one.gathering.on, f"! {one.gathering.name}", in_words(one), warn=True)
        for one in early(book, today)
        if one.volunteer.id == volunteer.id
    ]
    steps = [entry for entry in book.readiness.values() if entry.volunteer == volunteer.id]
    names = {topic: name for topic, name, _ in stands_for(book, volunteer, today)}
    for step in steps:  # those of days to come are shown too
        names.setdefault(same_topic(step.topic), step.topic)
    for topic, name in names.items():
        taken = sorted((s for s in steps if same_topic(s.topic) == topic), key=lambda s: (s.on, s.id), reverse=True)
        found += [
            Noted(step.on, f"{name}: {label_of(step.level)}", _seen(book, step, today), step) for step in taken
        ]
        if not taken:
            found.append(Noted(None, f"{name}: no step recorded yet"))
    graded = [entry for entry in book.teaching.values() if entry.volunteer == volunteer.id]
    graded.sort(key=lambda entry: (entry.on, entry.id), reverse=True)
    graded.sort(key=lambda entry: SKILLS.index(entry.skill))
    return found + [
        Noted(entry.on, f"{label_of(entry.skill)}: {entry.grade}", entry.note, entry) for entry in graded
    ]


def _seen(book: Book, step: Readiness, today: date) -> str:
    """Details of a step: its validity, where it was observed, by whom."""
    gathering = book.gatherings.get(step.gathering)
    parts = []
    if step.until:
        parts.append(f"{'expired' if step.until < today else 'valid until'} {format_day(step.until, today)}")
    if gathering:
        parts.append(f"at {gathering.name}, {format_day_month(gathering.on)}")
    if step.observer:
        parts.append(f"observed by {name_of(book, step.observer)}")
    return "; ".join([*parts, *filter(None, [step.note])])
