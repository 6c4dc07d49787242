"""Volunteers, departments and roles, and what is noted about them: requests, contacts, days away, needs, checklists, filters."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, OnHub, field_info
from store.core.record import Record
from store.model.stages import Stage

_CONTACT, _CONSENT = "Contact and notes", "Consent"
AGREED = (("yes_on", "yes_words"), ("may_be_listed_on", "may_be_listed_words"))
"""What a volunteer may agree to: for each the fields with its day and with their words."""


class Volunteer(Record, frozen=True, kw_only=True):
    """An employee who has shown interest or takes part, always by their own choice."""

    name: Annotated[str, field_info("Name", "first name and surname", needed=True)]
    email: Annotated[str, field_info("Email", "identifies them in later imports")] = ""
    department: Annotated[str, field_info("Department", "for example: Sales", ref="departments")] = ""
    job: Annotated[str, field_info("Job", "for example: key account manager")] = ""
    phone: Annotated[str, field_info("Phone", "for example: +44 20 7946 0018", heading=_CONTACT)] = ""
    manager: Annotated[
        str, field_info("Manager", "their line manager, whom you can also thank", heading=_CONTACT)
    ] = ""
    topics: Annotated[tuple[str, ...], field_info("Topics", "what they could teach, separated by commas")] = ()
    delivery: Annotated[tuple[str, ...], field_info("Delivery", "classroom, webinar, on the job, mentoring …")] = ()
    tags: Annotated[tuple[str, ...], field_info("Tags", "your own words, separated by commas")] = ()
    met_on: Annotated[date | None, field_info("Interested since", "when they first showed interest")] = None
    yes_on: Annotated[
        date | None, field_info("Consent recorded on", "needed before they take part", heading=_CONSENT)
    ] = None
    yes_words: Annotated[str, field_info("Consent note", "their words, or how they agreed", heading=_CONSENT)] = ""
    may_be_listed_on: Annotated[
        date | None,
        field_info("May be listed since", "the day they agreed to be named on the hub", heading=_CONSENT),
    ] = None
    may_be_listed_words: Annotated[
        str, field_info("Note on consent to be listed", "their words, or how they agreed", heading=_CONSENT)
    ] = ""
    quiet_until: Annotated[
        date | None, field_info("Ask again on", "no requests before this date", heading=_CONSENT)
    ] = None
    notes: Annotated[str, field_info("Notes", "what to remember about them", long=True, heading=_CONTACT)] = ""


class Department(Record, frozen=True, kw_only=True):
    """Where volunteers come from and where the idea spreads."""

    name: Annotated[str, field_info("Name", "for example: Sales", needed=True)]
    champion: Annotated[
        str, field_info("Champion", "promotes the community in the department", ref="volunteers")
    ] = ""
    head_count: Annotated[Number | None, field_info("Headcount", "number of employees, for example: 40")] = None
    next_move: Annotated[str, field_info("Next step", "what would move it to the next stage")] = ""
    training: Annotated[
        bool, field_info("Training department", "if yes, the gravity score excludes its people")
    ] = False


class Role(Record, frozen=True, kw_only=True):
    """A job in the community that someone steps up for."""

    name: Annotated[str, field_info("Name", "for example: Librarian", needed=True)]
    purpose: Annotated[str, field_info("Purpose", "for example: keeps the library up to date")] = ""
    on_hub: OnHub = False


class Tenure(Record, frozen=True, kw_only=True):
    """One person holding one role for a while."""

    role: Annotated[str, field_info("Role", "the role they hold", needed=True, ref="roles")]
    volunteer: Annotated[
        str, field_info("Held by", "the member who takes on the role", needed=True, ref="volunteers")
    ]
    since: Annotated[date, field_info("Since", "the first day in the role", needed=True)]
    until: Annotated[date | None, field_info("Until", "leave empty for the current holder")] = None
    chosen: Annotated[
        Literal["volunteered", "appointed", "elected"], field_info("Selection", "how they came to the role")
    ] = "volunteered"
    tally: Annotated[str, field_info("Votes", "for example: 9 for, 2 against")] = ""


class Contact(Record, frozen=True, kw_only=True):
    """One conversation, call or message with a volunteer or stakeholder."""

    who: Annotated[
        str, field_info("Person", "the person you spoke or wrote to", needed=True, ref="volunteers|stakeholders")
    ]
    on: Annotated[date, field_info("Date", "the day you were in touch", needed=True)]
    note: Annotated[str, field_info("Note", "a few words are enough")] = ""


class Absence(Record, frozen=True, kw_only=True):
    """Days on which a person is away, or on which the whole community has none of its gatherings."""

    volunteer: Annotated[
        str, field_info("Person", "leave empty for community closing days", ref="volunteers", goes_with=True)
    ] = ""
    since: Annotated[date, field_info("Away from", "the first day", needed=True)]
    until: Annotated[date, field_info("Until", "the last day", needed=True)]
    reason: Annotated[str, field_info("Reason", "for example: parental leave")] = ""


class Reminder(Record, frozen=True, kw_only=True):
    """One task for a day, and when it was done."""

    what: Annotated[str, field_info("Task", "for example: call Tom about the room", needed=True)]
    on: Annotated[date, field_info("Date", "shown on Week in that week", needed=True)]
    who: Annotated[str, field_info("Person", "also shown on their page", ref="volunteers|stakeholders")] = ""
    done_on: Annotated[date | None, field_info("Done on", "leave empty if not done yet")] = None


Outcome = Literal["open", "accepted", "declined", "no_answer"]


class Ask(Record, frozen=True, kw_only=True):
    """One request to a volunteer or stakeholder, and the answer."""

    who: Annotated[str, field_info("Person", "the person you ask", needed=True, ref="volunteers|stakeholders")]
    what: Annotated[str, field_info("Request", "for example: host the next spotlight", needed=True)]
    on: Annotated[date, field_info("Asked on", "the day you asked", needed=True)]
    by: Annotated[date | None, field_info("Answer by", "leave empty to allow 2 weeks")] = None
    outcome: Annotated[Outcome, field_info("Answer", "what they answered")] = "open"
    answered_on: Annotated[date | None, field_info("Answered on", "leave empty if not answered yet")] = None
    note: Annotated[str, field_info("Note", "their words, or what would change their mind")] = ""


Status = Literal["open", "in_progress", "met", "not_possible"]


class Need(Record, frozen=True, kw_only=True):
    """One need of members, and the action taken."""

    what: Annotated[str, field_info("Need", "in their words", needed=True)]
    kind: Annotated[
        Literal["training", "tools", "workshop", "communication_help", "other"],
        field_info("Kind", "the kind of help needed"),
    ] = "training"
    who: Annotated[str, field_info("Raised by", "leave empty for several people", ref="volunteers")] = ""
    on: Annotated[date, field_info("Raised on", "the day it was raised", needed=True)]
    status: Annotated[Status, field_info("Status", "progress on this need so far")] = "open"
    done: Annotated[str, field_info("Action taken", "what was done, or why it is not possible")] = ""
    done_on: Annotated[date | None, field_info("Done on", "leave empty if not done yet")] = None


ChecklistKind = Literal["onboarding", "offboarding"]
HELD = "…"
"""The line of an offboarding template that stands for everything the person holds."""


class Template(Record, frozen=True, kw_only=True):
    """The items a checklist starts with; its id is its kind, so that there is one of each."""

    items: Annotated[
        str, field_info("Items", f"one per line; {HELD} stands for all their responsibilities", long=True)
    ]


class Checklist(Record, frozen=True, kw_only=True):
    """One person's checklist, started on a day."""

    volunteer: Annotated[str, field_info("Person", "the person who joins or leaves", needed=True, ref="volunteers")]
    kind: Annotated[ChecklistKind, field_info("Kind", "whether they join or leave", needed=True)]
    on: Annotated[date, field_info("Started on", "the day the checklist was started", needed=True)]
    last_day: Annotated[date | None, field_info("Last day", "leave empty if not known yet")] = None
    """The last day of someone who leaves; for offboarding only."""


