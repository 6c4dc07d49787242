"""A gathering recorded as held: what is proposed, and what is saved with it."""

from datetime import date
from typing import Any

from store.book.book import Book
from store.calendar.rituals import expected
from store.core.record import ORGANISER
from store.core.text import pluralize
from store.model.calendar import Gathering


def held_values(book: Book, gathering: Gathering, today: date) -> dict[str, Any]:
    """The values proposed for a gathering that was held: those recorded, else its usual attendees and its host."""
    coming = tuple(volunteer.id for volunteer in expected(book, gathering, today))
    return {
        "state": "held",
        "why": "",
        "attended": gathering.attended or coming,
        "host": gathering.host or ORGANISER,
    }


def with_links(book: Book, label: str, gathering: Gathering) -> str:
    """How undo names a gathering together with the resources that are made of its links."""
    from store.library.gathering_links import new_resources  # late, as it reads addresses

    links = len(new_resources(book, gathering))
    return f"{label} and {pluralize(links, 'resource')}" if links else label
