"""Volunteers, departments and roles; who is where, who covers what, and contact with them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from store.records import ORGANISER, Number, Record, said
from store.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.book import Book

Delivery = Literal["classroom", "webinar", "e-learning", "blended", "on the job", "mentoring"]


class Volunteer(Record, frozen=True, kw_only=True):
    """An employee who has shown interest or takes part, always by their own choice."""

    name: Annotated[str, said("Name", needed=True)]
    email: Annotated[str, said("E-mail", "so that a second import knows them again")] = ""
    department: Annotated[str, said("Department", "where the idea can spread next", ref="departments")] = ""
    job: Annotated[str, said("Job")] = ""
    phone: Annotated[str, said("Phone")] = ""
    manager: Annotated[str, said("Manager", "worth thanking too")] = ""
    topics: Annotated[tuple[str, ...], said("Topics", "what they could teach, with commas between")] = ()
    delivery: Annotated[tuple[str, ...], said("Delivery", "classroom, webinar, on the job, mentoring …")] = ()
    tags: Annotated[tuple[str, ...], said("Tags", "your own words, with commas between")] = ()
    met_on: Annotated[date | None, said("Interested since", "when they first showed interest")] = None
    yes_on: Annotated[date | None, said("Their yes, on", "nobody takes part without their own yes")] = None
    yes_words: Annotated[str, said("Their yes", "their words, or how they said it")] = ""
    quiet_until: Annotated[date | None, said("Quiet until", "not to be asked before this day")] = None
    notes: Annotated[str, said("Notes", long=True)] = ""


class Department(Record, frozen=True, kw_only=True):
    """Where volunteers come from and where the idea spreads."""

    name: Annotated[str, said("Name", needed=True)]
    champion: Annotated[str, said("Champion", "who carries the idea there", ref="volunteers")] = ""
    head_count: Annotated[Number | None, said("Head count")] = None
    next_move: Annotated[str, said("Next move", "what would bring them one step on")] = ""
    training: Annotated[bool, said("Training itself", "yes: its people do not count in gravity")] = False


class Role(Record, frozen=True, kw_only=True):
    """A job in the community that somebody steps up for."""

    name: Annotated[str, said("Name", needed=True)]
    purpose: Annotated[str, said("Purpose", "what it is good for")] = ""


class Tenure(Record, frozen=True, kw_only=True):
    """One person holding one role for a while."""

    role: Annotated[str, said("Role", needed=True, ref="roles")]
    volunteer: Annotated[str, said("Held by", needed=True, ref="volunteers")]
    since: Annotated[date, said("Since", needed=True)]
    until: Annotated[date | None, said("Until", "empty: holds it now")] = None
    chosen: Annotated[Literal["volunteered", "appointed", "voted"], said("How chosen")] = "volunteered"
    tally: Annotated[str, said("Tally", "of a vote: 9 for, 2 against")] = ""


class Contact(Record, frozen=True, kw_only=True):
    """One talk, call or message with a volunteer or stakeholder."""

    who: Annotated[str, said("Who", needed=True, ref="volunteers|stakeholders")]
    on: Annotated[date, said("When", needed=True)]
    note: Annotated[str, said("What was said", "a word is enough; enter saves")] = ""


def name_of(book: "Book", person: str) -> str:
    """The name behind an id: a volunteer's, a stakeholder's, or «you» for the organiser."""
    if person == ORGANISER:
        return "you"
    found = book.volunteers.get(person) or book.stakeholders.get(person)
    return found.name if found else "somebody no longer in the book"


def full_name_of(book: "Book", person: str) -> str:
    """Like :func:`name_of`, but with the organiser's own name, for texts that others read."""
    return (book.community.organiser or "the organiser") if person == ORGANISER else name_of(book, person)


def department_of(book: "Book", volunteer: Volunteer) -> str:
    """The name of a volunteer's department, or nothing."""
    found = book.departments.get(volunteer.department)
    return found.name if found else ""


def role_of(book: "Book", tenure: Tenure) -> str:
    """The name of the role that is or was held."""
    found = book.roles.get(tenure.role)
    return found.name if found else "a role no longer in the book"


def find_department(book: "Book", name: str) -> Department | None:
    """The department of that name, without regard to case and accents."""
    wanted = folded(name)
    return next((found for found in book.departments.values() if folded(found.name) == wanted), None)


def by_name(volunteers: Iterable[Volunteer]) -> list[Volunteer]:
    """Sorted as a person would look them up: without case and accents."""
    return sorted(volunteers, key=lambda someone: (folded(someone.name), someone.id))


def last_contact(book: "Book") -> "Mapping[str, date]":
    """When each volunteer or stakeholder was last talked to."""
    return book.contacts.derived(_last_contact)


def _last_contact(contacts: "Mapping[str, Contact]") -> dict[str, date]:
    latest: dict[str, date] = {}
    for contact in contacts.values():
        latest[contact.who] = max(contact.on, latest.get(contact.who, contact.on))
    return latest


def open_roles(book: "Book", today: date) -> list[Role]:
    """Roles nobody holds today."""
    held = {t.role for t in book.tenures.values() if t.since <= today and (not t.until or t.until >= today)}
    return sorted((role for role in book.roles.values() if role.id not in held), key=lambda role: folded(role.name))
