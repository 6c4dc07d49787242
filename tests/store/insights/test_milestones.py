"""Milestones: which there are, on which day, and until when they are celebrated."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.insights.milestones import milestones
from tests.support.making import TODAY, ago, fill, held, led, member, move, person, thanks


def told(book: Book, today: date = TODAY) -> list[tuple[str, str, date]]:
    return [(one.volunteer.id, one.key, one.on) for one in milestones(book, today)]


@pytest.mark.parametrize(("count", "found"), [(9, []), (10, ["sessions-10"]), (11, []), (25, ["sessions-25"])])
def test_a_round_number_of_sessions(book: Book, count: int, found: list[str]) -> None:
    fill(book, *member("ann", when=200), *(led(5 + 29 * n, "ann", topic=f"T{n}") for n in range(count)))
    assert [key for _, key, _ in told(book)] == found


def test_a_session_told_twice_counts_once_and_led_together_counts_for_both(book: Book) -> None:
    fill(book, *member("ann", when=200), *member("bo", when=200))
    fill(book, *(led(5 + 9 * n, "ann", topic="Excel", together=("bo",)) for n in range(9)))
    fill(book, held(5, topic="Excel", host="ann"))  # the calendar tells of the newest as well
    assert told(book) == []
    fill(book, held(2, topic="Word", host="bo", cohosts=("ann",)))
    assert told(book) == [("ann", "sessions-10", ago(2)), ("bo", "sessions-10", ago(2))]


def test_what_is_no_session_does_not_count(book: Book) -> None:
    fill(book, *member("ann", when=200), *(led(5 + n, "ann", kind="shared_material") for n in range(10)))
    assert told(book) == []


@pytest.mark.parametrize(
    ("joined", "today", "found"),
    [
        (date(2025, 11, 20), TODAY, [("ann", "years-1", date(2026, 11, 20))]),
        (date(2025, 11, 24), TODAY, []),
        (date(2024, 2, 29), date(2026, 3, 1), [("ann", "years-2", date(2026, 2, 28))]),
        (date(2024, 2, 29), date(2028, 2, 29), [("ann", "years-4", date(2028, 2, 29))]),
        (date(2025, 10, 26), TODAY, [("ann", "years-1", date(2026, 10, 26))]),
        (date(2025, 10, 25), TODAY, []),
    ],
)
def test_a_year_since_someone_became_a_member(book: Book, joined: date, today: date, found: list[object]) -> None:
    fill(
        book, person("ann", yes_on=joined), move("ann", "newcomer", joined), move("ann", "active", ago(100), step=1)
    )
    assert told(book, today) == found


def test_it_is_done_with_the_next_thank_you_and_for_members_only(book: Book) -> None:
    fill(book, *member("ann", when=365), *member("bo", "alumni", when=365))
    assert told(book) == [("ann", "years-1", TODAY)]
    fill(book, thanks(1, "ann"))
    assert told(book) == [("ann", "years-1", TODAY)]
    fill(book, thanks(0, "ann"))
    assert told(book) == []
