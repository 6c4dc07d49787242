"""A believable sample community, dated around any day: a throw-away book to look around in.

The words are in :mod:`store.demo_words`. Chance comes from a seed and days are counted from ``today``, so the same
seed and day make the same book to the byte.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_UP, Decimal
from pathlib import Path
from random import Random

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from store import demo_words as words
from store import recurrence
from store.adoption import Adoption, Move, Stage, standings
from store.asks import Ask
from store.book import Book
from store.checklists import DEFAULTS, Checklist, Task
from store.costs import Bucket, Cost, costs_between, total
from store.dates import FIRST_YEAR, LAST_YEAR, Clock, monday_of, month_start, months_back, period, plain
from store.errors import GuildbookError
from store.launch import Community
from store.library import Resource
from store.people import Contact, Department, Role, Tenure, Volunteer, last_contact
from store.pitch import Evidence
from store.readiness import Readiness, Teaching
from store.recognition import THANKS_WITHIN, Contribution, ContributionKind, Deed, Recognition, deeds
from store.records import ORGANISER, R, build, new_id
from store.rituals import WRITE_UP_AFTER, Gathering, Ritual, held, occurrence, ritual_days
from store.stakeholders import Stakeholder, Update, first_day, milestones, sent_updates
from store.text import folded
from store.update import compose, sent

STORY_DAYS = 274
"""Days the story in the words lasts; other lengths stretch it."""
EXACT_DAYS = 45
"""Days back that are never stretched: what this week is about."""
UPDATES_BACK = 365
"""Days back that updates were written; whoever read the earlier ones has left."""
CENT = Decimal("0.01")
CROWD = 24
"""About how many come at most, however large the community."""

Step = tuple[date, Stage, str]
"""When somebody came into which stage, and a note."""

_RATES: dict[Stage, float] = {"newcomer": 0.4, "active": 1.0, "core": 1.4}
"""Contributions in thirty days, by stage."""
_KINDS: dict[Stage, tuple[tuple[ContributionKind, int], ...]] = {
    "newcomer": (("co-led a session", 2), ("answered a question", 2), ("brought an idea", 1)),
    "active": (
        ("led a session", 5),
        ("co-led a session", 2),
        ("shared material", 2),
        ("answered a question", 2),
        ("mentored a trainer", 1),
    ),
    "core": (
        ("led a session", 4),
        ("mentored a trainer", 2),
        ("co-led a session", 1),
        ("shared material", 1),
        ("answered a question", 1),
    ),
}
"""What somebody in a stage does, and how often against the rest."""
_MINUTES: dict[ContributionKind, tuple[int, int]] = {
    "led a session": (90, 210),
    "co-led a session": (60, 120),
    "mentored a trainer": (45, 90),
    "shared material": (60, 150),
    "answered a question": (10, 30),
    "brought an idea": (10, 30),
    "took over a role": (20, 40),
}
_EVERY = {
    "fortnightly": relativedelta(weeks=2),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
}
_NO_TOPIC = ("brought an idea", "mentored a trainer")


def build_demo(path: Path, today: date, *, volunteers: int = 24, months: int = 9, seed: int = 1) -> None:
    """Write a new book with a sample community.

    Args:
        path: its file, which must not exist yet.
        today: the day it is about; nothing in it was done later.
        volunteers: how many people; never fewer than those of the story.
        months: how long the community exists, at least one.
        seed: another one makes another history.

    Raises:
        GuildbookError: a book cannot hold days that early or late.
        SaveFailed: there is a file already, or the system refused.
    """
    book = Book.open(path, Clock(today), write=False, create=True)
    sample = _Sample(book, today, _first_day(today, months), Random(seed))
    _departments(sample)
    _cast(sample)
    _others(sample, volunteers - len(sample.people))
    for part in (_moves, _roles, _rituals, _gatherings, _contributions, _thanks, _costs):
        part(sample)
    parts = (
        _allies,
        _contacts,
        _updates,
        _hosts_in_turn,
        _library,
        _asks,
        _checklists,
        _further,
        _readiness,
        _teaching,
    )
    for part in parts:
        part(sample)
    records = (record for table in book.tables.values() for record in table.values())
    Book.write_new(path, records, book_id=sample.new_id())


def _first_day(today: date, months: int) -> date:
    try:
        start = _workday_from(today - relativedelta(months=max(1, months)))
    except (ValueError, OverflowError):
        start = date.min
    if start.year < FIRST_YEAR or today.year >= LAST_YEAR:
        raise GuildbookError(f"A sample needs days from {FIRST_YEAR} to {LAST_YEAR - 1}; ask for fewer months.")
    return start


def _workday_from(day: date) -> date:
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _workday_before(day: date) -> date:
    """The same day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


