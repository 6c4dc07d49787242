"""A reminder to the host of a gathering: when, where, and what to bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from store.core.dates import format_day
from store.core.text import join_words, quoted


def host_reminder(
    given_name: str,
    gathering: str,
    on: date,
    *,
    at: time | None,
    place: str,
    to_bring: Sequence[str],
    signature: str,
) -> str:
    """A short message to a host.

    Args:
        given_name: who hosts.
        gathering: its name.
        on: its day.
        at: when it begins; None where no time is set.
        place: where it takes place, or its link; may be empty.
        to_bring: what is still to be prepared.
        signature: who writes; may be empty.
    """
    when = f"{format_day(on)}, {at:%H:%M}" if at else format_day(on)
    facts = [
        f"When: {when}",
        f"Where: {place}" if place else "",
        f"To bring: {join_words(to_bring)}" if to_bring else "",
    ]
    paragraphs = [
        f"Hello {given_name},",
        f"Thank you for hosting {quoted(gathering)}. Here is what you need:",
        "\n".join(f"- {fact}" for fact in facts if fact),
        "Is there anything I can help you with?",
        f"Best wishes,\n{signature}" if signature else "Best wishes",
    ]
    return "\n\n".join(paragraphs) + "\n"
