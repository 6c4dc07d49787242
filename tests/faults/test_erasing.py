"""Whoever is erased is gone from every file of ours, no file of others is touched; and before that, their export was complete."""

from __future__ import annotations

import ast
import errno
import html
import json
import os
import quopri
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import screens
from screens.common import clipboard
from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.fields import fields
from store.core.record import Record
from store.core.validation import problems
from store.exchange.update_formats import Document, in_form
from store.integrity.check import findings
from store.integrity.erasure import erase, everything
from store.integrity.own_files import COPIED
from store.model.community import Community
from store.model.people import Reminder, Template, Volunteer
from store.model.planner import Snooze
from store.model.stakeholders import Stakeholder
from store.persistence import atomic_files
from store.persistence.atomic_files import put_beside, sweep
from store.persistence.backups import make_backup
from store.persistence.book_paths import backup_folder, copies_folder, templates_folder
from store.persistence.unsaved_drafts import Keeper
from store.texts import wall
from tests.conftest import LONG
from tests.screens.test_hostile import hostile_records
from tests.support.app_internals import keep_copy
from tests.support.making import TODAY, ago

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


@cache
def everywhere(name: str) -> tuple[Record, ...]:
    """A book in which every text of every kind of record tells of someone; v0 is that person, as v1 is too."""
    found: list[Record] = []
    text = f"{name} (or ‘{name.upper()}’, {MAIL}, {PHONE}) said so"
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
        found.append(told)
    return tuple(found)


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
    """The files that still tell of someone, by their bytes or their own name."""
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
    """Someone in every table, in the undo log, in backups old and new, and in every other file beside the book."""
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
        folder, day = copies_folder(path), "update-2026-11-01"
        for form in ("text", "markdown", "html"):
            keep_copy(in_form(letter, form, "").decode(), folder, f"{day}-{form}")
        put_beside(folder / f"{day}-composed.txt", unicodedata.normalize("NFD", somebody).encode())
        put_beside(folder / f"{day}-mail.txt", quopri.encodestring(f"Dear {somebody},".encode()))
        put_beside(folder / f"{day}-escaped.txt", json.dumps([somebody, MAIL]).encode())
        put_beside(folder / f"{day}-wide.txt", f"Dear {somebody}".encode("utf-16"))
        put_beside(folder / f"{day}-{clipboard.file_name(somebody)}.txt", b"nothing within")
        for left in (".00001-2026-09-01T000000.json.old", ".00001-2026-09-01T000000.json.0123456789ab.tmp"):
            (backup_folder(path) / left).write_bytes(path.read_bytes())
        path.with_name(".book kept 2026-11-01 101010.json.old").write_bytes(path.read_bytes())
        Keeper(path, ("s0",), "whole").keep(f"{somebody} did well", datetime(2026, 11, 1))
        put_beside(templates_folder(path) / "quick-overview.txt", f"Hello {somebody}\n".encode())
        yield book


def test_no_byte_is_left_of_somebody_in_every_text_of_every_table(book: Book, somebody: str) -> None:
    plain = {"steps", "weights", "erased"}
    assert {name for name, table in book.tables.items() if not len(table)} <= plain
    assert len(left_in(book.path.parent, somebody)) >= 12
    told = erase(book, book.volunteers["v0"])
    assert not (found := left_in(book.path.parent, somebody)), found
    assert not told.left
    assert "v1" in book.volunteers
    with Book.open(book.path, Clock(TODAY), write=False) as again:
        assert not [line for line in findings(again) if "v0" in line]
        assert {n: dict(t.items()) for n, t in again.tables.items()} == {
            n: dict(t.items()) for n, t in book.tables.items()
        }


PLACES = ("", "book.json.backups", "book.json.copies", "book.json.drafts", "book.json.templates",
          "book.json.backups/older", "book.json.backups old", "my book.json.copies", "book.json.attic/deep")  # fmt: skip
"""Folders in which others may have put files of theirs: ours, and those that only sound like ours."""
NAMES = ("book README.txt", "book kept notes.txt", "book letter.txt", "book-2026-11-01T090000.json", "book.md")
"""Files that are none of ours, in whichever of those folders."""


def foreign(folder: Path, place: str) -> Iterator[Path]:
    for name in NAMES:
        path = folder / place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path


@pytest.mark.parametrize("place", PLACES)
def test_files_of_others_are_named_and_stay_as_they_are(book: Book, somebody: str, place: str) -> None:
    telling = [*foreign(book.path.parent, place)]
    for path in telling:
        path.write_text(f"Dear {somebody}", "utf-8")
    silent = telling[0].with_name("book silent.txt")
    silent.write_text("No one in it", "utf-8")
    packed = telling[0].with_name("book packed.docx")
    packed.write_bytes(b"PK\3\4\0\0" + bytes(range(256)))
    before = {path: path.read_bytes() for path in (*telling, silent, packed)}
    told = erase(book, book.volunteers["v0"])
    assert {path: path.read_bytes() for path in before} == before
    assert {*told.left} == {*telling}
    assert told.unknown == (packed,)
    for path in (*telling, packed):
        assert any(str(path) in line for line in told.lines)
    assert not {*told.deleted} & {*before}


