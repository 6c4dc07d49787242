"""The thank-you wall: the public thank-yous of a month."""

from __future__ import annotations

from datetime import date

from store.core.dates import MONTH_NAMES

EMPTY = "There are no public thank-yous this month."


def title(month: date) -> str:
    """What stands above the wall of a month."""
    return f"Thank you · {MONTH_NAMES[month.month - 1]} {month.year}"


def thank_you(names: str, behaviour: str, words: str) -> str:
    """A thank-you in a line: its recipients, the behaviour and the message."""
    return f"- {names} ({behaviour}): {words}"
