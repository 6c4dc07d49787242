"""What can be picked."""

from __future__ import annotations

from msgspec import Struct

NEW = "new:"
"""Before a typed text that stands for something not in the book yet."""


class Option(Struct, frozen=True):
    """One thing to pick: its key, how it reads, and a word more about it."""

    key: str
    label: str
    detail: str = ""
    email: str = ""
    """An address that names it in a pasted list."""
