"""Tables of a book: what in their lines is taken as it is."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

import pytest

from store.book.book import Book
from store.book.table import CALM
from store.core.errors import BookUnreadable
from store.core.text import clean
from store.model.finance import Cost
from tests.support.making import TODAY, fill


def test_calm_characters_are_left_as_they_are_whatever_stands_beside_them() -> None:
    for char in filter(str.isprintable, map(chr, chain(*CALM))):
        for other in ("a", "e\u0301", "\u00c5", "\u1100", char):
            beside = clean(other)
            assert clean(beside + char) == beside + char
            assert clean(char + beside) == char + beside


@pytest.mark.parametrize("line", [b'"what":"Mugs","what":"Cups"', b'"what":"Mugs","name":"Cups"'])
def test_a_line_that_says_something_twice_or_something_unknown_is_refused(book: Book, line: bytes) -> None:
    fill(book, Cost(id="mug", what="Mugs", amount=Decimal(30), on=TODAY))
    path, data = book.path, book.path.read_bytes()
    book.close()
    assert data.count(b'"what":"Mugs"') == 1
    path.write_bytes(data.replace(b'"what":"Mugs"', line))
    with pytest.raises(BookUnreadable):
        Book.open(path)
    path.write_bytes(data.replace(b'"what":"Mugs"', b'"what": "Mugs"'))
    with Book.open(path) as again:
        assert again.costs["mug"].what == "Mugs"
