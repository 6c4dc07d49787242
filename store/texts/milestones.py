"""Milestones of the community, as those who wait for a change are told of them."""

from __future__ import annotations

from store.core.text import ordinal, pluralize


def attendances(number: int) -> str:
    """A round number of learner attendances."""
    return f"the {ordinal(number)} learner attendance"


def years(number: int) -> str:
    """So many years since the first gathering."""
    return f"{pluralize(number, 'year')} since the first gathering"


def half_the_departments(number: int, of: int) -> str:
    """That half of the departments have a member."""
    return f"members from {number:,} of {of:,} departments"


def target_reached(kpi: str, value: str) -> str:
    """That a KPI has come to its target."""
    return f"the target reached for {kpi}: {value}"


def reached(milestone: str) -> str:
    """A milestone in an update."""
    return f"Milestone reached: {milestone}"
