"""The words of the printed page: what its large figures and charts show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from store.core.dates import format_day_month
from store.core.numbers import FEWEST_CASES, percent, percent_of
from store.core.text import pluralize

TREND, HOSTING, SPREAD, RETURN = (
    "Attendances a month",
    "Who hosts",
    "Members by department",
    "Costs and external training avoided, to date",
)
VOICE, NEXT, ASK = "Testimonials", "Next steps", "What I need from you"
"""Its headings."""
OTHERS = "Other departments"
COSTS, AVOIDED = "All costs, including trainer time", "External training avoided"


def attendance(came: int, seats: int) -> tuple[str, str]:
    """The members' attendance rate and what it is; the count instead where there are too few cases."""
    large = percent_of(came, seats) if seats >= FEWEST_CASES else f"{came:,} of {seats:,}"
    return large, "members’ attendance"


def target(rate: Decimal) -> str:
    """What is aimed at, beside the figure."""
    return f"target {percent(rate)}"


def at_most(share: int) -> str:
    """The share that the organiser aims to stay below, where it is marked on a bar."""
    return f"The mark is the target: {percent(Decimal(share))} at most."


def taught(sessions: int, attendances: int) -> tuple[str, str]:
    """Learner attendances and the sessions they were at; the sessions where attendances were not recorded."""
    if attendances:
        return (
            f"{attendances:,}",
            f"learner {'attendance' if attendances == 1 else 'attendances'} at {pluralize(sessions, 'session')}",
        )
    return f"{sessions:,}", "session led" if sessions == 1 else "sessions led"


def engaged(engaged: int, members: int, since: date) -> tuple[str, str]:
    """How many of the members took part."""
    return (
        f"{engaged:,} of {members:,}",
        f"members have attended or have contributed since {format_day_month(since)}",
    )


def avoided(amount: str, costs: str) -> tuple[str, str]:
    """External training avoided, with all costs beside it."""
    return amount, f"external training avoided to date; all costs {costs}"


def hosted(organiser: str) -> tuple[str, str]:
    """Who hosted: the organiser, and members."""
    return organiser or "Organiser", "Members"
