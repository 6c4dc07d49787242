"""Volunteers, departments and roles; who is where, who covers what, and contact with them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from store.book.book import Book
from store.core.record import ORGANISER
from store.core.text import alike, normalize
from store.model.people import Contact, Department, Role, Tenure, Volunteer

Delivery = Literal["classroom", "webinar", "e-learning", "blended", "on the job", "mentoring"]


def name_of(book: Book, person: str) -> str:
    """The name behind an id: a volunteer's, a stakeholder's, or ‘you’ for the organiser."""
    if person == ORGANISER:
        return "you"
    found = book.volunteers.get(person) or book.stakeholders.get(person)
    return found.name if found else "someone no longer in the book"


def full_name_of(book: Book, person: str) -> str:
    """Like :func:`name_of`, but with the organiser's own name, for texts that others read."""
    return (book.community.organiser or "the organiser") if person == ORGANISER else name_of(book, person)


def department_of(book: Book, volunteer: Volunteer) -> str:
    """The name of a volunteer's department, or nothing."""
    found = book.departments.get(volunteer.department)
    return found.name if found else ""


def role_of(book: Book, tenure: Tenure) -> str:
    """The name of the role that is or was held."""
    found = book.roles.get(tenure.role)
    return found.name if found else "a role no longer in the book"


def find_department(book: Book, name: str) -> Department | None:
    """The department of that name, as :func:`store.core.text.alike` compares it."""
    wanted = alike(name)
    return next((found for found in book.departments.values() if alike(found.name) == wanted), None)


def by_name(volunteers: Iterable[Volunteer]) -> list[Volunteer]:
    """Sorted as a person would look them up: without case and accents."""
    return sorted(volunteers, key=lambda someone: (normalize(someone.name), someone.id))


def last_contact(book: Book) -> Mapping[str, date]:
    """When each volunteer or stakeholder was last talked to."""
    return book.contacts.cached_query(_last_contact)


def _last_contact(contacts: Mapping[str, Contact]) -> dict[str, date]:
    latest: dict[str, date] = {}
    for contact in contacts.values():
        latest[contact.who] = max(contact.on, latest.get(contact.who, contact.on))
    return latest


def open_roles(book: Book, today: date) -> list[Role]:
    """Roles no one holds today."""
    held = {t.role for t in book.tenures.values() if t.since <= today and (not t.until or t.until >= today)}
    return sorted(
        (role for role in book.roles.values() if role.id not in held), key=lambda role: normalize(role.name)
    )


def vacant_since(book: Book, role: Role) -> date | None:
    """The day after its last holder's last one; None where no one ever held it."""
    ends = [t.until for t in book.tenures.values() if t.role == role.id and t.until]
    return max(ends) + timedelta(days=1) if ends else None
