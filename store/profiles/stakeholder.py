"""One stakeholder's page: everything the book holds about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.core.dates import format_day, format_day_short
from store.core.fields import fields
from store.core.labels import label_of
from store.core.parsing import format_value
from store.core.text import pluralize
from store.model.people import Contact
from store.model.recognition import Recognition
from store.model.stakeholders import Stakeholder
from store.people.directory import last_contact
from store.people.requests import NEVER, asks_of, loads
from store.profiles.person import Line, Section, reminded, told_ask, wanted
from store.updates.stakeholder_map import PHASES, QUESTIONS, quadrant, stance
from store.updates.stakeholders import due, punctuality, sent_updates

_FACTS = (
    "job", "department", "level", "leg", "stake", "watches", "power", "interest", "engagement", "wanted", "cadence", "channel", "kind", "email",
    "address", "manager", "ask", "ask_by", "notes",
)  # fmt: skip
_SHORT = {"stake": "For them", "watches": "KPIs", "ask": "Your request", "ask_by": "Respond by"}
"""Labels for a narrow column."""


class Page(Struct, frozen=True):
    """Everything the book holds about one stakeholder."""

    now: tuple[Section, ...]
    history: tuple[Section, ...]


def page(book: Book, who: Stakeholder, today: date) -> Page:
    """Everything about a stakeholder: what is known, what they answer for, asks; what was sent and said."""
    return Page(tuple(_now(book, who, today)), tuple(_history(book, who, today)))


def _now(book: Book, who: Stakeholder, today: date) -> Iterator[Section]:
    sent = sent_updates(book, who.id)
    word = last_contact(book).get(who.id)
    asked = loads(book, today).get(who.id, NEVER)
    lately = [
        Line("due", "Update", due(book, who, today).words(today)),
        *([Line("kept", "Punctuality", kept)] if (kept := punctuality(who, sent)) else []),
        Line("word", "Last contact", format_day(word, today) if word else "no contact recorded"),
        Line("asked", "Requests", asked.words),
        Line("place", "Position", quadrant(who), stance(who)),
    ]
    known = {field.name: field for field in fields(Stakeholder)}
    for name in _FACTS:
        value = getattr(who, name)
        if name == "watches":
            value = book.kpis[value].name if value in book.kpis else ""
        if name == "department":
            value = book.departments[value].name if value in book.departments else ""
        text = format_value(known[name], value, today)
        if text and value != "not_set":
            lately.append(Line(name, _SHORT.get(name, known[name].label), text))
    yield Section("Facts", tuple(lately))
    duties = [duty for duty in book.duties.values() if duty.who == who.id]
    if duties:
        duties.sort(key=lambda duty: PHASES.index(duty.phase))
        yield Section(
            "Responsibilities", tuple(Line(d.id, d.phase, d.note or QUESTIONS[d.phase], "", d) for d in duties)
        )
    yield from reminded(book, who.id, today)
    if asks := asks_of(book, who.id):
        lines = tuple(Line(ask.id, format_day_short(ask.on, today), ask.what, told_ask(ask), ask) for ask in asks)
        yield Section(f"Requests · {len(asks)}", lines)
    yield from wanted(book, who.id, today)


def _history(book: Book, who: Stakeholder, today: date) -> Iterator[Section]:
    sent = sent_updates(book, who.id)[::-1]
    contacts: list[Contact] = [contact for contact in book.contacts.values() if contact.who == who.id]
    thanks: list[Recognition] = [given for given in book.recognitions.values() if who.id in given.to]
    if contacts:
        contacts.sort(key=lambda contact: (contact.on, contact.id), reverse=True)
        lines = tuple(Line(c.id, format_day_short(c.on, today), c.note or "contact", "", c) for c in contacts)
        yield Section(f"Contacts · {len(lines)}", lines)
    if thanks:
        thanks.sort(key=lambda given: (given.on, given.id), reverse=True)
        lines = tuple(Line(g.id, format_day_short(g.on, today), g.words, label_of(g.form), g) for g in thanks)
        yield Section(f"Thank-yous · {len(lines)}", lines)
    if sent:
        lines = tuple(
            Line(u.id, format_day_short(u.sent_on, today), u.subject, label_of(u.kind)) for u in sent if u.sent_on
        )
        yield Section(f"Sent · {pluralize(len(lines), 'update')}", lines)
