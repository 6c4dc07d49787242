"""What is at stake for the readers of an update, and what they are asked: anew, again, or not before its sender has decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.text import ended
from store.model.stakeholders import Stakeholder
from store.texts import updates as texts
from store.updates.stakeholders import sent_updates
from store.updates.told import REMEMBERED

_DECISION = re.compile(r"\b(decid\w*|decision\w*|approv\w*|choose)\b", re.IGNORECASE)


class Asked(Struct, frozen=True):
    """What one reader is asked, and what its sender has to decide first."""

    reader: Stakeholder
    words: str
    problem: str = ""
    """That its day has passed, or that it was asked before; nothing where it can go out as it is."""


def mail_of(ask: str) -> str:
    """Kind of mail in the subject: INFO, ACTION, or DECISION where one is asked."""
    return ("DECISION" if _DECISION.search(ask) else "ACTION") if ask.strip() else "INFO"


def stakes_of(readers: Iterable[Stakeholder]) -> str:
    """What is at stake for the readers, each thing once."""
    return "; ".join(dict.fromkeys(reader.stake.strip().rstrip(".") for reader in readers if reader.stake.strip()))


def is_overdue(reader: Stakeholder, until: date) -> bool:
    """Whether the day by which a reader was to answer has passed."""
    return reader.ask_by is not None and reader.ask_by < until


def first_answer_by(readers: Iterable[Stakeholder], until: date) -> date | None:
    """The first day by which a reader is to answer; those that have passed are no longer asked for."""
    days = [reader.ask_by for reader in readers if reader.ask_by and reader.ask.strip()]
    return min((day for day in days if day >= until), default=None)


def asked_of(book: Book, reader: Stakeholder, until: date) -> Asked:
    """What a reader is asked; as a reminder, where the same was asked before and the day has not passed."""
    ask = reader.ask.strip()
    before = asked_before(book, reader, until)
    if is_overdue(reader, until):
        day = format_day_month(reader.ask_by or until)
        return Asked(reader, texts.asked_again(ask, before, None, until) if before else ask, f"was due {day}")
    if before:
        return Asked(
            reader, texts.asked_again(ask, before, reader.ask_by, until), f"was made on {format_day_month(before)}"
        )
    return Asked(reader, texts.asked(ask, reader.ask_by))


def asked_before(book: Book, reader: Stakeholder, until: date) -> date | None:
    """The day on which a reader was first asked the same, by the same day; None where it is new."""
    by = None if is_overdue(reader, until) else reader.ask_by
    sent = [one for one in sent_updates(book, reader.id) if one.until >= until - REMEMBERED]
    found = [one for one in sent if any(_asks(line, reader.ask.strip(), by) for line in one.text.split("\n"))]
    return (found[0].sent_on or found[0].until) if found and reader.ask.strip() else None


def _asks(line: str, ask: str, by: date | None) -> bool:
    """Whether a line ends with a request, and with its day where there is one: first made, reminded of, or to one of several."""
    asked = texts.asked(ask, by)
    return line == asked or line.endswith(f": {asked}") or (by is None and f"{ended(ask)} By " in line)


def without_ask(reader: Stakeholder) -> Stakeholder:
    """The reader once they have answered, or the request was dropped."""
    return replace(reader, ask="", ask_by=None)
