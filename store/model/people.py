"""Volunteers, departments and roles, and what is noted about them: requests, contacts, needs, checklists, filters."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record
from store.model.stages import Stage


class Volunteer(Record, frozen=True, kw_only=True):
    """An employee who has shown interest or takes part, always by their own choice."""

    name: Annotated[str, field_info("Name", needed=True)]
    email: Annotated[str, field_info("Email", "so that a second import knows them again")] = ""
    department: Annotated[str, field_info("Department", "where the idea can spread next", ref="departments")] = ""
    job: Annotated[str, field_info("Job")] = ""
    phone: Annotated[str, field_info("Phone")] = ""
    manager: Annotated[str, field_info("Manager", "worth thanking too")] = ""
    topics: Annotated[tuple[str, ...], field_info("Topics", "what they could teach, with commas between")] = ()
    delivery: Annotated[tuple[str, ...], field_info("Delivery", "classroom, webinar, on the job, mentoring …")] = ()
    tags: Annotated[tuple[str, ...], field_info("Tags", "your own words, with commas between")] = ()
    met_on: Annotated[date | None, field_info("Interested since", "when they first showed interest")] = None
    yes_on: Annotated[date | None, field_info("Their yes, on", "no one takes part without their own yes")] = None
    yes_words: Annotated[str, field_info("Their yes", "their words, or how they said it")] = ""
    quiet_until: Annotated[date | None, field_info("Quiet until", "not to be asked before this day")] = None
    notes: Annotated[str, field_info("Notes", long=True)] = ""


class Department(Record, frozen=True, kw_only=True):
    """Where volunteers come from and where the idea spreads."""

    name: Annotated[str, field_info("Name", needed=True)]
    champion: Annotated[str, field_info("Champion", "who carries the idea there", ref="volunteers")] = ""
    head_count: Annotated[Number | None, field_info("Head count")] = None
    next_move: Annotated[str, field_info("Next move", "what would bring them one step on")] = ""
    training: Annotated[bool, field_info("Training itself", "yes: its people do not count in gravity")] = False


class Role(Record, frozen=True, kw_only=True):
    """A job in the community that someone steps up for."""

    name: Annotated[str, field_info("Name", needed=True)]
    purpose: Annotated[str, field_info("Purpose", "what it is good for")] = ""


class Tenure(Record, frozen=True, kw_only=True):
    """One person holding one role for a while."""

    role: Annotated[str, field_info("Role", needed=True, ref="roles")]
    volunteer: Annotated[str, field_info("Held by", needed=True, ref="volunteers")]
    since: Annotated[date, field_info("Since", needed=True)]
    until: Annotated[date | None, field_info("Until", "empty: holds it now")] = None
    chosen: Annotated[Literal["volunteered", "appointed", "elected"], field_info("How chosen")] = "volunteered"
    tally: Annotated[str, field_info("Tally", "of a vote: 9 for, 2 against")] = ""


class Contact(Record, frozen=True, kw_only=True):
    """One talk, call or message with a volunteer or stakeholder."""

    who: Annotated[str, field_info("Who", needed=True, ref="volunteers|stakeholders")]
    on: Annotated[date, field_info("When", needed=True)]
    note: Annotated[str, field_info("What was said", "a word is enough")] = ""


class Reminder(Record, frozen=True, kw_only=True):
    """One thing to do on a day, and when it was done."""

    what: Annotated[str, field_info("What to do", "in your words: call Tom about the room", needed=True)]
    on: Annotated[date, field_info("When", "it comes up on Week in that week", needed=True)]
    who: Annotated[str, field_info("With whom", "it stands on their page, too", ref="volunteers|stakeholders")] = ""
    done_on: Annotated[date | None, field_info("Done on", "empty: still to do")] = None


Outcome = Literal["open", "accepted", "declined", "no_answer"]


class Ask(Record, frozen=True, kw_only=True):
    """One thing asked of one volunteer or stakeholder, and what came of it."""

    who: Annotated[str, field_info("Whom", needed=True, ref="volunteers|stakeholders")]
    what: Annotated[str, field_info("What you ask", "one small thing: host the next spotlight", needed=True)]
    on: Annotated[date, field_info("Asked on", needed=True)]
    outcome: Annotated[Outcome, field_info("Answer")] = "open"
    answered_on: Annotated[date | None, field_info("Answered on")] = None
    note: Annotated[str, field_info("Note", "their words, or what would make a yes possible")] = ""


Status = Literal["open", "in_progress", "met", "not_possible"]


class Need(Record, frozen=True, kw_only=True):
    """One thing members asked for, and what was done."""

    what: Annotated[str, field_info("What is needed", "in their words", needed=True)]
    kind: Annotated[Literal["training", "tools", "workshop", "communication_help", "other"], field_info("Kind")] = (
        "training"
    )
    who: Annotated[str, field_info("From whom", "empty: from several", ref="volunteers")] = ""
    on: Annotated[date, field_info("Asked on", needed=True)]
    status: Annotated[Status, field_info("How it stands")] = "open"
    done: Annotated[str, field_info("What was done", "or why it is not possible")] = ""
    done_on: Annotated[date | None, field_info("Done on")] = None


ChecklistKind = Literal["onboarding", "offboarding"]
HELD = "…"
"""The line of an offboarding template that stands for everything the person holds."""


class Template(Record, frozen=True, kw_only=True):
    """The items a checklist starts with; its id is its kind, so that there is one of each."""

    items: Annotated[
        str, field_info("Items", f"one a line; in offboarding {HELD} stands for all they hold", long=True)
    ]


class Checklist(Record, frozen=True, kw_only=True):
    """One person's checklist, begun on a day."""

    volunteer: Annotated[str, field_info("Who", needed=True, ref="volunteers")]
    kind: Annotated[ChecklistKind, field_info("Kind", needed=True)]
    on: Annotated[date, field_info("Begun on", needed=True)]


