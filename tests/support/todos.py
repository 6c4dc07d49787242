"""A book with every kind of to-do of the week."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.model.assessments import Agreement
from store.model.calendar import Gathering, Ritual
from store.model.library import Resource
from store.model.people import Ask, Need, Reminder, Role, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Post, Stakeholder
from store.model.training import Readiness
from tests.support.making import TODAY, ago, fill

AMA = Ritual(
    id="ama",
    name="Ask me anything",
    start=date(2026, 11, 25),
    rule="FREQ=WEEKLY",
    hosts=(),
    gain="Straight answers",
)


def full(book: Book, each: int = 1) -> None:
    """A book that asks for every kind of act, so many of each."""
    records: list[Record] = []
    for n in range(each):
        records += [
            Gathering(id=f"past{n}", name=f"Past {n}", on=ago(3)),
            Stakeholder(id=f"eva{n}", name=f"Eva {n}", job="COO"),
            Gathering(id=f"soon{n}", name=f"Soon {n}", on=ago(-3)),
            Volunteer(id=f"ann{n}", name=f"[/x] Ann [Ops] {n}", yes_on=ago(90), met_on=ago(90)),
            Move(volunteer=f"ann{n}", stage="active", on=ago(90)),
            Contribution(id=f"deed{n}", volunteer=f"ann{n}", kind="led a session", on=ago(5), topic="Excel"),
            Volunteer(id=f"tom{n}", name=f"Tom {n}", met_on=ago(21)),
            Gathering(id=f"held{n}", name=f"Held {n}", on=ago(10), state="held", host=ORGANISER),
            Volunteer(id=f"raj{n}", name=f"Raj {n}", yes_on=ago(60), met_on=ago(90)),
            Move(volunteer=f"raj{n}", stage="onboarding", on=ago(31)),
            Role(id=f"mod{n}", name=f"Moderator {n}"),
        ]
    fill(book, *records)


def falling_ama(days: int, came: int) -> Gathering:
    who = ("ann0", "tom0", "raj0")[:came]
    return Gathering(name="Ask me anything", ritual="ama", on=ago(days), state="held", attended=who, notes="x")


def everything(book: Book) -> None:
    """Fill a book with what asks for each kind of to-do."""
    full(book)
    fill(book, Ask(who="raj0", what="host once", on=ago(15)))
    fill(book, Readiness(volunteer="ann0", topic="Excel", level="certified", on=ago(300), until=ago(-30)))
    fell = ((50, 3), (45, 3), (40, 3), (35, 1), (32, 1), (31, 1))
    fill(book, replace(AMA, start=ago(-100)), *(falling_ama(days, came) for days, came in fell))
    fill(book, Post(what="A story", on=ago(3)), Reminder(what="call Tom", on=ago(1)))
    fill(book, replace(book.community, review_on=ago(-2)))
    fill(book, Volunteer(id="sam", name="Sam", yes_on=ago(60)), Move(volunteer="sam", stage="newcomer", on=ago(10)))
    fill(book, Contribution(volunteer="sam", kind="led a session", on=ago(6), topic="Excel"))
    fill(book, Recognition(to=("sam",), behaviour="helps others", words="Thank you", on=ago(6)))
    fill(
        book,
        Need(what="a microphone", on=ago(20)),
        Resource(title="Guide"),
        Agreement(theme="purpose", answer="To teach", on=ago(90), review_on=TODAY),
    )
