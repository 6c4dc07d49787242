"""Rituals and their gatherings."""

from datetime import date, time
from typing import Annotated, Literal, get_args

from store.core.fields import ON_HUB, Number, OnHub, field_info
from store.core.labels import label_of
from store.core.record import Record
from store.model.evaluation import FEEDBACK_HEADING, Answers, Passed, Rating, Recommend, Tested

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
"""The kinds a community usually has; any other text is a kind of its own."""
_PURPOSE, _RETIREMENT = "Purpose and preparation", "Retirement"
_GATHERING, _WRITE_UP = "Gathering", "Write-up"


class Ritual(Record, frozen=True, kw_only=True):
    """A shared, repeated act with a meaning."""

    name: Annotated[str, field_info("Name", "for example: Coffee corner", needed=True)]
    kind: Annotated[str, field_info("Kind", "one of these, or your own", choices=KINDS)] = "other"
    gain: Annotated[str, field_info("Benefit for members", "why people attend", heading=_PURPOSE)] = ""
    meaning: Annotated[str, field_info("Meaning", "for example: no question is too small", heading=_PURPOSE)] = ""
    start: Annotated[date, field_info("Starts on", "the day of the first gathering", needed=True)]
    rule: Annotated[str, field_info("Repeats", "leave empty if it happens only once", kind="rule")] = ""
    at: Annotated[time | None, field_info("Time", "when it starts, for example: 14:00")] = None
    minutes: Annotated[Number | None, field_info("Minutes", "how long it lasts, for example: 45")] = None
    place: Annotated[str, field_info("Place or link", "a room, or the link to join")] = ""
    hosts: Annotated[
        tuple[str, ...], field_info("Host rota", "members take turns", ref="volunteers|organiser", takes_part=True)
    ] = ()
    preparation: Annotated[
        tuple[str, ...], field_info("Preparation list", "separated by commas", heading=_PURPOSE)
    ] = ()
    except_on: Annotated[tuple[date, ...], field_info("Except on", hidden=True)] = ()
    retired_on: Annotated[
        date | None, field_info("Retired on", "leave empty while it continues", heading=_RETIREMENT)
    ] = None
    retired_why: Annotated[
        str, field_info("Reason for retiring", "why it ended, and what was learned", heading=_RETIREMENT)
    ] = ""
    continues: Annotated[str, field_info("Continues", ref="rituals", hidden=True)] = ""
    """The ritual this one was until it was changed from one day on."""
    invitation: Annotated[
        str, field_info("Invitation", "shown in other calendars", long=True, heading=_PURPOSE)
    ] = ""
    on_hub: OnHub = False
    uid: Annotated[str, field_info("Calendar UID", hidden=True)] = ""
    """The UID it came in with from another calendar."""

    @property
    def kind_label(self) -> str:
        """What its kind is called; a kind of the community's own as it was typed."""
        return label_of(self.kind) if self.kind in KINDS else self.kind


class Gathering(Record, frozen=True, kw_only=True):
    """One occurrence of a ritual, or a one-off."""

    name: Annotated[str, field_info("Name", "for example: Kick-off", needed=True, heading=_GATHERING)]
    ritual: Annotated[str, field_info("Ritual", ref="rituals", hidden=True)] = ""
    on: Annotated[date, field_info("Date", "the day it takes place", needed=True, heading=_GATHERING)]
    due_on: Annotated[date | None, field_info("Original date", hidden=True)] = None
    """The day the ritual's rule gave it; another day than ``on`` when it was moved."""
    at: Annotated[time | None, field_info("Time", "when it starts, for example: 14:00", heading=_GATHERING)] = None
    minutes: Annotated[
        Number | None, field_info("Minutes", "how long it lasts, for example: 45", heading=_GATHERING)
    ] = None
    place: Annotated[str, field_info("Place or link", "a room, or the link to join", heading=_GATHERING)] = ""
    state: Annotated[Literal["planned", "held", "skipped"], field_info("Status", hidden=True)] = "planned"
    host: Annotated[
        str,
        field_info(
            "Host",
            "the person who opens and leads it",
            ref="volunteers|organiser",
            takes_part=True,
            heading=_GATHERING,
        ),
    ] = ""
    cohosts: Annotated[
        tuple[str, ...],
        field_info("Co-hosts", "members who help to host", ref="volunteers", takes_part=True, heading=_GATHERING),
    ] = ()
    topic: Annotated[str, field_info("Topic", "the subject taught in a training session", heading=_GATHERING)] = ""
    attended: Annotated[
        tuple[str, ...], field_info("Attendees", "everyone who attended", ref="volunteers", heading=_WRITE_UP)
    ] = ()
    learners: Annotated[
        Number | None, field_info("Learners reached", "number of colleagues who learned there", heading=_WRITE_UP)
    ] = None
    why: Annotated[str, field_info("Reason for change", "why it was skipped or moved", heading=_WRITE_UP)] = ""
    notes: Annotated[str, field_info("Notes", "what was discussed", long=True, heading=_WRITE_UP)] = ""
    decisions: Annotated[
        str, field_info("Decisions", "one per line: what was agreed, and who does it", long=True, heading=_WRITE_UP)
    ] = ""
    quotes: Annotated[
        str, field_info("Quotes", "one per line: what people said", long=True, heading=FEEDBACK_HEADING)
    ] = ""
    answers: Answers = None
    rating: Rating = None
    recommend: Recommend = None
    tested: Tested = None
    passed: Passed = None
    links: Annotated[
        tuple[str, ...], field_info("Links", "recording, slides; separated by commas", heading=_WRITE_UP)
    ] = ()
    prepared: Annotated[tuple[str, ...], field_info("Prepared", hidden=True)] = ()
    """Items of its ritual's preparation list that are done."""
    invitation: Annotated[
        str, field_info("Invitation", "shown in other calendars", long=True, heading="Invitation")
    ] = ""
    on_hub: Annotated[bool, field_info(*ON_HUB, heading=_GATHERING)] = False
    """Of a one-off; a ritual's gatherings are there with it."""
    counted: Annotated[tuple[str, ...], field_info("Counted from reports", hidden=True)] = ()
    """How people of attendance reports were counted who are not in the book, as ``learner:`` and a mark without a name."""
    uid: Annotated[str, field_info("Calendar UID", hidden=True)] = ""
    """The UID it came in with from another calendar; of one day of several, with that day behind it."""

    @property
    def guests(self) -> int:
        """How many guests were counted from reports."""
        return sum(count.startswith("guest:") for count in self.counted)

    @property
    def moved(self) -> bool:
        """Held, or to be held, on another day than its ritual's rule says."""
        return self.due_on is not None and self.due_on != self.on
