"""Older files are brought up once, with their old bytes kept; newer ones are refused."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from store.book.book import Book
from store.book.schema import Tables
from store.core.dates import Clock
from store.core.errors import BookUnreadable, SaveFailed
from store.core.fields import fields
from store.core.old_names import FORMAT_1_VALUES
from store.integrity.check import findings
from store.model.people import Erased, Volunteer
from store.persistence import migrations
from store.persistence.backups import numbered
from store.persistence.book_paths import backup_folder

BOOKS = sorted((Path(__file__).parents[2] / "books").glob("format-*.json"))
"""Books that were kept: one for each format, and one in which every field is filled. None of them ever changes."""
KEPT = Path(__file__).parents[2] / "books" / f"format-{migrations.FORMAT}.json"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of the book of the present format that was kept; that file itself never changes."""
    return Path(shutil.copy(KEPT, tmp_path / "book.json"))


def test_the_kept_book_opens_for_ever(kept: Path) -> None:
    with Book.open(kept) as book:
        counts = {name: len(table) for name, table in book.tables.items() if table}
        once = (
            "adoptions", "communities", "contacts", "contributions", "costs", "departments", "evidence", "recognitions",
            "resources", "rituals", "roles", "snoozes", "stakeholders", "tenures", "updates",
        )  # fmt: skip
        assert counts == dict.fromkeys(once, 1) | {"volunteers": 3, "moves": 4, "gatherings": 2, "steps": 2}
        assert book.community.name == "Trainers' community"
        assert book.community.budget == Decimal("3000.00")
        ann = book.volunteers["vann2222aa"]
        assert ann.name == "[/x] Ann [Ops] «🧑‍🏫»"
        assert ann.topics == ("Excel", "feedback")
        assert ann.yes_on == date(2026, 10, 2)
        assert book.costs["cost2222aa"].amount == Decimal("1240.50")
        assert book.rituals["ritu2222aa"].rule == "FREQ=MONTHLY;BYDAY=1WE"
        held = book.gatherings["ritu2222aa-20261104"]
        assert (held.host, held.cohosts, held.attended) == (
            "organiser",
            ("vann2222aa",),
            ("vann2222aa", "vli22222aa"),
        )
        assert book.updates["updt2222aa"].words == {"lessons": "Start earlier."}
        assert not list(findings(book))
        assert book.undo() == "Rename Li"
        assert book.volunteers["vli22222aa"].name == "Li"
        assert book.redo() == "Rename Li"


def test_of_every_format_a_book_is_kept() -> None:
    assert {int(path.stem.split("-")[1]) for path in BOOKS} == set(range(1, migrations.FORMAT + 1))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_every_kept_book_opens_is_sound_and_has_its_bytes_kept(tmp_path: Path, path: Path) -> None:
    book_path = Path(shutil.copy(path, tmp_path / "book.json"))
    with Book.open(book_path, Clock(date(2026, 11, 23))) as book:
        assert book.writable
        assert not book.note
        # any text was a currency once
        assert [found for found in findings(book) if "not a currency" not in found] == []
        rows = {name: {*table} for name, table in json.loads(path.read_bytes()).items()}
        assert {name: {*table} for name, table in book.tables.items() if table}.items() <= rows.items()
        label = book.undo() or book.redo()
        assert label
        assert (book.redo() or book.undo()) == label
    [backup] = [found for found in backup_folder(book_path).iterdir() if found.name != "latest.json"]
    assert backup.read_bytes() == path.read_bytes()
    after = book_path.read_bytes()
    with Book.open(book_path) as book:
        assert json.loads(after)["guildbook"]["file"]["format"] == migrations.FORMAT
    assert book_path.read_bytes() == after


def test_in_one_kept_book_every_table_is_filled() -> None:
    with Book.open(KEPT.with_stem(f"{KEPT.stem}-every-field"), write=False) as book:
        assert all(len(table) for table in book.tables.values())


