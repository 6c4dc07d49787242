"""The update as talking points for a meeting, and as a chat message."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day
from store.core.text import ended
from store.texts.updates import starting

LABELS = ("Result", "Win", "Worry", "Next", "Ask")
"""The five talking points, in the order in which they are made."""


def about(community: str, period: str) -> str:
    """Whom a message is about, and which period: ``Trainers' Circle, November``."""
    return f"{community}, {period}"


def point(number: int, label: str, words: str) -> str:
    """One talking point."""
    return f"{number}. {label}: {words}"


def no_win(since: date, until: date) -> str:
    """That there is no win to tell."""
    return f"nothing new since {format_day(since, until)}."


NO_WORRY = "none to raise today."
NOTHING_PLANNED = "no gatherings planned yet."
NOTHING_ASKED = "nothing today."


def single_trainer_topics(number: int) -> str:
    """How many topics would be lost with one trainer each."""
    if number == 1:
        return "One topic rests on a single trainer."
    return f"{starting(number, 'topic')} rest on one trainer each."


def next_steps(steps: str) -> str:
    """What comes next, in a chat."""
    return ended(f"Next: {steps}")


def request(ask: str) -> str:
    """What the readers of a chat are asked."""
    return ended(f"What I need from you: {ask}")


NO_ACTION = "No action needed."


def length(words: int, most: int, *, too_long: bool) -> str:
    """How long a chat message is beside how long it may be."""
    return f"{words} of {most} words{' · too long' if too_long else ''}"
