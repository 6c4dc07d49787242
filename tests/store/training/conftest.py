"""Who is trained."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.model.people import Volunteer
from tests.support.making import HOSTILE, ago, department, fill, move, person


@pytest.fixture
def ann(book: Book) -> Volunteer:
    """A member with one topic."""
    ann = person("ann", HOSTILE, topics=("Excel",), department="it", yes_on=ago(90))
    fill(book, department("it", "IT"), ann, move("ann", "active", 90))
    return ann
