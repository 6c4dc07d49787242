"""What tests begin with: the day they stand on, one maker of each record, and records put into a book in one change.

A maker fills in what a record needs and a test does not care for; whatever a test is about it says itself. ``when`` is a
day, or how many days ago that was.
"""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from store.book.book import Book
from store.core.fields import Field, fields
from store.core.record import ORGANISER, Record
from store.model.calendar import Gathering, Ritual
from store.model.finance import Cost
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move, Stage
from store.model.stakeholders import Stakeholder, Update
from store.model.training import Level, Readiness

TODAY = date(2026, 11, 23)
EXAMPLES = {
    "text": "Ann", "long": "two\nlines", "date": TODAY, "time": time(9), "money": Decimal("1.00"), "figure": Decimal("-1.50"), "rating": Decimal("4.50"), "number": 1,
    "yes/no": True, "list": ("a",), "rule": "", "own": "helps others", "minutes": 90, "currency": "EUR", "colour": "#2f6f9f",
}  # fmt: skip
HOSTILE = "[/x] Ann [Ops]"
"""A name that must stay as it is everywhere."""


def ago(days: int) -> date:
    """A day before today; a negative number lies ahead."""
    return TODAY - timedelta(days=days)


def day(when: int | date) -> date:
    """A day, or the day so many days ago."""
    return when if isinstance(when, date) else ago(when)


def fill(book: Book, *records: Record) -> None:
    """Put records into a book, all in one change."""
    with book.change("Fill") as change:
        for record in records:
            change.put(record)


def field(kind: type[Record], name: str) -> Field:
    """A field of a record."""
    return next(found for found in fields(kind) if found.name == name)


# -- people ----------------------------------------------------------------------------------------


def person(key: str, name: str = "", **more: Any) -> Volunteer:
    """Someone named after the key, of whom nothing else is known."""
    return Volunteer(id=key, name=name or key.title(), **more)


def move(who: str, stage: Stage, when: int | date, **more: Any) -> Move:
    """A step into a stage."""
    return Move(volunteer=who, stage=stage, on=day(when), **more)


def member(key: str, stage: Stage = "active", when: int | date = 300, **more: Any) -> list[Record]:
    """Someone who was met, said yes and came to a stage on one day."""
    return [person(key, **{"met_on": day(when), "yes_on": day(when), **more}), move(key, stage, when)]


def members(*keys: str, stage: Stage = "active", when: int | date = 300, **more: Any) -> list[Record]:
    """Several of them."""
    return [record for key in keys for record in member(key, stage, when, **more)]


def department(key: str, name: str = "", **more: Any) -> Department:
    """A department named after the key."""
    return Department(id=key, name=name or key.title(), **more)


def stakeholder(key: str, name: str = "", **more: Any) -> Stakeholder:
    """A stakeholder named after the key."""
    return Stakeholder(id=key, name=name or key.title(), **more)


# -- what happens ----------------------------------------------------------------------------------


def ritual(key: str = "coffee", name: str = "", **more: Any) -> Ritual:
    """A weekly ritual that begins today."""
    return Ritual(id=key, name=name or key.title(), **{"start": TODAY, "rule": "FREQ=WEEKLY", **more})


def gathering(when: int | date, name: str = "Coffee", **more: Any) -> Gathering:
    """A one-off that is planned, or whatever is said of it."""
    return Gathering(name=name, on=day(when), **more)


def held(when: int | date, *came: str, name: str = "Coffee", **more: Any) -> Gathering:
    """A gathering that took place, with those who came."""
    return gathering(when, name, **{"state": "held", "attended": came, **more})


def led(when: int | date, who: str = "ann", **more: Any) -> Contribution:
    """A session that someone led, or another thing they did."""
    return Contribution(volunteer=who, **{"kind": "led_session", "on": day(when), **more})


def thanks(when: int | date, *to: str, **more: Any) -> Recognition:
    """A thank-you."""
    return Recognition(to=to, on=day(when), **{"behaviour": "helps others", "words": "Thank you", **more})


def step(level: Level, when: int | date = 10, topic: str = "Excel", who: str = "ann", **more: Any) -> Readiness:
    """A step towards teaching a topic alone."""
    return Readiness(volunteer=who, topic=topic, level=level, on=day(when), **more)


def cost(amount: str, when: int | date = TODAY, **more: Any) -> Cost:
    """What a room cost."""
    return Cost(amount=Decimal(amount), on=day(when), **{"what": "Room", **more})


def sent(on: date, *to: str, until: date | None = None) -> Update:
    """An update on the week before a day, sent on that day or after it."""
    until = until or on
    return Update(to=to or ("eva",), since=until - timedelta(days=7), until=until, state="sent", sent_on=on)


# -- whatever there is -----------------------------------------------------------------------------


def any_record(kind: type[Record], key: str, ids: dict[str, list[str]], chance: random.Random) -> Record:
    """A record of this kind that names whatever its fields let it name."""
    return kind(
        id=key, **{f.name: value for f in fields(kind) if (value := _any_value(f, ids, chance)) is not None}
    )


def _any_value(field: Field, ids: dict[str, list[str]], chance: random.Random) -> Any:
    if not field.ref:
        if not field.needed:
            return None
        return chance.choice(field.choices) if field.choices else EXAMPLES[field.kind]
    known = [i for table in field.ref.split("|") for i in ([ORGANISER] if table == ORGANISER else ids[table])]
    if field.kind == "refs":
        return tuple(chance.sample(known, chance.randint(bool(field.needed), min(3, len(known)))))
    return chance.choice(known if field.needed else [*known, ""])
