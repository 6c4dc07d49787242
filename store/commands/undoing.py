"""``undo`` and ``log``: the last changes, reversed and listed."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.book.undo import next_to_redo, next_to_undo
from store.commands.plan import Plan
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.text import one_line, pluralize, quoted
from store.model.undo import Step


class Undo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="undo"):
    """Undo the last change, or redo the one undone last."""

    redo: bool = False
    of: str = ""
    """The id of the change, or of the line of the inbox that made it; whichever is the last one without it."""

    def step(self, book: Book) -> Step | None:
        """The change that would be undone or redone now."""
        return (next_to_redo if self.redo else next_to_undo)(book.steps.values())

    def plan(self, book: Book, today: date) -> Plan:
        """What is undone or redone.

        Raises:
            GuildbookError: there is nothing, or another change has come in between.
        """
        step = self.step(book)
        verb = "redo" if self.redo else "undo"
        if step is None:
            raise GuildbookError(f"There is nothing to {verb}.")
        if self.of not in ("", step.id, step.inbox):
            raise GuildbookError(
                f"There is nothing to {verb}: another change, {quoted(step.label)}, has been made since."
            )
        done = "Redone" if self.redo else "Undone"
        return _Flip(label=step.label, put=_nothing, said=f"{done}: {one_line(step.label)}.", redo=self.redo)


class _Flip(Plan, frozen=True, kw_only=True):
    """The plan of undoing or redoing, which adds no change of its own."""

    redo: bool

    def carry_out(self, book: Book, inbox: str = "") -> None:
        """Undo or redo the step."""
        (book.redo if self.redo else book.undo)(inbox)


def _nothing(_change: object) -> None:
    """Undoing puts no record of its own."""


def log_as_text(book: Book, most: int, today: date) -> str:
    """The last changes as plain lines, the newest first, with those that were undone."""
    steps = sorted(book.steps.values(), key=lambda step: step.number, reverse=True)
    lines = [f"Changes: {len(steps)}" if steps else "No changes yet.", *_lines(steps[:most], today)]
    if len(steps) > most:
        lines.append(f"{pluralize(len(steps) - most, 'earlier change')} left out.")
    return "\n".join(lines) + "\n"


def _lines(steps: list[Step], today: date) -> Iterator[str]:
    for step in steps:
        undone = " (undone)" if step.undone else ""
        yield f"- {format_day(step.at.date(), today)} {step.at:%H:%M}: {one_line(step.label)}{undone}"
