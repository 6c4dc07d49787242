"""What can be picked."""

from __future__ import annotations

from dataclasses import dataclass

NEW = "new:"
"""Before a typed text that stands for something not in the book yet."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick: its key, how it reads, and a word more about it."""

    key: str
    label: str
    detail: str = ""
