"""Requests that stand in the decisions of a gathering."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.capture.decisions import requests_in
from store.model.stakeholders import Stakeholder
from tests.support.making import TODAY, fill, person

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def circle(book: Book) -> Book:
    """Two members and a stakeholder."""
    fill(book, person("bo", "Bo Çelik"), person("cy", "Cy Young"), Stakeholder(id="marta", name="Marta Weiss"))
    return book


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Bo sends the slides by Fri", ("bo", "sends the slides", FRIDAY)),
        ("- Bo Çelik to send the slides by 27/11.", ("bo", "send the slides", FRIDAY)),
        ("Slides: Bo by Fri", ("bo", "Slides: Bo", FRIDAY)),
        ("Marta will book the room on Fri", ("marta", "book the room", FRIDAY)),
        ("Bo sends the slides", None),
        ("We meet again by Fri", None),
        ("Bo sent the slides by 20/11/2026", None),
        ("", None),
    ],
)
def test_a_line_with_a_name_and_a_day_is_a_request(
    circle: Book, line: str, read: tuple[str, str, date] | None
) -> None:
    found = [(ask.who, ask.what, ask.by) for ask in requests_in(line, circle, TODAY)]
    assert found == ([read] if read else [])


def test_each_line_is_read_and_what_the_book_holds_is_left_out(circle: Book) -> None:
    text = "We go on.\nBo sends the slides by Fri\nCy books the room by Fri"
    asked = requests_in(text, circle, TODAY)
    assert [ask.who for ask in asked] == ["bo", "cy"]
    fill(circle, asked[0])
    assert [ask.who for ask in requests_in(text, circle, TODAY)] == ["cy"]
