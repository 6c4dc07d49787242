"""A damaged file is never taken for an empty book: it is refused in one line, left as it is, and a backup is offered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookUnreadable, GuildbookError
from store.model.finance import Cost
from store.model.people import Volunteer
from store.persistence.backups import backups
from store.persistence.json_lines import PIECE
from store.persistence.migrations import FORMAT
from tests.conftest import LONG
from tests.store.persistence.test_storage import UNREADABLE
from tests.support.harness import press, running, text_of, toasts
from tests.support.making import TODAY
from tui import main as cli

NAMES = ("[/x] Ann [Ops]", "Zoë 👩‍🏫", "Bo")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with people, costs, steps to undo and a backup of the last opening."""
    path = tmp_path / "data" / "book.json"
    with Book.open(path, Clock(TODAY), create=True) as book, book.change("Fill") as change:
        for number, name in enumerate(NAMES):
            change.put(Volunteer(id=f"v{number}", name=name, notes="what was said\n" * 9))
        change.put(Cost(id="c", what="Room", amount=Decimal("1.00"), on=date(2026, 1, 1)))
    Book.open(path, Clock(TODAY)).close()
    return path


def damages(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """What copying, disks, editors, sync programs and strangers make of a file."""
    steps = range(len(whole) - 2) if LONG else [len(whole) * part // 16 for part in range(16)]
    for length in (step for step in steps if step > 2):  # before that only a blank is doubled
        yield f"cut at {length}", whole[:length]
        yield f"zeros from {length}", whole[:length] + bytes(len(whole) - length)
        yield f"a page of zeros at {length}", whole[:length] + bytes(64) + whole[length + 64 :]
        yield f"a piece twice at {length}", whole[:length] + whole[length // 2 :]
    yield from UNREADABLE.items()
    yield "two marks before it", b"\xef\xbb\xbf" * 2 + whole
    yield "latin", whole.decode().encode("latin-1", "replace")
    yield "read as latin", whole.replace("Zoë".encode(), "Zoë".encode("latin-1"))
    yield "a list of books", b"[" + whole + b"]"
    yield "quoted", json.dumps(whole.decode()).encode()
    yield "with comments", b"// my book\n" + whole
    yield "html", b"<!doctype html><title>Sign in</title>"
    yield "two heads", b"<<<<<<< ours\n" + whole + b"=======\n" + whole + b">>>>>>> theirs\n"
    for field, value in (("name", "3"), ("name", "null"), ("name", "[]"), ("notes", "{}"), ("met_on", '"soon"'),
                         ("topics", '"one"'), ("topics", "[1]"), ("id", "7"), ("name", "NaN"), ("name", "1e999")):  # fmt: skip
        yield (
            f"{field} as {value}",
            whole.replace(b'"id":"v0"', b'"id":"v0","%s":%s' % (field.encode(), value.encode())),
        )
    yield "a field twice", whole.replace(b'"id":"v0"', b'"id":"v0","id":"v0"')
    yield "NaN money", whole.replace(b'"1.00"', b'"NaN"')
    yield "newer", whole.replace(b'"format":3', b'"format":%d' % (FORMAT + 1))
    yield "far newer", whole.replace(b'"format":3', b'"format":99999999999999999999')


def test_whatever_became_of_the_file_it_is_refused_in_a_line_left_alone_and_a_backup_offered(path: Path) -> None:
    whole, tried = path.read_bytes(), 0
    for name, data in damages(whole):
        assert data != whole, name
        path.write_bytes(data)
        with pytest.raises(BookUnreadable) as refused, Book.open(path, Clock(TODAY), create=True):
            pass
        line = str(refused.value)
        assert "\n" not in line, name
        assert len(line) < 700, name
        assert ("restore" in line) == ("newer" not in line), (
            name,
            line,
        )  # going back a version would lose what is new
        assert path.read_bytes() == data, name
        tried += 1
    assert tried > 100
    assert cli.main(["--book", str(path), "restore", "--yes"]) == 0
    with Book.open(path, write=False) as book:
        assert sorted(who.name for who in book.volunteers.values()) == sorted(NAMES)


def test_a_changed_byte_never_empties_a_book(path: Path) -> None:
    """Not every change can be noticed, but none loses more than it touched."""
    whole, chance = path.read_bytes(), Random(1)
    refused = 0
    for _ in range(20_000 if LONG else 300):
        place = chance.randrange(len(whole))
        data = whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :]
        path.write_bytes(data)
        try:
            with Book.open(path, write=False) as book:
                assert len(book.volunteers) + len(book.costs) >= len(NAMES)
        except BookUnreadable:
            refused += 1
        assert path.read_bytes() == data
    assert refused > 50


COMMANDS = (["week"], ["people"], ["check"], ["backup"], ["export", "people", "--csv", "out.csv"], [])


PIECES = (
    b"\n",
    b"}",
    b"{",
    b"\n}",
    b"\n},\n",
    b'"',
    b",",
    b"{\n",
    b"NaN",
    b"\r",
    b'"id":"x",',
    b'"volunteers":{\n',
)
"""What a file is made of, put where it does not belong."""


def strangely(whole: bytes, chance: Random) -> bytes:
    """A file as someone's hand or a merge by lines might leave it, still looking much like one of ours."""
    place, lines = chance.randrange(len(whole)), whole.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            return whole[:place] + chance.choice(PIECES) + whole[place:]
        case 1:
            return whole[:place] + whole[place + chance.randint(1, 40) :]
        case 2:
            del lines[one]
        case 3:
            lines.insert(other, lines[one])
        case _:
            lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


@pytest.mark.parametrize("piece", [PIECE, 300])
def test_read_table_by_table_a_file_is_what_it_is_when_it_is_looked_at_closely(
    path: Path, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.persistence.json_lines.PIECE", piece)
    whole, chance, read = path.read_bytes(), Random(11), 0

    def found() -> object:
        try:
            with Book.open(path, write=False) as book:
                return {name: dict(table) for name, table in book.tables.items()}
        except BookUnreadable as error:
            return str(error)

    for _ in range(3_000 if LONG else 300):
        path.write_bytes(strangely(whole, chance))
        by_table = found()
        with monkeypatch.context() as closely:
            closely.setattr("store.persistence.storage.split_canonical", lambda _: None)
            assert by_table == found()
        read += not isinstance(by_table, str)
    assert 30 < read < 2_700


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("damage", ["no bytes", "cut after a record", "NaN", "a key twice", "utf-16, cut short"])
def test_the_command_line_and_the_app_say_one_line_and_end_badly(
    path: Path, words: list[str], damage: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    path.write_bytes(UNREADABLE[damage])
    before = {file: file.read_bytes() for file in path.parent.rglob("*.json")}
    assert cli.main(["--book", str(path), *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "restore" in said.err
    assert {file: file.read_bytes() for file in path.parent.rglob("*.json")} == before
    assert not (path.parent / "out.csv").exists()


def is_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def is_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def leads_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "unplugged" / "book.json")


def leads_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.skipif(sys.platform == "win32", reason="other kinds of files there")
@pytest.mark.parametrize("become", [is_a_folder, is_a_pipe, leads_nowhere, leads_in_a_circle])
def test_what_is_no_file_is_refused_at_once_and_nothing_is_begun_in_its_place(
    path: Path, become: Callable[[Path], None]
) -> None:
    become(path)
    before = sorted(path.parent.rglob("*"))
    asked = [sys.executable, "-m", "tui", "--book", str(path), "week"]  # apart, as it could wait for ever
    done = subprocess.run(asked, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    with pytest.raises(BookUnreadable):
        Book.open(path, create=True)
    assert [file for file in sorted(path.parent.rglob("*")) if ".lock" not in file.name] == [
        file for file in before if ".lock" not in file.name
    ]


def test_a_file_that_may_not_be_read_is_not_an_empty_book(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refused(named: Path, *how: int, **more: Any) -> int:
        if named == path:
            raise PermissionError(13, "Permission denied")
        return real(named, *how, **more)

    whole = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        with pytest.raises(BookUnreadable, match="cannot be read: Permission denied") as said:
            Book.open(path, create=True)
    assert "\n" not in str(said.value)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "image",
    [
        '"costs":{"c":{"id":"c","what":"Room","amount":"NaN","on":"2026-01-01"}}',
        '"costs":{"c":{"id":"c","what":"Room","amount":"-Infinity","on":"2026-01-01"}}',
        '"volunteers":{"v":{"id":"v","name":[]}}',
        '"volunteers":{"v":{"id":"v","name":"Ann","age":3}}',
        '"nothing":{"c":null}',
        '"guildbook":{"file":null}',
    ],
)
def test_a_step_that_remembers_what_no_book_holds_is_not_taken_back(tmp_path: Path, image: str) -> None:
    """Else undo would write a file that cannot be opened again."""
    path = tmp_path / "book.json"
    step = '"id":"s","number":1,"label":"a","at":"2026-01-01T00:00:00","before"'
    header = '"guildbook":{"file":{"format":3,"book":"x"}}'
    path.write_text(f'{{{header},"steps":{{"s":{{{step}:{{{image}}}}}}}}}', encoding="utf-8")
    with Book.open(path, Clock(TODAY)) as book, pytest.raises(GuildbookError, match="its records are damaged"):
        book.undo()
    Book.open(path, write=False).close()


async def test_a_book_damaged_while_it_is_open_is_not_overwritten_and_stays_on_screen(path: Path) -> None:
    with Book.open(path, Clock(TODAY)) as book:
        async with running(book) as pilot:
            for data in (b"", path.read_bytes()[:200], b"\0" * 900):
                path.write_bytes(data)
                await press(pilot, "2", "a", "=Eve Holt", "ctrl+s")
                assert "The book’s file is missing or can no longer be read" in text_of(pilot)
                await press(pilot, "=reload", "enter")
                assert "is damaged" in toasts(pilot)[-1] or "is empty" in toasts(pilot)[-1]
                assert "Eve Holt" in text_of(pilot)  # what was typed is kept in its form
                await press(pilot, "escape", "escape")
                assert path.read_bytes() == data
                assert {who.name for who in book.volunteers.values()} == {*NAMES}
    assert backups(path)
