"""Rituals and their gatherings."""

from datetime import date, time
from typing import Annotated, Literal, get_args

from store.core.fields import Number, field_info
from store.core.record import Record

RitualKind = Literal[
    "ask_me_anything",
    "social",
    "spotlight",
    "round_up",
    "milestone",
    "poll",
    "project_update",
    "forum",
    "onboarding",
    "kick_off",
    "training_session",
    "other",
]
KINDS: tuple[str, ...] = get_args(RitualKind)
"""The kinds a community usually has; any other word is a kind of its own."""


class Ritual(Record, frozen=True, kw_only=True):
    """A shared, repeated act with a meaning."""

    name: Annotated[str, field_info("Name", needed=True)]
    kind: Annotated[str, field_info("Kind", "one of these, or a word of your own", choices=KINDS)] = "other"
    gain: Annotated[str, field_info("What members gain", "why they would come")] = ""
    meaning: Annotated[str, field_info("Meaning", "what it stands for")] = ""
    start: Annotated[date, field_info("First on", needed=True)]
    rule: Annotated[str, field_info("Comes back", "pick how often; empty is once", kind="rule")] = ""
    at: Annotated[time | None, field_info("Time", "14:00")] = None
    minutes: Annotated[Number | None, field_info("Minutes")] = None
    place: Annotated[str, field_info("Place or link")] = ""
    hosts: Annotated[
        tuple[str, ...], field_info("Hosts in turn", "members take turns", ref="volunteers|organiser")
    ] = ()
    preparation: Annotated[tuple[str, ...], field_info("To prepare", "with commas between")] = ()
    except_on: Annotated[tuple[date, ...], field_info("Except on", hidden=True)] = ()
    retired_on: Annotated[date | None, field_info("Retired on")] = None
    retired_why: Annotated[str, field_info("Retired because")] = ""
    continues: Annotated[str, field_info("Continues", ref="rituals", hidden=True)] = ""
    """The ritual this one was until it was changed from one day on."""
    invitation: Annotated[str, field_info("Invitation", "what it says in other calendars", long=True)] = ""
    uid: Annotated[str, field_info("Known elsewhere as", hidden=True)] = ""
    """The UID it came in with from another calendar."""


class Gathering(Record, frozen=True, kw_only=True):
    """One occurrence of a ritual, or a one-off."""

    name: Annotated[str, field_info("Name", needed=True)]
    ritual: Annotated[str, field_info("Ritual", ref="rituals", hidden=True)] = ""
    on: Annotated[date, field_info("On", needed=True)]
    due_on: Annotated[date | None, field_info("Due on", hidden=True)] = None
    """The day the ritual's rule gave it; another day than ``on`` when it was moved."""
    at: Annotated[time | None, field_info("Time", "14:00")] = None
    minutes: Annotated[Number | None, field_info("Minutes")] = None
    place: Annotated[str, field_info("Place or link")] = ""
    state: Annotated[Literal["planned", "held", "skipped"], field_info("State", hidden=True)] = "planned"
    host: Annotated[str, field_info("Host", ref="volunteers|organiser")] = ""
    cohosts: Annotated[tuple[str, ...], field_info("Co-hosts", ref="volunteers")] = ()
    topic: Annotated[str, field_info("Topic", "what is taught, where it is a training session")] = ""
    attended: Annotated[tuple[str, ...], field_info("Who came", ref="volunteers")] = ()
    learners: Annotated[Number | None, field_info("Learners reached")] = None
    why: Annotated[str, field_info("Why skipped or moved")] = ""
    notes: Annotated[str, field_info("Notes", "what was talked about", long=True)] = ""
    decisions: Annotated[
        str, field_info("Decisions", "one a line: what was agreed, and who sees to it", long=True)
    ] = ""
    quotes: Annotated[str, field_info("Quotes", "one a line: words worth telling others", long=True)] = ""
    links: Annotated[tuple[str, ...], field_info("Links", "recording, slides; with commas between")] = ()
    prepared: Annotated[tuple[str, ...], field_info("Prepared", hidden=True)] = ()
    """What of its ritual's list is prepared already."""
    invitation: Annotated[str, field_info("Invitation", "what it says in other calendars", long=True)] = ""
    uid: Annotated[str, field_info("Known elsewhere as", hidden=True)] = ""
    """The UID it came in with from another calendar; of one day of several, with that day behind it."""

    @property
    def moved(self) -> bool:
        """Held, or to be held, on another day than its ritual's rule says."""
        return self.due_on is not None and self.due_on != self.on
