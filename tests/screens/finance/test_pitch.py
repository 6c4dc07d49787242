"""The pitch on the screen: each figure opens its rows, what is missing is filled from where it is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.text import pluralize
from store.persistence.book_paths import copies_folder
from store.pitch.case import points
from store.pitch.compose import write
from store.pitch.document import SOURCE
from store.pitch.starters import BENEFITS, CATEGORIES, Starter
from tests.support.harness import (
    HOSTILE,
    TODAY,
    here,
    press,
    running,
    text_of,
    toasts,
    undoable,
)


def parts(pilot: object) -> Listing:
    return pilot.app.screen.query_one("#parts", Listing)  # type: ignore[attr-defined,no-any-return]


async def test_enter_on_every_figure_lists_the_rows_it_was_made_from(demo: Book) -> None:
    """One of each kind, at the first depth that has it."""
    opened = set()
    async with running(demo) as pilot:
        await press(pilot, "5", "P")
        for depth in ("full case", "half a page", "one page"):
            assert depth.capitalize() in text_of(pilot)
            figures = [figure for block in write(demo, TODAY, depth).blocks for figure in block.figures]  # type: ignore[arg-type]
            figures = [figure for figure in figures if figure.what != SOURCE]
            listing = parts(pilot)
            assert listing.keys == [str(number) for number in range(len(figures))]
            for number, figure in enumerate(figures):
                if figure.what in opened:
                    continue
                opened.add(figure.what)
                listing.highlight(str(number))
                await press(pilot, "enter")
                assert here(pilot) == "Trace"
                assert f"based on {pluralize(len(figure.rows), 'entry', 'entries')}" in text_of(pilot)
                assert figure.rows[0].text[:60] in text_of(pilot)
                await press(pilot, "escape")
            await press(pilot, "O")
        assert opened >= {
            "Forecast",
            "ROI",
            "Break-even",
            "Cost per attendance",
            "Budget",
            "Learners’ time",
        }


async def test_the_passage_of_a_figure_is_set_off(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "5", "P", "G", "up")
        marked = [line for line in text_of(pilot).splitlines() if "▎" in line]
        assert marked


async def test_what_is_missing_opens_in_its_own_field(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "P", "a", "=problem", "enter", "enter", "=Loss", "ctrl+s")
        listing = parts(pilot)
        row = next(row for row in listing.visible_rows() if "A category" in row.text or "a category" in row.text)
        listing.highlight(row.key)
        await press(pilot, "enter", "=Knowledge", "ctrl+s")
        assert [(claim.claim, claim.category) for claim in circle.claims.values()] == [("Loss", "Knowledge")]


async def test_what_is_missing_is_filled_where_it_is_missed(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "P")
        assert "missing" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "e", "=I propose a circle.", "ctrl+s")
            assert circle.pitches["pitch"].opening == "I propose a circle."
            assert "I propose a circle." in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "a", "=problem", "enter", "enter", f"=Loss {HOSTILE}", "tab", "=Knowledge", "ctrl+s")
            [claim] = circle.claims.values()
            assert (claim.about, claim.claim, claim.category) == ("problem", f"Loss {HOSTILE}", "Knowledge")
        listing = parts(pilot)
        gap = next(row.key for row in listing.visible_rows() if "A quote for" in str(row.cells))
        listing.highlight(gap)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=No one asked [/x]", "tab", "=exit interview", "ctrl+s")
            [quote] = circle.evidence.values()
            assert (quote.about, quote.claim, quote.kind) == ("problem", claim.claim, "quote")
        assert "A figure for ‘Loss [/x] Ann" in text_of(pilot)


async def test_evidence_follows_a_renamed_problem_and_goes_with_it(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "5", "P")
        listing = parts(pilot)
        key = next(
            row.key for row in listing.visible_rows() if any("We lose knowledge" in str(cell) for cell in row.cells)
        )
        listing.highlight(key)
        async with undoable(pilot, demo):
            await press(pilot, "e", "ctrl+u", "=No one hands over", "ctrl+s")
            assert "No one hands over" in {claim.claim for claim in demo.claims.values()}
            assert sum(one.claim == "No one hands over" for one in demo.evidence.values()) == 2
        async with undoable(pilot, demo):
            await press(pilot, ">")
            assert points(demo, "problem")[0].name != "No one hands over"
        await press(pilot, "<", "<")
        assert points(demo, "problem")[0].name == "No one hands over"
        assert "already the first" in toasts(pilot)[-1]
        before = len(demo.evidence)
        async with undoable(pilot, demo):
            await press(pilot, "d")
            assert len(demo.evidence) == before - 2
            assert "with its evidence" in toasts(pilot)[-1]


async def test_a_counted_figure_says_so_and_a_key_figure_leads_to_its_view(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "5", "P")
        listing = parts(pilot)
        spent = next(row.key for row in listing.visible_rows() if "Spent to date" in str(row.cells))
        listing.highlight(spent)
        await press(pilot, "e")
        assert "comes from the book" in toasts(pilot)[-1]
        listing.highlight(next(row.key for row in listing.visible_rows() if "Baseline" in str(row.cells)))
        await press(pilot, "e")
        assert here(pilot) == "KpisScreen"
        assert "Handover at shift change" in text_of(pilot)


async def test_copied_and_saved_it_is_the_text_one_sees(demo: Book, tmp_path: Path, copied: list[str]) -> None:
    async with running(demo) as pilot:
        await press(pilot, "5", "P", "O")
        expected = write(demo, TODAY, "half a page").text
        await press(pilot, "y")
        [kept] = copies_folder(demo.path).iterdir()
        assert copied == [kept.read_text(encoding="utf-8")] == [expected]
        for ending, begins in (
            (".txt", "Trainers' Circle"),
            (".md", "# Trainers' Circle"),
            (".html", "<!DOCTYPE html>"),
        ):
            path = tmp_path / f"pitch{ending}"
            await press(pilot, "x", "tab", "ctrl+u", f"={path}", "enter")
            assert path.read_text(encoding="utf-8").startswith(begins)
        await press(pilot, "x", "tab", "ctrl+u", f"={tmp_path / 'pitch.pdf'}", "enter")
        assert here(pilot) == "Form"
        assert not (tmp_path / "pitch.pdf").exists()


async def test_esc_leads_back_to_where_one_came_from(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "P", "escape")
        assert here(pilot) == "CostsScreen"


@pytest.mark.parametrize(("about", "usual"), [("problem", CATEGORIES[1]), ("benefit", BENEFITS[4])])
async def test_what_is_usual_is_a_pick_with_its_hint(circle: Book, about: str, usual: Starter) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "P", "a", f"={about}", "enter", f"={usual.words}", "enter")
        assert usual.hint in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, *(["=Faults"] if about == "problem" else []), "ctrl+s")
            [claim] = circle.claims.values()
            told = (claim.claim, claim.category)
            assert told == (("Faults", usual.words) if about == "problem" else (usual.words, ""))


def test_there_are_four_categories_and_eight_benefits() -> None:
    assert (len({one.words for one in CATEGORIES}), len({one.words for one in BENEFITS})) == (4, 8)
    assert all(one.hint for one in (*CATEGORIES, *BENEFITS))
