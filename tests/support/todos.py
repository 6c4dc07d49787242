"""A book with every kind of to-do of the week."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from msgspec.structs import replace

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.model.assessments import Agreement
from store.model.calendar import Gathering
from store.model.finance import Kpi
from store.model.library import Resource
from store.model.people import Ask, Need, Reminder, Role, Volunteer
from store.model.stakeholders import Post, Stakeholder
from store.model.training import Buddies, Readiness, SessionPlan
from store.model.training_requests import TrainingRequest
from tests.support.making import TODAY, ago, fill, gathering, held, led, member, move, person, ritual, sent, thanks

AMA = ritual("ama", "Ask me anything", start=date(2026, 11, 25), hosts=(), gain="Straight answers")


def full(book: Book, each: int = 1) -> None:
    """A book past its first steps that asks for every kind of act, so many of each."""
    records: list[Record] = [sent(ago(400))]
    for n in range(each):
        records += [
            gathering(3, f"Past {n}", id=f"past{n}"),
            Stakeholder(id=f"eva{n}", name=f"Eva {n}", job="COO"),
            gathering(-3, f"Soon {n}", id=f"soon{n}"),
            Volunteer(id=f"ann{n}", name=f"[/x] Ann [Ops] {n}", yes_on=ago(90), met_on=ago(90)),
            move(f"ann{n}", "active", 90),
            led(5, f"ann{n}", id=f"deed{n}", topic="Excel"),
            Volunteer(id=f"tom{n}", name=f"Tom {n}", met_on=ago(21)),
            held(10, name=f"Held {n}", id=f"held{n}", host=ORGANISER),
            Volunteer(id=f"raj{n}", name=f"Raj {n}", yes_on=ago(60), met_on=ago(90)),
            move(f"raj{n}", "onboarding", 31),
            Role(id=f"mod{n}", name=f"Moderator {n}"),
        ]
    fill(book, *records)


def falling_ama(days: int, came: int) -> Gathering:
    who = ("ann0", "tom0", "raj0")[:came]
    return held(days, name="Ask me anything", ritual="ama", attended=who, notes="x")


def everything(book: Book) -> None:
    """Fill a book with what asks for each kind of to-do."""
    full(book)
    fill(book, TrainingRequest(topic="Excel", asked_by="raj0", on=ago(20)))
    fill(book, Ask(who="raj0", what="host once", on=ago(15)))
    fill(book, Readiness(volunteer="ann0", topic="Excel", level="certified", on=ago(300), until=ago(-30)))
    fell = ((50, 3), (45, 3), (40, 3), (35, 1), (32, 1), (31, 1))
    fill(book, replace(AMA, start=ago(-100)), *(falling_ama(days, came) for days, came in fell))
    fill(book, Post(what="A story", on=ago(3)), Reminder(what="call Tom", on=ago(1)))
    fill(book, replace(book.community, review_on=ago(-2)))
    fill(
        book, person("mia", yes_on=ago(200), manager="Eva Boss"), led(100, "mia", topic="Excel"), thanks(99, "mia")
    )
    fill(book, person("sam", yes_on=ago(60)), move("sam", "newcomer", 40))
    fill(book, led(6, "sam", topic="Excel"), led(9, "sam", topic="Word"))
    fill(book, thanks(6, "sam"))
    fill(book, ritual("lab", "Lab", start=ago(-2), at=time(9), hosts=("ann0",), preparation=("room",), gain="x"))
    fill(book, *member("old", "alumni", when=400), *member("joy", "core", when=366), led(1, "joy", topic="Word"))
    fill(
        book,
        Need(what="a microphone", on=ago(20)),
        Kpi(id="errors", name="Errors", baseline=Decimal(9), baseline_on=ago(120), target=Decimal(3)),
        Stakeholder(id="ivo", name="Ivo", watches="errors"),
        Resource(title="Guide"),
        SessionPlan(topic="Excel", review_on=ago(3)),
        Buddies(mentor="sam", newcomer="mia", on=ago(31)),
        Agreement(theme="purpose", answer="To teach", on=ago(90), review_on=TODAY),
    )
