"""What a form says of the field that is edited: what it is for, and how its kind of value is typed."""

from __future__ import annotations

from datetime import date

from screens.widgets.spans import Span, wrapped
from store.core.dates import format_day_relative
from store.core.fields import Field

_WAYS = {
    "time": "Type 14:00 or 2pm.",
    "minutes": "Type 90, 1:30 or 1.5 h.",
    "money": "Type 1240 or 1,240.50.",
}


def way_to_type(field: Field, *, day_first: bool) -> str:
    """How a value of the field is typed; of a date also in which order."""
    if field.kind == "date":
        return f"Type fri, {'27/11 (day/month)' if day_first else '11/27 (month/day)'} or +2w."
    return _WAYS.get(field.kind, "")


def explanation(
    field: Field, typed: date | None, today: date, width: int, *, day_first: bool = True
) -> list[list[Span]]:
    """The lines below the fields while one is edited.

    Args:
        field: the field.
        typed: the day that stands in it, if it is of days and holds one.
        today: the day that is counted from.
        width: cells of a line.
        day_first: whether 10/11 is typed for a day in November.
    """
    lines: list[list[Span]] = [[(line, "dim")] for line in wrapped(field.hint, width)] if field.hint else []
    understood: list[Span] = [(format_day_relative(typed, today), "good"), ("   ", "")] if typed else []
    way = way_to_type(field, day_first=day_first)
    return [*lines, [*understood, (way, "dim")]] if way else lines