class Task(Record, frozen=True, kw_only=True):
    """One item of one person's checklist."""

    checklist: Annotated[str, field_info("Checklist", needed=True, ref="checklists", hidden=True)]
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    text: Annotated[str, field_info("Item", "one thing to do", needed=True)]
    done_on: Annotated[date | None, field_info("Done on", "leave empty if not done yet")] = None
    note: Annotated[str, field_info("Note", "how it went, or what is still open")] = ""
    held: Annotated[
        str,
        field_info(
            "Responsibility handed over",
            ref="tenures|rituals|resources|departments|gatherings|asks|buddies|session_plans",
            hidden=True,
        ),
    ] = ""
    """The record that is to pass to someone else."""
    topic: Annotated[str, field_info("Topic", hidden=True)] = ""
    """The topic that no one else can teach."""
    to: Annotated[str, field_info("Handed over to", "the person who takes it over", ref="volunteers|organiser")] = (
        ""
    )


Sort = Literal["name", "days_in_stage", "last_contact", "last_thanked", "last_seen"]
Group = Literal["nothing", "stage", "department", "topic", "delivery", "role", "tag"]


class Filter(Record, frozen=True, kw_only=True):
    """The people to show: of each kind of condition that is set, at least one must hold."""

    name: Annotated[str, field_info("Name", "for example: core members in Sales", needed=True)]
    stages: Annotated[tuple[Stage, ...], field_info("Stages")] = ()
    departments: Annotated[tuple[str, ...], field_info("Departments", ref="departments")] = ()
    topics: Annotated[tuple[str, ...], field_info("Topics")] = ()
    delivery: Annotated[tuple[str, ...], field_info("Delivery")] = ()
    roles: Annotated[tuple[str, ...], field_info("Roles", ref="roles")] = ()
    tags: Annotated[tuple[str, ...], field_info("Tags")] = ()
    stuck: Annotated[bool, field_info("Stuck")] = False
    unthanked: Annotated[bool, field_info("Unthanked")] = False
    gone_quiet: Annotated[bool, field_info("Gone quiet")] = False
    sort: Annotated[Sort, field_info("Sort by")] = "name"
    group: Annotated[Group, field_info("Group by")] = "nothing"


class Erased(Record, frozen=True, kw_only=True):
    """A person who was erased: the random id they had, and the day. Nothing else is kept of them."""

    on: Annotated[date, field_info("Erased on", needed=True, hidden=True)]
