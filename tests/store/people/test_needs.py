"""Needs: how many there are, and how each stands."""

from __future__ import annotations

from store.book.book import Book
from store.model.people import Need
from store.people.needs import SETTLED, tally
from tests.support.making import TODAY, fill


def test_needs_met_and_still_waiting_are_counted_apart(book: Book) -> None:
    states = ("open", "open", "open", "met", "met", "not_possible")
    assert {*states} & {*SETTLED} == {"met", "not_possible"}
    fill(book, *(Need(what=f"need {n}", on=TODAY, status=state, done="so") for n, state in enumerate(states)))  # type: ignore[arg-type]
    assert tally(book) == "6 needs, 2 met, 3 outstanding"
