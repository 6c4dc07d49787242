"""What is kept about a person, as a page to hand to them: every record that names them, readable, private notes included.

Other people are counted, not named, unless the words that mention this person mention them too. Of a record that is not theirs, such as a gathering they
attended, only the lines that mention them are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from store.book.book import Book
from store.book.redaction import Redactor
from store.book.references import named_by
from store.core.dates import format_day
from store.core.fields import Field
from store.core.record import Record
from store.core.text import clean, one_line
from store.exchange.blocks import BULLET
from store.exchange.csv_tables import TABLES, table_of
from store.exchange.readable.record_cells import cell, day_of, name_of_record, shown_fields
from store.exchange.update_formats import Document
from store.integrity.erasure import records_of, steps_about, told_elsewhere
from store.model.people import Volunteer
from store.model.stakeholders import Stakeholder
from store.texts.documents import kept_data as texts

_HEADINGS = {table_of(what): what.replace("-", " ").capitalize() for what in TABLES} | texts.HEADINGS
_PEOPLE = frozenset({"volunteers", "stakeholders"})


def kept_about(book: Book, volunteer: Volunteer, today: date) -> Document:
    """Everything that the book holds about a volunteer, by kind of record."""
    redactor, theirs = Redactor([volunteer], book), records_of(book, volunteer)
    elsewhere = told_elsewhere(book, redactor, {"volunteers": {volunteer.id}, **theirs})
    community = book.community
    parts = [
        ("About this page", "\n".join(texts.opening(community.name, community.organiser, today))),
        (texts.PERSON, _bullets(_facts(book, volunteer, volunteer, today))),
    ]
    for table in book.tables:
        lines = [
            _told(book, record, volunteer, redactor, today) for record in _sorted(theirs.get(table, {}).values())
        ]
        lines += [line for r in _sorted(elsewhere.get(table, ())) for line in _mentions(book, r, redactor)]
        if lines:
            parts.append((_HEADINGS.get(table, table.capitalize()), _bullets(lines)))
    if steps := sum(1 for _ in steps_about(book, volunteer, redactor)):
        parts.append((texts.UNDO, texts.undone(steps)))
    return Document(texts.title(one_line(volunteer.name)), tuple(parts))


def _sorted(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (day_of(record), record.id))


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"{BULLET}{line}" for line in lines)


def _facts(book: Book, record: Record, volunteer: Volunteer, today: date) -> list[str]:
    """The fields of a record that have a value, each with its label; not that it is about this person."""
    shown = [
        field
        for field in shown_fields(book, book.table_of(type(record)).name)
        if not (field.needed and field.ref and getattr(record, field.name) in (volunteer.id, (volunteer.id,)))
    ]
    told = ((field.label, _value(book, record, field, volunteer, today)) for field in shown)
    return [f"{label}: {value}" for label, value in told if value]


def _value(book: Book, record: Record, field: Field, volunteer: Volunteer, today: date) -> str:
    """The value of a field; of people only this one by name."""
    if not (_PEOPLE & {*field.ref.split("|")}):
        return one_line(cell(book, record, field, book.community.amounts, today))
    value = getattr(record, field.name)
    ids = [key for key in (value if isinstance(value, tuple) else (value,)) if key]
    named = len(getattr(record, field.or_named)) if field.or_named else 0
    others = sum(key != volunteer.id for key in ids) + named
    return ", ".join([volunteer.name] * (volunteer.id in ids) + [texts.others(others)] * bool(others))


def _told(book: Book, record: Record, volunteer: Volunteer, redactor: Redactor, today: date) -> str:
    """A record that names them; whole where it is theirs, else what they are in it and what mentions them."""
    if _is_theirs(record, volunteer):
        return "; ".join(_facts(book, record, volunteer, today)) or name_of_record(book, record)
    roles = [field.label for field, key in named_by(record) if key == volunteer.id]
    day = day_of(record)
    told = [name_of_record(book, record), format_day(day, today) if day != date.min else "", *roles]
    return "; ".join([", ".join(filter(None, told)), *_said(book, record, redactor)])


def _is_theirs(record: Record, volunteer: Volunteer) -> bool:
    """Whether a record is about them: it cannot be without them, or belongs to one that cannot."""
    needed = [(field, key) for field, key in named_by(record) if field.needed]
    return any(key == volunteer.id for _, key in needed) or any(field.ref == "checklists" for field, _ in needed)


def _mentions(book: Book, record: Record, redactor: Redactor) -> list[str]:
    someone_else = isinstance(record, Volunteer | Stakeholder)
    name = texts.OTHER_PERSON if someone_else else one_line(name_of_record(book, record))
    return [texts.mention(name, line) for line in _said(book, record, redactor)] or [name]


def _said(book: Book, record: Record, redactor: Redactor) -> list[str]:
    """The lines of a record's texts that mention them, each behind the label of its field."""
    told = []
    for field in shown_fields(book, book.table_of(type(record)).name):
        if not field.ref:
            lines = _lines_of(getattr(record, field.name))
            told += [f"{field.label}: {one_line(line)}" for line in lines if redactor.in_text(line)]
    return told


def _lines_of(value: object) -> Iterator[str]:
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str):
            yield from clean(text).split("\n")
