"""Feedback on sessions and gatherings: added up by answers, told with its counts, refused where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from store.book.book import Book
from store.core.errors import Invalid
from store.core.parsing import parse
from store.core.validation import build
from store.integrity import check
from store.model.calendar import Gathering
from store.model.recognition import Contribution
from store.profiles.person import page
from store.training.feedback import added_up, at_level, feedback, in_brief, in_words, of_trainer, rated
from tests.support.making import TODAY, ago, field, fill, gathering, held, led, person


@dataclass
class Given:
    answers: int
    rating: str
    recommend: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        return {"answers": self.answers, "rating": Decimal(self.rating), "recommend": self.recommend}


def test_each_session_counts_by_its_answers() -> None:
    records = [held(5, **Given(10, "5").fields), led(3, **Given(2, "2", 1).fields)]
    total = added_up(records)
    assert (total.mean, total.answers, total.recommend, total.asked) == (Decimal("4.5"), 12, 1, 2)


def test_a_period_is_told_with_its_counts(book: Book) -> None:
    fill(book, person("ann"))
    fill(
        book,
        led(40, **Given(9, "1").fields),
        led(3, **Given(12, "4.25", 11).fields, tested=10, passed=8),
        held(2, answers=3),
    )
    told = feedback(book, ago(30), TODAY).words
    assert "rated 1 session and 1 gathering 4.3 out of 5" in told
    assert "15 answers" in told
    assert "11 of 12 (92%)" in told
    assert "8 of 10 (80%)" in told
    assert feedback(book, ago(1), TODAY).words == ""


def test_no_share_in_per_cent_of_few_answers() -> None:
    assert "%" not in added_up([held(5, **Given(4, "4", 3).fields)]).words


def test_what_a_gathering_keeps_is_not_counted_again_from_its_session(book: Book) -> None:
    fill(book, person("ann"))
    fill(book, held(3, id="day", answers=5), led(3, answers=5, gathering="day"), led(2, answers=4))
    assert [one.answers for one in rated(book, ago(9), TODAY)] == [4, 5]


def test_a_trainer_sees_their_own(book: Book) -> None:
    fill(book, person("ann"), person("bo"))
    fill(
        book,
        held(3, host="ann", name="Excel", **Given(8, "4.4", 7).fields),
        held(2, host="bo", **Given(3, "3").fields),
    )
    assert [one.host for one in of_trainer(book, "ann", TODAY) if isinstance(one, Gathering)] == ["ann"]
    [section] = [s for s in page(book, book.volunteers["ann"], TODAY).now if s.title.startswith("Feedback")]
    assert section.title == "Feedback · 4.4 out of 5 from 8 answers"
    assert [(line.what, line.more) for line in section.lines] == [("Excel", "4.4 out of 5 from 8")]


def test_words_of_one_session() -> None:
    assert in_words(held(3, answers=1)) == "feedback from 1 person"
    assert in_words(held(3, tested=4, passed=3)) == "3 of 4 people passed the test"
    assert in_words(held(3)) == ""


@pytest.mark.parametrize("kind", [Gathering, Contribution])
@pytest.mark.parametrize("text", ["0", "6", "-1", "x"])
def test_a_rating_is_from_1_to_5(kind: Any, text: str) -> None:
    with pytest.raises(ValueError, match="Mean rating"):
        parse(field(kind, "rating"), text, TODAY)
    assert parse(field(kind, "rating"), "4,4", TODAY) == Decimal("4.4")


def test_no_more_people_recommend_it_than_answered(book: Book) -> None:
    with pytest.raises(Invalid, match="more than"):
        build(Gathering, {"name": "Excel", "on": date(2026, 11, 1), "answers": 3, "recommend": 4})
    fill(book, held(3, answers=3, recommend=4, rating=Decimal(7)))
    found = [*check.findings(book)]
    assert any("Would recommend it is 4" in line for line in found)
    assert any("Mean rating is 7" in line for line in found)


def test_a_level_of_evaluation_has_its_figures(book: Book) -> None:
    fill(book, held(3, **Given(8, "4.4", 7).fields, tested=5, passed=4), held(40, answers=9))
    assert "rated 1 gathering 4.4 out of 5" in at_level(book, "reaction", ago(9), TODAY)
    assert at_level(book, "learning", ago(9), TODAY) == "Of those tested, 4 of 5 passed the test."
    assert at_level(book, "results", ago(9), TODAY) == at_level(book, "reaction", ago(1), TODAY) == ""


@pytest.mark.parametrize(
    ("since", "until", "found"), [(3, 3, 1), (2, 0, 0), (4, 4, 0), (9, 0, 1)]
)  # fmt: skip
def test_both_days_of_a_period_count(book: Book, since: int, until: int, found: int) -> None:
    fill(book, person("ann"), held(3, answers=5), gathering(3, answers=9), held(3), led(3))
    assert len(rated(book, ago(since), ago(until))) == found


def test_what_is_asked_of_no_one_counts_for_nothing() -> None:
    total = added_up([
        held(1, recommend=3), held(1, answers=4), held(1, passed=3), held(1, tested=4), held(1, rating=Decimal(2)), held(1, topic="Excel", rating=Decimal(4), answers=3),
        held(1, recommend=0, answers=2), held(1, passed=0, tested=5),
    ])  # fmt: skip
    assert (total.recommend, total.asked, total.passed, total.tested) == (0, 2, 0, 5)
    assert (total.mean, total.answers, total.sessions, total.gatherings) == (Decimal("3.5"), 9, 1, 7)
    assert added_up([]).mean is None


@pytest.mark.parametrize(
    ("more", "brief"),
    [({"rating": Decimal("4.4")}, "4.4 out of 5"), ({"rating": Decimal("4.4"), "answers": 1300}, "4.4 out of 5 from 1,300"), ({"answers": 3}, "feedback from 3 people"), ({}, "")],
)  # fmt: skip
def test_one_session_in_brief(more: dict[str, Any], brief: str) -> None:
    assert in_brief(held(3, **more)) == brief


def test_one_gathering_is_told_as_one(book: Book) -> None:
    assert added_up([held(1, answers=3, recommend=3)]).words.endswith("would recommend it.")
    assert added_up([held(1, answers=3, recommend=3), held(1, topic="x", answers=1)]).words.endswith(
        "would recommend them."
    )
