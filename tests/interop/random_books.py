"""Calendars drawn at random: rituals of all the rules a ritual can have, with days skipped, moved and changed."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from store.calendar.recurrence import suggestions
from store.calendar.rituals import occurrence, occurrence_id, ritual_days
from store.core.record import Record
from store.model.calendar import Gathering, Ritual
from store.model.community import Community

RULES = (
    "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=DAILY;BYDAY=MO,WE,FR;COUNT=9", "FREQ=DAILY;BYMONTH=12", "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270601",
    "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=5MO", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=7", "FREQ=MONTHLY;BYMONTHDAY=10,11,12,13;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH;COUNT=4", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=6,7",
    "FREQ=YEARLY;BYWEEKNO=20,21", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYYEARDAY=1,100", "",
)  # fmt: skip
ZONES = ("Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")


def random_calendar(seed: int, zone: str = "") -> list[Record]:
    """The records of a calendar; the same ones for the same seed."""
    chance = Random(seed)
    records: list[Record] = [Community(timezone=zone or chance.choice(ZONES))]
    for number in range(chance.randint(3, 8)):
        records += _ritual(chance, f"r{number}")
    for number in range(chance.randint(0, 4)):
        on = date(2026, 1, 1) + timedelta(days=chance.randrange(700))
        state = "skipped" if chance.random() < 0.2 else "planned"
        records.append(Gathering(id=f"g{number}", name=f"Once {number}", on=on, at=_at(chance), state=state))
    return records


def _at(chance: Random) -> time | None:
    return chance.choice([None, time(0), time(2, 30), time(9, 30), time(14), time(23, 45)])


def _ritual(chance: Random, key: str) -> list[Record]:
    start = date(2025, 12, 1) + timedelta(days=chance.randrange(400))
    rule = chance.choice([*RULES, *suggestions(start)])
    plain = Ritual(
        id=key, name=f"Ritual {key}; [/x], ‘Ops’", start=start, rule=rule, at=_at(chance), minutes=chance.choice([30, 90])
    )  # fmt: skip
    days = [*ritual_days(plain, start, start + timedelta(days=600))][:80]
    changed = chance.sample(days, min(len(days), chance.randint(0, 6)))
    without = tuple(sorted(day for day in changed if chance.random() < 0.3))
    retired = start + timedelta(days=chance.randrange(900)) if chance.random() < 0.2 else None
    ritual = Ritual(
        id=key, name=plain.name, start=start, rule=rule, at=plain.at, minutes=plain.minutes, except_on=without,
        retired_on=retired,
    )  # fmt: skip
    saved: list[Record] = []
    for day in changed:
        if day in without:
            continue
        usual = occurrence(ritual, day)
        on = day + timedelta(days=chance.choice([0, 0, 1, 3]))
        at = (
            chance.choice([usual.at, usual.at, time(20)]) if usual.at else None
        )  # khal keeps a whole day beside its change
        state = "skipped" if chance.random() < 0.3 else "planned"
        saved.append(
            Gathering(id=occurrence_id(ritual, day), name=usual.name, ritual=key, due_on=day, on=on, at=at, state=state)
        )  # fmt: skip
    return [ritual, *saved]
