"""What recipients were told already: within a year, by all words of one line, and by whoever was told least."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.model.stakeholders import Stakeholder, Update
from store.updates.told import told
from tests.support.making import TODAY, ago, fill

EVA, BO = Stakeholder(id="eva", name="Eva"), Stakeholder(id="bo", name="Bo")


def update(days: int, text: str, *to: str, state: str = "sent") -> Update:
    return Update(
        to=to or ("eva",), since=ago(days + 9), until=ago(days), sent_on=ago(days - 1), text=text, state=state
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "times"), [(0, 1), (365, 1), (366, 0)])
def test_a_year_is_remembered(book: Book, days: int, times: int) -> None:
    fill(book, EVA, update(days, "Ann led Excel"))
    assert told(book, [EVA], TODAY).times("Excel") == times


@pytest.mark.parametrize(
    ("words", "times"),
    [(("ann", "EXCEL"), 2), (("Ann", "tea"), 1), (("Ann", "mugs"), 0), (("Exc",), 0), (("cel",), 0), (("led Excel",), 2)],
)  # fmt: skip
def test_whole_words_of_one_line_count_once_an_update(book: Book, words: tuple[str, ...], times: int) -> None:
    fill(book, EVA, update(9, "Ann led Excel\nAnn led Excel for tea\nmugs"), update(5, "Ann led Excel"))
    assert told(book, [EVA], TODAY).times(*words) == times


def test_of_several_the_one_who_was_told_least_counts(book: Book) -> None:
    fill(book, EVA, BO, update(9, "Excel", "eva", "bo"), update(5, "Excel"), update(1, "Excel", state="draft"))
    both = told(book, [EVA, BO], TODAY)
    assert (both.times("Excel"), told(book, [EVA], TODAY).times("Excel"), told(book, [], TODAY).times("Excel")) == (
        1,
        2,
        0,
    )
    assert (both.last("Excel"), told(book, [EVA], TODAY).last("Excel"), both.last("tea")) == (ago(8), ago(4), None)
    assert [one.until for one in both.latest] == [ago(5), ago(9)]


def test_what_only_one_was_told_is_news(book: Book) -> None:
    fill(book, EVA, BO, update(5, "Excel"))
    both = told(book, [EVA, BO], TODAY)
    assert (both.times("Excel"), both.last("Excel"), len(both.latest)) == (0, None, 1)
    assert isinstance(told(book, [EVA], TODAY).last("Excel"), date)
