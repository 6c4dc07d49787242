"""The detail of Week: why a to-do waits and what its key does, or what a gathering still needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.spans import Span, wrapped_spans
from store.book.book import Book
from store.calendar.occurrences import left_to_prepare
from store.core.dates import format_day
from store.core.text import join_words, pluralize
from store.model.calendar import Gathering
from store.people.directory import last_contact
from store.week.action import Act
from store.week.plan import host_name

Line = list[Span] | str

DOES = {
    "update": "write the update",
    "record": "record whether it was held, and who attended",
    "find_host": "choose a host",
    "thank": "thank them",
    "check_in": "record a contact",
    "ask": "record their answer",
    "celebrate": "thank them",
    "write_up": "write up the notes",
    "health": "open the health check",
    "certify": "record or renew the certificate",
    "post": "open the comms plan",
    "role": "choose who takes the role",
    "review": "open the self-assessment",
}
"""What the key of a to-do does, where the to-do itself does not say it."""
SAYS_CONTACT = ("check_in", "ask")
"""Kinds whose reason names the last contact already."""


def about_act(book: Book, act: Act, today: date, room: tuple[int, int]) -> Iterator[Line]:
    """How a to-do stands, what its key does, why it is there, and when its person was last talked to.

    Args:
        book: the book.
        act: the to-do; of one that stands for several, as many are named as there are lines for.
        today: the day of the week.
        room: the cells of a line, and the lines there are.
    """
    look = "warn" if act.overdue else "strong"
    if act.members:
        first = _next(act.press, "deal with them one by one")
        yield first
        left = room[1] - len(wrapped_spans(first, room[0]))
        told = act.members if len(act.members) <= left else act.members[: max(1, left - 1)]
        for member in told:
            yield [(member.title, "strong"), (f"  {member.reason}", "warn" if member.overdue else "")]
        if more := len(act.members) - len(told):
            yield [(f"and {more:,} more", "dim")]
        return
    yield [(act.reason, look)]
    yield _next(act.press, act.to or DOES[act.kind])
    yield act.why
    if act.kind not in SAYS_CONTACT and (act.subject in book.volunteers or act.subject in book.stakeholders):
        on = last_contact(book).get(act.subject)
        yield _fact("Last contact", _ago(on, today) if on else "none recorded")


def about_gathering(book: Book, gathering: Gathering, today: date) -> Iterator[Line]:
    """When and where a gathering is, who hosts it, and what is left to prepare."""
    at = f", {gathering.at:%H:%M}" if gathering.at else ""
    yield [(f"{format_day(gathering.on, today)}{at}", "strong")]
    to_record = gathering.state == "planned" and gathering.on < today
    yield _next("list.open", DOES["record"] if to_record else "open it in the calendar")
    yield _fact("Host", host_name(book, gathering), "" if gathering.host else "warn")
    if gathering.place:
        yield _fact("Place", gathering.place)
    if left := left_to_prepare(book, gathering):
        yield _fact("To prepare", join_words(left))


def _ago(day: date, today: date) -> str:
    return f"{format_day(day, today)}, {pluralize((today - day).days, 'day')} ago" if day < today else "today"


def _next(press: str, does: str) -> list[Span]:
    return [(f"Press {key_of(press)} to {does}.", "accent")]


def _fact(label: str, text: str, look: str = "") -> Line:
    return [(f"{label:<14}", "dim"), (text, look)]
