"""Kick-off agendas, the survey, and the charter they lead to."""

from datetime import date
from typing import Annotated, Literal, get_args

from store.core.fields import Number, OnHub, field_info
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
    "channels": "Communication",
    "meetings": "Meetings",
}
QUESTIONS: dict[Topic, str] = {
    "vision": "What will be different here in 3 years because of us?",
    "mission": "What do we do to get there, and for whom?",
    "purpose": "We bring together … so that we can …",
    "roles": "What has to be done, and who would like to do which part?",
    "activities": "What do we do together, and how does each member benefit?",
    "processes": "How do people join, get help, lead a session and leave?",
    "rituals": "Which rituals do we keep, how often, and what do they stand for?",
    "rules": "What can everyone rely on, and what is optional?",
    "channels": "Where do we talk between meetings, and how soon do we answer?",
    "meetings": "When, where and for how long do we meet?",
}
"""The question that each topic of the charter answers."""


class Article(Record, frozen=True, kw_only=True):
    """The wording agreed for one topic on one day; later wordings are records of their own."""

    topic: Annotated[Topic, field_info("Topic", needed=True, hidden=True)]
    text: Annotated[str, field_info("Wording", "one paragraph per line; ‘- ’ starts a bullet", long=True)] = ""
    """Empty: from that day on nothing is agreed on the topic."""
    on: Annotated[date | None, field_info("Agreed on", "the day it was agreed")] = None
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""
    gathering: Annotated[str, field_info("Agreed at", "the gathering where it was agreed", ref="gatherings")] = ""
    on_hub: OnHub = False


Technique = Literal[
    "one_two_four_all", "mind_map", "starbursting", "round_robin", "reverse_brainstorming", "open_discussion"
]


class Talk(Record, frozen=True, kw_only=True):
    """One topic on an agenda, and how it is discussed."""

    topic: Annotated[Topic | Literal["other"], field_info("Topic", hidden=True)] = "other"
    title: Annotated[str, field_info("Title", "for example: welcome, or a suggested topic")] = ""
    technique: Annotated[Technique, field_info("Technique", "the method of discussion")] = "open_discussion"
    minutes: Annotated[Number, field_info("Minutes", "divided among the phases by the timer")] = 10
    gathering: Annotated[str, field_info("Session", ref="gatherings", hidden=True)] = ""
    place: Annotated[Number, field_info("Position on the agenda", hidden=True)] = 0
    people: Annotated[
        Number | None, field_info("Number of people", "leave empty to use the expected attendance")
    ] = None
    lengths: Annotated[tuple[Number, ...], field_info("Seconds per phase", hidden=True)] = ()
    """Empty: as the technique divides the minutes."""

    @property
    def name(self) -> str:
        """Title, or the charter topic's title."""
        return self.title or (TITLES[self.topic] if self.topic != "other" else "Other topic")

    @property
    def question(self) -> str:
        """The question that the charter topic answers."""
        return QUESTIONS[self.topic] if self.topic != "other" else ""


class Idea(Record, frozen=True, kw_only=True):
    """One idea of a discussion, as it was typed."""

    talk: Annotated[str, field_info("Discussion", needed=True, ref="talks", hidden=True)]
    text: Annotated[str, field_info("Idea", "one idea, in the speaker’s own words", needed=True)]
    part: Annotated[str, field_info("Part", hidden=True)] = ""
    """The phase it came up in, or the point of the star it belongs to."""
    level: Annotated[Number, field_info("Level", hidden=True)] = 0
    """Depth in the outline of a mind map."""
    place: Annotated[Number, field_info("Position", hidden=True)] = 0
    cause: Annotated[str, field_info("Idea reversed", ref="ideas", hidden=True)] = ""


class Wish(Record, frozen=True, kw_only=True):
    """One suggested topic of the survey."""

    title: Annotated[str, field_info("Topic", "something to discuss or teach", needed=True)]
    by: Annotated[str, field_info("Raised by", "the person who suggested it", ref="volunteers|organiser")] = ""
    department: Annotated[
        str, field_info("Department", "leave empty for the proposer’s department", ref="departments")
    ] = ""
    votes: Annotated[Number, field_info("Votes", "number of people who want it")] = 0
    on: Annotated[date | None, field_info("Raised on", "the day it was suggested")] = None
    gathering: Annotated[str, field_info("Scheduled for", ref="gatherings", hidden=True)] = ""
    note: Annotated[str, field_info("Note", "what exactly they want to know")] = ""
    on_hub: OnHub = False
