"""Whether a text tells of people: by a name, or by their own words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from store.text import folded

if TYPE_CHECKING:
    from store.book import Book

Names = set[tuple[str, str]]


def names_of_all(book: Book) -> Names:
    """The first two words of every volunteer's name, to be found in a text word by word."""
    return {(words[0], words[1]) for v in book.volunteers.values() if len(words := folded(v.name).split()) > 1}


def tells_of_people(text: str, names: Names) -> bool:
    """Whether a text names one of those people, or quotes anybody."""
    if any(mark in text for mark in "«“„"):
        return True
    words = [word.strip(".,;:!?()'’\"-–") for word in folded(text).split()]
    return any(pair in names for pair in pairwise(words))
