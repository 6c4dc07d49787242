"""The kinds of to-dos: their order on Week, and when each returns once it was dismissed.

This table is the one place for both. The help prints it (:func:`returns_table`).
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Literal

from msgspec import Struct

Verb = Literal[
    "Update", "Record", "Prepare", "Find a host", "Remind", "Do", "Thank", "Ask", "Check in with", "Answer",
    "Celebrate", "Write up", "Look into", "Certify", "Post", "Fill role", "Assign owner", "Review", "Keep or erase",
    "Add", "Plan",
]  # fmt: skip


class Rank(IntEnum):
    """How to-dos are ranked, the first first."""

    OVERDUE_UPDATE = 0
    PREPARE_NOW = 1
    LONG_WAITING_PERSON = 2
    RECORD = 3
    PREPARE = 4
    DUE_UPDATE = 5
    PERSON = 6
    UPKEEP = 7
    FIRST_STEP = 8
    """Not ranked: in a new book it leads (:mod:`store.week.first_steps`)."""


PREPARE_NOW_WITHIN = 1
"""Days before a gathering in which whatever it wants comes right after the overdue updates."""
PERSON_AFTER = 21
"""Days after which someone who waits comes before the gatherings to record."""
UPKEEP_AFTER = 14
"""Days after which upkeep may take the last line of the week."""


class Kind(Struct, frozen=True):
    """One kind of to-do."""

    verb: Verb
    rank: Rank
    heading: str
    """Over all of its kind: ‘Gatherings to record’."""
    several: str
    """Title of one to-do that stands for many: ‘Record {} gatherings’."""
    counted: str
    """What those are: ‘gatherings’."""
    returns: str
    """When a dismissed one returns, as the help says it."""
    after: int | None = None
    """The same in days; None where the to-do itself knows the day, or where it is not asked again."""
    group: str = ""
    """The kind whose line stands for this one as well where lines are still too many."""


_NOT_AGAIN = "not again for the same {}"
_MONTH, _QUARTER, _YEAR = 28, 84, 364
_AFTER_MONTH, _AFTER_QUARTER = "after 4 weeks", "after 12 weeks"

KINDS: dict[str, Kind] = {
    "update": Kind("Update", Rank.DUE_UPDATE, "Updates", "Update {} stakeholders", "stakeholders", "when the next update is due"),
    "record": Kind(
        "Record", Rank.RECORD, "Gatherings to record", "Record {} gatherings", "gatherings",
        _NOT_AGAIN.format("gathering"),
    ),
    "prepare": Kind(
        "Prepare", Rank.PREPARE, "Gatherings to prepare", "Prepare {} gatherings", "gatherings",
        _NOT_AGAIN.format("gathering"),
    ),
    "find_host": Kind(
        "Find a host", Rank.PREPARE, "Gatherings without a host", "Find hosts for {} gatherings", "gatherings",
        _NOT_AGAIN.format("gathering"), group="prepare",
    ),
    "remind_host": Kind(
        "Remind", Rank.PREPARE, "Hosts to remind", "Remind {} hosts", "hosts", _NOT_AGAIN.format("gathering"),
        group="prepare",
    ),
    "do": Kind("Do", Rank.PERSON, "Reminders", "Do {} tasks", "tasks", "not again: the reminder is deleted"),
    "request": Kind(
        "Remind", Rank.PERSON, "Requests without an answer", "Remind {} people of a request", "people",
        _AFTER_MONTH, _MONTH,
        group="check_in",
    ),
    "thank": Kind(
        "Thank", Rank.PERSON, "People to thank", "Thank {} people", "people", "with their next contribution",
    ),
    "thank_manager": Kind(
        "Thank", Rank.UPKEEP, "Managers to thank", "Thank {} managers", "managers", _NOT_AGAIN.format("quarter"),
    ),
    "check_in": Kind(
        "Check in with", Rank.PERSON, "People to check in with", "Check in with {} people", "people",
        _AFTER_MONTH, _MONTH,
    ),
    "mentored": Kind(
        "Check in with", Rank.PERSON, "Newcomers with a mentor", "Check in with {} newcomers", "newcomers",
        _AFTER_MONTH, _MONTH, "check_in",
    ),
    "ask": Kind("Ask", Rank.PERSON, "Interested people to ask", "Ask {} people", "people", _AFTER_MONTH, _MONTH, "check_in"),
    "answer": Kind("Answer", Rank.PERSON, "Unanswered needs", "Answer {} needs", "needs", _AFTER_MONTH, _MONTH),
    "training_request": Kind(
        "Answer", Rank.PERSON, "Training requests", "Answer {} training requests", "training requests", _AFTER_MONTH, _MONTH,
    ),
    "celebrate": Kind(
        "Celebrate", Rank.PERSON, "Milestones to celebrate", "Celebrate {} milestones", "milestones",
        _NOT_AGAIN.format("milestone"),
    ),
    "write_up": Kind(
        "Write up", Rank.UPKEEP, "Gatherings to write up", "Write up {} gatherings", "gatherings",
        _NOT_AGAIN.format("gathering"),
    ),
    "health": Kind(
        "Look into", Rank.UPKEEP, "Health check", "Look into {} results", "results",
        "after 4 weeks, or once it gets worse", _MONTH, "review",
    ),
    "next_stage": Kind(
        "Ask", Rank.UPKEEP, "Members ready for the next stage", "Ask {} members about their next stage", "members",
        _AFTER_QUARTER, _QUARTER,
    ),
    "certify": Kind(
        "Certify", Rank.UPKEEP, "Trainers to certify", "Certify {} trainers", "trainers", _AFTER_MONTH, _MONTH,
    ),
    "post": Kind("Post", Rank.UPKEEP, "Posts overdue", "Publish {} posts", "posts", _AFTER_MONTH, _MONTH),
    "role": Kind("Fill role", Rank.UPKEEP, "Roles to fill", "Fill {} roles", "roles", _AFTER_MONTH, _MONTH),
    "trend": Kind(
        "Look into", Rank.UPKEEP, "Rituals losing attendance", "Look into {} rituals", "rituals",
        _AFTER_MONTH, _MONTH, "review",
    ),
    "owner": Kind(
        "Assign owner", Rank.UPKEEP, "Resources without an owner", "Assign {} owners", "owners", "after 12 weeks, or once another resource has no owner", _QUARTER,
    ),
    "reading": Kind("Record", Rank.UPKEEP, "KPI readings due", "Record {} readings", "readings", _AFTER_MONTH, _MONTH),
    "review": Kind("Review", Rank.UPKEEP, "Reviews due", "Review {} topics", "topics", _AFTER_MONTH, _MONTH),
    "session_plan": Kind(
        "Review", Rank.UPKEEP, "Session plans to review", "Review {} session plans", "session plans",
        _AFTER_MONTH, _MONTH, "review",
    ),
    "setting": Kind("Review", Rank.UPKEEP, "Settings", "Review {} settings", "settings", _AFTER_QUARTER, _QUARTER, "review"),
    "keep_or_erase": Kind(
        "Keep or erase", Rank.UPKEEP, "People to keep or erase", "Keep or erase {} people", "people",
        "after a year", _YEAR,
    ),
    "add_first": Kind("Add", Rank.FIRST_STEP, "First steps", "Add {} records", "records", _NOT_AGAIN.format("step")),
    "plan_first": Kind("Plan", Rank.FIRST_STEP, "First ritual", "Plan {} rituals", "rituals", _NOT_AGAIN.format("step")),
}  # fmt: skip
"""Every kind by its name, in the order in which Week lists those of one rank."""
PLACES = {name: place for place, name in enumerate(KINDS)}


def returns_table() -> Iterator[tuple[str, str]]:
    """Each kind with when it returns after it was dismissed, for the help."""
    return ((kind.heading, kind.returns) for kind in KINDS.values())
