"""Trainers' readiness by topic, their skills, session plans, and mentors of newcomers."""

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
_COURSE, _MATERIALS = "Session outline", "Materials and review"


class Readiness(Record, frozen=True, kw_only=True):
    """One dated step of a volunteer towards teaching one topic alone: the *what*."""

    volunteer: Annotated[
        str, field_info("Person", "the person who learns to teach it", needed=True, ref="volunteers")
    ]
    topic: Annotated[str, field_info("Topic", "for example: Excel pivot tables", needed=True)]
    level: Annotated[Level, field_info("Step", "from observed to certified", needed=True)]
    on: Annotated[date, field_info("Date", "the day it was shown", needed=True)]
    gathering: Annotated[str, field_info("Gathering", "where it was shown", ref="gatherings")] = ""
    observer: Annotated[
        str,
        field_info("Observed by", "the person who watched the session", ref="volunteers|stakeholders|organiser"),
    ] = ""
    until: Annotated[date | None, field_info("Valid until", "leave empty if it does not expire")] = None
    note: Annotated[str, field_info("Note", "what went well, and what to practise")] = ""


class Teaching(Record, frozen=True, kw_only=True):
    """One dated grade of a teaching skill, whatever the topic: the *how*."""

    volunteer: Annotated[str, field_info("Person", "the person whose skill it is", needed=True, ref="volunteers")]
    skill: Annotated[Skill, field_info("Skill", "the teaching skill you observed", needed=True)]
    grade: Annotated[Grade, field_info("Grade", "how well they do it today", needed=True)]
    on: Annotated[date, field_info("Date", "the day you observed it", needed=True)]
    note: Annotated[str, field_info("Note", "what you observed")] = ""


class SessionPlan(Record, frozen=True, kw_only=True):
    """How a session on a topic is run; that of one session notes what was learned as well."""

    topic: Annotated[str, field_info("Topic", "for example: Excel pivot tables", needed=True)]
    gathering: Annotated[
        str, field_info("Session", "leave empty for all sessions on the topic", ref="gatherings")
    ] = ""
    aim: Annotated[str, field_info("Aim", "what learners can do afterwards", long=True)] = ""
    audience: Annotated[str, field_info("For whom", "what learners already know")] = ""
    opening: Annotated[str, field_info("Opening", "how the session begins", long=True, heading=_COURSE)] = ""
    activity: Annotated[str, field_info("Activity", "what learners do themselves", long=True, heading=_COURSE)] = ""
    check: Annotated[
        str, field_info("Check", "how you check what they have learned", long=True, heading=_COURSE)
    ] = ""
    materials: Annotated[
        str, field_info("Materials", "slides, exercises, a room with …", long=True, heading=_MATERIALS)
    ] = ""
    outcomes: Annotated[
        str, field_info("Learning outcomes", "what learners could do at the end", long=True, heading=_MATERIALS)
    ] = ""
    author: Annotated[
        str, field_info("Written by", "the person who wrote it", ref="volunteers|organiser", heading=_MATERIALS)
    ] = ""
    review_on: Annotated[date | None, field_info("Review due", "date of the next review", heading=_MATERIALS)] = (
        None
    )


class Buddies(Record, frozen=True, kw_only=True):
    """A mentor and the newcomer they look after for the first weeks."""

    mentor: Annotated[
        str,
        field_info(
            "Mentor", "the member who looks after the newcomer", needed=True, ref="volunteers", takes_part=True
        ),
    ]
    newcomer: Annotated[str, field_info("Newcomer", "the person they look after", needed=True, ref="volunteers")]
    on: Annotated[date, field_info("Paired since", "the day they were introduced", needed=True)]
    check_in_on: Annotated[date | None, field_info("Check in on", "leave empty to check in after 30 days")] = None
    checked_in_on: Annotated[date | None, field_info("Checked in on", "leave empty if not checked in yet")] = None
    until: Annotated[date | None, field_info("Until", "leave empty if still paired")] = None
    note: Annotated[str, field_info("Note", "how it is going")] = ""
