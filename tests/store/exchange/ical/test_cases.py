"""Calendars as other programs really write them: each file of the cases reads as its expected value says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import Clock
from store.exchange.ical.exporter import as_ics
from store.exchange.ical.importer import CalendarPlan, carry_out, plan_import, read_bytes, read_file
from store.integrity import check
from store.model.calendar import Gathering
from store.model.community import Community
from tests.support.making import fill

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "calendars"
EXPECTED: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))
FILES: dict[str, Any] = EXPECTED["files"]
CASE_DAY, SINCE, UNTIL = (date.fromisoformat(EXPECTED[name]) for name in ("today", "since", "until"))


@pytest.fixture
def berlin(tmp_path: Path) -> Iterator[Book]:
    with Book.open(tmp_path / "berlin.json", Clock(CASE_DAY), create=True) as book:
        fill(book, Community(timezone=EXPECTED["zone"]))
        yield book


def planned(book: Book, name: str) -> CalendarPlan:
    return plan_import(book, read_file(CASES / name), CASE_DAY, (SINCE, UNTIL))


def come_in(book: Book, plan: CalendarPlan) -> None:
    with book.change("Import") as change:
        carry_out(plan, change)
    assert not [*check.findings(book)]


def taking_place(book: Book) -> list[Gathering]:
    return [g for g in gatherings(book, SINCE, UNTIL) if g.state != "skipped"]


def on_days(book: Book) -> list[str]:
    """The days of the book's calendar as the expected values write them."""
    return [f"{g.on:%m-%d}{f' {g.at:%H:%M}' if g.at else ''}" for g in taking_place(book)]


def test_every_file_has_its_expected_value() -> None:
    known = {*FILES, *(update["file"] for update in EXPECTED["updates"]), *EXPECTED["export"]}
    assert known == {path.name for path in CASES.glob("*.ics")}


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_as_its_expected_value_says(berlin: Book, name: str) -> None:
    come_in(berlin, planned(berlin, name))
    expected = FILES[name]
    assert on_days(berlin) == expected["days"]
    told = {field: value for field, value in expected.items() if field != "days"}
    first = taking_place(berlin)[0]
    ritual = berlin.rituals.get(first.ritual)
    known = {field: getattr(first, field) for field in told}
    if "invitation" in known and ritual:
        known["invitation"] = known["invitation"] or ritual.invitation
    assert known == told


@pytest.mark.parametrize("name", EXPECTED["export"])
def test_what_the_app_exports_again_reads_the_same_without_odd_rules(berlin: Book, name: str) -> None:
    expected = EXPECTED["export"][name]
    fill(berlin, Community(timezone=expected["zone"]))
    come_in(berlin, planned(berlin, name))
    assert on_days(berlin) == expected["days"]
    exported = as_ics(berlin)
    assert b"BYSETPOS" in (CASES / name).read_bytes()
    assert b"BYSETPOS" not in exported
    berlin.undo()
    assert not on_days(berlin)
    with berlin.change("Import") as change:
        carry_out(plan_import(berlin, read_bytes(exported), CASE_DAY, (SINCE, UNTIL)), change)
    assert on_days(berlin) == expected["days"]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.ics")), ids=lambda path: path.stem[:3])
def test_the_second_import_of_a_file_adds_nothing(berlin: Book, path: Path) -> None:
    come_in(berlin, planned(berlin, path.name))
    again = planned(berlin, path.name)
    assert not again.coming
    assert not again.offered
    assert again.entries


def test_one_file_after_the_other_offers_what_changed(berlin: Book) -> None:
    first, *later = EXPECTED["updates"]
    come_in(berlin, planned(berlin, first["file"]))
    assert on_days(berlin) == first["days"]
    for update in later:
        before = on_days(berlin)
        plan = planned(berlin, update["file"])
        assert not plan.coming
        assert {entry.old: entry.new for entry in plan.offered} == update["offered"]
        come_in(berlin, plan)
        assert on_days(berlin) == before
        with berlin.change("Import") as change:
            carry_out(plan, change, taken=[entry.key for entry in plan.offered])
        assert on_days(berlin) == update["days"]
        assert not [*check.findings(berlin)]
        assert not planned(berlin, update["file"]).offered
