"""What other calendars show below an event, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.core.dates import format_day
from store.core.text import ended, join_words

UNNAMED = "Gathering"
"""How an event without a name is called."""


def hosts(names: Sequence[str]) -> str:
    """Who hosts a gathering, and who co-hosts it."""
    return f"Host: {join_words(names)}"


def host_rota(names: Sequence[str]) -> str:
    """Who takes turns at hosting, where it is not known whose turn it is."""
    return f"Host rota: {join_words(names)}"


def topic(name: str) -> str:
    """What is taught."""
    return f"Topic: {name}"


def moved(due_on: date, why: str) -> str:
    """From which day a gathering was moved, and why where that is known."""
    return ended(f"Moved from {format_day(due_on)}: {why}" if why else f"Moved from {format_day(due_on)}")
