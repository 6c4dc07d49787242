"""The rituals to start from: what a plan of each begins with."""

from __future__ import annotations

from datetime import date, time

from store.calendar.templates import TEMPLATES

MONDAY = date(2026, 11, 23)
MONTHLY = "FREQ=MONTHLY;BYDAY=4MO"


def test_how_often_each_is_suggested() -> None:
    rules = {name: one.values(MONDAY)["rule"] for name, one in TEMPLATES.items()}
    others = {name: rule for name, rule in rules.items() if rule != MONTHLY}
    assert others == {"Trainers' coffee": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Celebration": ""}


def test_each_fits_into_a_working_day() -> None:
    for one in TEMPLATES.values():
        ends = 60 * one.at.hour + one.at.minute + one.minutes
        assert (one.at.minute % 30, one.minutes % 15) == (0, 0), one.name
        assert 30 <= one.minutes <= 90, one.name
        assert (one.at >= time(9), ends <= 17 * 60) == (True, True), one.name


def test_what_a_plan_begins_with() -> None:
    values = TEMPLATES["Celebration"].values(MONDAY)
    assert values == {
        "name": "Celebration", "kind": "milestone", "gain": "Public thanks, with cake.", "meaning": "What we have achieved is worth a pause.",
        "rule": "", "at": time(16, 0), "minutes": 60, "preparation": ("cake", "invite the managers too"),
    }  # fmt: skip
