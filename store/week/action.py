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


class OpenScreen(Struct, frozen=True):
    """Deal with it on another screen, where it is selected."""

    screen: str
    key: str = ""


class DealWithGathering(Struct, frozen=True):
    """Note or change something of one gathering."""

    gathering: str
    do: Literal["mark held", "pick host", "write up"]


class FinishReminder(Struct, frozen=True):
    """Note that a reminder is done."""

    reminder: str


class ThankPerson(Struct, frozen=True):
    """Thank someone."""

    person: str


class AnswerRequest(Struct, frozen=True):
    """Note the answer to a request."""

    request: str


class FillRole(Struct, frozen=True):
    """Say who takes a role."""

    role: str


class Certify(Struct, frozen=True):
    """Certify a trainer for a topic, or renew the certificate."""

    candidate: str


class ConsiderStage(Struct, frozen=True):
    """Decide on the stage suggested for someone."""

    person: str


Target = (
    OpenScreen
    | DealWithGathering
    | FinishReminder
    | ThankPerson
    | AnswerRequest
    | FillRole
    | Certify
    | ConsiderStage
)
"""What opens a to-do. The screen matches every kind, so that none can be without effect."""

MOST_ALIKE = 2
"""To-dos of one kind before other kinds had their turn."""


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
    target: Target
    press: str = "list.open"
    """The id of the binding whose key deals with it."""
    to: str = ""
    """What that key does, where that does not go without saying: ‘note the answer’."""
