"""Lists of people as other programs really write them: each file of the cases reads as its expected value says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.people_import.import_plan import ImportPlan, Newcomer
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.spreadsheet_reader import read_sheet
from store.integrity.check import findings

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "people"
EXPECTED: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))
FILES: dict[str, Any] = EXPECTED["files"]
CASE_DAY = date.fromisoformat(EXPECTED["today"])


def planned(book: Book, name: str) -> ImportPlan:
    if name.endswith(".vcf"):
        pytest.importorskip("vobject")
    return plan_import(book, read_sheet(CASES / name), CASE_DAY)


def come_in(book: Book, plan: ImportPlan) -> None:
    with book.change("Import") as change:
        carry_out(book, plan, change)
    assert not [*findings(book)]


def fact(newcomer: Newcomer, name: str) -> Any:
    """What is known of someone, as the expected values write it."""
    value = getattr(newcomer, name) if name in ("department", "stage") else getattr(newcomer.volunteer, name)
    return [*value] if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value


def test_every_file_has_its_expected_value() -> None:
    assert {*FILES, *EXPECTED["refused"]} == {path.name for path in CASES.iterdir() if path.name != "expected.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_as_its_expected_value_says(book: Book, name: str) -> None:
    expected = FILES[name]
    plan = planned(book, name)
    assert [
        {field: fact(n, field) for field in facts}
        for n, facts in zip(plan.newcomers, expected["people"], strict=True)
    ] == expected["people"]
    assert (plan.problems, plan.known) == ([], [])
    assert plan.unmapped == expected.get("left_out", [])
    if "new_departments" in expected:
        assert plan.new_departments == expected["new_departments"]


@pytest.mark.parametrize("name", EXPECTED["refused"])
def test_what_is_no_list_is_refused_by_the_name_of_its_kind(name: str) -> None:
    with pytest.raises(GuildbookError, match=EXPECTED["refused"][name]):
        read_sheet(CASES / name)


@pytest.mark.parametrize("name", FILES)
def test_the_second_import_of_a_file_adds_nothing(book: Book, name: str) -> None:
    come_in(book, planned(book, name))
    again = planned(book, name)
    assert (again.newcomers, again.new_departments) == ([], [])
    assert len(again.known) == len(FILES[name]["people"])


def test_someone_known_by_name_alone_is_not_added_once_more(book: Book) -> None:
    come_in(book, planned(book, "25a-first.csv"))
    then = planned(book, "25b-then.csv")
    assert ([known.name for known in then.known], then.newcomers) == (["Bo Ek"], [])
