"""The handover to a successor: headings, and the sentences around the records."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day
from store.core.text import ended, pluralize, quotation

PRIVATE, PLACE, COMMUNITY, CHARTER, PEOPLE, ROLES, RITUALS, STAKEHOLDERS, OPEN, REQUESTS, COSTS, LIBRARY, FILES = (
    "Private: read this first",
    "Location of the book",
    "The community",
    "Charter",
    "People and their consent",
    "Roles",
    "Rituals and hosts",
    "Stakeholders and commitments",
    "Open to-dos",
    "Open requests and needs",
    "Costs and budget",
    "Library",
    "Files in this folder",
)


def title(community: str) -> str:
    """Title of the page."""
    return f"Handover of {community}"


def private(people: int, stakeholders: int) -> list[str]:
    """What in the folder is private, and what to do with it."""
    return [
        "Give this folder only to the person who takes over the community. Do not email it, and do not put it where others can open it.",
        f"It holds the complete book: the email addresses, telephone numbers, consent, private notes and requests of {pluralize(people, 'volunteer')}. "
        f"It also holds the stance of {pluralize(stakeholders, 'stakeholder')}, updates as they were sent, costs and rates.",
        "Erasing a person in the book does not erase them from this folder. Delete the folder once your successor has opened the book.",
    ]


def place(path: str, on: date) -> list[str]:
    """Where the book lay, and how it is opened from here."""
    return [
        f"On {format_day(on)}, the book was at {path}. Its backups, copied texts and templates are in folders of the same name beside it. They are not included in this folder.",
        "The file book.json in this folder is a copy of the book as it was on that day. Save it where you keep your files, then run: guildbook --book book.json",
        "The organiser’s name and the time zone are in Settings. Enter your own name first: it signs the updates.",
    ]


def consent(on: date | None, words: str, today: date) -> str:
    """What someone agreed to, and when."""
    if on is None:
        return "no consent recorded"
    said = f": {quotation(words)}" if words else ""
    return f"consent recorded on {format_day(on, today)}{said}"


def last_update(sent_on: date | None, today: date) -> str:
    """When a stakeholder was last sent an update."""
    return f"last update sent on {format_day(sent_on, today)}" if sent_on else "no update sent yet"


def promised(text: str, outcome: str) -> str:
    """A commitment of the last update, and its outcome."""
    return f"Commitment: {ended(text)} Outcome: {outcome}."


def asked(text: str, by: date | None, today: date) -> str:
    """What a stakeholder is asked for."""
    return f"Request: {ended(text)}{f' Respond by {format_day(by, today)}.' if by else ''}"


def files(tables: int) -> list[str]:
    """What is in the folder."""
    return [
        "handover.html: this page, to read or print",
        "book.json: the book",
        f"tables: {pluralize(tables, 'table')} of the book as CSV, for a spreadsheet",
    ]
