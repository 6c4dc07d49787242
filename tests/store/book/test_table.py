"""Tables of a book: what in their lines is taken as it is."""

from __future__ import annotations

from itertools import chain

from store.book.table import CALM
from store.core.text import clean


def test_calm_characters_are_left_as_they_are_whatever_stands_beside_them() -> None:
    for char in filter(str.isprintable, map(chr, chain(*CALM))):
        for other in ("a", "e\u0301", "\u00c5", "\u1100", char):
            beside = clean(other)
            assert clean(beside + char) == beside + char
            assert clean(char + beside) == char + beside
