"""Reminders: what the organiser wants to do on a day, in their own words; Week brings it up when its week comes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from store.dates import plain
from store.records import Record, said

if TYPE_CHECKING:
    from store.book import Book


class Reminder(Record, frozen=True, kw_only=True):
    """One thing to do on a day, and when it was done."""

    what: Annotated[str, said("What to do", "in your words: call Tom about the room", needed=True)]
    on: Annotated[date, said("When", "it comes up on Week in that week", needed=True)]
    who: Annotated[str, said("With whom", "it stands on their page, too", ref="volunteers|stakeholders")] = ""
    done_on: Annotated[date | None, said("Done on", "empty: still to do")] = None


def open_reminders(book: "Book", until: date = date.max, person: str = "") -> list[Reminder]:
    """What is still to do by a day, of one person or of all, the earliest first."""
    found = (r for r in book.reminders.values() if not r.done_on and r.on <= until and person in ("", r.who))
    return sorted(found, key=lambda reminder: (reminder.on, reminder.what, reminder.id))


def reminders_of(book: "Book", person: str) -> list[Reminder]:
    """What there is or was to do with one person: what is still to do first, then what was done, the newest first."""
    done = [r for r in book.reminders.values() if r.done_on and r.who == person]
    done.sort(key=lambda reminder: (reminder.done_on or date.min, reminder.id), reverse=True)
    return [*open_reminders(book, person=person), *done]


def told_reminder(reminder: Reminder) -> str:
    """How it stands, in a word or two."""
    return f"done {plain(reminder.done_on)}" if reminder.done_on else "to do"
