"""The Orbit model: love, level, reach and gravity, each with its formula and the rows behind it.

For the organiser alone: a score is shown on the screen and nowhere else. It ranks no one in an update, enters no
file that leaves the house, and moves no one by itself. Source: orbit-love/orbit-model, 2020 and 2022.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.date_index import by_day
from store.core.dates import format_day_month, format_day_short
from store.core.errors import Invalid
from store.core.fields import fields
from store.core.labels import label_of
from store.core.numbers import with_minus
from store.core.record import ORGANISER
from store.core.text import pluralize
from store.model.orbit_weights import WEIGHTS, Weights
from store.model.people import Volunteer
from store.model.stages import Stage
from store.people.directory import by_name, name_of
from store.people.stages import MEMBERS, StageStatus, latest_moves, standings
from store.recognition.recognition import deeds, sessions

Level = Literal["Exploring", "Participating", "Contributing", "Leading"]
LEVELS: tuple[Level, ...] = get_args(Level)
STAGE_OF: dict[Level, Stage] = {
    "Exploring": "newcomer", "Participating": "newcomer", "Contributing": "active", "Leading": "core",
}  # fmt: skip
"""The community's own word for each level."""
PULL: dict[Level, int] = {"Exploring": 1, "Participating": 4, "Contributing": 7, "Leading": 10}
"""What a member of each level weighs in gravity."""
PRESENCE: tuple[tuple[Level, int, int], ...] = (
    ("Leading", 30, 91), ("Contributing", 7, 30), ("Participating", 2, 7),
)  # fmt: skip
"""Days seen within so many days that make a level by presence alone."""
DECAY = 0.9
"""What is left of everything after each month."""
MET, WORKED = 1, 10
"""What a connection gains by being at the same gathering, and by working together directly."""
GRAVITY_MONTHS = 3
SUGGEST_AFTER = 30
"""Days in a stage before the next one is suggested."""
SUGGEST_DEEDS: dict[Stage, int] = {"active": 2, "core": 6}
"""Contributions of the last 90 days without which no level speaks for a stage; for core one a fortnight."""
SUGGEST_WITHIN = 90
HEAVIEST = 12


ATTENDED = "attended a gathering"
_FIELD = {
    ATTENDED: "attended",
    "answered_question": "helped",
    "brought_idea": "idea",
    "shared_material": "shared",
    "co_led_session": "co_led",
    "mentored_trainer": "mentored",
    "led_session": "led",
    "hosted_ritual": "hosted",
    "took_on_role": "took_over",
}


def weights(book: Book) -> Weights:
    """What each kind of activity weighs in this book."""
    return book.weights.get(WEIGHTS) or Weights()


def check_weights(changed: Weights) -> None:
    """Refuse a weight that stands for no level.

    Raises:
        Invalid: one that is not from 1 to 12.
    """
    wrong = {f.name: f"{f.label}: choose a weight from 1 to {HEAVIEST}" for f in fields(Weights) if f.name in _FIELD.values()
             and not 1 <= getattr(changed, f.name) <= HEAVIEST}  # fmt: skip
    if wrong:
        raise Invalid(wrong)


# -- the formulas ----------------------------------------------------------------------------------


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one day's month to another's."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def decayed(weight: float, on: date, today: date) -> float:
    """What is left of a weight today: 0.9 of it for each calendar month that has passed."""
    return float(weight * DECAY ** months_between(on, today))


def love_of(found: Iterable[tuple[int, date]], today: date) -> float:
    """Σ weight × 0.9^(whole calendar months ago), over the last 12 months."""
    since = today - relativedelta(years=1)
    return sum(decayed(weight, on, today) for weight, on in found if since < on <= today)


def reach_of(connections: Iterable[tuple[int, int]]) -> float:
    """Σ over connections of strength × 0.9^(idle months)."""
    return sum(strength * DECAY**idle for strength, idle in connections)


