"""What one thing to do this week is."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Verb = Literal[
    "Mark",
    "Do",
    "Update",
    "Host",
    "Thank",
    "Ask",
    "Remind",
    "Write up",
    "Help on",
    "Fill",
    "Certify",
    "Post",
    "Adapt",
    "Move up",
    "Review",
    "See to",
    "Keep",
    "Steer",
    "Revisit",
]


class Act(Struct, frozen=True):
    """One thing to do this week, and why."""

    key: str
    """Stable name of the act, so that it can be put off."""
    verb: Verb
    subject: str
    """The id of the volunteer, stakeholder, gathering or role it is about."""
    name: str
    reason: str
    why: str
    weight: int
    press: str = "list.open"
    """The id of the binding whose key deals with it."""
    to: str = ""
    """What that key does, where that does not go without saying: ‘note the answer’."""
