"""The sample community's rituals and gatherings: who hosted, who came, what was said."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from store.calendar import recurrence
from store.calendar.rituals import WRITE_UP_AFTER, occurrence, ritual_days
from store.core.dates import month_start
from store.core.record import ORGANISER
from store.demo import words
from store.demo.sample import Deck, Person, Sample, feedback_of
from store.model.calendar import Gathering, Ritual
from store.model.stages import Stage

CROWD = 24
"""About how many come at most, however large the community."""


def rituals(s: Sample) -> None:
    """The rituals, each from the day the rule first gives."""
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


def hosts_in_turn(s: Sample) -> None:
    """Who takes turns from now on; the updates of the past must not know it yet."""
    for habit, ritual in s.rituals.values():
        s.add(replace(ritual, hosts=tuple(s.named[name].id if name else ORGANISER for name in habit.hosts)))


def _anchor(s: Sample, habit: words.Habit) -> date:
    """The day near this week from which a ritual's rule is read."""
    day = s.monday + timedelta(weeks=habit.weeks, days=habit.weekday)
    week_later = day + timedelta(weeks=1)
    if habit.kind == "social":  # the last one before today, whatever day that is: no one has marked it yet
        return week_later if week_later < s.today else day
    if habit.kind == "spotlight":  # the next one, also seen from a weekend: it needs a host
        return week_later if day < s.today else day
    return day


def _rule(s: Sample, habit: words.Habit) -> tuple[str, date]:
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


def gatherings(s: Sample) -> None:
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


def _kick_off(s: Sample) -> None:
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


def _exceptions(s: Sample, past: list[tuple[Gathering, words.Habit]]) -> tuple[set[str], set[str]]:
    """The ids of the gatherings that were skipped and of those that were moved, about one in twenty each."""
    lately = s.monday - timedelta(weeks=5)
    usual = [g.id for g, habit in past if g.on < lately and habit.kind in words.MAY_FAIL][3:]
    odd = s.rng.sample(usual, min(len(usual), max(6, len(usual) // 10)))
    labs = [g.id for g, habit in past if habit.kind == "training_session" and 21 < (s.today - g.on).days < 36]
    return {*odd[::2], *labs[-1:]}, set(odd[1::2])


class _Teller:
    """Tells how gatherings went, the earliest first."""

    def __init__(self, s: Sample) -> None:
        self.s = s
        self.skipped, self.moved, self.quotes = (
            Deck(s.rng, cards) for cards in (words.SKIPPED, words.MOVED, words.QUOTES)
        )
        self.notes = {habit.name: Deck(s.rng, habit.notes) for habit in words.RITUALS}
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
        learners = rng.randint(4, 15) if habit.recorded else None
        return replace(
            bare,
            state="held",
            host=host.id if host else ORGANISER,
            attended=tuple(person.id for person in came),
            learners=learners,
            **feedback_of(learners),
            notes=self._notes(habit, bare.on, came),
            quotes="\n".join(self.quotes.draw() for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))),
            links=(f"library/{bare.on}-{habit.name.lower().replace(' ', '-')}.mp4",) if recorded else (),
        )

    def _crowd(self, day: date) -> list[tuple[Person, Stage]]:
        """Everyone who might come that day, with their stage."""
        while self.told < len(self.steps) and self.steps[self.told][0] <= day:
            _, who, number = self.steps[self.told]
            self.stages[who] = self.s.people[who].steps[number][1]
            if self.stages[who] in ("alumni", "not_now"):
                del self.stages[who]
            self.told += 1
        return [(self.s.people[who], stage) for who, stage in self.stages.items() if stage != "interested"]

    def _host(self, habit: words.Habit, day: date, crowd: list[tuple[Person, Stage]]) -> Person | None:
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
        able = [person for person in able if person.id not in self.hosted] or able  # everyone gets a first turn
        host = self.s.rng.choices(able, [person.zeal for person in able])[0]
        self.hosted.add(host.id)
        return host

    def _came(self, habit: words.Habit, crowd: list[tuple[Person, Stage]], host: Person | None) -> list[Person]:
        share = habit.draw * min(1.0, 2 * CROWD / max(1, len(crowd)))
        came = [
            person
            for person, stage in crowd
            if person is host or self.s.chance(share * _drawn(habit, person, stage))
        ]
        if habit.kind == "spotlight":
            came = [p for p in came if p.hosts or p.record.name == words.LOYAL or self.seen[p.id] < 2]
            self.seen.update(person.id for person in came)
        if len(came) < 2:  # two at least: someone is always named in the notes, and someone else
            others = [person for person, stage in crowd if person not in came and stage != "said_yes"]
            came += others[: 2 - len(came)]
        return came

    def _notes(self, habit: words.Habit, day: date, came: list[Person]) -> str:
        days = (self.s.today - day).days
        if habit.kind == "forum" and days <= words.NOTES_MISSING:
            return ""  # the one that wants writing up
        if self.s.chance(0.4 if days < WRITE_UP_AFTER else 0.08 if days > 70 else 0):
            return ""
        told = self.s.rng.sample(came, min(2, len(came)))
        names = [person.record.name for person in told] or [words.COMMUNITY["organiser"]]
        topic = self.s.rng.choice(told[0].record.topics) if told else "teaching"
        return self.notes[habit.name].draw().format(name=names[0], other=names[-1], topic=topic)


def _drawn(habit: words.Habit, person: Person, stage: Stage) -> float:
    """The chance that someone comes, before the size of the crowd is looked at."""
    if habit.kind == "onboarding":
        return person.zeal * (1.8 if stage in ("said_yes", "onboarding", "newcomer") else 0.6)
    if habit.kind == "spotlight" and person.record.name == words.LOYAL:
        return 99  # never misses one, however large the crowd
    return {"said_yes": 0.0, "onboarding": 0.4}.get(stage, person.zeal)
