"""Volunteers, departments and roles, and what is noted about them: requests, contacts, needs, checklists, filters."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Number, Record, said
from store.model.stages import Stage


class Volunteer(Record, frozen=True, kw_only=True):
    """An employee who has shown interest or takes part, always by their own choice."""

    name: Annotated[str, said("Name", needed=True)]
    email: Annotated[str, said("E-mail", "so that a second import knows them again")] = ""
    department: Annotated[str, said("Department", "where the idea can spread next", ref="departments")] = ""
    job: Annotated[str, said("Job")] = ""
    phone: Annotated[str, said("Phone")] = ""
    manager: Annotated[str, said("Manager", "worth thanking too")] = ""
    topics: Annotated[tuple[str, ...], said("Topics", "what they could teach, with commas between")] = ()
    delivery: Annotated[tuple[str, ...], said("Delivery", "classroom, webinar, on the job, mentoring …")] = ()
    tags: Annotated[tuple[str, ...], said("Tags", "your own words, with commas between")] = ()
    met_on: Annotated[date | None, said("Interested since", "when they first showed interest")] = None
    yes_on: Annotated[date | None, said("Their yes, on", "nobody takes part without their own yes")] = None
    yes_words: Annotated[str, said("Their yes", "their words, or how they said it")] = ""
    quiet_until: Annotated[date | None, said("Quiet until", "not to be asked before this day")] = None
    notes: Annotated[str, said("Notes", long=True)] = ""


class Department(Record, frozen=True, kw_only=True):
    """Where volunteers come from and where the idea spreads."""

    name: Annotated[str, said("Name", needed=True)]
    champion: Annotated[str, said("Champion", "who carries the idea there", ref="volunteers")] = ""
    head_count: Annotated[Number | None, said("Head count")] = None
    next_move: Annotated[str, said("Next move", "what would bring them one step on")] = ""
    training: Annotated[bool, said("Training itself", "yes: its people do not count in gravity")] = False


class Role(Record, frozen=True, kw_only=True):
    """A job in the community that somebody steps up for."""

    name: Annotated[str, said("Name", needed=True)]
    purpose: Annotated[str, said("Purpose", "what it is good for")] = ""


class Tenure(Record, frozen=True, kw_only=True):
    """One person holding one role for a while."""

    role: Annotated[str, said("Role", needed=True, ref="roles")]
    volunteer: Annotated[str, said("Held by", needed=True, ref="volunteers")]
    since: Annotated[date, said("Since", needed=True)]
    until: Annotated[date | None, said("Until", "empty: holds it now")] = None
    chosen: Annotated[Literal["volunteered", "appointed", "voted"], said("How chosen")] = "volunteered"
    tally: Annotated[str, said("Tally", "of a vote: 9 for, 2 against")] = ""


class Contact(Record, frozen=True, kw_only=True):
    """One talk, call or message with a volunteer or stakeholder."""

    who: Annotated[str, said("Who", needed=True, ref="volunteers|stakeholders")]
    on: Annotated[date, said("When", needed=True)]
    note: Annotated[str, said("What was said", "a word is enough; enter saves")] = ""


class Reminder(Record, frozen=True, kw_only=True):
    """One thing to do on a day, and when it was done."""

    what: Annotated[str, said("What to do", "in your words: call Tom about the room", needed=True)]
    on: Annotated[date, said("When", "it comes up on Week in that week", needed=True)]
    who: Annotated[str, said("With whom", "it stands on their page, too", ref="volunteers|stakeholders")] = ""
    done_on: Annotated[date | None, said("Done on", "empty: still to do")] = None


Outcome = Literal["open", "accepted", "declined", "no answer"]


class Ask(Record, frozen=True, kw_only=True):
    """One thing asked of one volunteer or stakeholder, and what came of it."""

    who: Annotated[str, said("Whom", needed=True, ref="volunteers|stakeholders")]
    what: Annotated[str, said("What you ask", "one small thing: host the next spotlight", needed=True)]
    on: Annotated[date, said("Asked on", needed=True)]
    outcome: Annotated[Outcome, said("Answer")] = "open"
    answered_on: Annotated[date | None, said("Answered on")] = None
    note: Annotated[str, said("Note", "their words, or what would make a yes possible")] = ""


Status = Literal["open", "under way", "met", "not possible"]


class Need(Record, frozen=True, kw_only=True):
    """One thing members asked for, and what was done."""

    what: Annotated[str, said("What is needed", "in their words", needed=True)]
    kind: Annotated[
        Literal["training", "tools", "workshop", "communication help", "something else"], said("Kind")
    ] = "training"
    who: Annotated[str, said("From whom", "empty: from several", ref="volunteers")] = ""
    on: Annotated[date, said("Asked on", needed=True)]
    status: Annotated[Status, said("How it stands")] = "open"
    done: Annotated[str, said("What was done", "or why it is not possible")] = ""
    done_on: Annotated[date | None, said("Done on")] = None


ChecklistKind = Literal["onboarding", "offboarding"]
HELD = "…"
"""The line of an offboarding template that stands for everything the person holds."""


class Template(Record, frozen=True, kw_only=True):
    """The items a checklist starts with; its id is its kind, so that there is one of each."""

    items: Annotated[str, said("Items", f"one a line; in offboarding {HELD} stands for all they hold", long=True)]


class Checklist(Record, frozen=True, kw_only=True):
    """One person's checklist, begun on a day."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    kind: Annotated[ChecklistKind, said("Kind", needed=True)]
    on: Annotated[date, said("Begun on", needed=True)]


class Task(Record, frozen=True, kw_only=True):
    """One item of one person's checklist."""

    checklist: Annotated[str, said("Checklist", needed=True, ref="checklists", hidden=True)]
    step: Annotated[Number, said("Step", hidden=True)] = 0
    text: Annotated[str, said("To do", needed=True)]
    done_on: Annotated[date | None, said("Done on", "empty is still to do")] = None
    note: Annotated[str, said("Note")] = ""
    held: Annotated[
        str, said("What is handed over", ref="tenures|rituals|resources|departments|gatherings|asks", hidden=True)
    ] = ""
    """The record that is to pass to somebody else."""
    topic: Annotated[str, said("Topic", hidden=True)] = ""
    """The topic that nobody else offers."""
    to: Annotated[str, said("Handed to", ref="volunteers|organiser")] = ""


Sort = Literal["name", "days in stage", "last contact", "last thanked"]
Group = Literal["nothing", "stage", "department", "topic", "delivery", "role", "tag"]


class Filter(Record, frozen=True, kw_only=True):
    """Whom to show: of each kind of condition that is set, at least one must hold."""

    name: Annotated[str, said("Name", "under which you find it again", needed=True)]
    stages: Annotated[tuple[Stage, ...], said("Stages")] = ()
    departments: Annotated[tuple[str, ...], said("Departments", ref="departments")] = ()
    topics: Annotated[tuple[str, ...], said("Topics")] = ()
    delivery: Annotated[tuple[str, ...], said("Delivery")] = ()
    roles: Annotated[tuple[str, ...], said("Roles", ref="roles")] = ()
    tags: Annotated[tuple[str, ...], said("Tags")] = ()
    stuck: Annotated[bool, said("Stuck")] = False
    unthanked: Annotated[bool, said("Unthanked")] = False
    sort: Annotated[Sort, said("Sorted by")] = "name"
    group: Annotated[Group, said("Grouped by")] = "nothing"


class Erased(Record, frozen=True, kw_only=True):
    """A person who was erased: the random id they had, and the day. Nothing else is kept of them."""

    on: Annotated[date, said("Erased on", needed=True, hidden=True)]
