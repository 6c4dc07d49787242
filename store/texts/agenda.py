"""The agenda of a kick-off, as it is sent to attendees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from store.core.dates import format_day
from store.core.text import pluralize


def when_and_where(on: date, at: time | None, minutes: int, place: str, host: str) -> str:
    """The line below the name of a session: day, time, length, place, host, as far as they are known."""
    told: Sequence[str] = (
        format_day(on),
        f"{at:%H:%M}" if at else "",
        pluralize(minutes, "minute"),
        place,
        f"hosted by {host}" if host else "",
    )
    return ", ".join(filter(None, told))


def discussion(topic: str, technique: str, minutes: int, at: time | None) -> str:
    """A topic of the agenda: when it begins, how it is discussed, how long."""
    how = f"{technique}, {minutes} min" if technique else f"{minutes} min"
    return f"- {at:%H:%M} {topic} ({how})" if at else f"- {topic} ({how})"


def question(text: str) -> str:
    """The question a topic has to answer, below it."""
    return f"  {text}"
