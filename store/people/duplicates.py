"""People who may be in the book twice: the same address, the same name, or one a letter away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from store.book.book import Book
from store.core.names.person_names import name_keys
from store.core.text import normalize, quoted
from store.model.people import Volunteer
from store.people.directory import by_name, department_of

_SHORTEST = 6
"""Letters from which on a name one letter away is likely to be a slip."""
_BETWEEN_WORDS = re.compile(r"[^\w]+|_")


def spellings(name: str) -> set[str]:
    """What a name can be known again by: as :func:`store.core.names.person_names.name_keys` compares it, and as it is typed.

    For a longer name also all that is left of it without one letter, so that two names share one of these if a letter
    was missed, added, changed or swapped with its neighbour. Finding them takes one look at each name.
    """
    if not name.strip():
        return set()
    known = {key.replace(" ", "") for key in name_keys(name)} | {_BETWEEN_WORDS.sub("", normalize(name))}
    known.discard("")
    return known | {
        word[:at] + word[at + 1 :] for word in known if len(word) >= _SHORTEST for at in range(len(word))
    }


def lookalikes(book: Book, name: str, email: str = "") -> list[Volunteer]:
    """Who in the book has this name or address, or a name that differs by a slip; the likeliest first."""
    found = {volunteer.id for volunteer in _of_address(book, email)}
    index = book.volunteers.cached_query(_by_spelling)
    for spelling in spellings(name):
        found.update(index.get(spelling, ()))
    likely = by_name(book.volunteers[key] for key in found)
    return sorted(likely, key=lambda volunteer: normalize(volunteer.name) != normalize(name))


def _of_address(book: Book, email: str) -> Iterator[Volunteer]:
    if email:
        yield from (v for v in book.volunteers.values() if normalize(v.email) == normalize(email))


def _by_spelling(volunteers: Mapping[str, Volunteer]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for volunteer in volunteers.values():
        for spelling in spellings(volunteer.name):
            found[spelling].append(volunteer.id)
    return dict(found)


def likely_pairs(book: Book) -> list[tuple[Volunteer, Volunteer]]:
    """Two records each that may be of one person.

    Different addresses or departments tell two people of like names apart; those of the same name are named all the same.
    """
    pairs = {
        tuple(sorted((volunteer.id, other.id)))
        for volunteer in book.volunteers.values()
        for other in lookalikes(book, volunteer.name, volunteer.email)
        if other.id != volunteer.id and not _are_told_apart(volunteer, other)
    }
    return sorted(
        ((book.volunteers[one], book.volunteers[other]) for one, other in pairs),
        key=lambda pair: tuple((normalize(volunteer.name), volunteer.id) for volunteer in pair),
    )


def _are_told_apart(one: Volunteer, other: Volunteer) -> bool:
    known = ((one.email, other.email), (one.department, other.department))
    return normalize(one.name) != normalize(other.name) and any(
        a and b and normalize(a) != normalize(b) for a, b in known
    )


def told_lookalike(book: Book, name: str, email: str = "") -> str:
    """A sentence about someone who may be meant already; nothing where there is no one."""
    likely = lookalikes(book, name, email) if name or email else []
    if not likely:
        return ""
    first = likely[0]
    where = f" ({department_of(book, first)})" if first.department else ""
    if normalize(first.name) == normalize(name):
        return f"{quoted(first.name)}{where} is already in the book."
    return f"{quoted(first.name)}{where} is already in the book. Is this the same person?"
