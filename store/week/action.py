"""A to-do of the week."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from store.week.kinds import KINDS, Verb


class OpenScreen(Struct, frozen=True):
    """Open another screen with the item selected."""

    screen: str
    key: str = ""
    action: str = ""
    """One of its actions, run once it is shown."""


GatheringStep = Literal["mark held", "pick host", "write up", "prepare", "remind host"]


class DealWithGathering(Struct, frozen=True):
    """Record or change a gathering."""

    gathering: str
    do: GatheringStep


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


class KeepOrErase(Struct, frozen=True):
    """Decide whether someone who left or was never heard of again stays in the book."""

    person: str


class AddFirst(Struct, frozen=True):
    """Add the first record of a kind to a new book."""

    what: Literal["person", "ritual", "stakeholder"]


class EditSettings(Struct, frozen=True):
    """Open the settings of the book."""


Target = (
    OpenScreen
    | DealWithGathering
    | FinishReminder
    | ThankPerson
    | AnswerRequest
    | FillRole
    | Certify
    | ConsiderStage
    | KeepOrErase
    | AddFirst
    | EditSettings
)
"""What opens a to-do. The screen matches every kind, so that none can be without effect."""

_JOINTS: dict[Verb, str] = {"Find a host": " for", "Assign owner": " to"}
"""What stands between a verb and its object."""
UNKNOWN = 35
"""Days that a to-do counts as having waited where the book does not know."""


class Act(Struct, frozen=True):
    """A to-do of the week, with its reason; or one that stands for several of its kind."""

    key: str
    """Stable name of the to-do, so that it can be snoozed."""
    kind: str
    """Its name in :data:`store.week.kinds.KINDS`."""
    subject: str
    """The id of the volunteer, stakeholder, gathering or role it is about."""
    name: str
    reason: str
    """In a line, beginning with how long it is overdue."""
    why: str
    """In sentences; nothing for one that stands for several, each of which has its own."""
    target: Target
    since: date | None = None
    """The day it came up; None where the book does not know."""
    overdue: int = 0
    """Days past the day it was to be done; 0 where no day was set or it is still ahead."""
    press: str = "list.open"
    """The id of the binding whose key deals with it."""
    to: str = ""
    """What that key does, where the verb does not say it: ‘record the answer’."""
    returns: date | None = None
    """The day it returns if it is dismissed now, where its kind alone does not say it."""
    gathering: str = ""
    """The name of the gathering, where it is about one and named after its host."""
    on: date | None = None
    """The day of the gathering to come that it is about."""
    members: tuple[Act, ...] = ()
    """Those it stands for; what opens it opens the first."""

    @property
    def verb(self) -> Verb:
        """What is to be done: ‘Record’."""
        return KINDS[self.kind].verb

    @property
    def title(self) -> str:
        """Verb and object: ‘Find a host for Coffee corner’, ‘Record 3 gatherings’."""
        if self.members:
            return KINDS[self.kind].several.format(objects_of(self.members))
        return f"{self.verb}{_JOINTS.get(self.verb, '')} {self.name}"

    @property
    def singles(self) -> tuple[Act, ...]:
        """The to-dos it stands for: its members, or itself."""
        return self.members or (self,)

    def waited(self, today: date) -> int:
        """Days since it came up; five weeks where the book does not know."""
        return (today - self.since).days if self.since else UNKNOWN


def objects_of(acts: tuple[Act, ...]) -> int:
    """How many things to-dos are about: a gathering that wants a host and preparation is one."""
    return len({t.gathering if isinstance(t := act.target, DealWithGathering) else act.subject for act in acts})