def level_by_weight(weight: int) -> Level:
    """1–3 Exploring, 4–6 Participating, 7–9 Contributing, 10–12 Leading."""
    return LEVELS[min(max(weight - 1, 0) // 3, len(LEVELS) - 1)]


def level_by_presence(days: Iterable[date]) -> Level:
    """2 days in a week: Participating; 7 in a month: Contributing; 30 in a quarter: Leading."""
    seen = sorted(set(days))
    for level, count, within in PRESENCE:
        if any(last - first < timedelta(days=within) for first, last in zip(seen, seen[count - 1 :], strict=False)):
            return level
    return "Exploring"


def mass_of(levels: Iterable[Level]) -> int:
    """Σ w² of members, with w = 1, 4, 7, 10 by level."""
    return sum(PULL[level] ** 2 for level in levels)


def gravity_of(earlier: int, later: int, members: int) -> float | None:
    """(Σ w² at the later date − Σ w² at the earlier) ÷ members at the later one; None where there are none."""
    return (later - earlier) / members if members else None


# -- asked of a book -------------------------------------------------------------------------------


class Activity(Struct, frozen=True, gc=False):
    """One thing someone did or came to, with its weight."""

    on: date
    kind: str
    what: str
    weight: int


class Connection(Struct, frozen=True):
    """How strongly two people are connected, and since when nothing was added."""

    other: str
    strength: int
    last: date


class Score(Struct, frozen=True):
    """One figure, how it is reckoned, and each row behind it: what it adds, when, and what it is."""

    name: str
    figure: str
    formula: str
    rows: tuple[tuple[str, str, str], ...]


class Suggestion(Struct, frozen=True):
    """A stage that a member's level speaks for; the organiser agrees or does not."""

    key: str
    standing: StageStatus
    stage: Stage
    level: Level
    because: str
    since: date
    """The day from which all of that held."""


class Orbit:
    """Every activity of a book, gathered once, and what the model says of it.

    With ``since``, only what came after that day: a year is enough for whatever is asked of today.
    """

    def __init__(self, book: Book, today: date, *, since: date = date.min) -> None:
        self._book, self.today = book, today
        self._year_ago = today - relativedelta(years=1)
        self._activities = _activities(book, since, today)

    def year_of(self, who: str, on: date | None = None, after: date = date.min) -> list[Activity]:
        """What someone did in the year up to a day, the newest first; only what came after another day, if given."""
        found = self._in_year(who, on or self.today, after)
        return sorted(found, key=lambda a: (a.on, a.weight, a.what), reverse=True)

    def _in_year(self, who: str, on: date, after: date) -> list[Activity]:
        since = max(self._year_ago if on == self.today else on - relativedelta(years=1), after)
        return [activity for activity in self._activities.get(who, ()) if since < activity.on <= on]

    def love(self, who: str) -> float:
        """How involved someone is."""
        return love_of(((a.weight, a.on) for a in self._activities.get(who, ())), self.today)

    def level(self, who: str, on: date | None = None, after: date = date.min) -> Level:
        """How far someone has come: by the heaviest activity of a year or by presence, whichever is higher."""
        found = self._in_year(who, on or self.today, after)
        by_weight = level_by_weight(max((a.weight for a in found), default=0))
        return max(by_weight, level_by_presence(a.on for a in found), key=LEVELS.index)

    def connections(self, who: str) -> list[Connection]:
        """With whom someone came together or worked in the last year, the strongest first."""
        strength: defaultdict[str, int] = defaultdict(int)
        last: dict[str, date] = {}
        for on, gained, others in _meetings(self._book, self.today, who):
            for other in others:
                strength[other] += gained
                last[other] = max(on, last.get(other, on))
        found = [Connection(other, strength[other], last[other]) for other in strength]
        return sorted(found, key=lambda c: (-c.strength, c.last, c.other))

    # -- with formula and rows ---------------------------------------------------------------------

    def scores(self, who: str) -> tuple[Score, Score, Score]:
        """Love, level and reach of one member."""
        return self._love(who), self._level(who), self._reach(who)

    def _love(self, who: str) -> Score:
        rows = tuple(
            _row(f"{a.weight} × {DECAY ** months_between(a.on, self.today):.2f}", a, self.today)
            for a in self.year_of(who)
        )
        return Score("Love", f"{self.love(who):.1f}", "Σ weight × 0.9^calendar months ago, over 12 months", rows)

    def _level(self, who: str) -> Score:
        found, level = self.year_of(who), self.level(who)
        heaviest = level_by_weight(max((a.weight for a in found), default=0))
        rows = [_row(str(a.weight), a, self.today) for a in found if level_by_weight(a.weight) == heaviest]
        present = level_by_presence(a.on for a in found)
        rows.append(
            (
                present,
                "",
                f"presence: active on {pluralize(len({a.on for a in found}), 'day')} in the last 12 months",
            )
        )
        formula = "heaviest activity in 12 months, or presence if higher"
        return Score("Level", f"{level} ({label_of(STAGE_OF[level])})", formula, tuple(rows))

    def _reach(self, who: str) -> Score:
        found = self.connections(who)
        idle = [months_between(connection.last, self.today) for connection in found]
        total = reach_of((connection.strength, months) for connection, months in zip(found, idle, strict=True))
        rows = tuple(
            (
                f"{c.strength} × {DECAY**months:.2f}",
                format_day_short(c.last, self.today),
                name_of(self._book, c.other),
            )
            for c, months in zip(found, idle, strict=True)
        )
        return Score("Reach", f"{total:.1f}", "Σ strength × 0.9^idle months, over 12 months", rows)

    def gravity(self, months: int = GRAVITY_MONTHS) -> Score:
        """How the whole has grown together since some months ago; training-department staff are left out."""
        before = self.today - relativedelta(months=months)
        was, now = self._levels(before), self._levels(self.today)
        gravity = gravity_of(mass_of(was), mass_of(now), len(now))
        rows = tuple(
            (f"{was.count(level)} → {now.count(level)}", "", f"{level}, each {PULL[level]}² = {PULL[level] ** 2}")
            for level in reversed(LEVELS)
        )
        total = (f"{mass_of(was):,} → {mass_of(now):,}", "", f"Σ w², over {pluralize(len(now), 'member')}")
        figure = (
            f"{with_minus(f'{gravity:+.1f}')} since {format_day_month(before)}"
            if gravity is not None
            else "no members yet"
        )
        return Score("Gravity", figure, "(Σ w² now − Σ w² then) ÷ members now", (*rows, total))

    def _levels(self, on: date) -> list[Level]:
        staff = {department.id for department in self._book.departments.values() if department.training}
        found = []
        for who, move in latest_moves(self._book, on).items():
            volunteer = self._book.volunteers.get(who)
            if volunteer and move.stage in MEMBERS and volunteer.department not in staff:
                found.append(self.level(who, on))
        return found

    # -- what it suggests --------------------------------------------------------------------------

    def suggestion(self, standing: StageStatus) -> Suggestion | None:
        """The next stage, where what a member did since they entered theirs speaks for a higher one.

        A level alone does not: it takes 30 days in the stage, and contributions of the last 90 days. It never falls:
        that someone does less is for a talk, not for a suggestion.
        """
        who = standing.volunteer.id
        if standing.stage not in MEMBERS[:-1] or standing.days < SUGGEST_AFTER:
            return None
        place = MEMBERS.index(standing.stage)
        stage = MEMBERS[place + 1]
        lately = max(standing.since, self.today - timedelta(days=SUGGEST_WITHIN))
        done = [activity for activity in self.year_of(who, after=lately) if activity.kind != ATTENDED]
        if len(done) < SUGGEST_DEEDS[stage]:
            return None
        level = self.level(who, after=standing.since)
        if MEMBERS.index(STAGE_OF[level]) <= place:
            return None
        top = done[0]
        newest = f"{label_of(top.kind)}{f' ‘{top.what}’' if top.what else ''} on {format_day_month(top.on)}"
        since = max(
            sorted(a.on for a in done)[SUGGEST_DEEDS[stage] - 1], standing.since + timedelta(days=SUGGEST_AFTER)
        )
        because = f"{pluralize(len(done), 'contribution')} in {SUGGEST_WITHIN} days, most recently: {newest}"
        return Suggestion(f"level:{who}:{stage}", standing, stage, level, because, since)


def suggestions(book: Book, today: date) -> Iterator[Suggestion]:
    """Members whose level speaks for a higher stage, by name; no one who is to be left in peace for now."""
    where = standings(book, today)
    open_to_it = [s.volunteer for s in where.values() if s.stage in MEMBERS[:-1] and not _quiet(s.volunteer, today)]
    if open_to_it:
        orbit = Orbit(book, today, since=today - relativedelta(years=1))
        found = (orbit.suggestion(where[volunteer.id]) for volunteer in by_name(open_to_it))
        yield from (suggestion for suggestion in found if suggestion)


def _quiet(volunteer: Volunteer, today: date) -> bool:
    return bool(volunteer.quiet_until and volunteer.quiet_until > today)


def _row(adds: str, activity: Activity, today: date) -> tuple[str, str, str]:
    """One activity behind a score."""
    kind = "attended" if activity.kind == ATTENDED else label_of(activity.kind)
    return adds, format_day_short(activity.on, today), f"{kind} ‘{activity.what}’" if activity.what else kind


def _activities(book: Book, since: date, today: date) -> dict[str, list[Activity]]:
    """By volunteer what they did and what they came to. Who held a gathering did not merely come to it."""
    weighs = weights(book)
    found: defaultdict[str, list[Activity]] = defaultdict(list)
    for deed in deeds(book, since + timedelta(days=1), today):
        weight = getattr(weighs, _FIELD[deed.kind])
        found[deed.volunteer].append(Activity(deed.on, deed.kind, deed.what, weight))
    for meeting in held(book, since, today):
        for who in dict.fromkeys(meeting.attended):
            if who not in (meeting.host, *meeting.cohosts):
                found[who].append(Activity(meeting.on, ATTENDED, meeting.name, weighs.attended))
    return found


def _meetings(book: Book, today: date, who: str) -> Iterator[tuple[date, int, Sequence[str]]]:
    """When someone came together with others in the last year, and what that adds to each connection."""
    since = today - relativedelta(years=1) + timedelta(days=1)
    for meeting in held(book, since, today):
        hosts = {meeting.host, *meeting.cohosts} - {"", ORGANISER}
        everybody = hosts | {*meeting.attended}
        if who in everybody:
            direct = hosts if who in hosts else set()
            yield meeting.on, MET, sorted(everybody - direct - {who})
            if not meeting.topic:  # what was taught there is a session, below
                yield meeting.on, WORKED, sorted(direct - {who})
    for session in sessions(book, since, today):
        if who in session.leaders:
            yield session.on, WORKED, [other for other in session.leaders if other != who]
    for made in book.contributions.cached_query(by_day).between(since, today):
        together = dict.fromkeys((made.volunteer, *made.together))
        if who in together and made.kind not in ("led_session", "co_led_session"):
            yield made.on, WORKED, [other for other in together if other != who]
