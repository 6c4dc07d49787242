"""What becomes of the events of another calendar, as a plan that can be shown and told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from msgspec import Struct, field

from store.core.dates import format_day
from store.core.text import join_words, one_line, pluralize
from store.model.calendar import Gathering, Ritual

_MOST_TOLD = 10

Becomes = Literal["ritual", "gathering", "gatherings", "nothing"]


class Entry(Struct, frozen=True):
    """One event of the file and what becomes of it."""

    key: str
    """Its place in the plan, for leaving it out."""
    name: str
    on: date | None
    """The day it first comes in on, or would have."""
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


class CalendarPlan(Struct, frozen=True):
    """What an import would do; nothing is changed before it is carried out."""

    source: str
    """The program that wrote the file, in words."""
    since: date
    until: date
    entries: list[Entry]
    notes: list[str] = field(default_factory=list)
    """What is true of the whole file: its time zone, and what is left aside."""

    @property
    def coming(self) -> list[Entry]:
        """What becomes a ritual or a gathering."""
        return [entry for entry in self.entries if entry.records]

    @property
    def staying(self) -> list[Entry]:
        """What becomes nothing, each with its reason."""
        return [entry for entry in self.entries if not entry.records]


def coming_words(entries: Collection[Entry]) -> str:
    """How much comes in: «2 rituals and 5 gatherings»; nothing where nothing does."""
    rituals = sum(entry.becomes == "ritual" for entry in entries)
    once = sum(len(entry.records) for entry in entries if entry.becomes != "ritual")
    parts = [pluralize(rituals, "ritual")] if rituals else []
    return join_words([*parts, *([pluralize(once, "gathering")] if once else [])])


def summary(plan: CalendarPlan, today: date) -> list[str]:
    """A plan in plain lines: every event of the file and what becomes of it."""
    coming, outside = plan.coming, [entry for entry in plan.staying if entry.outside]
    staying = [entry for entry in plan.staying if not entry.outside]
    lines = [
        f"{plan.source}: {pluralize(len(plan.entries), 'event')}.",
        f"Looked at: {format_day(plan.since, today)} – {format_day(plan.until, today)}.",
        *plan.notes,
        f"Come in: {coming_words(coming) or 'none'}.",
    ]
    lines += [_line(entry) for entry in coming]
    if staying:
        lines.append(f"Stay out: {pluralize(len(staying), 'event')}.")
        lines += [_line(entry) for entry in staying]
    if outside:
        lines.append(f"Outside the days chosen: {pluralize(len(outside), 'event')}.")
        lines += [_line(entry) for entry in outside[:_MOST_TOLD]]
        if len(outside) > _MOST_TOLD:
            lines.append(f"  and {len(outside) - _MOST_TOLD:,} more")
    return lines


def _line(entry: Entry) -> str:
    notes = "".join(f"; {note}" for note in entry.notes)
    return one_line(f"- {entry.name}: {entry.words}{notes}")
