"""Pasted lists of people: what is understood of each sheet, who comes in, and what is wrong where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.people_import.import_plan import as_they_will_be, summary
from store.exchange.people_import.importer import plan_import
from store.exchange.people_import.spreadsheet_reader import read_pasted
from store.model.people import Department, Volunteer
from tests.support.making import TODAY, fill

LISTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[3] / "fixtures" / "cases" / "pasted" / "people.json").read_text("utf-8")
)


def told(book: Book, text: str) -> list[str]:
    """A plan in its lines, with its people as they will be."""
    try:
        plan = plan_import(book, read_pasted(text), TODAY)
    except GuildbookError as error:
        return [f"refused: {str(error)[:60]}"]
    return [*summary(plan, TODAY), *as_they_will_be(plan, TODAY)]


def filled(book: Book) -> Book:
    """Two people and a department that lists may name."""
    fill(
        book, Department(id="sales", name="Sales"), Volunteer(id="ana", name="Ana Ruiz", email="ana@x.org", department="sales", yes_on=TODAY),
        Volunteer(id="bo", name="Bo Ek"),
    )  # fmt: skip
    return book


@pytest.mark.parametrize("text", LISTS)
def test_a_pasted_list_is_understood_as_its_expected_value_says(book: Book, text: str) -> None:
    assert told(filled(book), text) == LISTS[text]