@pytest.mark.parametrize("name", ["format-1.json", "format-1-every-field.json"])
def test_a_value_of_format_1_has_its_name_and_undo_goes_back_beyond_it(tmp_path: Path, name: str) -> None:
    """What the step does not name is refused at opening, so a book that opens has all its values named."""
    path = Path(shutil.copy(KEPT.with_name(name), tmp_path / "book.json"))
    former = json.loads(path.read_bytes())
    with Book.open(path, Clock(date(2026, 11, 23))) as book:
        for table, named_fields in FORMAT_1_VALUES.items():
            for key, row in former.get(table, {}).items():
                for field in named_fields & row.keys():
                    named = getattr(book.tables[table][key], field)
                    was = row[field] if isinstance(row[field], list) else [row[field]]
                    expected = [named_fields[field].get(value, value) for value in was]
                    assert (list(named) if isinstance(named, tuple) else [named]) == expected
        label = book.undo() or book.redo()
        assert label in {step["label"] for step in former["steps"].values()}


def test_every_name_of_format_1_is_one_that_its_field_may_hold_now() -> None:
    """A typing error in the step would make a book that cannot be read any more."""
    kinds = {name: table.kind for name, table in Tables().tables.items()}
    for table, named in FORMAT_1_VALUES.items():
        for field, names in named.items():
            [known] = [described for described in fields(kinds[table]) if described.name == field]
            for name in names.values():
                value = (name,) if field == "stages" else name
                assert msgspec.convert(value, known.type) == value
                assert not known.choices or name in known.choices


def test_steps_of_format_1_hold_named_values_too() -> None:
    data: migrations.Data = {
        "guildbook": {"file": {"format": 1}},
        "steps": {"s": {"before": {"moves": {"m": {"id": "m", "stage": "said_yes"}, "n": None}}}},
    }
    migrations.migrate(data, 1)
    assert data["steps"]["s"]["before"] == {"moves": {"m": {"id": "m", "stage": "said_yes"}, "n": None}}


