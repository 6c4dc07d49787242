"""Whoever is erased is gone to the last byte, wherever their name stood; and before that, their export was complete."""

from __future__ import annotations

import html
import json
import quopri
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from screens import clipboard
from store.backups import make_backup
from store.book import Book
from store.check import findings
from store.checklists import Template
from store.dates import Clock
from store.drafts import Keeper
from store.exchange.layouts import templates_folder
from store.exchange.letters import Document, in_form
from store.files import put_beside
from store.forgetting import everything, forget
from store.launch import Community
from store.people import Volunteer
from store.records import Record, fields, problems
from store.reminders import Reminder
from store.stakeholders import Stakeholder
from store.week import Snooze
from tests.conftest import LONG
from tests.screens.test_hostile import hostile_records
from tests.store.making import TODAY, ago

PEOPLE = [
    "Zoë O'Quarrel",
    *(["[/x] Zoë_Quarrel [Ops]", "李娜", "Zoë Quarrel & Sons", "Zoë-Anne Quarrel"] if LONG else []),
]
MAIL, PHONE = "z.quarrel+x@example.com", "555-0199"


def naming(record: Record, text: str) -> Record:
    """The record with this text in each of its fields that takes any, hidden ones too."""
    told = record
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if field.name == "id" or field.ref:
            continue
        for filled in (text, (text,), dict.fromkeys(value, text) if isinstance(value, dict) else text):
            with_it = replace(told, **{field.name: filled})
            if not problems(with_it):
                told = with_it
                break
    return told


def everywhere(name: str) -> Iterator[Record]:
    """A book in which every text of every kind of record tells of somebody; v0 is that person, as v1 is too."""
    text = f"{name} (or «{name.upper()}», {MAIL}, {PHONE}) said so"
    for record in [
        *hostile_records(),
        Reminder(what="x", on=TODAY, who="v1"),
        Template(id="onboarding", items="x"),
        Snooze(act="thank:v0:g", until=TODAY),
    ]:
        told = record if isinstance(record, Snooze) else naming(record, text)
        if isinstance(told, Volunteer | Stakeholder):  # people of their own, who only know the one
            told = replace(told, name=f"Zoë Other {told.id}", email=f"{told.id}@example.com")
        if isinstance(told, Community):
            told = replace(told, organiser="Ida Berg")
        if isinstance(told, Volunteer):
            own = {"name": name, "email": MAIL, "phone": PHONE} if told.id == "v0" else {"phone": "1"}
            told = replace(told, **own)
        yield told


def readings(data: bytes) -> Iterator[str]:
    """What a file may be read as: its letters composed or not, its marks taken for HTML, Markdown, JSON or a mail."""
    text = data.decode("utf-8", "replace")
    for read in (
        text,
        html.unescape(text),
        text.replace("\\", ""),
        re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text),
        quopri.decodestring(data).decode("utf-8", "replace"),
        data.decode("utf-16-le", "replace"),
    ):
        yield unicodedata.normalize("NFC", read).casefold()


def left_in(folder: Path, name: str) -> dict[str, set[str]]:
    """The files that still tell of somebody, by their bytes or their own name."""
    surname = next(
        word for word in reversed(re.split(r"[^\w']+", name)) if (word in name and "uarrel" in word) or word == name
    )
    needles = {
        unicodedata.normalize("NFC", word).casefold() for word in (name, surname, "quarrel", MAIL, PHONE) if word
    }
    if "uarrel" not in name:
        needles -= {"quarrel"}
    found: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        data = path.name.encode() + (b"\n" + path.read_bytes() if path.is_file() else b"")
        if hit := {needle for needle in needles for reading in readings(data) if needle in reading}:
            found[str(path.relative_to(folder))] = hit
    return found


@pytest.fixture(params=PEOPLE)
def somebody(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def book(tmp_path: Path, somebody: str) -> Iterator[Book]:
    """Somebody in every table, in the undo log, in backups old and new, and in every other file beside the book."""
    path = tmp_path / "data" / "book.json"
    with Book.open(path, Clock(ago(30)), create=True) as first, first.change(f"Add {somebody}") as change:
        for record in everywhere(somebody):
            change.put(record)
    spelt = path.read_bytes().decode().replace("ë", "e\u0308")  # as another program may write it
    path.write_bytes(spelt.encode())
    with Book.open(path, Clock(TODAY)) as book:
        with book.change(f"Note a word with {somebody}") as change:
            change.put(replace(next(iter(book.contacts.values())), note=f"{somebody} again"))
        for day in range(3):
            make_backup(path, datetime(2026, 9, 1 + day))
        letter = Document(f"About {somebody}", (("Who", f"- {somebody}\n- {MAIL}"),))
        for form in ("text", "markdown", "html"):
            clipboard._keep(in_form(letter, form, "").decode(), clipboard.copies_folder(path), f"{form}.txt")
        folder = clipboard.copies_folder(path)
        put_beside(folder / "composed.txt", unicodedata.normalize("NFD", somebody).encode())
        put_beside(folder / "mail.eml", quopri.encodestring(f"Dear {somebody},".encode()))
        put_beside(folder / "escaped.json", json.dumps([somebody, MAIL]).encode())
        put_beside(folder / f"{clipboard.file_name(somebody)}.txt", b"nothing within")
        put_beside(folder / f"{unicodedata.normalize('NFD', somebody.replace('/', ''))}.txt", b"nothing within")
        Keeper(path, ("s0",), "whole").keep(f"{somebody} did well", datetime(2026, 11, 1))
        put_beside(templates_folder(path) / "quick-overview.txt", f"Hello {somebody}\n".encode())
        yield book


def test_no_byte_is_left_of_somebody_in_every_text_of_every_table(book: Book, somebody: str) -> None:
    plain = {"steps", "weights"}
    assert {name for name, table in book.tables.items() if not len(table)} <= plain
    assert len(left_in(book.path.parent, somebody)) >= 12
    told = forget(book, book.volunteers["v0"])
    assert not (found := left_in(book.path.parent, somebody)), found
    assert not told.left
    assert "v1" in book.volunteers
    with Book.open(book.path, Clock(TODAY), write=False) as again:
        assert not [line for line in findings(again) if "v0" in line]
        assert {n: dict(t.items()) for n, t in again.tables.items()} == {
            n: dict(t.items()) for n, t in book.tables.items()
        }


def test_the_export_holds_every_record_that_tells_of_them(book: Book, somebody: str) -> None:
    told = everything(book, book.volunteers["v0"])
    exported = {row["id"] for row in ids_in(told)}
    missing = []
    for name, table in book.tables.items():
        for record in table.values():
            line = unicodedata.normalize("NFC", msgspec.json.encode(record).decode()).casefold()
            if '"v0"' in line or ":v0:" in line or somebody.casefold() in line:
                missing += [(name, record.id)] * (
                    record.id not in exported and name not in told["told of them elsewhere"]
                )
    assert not missing, missing


def ids_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every record within plain values."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value
        for part in value.values():
            yield from ids_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from ids_in(part)
