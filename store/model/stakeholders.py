"""Stakeholders, updates, posts, and who is responsible for what."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import field_info
from store.core.record import Record

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly", "on_change"]
Channel = Literal["email", "chat", "catch_up"]
Kind = Literal["quick_overview", "detailed_report", "charts"]
Leg = Literal["training", "management", "learners"]
Level = Literal["not_set", "executive", "senior", "line_manager", "front_line"]
Weight = Literal["not_set", "low", "high"]
Engagement = Literal["not_set", "unaware", "resistant", "neutral", "supportive", "leading"]
_UPDATES, _BACKGROUND, _STANCE = "In their updates", "Background", "Stakeholder map"


class Stakeholder(Record, frozen=True, kw_only=True):
    """Someone whose support matters."""

    name: Annotated[str, field_info("Name", "first name and surname", needed=True)]
    email: Annotated[str, field_info("Email", "where their updates are sent")] = ""
    job: Annotated[str, field_info("Job", "COO, head of sales …")] = ""
    leg: Annotated[Leg, field_info("Audience", "what they want to hear about")] = "management"
    level: Annotated[Level, field_info("Level", "their seniority", heading=_BACKGROUND)] = "not_set"
    department: Annotated[
        str, field_info("Department", "its people come first in their updates", ref="departments")
    ] = ""
    stake: Annotated[str, field_info("What’s in it for them", "mentioned in their first update")] = ""
    watches: Annotated[
        str, field_info("KPI they watch", "shown in their updates", ref="kpis", heading=_UPDATES)
    ] = ""
    cadence: Annotated[Cadence, field_info("Frequency", "how often you update them")] = "monthly"
    channel: Annotated[Channel, field_info("Channel", "how they receive their updates")] = "email"
    kind: Annotated[Kind, field_info("Kind of update", "how much they want to read")] = "quick_overview"
    address: Annotated[str, field_info("Address", "chat name, channel or meeting place", heading=_UPDATES)] = ""
    ask: Annotated[str, field_info("Request", "one thing; leave empty if nothing is needed", heading=_UPDATES)] = ""
    ask_by: Annotated[date | None, field_info("Respond by", "for example: fri or +2w", heading=_UPDATES)] = None
    power: Annotated[Weight, field_info("Power", "influence over the community’s work", heading=_STANCE)] = (
        "not_set"
    )
    interest: Annotated[Weight, field_info("Interest", "interest in the community’s work", heading=_STANCE)] = (
        "not_set"
    )
    engagement: Annotated[
        Engagement, field_info("Current stance", "how they see the community today", heading=_STANCE)
    ] = "not_set"
    wanted: Annotated[
        Engagement, field_info("Target stance", "the view you would like them to hold", heading=_STANCE)
    ] = "not_set"
    manager: Annotated[
        str, field_info("Manager", "their line manager, whom you can also thank", heading=_BACKGROUND)
    ] = ""
    since: Annotated[date | None, field_info("Stakeholder since", hidden=True)] = None
    notes: Annotated[str, field_info("Notes", "what to remember about them", long=True, heading=_BACKGROUND)] = ""


class Update(Record, frozen=True, kw_only=True):
    """One message to stakeholders over one period: a draft, or the exact text that was sent."""

    to: Annotated[
        tuple[str, ...], field_info("To", "the stakeholders who receive it", needed=True, ref="stakeholders")
    ]
    since: Annotated[date, field_info("Period start", "the first day it covers", needed=True)]
    until: Annotated[date, field_info("Period end", "the last day it covers", needed=True)]
    kind: Annotated[Kind, field_info("Kind", "how much detail it gives")] = "quick_overview"
    state: Annotated[Literal["draft", "sent"], field_info("State", hidden=True)] = "draft"
    sent_on: Annotated[date | None, field_info("Sent on", hidden=True)] = None
    channel: Annotated[Channel, field_info("Channel", "how it is sent")] = "email"
    subject: Annotated[str, field_info("Subject", "the result in one line")] = ""
    text: Annotated[str, field_info("Text", "the text as it was sent", long=True)] = ""
    words: Annotated[dict[str, str], field_info("Own wording, by section", hidden=True)] = {}
    chosen: Annotated[dict[str, bool], field_info("Sections included or left out", hidden=True)] = {}
    promised: Annotated[dict[str, str], field_info("Commitments, by gathering", hidden=True)] = {}


Phase = Literal["analyse", "design", "develop", "deliver", "evaluate"]


class Duty(Record, frozen=True, kw_only=True):
    """The person responsible for one phase of training, as agreed."""

    phase: Annotated[Phase, field_info("Phase", "a phase of training, from analysis to evaluation")] = "analyse"
    who: Annotated[
        str,
        field_info(
            "Person responsible",
            "the one person responsible for this phase",
            needed=True,
            ref="stakeholders|volunteers|organiser",
        ),
    ]
    note: Annotated[str, field_info("Agreement", "their exact task, and until when")] = ""


Side = Literal["internal", "external"]


class Post(Record, frozen=True, kw_only=True):
    """One post, story or notice that makes the community known."""

    what: Annotated[str, field_info("Topic", "for example: how Ana overcame stage fright", needed=True)]
    side: Annotated[Side, field_info("Audience", "inside or outside the organisation")] = "internal"
    channel: Annotated[str, field_info("Channel", "intranet, town hall, LinkedIn …")] = ""
    on: Annotated[date, field_info("Date", "the day it is published", needed=True)]
    owner: Annotated[
        str, field_info("Owner", "the person who writes and publishes it", ref="volunteers|stakeholders|organiser")
    ] = ""
    done_on: Annotated[date | None, field_info("Published on", "leave empty if not published yet")] = None
    link: Annotated[str, field_info("Link", "web link or location")] = ""
    text: Annotated[str, field_info("Text", "a draft or a summary", long=True)] = ""
