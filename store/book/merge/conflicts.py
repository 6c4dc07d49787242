"""Merge conflicts: what both copies changed, for the user to choose."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from store.core.dates import format_day_month
from store.core.labels import noun_of
from store.core.record import Record
from store.core.text import one_line

_LONGEST = 60
"""Characters of a value that a conflict shows."""


class Conflict(Struct, frozen=True):
    """Something both copies changed since they parted, each in its own way."""

    table: str
    record: str
    field: str
    """The field's name; empty where one copy deleted what the other changed."""
    name: str
    """The record as a person would call it."""
    label: str
    here: str
    there: str
    suggested: Literal["here", "there"] = "here"
    """Which side is taken unless it is chosen otherwise: this copy's, but what was changed goes before deleted."""

    @property
    def key(self) -> str:
        """Key of the conflict among others."""
        return f"{self.table}/{self.record}/{self.field}"

    def words(self, here: str = "here", there: str = "there") -> str:
        """Conflict in one line.

        Args:
            here: what this copy is called.
            there: what the other one is called.
        """
        about = f"{self.name}, {self.label}" if self.label else self.name
        return f"{about}: {here} ‘{self.here}’, {there} ‘{self.there}’"


def own_name(record: Record) -> str:
    """What a record itself is called; nothing for one that only says something of another."""
    names = ("name", "title", "what", "topic", "label", "claim", "subject", "text")
    return next((one_line(str(text)) for name in names if (text := getattr(record, name, ""))), "")


def record_name(record: Record) -> str:
    """Name of a record as a person would say it."""
    if text := own_name(record):
        return text
    day = getattr(record, "on", None)
    return f"{noun_of(type(record))} of {format_day_month(day)}" if day else noun_of(type(record))


def format_value(value: Any) -> str:
    """Value as a conflict shows it, shortened where it is long."""
    text = (
        format_day_month(value) if hasattr(value, "isoformat") and hasattr(value, "year") else one_line(str(value))
    )
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
