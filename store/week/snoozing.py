"""Snoozing and dismissing to-dos, what is set aside at the moment, and bringing it back.

A dismissed to-do is gone for this time only: when it returns, :data:`store.week.kinds.KINDS` says for each kind.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import week_of
from store.model.people import Reminder
from store.model.planner import Snooze
from store.week.action import Act, FinishReminder
from store.week.kinds import KINDS


class SetAside(Struct, frozen=True):
    """A to-do that is snoozed or dismissed at the moment."""

    act: Act
    until: date | None
    """The day it returns; None where it is not asked again."""
    dismissed: bool


def next_week(book: Book, today: date) -> date:
    """The day until which a to-do is snoozed: the first of next week."""
    return week_of(today, book.community.first_weekday) + timedelta(days=7)


def back_on(act: Act, today: date) -> date | None:
    """The day a to-do returns if it is dismissed today; None where it is not asked again."""
    return act.returns or _after(act.kind, today)


def _after(kind: str, today: date) -> date | None:
    after = KINDS[kind].after
    return today + timedelta(days=after) if after is not None else None


def snooze(book: Book, change: Change, act: Act, today: date) -> date:
    """Snooze a to-do, with all it stands for, until next week; the result is that day."""
    until = next_week(book, today)
    for single in act.singles:
        if reminder := _reminder(book, single):
            change.put(replace(reminder, on=until))
        else:
            _set_aside(book, change, Snooze(act=single.key, until=until))
    return until


def dismiss(book: Book, change: Change, act: Act, today: date) -> date | None:
    """Dismiss a to-do with all it stands for; the result is the first day on which one of them returns."""
    days = []
    for single in act.singles:
        if reminder := _reminder(book, single):
            change.remove(reminder)
        else:
            days.append(until := back_on(single, today))
            _set_aside(book, change, Snooze(act=single.key, until=until, dismissed=True))
    return min((day for day in days if day), default=None)


def dismiss_by_key(book: Book, change: Change, key: str, kind: str, today: date) -> None:
    """Dismiss a to-do that is decided on elsewhere than on Week."""
    _set_aside(book, change, Snooze(act=key, until=_after(kind, today), dismissed=True))


def bring_back(book: Book, change: Change, acts: Iterable[Act]) -> None:
    """Put to-dos that were snoozed or dismissed on the list again."""
    keys = {single.key for act in acts for single in act.singles}
    for record in book.snoozes.values():
        if record.act in keys:
            change.remove(record)


def asleep(book: Book, today: date) -> dict[str, Snooze]:
    """What is set aside today, by the key of its to-do."""
    return {s.act: s for s in book.snoozes.values() if s.until is None or s.until > today}


def _set_aside(book: Book, change: Change, snooze: Snooze) -> None:
    """Save it in the place of an earlier one for the same to-do, so that they do not pile up."""
    for record in book.snoozes.values():
        if record.act == snooze.act:
            change.remove(record)
    change.put(snooze)


def _reminder(book: Book, act: Act) -> Reminder | None:
    return book.reminders.get(act.target.reminder) if isinstance(act.target, FinishReminder) else None
