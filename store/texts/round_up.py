"""The round-up for members: what they made in a month, who was thanked, firsts, what is coming, and where help is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.core.dates import MONTH_NAMES, format_day
from store.core.numbers import FEWEST_CASES, percent_of
from store.core.text import ended, join_words, pluralize, quoted
from store.texts.updates import bullet, starting

MADE, THANKED, FIRSTS, COMING, WANTED = (
    "What you made happen",
    "Thank you",
    "First times",
    "Coming up, and what you gain",
    "Where you could help",
)
"""Its headings."""


def title(community: str, month: date) -> str:
    """Its title: ``Trainers' Circle: our November``."""
    return f"{community}: our {MONTH_NAMES[month.month - 1]}"


def made(sessions: int, attendances: int) -> str:
    """How much members taught."""
    told = f"{starting(sessions, 'session')} led by members"
    return bullet(f"{told}, with {pluralize(attendances, 'learner attendance')}." if attendances else f"{told}.")


def met(gatherings: int, came: int, seats: int) -> str:
    """How often members met, and how many of them attended where that was recorded."""
    told = f"{starting(gatherings, 'gathering')} held"
    if not seats:
        return bullet(f"{told}.")
    share = percent_of(came, seats) if seats >= FEWEST_CASES else f"{came:,} of {seats:,}"
    return bullet(f"{told}; members’ attendance: {share}.")


def topic(told: str) -> str:
    """Who taught what."""
    return bullet(ended(told))


def welcome(names: Sequence[str]) -> str:
    """Who joined."""
    return bullet(f"Welcome, {join_words(names)}.")


def coming(day: str, name: str, gain: str) -> str:
    """A gathering to come, and what there is to gain."""
    return bullet(ended(f"{day}: {name} – {gain}" if gain else f"{day}: {name}"))


def host_wanted(name: str, on: date, until: date) -> str:
    """A gathering that has no host yet."""
    return bullet(f"{quoted(name)} on {format_day(on, until)} has no host yet.")


def trainer_wanted(topic: str) -> str:
    """A topic that no one can teach."""
    return bullet(f"No one teaches {quoted(topic)} yet.")


QUIET = bullet("There were no gatherings this month.")
NO_DATES = bullet("No gatherings are planned yet.")