class Task(Record, frozen=True, kw_only=True):
    """One item of one person's checklist."""

    checklist: Annotated[str, field_info("Checklist", needed=True, ref="checklists", hidden=True)]
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    text: Annotated[str, field_info("To do", needed=True)]
    done_on: Annotated[date | None, field_info("Done on", "empty is still to do")] = None
    note: Annotated[str, field_info("Note")] = ""
    held: Annotated[
        str,
        field_info("What is handed over", ref="tenures|rituals|resources|departments|gatherings|asks", hidden=True),
    ] = ""
    """The record that is to pass to someone else."""
    topic: Annotated[str, field_info("Topic", hidden=True)] = ""
    """The topic that no one else offers."""
    to: Annotated[str, field_info("Handed to", ref="volunteers|organiser")] = ""


Sort = Literal["name", "days_in_stage", "last_contact", "last_thanked"]
Group = Literal["nothing", "stage", "department", "topic", "delivery", "role", "tag"]


class Filter(Record, frozen=True, kw_only=True):
    """Whom to show: of each kind of condition that is set, at least one must hold."""

    name: Annotated[str, field_info("Name", "under which you find it again", needed=True)]
    stages: Annotated[tuple[Stage, ...], field_info("Stages")] = ()
    departments: Annotated[tuple[str, ...], field_info("Departments", ref="departments")] = ()
    topics: Annotated[tuple[str, ...], field_info("Topics")] = ()
    delivery: Annotated[tuple[str, ...], field_info("Delivery")] = ()
    roles: Annotated[tuple[str, ...], field_info("Roles", ref="roles")] = ()
    tags: Annotated[tuple[str, ...], field_info("Tags")] = ()
    stuck: Annotated[bool, field_info("Stuck")] = False
    unthanked: Annotated[bool, field_info("Unthanked")] = False
    sort: Annotated[Sort, field_info("Sorted by")] = "name"
    group: Annotated[Group, field_info("Grouped by")] = "nothing"


class Erased(Record, frozen=True, kw_only=True):
    """A person who was erased: the random id they had, and the day. Nothing else is kept of them."""

    on: Annotated[date, field_info("Erased on", needed=True, hidden=True)]
