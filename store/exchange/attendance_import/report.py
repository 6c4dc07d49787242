"""What a report of a meeting says: who was there, and for how long."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from store.core.text import pluralize

KINDS = {
    "teams": "Teams report",
    "zoom": "Zoom report",
    "meet": "Google Meet report",
    "report": "Attendance report",
    "list": "List of names",
}


class Participant(Struct, frozen=True):
    """Someone in a report, with all their stays taken together."""

    name: str
    email: str = ""
    seconds: int | None = None
    """How long they stayed; None where the report does not say."""
    spellings: tuple[str, ...] = ()
    """Other names they go by in the report: whole, or the one in brackets."""
    external: bool = False
    """Whether the program marks them as from outside."""
    days: tuple[date, ...] = ()
    """The days on which they can have joined."""
    other_emails: tuple[str, ...] = ()

    @property
    def minutes(self) -> int | None:
        """Whole minutes they stayed."""
        return None if self.seconds is None else self.seconds // 60

    @property
    def names(self) -> tuple[str, ...]:
        """Every name they may be known by."""
        return (self.name, *self.spellings)


class Report(Struct, frozen=True):
    """A report as it was read, before anyone asks who the people are."""

    kind: str
    participants: tuple[Participant, ...]
    title: str = ""
    """The meeting's title, where the report has it."""
    days: tuple[date, ...] = ()
    """The days on which the meeting can have been; two where day and month cannot be told apart."""
    nameless: int = 0
    """Entries without a name, as anonymous viewers of a live event have."""

    @property
    def described(self) -> str:
        """What was recognised, in words: ‘Teams report, 40 people’."""
        return f"{KINDS[self.kind]}, {pluralize(len(self.participants), 'person', 'people')}"
