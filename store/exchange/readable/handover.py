"""The handover to a successor: a page to read or print, every table as CSV, and the book itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.calendar.recurrence_wording import in_words
from store.calendar.rituals import gatherings
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import join_words, normalize, one_line, quoted
from store.exchange.blocks import BULLET
from store.exchange.csv_export import as_csv
from store.exchange.csv_tables import TABLES, table_of
from store.exchange.readable.record_cells import cell, shown_fields
from store.exchange.update_formats import Document, in_form
from store.finance.text_report import as_text as costs_as_text
from store.launch import charter
from store.library.resources import shelf, unkept
from store.model.agreement import TOPICS
from store.people.directory import department_of, full_name_of, name_of
from store.people.needs import all_needs, from_whom
from store.people.reminders import open_reminders
from store.people.requests import answer_due, open_asks
from store.people.roles import all_roles, holders
from store.people.stages import board, members
from store.texts.documents import handover as texts
from store.updates.commitments import last_promises
from store.updates.stakeholders import sent_updates

ToDos = Iterable[tuple[str, Iterable[str]]]
"""To-dos under the heading of their kind."""
_AHEAD = timedelta(days=60)


def handover(book: Book, today: date, to_dos: ToDos, copy: bytes) -> dict[str, bytes]:
    """The files of a handover, by their names in its folder.

    Args:
        book: the book.
        today: the day of the handover.
        to_dos: the to-dos that wait, which lie above this package.
        copy: the file of the book.
    """
    tables = {
        f"tables/{what}.csv": as_csv(book, what, today) for what in TABLES if len(book.tables[table_of(what)])
    }
    page = in_form(_page(book, today, to_dos, len(tables)), "html", "")
    return {"handover.html": page, "book.json": copy, **tables}


def _page(book: Book, today: date, to_dos: ToDos, tables: int) -> Document:
    sections: list[tuple[str, Iterable[str]]] = [
        (texts.PRIVATE, texts.private(len(book.volunteers), len(book.stakeholders))),
        (texts.PLACE, texts.place(one_line(str(book.path)), today)),
        (texts.COMMUNITY, _community(book, today)),
        *_charter(book, today),
        (texts.PEOPLE, _people(book, today)),
        (texts.ROLES, _roles(book, today)),
        (texts.RITUALS, _rituals(book, today)),
        (texts.STAKEHOLDERS, _stakeholders(book, today)),
        (texts.OPEN, _to_dos(to_dos)),
        (texts.REQUESTS, _requests(book, today)),
        (texts.COSTS, costs_as_text(book, today).split("\n")),
        (texts.LIBRARY, _library(book)),
        (texts.FILES, map(_bullet, texts.files(tables))),
    ]
    told = [(heading, "\n".join(lines)) for heading, lines in sections]
    return Document(
        texts.title(book.community.name), tuple((heading, text) for heading, text in told if text.strip())
    )


def _bullet(text: str) -> str:
    return f"{BULLET}{one_line(text)}"


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _community(book: Book, today: date) -> Iterator[str]:
    community = book.community
    yield _bullet(f"Organiser: {community.organiser or 'not recorded'}")
    yield _bullet(f"Members: {len(members(book, today))}")
    for department in sorted(book.departments.values(), key=lambda one: normalize(one.name)):
        champion = f"champion {name_of(book, department.champion)}" if department.champion else "no champion"
        step = f"next step: {department.next_move}" if department.next_move else ""
        yield _bullet(_joined(f"{department.name}: {champion}", step))


def _charter(book: Book, today: date) -> Iterator[tuple[str, list[str]]]:
    if any(charter.words_of(book, topic) for topic in TOPICS):
        for heading, words in charter.parts(book, today):
            yield f"{texts.CHARTER}: {heading}", words.split("\n")


def _people(book: Book, today: date) -> Iterator[str]:
    for stage, standings in board(book, today).items():
        for standing in standings:
            who = standing.volunteer
            again = f"ask again on {format_day(who.quiet_until, today)}" if who.quiet_until else ""
            topics = f"topics: {join_words(list(who.topics))}" if who.topics else ""
            listed = f"{who.name}, {label_of(stage)} since {format_day(standing.since, today)}"
            agreed = texts.consent(who.yes_on, who.yes_words, today)
            yield _bullet(
                _joined(listed, department_of(book, who), who.email, agreed, again, topics, _flat(who.notes))
            )


def _flat(notes: str) -> str:
    return f"notes: {one_line(notes)}" if notes else ""


def _roles(book: Book, today: date) -> Iterator[str]:
    for role in all_roles(book):
        yield _bullet(_joined(f"{role.name}: {holders(book, role.id, today) or 'no holder'}", role.purpose))


def _rituals(book: Book, today: date) -> Iterator[str]:
    upcoming = gatherings(book, today, today + _AHEAD)
    for ritual in sorted(book.rituals.values(), key=lambda one: (normalize(one.name), one.start)):
        if ritual.retired_on and ritual.retired_on <= today:
            continue
        following = next((g for g in upcoming if g.ritual == ritual.id and g.state == "planned"), None)
        host = full_name_of(book, following.host) if following and following.host else "no host"
        rota = join_words([full_name_of(book, who) for who in ritual.hosts])
        yield _bullet(
            _joined(
                f"{ritual.name}: {in_words(ritual.rule, ritual.start)}{f' at {ritual.at:%H:%M}' if ritual.at else ''}",
                ritual.place,
                f"benefit for members: {ritual.gain}" if ritual.gain else "",
                f"host rota: {rota}" if rota else "no host rota",
                f"next: {format_day(following.on, today)}, {host}" if following else "",
            )
        )


def _stakeholders(book: Book, today: date) -> Iterator[str]:
    for who in sorted(book.stakeholders.values(), key=lambda one: normalize(one.name)):
        sent = sent_updates(book, who.id)
        rhythm = f"{label_of(who.kind)}, {label_of(who.cadence)}, by {label_of(who.channel)}"
        stance = f"current stance: {label_of(who.engagement)}, target: {label_of(who.wanted)}"
        last = texts.last_update(sent[-1].sent_on if sent else None, today)
        yield _bullet(
            _joined(
                f"{who.name}{f', {who.job}' if who.job else ''}",
                who.email,
                rhythm,
                last,
                stance,
                who.stake,
                _flat(who.notes),
            )
        )
        for promise in last_promises(book, (who.id,), None, today):
            yield _bullet(f"{who.name}: {texts.promised(promise.text, promise.told)}")
        if who.ask:
            yield _bullet(f"{who.name}: {texts.asked(who.ask, who.ask_by, today)}")


def _to_dos(to_dos: ToDos) -> Iterator[str]:
    for heading, lines in to_dos:
        yield from (_bullet(f"{heading}: {line}") for line in lines)


def _requests(book: Book, today: date) -> Iterator[str]:
    for ask in open_asks(book):
        due = format_day(answer_due(ask), today)
        yield _bullet(
            f"{name_of(book, ask.who)} was asked on {format_day(ask.on, today)}: {ask.what} (answer by {due})"
        )
    for reminder in open_reminders(book):
        whom = f", with {name_of(book, reminder.who)}" if reminder.who else ""
        yield _bullet(f"To-do for {format_day(reminder.on, today)}: {reminder.what}{whom}")
    for need in all_needs(book):
        if need.status in ("open", "in_progress"):
            yield _bullet(f"Need raised by {from_whom(book, need)}: {need.what} ({label_of(need.status)})")
    shown = shown_fields(book, "training_requests")
    for request in sorted(book.training_requests.values(), key=lambda one: (one.on, one.id)):
        if not (request.delivered_on or request.declined_on):
            told = (
                f"{field.label}: {text}" for field in shown if (text := cell(book, request, field, None, today))
            )
            yield _bullet(f"Training request; {_joined(*told)}")


def _library(book: Book) -> Iterator[str]:
    alone = {resource.id for resource in unkept(book)}
    for resource in shelf(book):
        owner = "no owner" if resource.id in alone else f"owner: {full_name_of(book, resource.owner)}"
        yield _bullet(_joined(f"{quoted(resource.title)}, {label_of(resource.kind)}", owner, resource.link))
