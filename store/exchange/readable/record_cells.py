"""Records as people read them: each field under its label, names in the place of ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from store.book.book import Book
from store.book.merge.conflicts import own_name
from store.core.fields import Field, fields
from store.core.labels import label_of, noun_of
from store.core.money import Style, to_cent
from store.core.parsing import format_value
from store.core.record import ORGANISER, Record
from store.launch.assessments import element
from store.model.agreement import TITLES
from store.people.directory import full_name_of, name_of

_ALSO = {
    "gatherings": ("ritual", "due_on", "state"),
    "articles": ("topic",),
    "talks": ("topic", "gathering"),
    "ideas": ("talk",),
    "wishes": ("gathering",),
    "agreements": ("theme",),
    "scores": ("facet",),
    "words": ("about",),
    "tasks": ("checklist",),
    "updates": ("state", "sent_on"),
    "stakeholders": ("since",),
    "costs": ("due_on",),
    "communities": ("review_on",),
}
"""Fields that the program fills in itself, and that say something to people."""
_DAYS = ("on", "since", "asked_on", "raised_on", "quoted_on")


def shown_fields(book: Book, table: str) -> list[Field]:
    """The fields of a table's records that say something to people."""
    also = _ALSO.get(table, ())
    kind: type[Record] = book.tables[table].kind
    return [field for field in fields(kind) if not field.hidden or field.name in also]


def day_of(record: Record) -> date:
    """The day a record is about; the first of all days where it has none."""
    return next((day for name in _DAYS if (day := getattr(record, name, None))), date.min)


def in_order(book: Book, table: str) -> list[Record]:
    """Every record of a table, by its day where it has one."""
    return sorted(book.tables[table].values(), key=lambda record: (day_of(record), record.id))


def cell(book: Book, record: Record, field: Field, style: Style | None = None, today: date | None = None) -> str:
    """The value of one field, as people read it.

    Args:
        book: the book.
        record: the record.
        field: one of its fields.
        style: how amounts are written; as Python writes them unless given.
        today: days are told in words with it, by ISO 8601 otherwise.
    """
    value = getattr(record, field.name)
    if field.ref:
        ids = value if isinstance(value, tuple) else (value,)
        named = getattr(record, field.or_named) if field.or_named else ()
        return ", ".join([*(named_as(book, field, key) for key in ids if key), *named])
    if isinstance(value, Decimal) and value.is_finite():
        return plain_figure(value, style, cents=field.kind == "money")
    if field.name in ("theme", "facet", "about") and field.hidden:
        return _element_name(field.name, value)
    if field.name == "topic" and field.hidden:
        return str(TITLES.get(value, value))
    return format_value(field, value, today)


def plain_figure(value: Decimal, style: Style | None, *, cents: bool) -> str:
    """A number without thousands set apart, so that every spreadsheet takes it for one: ``1240.50``, ``1240,50``."""
    plain = f"{to_cent(value):.2f}"
    plain = plain if cents else plain.removesuffix(".00")
    return plain.replace(".", ",") if style in ("point_comma", "space_comma") else plain


def _element_name(kind: str, value: str) -> str:
    key = {"theme": f"canvas:{value}", "facet": f"facet:{value}"}.get(kind, value)
    found = element(key)
    return found.title if found else value


def named_as(book: Book, field: Field, key: str) -> str:
    """The name behind an id of any table."""
    if key == ORGANISER:
        return full_name_of(book, key)
    for table in field.ref.split("|"):
        if found := book.tables[table].get(key) if table in book.tables else None:
            return name_of_record(book, found)
    if {"volunteers", "stakeholders"} & {*field.ref.split("|")}:
        return name_of(book, key)
    return key


def name_of_record(book: Book, record: Record) -> str:
    """What a record is called in a line; whose it is, where it has no name of its own."""
    kind = getattr(record, "kind", "")
    if name := own_name(record):
        return name
    who = getattr(record, "volunteer", "") or getattr(record, "who", "")
    told = [label_of(kind) if isinstance(kind, str) else "", name_of(book, who) if who else ""]
    return ", ".join(filter(None, told)) or noun_of(type(record))


def rows(book: Book, table: str, records: list[Record], style: Style | None = None) -> Iterator[list[str]]:
    """A header, and a line of cells for each record."""
    shown = shown_fields(book, table)
    yield [field.label for field in shown]
    for record in records:
        yield [cell(book, record, field, style) for field in shown]
