"""Whether a text tells of people: by a name, or by their own words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from store.book.book import Book
from store.core.text import normalize
from store.model.people import Volunteer


def tells_of_people(book: Book, text: str) -> bool:
    """Whether a text names a volunteer, or quotes anyone."""
    if any(mark in text for mark in "‘“„"):
        return True
    words = [word.strip(".,;:!?()'’\"-–") for word in normalize(text).split()]
    names = book.volunteers.cached_query(_names)
    return any(pair in names for pair in pairwise(words))


def _names(volunteers: Mapping[str, Volunteer]) -> set[tuple[str, str]]:
    """The first two words of every volunteer's name, to be found in a text word by word."""
    return {(words[0], words[1]) for v in volunteers.values() if len(words := normalize(v.name).split()) > 1}
