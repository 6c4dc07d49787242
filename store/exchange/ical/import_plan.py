"""Plan of an import: what becomes of each event, to be shown and told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Literal

from msgspec import Struct, field

from store.book.transaction import Change
from store.core.dates import format_day
from store.core.text import join_words, one_line, pluralize
from store.model.calendar import Gathering, Ritual

_MOST_TOLD = 10

Becomes = Literal["ritual", "gathering", "gatherings", "change", "nothing"]


class Entry(Struct, frozen=True):
    """One event of the file and what becomes of it."""

    key: str
    """Its place in the plan, for leaving it out."""
    name: str
    on: date | None
    """Its first day among the days chosen, or its first day."""
    becomes: Becomes
    words: str
    """When it is, or why nothing becomes of it."""
    notes: tuple[str, ...] = ()
    """What is other than in the file."""
    records: tuple[Ritual | Gathering, ...] = ()
    problem: bool = False
    """It cannot be understood."""
    outside: bool = False
    """It lies before or after the days chosen."""
    old: str = ""
    """What the book has, where the other calendar has it otherwise by now."""
    new: str = ""
    """What the other calendar has."""
    update: Callable[[Change], object] | None = None
    """Takes over what the other calendar has."""


class CalendarPlan(Struct, frozen=True):
    """What an import would do; nothing is changed before it is carried out."""

    source: str
    """The program that wrote the file, in words."""
    since: date
    until: date
    entries: list[Entry]
    events: int = 0
    """How many events the file holds, the changes of single days not counted."""
    notes: list[str] = field(default_factory=list)
    """What is true of the whole file: its time zone, and what is left aside."""

    @property
    def coming(self) -> list[Entry]:
        """What becomes a ritual or a gathering."""
        return [entry for entry in self.entries if entry.records]

    @property
    def offered(self) -> list[Entry]:
        """What is in the book, but otherwise."""
        return [entry for entry in self.entries if entry.update]

    @property
    def staying(self) -> list[Entry]:
        """What becomes nothing, each with its reason."""
        return [entry for entry in self.entries if not entry.records and not entry.update]


def coming_words(entries: Collection[Entry]) -> str:
    """How much is imported: ‘2 rituals, 5 gatherings and 1 change’."""
    numbers = {
        "ritual": sum(entry.becomes == "ritual" for entry in entries),
        "gathering": sum(len(entry.records) for entry in entries if entry.becomes != "ritual"),
        "change": sum(entry.becomes == "change" for entry in entries),
    }
    return join_words([pluralize(number, what) for what, number in numbers.items() if number])


def summary(plan: CalendarPlan, today: date) -> list[str]:
    """A plan in plain lines: every event of the file and what becomes of it."""
    coming, offered, outside = plan.coming, plan.offered, [entry for entry in plan.staying if entry.outside]
    staying = [entry for entry in plan.staying if not entry.outside]
    days = f"{format_day(plan.since, today)} – {format_day(plan.until, today)}"
    lines = [
        f"{plan.source}: {pluralize(plan.events, 'event')}. Days: {days}.",
        *plan.notes,
        f"New: {coming_words(coming) or 'nothing'}.",
        *map(_line, coming),
    ]
    if offered:
        lines += [f"Changes in the other calendar: {len(offered):,}.", *map(_line, offered)]
    if staying:
        lines += [f"Not imported: {pluralize(len(staying), 'event')}.", *map(_line, staying)]
    if outside:
        lines.append(f"Outside the chosen dates: {pluralize(len(outside), 'event')}.")
        lines += [_line(entry) for entry in outside[:_MOST_TOLD]]
        if len(outside) > _MOST_TOLD:
            lines.append(f"  and {len(outside) - _MOST_TOLD:,} more")
    return lines


def _line(entry: Entry) -> str:
    notes = "".join(f"; {note}" for note in entry.notes)
    return one_line(f"- {entry.name}: {entry.words}{notes}")
