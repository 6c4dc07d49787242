"""``guildbook merge``: another copy of the book brought into this one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.integrity.erasure import erase
from store.model.people import Volunteer
from tests.tui.cli.asking import Ask


def put(path: Path, clock: Clock, *records: Volunteer) -> None:
    """Change one copy, as the app there would."""
    with Book.open(path, clock) as book, book.change("Change") as change:
        for record in records:
            change.put(record)


def jobs(path: Path) -> dict[str, str]:
    with Book.open(path, write=False) as book:
        return {key: volunteer.job for key, volunteer in book.volunteers.items()}


@pytest.fixture
def desktop(sample: Path, clock: Clock) -> Path:
    """A copy that met someone new and changed a job, while this book changed the same job."""
    path = sample.with_name("desktop.json")
    shutil.copy(sample, path)
    with Book.open(sample, write=False) as book:
        tom = book.volunteers["person0"]
    put(path, clock, Volunteer(id="eve", name="[/x] Ann [Ops]", job="new"), replace(tom, job="there"))
    put(sample, clock, replace(tom, job="here"))
    return path


@pytest.mark.parametrize(("take", "job"), [("here", "here"), ("there", "there")])
def test_merge_takes_what_is_new_and_the_side_that_is_named(
    ask: Ask,
    sample: Path,
    desktop: Path,
    take: str,
    job: str,
) -> None:
    before = desktop.read_bytes()
    said = ask("merge", str(desktop), "--take", take)
    assert said.status == 0
    assert "- volunteer: 1 new ([/x] Ann [Ops])" in said.lines
    assert jobs(sample)["eve"] == "new"
    assert jobs(sample)["person0"] == job
    assert desktop.read_bytes() == before
    after = sample.read_bytes()
    assert "Nothing to merge" in ask("merge", str(desktop)).out
    assert sample.read_bytes() == after


def test_merge_asks_where_both_changed_the_same(
    ask: Ask,
    sample: Path,
    desktop: Path,
    terminal: Callable[[str], None],
) -> None:
    terminal("what?\nth\n")
    assert ask("merge", str(desktop)).status == 0
    assert jobs(sample)["person0"] == "there"


def test_merge_changes_nothing_with_nobody_to_ask_or_to_try(ask: Ask, sample: Path, desktop: Path) -> None:
    before = sample.read_bytes()
    said = ask("merge", str(desktop))
    assert said.status == 1
    assert "--take here or --take there" in said.err
    tried = ask("merge", str(desktop), "--dry-run")
    assert tried.status == 0
    assert "- both copies changed Tom Okafor, Job: here ‘here’, there ‘there’" in tried.lines
    assert sample.read_bytes() == before


def test_merge_refuses_what_is_no_copy(ask: Ask, sample: Path, tmp_path: Path, clock: Clock) -> None:
    other, empty = tmp_path / "other.json", tmp_path / "empty.json"
    Book.open(other, clock, create=True).close()
    empty.touch()
    before = sample.read_bytes()
    told = {other: "two different books", empty: "empty", tmp_path / "gone.json": "no file at", tmp_path: "folder"}
    for path, word in told.items():
        said = ask("merge", str(path))
        assert said.status == 1
        assert word in said.err
    assert sample.read_bytes() == before


@pytest.fixture
def older(sample: Path, clock: Clock) -> Path:
    """A copy with Tom in it, who was then erased here; it met someone else since."""
    (sample.parent / "elsewhere").mkdir()
    path = sample.parent / "elsewhere" / "older.json"
    shutil.copy(sample, path)
    put(path, clock, Volunteer(id="eve", name="Eve"))
    erase_tom(sample, clock)
    return path


def erase_tom(path: Path, clock: Clock) -> None:
    with Book.open(path, clock) as book:
        erase(book, book.volunteers["person0"])


def erased(path: Path) -> set[str]:
    with Book.open(path, write=False) as book:
        return {*book.erased}


@pytest.mark.parametrize("typed", [None, "n\n", "\n", ""])
def test_merge_brings_nobody_back_who_was_erased_unless_told_to(
    ask: Ask,
    sample: Path,
    older: Path,
    typed: str | None,
    terminal: Callable[[str], None],
) -> None:
    if typed is not None:
        terminal(typed)
    said = ask("merge", str(older))
    assert said.status == 0
    assert "Tom Okafor was erased here on" in said.out
    assert "person0" not in jobs(sample)
    assert "eve" in jobs(sample)
    assert erased(sample) == {"person0"}
    assert b"Okafor" not in sample.read_bytes()


def test_merge_brings_them_back_if_that_is_wanted(
    ask: Ask,
    sample: Path,
    older: Path,
    terminal: Callable[[str], None],
) -> None:
    terminal("y\n" + "\n" * 20)
    assert ask("merge", str(older)).status == 0
    assert {"person0", "eve"} <= {*jobs(sample)}
    assert not erased(sample)
    assert ask("check").status == 0


@pytest.mark.parametrize("typed", [None, "n\n", "y\n"])
def test_erased_in_the_other_copy_is_asked_about_and_left_unless_told_to(
    ask: Ask,
    sample: Path,
    clock: Clock,
    typed: str | None,
    terminal: Callable[[str], None],
) -> None:
    (sample.parent / "elsewhere").mkdir()
    other = sample.parent / "elsewhere" / "other.json"
    shutil.copy(sample, other)
    erase_tom(other, clock)
    put(other, clock, Volunteer(id="eve", name="Eve"))
    if typed is not None:
        terminal(typed)
    said = ask("merge", str(other))
    assert said.status == 0
    assert "Tom Okafor was erased in the other copy on" in said.out
    gone = typed == "y\n"
    assert ("person0" in jobs(sample)) == (not gone)
    assert erased(sample) == ({"person0"} if gone else set())
    assert ("guildbook person person0 --erase" in said.out) == (not gone)
    assert "eve" in jobs(sample)
    assert ask("check").status == 0


def test_a_dry_run_erases_and_brings_back_nobody(
    ask: Ask,
    sample: Path,
    older: Path,
    terminal: Callable[[str], None],
) -> None:
    before = sample.read_bytes()
    terminal("y\n")
    assert "Tom Okafor was erased here on" in ask("merge", str(older), "--dry-run").out
    assert sample.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "facts"),
    [
        (".", None, ("folder",)),
        ("copies", None, ("copies is a folder",)),
        ("gone.json", None, ("no file at", "gone.json")),
        ("people.csv", b"Name\nAna\n", ("people.csv is not a book", "guildbook import people")),
        ("PEOPLE.XLSX", b"PK\x03\x04", ("not a book", "guildbook import people")),
        ("calendar.ics", b"BEGIN:VCALENDAR\n", ("not a book", "guildbook import calendar")),
        ("notes.txt", b"Hello\n", ("not a book", "another copy")),
    ],
)
def test_what_is_no_copy_gets_a_true_sentence(
    ask: Ask, sample: Path, name: str, content: bytes | None, facts: tuple[str, ...]
) -> None:
    tmp_path = sample.parent
    (tmp_path / "copies").mkdir()
    if content:
        (tmp_path / name).write_bytes(content)
    before = sample.read_bytes()
    said = ask("merge", name if name == "." else str(tmp_path / name))
    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert said.has_line(*facts)
    assert sample.read_bytes() == before


def test_a_book_is_not_merged_with_itself(ask: Ask, sample: Path) -> None:
    assert ask("merge", str(sample)).has_line("this book itself")
