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


class Stakeholder(Record, frozen=True, kw_only=True):
    """Someone whose support matters."""

    name: Annotated[str, field_info("Name", needed=True)]
    email: Annotated[str, field_info("Email")] = ""
    job: Annotated[str, field_info("Job", "COO, head of sales …")] = ""
    leg: Annotated[Leg, field_info("Side", "the three legs support stands on")] = "management"
    level: Annotated[Level, field_info("Level", "how high up they decide")] = "not_set"
    stake: Annotated[str, field_info("What is in it for them", "the update answers this")] = ""
    watches: Annotated[str, field_info("Figure they watch", "a key figure that shows it", ref="kpis")] = ""
    cadence: Annotated[Cadence, field_info("How often", "the cadence you promise and keep")] = "monthly"
    channel: Annotated[Channel, field_info("By")] = "email"
    kind: Annotated[Kind, field_info("Kind of update")] = "quick_overview"
    address: Annotated[str, field_info("Where", "chat name, channel, or where you meet")] = ""
    ask: Annotated[str, field_info("What you ask of them", "one thing; empty is nothing needed")] = ""
    ask_by: Annotated[date | None, field_info("Asked by the day", "an ask with a day gets an answer")] = None
    power: Annotated[Weight, field_info("Power", "over what the community may do")] = "not_set"
    interest: Annotated[Weight, field_info("Interest", "in what the community does")] = "not_set"
    engagement: Annotated[Engagement, field_info("Stands now", "how they see the community today")] = "not_set"
    wanted: Annotated[Engagement, field_info("Should stand", "how you wish they saw it")] = "not_set"
    manager: Annotated[str, field_info("Manager", "worth thanking too")] = ""
    since: Annotated[date | None, field_info("On board since", hidden=True)] = None
    notes: Annotated[str, field_info("Notes", long=True)] = ""


class Update(Record, frozen=True, kw_only=True):
    """One message to stakeholders over one period: a draft, or the exact text that was sent."""

    to: Annotated[tuple[str, ...], field_info("To", needed=True, ref="stakeholders")]
    since: Annotated[date, field_info("From", needed=True)]
    until: Annotated[date, field_info("To the day", needed=True)]
    kind: Annotated[Kind, field_info("Kind")] = "quick_overview"
    state: Annotated[Literal["draft", "sent"], field_info("State", hidden=True)] = "draft"
    sent_on: Annotated[date | None, field_info("Sent on", hidden=True)] = None
    channel: Annotated[Channel, field_info("By")] = "email"
    subject: Annotated[str, field_info("Subject")] = ""
    text: Annotated[str, field_info("Text", long=True)] = ""
    words: Annotated[dict[str, str], field_info("Your own words, by section", hidden=True)] = {}
    chosen: Annotated[dict[str, bool], field_info("Sections taken in or struck by hand", hidden=True)] = {}
    promised: Annotated[dict[str, str], field_info("What it announced, by gathering", hidden=True)] = {}


Phase = Literal["analyse", "design", "develop", "deliver", "evaluate"]


class Duty(Record, frozen=True, kw_only=True):
    """Who answers for one phase of training, as it was agreed."""

    phase: Annotated[Phase, field_info("Phase")] = "analyse"
    who: Annotated[str, field_info("Who answers for it", needed=True, ref="stakeholders|volunteers|organiser")]
    note: Annotated[str, field_info("Agreed", "what exactly, and until when")] = ""


Side = Literal["internal", "external"]


class Post(Record, frozen=True, kw_only=True):
    """One post, story or notice that makes the community known."""

    what: Annotated[
        str, field_info("What it tells", "for instance: how Ana lost her fear of the room", needed=True)
    ]
    side: Annotated[Side, field_info("For whom", "inside the house or outside it")] = "internal"
    channel: Annotated[str, field_info("Channel", "intranet, town hall, LinkedIn …")] = ""
    on: Annotated[date, field_info("On", needed=True)]
    owner: Annotated[str, field_info("Who does it", ref="volunteers|stakeholders|organiser")] = ""
    done_on: Annotated[date | None, field_info("Done on", "empty: still to do")] = None
    link: Annotated[str, field_info("Link", "where it can be read")] = ""
    text: Annotated[str, field_info("Text", "a draft, or a few words about it", long=True)] = ""
