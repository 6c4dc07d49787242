"""A survey comes in: what becomes of each topic is shown, and one key imports those that are ticked."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from tests.support.harness import (
    HOSTILE,
    NARROW,
    WIDE,
    go,
    here,
    listed,
    paste,
    press,
    running,
    text_of,
    toasts,
    undoable,
)

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "survey"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_topics_are_shown_and_come_in(
    circle: Book, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    async with running(circle, size) as pilot:
        await go(pilot, "survey")
        await press(pilot, "i", "enter")
        assert "Enter the path to a file first" in text_of(pilot)
        await press(pilot, "=s01-counts.csv", "enter")
        assert [row[:3] for row in listed(pilot, "#topics")] == [
            ("[x]", "Excel pivot tables", "14"),
            ("[x]", "Giving feedback", "9"),
        ]
        await press(pilot, "down", "space")
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert here(pilot) == "SurveyScreen"
            assert toasts(pilot)[-1].startswith("Imported 1 topic.")
        assert [(wish.title, wish.votes) for wish in circle.wishes.values()] == [("Excel pivot tables", 14)]


async def test_pasted_cells_and_what_is_no_survey(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "survey")
        await press(pilot, "i")
        await paste(pilot, f"Topic\tVotes\n{HOSTILE}\t2\n")
        assert listed(pilot, "#topics")[0][1] == HOSTILE
        await paste(pilot, "1\n2\n")
        assert "has no topics" in text_of(pilot)
        await press(pilot, "escape")
    assert not circle.wishes
