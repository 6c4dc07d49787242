"""One stakeholder's page: everything the book holds about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

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
from store.profiles.person import reminded, told_ask, wanted
from store.profiles.person_head import reminders_ahead, requests_ahead
from store.profiles.record_page import Head, Line, Page, Section
from store.training.training_requests import requests_of
from store.updates.stakeholder_map import PHASES, QUESTIONS, quadrant, stance
from store.updates.stakeholders import due, punctuality, sent_updates

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What they care about", ("stake", "watches", "ask", "ask_by")),
    ("Position", ("power", "interest")),
    ("Updates", ("leg", "cadence", "channel", "kind")),
    ("Contact", ("email", "address", "job", "department", "level", "manager")),
    ("Notes", ("notes",)),
)
"""The sections of the facts, with the fields of each."""
_SHORT = {"stake": "What’s in it for them", "watches": "KPI", "ask": "Your request", "ask_by": "Respond by"}
"""Labels for a narrow column."""


def page(book: Book, who: Stakeholder, today: date) -> Page:
    """Everything about a stakeholder: what is known, what they answer for, asks; what was sent and said."""
    return Page(
        title=f"{who.name}{f', {who.job}' if who.job else ''}",
        head=_head(book, who, today),
        ahead=tuple(_ahead(book, who, today)),
        now=tuple(_now(book, who, today)),
        history=tuple(_history(book, who, today)),
        subjects=(who.id, *(request.id for request in requests_of(book, person=who.id))),
    )


def _head(book: Book, who: Stakeholder, today: date) -> Head:
    """When they hear next, what their position is, and when they last heard."""
    following, spoken = due(book, who, today), last_contact(book).get(who.id)
    asked = loads(book, today).get(who.id, NEVER)
    sent = following.last.sent_on if following.last else None
    home = book.departments[who.department].name if who.department in book.departments else ""
    late = following.late > 0 or (following.on is not None and following.last is None)
    return (
        (
            (f"Update {following.words(today)}", "warn" if late else "strong"),
            (f"{label_of(who.cadence).capitalize()}, {label_of(who.channel)}", ""),
            (punctuality(who, sent_updates(book, who.id)).capitalize(), "dim"),
        ),
        (
            (quadrant(who).capitalize(), "strong"),
            (stance(who), ""),
            (label_of(who.leg).capitalize(), ""),
            (home, ""),
            (who.email, ""),
        ),
        (
            (f"Last update {format_day(sent, today)}" if sent else "No update yet", "dim"),
            (f"Last contact {format_day(spoken, today)}" if spoken else "No contact yet", "dim"),
            (asked.words.capitalize(), "warn" if asked.too_much else "dim"),
        ),
    )


def _ahead(book: Book, who: Stakeholder, today: date) -> Iterator[Line]:
    """Their next update, answers awaited, and to-dos with them."""
    following = due(book, who, today)
    yield Line(f"update:{who.id}", "Update", following.words(today))
    if who.ask.strip():
        by = f"due {format_day(who.ask_by, today)}" if who.ask_by else "asked in their updates"
        yield Line(f"respond:{who.id}", "Answer awaited", who.ask.strip(), by)
    yield from requests_ahead(book, who.id, today)
    yield from reminders_ahead(book, who.id, today)


def _now(book: Book, who: Stakeholder, today: date) -> Iterator[Section]:
    kept = punctuality(who, sent_updates(book, who.id))
    beside = {
        "Position": (Line("place", "Position", quadrant(who), stance(who)),),
        "Updates": (Line("kept", "Punctuality", kept),) if kept else (),
        "Contact": (_last_contact(book, who, today),),
    }
    for title, names in _GROUPS:
        if known := (*beside.get(title, ()), *_facts(book, who, names, today)):
            yield Section(title, known)
    duties = [duty for duty in book.duties.values() if duty.who == who.id]
    if duties:
        duties.sort(key=lambda duty: PHASES.index(duty.phase))
        yield Section(
            "Responsibilities", tuple(Line(d.id, d.phase, d.note or QUESTIONS[d.phase], "", d) for d in duties)
        )
    yield from reminded(book, who.id, today)
    asks, asked = asks_of(book, who.id), loads(book, today).get(who.id, NEVER)
    lines = (Line(ask.id, format_day_short(ask.on, today), ask.what, told_ask(ask), ask) for ask in asks)
    total = Line("asked", "Recently", asked.words, warn=asked.too_much)
    yield Section(f"Requests · {len(asks)}" if asks else "Requests", (total, *lines))
    yield from wanted(book, who.id, today)


def _last_contact(book: Book, who: Stakeholder, today: date) -> Line:
    word = last_contact(book).get(who.id)
    return Line("word", "Last contact", format_day(word, today) if word else "no contact recorded")


def _facts(book: Book, who: Stakeholder, names: Iterable[str], today: date) -> tuple[Line, ...]:
    """Those of the fields that are filled in, each with its label."""
    known = {field.name: field for field in fields(Stakeholder)}
    lines = []
    for name in names:
        value = getattr(who, name)
        if name == "watches":
            value = book.kpis[value].name if value in book.kpis else ""
        if name == "department":
            value = book.departments[value].name if value in book.departments else ""
        text = format_value(known[name], value, today)
        if text and value != "not_set":
            lines.append(Line(name, _SHORT.get(name, known[name].label), text))
    return tuple(lines)


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
