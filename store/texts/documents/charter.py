"""The charter: its title, and what it says of the moderator and the next review."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day

MODERATOR = "Moderator"
NEXT_REVIEW = "Next review"


def title(community: str, changed_on: date | None) -> str:
    """What the charter is called, with the day of its latest change."""
    return f"Charter of {community}, {format_day(changed_on)}" if changed_on else f"Charter of {community}"


def moderator(name: str, chosen: str, since: date, today: date) -> str:
    """Who moderates, how they were chosen and since when."""
    return f"{name}, {chosen}, since {format_day(since, today)}"


def next_review(on: date) -> str:
    """The day on which the charter is to be reviewed."""
    return format_day(on)
