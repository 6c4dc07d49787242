"""Reminders: tasks of the organiser for a day, shown on Week in its week."""

from datetime import date

from store.book.book import Book
from store.core.dates import format_day_month
from store.model.people import Reminder


def open_reminders(book: Book, until: date = date.max, person: str = "") -> list[Reminder]:
    """What is still to do by a day, of one person or of all, the earliest first."""
    found = (r for r in book.reminders.values() if not r.done_on and r.on <= until and person in ("", r.who))
    return sorted(found, key=lambda reminder: (reminder.on, reminder.what, reminder.id))


def reminders_of(book: Book, person: str) -> list[Reminder]:
    """What there is or was to do with one person: what is still to do first, then what was done, the newest first."""
    done = [r for r in book.reminders.values() if r.done_on and r.who == person]
    done.sort(key=lambda reminder: (reminder.done_on or date.min, reminder.id), reverse=True)
    return [*open_reminders(book, person=person), *done]


def told_reminder(reminder: Reminder) -> str:
    """Status of a reminder."""
    return f"done {format_day_month(reminder.done_on)}" if reminder.done_on else "to do"