@dataclass(slots=True, eq=False)
class _Person:
    """A volunteer, with what only the sample needs to know."""

    record: Volunteer
    steps: list[Step]
    zeal: float
    hosts: bool
    thanked_until: date = date.max
    """What they did later still waits for a thank-you."""
    scripted: bool = False
    """From then on they do what the story says, and nothing else."""

    @property
    def id(self) -> str:
        """The volunteer's id."""
        return self.record.id

    def busy_on(self, day: date) -> bool:
        """Whether the story alone says what they do that day."""
        return self.scripted and day > self.thanked_until


class _Sample:
    """The book in memory that is being filled, and what helps to fill it."""

    def __init__(self, book: Book, today: date, start: date, rng: Random) -> None:
        self.book, self.today, self.start, self.rng = book, today, start, rng
        self.span = (today - start).days
        self.monday = monday_of(today)
        self.people: list[_Person] = []
        self.named: dict[str, _Person] = {}
        self.departments: dict[str, str] = {}
        self.rituals: dict[str, tuple[words.Habit, Ritual]] = {}

    def new_id(self) -> str:
        """A random id from the seed."""
        return new_id(self.rng.choice)

    def add(self, record: R) -> R:
        """Put a record into the book in memory; it is checked when the file is written."""
        self.book.table_of(type(record)).replace({record.id: record})
        return record

    def ago(self, days: int) -> date:
        """The working day that the story means by so many days ago."""
        exact = min(EXACT_DAYS, self.span // 2)
        back: float = days
        if days > exact:
            back = exact + (days - exact) * (self.span - exact) / (STORY_DAYS - exact)
        return self.at_work(self.today - timedelta(days=round(back)))

    def at_work(self, day: date) -> date:
        """The working day at or before a day, neither before the history nor after today."""
        return max(self.start, _workday_before(min(day, self.today)))

    def soon_after(self, day: date, most: int) -> date:
        """A working day up to ``most`` days later, but never after today."""
        return max(day, self.at_work(day + timedelta(days=self.rng.randint(0, most))))

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def did(
        self,
        who: str,
        kind: ContributionKind,
        on: date,
        topic: str = "",
        *,
        minutes: int | None = None,
        learners: int | None = None,
        note: str = "",
    ) -> None:
        """Log a contribution."""
        minutes = minutes or 5 * round(self.rng.randint(*_MINUTES[kind]) / 5)
        self.add(
            Contribution(
                id=self.new_id(),
                volunteer=who,
                kind=kind,
                on=on,
                topic=topic,
                minutes=minutes,
                learners=learners,
                note=note,
            )
        )

    def spent(self, what: str, bucket: Bucket, amount: Decimal, on: date, ritual: str = "") -> None:
        """Log money or paid time that was spent."""
        self.add(Cost(id=self.new_id(), what=what, bucket=bucket, amount=amount, on=on, ritual=ritual))

    def talked(self, who: str, on: date, notes: Sequence[str]) -> None:
        """Log a contact."""
        self.add(Contact(id=self.new_id(), who=who, on=on, note=self.rng.choice(notes)))


class _Deck:
    """Cards of which each is drawn once before any comes again."""

    def __init__(self, rng: Random, cards: Sequence[str]) -> None:
        self.rng, self.cards = rng, cards
        self.left: list[str] = []

    def draw(self) -> str:
        """The next card."""
        if not self.left:
            self.left = self.rng.sample(self.cards, len(self.cards))
        return self.left.pop()


# -- people ------------------------------------------------------------------------------------


def _department(s: _Sample, name: str, told: words.Home) -> str:
    made = s.add(Department(id=s.new_id(), name=name, head_count=told.heads, next_move=told.next_move))
    for step, (state, days, note) in enumerate(told.states):
        s.add(Adoption(id=s.new_id(), department=made.id, state=state, on=s.ago(days), step=step, note=note))
    return made.id


def _departments(s: _Sample) -> None:
    for name, told in words.DEPARTMENTS.items():
        s.departments[name] = _department(s, name, told)


def _cast(s: _Sample) -> None:
    """The people of the story, and the champions among them."""
    for part in words.CAST:
        steps: list[Step] = [(s.ago(days), stage, "") for stage, days in part.steps]
        steps[-1] = (*steps[-1][:2], part.ended)
        volunteer = Volunteer(
            id=s.new_id(),
            name=part.name,
            email=_address(part.address or part.name),
            department=s.departments[part.department],
            job=part.job,
            manager=words.MANAGERS[part.department],
            topics=part.topics,
            delivery=part.delivery,
            tags=part.tags,
            quiet_until=s.today + timedelta(days=part.quiet) if part.quiet else None,
            notes=part.notes,
        )
        person = _Person(volunteer, steps, part.zeal, part.hosts)
        if part.name in words.WAITING:
            days = words.WAITING[part.name]
            person.thanked_until, person.scripted = s.ago(days) if days else date.min, True
        _welcome(s, person, part.yes)
        s.named[part.name] = person
    for name, told in words.DEPARTMENTS.items():
        if told.champion:
            department = s.book.departments[s.departments[name]]
            s.add(replace(department, champion=s.named[told.champion].id))


def _address(name: str) -> str:
    return f"{folded(name).replace('. ', '.').replace(' ', '.')}@{words.MAIL}"


def _welcome(s: _Sample, person: _Person, yes: str) -> None:
    """Into the book, with their yes where they gave one."""
    said = next((day for day, stage, _ in person.steps if stage == "said yes"), None)
    met = person.steps[0][0]
    person.record = replace(person.record, met_on=met, yes_on=said, yes_words=yes if said else "")
    s.people.append(person)
    s.add(person.record)


def _others(s: _Sample, count: int) -> None:
    """People beyond the story, spread over the whole history."""
    for name in _names(s.rng, count):
        department = s.rng.choice(tuple(s.departments))
        volunteer = Volunteer(
            id=s.new_id(),
            name=name,
            email=_address(name),
            department=s.departments[department],
            job=s.rng.choice(words.JOBS[department]),
            manager=words.MANAGERS[department],
            topics=tuple(s.rng.sample(words.TOPICS[department], s.rng.randint(1, 2))),
            delivery=tuple(s.rng.sample(words.DELIVERIES, s.rng.randint(1, 2))),
        )
        person = _Person(volunteer, _some_steps(s), s.rng.uniform(0.1, 0.55), s.chance(0.6))
        latest, stage, _ = person.steps[-1]
        if stage == "not now" and (s.today - latest).days < 90:
            person.record = replace(volunteer, quiet_until=s.today + timedelta(days=s.rng.randint(5, 90)))
        if s.chance(0.15):
            person.thanked_until = s.ago(s.rng.randint(15, 40))
        _welcome(s, person, s.rng.choice(words.YES))


def _names(rng: Random, count: int) -> list[str]:
    """Names without repetition; when all pairs of first and last ones are used up, with a middle initial."""
    pairs = [(first, last) for first in words.FIRST_NAMES for last in words.LAST_NAMES]
    found: list[str] = []
    while len(found) < count:
        initial = f"{chr(ord('A') + (len(found) // len(pairs) - 1) % 26)}. " if found else ""
        drawn = rng.sample(pairs, min(len(pairs), count - len(found)))
        found += [f"{first} {initial}{last}" for first, last in drawn]
    return found


def _some_steps(s: _Sample) -> list[Step]:
    """A way through the stages as somebody may take it, as far as they came by today."""
    way: list[tuple[Stage, int, str]] = [("interested", 0, "")]
    fate = s.rng.random()
    if fate < 0.1:
        way.append(("not now", s.rng.randint(8, 40), s.rng.choice(words.ENDED_NOT_NOW)))
    elif fate > 0.15:
        way += [("said yes", s.rng.randint(2, 12), ""), ("onboarding", s.rng.randint(3, 10), "")]
        way.append(("newcomer", s.rng.randint(14, 28), ""))
        if s.chance(0.85):
            way.append(("active", s.rng.randint(40, 110), ""))
            if s.chance(0.25):
                way.append(("core", s.rng.randint(90, 260), ""))
        if s.chance(0.8):
            way.append(("alumni", s.rng.randint(120, 420), s.rng.choice(words.ENDED_ALUMNI)))
    day = s.start + timedelta(days=int(s.span * s.rng.random() ** 0.85))
    steps: list[Step] = []
    for stage, days, note in way:
        day += timedelta(days=days)
        if day <= s.today:
            steps.append((s.at_work(day), stage, note))
    return steps


def _moves(s: _Sample) -> None:
    for person in s.people:
        for number, (on, stage, note) in enumerate(person.steps):
            s.add(Move(id=s.new_id(), volunteer=person.id, stage=stage, on=on, step=number, note=note))


def _roles(s: _Sample) -> None:
    for name, (purpose, holders) in words.ROLES.items():
        role = s.add(Role(id=s.new_id(), name=name, purpose=purpose))
        for who, since, until, chosen in holders:
            holder, on = s.named[who].id, s.ago(since)
            end = s.ago(until) if until else None
            s.add(
                Tenure(
                    id=s.new_id(),
                    role=role.id,
                    volunteer=holder,
                    since=on,
                    until=end,
                    chosen=chosen,
                    tally=words.TALLIES.get(who, ""),
                )
            )
            s.did(holder, "took over a role", on, name)


# -- rituals and gatherings --------------------------------------------------------------------


def _rituals(s: _Sample) -> None:
    for habit in words.RITUALS:
        rule, start = _rule(s, habit)
        made = Ritual(
            id=s.new_id(),
            name=habit.name,
            kind=habit.kind,
            gain=habit.gain,
            meaning=habit.meaning,
            start=start,
            rule=rule,
            at=time(*habit.at),
            minutes=habit.minutes,
            place=habit.place,
            preparation=habit.preparation,
        )
        s.rituals[habit.name] = (habit, s.add(made))


def _hosts_in_turn(s: _Sample) -> None:
    """Who takes turns from now on; the updates of the past must not know it yet."""
    for habit, ritual in s.rituals.values():
        s.add(replace(ritual, hosts=tuple(s.named[name].id if name else ORGANISER for name in habit.hosts)))


def _anchor(s: _Sample, habit: words.Habit) -> date:
    """The day near this week from which a ritual's rule is read."""
    day = s.monday + timedelta(weeks=habit.weeks, days=habit.weekday)
    week_later = day + timedelta(weeks=1)
    if habit.kind == "social":  # the last one before today, whatever day that is: nobody has marked it yet
        return week_later if week_later < s.today else day
    if habit.kind == "spotlight":  # the next one, also seen from a weekend: it needs a host
        return week_later if day < s.today else day
    return day


def _rule(s: _Sample, habit: words.Habit) -> tuple[str, date]:
    """A ritual's rule, and its first day at or after the day it was begun."""
    anchor, begun = _anchor(s, habit), s.ago(habit.begins)
    if habit.every == 0:
        rule = recurrence.suggestions(anchor)[1]
        return rule, anchor - timedelta(weeks=2 * max(0, (anchor - begun).days // 14))
    which = (anchor.day - 1) // 7 + 1
    code = ("MO", "TU", "WE", "TH", "FR")[anchor.weekday()]
    interval = f"INTERVAL={habit.every};" if habit.every > 1 else ""
    rule = f"FREQ=MONTHLY;{interval}BYDAY={which if which < 5 else -1}{code}"
    months = (anchor.year - begun.year) * 12 + anchor.month - begun.month
    first = month_start(anchor) - relativedelta(months=habit.every * max(0, -(-months // habit.every)))
    return rule, next(recurrence.days(rule, first, max(first, begun), anchor + timedelta(days=200)))


def _gatherings(s: _Sample) -> None:
    """Every past gathering of every ritual, told day by day."""
    _kick_off(s)
    past = [
        (occurrence(ritual, day), habit)
        for habit, ritual in s.rituals.values()
        for day in ritual_days(ritual, s.start, s.today - timedelta(days=1))
    ]
    past.sort(key=lambda pair: (pair[0].on, pair[0].name))
    skipped, moved = _exceptions(s, past)
    teller = _Teller(s)
    for bare, habit in past:
        if habit.kind == "social" and (s.today - bare.on).days <= 14:
            s.add(replace(bare, host=s.named[words.UNMARKED_HOST].id))
        elif bare.id in skipped:
            s.add(replace(bare, state="skipped", why=teller.skipped.draw()))
        elif bare.id in moved:
            s.add(teller.held(habit, replace(bare, on=bare.on + timedelta(days=1), why=teller.moved.draw())))
        else:
            s.add(teller.held(habit, bare))


def _kick_off(s: _Sample) -> None:
    founders = tuple(person.id for person in s.people if "founder" in person.record.tags)
    for name, days, notes, quote in words.KICK_OFF:
        s.add(
            Gathering(
                id=s.new_id(),
                name=name,
                on=s.ago(days),
                at=time(14),
                minutes=120,
                place="Training room 2",
                state="held",
                host=ORGANISER,
                attended=founders,
                notes=notes,
                quotes=quote,
            )
        )


def _exceptions(s: _Sample, past: list[tuple[Gathering, words.Habit]]) -> tuple[set[str], set[str]]:
    """The ids of the gatherings that were skipped and of those that were moved, about one in twenty each."""
    lately = s.monday - timedelta(weeks=5)
    usual = [g.id for g, habit in past if g.on < lately and habit.kind in words.MAY_FAIL][3:]
    odd = s.rng.sample(usual, min(len(usual), max(6, len(usual) // 10)))
    labs = [g.id for g, habit in past if habit.kind == "training session" and 21 < (s.today - g.on).days < 36]
    return {*odd[::2], *labs[-1:]}, set(odd[1::2])


class _Teller:
    """Tells how gatherings went, the earliest first."""

    def __init__(self, s: _Sample) -> None:
        self.s = s
        self.skipped, self.moved, self.quotes = (
            _Deck(s.rng, cards) for cards in (words.SKIPPED, words.MOVED, words.QUOTES)
        )
        self.notes = {habit.name: _Deck(s.rng, habit.notes) for habit in words.RITUALS}
        self.hosted: set[str] = set()
        self.seen: Counter[str] = Counter()
        """How often each person came to a spotlight."""
        steps = ((on, who, number) for who, one in enumerate(s.people) for number, (on, *_) in enumerate(one.steps))
        self.steps = sorted(steps)
        self.told = 0
        self.stages: dict[int, Stage] = {}

    def held(self, habit: words.Habit, bare: Gathering) -> Gathering:
        """The gathering with its host, guests and what was noted."""
        rng = self.s.rng
        crowd = self._crowd(bare.on)
        host = self._host(habit, bare.on, crowd)
        came = self._came(habit, crowd, host)
        recorded = habit.recorded and self.s.chance(0.4)
        return replace(
            bare,
            state="held",
            host=host.id if host else ORGANISER,
            attended=tuple(person.id for person in came),
            learners=rng.randint(4, 15) if habit.recorded else None,
            notes=self._notes(habit, bare.on, came),
            quotes="\n".join(self.quotes.draw() for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))),
            links=(f"library/{bare.on}-{habit.name.lower().replace(' ', '-')}.mp4",) if recorded else (),
        )

    def _crowd(self, day: date) -> list[tuple[_Person, Stage]]:
        """Everybody who might come that day, with their stage."""
        while self.told < len(self.steps) and self.steps[self.told][0] <= day:
            _, who, number = self.steps[self.told]
            self.stages[who] = self.s.people[who].steps[number][1]
            if self.stages[who] in ("alumni", "not now"):
                del self.stages[who]
            self.told += 1
        return [(self.s.people[who], stage) for who, stage in self.stages.items() if stage != "interested"]

    def _host(self, habit: words.Habit, day: date, crowd: list[tuple[_Person, Stage]]) -> _Person | None:
        """A member, more and more often as time goes by; None is the organiser."""
        progress = (day - self.s.start).days / self.s.span
        mine = 1.0 if progress < 0.2 else max(0.25, 1.2 - 1.15 * progress)
        able = [
            person
            for person, stage in crowd
            if stage in ("active", "core") and person.hosts and not person.busy_on(day)
        ]
        if not able or habit.kind == "milestone" or self.s.chance(mine):
            return None
        able = [person for person in able if person.id not in self.hosted] or able  # everybody gets a first turn
        host = self.s.rng.choices(able, [person.zeal for person in able])[0]
        self.hosted.add(host.id)
        return host

    def _came(self, habit: words.Habit, crowd: list[tuple[_Person, Stage]], host: _Person | None) -> list[_Person]:
        share = habit.draw * min(1.0, 2 * CROWD / max(1, len(crowd)))
        came = [
            person
            for person, stage in crowd
            if person is host or self.s.chance(share * _drawn(habit, person, stage))
        ]
        if habit.kind == "spotlight":
            came = [p for p in came if p.hosts or p.record.name == words.LOYAL or self.seen[p.id] < 2]
            self.seen.update(person.id for person in came)
        if len(came) < 2:  # two at least: somebody is always named in the notes, and somebody else
            others = [person for person, stage in crowd if person not in came and stage != "said yes"]
            came += others[: 2 - len(came)]
        return came

    def _notes(self, habit: words.Habit, day: date, came: list[_Person]) -> str:
        days = (self.s.today - day).days
        if habit.kind == "forum" and days <= words.NOTES_MISSING:
            return ""  # the one that wants writing up
        if self.s.chance(0.4 if days < WRITE_UP_AFTER else 0.08 if days > 70 else 0):
            return ""
        told = self.s.rng.sample(came, min(2, len(came)))
        names = [person.record.name for person in told] or [words.COMMUNITY["organiser"]]
        topic = self.s.rng.choice(told[0].record.topics) if told else "teaching"
        return self.notes[habit.name].draw().format(name=names[0], other=names[-1], topic=topic)


def _drawn(habit: words.Habit, person: _Person, stage: Stage) -> float:
    """The chance that somebody comes, before the size of the crowd is looked at."""
    if habit.kind == "onboarding":
        return person.zeal * (1.8 if stage in ("said yes", "onboarding", "newcomer") else 0.6)
    if habit.kind == "spotlight" and person.record.name == words.LOYAL:
        return 99  # never misses one, however large the crowd
    return {"said yes": 0.0, "onboarding": 0.4}.get(stage, person.zeal)


# -- contributions, thanks, costs --------------------------------------------------------------


def _contributions(s: _Sample) -> None:
    for did in words.LATELY:
        who, on = s.named[did.who].id, s.ago(did.ago)
        s.did(who, did.kind, on, did.topic, minutes=did.minutes, learners=did.learners, note=did.note)
    tomorrow = s.today + timedelta(days=1)
    for person in s.people:
        ends = [*(on for on, *_ in person.steps[1:]), tomorrow]
        for (since, stage, _), end in zip(person.steps, ends, strict=True):
            if stage in _RATES:
                _contributed(s, person, stage, since, end)


def _contributed(s: _Sample, person: _Person, stage: Stage, since: date, end: date) -> None:
    """What somebody did while in one stage."""
    rate = _RATES[stage] * person.zeal / 0.6 / 30
    kinds, weights = zip(*_KINDS[stage], strict=True)
    day = since + timedelta(days=s.rng.expovariate(rate))
    while day < end:
        on = max(since, s.at_work(day))
        day += timedelta(days=s.rng.expovariate(rate))
        if person.busy_on(on):
            continue
        kind: ContributionKind = s.rng.choices(kinds, weights)[0]
        topic = "" if kind in _NO_TOPIC else s.rng.choice(person.record.topics)
        learners = s.rng.randint(5, 16) if kind in ("led a session", "co-led a session") else None
        s.did(person.id, kind, on, topic, learners=learners, note=s.rng.choice(words.DEED_NOTES[kind]))


def _thanks(s: _Sample) -> None:
    done: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(s.book):
        done[deed.volunteer].append(deed)
    for person in s.people:
        _thank(s, person, sorted(done[person.id], key=lambda deed: (deed.on, deed.source)))


def _thank(s: _Sample, person: _Person, done: list[Deed]) -> None:
    """Thanks soon after a deed, mostly; each answers for everything that was done before it."""
    thanked = date.min
    lately = s.today - timedelta(days=THANKS_WITHIN + 1)
    for deed in done:
        late = deed.on <= thanked or deed.on > person.thanked_until
        if late or (deed.on < lately and s.chance(0.3)):
            continue
        thanked = min(s.soon_after(deed.on, 6), person.thanked_until)
        _thank_for(s, person, deed, thanked)


def _thank_for(s: _Sample, person: _Person, deed: Deed, on: date) -> None:
    behaviour, text = s.rng.choice(words.THANKS[deed.kind])
    form, where, public = s.rng.choice(words.FORMS)
    given = person.record.name.partition(" ")[0]
    s.add(
        Recognition(
            id=s.new_id(),
            to=(person.id,),
            behaviour=behaviour,
            words=text.format(given=given, topic=deed.what, learners=deed.learners),
            on=on,
            form=form,
            where=where,
            public=public,
            contribution=deed.source if deed.source in s.book.contributions else "",
        )
    )


def _costs(s: _Sample) -> None:
    _paid_hours(s)
    for first, after in _months(s):
        last = min(after - timedelta(days=1), s.today)
        if first >= s.start:
            s.spent(words.LICENCE[0], "operational", Decimal(words.LICENCE[1]), _workday_from(first))
        for bucket, bought, share in words.SHOPPING:
            what, low, high = s.rng.choice(bought)
            on = s.at_work(first + timedelta(days=s.rng.randint(0, 27)))
            if s.chance(share) and first <= on <= last:
                s.spent(what, bucket, _some_money(s, low, high), on)
    _, lunch = s.rituals["Milestone lunch"]
    for gathering in held(s.book, s.start, s.today):
        if gathering.ritual == lunch.id:
            s.spent("Milestone lunch", "operational", _some_money(s, 240, 330), gathering.on, lunch.id)
    _plans(s)


def _months(s: _Sample) -> Iterator[tuple[date, date]]:
    """The calendar months of the history as (first day, first day of the next)."""
    count = (s.today.year - s.start.year) * 12 + s.today.month - s.start.month + 1
    return months_back(s.today, count)


def _some_money(s: _Sample, low: int, high: int) -> Decimal:
    return (Decimal(s.rng.randint(low * 2, high * 2)) / 2).quantize(CENT)


def _paid_hours(s: _Sample) -> None:
    """What the hours of those who led, helped and hosted are worth, booked twice a month."""
    minutes: Counter[date] = Counter()
    for deed in deeds(s.book):
        minutes[deed.on.replace(day=1 if deed.on.day < 16 else 16)] += deed.minutes
    for first, after in _months(s):
        for since, until in ((first, first.replace(day=15)), (first.replace(day=16), after - timedelta(days=1))):
            if minutes[since] and until < s.today:
                worth = (Decimal(words.HOURLY) * minutes[since] / 60).quantize(CENT)
                on = max(s.start, _workday_before(until))
                s.spent(f"Paid hours of trainers, {period(since, until)}", "opportunity", worth, on)


def _plans(s: _Sample) -> None:
    """What is planned, and the year's budget, which leaves a little room."""
    for what, bucket, amount, days, name in words.PLANNED:
        ritual = s.rituals[name][1].id if name else ""
        on = s.today + timedelta(days=days)
        s.add(
            Cost(
                id=s.new_id(),
                what=what,
                bucket=bucket,
                amount=Decimal(amount),
                on=on,
                state="planned",
                ritual=ritual,
            )
        )
    year = total(costs_between(s.book, s.today - timedelta(days=365), s.today))
    budget = (year / 400).quantize(Decimal(1), ROUND_UP) * 500
    s.add(build(Community, {**words.COMMUNITY, "budget": budget.quantize(CENT)}))


# -- support -----------------------------------------------------------------------------------


def _allies(s: _Sample) -> None:
    made = {}
    for ally in words.ALLIES:
        made[ally.name] = s.add(
            Stakeholder(
                id=s.new_id(),
                name=ally.name,
                email=_address(ally.name),
                job=ally.job,
                leg=ally.leg,
                stake=ally.stake,
                cadence=ally.cadence,
                channel=ally.channel,
                kind=ally.kind,
                ask=ally.ask,
                since=s.ago(ally.since),
                notes=ally.notes,
            )
        )
        s.talked(made[ally.name].id, s.ago(s.rng.randint(15, 80)), words.ALLY_NOTES)
    for name, days, text in words.ALLY_THANKS:
        s.add(
            Recognition(
                id=s.new_id(),
                to=(made[name].id,),
                behaviour="speaks up for us",
                words=text,
                on=s.ago(days),
                where="by e-mail",
            )
        )


def _contacts(s: _Sample) -> None:
    for person in s.people:
        name = person.record.name
        if name == words.TO_ASK:
            continue
        s.talked(person.id, s.soon_after(person.steps[0][0], 3), words.MET_NOTES)
        for on, stage, _ in person.steps[1:]:
            if stage in words.WORD_NOTES and name != words.TO_HELP and s.chance(0.5):
                s.talked(person.id, s.soon_after(on, 8), words.WORD_NOTES[stage])
    _words_with_the_stuck(s)


def _words_with_the_stuck(s: _Sample) -> None:
    """Nobody stays unheard, but for the two of the story."""
    latest = last_contact(s.book)
    for one in standings(s.book, s.today).values():
        stuck = one.stuck and (s.today - latest.get(one.volunteer.id, date.min)).days > (one.limit or 0)
        if stuck and one.volunteer.name not in (words.TO_ASK, words.TO_HELP):
            on = s.at_work(s.today - timedelta(days=s.rng.randint(1, 8)))
            s.talked(one.volunteer.id, on, words.WORD_NOTES[one.stage])


def _updates(s: _Sample) -> None:
    """What each stakeholder was sent, each composed from the book as it stood on that day."""
    past = Book.open(s.book.path, Clock(s.today), write=False, create=True)
    for name in ("communities", "volunteers", "stakeholders", "rituals"):
        past.tables[name].replace(s.book.tables[name])
    dated = [
        record
        for table in (s.book.moves, s.book.gatherings, s.book.contributions, s.book.costs)
        for record in table.values()
        if getattr(record, "state", "spent") in ("held", "skipped", "spent")
    ]
    dated.sort(key=lambda record: (record.on, record.id), reverse=True)
    letters = [(day, reader.id) for reader in s.book.stakeholders.values() for day in _sent_days(s, reader)]
    for day, to in sorted(letters):
        while dated and dated[-1].on <= day:
            record = dated.pop()
            past.table_of(type(record)).replace({record.id: record})
        reader = replace(s.book.stakeholders[to], ask="")
        since = max(s.start, first_day(reader, next(iter(sent_updates(past, to)[-1:]), None), day))
        written = replace(sent(past, compose(past, reader, day, since=since), day), id=s.new_id())
        past.updates.replace({written.id: s.add(written)})
    _draft(s)


def _sent_days(s: _Sample, who: Stakeholder) -> list[date]:
    """The days on which a stakeholder was written to."""
    ally = next(ally for ally in words.ALLIES if ally.name == who.name)
    first = max(s.ago(ally.since), s.today - timedelta(days=UPDATES_BACK))
    found: list[date] = []
    if ally.cadence == "on change":
        for day, _ in milestones(s.book):
            if day >= max([first, *found[-1:]]):
                found.append(s.soon_after(day, 2))
        return sorted(set(found))
    last = _before_this_week(s) if ally.name == words.DUE_SOON else s.ago(ally.last)
    for count in range(UPDATES_BACK):
        day = _workday_before(last - _EVERY[ally.cadence] * count)
        if day < first:
            break
        found.append(day)
    return found


def _before_this_week(s: _Sample) -> date:
    """The day of a monthly update whose next one is due in what is left of this week, in two days if it can be."""
    sunday = s.monday + timedelta(days=6)
    wanted = min(s.today + timedelta(days=2), sunday)
    days = [max(s.start, s.today - timedelta(days=back)) for back in range(24, 33)]
    pairs = [(day, day + _EVERY["monthly"]) for day in days]
    fits = [
        ((day.weekday() > 4) + (due.weekday() > 4), abs(due - wanted), day)
        for day, due in pairs
        if s.today <= due <= sunday
    ]
    return min(fits)[2] if fits else s.at_work(s.today - timedelta(days=31))


def _draft(s: _Sample) -> None:
    """One update begun but not yet sent, with a lesson in the organiser's own words."""
    reader = next(who for who in s.book.stakeholders.values() if who.name == words.DUE_SOON)
    last = sent_updates(s.book, reader.id)[-1:]
    s.add(
        Update(
            id=s.new_id(),
            to=(reader.id,),
            since=first_day(reader, last[0] if last else None, s.today),
            until=s.today,
            kind=reader.kind,
            channel=reader.channel,
            words={"lessons": words.LESSON},
        )
    )


def _library(s: _Sample) -> None:
    for about, claim, kind, text, source, days in words.EVIDENCE:
        s.add(
            Evidence(id=s.new_id(), about=about, claim=claim, kind=kind, text=text, source=source, on=s.ago(days))
        )
    for title, sort, link, owner, tags, days in words.RESOURCES:
        keeper = s.named[owner].id if owner else ""
        s.add(Resource(id=s.new_id(), title=title, kind=sort, link=link, owner=keeper, tags=tags, on=s.ago(days)))
    recorded = [gathering for gathering in held(s.book, s.start, s.today) if gathering.links]
    for gathering in recorded[-6:]:
        s.add(
            Resource(
                id=s.new_id(),
                title=f"{gathering.name} of {plain(gathering.on)}, recorded",
                kind="recording",
                link=gathering.links[0],
                owner=s.named[words.LIBRARIAN].id,
                gathering=gathering.id,
                on=gathering.on,
            )
        )


# -- asks and checklists -----------------------------------------------------------------------


def _asks(s: _Sample) -> None:
    for who, what, days, outcome, answered, note in words.ASKS:
        heard = None if outcome == "open" else s.ago(answered)
        asked = Ask(
            id=s.new_id(),
            who=s.named[who].id,
            what=what,
            on=s.ago(days),
            outcome=outcome,
            answered_on=heard,
            note=note,
        )
        s.add(asked)


def _checklists(s: _Sample) -> None:
    """The onboarding of those who came lately, as far as they are."""
    for person in s.people:
        for (on, stage, _), after in zip(person.steps, [*person.steps[1:], None], strict=True):
            if stage == "onboarding" and (s.today - on).days <= words.WELCOMED_WITHIN:
                _checklist(s, person, on, done=after is not None)


def _checklist(s: _Sample, person: _Person, on: date, *, done: bool) -> None:
    """One item after the other, and all of them for whoever went on from there."""
    items = DEFAULTS["onboarding"]
    checklist = s.add(Checklist(id=s.new_id(), volunteer=person.id, kind="onboarding", on=on))
    reached = len(items) if done else min(len(items) - 1, 1 + (s.today - on).days // 8)
    day = on
    for step, text in enumerate(items):
        day = s.soon_after(day, 4)
        ticked = day if step < reached else None
        s.add(Task(id=s.new_id(), checklist=checklist.id, step=step, text=text, done_on=ticked))


# -- how far everybody is ----------------------------------------------------------------------


def _further(s: _Sample) -> None:
    """Departments from which nobody takes part yet."""
    for name, told in words.FURTHER.items():
        _department(s, name, told)


def _readiness(s: _Sample) -> None:
    """Steps towards teaching alone, seen where the person was at a practice lab about then."""
    labs = {ritual.id for habit, ritual in s.rituals.values() if habit.kind == "training session"}
    past = [gathering for gathering in held(s.book, s.start, s.today) if gathering.ritual in labs]
    for climb in words.CLIMBS:
        who = s.named[climb.who].id
        there = [gathering for gathering in past if who in (*gathering.attended, gathering.host)]
        before = date.min
        for level, days in climb.steps:
            on = s.ago(days)
            seen = next((g for g in reversed(there) if before < g.on <= on and (on - g.on).days <= 14), None)
            before = seen.on if seen else max(on, before)
            last = level == "certified" and climb.until
            s.add(
                Readiness(
                    id=s.new_id(),
                    volunteer=who,
                    topic=climb.topic,
                    level=level,
                    on=before,
                    gathering=seen.id if seen and level != "certified" else "",
                    observer=s.named[climb.observer].id if climb.observer else ORGANISER,
                    until=s.today + timedelta(days=climb.until) if last else None,
                )
            )


def _teaching(s: _Sample) -> None:
    """How well they teach; and one who is to lead alone before being ready."""
    for name, skill, grade, days, note in words.TEACHING:
        s.add(
            Teaching(id=s.new_id(), volunteer=s.named[name].id, skill=skill, grade=grade, on=s.ago(days), note=note)
        )
    name, topic, who, days = words.AHEAD_OF_TIME
    on = _workday_from(s.today + timedelta(days=days))
    host = s.named[who].id
    s.add(Gathering(id=s.new_id(), name=name, on=on, at=time(10), minutes=90, host=host, topic=topic))
