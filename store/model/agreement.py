"""Kick-off agendas, the survey, and the charter that comes of them."""

from datetime import date
from typing import Annotated, Literal, get_args

from store.core.fields import Number, field_info
from store.core.record import Record

Topic = Literal[
    "vision",
    "mission",
    "purpose",
    "roles",
    "activities",
    "processes",
    "rituals",
    "rules",
    "channels",
    "meetings",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)
TITLES: dict[Topic, str] = {
    **{topic: topic.capitalize() for topic in TOPICS},
    "rules": "Rules",
    "channels": "How we talk",
    "meetings": "When and how we meet",
}
QUESTIONS: dict[Topic, str] = {
    "vision": "What will be different here in three years because of us?",
    "mission": "What do we do, for whom, so that it comes about?",
    "purpose": "We bring together … so that we can …",
    "roles": "What has to be done, and who would like to do which part of it?",
    "activities": "What do we do together, and what does each one gain by it?",
    "processes": "How does someone join, get help, lead a session, leave?",
    "rituals": "What do we repeat, how often, and what does it stand for?",
    "rules": "What can each rely on, and what does no one have to do?",
    "channels": "Where do we talk between meetings, and how soon is there an answer?",
    "meetings": "When, where and for how long do we meet?",
}
"""What has to be answered for each topic to be settled."""


class Article(Record, frozen=True, kw_only=True):
    """The words agreed on for one topic on one day. Later words do not replace them: they follow."""

    topic: Annotated[Topic, field_info("Topic", needed=True, hidden=True)]
    text: Annotated[str, field_info("In words", "one line a paragraph; ‘- ’ begins a point", long=True)] = ""
    """Empty: from that day on nothing is agreed any more."""
    on: Annotated[date | None, field_info("Agreed on")] = None
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""
    gathering: Annotated[str, field_info("Settled at", ref="gatherings")] = ""


Technique = Literal[
    "one_two_four_all", "mind_map", "starbursting", "round_robin", "reverse_brainstorming", "open_discussion"
]


class Talk(Record, frozen=True, kw_only=True):
    """One topic on an agenda, and how it is talked through."""

    topic: Annotated[Topic | Literal["other"], field_info("Topic", hidden=True)] = "other"
    title: Annotated[str, field_info("What about", "for instance: welcome, a topic of the survey")] = ""
    technique: Annotated[Technique, field_info("Technique", "how everyone is heard")] = "open_discussion"
    minutes: Annotated[Number, field_info("Minutes", "the timer shares them out among its phases")] = 10
    gathering: Annotated[str, field_info("Session", ref="gatherings", hidden=True)] = ""
    place: Annotated[Number, field_info("Place on the agenda", hidden=True)] = 0
    people: Annotated[Number | None, field_info("How many people", "for the groups; empty: those expected")] = None
    lengths: Annotated[tuple[Number, ...], field_info("Seconds of each phase", hidden=True)] = ()
    """Empty: as the technique shares the minutes out."""

    @property
    def name(self) -> str:
        """What it is about."""
        return self.title or (TITLES[self.topic] if self.topic != "other" else "A topic of your own")

    @property
    def question(self) -> str:
        """What has to be answered."""
        return QUESTIONS[self.topic] if self.topic != "other" else ""


class Idea(Record, frozen=True, kw_only=True):
    """One thing said in a talk, as it was typed."""

    talk: Annotated[str, field_info("Talk", needed=True, ref="talks", hidden=True)]
    text: Annotated[str, field_info("Idea", needed=True)]
    part: Annotated[str, field_info("Part", hidden=True)] = ""
    """The phase it was said in, or the point of the star it belongs to."""
    level: Annotated[Number, field_info("Level", hidden=True)] = 0
    """How far in it stands in the outline of a mind map."""
    place: Annotated[Number, field_info("Place", hidden=True)] = 0
    cause: Annotated[str, field_info("Turns round", ref="ideas", hidden=True)] = ""


class Wish(Record, frozen=True, kw_only=True):
    """One topic someone wants to hear about or talk about."""

    title: Annotated[str, field_info("Topic", "what should be talked about or taught", needed=True)]
    by: Annotated[str, field_info("Raised by", ref="volunteers|organiser")] = ""
    department: Annotated[str, field_info("Department", "empty: that of whoever raised it", ref="departments")] = ""
    votes: Annotated[Number, field_info("Votes", "how many want it")] = 0
    on: Annotated[date | None, field_info("Raised on")] = None
    gathering: Annotated[str, field_info("Taken up at", ref="gatherings", hidden=True)] = ""
    note: Annotated[str, field_info("Note")] = ""
