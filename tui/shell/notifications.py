"""What is said in passing: one short line that stays for a few seconds."""

from __future__ import annotations

from textual.notifications import Notification

from store.core.text import clean

LONGEST_WORD = 240
"""Characters of what is said in passing."""

LEAST_SAID = 0.05
"""Seconds for which it is seen at least."""


def shortened(message: str) -> str:
    """A message without control characters, cut to a readable length."""
    text = clean(message)
    return text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"


class Said(Notification):
    """What was said in passing.

    A toast of it that is made as it runs out is seen for a moment.

    Textual's timers never end where they have no time left, and nothing else happens any more.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it is taken away."""
        return max(super().time_left, LEAST_SAID)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0