def test_the_kept_book_is_written_back_as_it_was(kept: Path) -> None:
    with Book.open(kept) as book:
        book.storage.save_beside(kept.with_name("again.json"))
    assert kept.with_name("again.json").read_bytes() == KEPT.read_bytes()


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A program one format on, in which «job» is called «phone»; tells how often it had to migrate."""
    runs: list[int] = []

    def step(data: migrations.Data) -> None:
        runs.append(1)
        for row in data["volunteers"].values():
            if "job" in row:
                row["phone"] = row.pop("job")

    monkeypatch.setattr(migrations, "FORMAT", migrations.FORMAT + 1)
    monkeypatch.setitem(migrations.MIGRATIONS, migrations.FORMAT - 1, step)
    return runs


@pytest.mark.parametrize("claim", [True, False])
def test_an_older_book_is_brought_up_once_and_its_bytes_are_kept(
    kept: Path, next_format: list[int], claim: bool
) -> None:
    clock = Clock(date(2026, 11, 23))
    with Book.open(kept, clock, claim=claim) as book:
        assert book.claimed, "at once, as what is shown must be what the file holds"
        assert book.volunteers["vann2222aa"].phone == "Analyst"
        assert book.volunteers["vann2222aa"].job == ""
    assert json.loads(kept.read_bytes())["guildbook"]["file"] == {"format": migrations.FORMAT, "book": "book2222aa"}
    assert numbered(kept)[-1].path.read_bytes() == KEPT.read_bytes()
    after = kept.read_bytes()
    with Book.open(kept, clock) as book:
        assert book.volunteers["vann2222aa"].phone == "Analyst"
    assert next_format == [1]
    assert kept.read_bytes() == after


def test_an_older_book_opened_for_reading_is_read_but_not_rewritten(kept: Path, next_format: list[int]) -> None:
    with Book.open(kept, write=False) as book:
        assert book.volunteers["vann2222aa"].phone == "Analyst"
    assert kept.read_bytes() == KEPT.read_bytes()
    assert list(kept.parent.iterdir()) == [kept]
    assert next_format == [1]


def test_steps_run_in_order_from_any_older_format(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    kept.write_bytes(KEPT.with_name("format-1.json").read_bytes())
    first = migrations.MIGRATIONS[1]
    monkeypatch.setattr(migrations, "FORMAT", 4)
    monkeypatch.setattr(migrations, "MIGRATIONS", {1: lambda data: (seen.append("1→2"), first(data))[1]})
    for older in (2, 3):
        monkeypatch.setitem(
            migrations.MIGRATIONS, older, lambda _, older=older: seen.append(f"{older}→{older + 1}")
        )
    Book.open(kept).close()
    assert seen == ["1→2", "2→3", "3→4"]
    assert json.loads(kept.read_bytes())["guildbook"]["file"]["format"] == 4


def test_a_reload_brings_up_an_older_file_that_took_the_books_place(kept: Path, next_format: list[int]) -> None:
    older = kept.read_bytes()
    with Book.open(kept) as book:
        kept.write_bytes(older)  # a sync client brings the old one back
        book.reload()
        with book.change("Add Raj") as change:
            change.put(Volunteer(name="Raj"))
    assert next_format == [1, 1]
    with Book.open(kept) as book:
        assert len(book.volunteers) == 4
        assert book.volunteers["vann2222aa"].phone == "Analyst"


@pytest.mark.usefixtures("next_format")
def test_a_migration_that_cannot_be_saved_leaves_the_old_bytes(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SaveFailed, match="No space left"):
            Book.open(kept)
        with Book.open(kept, claim=False) as book:
            assert not book.writable
            assert "No space left" in book.note
    assert kept.read_bytes() == KEPT.read_bytes()
    with Book.open(kept) as book:
        assert book.writable


@pytest.mark.parametrize(
    "data",
    [
        b'{"guildbook":{"file":{"format":3}}}',  # the step finds no volunteers
        b'{"guildbook":{"file":{"format":1}},"moves":{"m":3}}',
        b'{"guildbook":{"file":{"format":1}},"steps":{"s":{}},"volunteers":{}}',
        b'{"guildbook":{"file":{"format":1}},"volunteers":{"v":3}}',
        b'{"guildbook":{"file":{"format":1}},"volunteers":{"v":{"id":"v","name":"\\ud83e"}}}',
        b'{\n"guildbook":{\n"file":{"format":1}\n},\n"volunteers":{\n"v":{"id":"v","name":"A","name":"B"}\n}\n}\n',
    ],
)
@pytest.mark.usefixtures("next_format")
def test_an_older_book_that_is_damaged_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(data)
    with pytest.raises(BookUnreadable) as refused:
        Book.open(path)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == data


@pytest.mark.parametrize("version", [migrations.FORMAT + 1, migrations.FORMAT + 2, 10**30])
@pytest.mark.parametrize("write", [True, False])
def test_a_newer_book_is_refused_in_one_line_and_no_older_copy_is_offered(
    kept: Path, version: int, write: bool
) -> None:
    Book.open(kept).close()  # there is a good backup
    newer = KEPT.read_bytes().replace(b'"format":%d' % migrations.FORMAT, b'"format":%d' % version)
    kept.write_bytes(newer)
    with pytest.raises(migrations.BookTooNew) as refused:
        Book.open(kept, write=write)
    assert f"format {version}; this one reads up to {migrations.FORMAT}" in str(refused.value)
    assert "Update Guildbook" in str(refused.value)
    assert "restore" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert kept.read_bytes() == newer


def test_every_older_format_has_its_step() -> None:
    assert set(migrations.MIGRATIONS) == set(range(1, migrations.FORMAT))


def test_a_table_this_program_does_not_know_is_refused_and_nothing_of_it_is_lost(kept: Path) -> None:
    """As an older program does with the table of those who were erased."""
    newer = kept.read_bytes().replace(b'"volunteers":{\n', b'"tomorrow":{\n"x":{"id":"x"}\n},\n"volunteers":{\n', 1)
    kept.write_bytes(newer)
    for claim in (True, False):
        with pytest.raises(BookUnreadable, match="tomorrow") as refused:
            Book.open(kept, claim=claim)
        assert "\n" not in str(refused.value)
    assert kept.read_bytes() == newer


def test_a_book_in_which_nobody_was_erased_is_as_an_older_program_wrote_it(kept: Path) -> None:
    with Book.open(kept) as book:
        with book.change("Add Raj") as change:
            change.put(Volunteer(name="Raj"))
        assert "erased" not in json.loads(kept.read_bytes())
        with book.change("Remember") as change:
            change.put(Erased(id="raj", on=date(2026, 11, 23)))
        assert json.loads(kept.read_bytes())["erased"] == {"raj": {"id": "raj", "on": "2026-11-23"}}
