"""Feedback forms: numbers are averaged, recommendations counted, texts offered, and no one is named."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.feedback_import.answer_scales import scale_of, yes_of
from store.exchange.feedback_import.feedback_plan import FeedbackPlan, carry_out, summary
from store.exchange.feedback_import.form_reader import read_form, read_pasted
from store.integrity import check
from tests.support.making import HOSTILE, TODAY, fill, gathering, held

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "feedback"
FILES: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))["files"]
ATTENDANCE = CASES.parent / "attendance"


def test_every_file_has_its_expected_value() -> None:
    assert {path.name for path in CASES.iterdir()} == {*FILES, "expected.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_form_reads_as_its_expected_value_says(name: str) -> None:
    plan, expected = FeedbackPlan(gathering(0), read_form(CASES / name)), FILES[name]
    kept = plan.result()
    assert (kept.answers, kept.rating, kept.recommend) == (
        expected["answers"], Decimal(expected["rating"]), expected["recommend"],
    )  # fmt: skip
    assert plan.texts == expected["texts"]
    assert "Made Up" not in str(summary(plan, TODAY))
    assert "example.invalid" not in str(summary(plan, TODAY))


@pytest.mark.parametrize("path", [*ATTENDANCE.glob("a*.csv")], ids=lambda path: path.name)
def test_no_attendance_report_is_taken_for_a_form(path: Path) -> None:
    with suppress(GuildbookError):
        assert not read_form(path).rates


def test_a_second_import_changes_nothing(book: Book) -> None:
    fill(book, held(3, id="day", quotes="Said before\n"))
    form = read_form(CASES / "f01-google-forms.csv")
    plan = FeedbackPlan(book.gatherings["day"], form, quotes=("I will ask for feedback every Friday",))
    with book.change("Import") as change:
        carry_out(plan, change)
    assert not [*check.findings(book)]
    kept = book.gatherings["day"]
    assert kept.quotes.splitlines() == ["Said before", "I will ask for feedback every Friday"]
    assert not FeedbackPlan(kept, form, quotes=plan.quotes).anything


def test_a_question_left_out_does_not_count() -> None:
    plan = FeedbackPlan(gathering(0), read_form(CASES / "f01-google-forms.csv"))
    [useful, clear, liked, _] = plan.form.questions
    assert replace(plan, left_out=frozenset({useful.key})).result().rating == Decimal(4)
    assert replace(plan, left_out=frozenset({liked.key})).result().recommend is None
    assert clear.told == "mean 4.0 out of 5"


def test_hostile_texts_stay_as_they_are() -> None:
    plan = FeedbackPlan(gathering(0), read_pasted(f"Rating\tComment\n4\tThanks to {HOSTILE}\n"))
    assert replace(plan, quotes=tuple(plan.texts)).result().quotes == f"Thanks to {HOSTILE}"


@pytest.mark.parametrize("text", ["", "Name\tEmail\nAnn\tann@x.org\n", "Timestamp\n2026-11-24 10:00\n"])
def test_what_holds_no_answers_is_refused(text: str) -> None:
    with pytest.raises(GuildbookError):
        read_pasted(text)


@pytest.mark.parametrize(
    ("heading", "cells", "rating"),
    [
        ("Overall", ["5", "4"], "4.5"), ("Overall", ["4/5", "2 / 5"], "3"), ("Overall", ["10", "1"], "3"), ("Overall (1-10)", ["4", "4"], "2.33"),
        ("Overall", ["0", "10"], "3"), ("Overall", ["5 - Excellent", "3 (OK)"], "4"), ("Clear", ["Strongly agree", "Neutral"], "4"),
    ],
)  # fmt: skip
def test_scales(heading: str, cells: list[str], rating: str) -> None:
    scale = scale_of(heading, cells)
    assert scale
    assert round(scale.rating, 2) == Decimal(rating)


def test_how_likely_is_asked_from_0_to_10() -> None:
    [question] = read_pasted("How likely are you to recommend it?\n5\n4\n9\n").questions
    assert (question.yes, question.number) == (1, 3)


def test_what_is_on_no_scale() -> None:
    assert scale_of("Overall", ["5", "great"]) is None
    assert scale_of("Overall", ["55", "12"]) is None
    assert scale_of("Overall", ["1/1"]) is None
    assert yes_of(["Yes, of course", "no"]) == 1
    assert yes_of(["Yes", "blue"]) is None


def test_semicolons_and_decimal_commas_read_as_commas_and_points_do() -> None:
    """As spreadsheets write a list in most of Europe."""
    points = "How useful was it? (1-5),What will you try?\n4.5,Asking first\n3.5,Pausing\n"
    commas = points.replace(",", ";").replace(".", ",")
    kept, other = (FeedbackPlan(gathering(0), read_pasted(text)).result() for text in (points, commas))
    assert (kept.answers, kept.rating) == (other.answers, other.rating) == (2, Decimal("4.00"))
