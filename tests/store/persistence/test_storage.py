"""The file: its form, what it refuses, and what happens when the system or another program gets in the way."""

from __future__ import annotations

import errno
import json
import os
import stat
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.book.opening import refuse_what_is_no_file
from store.core.errors import BookChanged, BookMissing, BookReadOnly, BookUnreadable, Invalid, SaveFailed
from store.model.finance import Cost
from store.model.people import Contact, Volunteer
from store.persistence import atomic_files as files
from store.persistence import json_lines as lines
from store.persistence.atomic_files import write_new
from store.persistence.backups import make_backup
from store.persistence.book_paths import backup_folder, latest_backup
from store.persistence.json_lines import PIECE, as_lines, encode_record, pieces, strict_json
from store.persistence.migrations import FORMAT
from store.persistence.storage import SafeStorage

HOSTILE = '[/x] Ann [Ops] ‘"quoted"’ 🧑‍🏫 \\ {}'


def fill(book: Book, people: int = 3) -> list[Volunteer]:
    with book.change("Fill") as change:
        return [change.put(Volunteer(name=f"{HOSTILE} {n}", met_on=date(2026, 11, 1))) for n in range(people)]


def held(book: Book) -> dict[str, dict[str, Any]]:
    """All that a book holds, to compare with."""
    return {name: dict(table) for name, table in book.tables.items() if table}


def on_disk(path: Path) -> dict[str, dict[str, Any]]:
    with Book.open(path, write=False) as book:
        return held(book)


def litter(path: Path) -> list[str]:
    """Temporary files beside a book and among its backups."""
    return [found.name for folder in (path.parent, backup_folder(path)) for found in folder.glob(".*.tmp")]


# -- the form --------------------------------------------------------------------------------------


def test_file_is_valid_json_with_one_record_a_line(book: Book) -> None:
    people = fill(book)
    text = book.path.read_text(encoding="utf-8")
    tables = json.loads(text)
    assert tables["volunteers"][people[0].id] == {
        "id": people[0].id,
        "name": people[0].name,
        "met_on": "2026-11-01",
    }
    assert tables["guildbook"]["file"]["format"] == FORMAT
    for table in tables.values():
        for key, record in table.items():
            line = f"{json.dumps(key)}:{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}"
            assert {line, line + ","} & set(text.splitlines())
    assert text.endswith("}\n")


def test_records_of_a_table_are_sorted_by_id(book: Book) -> None:
    fill(book, 20)
    keys = list(json.loads(book.path.read_bytes())["volunteers"])
    assert keys == sorted(keys)
    assert len(keys) == 20


