"""The report on a year: its headings, the names of its figures, and its sentences."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day_month
from store.core.numbers import FEWEST_CASES, percent_of, with_minus
from store.core.text import ended, pluralize, quoted
from store.texts.update_results import costs_and_training_replaced, costs_named
from store.texts.updates import starting

QUARTERS, COSTS, SPREAD, PEOPLE, LEARNED, RESULTS, VOICES = (
    "Quarter by quarter",
    "Costs and ROI",
    "Members by department",
    "People",
    "Learning and feedback",
    "Results",
    "Testimonials",
)
GATHERINGS, ATTENDANCE, SESSIONS, LEARNERS, JOINED, SPENT = (
    "Gatherings held",
    "Members’ attendance",
    "Sessions led",
    "Learner attendances",
    "New members",
    "Costs",
)
MEASURE, TOTAL = "Measure", "Total"
_ENOUGH = 10
"""Cases from which on a share stands without its count."""


def title(community: str, year: int) -> str:
    """Title of the report."""
    return f"{community}: the year {year}"


def opening(*, sessions: int, learners: int, leaders: int) -> str:
    """What was taught in the year."""
    if not sessions:
        return "No sessions were led in this period."
    led = pluralize(sessions, "session")
    if not leaders:
        told = f"{starting(sessions, 'session')} {'was' if sessions == 1 else 'were'} led"
        return f"{told}, with {pluralize(learners, 'learner attendance')} in all." if learners else f"{told}."
    people = starting(leaders, "member")
    if not learners:
        return f"{people} led {led}."
    return f"{people} led {led}, with {pluralize(learners, 'learner attendance')} in all."


def community(held: int, members: int, since: date, until: date) -> str:
    """What the community was in the year."""
    return (
        f"From {format_day_month(since)} to {format_day_month(until)} {until.year}, the community held "
        f"{pluralize(held, 'gathering')}; on the last day it had {pluralize(members, 'member')}."
    )


def quarter(number: int) -> str:
    """A quarter, at the head of its column."""
    return f"Q{number}"


def before(until: date, *, complete: bool) -> str:
    """The year before, at the head of its column; to the same day where this one is not over."""
    return f"{until.year}" if complete else f"To {format_day_month(until)} {until.year}"


def rate(came: int, seats: int) -> str:
    """An attendance rate: with its count where there are few cases, the count alone where there are fewest."""
    if not seats:
        return "–"
    count = f"{came:,} of {seats:,}"
    if seats < FEWEST_CASES:
        return count
    return percent_of(came, seats) if seats >= _ENOUGH else f"{percent_of(came, seats)} ({count})"


def compared(now: int, then: int, what: str) -> str:
    """A figure against the year before."""
    if now == then:
        return f"{what}: unchanged at {now:,}"
    return f"{what}: {now:,}, against {then:,} in the same period a year earlier ({with_minus(f'{now - then:+,}')})"


def costs(amount: str, replaced: int, avoided: str, *, hours: bool) -> str:
    """What the period cost, always together with what it avoided, where something was."""
    if replaced:
        return costs_and_training_replaced(amount, replaced, avoided, hours=hours)
    return f"{costs_named(hours=hours)}: {amount}."


def bucket(name: str, amount: str) -> str:
    """The costs in one bucket."""
    return f"{name.capitalize()}: {amount}"


def moved(joined: int, grown: int, left: int) -> list[str]:
    """How membership moved; what did not happen is not told."""
    told = {"Became members": joined, "Became active or core": grown, "Left": left}
    return [f"{what}: {pluralize(number, 'person', 'people')}" for what, number in told.items() if number]


def first_time(people: int) -> str:
    """How many led for the first time."""
    return f"Led or co-led their first session: {pluralize(people, 'person', 'people')}"


def thank_yous(count: int) -> str:
    """How many thank-yous were given."""
    return f"Thank-yous given: {count:,}"


def learned(topic: str, on: date, outcomes: str) -> str:
    """What one session's participants learned."""
    return f"{quoted(topic)}, {format_day_month(on)}: {ended(outcomes)}"


def reading(name: str, baseline: tuple[str, date], now: tuple[str, date], target: str) -> str:
    """A KPI from its baseline to its last reading, each with its day, and the target."""
    (value, value_on), (latest, latest_on) = baseline, now
    return (
        f"{name}: {latest} on {format_day_month(latest_on)} {latest_on.year}, "
        f"against {value} on {format_day_month(value_on)} {value_on.year} (target {target})"
    )
