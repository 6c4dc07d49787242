"""Stakeholder map: groups, power and interest, stance, and responsibilities in training."""

from typing import Literal, get_args

from msgspec import Struct

from store.book.book import Book
from store.core.labels import label_of
from store.core.record import ORGANISER
from store.core.text import join_words, normalize
from store.model.stakeholders import Duty, Leg, Phase, Stakeholder
from store.people.directory import name_of

PHASES: tuple[Phase, ...] = get_args(Phase)
LEGS: tuple[Leg, ...] = get_args(Leg)
LEG_NAMES: dict[Leg, str] = {"training": "training department", "management": "management", "learners": "learners"}
QUESTIONS: dict[Phase, str] = {
    "analyse": "who identifies training needs",
    "design": "who designs the training",
    "develop": "who produces the materials",
    "deliver": "who delivers the training",
    "evaluate": "who evaluates the results",
}
Quadrant = Literal["key player", "keep satisfied", "keep informed", "minimal effort", "not assessed"]
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)


# -- the three groups ------------------------------------------------------------------------------


def by_leg(book: Book) -> dict[Leg, list[Stakeholder]]:
    """Stakeholders by group."""
    everybody = sorted(book.stakeholders.values(), key=lambda who: (normalize(who.name), who.id))
    return {leg: [who for who in everybody if who.leg == leg] for leg in LEGS}


def balance(book: Book) -> str:
    """How many stakeholders each group has, and what that means, in one line."""
    legs = by_leg(book)
    counts = join_words([f"{len(found)} {leg}" for leg, found in legs.items()])
    if not book.stakeholders:
        return "no stakeholders yet; aim for all 3 audiences"
    empty = [LEG_NAMES[leg] for leg, found in legs.items() if not found]
    if empty:
        return f"{counts}; not represented: {join_words(empty)}"
    most = max(legs, key=lambda leg: len(legs[leg]))
    lean = 2 * len(legs[most]) > len(book.stakeholders)
    return f"{counts}: mostly {LEG_NAMES[most]}" if lean else f"{counts}: all 3 audiences are represented"


def leg_of(book: Book, who: str) -> Leg:
    """Group of a person: training for the organiser, learners for a volunteer."""
    if who == ORGANISER:
        return "training"
    found = book.stakeholders.get(who)
    return found.leg if found else "learners"


# -- power and interest ------------------------------------------------------------------------------


def quadrant(who: Stakeholder) -> Quadrant:
    """Where someone stands between power and interest (Mendelow)."""
    if "not_set" in (who.power, who.interest):
        return "not assessed"
    if who.power == "high":
        return "key player" if who.interest == "high" else "keep satisfied"
    return "keep informed" if who.interest == "high" else "minimal effort"


def power_grid(book: Book) -> dict[Quadrant, list[Stakeholder]]:
    """Every stakeholder by power and interest."""
    everybody = sorted(book.stakeholders.values(), key=lambda who: (normalize(who.name), who.id))
    return {place: [who for who in everybody if quadrant(who) == place] for place in QUADRANTS}


def stance(who: Stakeholder) -> str:
    """Where someone stands towards the community and where they should: ‘neutral → supportive’."""
    now, wanted = who.engagement, who.wanted
    if wanted in (now, "not_set"):
        return "" if now == "not_set" else now
    return f"{'?' if now == 'not_set' else label_of(now)} → {label_of(wanted)}"


def to_win(who: Stakeholder) -> bool:
    """Whether someone does not stand yet where they should."""
    steps = ("unaware", "resistant", "neutral", "supportive", "leading")
    if "not_set" in (who.engagement, who.wanted):
        return False
    return steps.index(who.engagement) < steps.index(who.wanted)


# -- responsibilities --------------------------------------------------------------------------------


class Shared(Struct, frozen=True):
    """One phase of training and who is responsible for it, by group."""

    phase: Phase
    duties: dict[Leg, tuple[Duty, ...]]

    @property
    def gap(self) -> str:
        """What is missing, in words; nothing where several groups share it."""
        answering = [duty for duties in self.duties.values() for duty in duties]
        if not answering:
            return "no one"
        if all(duty.who == ORGANISER for duty in answering):
            return "you alone"
        return ""


def shared(book: Book) -> list[Shared]:
    """Responsibilities for each phase of training."""
    found = []
    for phase in PHASES:
        duties = [duty for duty in book.duties.values() if duty.phase == phase]
        duties.sort(key=lambda duty: (normalize(name_of(book, duty.who)), duty.id))
        found.append(Shared(phase, {leg: tuple(d for d in duties if leg_of(book, d.who) == leg) for leg in LEGS}))
    return found
