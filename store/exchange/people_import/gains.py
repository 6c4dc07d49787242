"""What a person already known gains from a row of a sheet: what they lack, and another email address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from store.core.fields import LONGEST_TEXT
from store.core.parsing import format_value
from store.core.text import alike, in_brief
from store.exchange.people_import.import_fields import FIELD_LABELS, described
from store.model.people import AGREED, Volunteer

_LACKING = ("job", "phone", "manager", "quiet_until")
_LISTS = ("topics", "delivery", "tags")


class Gain(Struct, frozen=True):
    """One fact that a row adds."""

    field: str
    added: Any
    """What is new: a value, or the parts of a list that are; a department by its name."""
    instead_of: str = ""
    """What it takes the place of."""

    def words(self, today: date) -> str:
        """The fact with its label: ‘Topics: Excel’."""
        text = self.added if self.field == "department" else format_value(described(self.field), self.added, today)
        was = f" (now {self.instead_of})" if self.instead_of else ""
        return f"{FIELD_LABELS[self.field]}: {in_brief(text, 60)}{was}"


def gains(known: Volunteer, department: str, row: Volunteer, row_department: str) -> tuple[Gain, ...]:
    """What someone gains from a row.

    Args:
        known: the person as they are.
        department: the name of their department, or nothing.
        row: the person as the row has them.
        row_department: the name of the department in the row.
    """
    return tuple(_gains(known, department, row, row_department))


def _gains(known: Volunteer, department: str, row: Volunteer, row_department: str) -> Iterator[Gain]:
    if row.email and row.email.casefold() != known.email.casefold():
        yield Gain("email", row.email, known.email)
    if row_department and not department:
        yield Gain("department", row_department)
    for field in _LACKING:
        if (value := getattr(row, field)) and not getattr(known, field):
            yield Gain(field, value)
    for field in _LISTS:
        held = {alike(part) for part in getattr(known, field)}
        if added := tuple(part for part in getattr(row, field) if alike(part) not in held):
            yield Gain(field, added)
    for day, words in AGREED:
        if (agreed := getattr(row, day)) and not getattr(known, day):
            yield Gain(day, agreed)
            if said := getattr(row, words):
                yield Gain(words, said, getattr(known, words))
    if row.notes and row.notes not in known.notes and len(known.notes) + len(row.notes) < LONGEST_TEXT:
        yield Gain("notes", row.notes)


def with_gains(known: Volunteer, gained: Iterable[Gain]) -> Volunteer:
    """Someone with what they gain, but for the department, whose id is not known here."""
    facts: dict[str, Any] = {}
    for gain in gained:
        if gain.field in _LISTS:
            facts[gain.field] = tuple(dict.fromkeys((*getattr(known, gain.field), *gain.added)))
        elif gain.field == "notes":
            facts["notes"] = "\n".join(filter(None, (known.notes, gain.added)))
        elif gain.field != "department":
            facts[gain.field] = gain.added
    return replace(known, **facts)
