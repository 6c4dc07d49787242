"""A to-do of the week."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Verb = Literal[
    "Record",
    "Do",
    "Update",
    "Find a host",
    "Thank",
    "Ask",
    "Remind",
    "Write up",
    "Check in with",
    "Fill role",
    "Certify",
    "Post",
    "Move up",
    "Review",
    "Answer",
    "Assign owner",
    "Look into",
]


class OpenScreen(Struct, frozen=True):
    """Open another screen with the item selected."""

    screen: str
    key: str = ""


class DealWithGathering(Struct, frozen=True):
    """Record or change a gathering."""

    gathering: str
    do: Literal["mark held", "pick host", "write up"]


class FinishReminder(Struct, frozen=True):
    """Complete a reminder."""

    reminder: str


class ThankPerson(Struct, frozen=True):
    """Thank someone."""

    person: str


class AnswerRequest(Struct, frozen=True):
    """Record the answer to a request."""

    request: str


class FillRole(Struct, frozen=True):
    """Choose who takes a role."""

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

_JOINTS: dict[Verb, str] = {"Find a host": " for", "Assign owner": " to"}
"""What stands between a verb and its object."""
MOST_ALIKE = 2
"""To-dos of one kind before other kinds had their turn."""


class Act(Struct, frozen=True):
    """A to-do of the week, with its reason."""

    key: str
    """Stable name of the to-do, so that it can be snoozed."""
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
    """What that key does, where the verb does not say it: ‘record the answer’."""

    @property
    def title(self) -> str:
        """Verb and object: ‘Find a host for Coffee corner’."""
        return f"{self.verb}{_JOINTS.get(self.verb, '')} {self.name}"
