"""A pitch as text, and which of its parts there are: told by what the book has."""

from __future__ import annotations

from decimal import Decimal

import pytest

from store.book.book import Book
from store.model.community import Community
from store.model.finance import OutsideQuote, Rate
from store.model.pitch import Claim, Pitch
from store.model.training_requests import TrainingRequest
from store.pitch.case import moved, points
from store.pitch.compose import write
from store.pitch.document import DEPTHS, Block, Depth, Page
from store.texts import pitch as texts
from tests.support.making import TODAY, ago, cost, fill, led, person

UNMET = TrainingRequest(topic="Rust", department="it", on=ago(30), size=3)
PROBLEM = Claim(id="p", claim="Knowledge leaves")


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (("paragraph", "paragraph"), "T\n\nx\n\nx\n"), (("heading", "paragraph"), "T\n\nx\nx\n"), (("heading", "bullet", "bullet"), "T\n\nx\n- x\n- x\n"), (("bullet", "paragraph"), "T\n\n- x\n\nx\n"),
        (("paragraph", "bullet"), "T\n\nx\n\n- x\n"), (("bullet", "heading"), "T\n\n- x\n\nx\n"), (("heading", "subheading", "paragraph"), "T\n\nx\n\nx\nx\n"), (("subheading", "bullet"), "T\n\nx\n- x\n"), ((), "T\n"),
    ],
)  # fmt: skip
def test_where_a_blank_line_stands(kinds: tuple[str, ...], text: str) -> None:
    page = Page("T", DEPTHS[0], tuple(Block("ask", kind, ("x",)) for kind in kinds))  # type: ignore[arg-type]
    assert (page.text, page.words) == (text, len(text.split()))


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(
    ("records", "told"), [((), False), ((PROBLEM,), True), ((UNMET,), True), ((PROBLEM, UNMET), True)]
)
def test_problems_have_a_heading_where_there_are_any_or_requests_that_were_not_met(
    book: Book, depth: Depth, records: tuple[Claim, ...], told: bool
) -> None:
    fill(book, *records)
    blocks = [block for block in write(book, TODAY, depth).blocks if block.part == "problems"]
    assert [block.text for block in blocks if block.kind == "heading"] == [texts.PROBLEMS] * told
    assert sum("1 training request" in block.text and "3 people" in block.text for block in blocks) == (
        UNMET in records
    )


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (None, ""),
        ("99.00", "exceed it by €1"),
        ("100.00", "€0 of it will remain"),
        ("101.00", "€1 of it will remain"),
    ],
)
def test_what_remains_of_the_budget(book: Book, budget: str | None, words: str) -> None:
    fill(
        book,
        Community(budget=budget and Decimal(budget)),
        cost("60.00", ago(3)),
        cost("40.00", ago(-3), state="planned"),
    )
    text = write(book, TODAY, "full case").text
    assert ("The budget is" in text, words in text) == (budget is not None, True)
    assert "The investment for 2026 is €100" in text


def test_a_return_is_told_where_a_session_replaced_a_bought_one(book: Book) -> None:
    fill(
        book,
        person("ann"),
        Rate(since=ago(90), pay=Decimal(50000), hours=1000),
        led(5, id="a", minutes=60, learners=4, lasted=60),
    )
    for depth in DEPTHS:
        assert not [block for block in write(book, TODAY, depth).blocks if block.part == "return"]
    assert "4 hours" in write(book, TODAY, "full case").text
    fill(book, OutsideQuote(what="Course", price=Decimal(500), source="offer", quoted_on=ago(50), sessions=("a",)))
    page = write(book, TODAY, "full case")
    rows = {row.text for block in page.blocks for figure in block.figures for row in figure.rows}
    assert any("a session: 4 learners" in row for row in rows)
    assert "900%" in page.text
    assert "has replaced" in write(book, TODAY, "half a page").text


def test_costs_have_words_in_the_full_case_or_where_there_is_no_amount(book: Book) -> None:
    fill(book, Pitch(operational="Rooms.", other="Gifts"), cost("60.00", ago(3)))
    full, page = (write(book, TODAY, depth).text for depth in ("full case", "one page"))  # type: ignore[arg-type]
    assert ("(Rooms)" in full, "(Rooms)" in page) == (True, False)
    assert "nothing (Gifts)" in full
    assert "nothing (Gifts)" in page


@pytest.mark.parametrize(
    ("key", "step", "order"),
    [
        ("a", 1, "bacd"),
        ("b", -1, "bacd"),
        ("a", -1, ""),
        ("b", 1, "cdab"),
        ("c", -1, "cdab"),
        ("d", 1, ""),
        ("d", -1, "abdc"),
    ],
)
def test_a_problem_moves_within_its_category_and_then_with_it(book: Book, key: str, step: int, order: str) -> None:
    fill(
        book,
        *(
            Claim(id=one, claim=one, category=category, place=n)
            for n, (one, category) in enumerate([("a", "X"), ("b", "X"), ("c", "Y"), ("d", "Y")], 1)
        ),
    )
    found = moved(book, book.claims[key], step)
    assert bool(found) == bool(order)
    fill(book, *found)
    assert "".join(point.claim.id for point in points(book, "problem")) == (order or "abcd")


def test_a_benefit_moves_among_those_of_its_own_part(book: Book) -> None:
    fill(
        book,
        *(
            Claim(id=one, about="benefit", claim=one, whose=whose, place=n)
            for n, (one, whose) in enumerate([("a", "organisation"), ("b", "volunteers"), ("c", "organisation")], 1)
        ),
    )  # type: ignore[arg-type]
    fill(book, *moved(book, book.claims["a"], 1))
    assert [point.claim.id for point in points(book, "benefit") if point.claim.whose == "organisation"] == [
        "c",
        "a",
    ]
    assert moved(book, book.claims["b"], 1) == []
