"""The first steps of a new book: from its first colleague to its first update, one at a time at the top of Week.

They are milestones of the roadmap, in the order in which a first Monday can take them. What the roadmap has as complete
is complete here, and what cannot be done yet, such as recording a gathering that is still to come, is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.week.action import Act, AddFirst, OpenScreen
from store.week.gathering_sources import record_act
from store.week.stakeholder_sources import update_act

if TYPE_CHECKING:
    from store.launch.roadmap_marks import Mark

SETTLED = 3
"""Gatherings held with which a book is no longer new, even though no update was sent from it."""

SEARCHED = timedelta(days=35)
"""Days back in which a gathering to record is looked for."""


def is_new(book: Book) -> bool:
    """Whether a book is still at its first steps: no update was sent, and only one or two gatherings were held."""
    if any(update.state == "sent" for update in book.updates.values()):
        return False
    return sum(gathering.state == "held" for gathering in book.gatherings.values()) < SETTLED


def first_steps(book: Book, today: date) -> tuple[Act, ...]:
    """The first steps that can be taken now, in order; none once the book is no longer new."""
    return tuple(_steps(book, today)) if is_new(book) else ()


def _steps(book: Book, today: date) -> Iterator[Act]:
    from store.launch.roadmap import roadmap  # most books are past this

    marks = {mark.key: mark for step in roadmap(book, today).steps for mark in step.marks}
    for number, (key, make) in enumerate(_STEPS.items(), 1):
        yield from make(book, today, marks[key], f"step {number} of {len(_STEPS)}")


def _people(book: Book, _today: date, mark: Mark, place: str) -> Iterator[Act]:
    from store.launch.roadmap_marks import SMALL_GROUP

    there = len(book.volunteers)
    if there < SMALL_GROUP and mark.said is None:
        which, so_far = (
            ("another", f"{there} of {SMALL_GROUP} so far") if there else ("the first", "a name is enough")
        )
        yield Act(
            "first:people", "add_first", "people", f"{which} colleague", f"{place} · {so_far}",
            f"Start with {SMALL_GROUP} colleagues who want to train. You can also import them from a file. After that, plan the first ritual.",
            AddFirst("person"), to="add a colleague",
        )  # fmt: skip


def _ritual(_book: Book, _today: date, mark: Mark, place: str) -> Iterator[Act]:
    if not mark.done:
        yield Act(
            "first:ritual", "plan_first", "ritual", "the first ritual",
            f"{place} · a gathering that repeats",
            "Rituals keep the group together, and members know what they gain from each. Every template is already filled in. After that, record the first gathering.",
            AddFirst("ritual"), to="choose a template",
        )  # fmt: skip


def _held(book: Book, today: date, mark: Mark, place: str) -> Iterator[Act]:
    past = gatherings(book, today - SEARCHED, today)
    gathering = next((g for g in past if g.state == "planned"), None)
    if gathering and not mark.done:
        yield replace(
            record_act(gathering, today),
            reason=f"{place} · planned for {format_day(gathering.on, today)}",
            why="After the gathering, record who attended. Your first update will report it. After that, add the first stakeholder.",
            to="record the attendees",
        )


def _stakeholder(_book: Book, _today: date, mark: Mark, place: str) -> Iterator[Act]:
    if not mark.done:
        yield Act(
            "first:stakeholder", "add_first", "stakeholder", "the first stakeholder",
            f"{place} · such as your manager",
            "Stakeholders are people whose support matters. They receive regular updates, and Week tells you when one is due. Once you have added one, their first update is ready to copy.",
            AddFirst("stakeholder"), to="add a stakeholder",
        )  # fmt: skip


def _update(book: Book, today: date, mark: Mark, place: str) -> Iterator[Act]:
    from store.updates.stakeholders import due_list

    due = next(iter(due_list(book, today)), None)
    if due and not mark.done:
        yield replace(
            update_act(due, today),
            reason=f"{place} · already written from the book",
            why="Paste the copy into an email and send it. Then mark the update as sent. From then on, Week shows what each week needs.",
            target=OpenScreen("updates", due.stakeholder.id, action="copy"),
            to="copy the update",
        )


_STEPS: dict[str, Callable[[Book, date, Mark, str], Iterator[Act]]] = {
    "people": _people,
    "ritual": _ritual,
    "held": _held,
    "allies": _stakeholder,
    "update": _update,
}
"""What makes each step, by the milestone of the roadmap that it reaches."""
