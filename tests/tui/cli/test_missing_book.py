"""A book that is missing, on the command line: nothing is begun, and one line names ``restore``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.core.shell_words import shell_word
from store.persistence.book_paths import backup_folder
from tests.tui.cli.asking import Ask, files_in

CALENDAR = (
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talk\nDTSTART:20261201T100000\nEND:VEVENT\nEND:VCALENDAR\n"
)
WORDS = [
    ["week"], ["people"], ["calendar", "--from", "1/12"], ["launch"], ["requests"], ["library"], ["health"], ["costs"], ["pitch"],
    ["charter"], ["check"], ["check", "--repair"], ["backup"], ["update", "--for", "Marta"], ["add", "met Bo"],
    ["add", "--dry-run", "met Bo"], ["person", "Tom"], ["person", "Tom", "--erase", "--yes"],
    ["person", "Tom", "--export", "tom.json"], ["import", "people", "people.csv"],
    ["import", "people", "people.csv", "--dry-run"], ["import", "calendar", "other.ics"],
    ["import", "calendar", "other.ics", "--dry-run"], ["export", "people", "--csv", "out.csv"],
    ["export", "calendar", "--ics", "out.ics"], ["merge", "copy.json"], ["merge", "copy.json", "--dry-run"],
]  # fmt: skip


@pytest.fixture
def missing(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a book was; a copy of it and what might be imported lie beside it."""
    monkeypatch.chdir(sample.parent)
    Path("people.csv").write_text("Name\nNew One\n")
    Path("other.ics").write_bytes(CALENDAR)
    shutil.copy(sample, "copy.json")
    assert backup_folder(sample).is_dir()
    sample.unlink()
    return sample


def moved(path: Path) -> None:
    shutil.rmtree(backup_folder(path))


def evicted(path: Path) -> None:
    path.with_name(f".{path.name}.icloud").write_bytes(b"")


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_no_word_begins_a_book_where_one_is_missing(words: list[str], ask: Ask, missing: Path) -> None:
    before = files_in(missing.parent)
    said = ask(*words)
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert str(missing) in said.err
    assert " restore" in said.err
    assert "Start one" not in said.err
    assert files_in(missing.parent) == before


@pytest.mark.parametrize("become", [moved, evicted])
@pytest.mark.parametrize("words", [["week"], ["import", "people", "people.csv"]], ids=" ".join)
def test_a_lock_or_a_placeholder_tells_of_a_book_as_well(
    words: list[str],
    become: Callable[[Path], None],
    ask: Ask,
    missing: Path,
) -> None:
    become(missing)
    before = files_in(missing.parent)
    said = ask(*words)
    assert said.status == 1
    assert " restore" in said.err
    assert ("icloud" in said.err) == (become is evicted)
    assert files_in(missing.parent) == before


def test_no_made_up_community_takes_the_place_of_a_missing_book(ask: Ask, missing: Path) -> None:
    before = files_in(missing.parent)
    said = ask("demo", "--write", str(missing))
    assert said.status == 1
    assert " restore" in said.err
    assert files_in(missing.parent) == before


def test_restore_brings_it_back_and_all_goes_on(ask: Ask, missing: Path) -> None:
    assert ask("restore", "--yes").status == 0
    assert ask("week").status == 0
    assert ask("check").status == 0


def test_restore_says_that_a_sync_service_may_have_a_newer_one(ask: Ask, missing: Path) -> None:
    evicted(missing)
    said = ask("restore", "--yes")
    assert said.status == 0
    assert f".{missing.name}.icloud" in said.out


def test_a_book_that_was_moved_is_brought_back_from_there(ask: Ask, missing: Path) -> None:
    moved(missing)
    assert ask("restore", "--yes", "copy.json").status == 0
    assert ask("week").status == 0


def test_restoring_where_there_never_was_a_book_leaves_nothing(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    assert ask("restore", "--yes", book=folder / "book.json").status == 1
    assert [*folder.iterdir()] == []


def test_another_copy_that_is_missing_names_its_own_way_back(ask: Ask, missing: Path) -> None:
    shutil.copy("copy.json", "here.json")
    said = ask("merge", str(missing), book=Path("here.json"))
    assert said.status == 1
    assert f"--book {shell_word(str(missing))} restore" in said.err
