"""Trainers' readiness by topic, and their skills."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import field_info
from store.core.record import Record

Level = Literal["observed", "taught_back", "co_delivered", "delivered_observed", "certified"]
Skill = Literal[
    "setting_aims",
    "explaining",
    "handling_questions",
    "activating_group",
    "giving_feedback",
    "learning_theory",
    "online_delivery",
    "preparing_material",
]
Grade = Literal["developing", "proficient", "expert"]


class Readiness(Record, frozen=True, kw_only=True):
    """One dated step of a volunteer towards teaching one topic alone: the *what*."""

    volunteer: Annotated[str, field_info("Person", needed=True, ref="volunteers")]
    topic: Annotated[str, field_info("Topic", needed=True)]
    level: Annotated[Level, field_info("Step", "from observed to certified", needed=True)]
    on: Annotated[date, field_info("Date", needed=True)]
    gathering: Annotated[str, field_info("Gathering", "where it was shown", ref="gatherings")] = ""
    observer: Annotated[str, field_info("Observed by", ref="volunteers|stakeholders|organiser")] = ""
    until: Annotated[date | None, field_info("Valid until", "empty: no expiry")] = None
    note: Annotated[str, field_info("Note")] = ""


class Teaching(Record, frozen=True, kw_only=True):
    """One dated grade of a teaching skill, whatever the topic: the *how*."""

    volunteer: Annotated[str, field_info("Person", needed=True, ref="volunteers")]
    skill: Annotated[Skill, field_info("Skill", needed=True)]
    grade: Annotated[Grade, field_info("Grade", needed=True)]
    on: Annotated[date, field_info("Date", needed=True)]
    note: Annotated[str, field_info("Note")] = ""
