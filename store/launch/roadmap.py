"""The roadmap: the six steps of a launch, and where the community stands on them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.text import one_line
from store.launch.assessments import Answer, latest, word
from store.launch.roadmap_marks import STEPS, Mark

State = Literal["not started", "in progress", "complete"]


class Step(Struct, frozen=True):
    """One of the six steps."""

    number: int
    title: str
    marks: tuple[Mark, ...]

    @property
    def done(self) -> int:
        """How many of its milestones are reached."""
        return sum(mark.done for mark in self.marks)

    @property
    def state(self) -> State:
        """Complete with all milestones reached, not started with none."""
        if self.done == len(self.marks):
            return "complete"
        return "in progress" if self.done else "not started"


class Roadmap(Struct, frozen=True):
    """All six, and where the community stands."""

    steps: tuple[Step, ...]

    @property
    def here(self) -> Step | None:
        """The first step with something missing; None when nothing is."""
        return next((step for step in self.steps if step.state != "complete"), None)

    @property
    def next(self) -> Mark | None:
        """The first thing missing."""
        return next((mark for mark in self.here.marks if not mark.done), None) if self.here else None

    @property
    def words(self) -> str:
        """Where the community stands, in a line."""
        done, of = sum(step.done for step in self.steps), sum(len(step.marks) for step in self.steps)
        stands = f"step {self.here.number} of 6" if self.here else "all 6 steps complete"
        return f"{stands} · {done} of {of} complete"


def roadmap(book: Book, today: date) -> Roadmap:
    """Where the community stands on the six steps. What the book cannot show counts by the organiser's word."""
    return book.cached_query(_roadmap, today)


def _roadmap(book: Book, today: date) -> Roadmap:
    known = latest(book)
    steps = []
    for number, (title, marks) in enumerate(STEPS, 1):
        steps.append(Step(number, title, tuple(_with_word(mark, known) for mark in marks(book, today))))
    return Roadmap(tuple(steps))


def _with_word(mark: Mark, known: dict[str, Answer]) -> Mark:
    if mark.done:
        return mark
    said = word(known, mark.about)
    if said is None:
        return mark
    note = f": {said.note}" if said.note else ""
    return replace(mark, shown=f"confirmed by you on {format_day_month(said.on)}{note}", done=True, said=said)


def as_text(told: Roadmap) -> str:
    """The roadmap as plain lines."""
    lines = [f"Launch: {told.words}"]
    for step in told.steps:
        lines += ["", f"{step.number} {step.title}: {step.state}, {step.done} of {len(step.marks)}"]
        lines += [f"- [{'x' if mark.done else ' '}] {mark.text}: {one_line(mark.shown)}" for mark in step.marks]
    return "\n".join(lines) + "\n"
