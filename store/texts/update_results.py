"""What an update says of results: the movement of KPIs, targets, departments, costs and the return on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from store.core.dates import MONTH_NAMES, format_day
from store.core.numbers import FEWEST_CASES, percent, percent_of
from store.core.text import ended, pluralize
from store.texts.updates import starting


def what_matters(stakes: str) -> str:
    """What matters to the readers, in the words that were noted."""
    return ended(f"This supports what matters to you: {stakes}")


def what_is_to_be_won(stakes: str) -> str:
    """The same before anything was held."""
    return ended(f"Its aim is to help with what matters to you: {stakes}")


# -- KPIs and targets ------------------------------------------------------------------------------


def reading(
    name: str,
    now: str,
    before: str,
    target: str,
    *,
    before_on: date,
    until: date,
    change: Decimal,
    read_on: date | None = None,
    reached: bool = False,
    progress: Decimal | None = None,
) -> str:
    """A new reading of a KPI, the one before it and the target.

    ‘Complaints: 8 a month, down from 19 in March (target 6)’.

    Args:
        name: the KPI.
        now: the new reading.
        before: the reading before, or the baseline.
        target: what is aimed at.
        before_on: the day of the reading before.
        until: the last day told of.
        change: the new reading less the one before.
        read_on: the day of the new reading, where it lies before the period.
        reached: whether the target is reached.
        progress: the way from baseline to target, in per cent.
    """
    latest = f"{now} on {format_day(read_on, until)}" if read_on else now
    month = MONTH_NAMES[before_on.month - 1]
    then = month if before_on.year == until.year else f"{month} {before_on.year}"
    moved = f"{_way(change)} from {before} in {then}" if change else f"unchanged from {then}"
    if reached:
        return f"{name}: {latest}, {moved} (target {target}, reached)"
    if progress is not None:
        return f"{name}: {latest}, {moved} (target {target}, {percent(progress)} of the way)"
    return f"{name}: {latest}, {moved} (target {target})"


def _way(change: Decimal) -> str:
    return "down" if change < 0 else "up"


def reading_in_short(name: str, now: str, change: Decimal) -> str:
    """A new reading of a KPI, for a subject line: ``Complaints down to 8 a month``."""
    return f"{name} {_way(change)} to {now}" if change else f"{name} unchanged at {now}"


def reading_told_before(name: str, now: str, target: str, read_on: date, until: date) -> str:
    """The last reading of a KPI, with its day, where it was told before."""
    return f"{name}: {now} when last measured, on {format_day(read_on, until)} (target {target})"


def target_reached(name: str, now: str, target: str) -> str:
    """That a KPI has reached its target."""
    return f"Target reached for {name}: {now} (target {target})"


def target_reached_in_short(name: str, now: str) -> str:
    """The same for a subject line."""
    return f"{name} at {now}, target reached"


def attendances_target(attendances: int, target: int) -> str:
    """Learner attendances of the year and their target."""
    return f"Learner attendances this year: {attendances:,} (target {target:,})"


def attendances_target_reached(attendances: int, target: int) -> str:
    """That the learner attendances of the year have reached their target."""
    return f"Learner attendances this year have reached {attendances:,} (target {target:,})"


def attendances_in_short(attendances: int) -> str:
    """The same for a subject line."""
    return f"{pluralize(attendances, 'learner attendance')} this year, target reached"


def way_to_target(progress: Decimal, name: str) -> str:
    """The way from baseline to target, for a bar beside a reading that is told already."""
    return f"{percent(progress)} of the way to the target: {name}"


def budget(spent: str, amount: str) -> str:
    """What is spent of the budget."""
    return f"Budget: {spent} of {amount} spent"


def figures_in_a_line(told: Sequence[str]) -> str:
    """Figures one after the other, where there is no room for a list."""
    return " ".join(map(ended, told))


# -- departments and the launch --------------------------------------------------------------------


def department_moved(department: str, state: str) -> str:
    """How far a department has come with training by its own people."""
    match state:
        case "established":
            return f"{department} now runs its own training"
        case "adopting":
            return f"{department} now trains its own people regularly"
        case _:
            return f"{department} has become a pilot department"


_STEPS = (
    ("first", "winning support"),
    ("second", "starting in a small group"),
    ("third", "agreeing how it works"),
    ("fourth", "running the community"),
    ("fifth", "making it known"),
    ("last", "welcoming newcomers and handing over"),
)


def launch_stands(community: str, step: int) -> str:
    """Where a community stands before its first gathering."""
    place, doing = _STEPS[step - 1]
    return f"{community} is in the {place} of 6 launch steps, {doing}."


def launch_stands_in_short(step: int) -> str:
    """Where the launch stands, for a subject line."""
    return f"launch at step {step} of 6"


def have_said_yes(people: int, departments: str) -> str:
    """Who has said yes so far, and from where."""
    told = "One colleague has said yes" if people == 1 else f"{starting(people, 'colleague')} have said yes"
    return f"{told}, from {departments}." if departments else f"{told}."


# -- costs -----------------------------------------------------------------------------------------


def costs(amount: str, per_attendance: str, *, hours: bool) -> str:
    """What was spent in the period, in all and for each learner attendance.

    Args:
        amount: in all.
        per_attendance: for each; nothing where there were none.
        hours: whether trainer time is costed.
    """
    told = f"Costs in this period were {_with_hours(amount, hours)}"
    return f"{told}: {per_attendance} per learner attendance." if per_attendance else f"{told}."


def costs_named(*, hours: bool) -> str:
    """What costs are called in a table."""
    return _with_hours("Costs", hours)


def _with_hours(costs: str, hours: bool) -> str:
    return f"{costs}, including trainer time" if hours else costs


def costs_and_training_replaced(costs: str, sessions: int, amount: str, *, hours: bool) -> str:
    """What the period cost, and what its sessions would have cost as external training."""
    told = f"{starting(sessions, 'session')} replaced external training worth {amount}"
    return f"{told}; costs in this period were {_with_hours(costs, hours)}."


def external_training_avoided(
    sessions: int, of: int, amount: str, costs: str, roi: Decimal, *, budget: str = ""
) -> str:
    """What sessions would have cost as external training, all that was spent, the return on that, and what it leaves out.

    Args:
        sessions: those that would have been bought.
        of: all sessions held.
        amount: what they would have cost.
        costs: all that was spent.
        roi: the return, in per cent.
        budget: what there is to spend, where all costs lie in its period.
    """
    have = "1 session has" if sessions == 1 else f"{sessions:,} sessions have"
    spent = f"{costs} of a budget of {budget}" if budget else costs
    counted = f"{sessions:,} of {of:,} sessions" if of > sessions else "external training avoided"
    return (
        f"To date, {have} replaced external training worth {amount}, against total costs of {spent}. "
        f"The ROI of {percent(roi)} counts only {counted}; other benefits are not included."
    )


# -- a long period ---------------------------------------------------------------------------------


def over_time(name: str, now: str, before: str, parts: Sequence[tuple[str, str]]) -> str:
    """A figure of a long period, the period before, and its months or quarters."""
    each = ", ".join(f"{part} {value}" for part, value in parts)
    return f"{name}: {now}, against {before} ({each})" if before else f"{name}: {now} ({each})"


def by_part(name: str, parts: Sequence[tuple[str, str]]) -> str:
    """The months or quarters of a figure that is told already."""
    return f"{name}: {', '.join(f'{part} {value}' for part, value in parts)}"


def rate(came: int, seats: int) -> str:
    """An attendance rate, or a dash where there are too few cases."""
    return percent_of(came, seats) if seats >= FEWEST_CASES else "–"