def test_links_and_pipes_are_not_ours_whatever_they_are_called(book: Book, somebody: str) -> None:
    outside = book.path.parent.parent / "letter.txt"
    outside.write_text(somebody, "utf-8")
    named = "2026-09-09T090000.json"
    (backup_folder(book.path) / named).symlink_to(outside)
    os.mkfifo(copies_folder(book.path) / "update-2026-11-01-pipe.txt")
    told = erase(book, book.volunteers["v0"])
    assert outside.read_text("utf-8") == somebody
    assert [path.name for path in told.left] == [named]


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_refused_time_of_a_file_does_not_stop_the_erasing(
    book: Book, somebody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "utime", refused)
    told = erase(book, book.volunteers["v0"])
    assert told.backups
    assert not left_in(book.path.parent, somebody)


@pytest.mark.parametrize("ours", ["book.json.backups/*T*.json", "book.json.copies/*.txt", "book.json.drafts/*"])
def test_a_file_of_ours_that_cannot_be_read_stops_the_erasing_before_anything_is_changed(
    book: Book, ours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = book.path.parent
    bad = sorted(folder.glob(ours))[-1]
    with monkeypatch.context() as patch:
        whole = atomic_files.open_file
        patch.setattr(atomic_files, "open_file", lambda path: refused() if path == bad else whole(path))
        sweep(book.path)
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        with pytest.raises(GuildbookError, match=re.escape(str(bad))) as error:
            erase(book, book.volunteers["v0"])
        assert "\n" not in str(error.value)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert "v0" in book.volunteers
    erase(book, book.volunteers["v0"])
    assert "v0" not in book.volunteers


def test_a_backup_of_a_newer_program_stops_the_erasing(book: Book) -> None:
    newer = backup_folder(book.path) / "00099-2026-11-02T090000.json"
    newer.write_bytes(book.path.read_bytes().replace(b'"format":3', b'"format":99'))
    before = book.path.read_bytes()
    with pytest.raises(GuildbookError, match="newer Guildbook"):
        erase(book, book.volunteers["v0"])
    assert book.path.read_bytes() == before


def test_a_damaged_backup_is_deleted_if_it_tells_of_them_and_named_if_not(book: Book, somebody: str) -> None:
    folder = backup_folder(book.path)
    telling, silent = folder / "2026-08-01T090000.json", folder / "2026-08-02T090000-unreadable.json"
    telling.write_text(f'{{"volunteers":{{"v0":{{"name":"{somebody}"', "utf-8")
    silent.write_text('{"volunteers":{"v', "utf-8")
    told = erase(book, book.volunteers["v0"])
    assert telling in told.deleted
    assert silent.exists()
    assert told.unknown == (silent,)


def test_a_latest_backup_that_cannot_be_deleted_is_named(
    book: Book, somebody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.unlink
    monkeypatch.setattr(
        Path,
        "unlink",
        lambda path, missing_ok=False: refused() if path.name == "latest.json" else whole(path, missing_ok),
    )
    told = erase(book, book.volunteers["v0"])
    assert "v0" not in book.volunteers
    assert {path.name for path in told.left} == {Path(path).name for path in left_in(book.path.parent, somebody)}
    assert told.left


def test_every_text_that_is_copied_has_a_name_of_ours() -> None:
    """Else a copied text would be listed as if someone else had made it, and stay."""
    named: set[str] = set()
    for path in Path(screens.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "copy_text":
                first = next(
                    (part.value for part in ast.walk(call.args[2]) if isinstance(part, ast.Constant)), None
                )
                named.add(clipboard.file_name(first if isinstance(first, str) else wall.title(TODAY)))
    assert len(named) >= len(COPIED)
    for name in named:
        assert any(name == kind or name.startswith(f"{kind}-") for kind in COPIED), name


def test_a_template_of_ones_own_is_cleaned_and_stays(book: Book, somebody: str) -> None:
    template = templates_folder(book.path) / "quick-overview.txt"
    erase(book, book.volunteers["v0"])
    assert template.read_text("utf-8") == "Hello someone\n"


def test_the_export_holds_every_record_that_tells_of_them(book: Book, somebody: str) -> None:
    told = everything(book, book.volunteers["v0"])
    exported = {row["id"] for row in ids_in(told)}
    missing = []
    for name, table in book.tables.items():
        for record in table.values():
            line = unicodedata.normalize("NFC", msgspec.json.encode(record).decode()).casefold()
            if '"v0"' in line or ":v0:" in line or somebody.casefold() in line:
                missing += [(name, record.id)] * (
                    record.id not in exported and name not in told["mentions elsewhere"]
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
