"""Adoption by department: dated stages, the adoption curve, and warnings about opening one too early."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import get_args

from msgspec import Struct

from store.book.book import Book
from store.book.transaction import Change
from store.core.text import normalize
from store.model.people import Department
from store.model.stages import Adoption, State
from store.people.stages import MEMBERS, standings

STATES: tuple[State, ...] = get_args(State)
WAY: tuple[State, ...] = STATES[:5]
"""The states a department passes one after the other; ‘paused’ lies beside the way."""
OPENED: tuple[State, ...] = ("piloting", "adopting", "established")
"""From the first of these on a department is opened: someone trains there."""

NONE_ESTABLISHED = "no department is established yet"
NO_CHAMPION = "no champion yet"


class Ground(Struct, frozen=True):
    """Where one department stands: the state, since when, who is there, and any warning about opening it."""

    department: Department
    state: State
    since: date | None
    """The day it came into this state; None where no state was ever noted."""
    days: int
    volunteers: int
    """People from there who are in the book, whatever their stage."""
    members: int
    flag: str
    """Why opening it was early, or nothing; gone once there is an established department and a champion."""


def history(book: Book, department: str, today: date | None = None) -> list[Adoption]:
    """The states of a department up to a day, oldest first; those of one day in the order they were noted."""
    found = (a for a in book.adoptions.values() if a.department == department and (today is None or a.on <= today))
    return sorted(found, key=_order)


def _order(adoption: Adoption) -> tuple[date, int, str]:
    return adoption.on, adoption.step, adoption.id


def states(book: Book, today: date) -> dict[str, Adoption]:
    """The entry that says where each department stands on a day; nothing for those without any."""
    latest: dict[str, Adoption] = {}
    for adoption in sorted(book.adoptions.values(), key=_order):
        if adoption.on <= today:
            latest[adoption.department] = adoption
    return latest


def reached(book: Book, today: date) -> dict[State, list[tuple[date, str]]]:
    """When each department first came as far as each state of the way, the earliest first.

    A department that passed a state by counts as having reached it on the day it came further, and what it once
    reached it keeps, also when it is paused or goes back: so the numbers never fall.

    Returns:
        By state the days with the departments' ids; departments of one day sorted by name.
    """
    first: dict[State, dict[str, date]] = {state: {} for state in WAY}
    for adoption in sorted(book.adoptions.values(), key=_order):
        if adoption.on <= today and adoption.state in WAY and adoption.department in book.departments:
            for state in WAY[: WAY.index(adoption.state) + 1]:
                first[state].setdefault(adoption.department, adoption.on)
    names = {key: normalize(department.name) for key, department in book.departments.items()}
    return {
        state: sorted(((on, key) for key, on in days.items()), key=lambda pair: (pair[0], names[pair[1]], pair[1]))
        for state, days in first.items()
    }


def curve(book: Book, state: State, today: date) -> list[tuple[date, int]]:
    """How many departments had come as far as a state, a point for each day on which that changed.

    It counts what was once reached, so it never falls. ``state`` is one of :data:`WAY`.
    """
    points: dict[date, int] = {}
    for number, (on, _) in enumerate(reached(book, today)[state], 1):
        points[on] = number
    return [*points.items()]


def ranks(book: Book, department: str, today: date) -> dict[State, tuple[int, date]]:
    """The how-manyth a department was to reach each state it reached, counted from one, and on which day."""
    found: dict[State, tuple[int, date]] = {}
    for state, days in reached(book, today).items():
        for number, (on, key) in enumerate(days, 1):
            if key == department:
                found[state] = (number, on)
    return found


def flag(book: Book, department: Department, today: date) -> str:
    """Why opening this department would be too early; empty if it is not.

    The idea spreads from an established department through a champion: so a further
    department needs an established one before it and a champion of its own. The very first one may go ahead
    without the former. It is advice: the organiser decides. It is worked out anew each time, and so
    goes once both are there.
    """
    return _flag(book, department, *_alive(book, today))


def _alive(book: Book, today: date) -> tuple[list[str], bool]:
    """The departments ever opened, the earliest first, and whether one is established now."""
    opened = [key for _, key in reached(book, today)["piloting"]]
    return opened, any(adoption.state == "established" for adoption in states(book, today).values())


def _flag(book: Book, department: Department, opened: list[str], established: bool) -> str:
    if not opened or opened[0] == department.id:
        return ""
    missing = [] if established else [NONE_ESTABLISHED]
    if department.champion not in book.volunteers:
        missing.append(NO_CHAMPION)
    return " and ".join(missing)


def grounds(book: Book, today: date) -> dict[str, Ground]:
    """Where every department stands, by id. One without any entry has not begun yet."""
    now, alive = states(book, today), _alive(book, today)
    people: defaultdict[str, list[bool]] = defaultdict(list)
    for standing in standings(book, today).values():
        people[standing.volunteer.department].append(standing.stage in MEMBERS)
    found = {}
    for key, department in book.departments.items():
        adoption = now.get(key)
        state: State = adoption.state if adoption else "not_yet"
        since = adoption.on if adoption else None
        found[key] = Ground(
            department=department,
            state=state,
            since=since,
            days=(today - since).days if since else 0,
            volunteers=len(people[key]),
            members=sum(people[key]),
            flag=_flag(book, department, *alive) if state in OPENED else "",
        )
    return found


def board(book: Book, today: date) -> dict[State, list[Ground]]:
    """Every department by state, in the order of the way; in each state those first that came there first."""
    columns: dict[State, list[Ground]] = {state: [] for state in STATES}
    for ground in grounds(book, today).values():
        columns[ground.state].append(ground)
    for column in columns.values():
        column.sort(key=lambda g: (g.since or date.max, normalize(g.department.name), g.department.id))
    return columns


def neighbour(book: Book, department: str, today: date, step: int) -> State | None:
    """The state one step on or back, or None at either end.

    From ‘paused’ the way on leads to where it was left; there is no way back from it.
    """
    before = [adoption.state for adoption in history(book, department, today)]
    now: State = before[-1] if before else "not_yet"
    if now == "paused":
        left: State = next((state for state in reversed(before) if state != "paused"), "not_yet")
        return left if step > 0 else None
    index = WAY.index(now) + step
    return WAY[index] if 0 <= index < len(WAY) else None


def next_step(book: Book, department: str) -> int:
    """The step a new entry of this department gets, so that it comes after all others of its day."""
    return max((a.step for a in book.adoptions.values() if a.department == department), default=-1) + 1


def opens(book: Book, department: str, state: State, today: date) -> bool:
    """Whether coming into this state opens a department that was not opened before."""
    opened = {key for _, key in reached(book, today)["piloting"]}
    return state in OPENED and department not in opened


def move(book: Book, change: Change, department: Department, state: State, on: date, *, note: str = "") -> str:
    """Put a dated state into a change; what was noted before stays as it was.

    Returns:
        Why opening this department now is early, or nothing.
    """
    entry = Adoption(department=department.id, state=state, on=on, step=next_step(book, department.id), note=note)
    change.put(entry)
    return flag_of_move(book, department, state, on)


def flag_of_move(book: Book, department: Department, state: State, today: date) -> str:
    """Why moving a department into a state opens it too early; empty if it does not."""
    return flag(book, department, today) if opens(book, department.id, state, today) else ""
