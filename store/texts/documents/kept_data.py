"""What is kept about a person: the words around the records, as they are handed to that person."""

from __future__ import annotations

from datetime import date

from store.core.dates import format_day
from store.core.text import pluralize, quoted

PERSON, UNDO = "Your own record", "Earlier versions"
HEADINGS = {
    "snoozes": "To-dos set aside",
    "recognitions": "Thank-yous",
    "volunteers": "Records of other people",
}
"""Headings of tables whose name says something else here."""
OTHER_PERSON = "In the record of another person"
_OTHERS = "Other people are counted, not named, unless a text that mentions you also mentions them."


def title(name: str) -> str:
    """Title of the page."""
    return f"Data kept about {name}"


def opening(community: str, organiser: str, on: date) -> list[str]:
    """What the page is, whose book it is, and what can be asked for."""
    keeper = f"The book is kept by {organiser} alone." if organiser else "The book is kept by the organiser alone."
    return [
        f"This page lists everything that the book of {quoted(community)} held about you on {format_day(on)}, private notes included.",
        f"{keeper} {_OTHERS}",
        "You may ask for anything here to be corrected, or for all of it to be erased.",
    ]


def others(count: int) -> str:
    """Other people that a record names."""
    return pluralize(count, "other person", "other people")


def undone(steps: int) -> str:
    """That changes to these records can still be undone."""
    return (
        f"Your data is also held in {pluralize(steps, 'change')} that can still be undone, and in older backups. "
        "Erasing your data removes it from both."
    )


def mention(record: str, line: str) -> str:
    """A line of another record that names the person."""
    return f"{record}; {line}"
