"""Stakeholders, updates, posts, and who is responsible for what."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Record, said

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly", "on change"]
Channel = Literal["e-mail", "chat", "catch-up meeting"]
Kind = Literal["quick overview", "detailed report", "data picture"]
Leg = Literal["training", "management", "learners"]
Level = Literal["not said", "executive", "senior", "line manager", "front line"]
Weight = Literal["not said", "low", "high"]
Engagement = Literal["not said", "unaware", "resistant", "neutral", "supportive", "leading"]


class Stakeholder(Record, frozen=True, kw_only=True):
    """Someone whose support matters."""

    name: Annotated[str, said("Name", needed=True)]
    email: Annotated[str, said("E-mail")] = ""
    job: Annotated[str, said("Job", "COO, head of sales …")] = ""
    leg: Annotated[Leg, said("Side", "the three legs support stands on")] = "management"
    level: Annotated[Level, said("Level", "how high up they decide")] = "not said"
    stake: Annotated[str, said("What is in it for them", "the update answers this")] = ""
    watches: Annotated[str, said("Figure they watch", "a key figure that shows it (5, then v)", ref="kpis")] = ""
    cadence: Annotated[Cadence, said("How often", "the cadence you promise and keep")] = "monthly"
    channel: Annotated[Channel, said("By")] = "e-mail"
    kind: Annotated[Kind, said("Kind of update")] = "quick overview"
    address: Annotated[str, said("Where", "chat name, channel, or where you meet")] = ""
    ask: Annotated[str, said("What you ask of them", "one thing; empty is nothing needed")] = ""
    ask_by: Annotated[date | None, said("Asked by the day", "an ask with a day gets an answer")] = None
    power: Annotated[Weight, said("Power", "over what the community may do")] = "not said"
    interest: Annotated[Weight, said("Interest", "in what the community does")] = "not said"
    engagement: Annotated[Engagement, said("Stands now", "how they see the community today")] = "not said"
    wanted: Annotated[Engagement, said("Should stand", "how you wish they saw it")] = "not said"
    manager: Annotated[str, said("Manager", "worth thanking too")] = ""
    since: Annotated[date | None, said("On board since", hidden=True)] = None
    notes: Annotated[str, said("Notes", long=True)] = ""


class Update(Record, frozen=True, kw_only=True):
    """One message to stakeholders over one period: a draft, or the exact text that was sent."""

    to: Annotated[tuple[str, ...], said("To", needed=True, ref="stakeholders")]
    since: Annotated[date, said("From", needed=True)]
    until: Annotated[date, said("To the day", needed=True)]
    kind: Annotated[Kind, said("Kind")] = "quick overview"
    state: Annotated[Literal["draft", "sent"], said("State", hidden=True)] = "draft"
    sent_on: Annotated[date | None, said("Sent on", hidden=True)] = None
    channel: Annotated[Channel, said("By")] = "e-mail"
    subject: Annotated[str, said("Subject")] = ""
    text: Annotated[str, said("Text", long=True)] = ""
    words: Annotated[dict[str, str], said("Your own words, by section", hidden=True)] = {}
    chosen: Annotated[dict[str, bool], said("Sections taken in or struck by hand", hidden=True)] = {}
    promised: Annotated[dict[str, str], said("What it announced, by gathering", hidden=True)] = {}


Phase = Literal["analyse", "design", "develop", "deliver", "evaluate"]


class Duty(Record, frozen=True, kw_only=True):
    """Who answers for one phase of training, as it was agreed."""

    phase: Annotated[Phase, said("Phase")] = "analyse"
    who: Annotated[str, said("Who answers for it", needed=True, ref="stakeholders|volunteers|organiser")]
    note: Annotated[str, said("Agreed", "what exactly, and until when")] = ""


Side = Literal["inside", "outside"]


class Post(Record, frozen=True, kw_only=True):
    """One post, story or notice that makes the community known."""

    what: Annotated[str, said("What it tells", "for instance: how Ana lost her fear of the room", needed=True)]
    side: Annotated[Side, said("For whom", "inside the house or outside it")] = "inside"
    channel: Annotated[str, said("Channel", "intranet, town hall, LinkedIn …")] = ""
    on: Annotated[date, said("On", needed=True)]
    owner: Annotated[str, said("Who does it", ref="volunteers|stakeholders|organiser")] = ""
    done_on: Annotated[date | None, said("Done on", "empty: still to do")] = None
    link: Annotated[str, said("Link", "where it can be read")] = ""
    text: Annotated[str, said("Text", "a draft, or a few words about it", long=True)] = ""
