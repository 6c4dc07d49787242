"""The pitch: its headings, and sentences in which each figure has its place.

A figure of a pitch knows the rows it was made from, so a sentence here names the places of its figures in braces, and
:func:`store.pitch.document.filled` puts them in. What decides the wording is given as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.core.text import ended

PROBLEMS = "The problem"
BENEFITS = "Expected benefits"
GAINS = "What volunteers gain"
INVESTMENT = "Investment required"
RETURN, EXPECTED_RETURN = "Return to date", "Expected return"
PILOT = "Pilot"
ASK = "The ask"
BUCKETS: Mapping[str, str] = {
    "opportunity": "Trainer time",
    "operational": "Tools, rooms and materials",
    "other": "Thank-yous, gifts and other costs",
}
"""How each kind of cost is called."""
NO_INVESTMENT = "The investment has not been costed yet."
NOT_COUNTED = " This ROI counts only the external training replaced, not other benefits."


def title(community: str) -> str:
    """What stands above a pitch."""
    return f"{community}: a proposal"


def for_whom() -> str:
    """The audience of the pitch."""
    return "For {recipient}."


def pilot_in_short() -> str:
    """The group to start with, where there is no room for a heading."""
    return f"{PILOT}: {{words}}"


def ask_in_short() -> str:
    """What is asked for, where there is no room for a heading."""
    return f"{ASK}: {{words}}"


# -- problems and benefits -------------------------------------------------------------------------


def point(*, evidence: bool) -> str:
    """The name of a problem or benefit, before its evidence where there is any."""
    return "{name}: " if evidence else "{name}."


def evidence(said: str, *, sourced: bool) -> str:
    """A figure or quote, with where it is from where that was noted."""
    if sourced:
        return "{evidence} ({source})."
    return "{evidence}" if ended(said) == said else "{evidence}."


def unmet(*, sized: bool) -> str:
    """Training requests that could not be met, and for how many people where that was said."""
    told = "In the past year, {requests} could not be met"
    return f"{told}, for {{people}} in all." if sized else f"{told}."


def kpi(*, read: bool) -> str:
    """A KPI with its target: from its baseline to its newest reading, or its baseline alone."""
    return "{baseline} to {now}; the target is {target}." if read else "{baseline}; the target is {target}."


def kpi_from(name: str, value: str, month: str) -> str:
    """Where a KPI began, before where it is now."""
    return f"{name}: from {value} in {month}"


def kpi_at(name: str, value: str, month: str) -> str:
    """Where a KPI began, before it was read again."""
    return f"{name}: {value} in {month}"


def kpi_now(value: str, month: str) -> str:
    """Where a KPI is now."""
    return f"{value} in {month}"


def kpi_target(value: str, month: str) -> str:
    """Where a KPI is to go, and by when where that was noted."""
    return f"{value} by {month}" if month else value


# -- investment ------------------------------------------------------------------------------------


def investment(*, trainer_time: bool, spent: bool) -> str:
    """The whole investment of the period, and what of it is spent."""
    whole = "The investment for {period} is {forecast}"
    included = f"{whole}, including trainer time." if trainer_time else f"{whole}."
    return f"{included} To date, {{spent}} has been spent." if spent else included


def bucket(name: str, *, amount: bool, words: bool) -> str:
    """A kind of cost with its amount, and what was noted about it."""
    costs = f"{name}: {{amount}}" if amount else f"{name}: nothing"
    return f"{costs} ({{words}})." if words else f"{costs}."


def learners_time() -> str:
    """Learners' own time, apart from the costs."""
    return "Learners spent {hours} in sessions; their time is not included in these costs."


def budget(*, enough: bool) -> str:
    """The budget, and what will be left of it or missing."""
    if enough:
        return "The budget is {budget}. On the current forecast, {left} of it will remain."
    return "The budget is {budget}. On the current forecast, spending will exceed it by {left}."


# -- return ----------------------------------------------------------------------------------------


def replaced_in_short(sessions: int, *, held: bool) -> str:
    """What external training was or will be avoided, in a sentence."""
    if not held:
        return " As planned, {sessions} will replace external training worth {price}."
    if sessions == 1:
        return " In return, {sessions} has replaced external training worth {price}."
    return " In return, {sessions} have replaced external training worth {price}."


def replaced(*, held: bool) -> str:
    """What external training was or will be avoided, and what that came to less the trainer time of these sessions."""
    if held:
        return (
            "We held {sessions} in place of external training worth {price}. "
            "Trainer time for this came to {own}; the cost avoided is {avoided}."
        )
    return (
        "As planned, we will hold {sessions} in place of external training worth {price}. "
        "Trainer time for this comes to {own}; the cost avoided is {avoided}."
    )


def roi() -> str:
    """The return on all costs."""
    return (
        "Total cost, including trainer time, is {costs}. "
        "Set against external training worth {price}, that is an ROI of {rate}."
    )


def cost_per_attendance() -> str:
    """What each attendance of a session cost."""
    return " The cost per attendance is {cost}."


def break_even(*, behind_again: bool) -> str:
    """The day of break-even, and whether costs have overtaken the benefits since."""
    if behind_again:
        return " Break-even was reached on {day}; costs have since overtaken the benefits again."
    return " Break-even was reached on {day}."