def test_only_changed_records_are_encoded_again(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    people = fill(book, 50)
    encoded = []
    monkeypatch.setattr(lines, "encode_record", lambda row: encoded.append(row) or encode_record(row))
    with book.change("Note a contact") as change:
        change.put(Contact(who=people[7].id, on=date(2026, 11, 23)))
    assert sorted("who" in row for row in encoded) == [False, True]  # the step to undo, and the contact


def test_a_save_changes_only_the_lines_of_what_changed(book: Book) -> None:
    people = fill(book, 10)
    before = book.path.read_text(encoding="utf-8").splitlines()
    with book.change("Rename") as change:
        change.put(Volunteer(id=people[4].id, name="Ida Holm"))
    after = book.path.read_text(encoding="utf-8").splitlines()
    assert len(set(after) - set(before)) <= 3  # the record, the new step, and the comma of the step before it


def test_opening_and_closing_leaves_the_bytes_alone(book: Book) -> None:
    fill(book)
    book.close()
    before = book.path.read_bytes()
    Book.open(book.path).close()
    assert book.path.read_bytes() == before


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_not_finite_are_not_written(tmp_path: Path, value: float) -> None:
    file = SafeStorage(tmp_path / "book.json")
    file.write({"guildbook": {"file": {"format": 3}}})
    before = file.path.read_bytes()
    with pytest.raises(ValueError, match="not JSON compliant"):
        file.write({"guildbook": {"file": {"format": value}}})
    assert file.path.read_bytes() == before


@pytest.mark.parametrize(
    "record",
    [
        Cost(what="Room", amount=Decimal("NaN"), on=date(2026, 1, 1)),
        Cost(what="Room", amount=Decimal("Infinity"), on=date(2026, 1, 1)),
        Volunteer(name="half an emoji \ud83e"),
    ],
)
def test_what_the_file_cannot_give_back_is_refused_before_it_is_written(
    book: Book, record: Volunteer | Cost
) -> None:
    before = book.path.read_bytes()
    with pytest.raises(Invalid), book.change("Add") as change:
        change.put(record)
    assert book.path.read_bytes() == before


def test_what_is_handed_out_is_not_what_is_kept(tmp_path: Path) -> None:
    file = SafeStorage(tmp_path / "book.json")
    file.write({"guildbook": {"file": {"format": 3, "list": [1]}}})
    tables = file.read()
    tables["guildbook"]["file"]["list"].append(2)
    tables["more"] = {}
    with pytest.raises(TypeError):
        tables["guildbook"]["another"] = {}
    assert file.read().keys() == {"guildbook"}
    assert file.read()["guildbook"]["file"]["list"] == [1]


# -- what is not a book ----------------------------------------------------------------------------

GOOD = b'{"guildbook":{"file":{"format":3}},"volunteers":{"v":{"id":"v","name":"Ann"}}}'


def test_the_good_one_is_good(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(GOOD)
    with Book.open(path) as book:
        assert book.volunteers["v"].name == "Ann"


def with_volunteer(line: bytes) -> bytes:
    return b'{"guildbook":{"file":{"format":3}},"volunteers":{"v":%s}}' % line


def with_cost(line: bytes) -> bytes:
    return b'{\n"guildbook":{\n"file":{"format":3}\n},\n"costs":{\n"c":%s\n}\n}\n' % line


def with_roles(lines: bytes) -> bytes:
    return b'{\n"guildbook":{\n"file":{"format":3}\n},\n"roles":{\n%s\n}\n' % lines


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_book_that_notepad_or_powershell_saved_opens_and_is_saved_as_utf8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "book.json"
    written = GOOD.decode().replace("Ann", "Zoë").replace("},", "},\r\n").encode(encoding)
    path.write_bytes(written)
    with Book.open(path) as book:
        assert book.volunteers["v"].name == "Zoë"
        assert path.read_bytes() == written
        fill(book)
    assert json.loads(path.read_bytes().decode())["volunteers"]["v"]["name"] == "Zoë"


UNREADABLE = {
    "no bytes": b"",
    "blank": b" \n\t\n",
    "zeros": b"\0" * 400,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>",
    "zip": b"PK\x03\x04\x14\x00\x06\x00",
    "utf-16, cut short": GOOD.decode().encode("utf-16")[:-3],
    "a list": b"[]",
    "a number": b"3",
    "a word": b'"book"',
    "null": b"null",
    "no tables": b"{}",
    "another program's": b'{"name":"left-pad","version":"1.0.0"}',
    "another's tables": b'{"_default":{"1":{"name":"Ann"}}}',
    "tables as lists": b'{"guildbook":[],"volunteers":[]}',
    "header a number": b'{"guildbook":3}',
    "header's record a number": b'{"guildbook":{"file":3}}',
    "header's record a list": b'{"guildbook":{"file":["format"]}}',
    "format missing": b'{"guildbook":{"file":{}}}',
    "format a word": b'{"guildbook":{"file":{"format":"1"}}}',
    "format zero": b'{"guildbook":{"file":{"format":0}}}',
    "format true": b'{"guildbook":{"file":{"format":true}}}',
    "cut after a record": b'{"guildbook":{"file":{"format":3}}',
    "more after the end": GOOD + GOOD,
    "merge marks": b"<<<<<<< HEAD\n" + GOOD,
    "a record that is a list": with_volunteer(b"[]"),
    "a record that is nothing": with_volunteer(b"null"),
    "a name that is a number": with_volunteer(b'{"id":"v","name":3}'),
    "no name": with_volunteer(b'{"id":"v"}'),
    "a field no one knows": with_volunteer(b'{"id":"v","name":"Ann","age":3}'),
    "a day that is none": with_volunteer(b'{"id":"v","name":"Ann","met_on":"2026-02-30"}'),
    "bytes that are not text": with_volunteer(b'{"id":"v","name":"\xff\xfe"}'),
    "half an emoji": with_volunteer(b'{"id":"v","name":"\\ud83e"}'),
    "NaN": with_volunteer(b'{"id":"v","name":NaN}'),
    "Infinity": with_volunteer(b'{"id":"v","name":-Infinity}'),
    "beyond all numbers": with_volunteer(b'{"id":"v","name":1e999}'),
    "money that is NaN": with_cost(b'{"id":"c","what":"Room","amount":"NaN","on":"2026-01-01"}'),
    "money without end": with_cost(b'{"id":"c","what":"Room","amount":"-Infinity","on":"2026-01-01"}'),
    "a table twice": b'{"guildbook":{"file":{"format":3}},"volunteers":{},"volunteers":{}}',
    "a record twice": b'{"guildbook":{"file":{"format":3}},"roles":{"r":{"id":"r","name":"A"},"r":{"id":"r","name":"B"}}}',
    "a key twice": with_volunteer(b'{"id":"v","name":"Ann","name":"Li"}'),
    "a key twice in a line as we write it": with_cost(
        b'{"id":"c","what":"Room","amount":"1.00","amount":"2.00","on":"2026-01-01"}'
    ),
    "a header key twice in a line as we write it": b'{\n"guildbook":{\n"file":{"format":3,"format":3}\n}\n}\n',
    "a header twice in lines as we write them": (
        b'{\n"guildbook":{\n"file":{"format":3},\n"file":{"format":3}\n}\n}\n'
    ),
    "a record twice in lines as we write them": with_roles(
        b'"r":{"id":"r","name":"A"},\n"r":{"id":"r","name":"B"}\n}'
    ),
    "a table twice in lines as we write them": with_roles(
        b'"r":{"id":"r","name":"A"}\n},\n"roles":{\n"s":{"id":"s","name":"B"}\n}'
    ),
    "an end of line in a text": with_roles(b'"r":{"id":"r","name":"A\nB"}\n}'),
    "a comma after the last record": with_roles(b'"r":{"id":"r","name":"A"},\n"s":{"id":"s","name":"B"},\n\n}'),
    "something between tables as we write them": with_roles(b'"r":{"id":"r","name":"A"}\n};\n"rooms":{\n}'),
    "a line cut short in a table as we write it": with_roles(b'"r":{"id":"r","name":"A"\n}'),
    "nested without end": with_volunteer(b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
    "a step no one knows": b'{"guildbook":{"file":{"format":3}},"steps":{"s":{"id":"s"}}}',
    "a step with a number beyond all": (
        b'{"guildbook":{"file":{"format":3}},"steps":{"s":{"id":"s","number":1,"label":"a",'
        b'"at":"2026-01-01T00:00:00","before":{"volunteers":{"v":{"id":1e999}}}}}}'
    ),
}


A_LINE = 30
"""Bytes of about one record, so that a table of two is read in pieces, as one of 200 records is otherwise."""


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
@pytest.mark.parametrize(("write", "piece"), [(True, PIECE), (False, A_LINE)])
def test_what_is_not_a_book_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, data: bytes, write: bool, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.persistence.json_lines.PIECE", piece)
    path = tmp_path / "book.json"
    path.write_bytes(data)
    with pytest.raises(BookUnreadable) as refused:
        Book.open(path, write=write)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert len(str(refused.value)) < 400
    assert path.read_bytes() == data
    path.write_bytes(GOOD)
    with Book.open(path) as book:  # and the lock was given back
        assert book.writable


def test_a_book_cut_short_anywhere_is_refused_and_its_backup_offered(book: Book) -> None:
    fill(book)
    book.close()
    Book.open(book.path).close()  # keeps a backup
    whole = book.path.read_bytes()
    for length in range(0, len(whole) - 2, 50):
        book.path.write_bytes(whole[:length])
        with pytest.raises(BookUnreadable, match=r"newest good backup, made on .* restore$") as refused:
            Book.open(book.path)
        assert "\n" not in str(refused.value)
        assert book.path.read_bytes() == whole[:length]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.json").mkdir()
    with pytest.raises(BookUnreadable, match="is a folder, not a book"):
        Book.open(tmp_path / "book.json")


def test_a_book_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BookMissing, match="There is no book at"):
        Book.open(tmp_path / "none" / "book.json")
    assert not (tmp_path / "none").exists()


def test_a_name_too_long_for_the_system_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BookUnreadable, match="cannot be opened"):
        Book.open(tmp_path / ("x" * 300), create=True)


LETTERS = "éx[y]"  # five letters, six bytes


def test_a_name_that_leaves_no_room_for_the_files_beside_it_is_said_so_at_opening(tmp_path: Path) -> None:
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    fits = f"{LETTERS * (longest // 6 - 7)}.json"
    with Book.open(tmp_path / fits, create=True) as book:
        fill(book)
        fill(book)
        assert make_backup(book.path, book.clock.now())
        path = book.path.rename(book.path.with_name(f"{LETTERS * (longest // 6 - 2)}.json"))
    with Book.open(path) as book:
        assert not book.writable
        assert book.note.startswith("Opened read-only: its name is too long; shorten it to ")
        assert len(book.volunteers)
    other = path.with_stem(f"{path.stem}x")
    with pytest.raises(BookUnreadable, match="its name is too long; shorten it to"):
        Book.open(other, create=True)
    assert not other.exists()


def test_other_line_ends_and_spaces_are_read(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(json.dumps(json.loads(GOOD), indent=4).replace("\n", "\r\n").encode())
    with Book.open(path) as book:
        assert book.volunteers["v"].name == "Ann"
        fill(book)
    assert on_disk(path)["volunteers"]["v"].name == "Ann"


ODD = {
    "an end of line before a brace": b'"r":{"id":"r","name":"Ann"\n}\n}',
    "a record on lines of its own": b'"r":{\n"id":"r","name":"Ann"\n}\n}',
    "records in another order": b'"s":{"id":"s","name":"Li"},\n"r":{"id":"r","name":"Ann"}\n}',
    "fields in another order": b'"r":{"name":"Ann","id":"r"}\n}',
    "a field that need not be there": b'"r":{"id":"r","name":"Ann","purpose":""}\n}',
    "a table with nothing in it": b'"r":{"id":"r","name":"Ann"}\n},\n"volunteers":{\n}',
    "tables in another order": b'"r":{"id":"r","name":"Ann"}\n},\n"needs":{\n}',
    "a table that looks like two": b'"r":{"id":"r","name":"Ann"\n},\n"s":{\n"id":"s","name":"Li"}}',
}
"""Lines nearly as this program writes them."""


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("piece", [PIECE, A_LINE])
def test_a_file_laid_out_almost_as_ours_is_read_all_the_same(
    tmp_path: Path, lines: bytes, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.persistence.json_lines.PIECE", piece)
    path = tmp_path / "book.json"
    path.write_bytes(with_roles(lines))
    wanted = json.loads(path.read_bytes())
    with Book.open(path) as book:
        assert {role.id: role.name for role in book.roles.values()} == {
            key: role["name"] for key, role in wanted["roles"].items()
        }
        fill(book)
    assert json.loads(path.read_bytes())["roles"] == wanted["roles"]
    assert len(on_disk(path)["volunteers"]) == 3


def test_a_book_of_ours_is_not_taken_apart_to_be_read(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book, 20)
    wanted = held(book)
    monkeypatch.setattr("store.persistence.storage.decode_file", lambda *_: pytest.fail("each line was looked at"))
    with Book.open(book.path, write=False) as again:
        assert held(again) == wanted


@pytest.mark.parametrize("piece", [1, 90, 130, 500, PIECE])
def test_a_table_in_pieces_is_the_whole_table(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.persistence.json_lines.PIECE", piece)
    rows = {f"r{number:02}": {"id": f"r{number:02}", "name": "long " * number} for number in range(40)}
    lines = as_lines(rows)
    found = [json.loads(part) for part in pieces(lines.rows)]
    assert [row for part in found for row in part.items()] == [*rows.items()]
    assert len(found) == 1 or piece < PIECE
    assert [*pieces(memoryview(lines.rows))] == [*pieces(lines.rows)]


def test_strict_json_names_the_key_that_is_there_twice() -> None:
    with pytest.raises(ValueError, match="‘b’ occurs twice"):
        strict_json(b'{"a":[{"b":1,"c":2,"b":1}]}')


# -- other programs --------------------------------------------------------------------------------

OUTSIDE: dict[str, tuple[Callable[[Path, bytes], None], bool]] = {}


def outside(changes: bool) -> Callable[[Any], Any]:
    def add(act: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
        OUTSIDE[act.__name__] = act, changes
        return act

    return add


@outside(changes=True)
def edited(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(data.index(b"Ann"))
        file.write(b"Eve")


@outside(changes=True)
def emptied(path: Path, _data: bytes) -> None:
    path.write_bytes(b"")


@outside(changes=True)
def replaced(path: Path, data: bytes) -> None:
    path.with_name("other").write_bytes(data.replace(b"Ann", b"Eve"))
    path.with_name("other").replace(path)


@outside(changes=True)
def deleted(path: Path, _data: bytes) -> None:
    path.unlink()


@outside(changes=False)
def touched(path: Path, _data: bytes) -> None:
    os.utime(path, ns=(1, 1))


@outside(changes=False)
def replaced_by_the_same(path: Path, data: bytes) -> None:
    path.with_name("other").write_bytes(data)
    path.with_name("other").replace(path)


def before_saving(_: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    act()


def while_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    fsync, calls = os.fsync, count()
    monkeypatch.setattr(os, "fsync", lambda handle: fsync(handle) if next(calls) else act())


def while_linking(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    link = os.link

    def link_and_act(*args: Any) -> None:
        link(*args)
        act()

    monkeypatch.setattr(os, "link", link_and_act)


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("moment", [before_saving, while_writing, while_linking])
def test_nothing_another_program_wrote_is_overwritten(
    book: Book, monkeypatch: pytest.MonkeyPatch, name: str, moment: Callable[..., None]
) -> None:
    act, changes = OUTSIDE[name]
    fill(book)
    ours, memory, path = book.path.read_bytes(), held(book), book.path
    theirs: list[bytes | None] = []

    def happen() -> None:
        act(path, ours)
        theirs.append(path.read_bytes() if path.exists() else None)

    with monkeypatch.context() as patch:
        moment(patch, happen)
        if changes:
            with pytest.raises(BookChanged, match="Nothing was overwritten"):
                fill(book)
        else:
            fill(book)
    assert len(theirs) == 1
    assert not litter(path)
    if changes:
        assert held(book) == memory
        assert (path.read_bytes() if path.exists() else None) == theirs[0]
        with pytest.raises(BookChanged):
            fill(book)
        book.storage.save_beside(path.with_name("mine.json"))
        assert path.with_name("mine.json").read_bytes() == ours
    else:
        assert len(book.volunteers) == 6
        assert on_disk(path) == held(book)


@pytest.mark.parametrize("act", [edited, emptied, replaced])
def test_what_another_program_wrote_does_not_push_out_the_latest_backup(
    book: Book, act: Callable[[Path, bytes], None]
) -> None:
    fill(book)
    with book.change("One more") as change:
        change.put(Volunteer(name="Ida"))
    kept = latest_backup(book.path).read_bytes()
    act(book.path, book.path.read_bytes())
    with pytest.raises(BookChanged):
        fill(book)
    assert latest_backup(book.path).read_bytes() == kept


def test_reload_takes_what_the_other_program_wrote(book: Book) -> None:
    fill(book)
    told: list[set[str]] = []
    book.subscribe(told.append)
    edited(book.path, book.path.read_bytes())
    book.reload()
    assert any("Eve" in who.name for who in book.volunteers.values())
    assert told == [set(book.tables)]
    fill(book)
    assert on_disk(book.path) == held(book)


def test_reload_of_a_file_that_is_gone_or_damaged_leaves_the_book_as_it_was(book: Book) -> None:
    fill(book)
    memory, whole = held(book), book.path.read_bytes()
    bad = whole.replace(b'"met_on":"2026-11-01"', b'"met_on":"2026-02-30"')
    for damage in (b"", whole[:90], bad):
        book.path.write_bytes(damage)
        with pytest.raises(BookUnreadable):
            book.reload()
        with pytest.raises(BookChanged):
            fill(book)
        assert held(book) == memory
        assert book.path.read_bytes() == damage
    book.path.unlink()
    with pytest.raises(BookMissing):
        book.reload()
    assert held(book) == memory
    with pytest.raises(BookChanged, match="has removed"):
        fill(book)
    assert not book.path.exists()


def test_save_beside_overwrites_nothing(book: Book) -> None:
    other = book.path.with_name("other.json")
    other.write_bytes(b"mine")
    with pytest.raises(SaveFailed, match="already exists"):
        book.storage.save_beside(other)
    assert other.read_bytes() == b"mine"


# -- when the system refuses -----------------------------------------------------------------------

CALLS = {
    "os.open": (os, "open"),
    "os.write": (os, "write"),
    "os.fsync": (os, "fsync"),
    "os.close": (os, "close"),
    "os.link": (os, "link"),
    "Path.replace": (Path, "replace"),
}


class Refusal:
    """A system call that fails once at its n-th use, or from its n-th use on."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, index: int, *, lasting: bool = False) -> None:
        where, call = CALLS[name]
        real, self.hits, self.uses = getattr(where, call), 0, 0

        def act(*args: Any, **kwargs: Any) -> Any:
            self.uses += 1
            if self.uses - 1 == index or (lasting and self.uses > index):
                self.hits += 1
                if call == "close":
                    real(*args)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **kwargs)

        patch.setattr(where, call, act)


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("name", [name for name in CALLS if name != "os.link"])
def test_a_failed_save_leaves_disk_and_memory_as_they_were(
    book: Book, monkeypatch: pytest.MonkeyPatch, name: str, lasting: bool
) -> None:
    fill(book)
    for index in count():
        disk, memory, told, said = book.path.read_bytes(), held(book), [], ""
        stop = book.subscribe(told.append)
        with monkeypatch.context() as patch:
            refusal = Refusal(patch, name, index, lasting=lasting)
            try:
                fill(book, 1)
            except SaveFailed as error:
                said = str(error)
        stop()
        if not refusal.hits:
            break
        assert said.startswith(f"{book.path} could not be saved: No space left")
        assert said.endswith("Nothing was changed.")
        assert "\n" not in said
        assert book.path.read_bytes() == disk
        assert held(book) == memory == on_disk(book.path)
        assert not litter(book.path)
        assert not told
        fill(book, 1)
        assert on_disk(book.path) == held(book) != memory
    assert index >= 1


@pytest.mark.parametrize("name", [name for name in CALLS if name != "os.link"])
def test_a_book_that_cannot_be_begun_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "book.json"
    for index in count():
        file = SafeStorage(path)
        with monkeypatch.context() as patch:
            refusal = Refusal(patch, name, index)
            try:
                file.write({"guildbook": {"file": {"format": 3}}})
            except SaveFailed:
                assert not path.exists()
                assert file.read() is None
        assert not litter(path)
        if not refusal.hits:
            break
    assert index >= 1
    assert path.exists()


def test_a_save_the_system_would_not_confirm_is_put_back(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book)
    disk = book.path.read_bytes()
    seen: list[bytes] = []

    def refuse_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            seen.append(book.path.read_bytes())
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse_folders)
        with pytest.raises(SaveFailed, match="Nothing was changed"):
            fill(book)
    assert seen != [disk]  # the new file was in its place already
    assert book.path.read_bytes() == disk
    fill(book)
    assert on_disk(book.path) == held(book)


def test_a_save_that_can_neither_be_confirmed_nor_put_back_says_so(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(book)
    memory = held(book)
    with monkeypatch.context() as patch:
        Refusal(patch, "os.fsync", 1, lasting=True)
        Refusal(patch, "os.link", 1, lasting=True)  # the put-back then copies, and cannot
        with pytest.raises(SaveFailed, match="nor reversed it") as failed:
            fill(book)
    assert "\n" not in str(failed.value)
    assert held(book) == memory
    with pytest.raises(BookChanged):  # what is on disk is not what this window knows: nothing is overwritten
        fill(book)
    book.reload()
    fill(book)
    assert on_disk(book.path) == held(book)


def test_folders_that_cannot_be_synced_are_no_failure(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fsync", refuse_folders)
    fill(book)
    assert on_disk(book.path) == held(book)


def test_without_hard_links_the_backup_is_a_copy(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book)
    before = book.path.read_bytes()
    Refusal(monkeypatch, "os.link", 0, lasting=True)
    fill(book)
    assert latest_backup(book.path).read_bytes() == before
    assert stat.S_IMODE(latest_backup(book.path).stat().st_mode) == 0o600
    assert not litter(book.path)


def test_the_book_before_the_last_save_is_kept_by_a_link(book: Book) -> None:
    fill(book)
    before, inode = book.path.read_bytes(), book.path.stat().st_ino
    fill(book)
    assert latest_backup(book.path).read_bytes() == before
    assert latest_backup(book.path).stat().st_ino == inode


def test_a_reader_in_the_way_on_windows_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "book"
    replace, uses, pauses = Path.replace, count(), []

    def busy_twice(self: Path, other: Path) -> Path:
        if next(uses) < 2:
            error = OSError(errno.EACCES, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", busy_twice)
    monkeypatch.setattr(time, "sleep", pauses.append)
    files.put_beside(target, b"new")
    assert target.read_bytes() == b"new"
    assert len(pauses) == 2


def test_a_reader_that_stays_in_the_way_is_a_failed_save(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def busy(self: Path, other: Path) -> Path:
        error = OSError(errno.EACCES, "sharing violation")
        error.winerror = 5  # type: ignore[attr-defined]
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", busy)
        patch.setattr(time, "sleep", pauses.append)
        with pytest.raises(SaveFailed, match="sharing violation"):
            fill(book)
    assert 0 < sum(pauses) < 2
    assert not litter(book.path)
    fill(book)


def test_write_new_leaves_nothing_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "export.json"
    for name, index in (("os.write", 0), ("os.fsync", 0), ("os.close", 0), ("os.fsync", 1), ("os.open", 1)):
        with monkeypatch.context() as patch:
            Refusal(patch, name, index)
            with pytest.raises(SaveFailed, match="cannot be written to"):
                write_new(path, b"data")
        assert list(tmp_path.iterdir()) == []
    write_new(path, b"data")
    assert path.read_bytes() == b"data"


# -- where and how the file lies -------------------------------------------------------------------


def test_only_the_owner_can_read_the_book_and_what_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "book.json"
    umask = os.umask(0)
    try:
        with Book.open(path, create=True) as book:
            fill(book)
            fill(book)
            modes = {found: stat.S_IMODE(found.stat().st_mode) for found in path.parent.rglob("*")}
        Book.open(path).close()
        modes |= {found: stat.S_IMODE(found.stat().st_mode) for found in path.parent.rglob("*")}
    finally:
        os.umask(umask)
    folders = {found for found in modes if found.is_dir()}
    assert folders == {backup_folder(path)}
    assert {modes[found] for found in folders} == {0o700}
    assert {mode for found, mode in modes.items() if found not in folders} == {0o600}
    assert len(modes) >= 6  # book, lock, holder, folder, latest, one dated
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_book_behind_a_link_is_saved_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "cloud").mkdir()
    real, link = tmp_path / "cloud" / "book.json", tmp_path / "book.json"
    with Book.open(real, create=True) as book:
        fill(book)
    link.symlink_to(real)
    with Book.open(link) as book:
        fill(book)
        with Book.open(real) as second:
            assert not second.writable
    assert link.is_symlink()
    assert len(on_disk(real)["volunteers"]) == 6
    assert not backup_folder(real).with_name("book.json.backups").samefile(tmp_path)
    assert backup_folder(link) == backup_folder(real)
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith("book.json.")] == []


def test_a_temporary_file_waiting_as_a_link_is_not_followed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = book.path.with_name("victim")
    victim.write_bytes(b"precious")
    monkeypatch.setattr(files.os, "urandom", bytes)
    book.path.with_name(f".{book.path.name}.{'0' * 12}.tmp").symlink_to(victim)
    with pytest.raises(SaveFailed):
        fill(book)
    assert victim.read_bytes() == b"precious"


def test_what_a_killed_program_left_is_swept_away_by_the_next_opening(book: Book) -> None:
    fill(book)
    fill(book)
    book.close()
    left = [
        book.path.with_name(".book.json.0123456789ab.tmp"),
        backup_folder(book.path) / ".latest.json.0123456789ab.tmp",
    ]
    others = [
        book.path.with_name(".book.json.tmp"),
        book.path.with_name("book.json.0123456789ab.tmp"),
        book.path.with_name(".other.json.0123456789ab.tmp"),
    ]
    for path in (*left, *others):
        path.write_bytes(b"half")
    Book.open(book.path, write=False).close()
    assert all(path.exists() for path in left)
    Book.open(book.path).close()
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in others)


def test_a_folder_that_cannot_be_written_to_opens_for_reading(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book)
    book.close()
    before, real = book.path.read_bytes(), os.open

    def refuse_writing(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse_writing)
        with Book.open(book.path) as found:
            assert len(found.volunteers) == 3
            assert found.note.startswith("Opened read-only: its folder cannot be written to")
            with pytest.raises(BookReadOnly, match="cannot be written to"):
                fill(found)
        with pytest.raises(BookUnreadable, match="cannot be opened"):
            Book.open(book.path.with_name("new.json"), create=True)
    assert book.path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write everywhere")
def test_a_folder_without_the_right_to_write_opens_for_reading(book: Book) -> None:
    fill(book)
    book.close()
    for path in book.path.parent.glob(".*"):
        path.unlink()
    book.path.parent.chmod(0o500)
    try:
        with Book.open(book.path) as found:
            assert not found.writable
    finally:
        book.path.parent.chmod(0o700)


def test_opened_for_reading_nothing_on_disk_is_touched(book: Book) -> None:
    fill(book)
    book.close()
    before = {path: path.stat().st_mtime_ns for path in book.path.parent.rglob("*")}
    with Book.open(book.path, write=False) as found:
        assert len(found.volunteers) == 3
        with pytest.raises(BookReadOnly):
            fill(found)
        with pytest.raises(BookReadOnly):
            found.undo()
        with pytest.raises(BookReadOnly):
            found.storage.write({})
    assert {path: path.stat().st_mtime_ns for path in book.path.parent.rglob("*")} == before


def test_a_table_without_records_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(GOOD.replace(b'{"guildbook"', b'{"asks":{},"guildbook"', 1))
    storage = SafeStorage(path)
    storage.save_beside(tmp_path / "beside.json")
    assert strict_json((tmp_path / "beside.json").read_bytes())["asks"] == {}


def test_a_refused_set_of_files_leaves_every_one_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept").write_bytes(b"old")
    (tmp_path / "gone").write_bytes(b"gone")

    def refuse(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_sync_folder", refuse)
    with pytest.raises(SaveFailed, match="Nothing was changed"):
        files.replace_all(tmp_path, {"kept": b"new", "fresh": b"new"}, ["gone"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"kept": b"old", "gone": b"gone"}


def test_a_link_is_a_book_only_where_it_leads_to_one(tmp_path: Path) -> None:
    link = tmp_path / "book.json"
    link.symlink_to(tmp_path / "drive" / "book.json")
    with pytest.raises(BookUnreadable, match="does not exist"):
        refuse_what_is_no_file(link)
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive" / "book.json").touch()
    refuse_what_is_no_file(link)
    refuse_what_is_no_file(tmp_path / "drive")
    refuse_what_is_no_file(tmp_path / "missing")
