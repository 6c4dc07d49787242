"""The undo log."""

from datetime import datetime
from typing import Any

from store.core.fields import Number
from store.core.record import Record

Values = dict[str, Any]
"""A record's fields as plain values."""


class Step(Record, frozen=True, kw_only=True):
    """One change as the undo log keeps it: what the records held before (None: they were not there)."""

    number: Number
    label: str
    at: datetime
    before: dict[str, dict[str, Values | None]]
    undone: bool = False
    joined: str = ""
    """The other copy of the book that this change brought in, as :mod:`store.book.merge` marks it."""
    inbox: str = ""
    """The id of the line of the inbox that made this change, or undid it last."""
