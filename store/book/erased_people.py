"""Erased people: what a book remembers so that no copy brings them back."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from store.core.record import Record
from store.model.people import Erased, Volunteer


class Returning(Struct, frozen=True):
    """Person erased in one of two copies of a book and present in the other."""

    id: str
    name: str
    on: date
    """The day they were erased."""
    here: bool
    """Whether they were erased in this copy, and are in the other; else it is the other way round."""


def returning(
    here: Mapping[str, Mapping[str, Record]], there: Mapping[str, Mapping[str, Record]]
) -> list[Returning]:
    """People erased in one of two copies and present in the other."""
    people = [*_erased_and_alive(here, there, here=True), *_erased_and_alive(there, here, here=False)]
    return sorted(people, key=lambda person: (person.name, person.id))


def _erased_and_alive(
    erased: Mapping[str, Mapping[str, Record]], alive: Mapping[str, Mapping[str, Record]], *, here: bool
) -> Iterator[Returning]:
    people: Mapping[str, Volunteer] = alive["volunteers"]  # type: ignore[assignment]
    for key, row in erased["erased"].items():
        if key in people and key not in erased["volunteers"]:
            assert isinstance(row, Erased)
            yield Returning(key, people[key].name, row.on, here)
