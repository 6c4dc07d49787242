"""The survey: the topics people suggested, the most wanted first."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day
from store.core.text import pluralize

TITLE = "Suggested topics"


def topic(title: str, votes: int, department: str, scheduled: str) -> str:
    """A suggested topic with its votes, the department it comes from, and what it is scheduled for, if known."""
    about = [pluralize(votes, "vote"), department, f"scheduled for {scheduled}" if scheduled else ""]
    return f"- {title} ({', '.join(filter(None, about))})"


def gathering(name: str, on: date, today: date) -> str:
    """A gathering with its day, as a topic is scheduled for it."""
    return f"{name}, {format_day(on, today)}"
