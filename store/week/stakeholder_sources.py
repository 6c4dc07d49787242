"""To-dos about stakeholders: updates that are due, and requests without an answer."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import ended
from store.people.directory import last_contact
from store.people.requests import STALE_AFTER
from store.updates.stakeholders import Due, due_after, due_list
from store.week.action import Act, OpenScreen
from store.week.source_dates import last_day, late_first

TELL_WITHIN = 7
"""Days in which a change is told to those who wait for one."""


def _updates(book: Book, today: date) -> Iterator[Act]:
    last = last_day(book, today)
    for due in due_list(book, today):
        if due.on and due.on <= last:
            yield update_act(due, today)


def update_act(due: Due, today: date) -> Act:
    """The to-do of an update."""
    who = due.stakeholder
    how = f"{label_of(who.cadence)}, {label_of(who.channel)}"
    overdue = max(due.late - (TELL_WITHIN if due.why else 0), 0)
    reason = f"{due.words(today)} · {how}"
    change = f":{due.on}" if who.cadence == "on_change" else ""
    return Act(
        f"update:{who.id}{change}", "update", who.id, who.name, reason, _why_updated(due, today), OpenScreen("updates", who.id),
        since=due.on if due.last else who.since, overdue=overdue, returns=due_after(due, today),
    )  # fmt: skip


def _why_updated(due: Due, today: date) -> str:
    who = due.stakeholder
    job = f"{who.name}, {who.job}. " if who.job else ""
    sent = due.last and due.last.sent_on
    before = f"Last sent {format_day(sent, today)}." if sent else "Nothing sent yet."
    return f"{job}{before}{f' What’s in it for them: {ended(who.stake)}' if who.stake else ''}"


def _requests(book: Book, today: date) -> Iterator[Act]:
    """What a stakeholder was asked in an update: it is open as long as it stands on their page."""
    talked = last_contact(book)
    for who in book.stakeholders.values():
        if not who.ask.strip() or who.ask_by is None or who.ask_by >= today:
            continue
        spoken = talked.get(who.id)
        if spoken and spoken > who.ask_by and (today - spoken).days <= STALE_AFTER:
            continue  # they were reminded lately
        overdue = (today - who.ask_by).days
        reason = late_first(overdue, who.ask.strip())
        why = f"You asked {who.name} to respond by {format_day(who.ask_by, today)}: {ended(who.ask.strip())} No answer is recorded."
        yield Act(
            f"respond:{who.id}:{who.ask_by}", "request", who.id, who.name, reason, why, OpenScreen("stakeholder", who.id),
            since=who.ask_by + timedelta(days=1), overdue=overdue, to="record the answer, or change the request",
        )  # fmt: skip


STAKEHOLDER_SOURCES = (_updates, _requests)
