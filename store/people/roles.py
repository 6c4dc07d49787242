"""Roles over time: who holds one, who held it before, and passing it on."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.labels import label_of
from store.core.text import join_words, normalize
from store.model.people import Role, Tenure
from store.model.recognition import Contribution
from store.people.directory import name_of


def all_roles(book: Book) -> list[Role]:
    """Every role, sorted by name."""
    return sorted(book.roles.values(), key=lambda role: (normalize(role.name), role.id))


def tenures_of(book: Book, role: str) -> list[Tenure]:
    """Who held a role and who holds it, the newest first."""
    found = (t for t in book.tenures.values() if t.role == role)
    return sorted(found, key=lambda t: (t.since, t.until or date.max, t.id), reverse=True)


def is_present(tenure: Tenure, today: date) -> bool:
    """Whether someone holds the role today."""
    return tenure.since <= today and (tenure.until is None or tenure.until >= today)


def present(book: Book, role: str, today: date) -> list[Tenure]:
    """The tenures of a role that run today; none where it is open."""
    return [tenure for tenure in tenures_of(book, role) if is_present(tenure, today)]


def holders(book: Book, role: str, today: date) -> str:
    """Who holds a role today, as the screens say it; nothing where it is open."""
    return join_words([name_of(book, tenure.volunteer) for tenure in present(book, role, today)], most=3)


def how_chosen(tenure: Tenure) -> str:
    """How the holder was chosen, with the tally of a vote."""
    return f"{label_of(tenure.chosen)}, {tenure.tally}" if tenure.tally else label_of(tenure.chosen)


def hand_over(change: Change, leaving: Tenure | None, tenure: Tenure) -> Tenure:
    """Start a tenure and end the one before it, in one change; taking over counts as a contribution.

    Args:
        change: what it becomes part of; the role may be new in it.
        leaving: the tenure that ends the day before, or None where the role was open.
        tenure: the one that starts.
    """
    if leaving:
        last = max(leaving.since, tenure.since - timedelta(days=1))
        change.put(replace(leaving, until=last))
    change.put(tenure)
    role = change.tables["roles"].get(tenure.role)
    topic = role.name if role else ""
    change.put(Contribution(volunteer=tenure.volunteer, kind="took_on_role", on=tenure.since, topic=topic))
    return tenure
