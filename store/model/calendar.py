"""Rituals and their gatherings."""

from datetime import date, time
from typing import Annotated, Literal, get_args

from store.core.schema import Number, Record, said

RitualKind = Literal[
    "ask me anything",
    "social",
    "spotlight",
    "round-up",
    "milestone",
    "poll",
    "project update",
    "forum",
    "onboarding",
    "kick-off",
    "training session",
    "own kind",
]
KINDS: tuple[str, ...] = get_args(RitualKind)
"""The kinds a community usually has; any other word is a kind of its own."""


class Ritual(Record, frozen=True, kw_only=True):
    """A shared, repeated act with a meaning."""

    name: Annotated[str, said("Name", needed=True)]
    kind: Annotated[str, said("Kind", "one of these, or a word of your own", choices=KINDS)] = "own kind"
    gain: Annotated[str, said("What members gain", "why they would come")] = ""
    meaning: Annotated[str, said("Meaning", "what it stands for")] = ""
    start: Annotated[date, said("First on", needed=True)]
    rule: Annotated[str, said("Comes back", "pick how often; empty is once", kind="rule")] = ""
    at: Annotated[time | None, said("Time", "14:00")] = None
    minutes: Annotated[Number | None, said("Minutes")] = None
    place: Annotated[str, said("Place or link")] = ""
    hosts: Annotated[tuple[str, ...], said("Hosts in turn", "members take turns", ref="volunteers|organiser")] = ()
    preparation: Annotated[tuple[str, ...], said("To prepare", "with commas between")] = ()
    except_on: Annotated[tuple[date, ...], said("Except on", hidden=True)] = ()
    retired_on: Annotated[date | None, said("Retired on")] = None
    retired_why: Annotated[str, said("Retired because")] = ""
    continues: Annotated[str, said("Continues", ref="rituals", hidden=True)] = ""
    """The ritual this one was until it was changed from one day on."""
    invitation: Annotated[str, said("Invitation", "what it says in other calendars", long=True)] = ""
    uid: Annotated[str, said("Known elsewhere as", hidden=True)] = ""
    """The UID it came in with from another calendar."""


class Gathering(Record, frozen=True, kw_only=True):
    """One occurrence of a ritual, or a one-off."""

    name: Annotated[str, said("Name", needed=True)]
    ritual: Annotated[str, said("Ritual", ref="rituals", hidden=True)] = ""
    on: Annotated[date, said("On", needed=True)]
    due_on: Annotated[date | None, said("Due on", hidden=True)] = None
    """The day the ritual's rule gave it; another day than ``on`` when it was moved."""
    at: Annotated[time | None, said("Time", "14:00")] = None
    minutes: Annotated[Number | None, said("Minutes")] = None
    place: Annotated[str, said("Place or link")] = ""
    state: Annotated[Literal["planned", "held", "skipped"], said("State", hidden=True)] = "planned"
    host: Annotated[str, said("Host", ref="volunteers|organiser")] = ""
    cohosts: Annotated[tuple[str, ...], said("Co-hosts", ref="volunteers")] = ()
    topic: Annotated[str, said("Topic", "what is taught, where it is a training session")] = ""
    attended: Annotated[tuple[str, ...], said("Who came", ref="volunteers")] = ()
    learners: Annotated[Number | None, said("Learners reached")] = None
    why: Annotated[str, said("Why skipped or moved")] = ""
    notes: Annotated[str, said("Notes", "what was talked about", long=True)] = ""
    decisions: Annotated[str, said("Decisions", "one a line: what was agreed, and who sees to it", long=True)] = ""
    quotes: Annotated[str, said("Quotes", "one a line: words worth telling others", long=True)] = ""
    links: Annotated[tuple[str, ...], said("Links", "recording, slides; with commas between")] = ()
    prepared: Annotated[tuple[str, ...], said("Prepared", hidden=True)] = ()
    """What of its ritual's list is prepared already."""
    invitation: Annotated[str, said("Invitation", "what it says in other calendars", long=True)] = ""
    uid: Annotated[str, said("Known elsewhere as", hidden=True)] = ""
    """The UID it came in with from another calendar; of one day of several, with that day behind it."""

    @property
    def moved(self) -> bool:
        """Held, or to be held, on another day than its ritual's rule says."""
        return self.due_on is not None and self.due_on != self.on
