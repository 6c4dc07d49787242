"""The text that reminds the host of a gathering."""

from store.book.book import Book
from store.calendar.occurrences import left_to_prepare
from store.core.names.given_names import given_name
from store.model.calendar import Gathering
from store.people.directory import name_of
from store.texts import host_reminder as texts


def host_reminder(book: Book, gathering: Gathering) -> str:
    """A short message to the host: day, place, and what is still to be prepared."""
    return texts.host_reminder(
        given_name(name_of(book, gathering.host)),
        gathering.name,
        gathering.on,
        at=gathering.at,
        place=gathering.place,
        to_bring=left_to_prepare(book, gathering),
        signature=book.community.organiser,
    )
