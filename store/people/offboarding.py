"""Offboarding: what a leaver holds, the checklist made from it, and handing each item over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day_month
from store.core.errors import GuildbookError
from store.core.fields import fields
from store.core.record import ORGANISER, Record
from store.core.text import normalize
from store.model.calendar import Gathering, Ritual
from store.model.library import Resource
from store.model.people import HELD, Ask, Checklist, Department, Task, Tenure, Volunteer
from store.model.training import Buddies, SessionPlan
from store.people.checklists import items_of, start
from store.people.directory import name_of, role_of
from store.people.mentoring import is_together, pairs_of
from store.people.requests import ASKED_WITHIN, asks_of
from store.people.roles import hand_over as hand_role_over
from store.people.roles import is_present
from store.people.stages import BEFORE_YES, latest_moves


class Holding(Struct, frozen=True):
    """One thing that is at risk if someone leaves."""

    kind: str
    """What it is, in a word: role, ritual, department, mentor, gathering, ask, resource, plan or topic."""
    name: str
    record: Record | None
    """The record that says so; None for a topic."""

    @property
    def task(self) -> Task:
        """The item of a checklist that hands it over."""
        text = f"{_CALLED[self.kind]}: {self.name}"
        topic = self.name if self.kind == "topic" else ""
        return Task(checklist="", text=text, held=self.record.id if self.record else "", topic=topic)


_CALLED = {
    "role": "Role",
    "ritual": "Host rota",
    "department": "Champion of",
    "gathering": "To host",
    "ask": "Request",
    "resource": "Owner of",
    "mentor": "Mentor of",
    "plan": "Session plan",
    "topic": "Single-trainer topic",
}


def holdings(book: Book, volunteer: Volunteer, today: date) -> list[Holding]:
    """What is at risk if someone leaves, unless it is handed over before."""
    who = volunteer.id
    return [
        *_duties(book, who, today),
        *_promises(book, who, today),
        *(Holding("resource", r.title, r) for r in _sorted(book.resources.values(), _title) if r.owner == who),
        *(Holding("plan", p.topic, p) for p in _sorted(book.session_plans.values(), _topic) if _is_theirs(p, who)),
        *(Holding("topic", topic, None) for topic in sole_topics(book, volunteer)),
    ]


def _duties(book: Book, who: str, today: date) -> Iterator[Holding]:
    """Roles, turns as a host, departments, newcomers."""
    for tenure in _sorted(book.tenures.values(), lambda t: t.since):
        if tenure.volunteer == who and is_present(tenure, today):
            yield Holding("role", role_of(book, tenure), tenure)
    for ritual in _sorted(book.rituals.values(), lambda r: normalize(r.name)):
        if who in ritual.hosts and not (ritual.retired_on and ritual.retired_on <= today):
            yield Holding("ritual", ritual.name, ritual)
    for department in _sorted(book.departments.values(), lambda d: normalize(d.name)):
        if department.champion == who:
            yield Holding("department", department.name, department)
    for pair in reversed(pairs_of(book, who)):
        if pair.mentor == who and is_together(pair, today):
            yield Holding("mentor", name_of(book, pair.newcomer), pair)


def _promises(book: Book, who: str, today: date) -> Iterator[Holding]:
    """Gatherings to host, and requests that are open or accepted."""
    for gathering in _sorted(book.gatherings.values(), lambda g: g.on):
        if gathering.host == who and gathering.state == "planned" and gathering.on >= today:
            yield Holding("gathering", f"{gathering.name} on {format_day_month(gathering.on)}", gathering)
    for ask in reversed(asks_of(book, who)):
        fresh = ask.outcome == "accepted" and ask.on >= today - timedelta(days=ASKED_WITHIN)
        if ask.outcome == "open" or fresh:
            yield Holding("ask", ask.what, ask)


def _title(resource: Resource) -> str:
    return normalize(resource.title)


def _topic(plan: SessionPlan) -> str:
    return normalize(plan.topic)


def _is_theirs(plan: SessionPlan, who: str) -> bool:
    """Whether someone keeps a plan up to date; that of one session is done with it."""
    return plan.author == who and not plan.gathering


def _sorted(records: Any, by: Callable[[Any], Any]) -> list[Any]:
    return sorted(records, key=lambda record: (by(record), record.id))


def sole_topics(book: Book, volunteer: Volunteer) -> list[str]:
    """The topics of someone who takes part that no one else offers who takes part now."""
    moves = latest_moves(book)
    away = {who for who, move in moves.items() if move.stage == "alumni" or move.stage in BEFORE_YES}
    if volunteer.id in away or volunteer.id not in moves:
        return []
    others = {
        normalize(topic)
        for other in book.volunteers.values()
        if other.id != volunteer.id and other.id in moves and other.id not in away
        for topic in other.topics
    }
    return [topic for topic in volunteer.topics if normalize(topic) not in others]


def leavers(book: Book, today: date) -> Mapping[str, Checklist]:
    """Who is leaving, each with their checklist: until it is complete and the last day is over, and not as alumni."""
    return book.cached_query(_leavers, today)


def _leavers(book: Book, today: date) -> dict[str, Checklist]:
    undone = {task.checklist for task in book.tasks.values() if not task.done_on}
    moves, found = latest_moves(book), dict[str, Checklist]()
    for checklist in sorted(book.checklists.values(), key=lambda c: (c.on, c.id)):
        is_open = checklist.id in undone or (checklist.last_day is not None and checklist.last_day >= today)
        move = moves.get(checklist.volunteer)
        if checklist.kind == "offboarding" and is_open and not (move and move.stage == "alumni"):
            found[checklist.volunteer] = checklist
    return found


def told_leaving(book: Book, person: str, today: date) -> str:
    """That someone is leaving, in two or three words, and when; nothing for all others."""
    checklist = leavers(book, today).get(person)
    if checklist is None:
        return ""
    day = checklist.last_day
    return f"{'leaves' if day >= today else 'left'} {format_day_month(day)}" if day else "leaving"


def begin(book: Book, change: Change, volunteer: Volunteer, today: date, last_day: date | None = None) -> Checklist:
    """Put the offboarding checklist of someone into a change, made from what they hold today.

    What was begun before and is unfinished stays as it is.
    """
    held = [holding.task for holding in holdings(book, volunteer, today)]
    items = items_of(book, "offboarding")
    if HELD not in items:
        items = (*items[:-1], HELD, *items[-1:])
    tasks: list[Task] = []
    for item in items:
        tasks += held if item == HELD else [Task(checklist="", text=item)]
    return start(book, change, volunteer, "offboarding", today, tasks=tasks, last_day=last_day)


def held_by(book: Book, task: Task) -> Record | None:
    """The record an item is to hand over, where it still is in the book."""
    if not task.held:
        return None
    field = next(field for field in fields(Task) if field.name == "held")
    tables = (book.tables[name] for name in field.ref.split("|"))
    return next((table[task.held] for table in tables if task.held in table), None)


def may_take(book: Book, task: Task) -> tuple[bool, bool]:
    """Whether an item is handed to someone at all, and whether the organiser may take it."""
    record = held_by(book, task)
    return bool(task.topic or record), isinstance(record, Ritual | Gathering | Resource | SessionPlan)


def hand_over(book: Book, change: Change, task: Task, to: str, today: date) -> None:
    """Pass on what an item is about, and tick it, in one change.

    Args:
        book: the book.
        change: what it becomes part of.
        task: the item.
        to: the id of the volunteer who takes it, or the organiser's where a host is meant.
        today: the day it is done.

    Raises:
        GuildbookError: there is nothing to hand over, it is no longer theirs, or that person cannot take it.
    """
    leaver = book.checklists[task.checklist].volunteer
    _check_taker(book, task, leaver, to)
    record = held_by(book, task)
    match record:
        case Tenure() if record.volunteer == leaver and is_present(record, today):
            hand_role_over(change, record, Tenure(role=record.role, volunteer=to, since=today))
        case Ritual() if leaver in record.hosts:
            hosts = tuple(dict.fromkeys(to if host == leaver else host for host in record.hosts))
            change.put(replace(record, hosts=hosts))
        case Department() if record.champion == leaver:
            change.put(replace(record, champion=to))
        case Buddies() if record.mentor == leaver and is_together(record, today):
            _change_mentor(book, change, record, to, today)
        case Gathering() if record.host == leaver and record.state == "planned":
            change.put(replace(record, host=to, cohosts=tuple(who for who in record.cohosts if who != to)))
        case Resource() if record.owner == leaver:
            change.put(replace(record, owner=to))
        case SessionPlan() if record.author == leaver:
            change.put(replace(record, author=to))
        case Ask() if record.who == leaver:
            _hand_ask_over(book, change, record, to, today)
        case None:
            taker = book.volunteers[to]
            if normalize(task.topic) not in map(normalize, taker.topics):
                change.put(replace(taker, topics=(*taker.topics, task.topic)))
        case _:
            raise GuildbookError(f"{name_of(book, leaver)} no longer holds this. Tick the item instead.")
    change.put(replace(task, done_on=today, to=to))


def _check_taker(book: Book, task: Task, leaver: str, to: str) -> None:
    """See to it that there is something to hand over, and that this person may take it."""
    some, organiser_may = may_take(book, task)
    if not some:
        raise GuildbookError("There is nothing to hand over here. Tick the item instead.")
    if to == leaver:
        raise GuildbookError(f"{name_of(book, leaver)} is leaving. Choose someone else.")
    if to == ORGANISER and not organiser_may:
        raise GuildbookError("Only a volunteer can take this over. Choose a volunteer.")


def _change_mentor(book: Book, change: Change, pair: Buddies, to: str, today: date) -> None:
    """End a pair, and begin another one with the same newcomer."""
    if to == pair.newcomer:
        raise GuildbookError(f"{name_of(book, to)} is the newcomer. Choose someone else.")
    change.put(replace(pair, until=today))
    change.put(Buddies(mentor=to, newcomer=pair.newcomer, on=today))


def _hand_ask_over(book: Book, change: Change, ask: Ask, to: str, today: date) -> None:
    """Make the request to the new person; the leaver's is answered with that."""
    passed = f"handed over to {name_of(book, to)}"
    note = f"{ask.note}; {passed}" if ask.note else passed
    outcome = "declined" if ask.outcome == "open" else ask.outcome
    change.put(replace(ask, outcome=outcome, answered_on=ask.answered_on or today, note=note))
    change.put(Ask(who=to, what=ask.what, on=today, note=f"handed over by {name_of(book, ask.who)}"))


def tick(task: Task, today: date) -> Task:
    """The item done, or to be done again."""
    return replace(task, done_on=None if task.done_on else today)
