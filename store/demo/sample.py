"""The sample book in memory while it is filled, and what its rooms share: days, chance, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from msgspec import Struct

from store.book.book import Book
from store.core.dates import monday_of
from store.core.record import R, Record, new_id
from store.demo import words
from store.demo.update_texts import UpdateTexts
from store.model.calendar import Ritual
from store.model.finance import Bucket, Cost
from store.model.people import Contact, Volunteer
from store.model.recognition import Contribution, ContributionKind
from store.model.stages import Stage

STORY_DAYS = 274
"""Days the story in the words lasts; other lengths stretch it."""

EXACT_DAYS = 45
"""Days back that are never stretched: what this week is about."""

CENT = Decimal("0.01")

Step = tuple[date, Stage, str]
"""When someone came into which stage, and a note."""

_MINUTES: dict[ContributionKind, tuple[int, int]] = {
    "led_session": (90, 210),
    "co_led_session": (60, 120),
    "mentored_trainer": (45, 90),
    "shared_material": (60, 150),
    "answered_question": (10, 30),
    "brought_idea": (10, 30),
    "took_on_role": (20, 40),
}


def workday_from(day: date) -> date:
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def workday_before(day: date) -> date:
    """The same day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


class Person(Struct, eq=False):
    """A volunteer, with what only the sample needs to know."""

    record: Volunteer
    steps: list[Step]
    zeal: float
    hosts: bool
    thanked_until: date = date.max
    """What they did later still waits for a thank-you."""
    scripted: bool = False
    """From then on they do what the story says, and nothing else."""

    @property
    def id(self) -> str:
        """The volunteer's id."""
        return self.record.id

    def busy_on(self, day: date) -> bool:
        """Whether the story alone says what they do that day."""
        return self.scripted and day > self.thanked_until


class Sample:
    """The book in memory that is being filled, and what helps to fill it."""

    def __init__(self, book: Book, today: date, start: date, rng: Random) -> None:
        self.book, self.today, self.start, self.rng = book, today, start, rng
        self.span = (today - start).days
        self.monday = monday_of(today)
        self.people: list[Person] = []
        self.named: dict[str, Person] = {}
        self.departments: dict[str, str] = {}
        self.rituals: dict[str, tuple[words.Habit, Ritual]] = {}
        self.update_texts: UpdateTexts

    def new_id(self) -> str:
        """A random id from the seed."""
        return new_id(self.rng.getrandbits)

    def records(self) -> Iterator[Record]:
        """All there is by now."""
        return (record for table in self.book.tables.values() for record in table.values())

    def add(self, record: R) -> R:
        """Put a record into the book in memory; it is checked when the file is written."""
        self.book.table_of(type(record)).replace({record.id: record})
        return record

    def ago(self, days: int) -> date:
        """The working day that the story means by so many days ago."""
        exact = min(EXACT_DAYS, self.span // 2)
        back: float = days
        if days > exact:
            back = exact + (days - exact) * (self.span - exact) / (STORY_DAYS - exact)
        return self.at_work(self.today - timedelta(days=round(back)))

    def at_work(self, day: date) -> date:
        """The working day at or before a day, neither before the history nor after today."""
        return max(self.start, workday_before(min(day, self.today)))

    def soon_after(self, day: date, most: int) -> date:
        """A working day up to ``most`` days later, but never after today."""
        return max(day, self.at_work(day + timedelta(days=self.rng.randint(0, most))))

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def did(
        self,
        who: str,
        kind: ContributionKind,
        on: date,
        topic: str = "",
        *,
        minutes: int | None = None,
        learners: int | None = None,
        note: str = "",
    ) -> None:
        """Log a contribution."""
        minutes = minutes or 5 * round(self.rng.randint(*_MINUTES[kind]) / 5)
        self.add(
            Contribution(
                id=self.new_id(),
                volunteer=who,
                kind=kind,
                on=on,
                topic=topic,
                minutes=minutes,
                learners=learners,
                note=note,
                **(feedback_of(learners) if kind == "led_session" else {}),
            )
        )

    def spent(self, what: str, bucket: Bucket, amount: Decimal, on: date, ritual: str = "") -> None:
        """Log money or paid time that was spent."""
        self.add(Cost(id=self.new_id(), what=what, bucket=bucket, amount=amount, on=on, ritual=ritual))

    def talked(self, who: str, on: date, notes: Sequence[str]) -> None:
        """Log a contact."""
        self.add(Contact(id=self.new_id(), who=who, on=on, note=self.rng.choice(notes)))


def feedback_of(learners: int | None) -> dict[str, Any]:
    """The feedback on a session, and for some of them a test, as those who attended could have given it."""
    if not learners or learners % 3 == 1:  # no one asked
        return {}
    answers = max(learners * 3 // 4, 1)
    given: dict[str, Any] = {
        "answers": answers,
        "rating": Decimal(40 + learners * 7 % 9) / 10,
        "recommend": answers - (learners % 2),
    }
    return given | ({"tested": answers, "passed": answers - learners % 3 // 2} if learners % 4 == 0 else {})


class Deck:
    """Cards of which each is drawn once before any comes again."""

    def __init__(self, rng: Random, cards: Sequence[str]) -> None:
        self.rng, self.cards = rng, cards
        self.left: list[str] = []

    def draw(self) -> str:
        """The next card."""
        if not self.left:
            self.left = self.rng.sample(self.cards, len(self.cards))
        return self.left.pop()
