"""Who can train which topic, by department; topics without a trainer, and single-trainer topics."""

from collections import defaultdict
from collections.abc import Container
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from store.book.book import Book
from store.core.text import normalize
from store.model.people import Volunteer
from store.model.training import Level
from store.people.directory import by_name
from store.people.stages import members, standings
from store.training.readiness import same_topic, topics, what

Risk = Literal["unmet", "single", "none", "covered"]
"""How badly a topic is covered, the worst first: wanted without a trainer, one trainer, none, several."""


class Trainer(Struct, frozen=True):
    """One member and one topic: how far they are, and whether they name the topic as theirs."""

    volunteer: Volunteer
    level: Level | None
    names_it: bool

    @property
    def certified(self) -> bool:
        """May teach it alone."""
        return self.level == "certified"

    @property
    def trains(self) -> bool:
        """Can train it: certified, or says so of themselves; others are still learning to."""
        return self.certified or self.names_it


class Coverage(Struct, frozen=True):
    """Departments and topics, and who of the members is where in between."""

    topics: dict[str, str]
    """Each topic as it is compared, and as it is written."""
    departments: dict[str, str]
    """Each department's id and name; an empty id for members without one, where there are any."""
    cells: dict[tuple[str, str], tuple[Trainer, ...]]
    """By topic and department; nothing where no one is."""
    candidates: dict[str, tuple[Volunteer, ...]] = {}
    """By topic, those who offer it and are on their way to becoming members."""

    def at(self, topic: str, department: str) -> tuple[Trainer, ...]:
        """The members of a department who have to do with a topic: certified first, then those who name it."""
        return self.cells.get((topic, department), ())

    def coming(self, topic: str, department: str) -> list[Volunteer]:
        """Those of a department who offer a topic and are on their way to becoming members."""
        found = self.candidates.get(topic, ())
        return [v for v in found if (v.department if v.department in self.departments else "") == department]

    def trainers(self, topic: str) -> list[Trainer]:
        """Everyone who can train a topic, wherever they are."""
        return [t for key in self.departments for t in self.at(topic, key) if t.trains]

    def gaps(self) -> list[str]:
        """The topics no one can train."""
        return [topic for topic in self.topics if not self.trainers(topic)]

    def at_risk(self) -> list[str]:
        """Single-trainer topics, which are lost if that person leaves."""
        return [topic for topic in self.topics if len(self.trainers(topic)) == 1]

    def by_risk(self, wanted: Container[str]) -> dict[Risk, list[str]]:
        """The topics by how badly they are covered; of the same kind those that are wanted first.

        Args:
            wanted: the topics of open training requests.
        """
        found: dict[Risk, list[str]] = {risk: [] for risk in get_args(Risk)}
        for topic in sorted(self.topics, key=lambda topic: (topic not in wanted, len(self.trainers(topic)))):
            trainers = len(self.trainers(topic))
            risk: Risk = (
                "covered" if trainers > 1 else "single" if trainers else "unmet" if topic in wanted else "none"
            )
            found[risk].append(topic)
        return found


def coverage(book: Book, today: date) -> Coverage:
    """Who can train what, by department. Only members count: who left or has not begun yet trains no one."""
    known, far = topics(book), what(book, today)
    cells: defaultdict[tuple[str, str], list[Trainer]] = defaultdict(list)
    homes = {key: d.name for key, d in sorted(book.departments.items(), key=lambda item: normalize(item[1].name))}
    for member in by_name(members(book, today)):
        home = member.department if member.department in homes else ""
        named = {same_topic(topic) for topic in member.topics} - {""}
        steps = far.get(member.id, {})
        for topic in sorted({*named, *steps}):
            level = steps[topic].level if topic in steps else None
            cells[topic, home].append(Trainer(member, level, topic in named))
    candidates = _candidates(book, today)
    coming = (volunteer.department for people in candidates.values() for volunteer in people)
    if any(home == "" for _, home in cells) or any(home not in homes for home in coming):
        homes[""] = "no department"
    ordered = {
        key: tuple(sorted(cell, key=lambda t: (not t.certified, not t.trains))) for key, cell in cells.items()
    }
    return Coverage(known, homes, ordered, candidates)


def _candidates(book: Book, today: date) -> dict[str, tuple[Volunteer, ...]]:
    """Those before ‘newcomer’ by the topics they offer: who could train them once they take part."""
    where = standings(book, today)
    found: defaultdict[str, list[Volunteer]] = defaultdict(list)
    for volunteer in by_name(book.volunteers.values()):
        if where[volunteer.id].stage in ("interested", "said_yes", "onboarding"):
            for topic in dict.fromkeys(map(same_topic, volunteer.topics)):
                found[topic].append(volunteer)
    return {topic: tuple(people) for topic, people in found.items() if topic}
