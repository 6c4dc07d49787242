"""Feedback from a form: what counts is shown, the best texts are ticked, and one key imports it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from tests.support.harness import (
    HOSTILE,
    NARROW,
    WIDE,
    here,
    listed,
    paste,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill, gathering

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "feedback"


@pytest.fixture
def session(empty: Book) -> Book:
    fill(empty, gathering(0, "Excel", id="excel", topic="Excel"))
    return empty


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_form_becomes_feedback(session: Book, size: tuple[int, int]) -> None:
    form = f"{CASES / 'f01-google-forms.csv'}"
    async with running(session, size) as pilot:
        await press(pilot, "3", "i")
        await paste(pilot, form)
        assert here(pilot) == "BringInFeedback"
        assert "rated 4.0 out of 5 by 3 people" in text_of(pilot)
        await press(pilot, "down", "space")  # the second question does not count
        assert [row[0] for row in listed(pilot, "#answers") if row[0].startswith("[")] == [
            "[x]",
            "[ ]",
            "[x]",
            "[ ]",
            "[ ]",
        ]
        await press(pilot, "space", "end", "space")
        assert "“Use the checklist before a meeting”" in text_of(pilot)
        async with undoable(pilot, session):
            await press(pilot, "enter")
            assert here(pilot) == "CalendarScreen"
            assert toasts(pilot)[-1].startswith("Imported feedback on Excel.")
        kept = session.gatherings["excel"]
        assert (kept.answers, f"{kept.rating}", kept.recommend) == (3, "4.00", 2)
        assert kept.quotes == "Use the checklist before a meeting"


async def test_hostile_answers_and_leaving(session: Book) -> None:
    async with running(session) as pilot:
        await press(pilot, "3", "i")
        await paste(pilot, f"Rating {HOSTILE}\tComment\n4\tThank you {HOSTILE}\n")
        assert f"Rating {HOSTILE}" in text_of(pilot)
        await press(pilot, "end", "space", "escape")
        assert here(pilot) == "CalendarScreen"
    assert session.gatherings["excel"].answers is None
