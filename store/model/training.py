"""What trainers can do, and how far they are."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Record, said

Level = Literal["observed", "taught back", "co-delivered", "delivered while observed", "certified"]
Skill = Literal[
    "setting aims",
    "explaining",
    "asking and handling questions",
    "activating a group",
    "giving feedback",
    "learning theory",
    "online and blended delivery",
    "preparing material",
]
Grade = Literal["developing", "proficient", "master"]


class Readiness(Record, frozen=True, kw_only=True):
    """One dated step of a volunteer towards teaching one topic alone: the *what*."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    topic: Annotated[str, said("Topic", needed=True)]
    level: Annotated[Level, said("Step", "from watching to teaching alone", needed=True)]
    on: Annotated[date, said("On", needed=True)]
    gathering: Annotated[str, said("Seen at", "the gathering that shows it", ref="gatherings")] = ""
    observer: Annotated[str, said("Seen by", "who watched", ref="volunteers|stakeholders|organiser")] = ""
    until: Annotated[date | None, said("Good until", "empty is for good")] = None
    note: Annotated[str, said("Note")] = ""


class Teaching(Record, frozen=True, kw_only=True):
    """One dated word on how well a volunteer teaches, whatever the topic: the *how*."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    skill: Annotated[Skill, said("Skill", needed=True)]
    grade: Annotated[Grade, said("How well", needed=True)]
    on: Annotated[date, said("On", needed=True)]
    note: Annotated[str, said("Note")] = ""
