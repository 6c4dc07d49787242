"""A line for a path: completed as far as it is certain, and beginning where the last file lay."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from screens.widgets.path_field import PathField, completions
from store.book.book import Book
from tests.support.harness import HOSTILE, go, press, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two lists, a folder, a hidden file and a hostile name."""
    for name in ("people-2025.csv", "people-2026.csv", ".hidden.csv", HOSTILE.replace("/", "_")):
        (tmp_path / name).touch()
    (tmp_path / "Lists").mkdir()
    (tmp_path / "Lists" / "only one.csv").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("peo", ["people-2025.csv", "people-2026.csv"]),
        ("people-2026.csv", ["people-2026.csv"]),
        ("lis", ["Lists/"]),
        ("Lists/", ["Lists/only one.csv"]),
        (".h", [".hidden.csv"]),
        ("[", [HOSTILE.replace("/", "_")]),
        ("nothing", []),
        ("nowhere/at all", []),
    ],
)
def test_what_a_path_may_go_on_with(folder: Path, typed: str, names: list[str]) -> None:
    assert completions(f"{folder}/{typed}") == [f"{folder}/{name}" for name in names]


def test_a_path_from_home_stays_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert completions("~/L") == ["~/Lists/"]
    assert completions("\0") == []


def test_a_name_with_its_accents_apart_is_completed_from_what_is_typed(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "Größe.csv")).touch()
    assert completions(f"{folder}/Grö") == [f"{folder}/Größe.csv"]


async def test_tab_completes_and_then_leaves_the_line(circle: Book, folder: Path) -> None:
    async with running(circle) as pilot:
        await go(pilot, "rituals")
        await press(pilot, "i", f"={folder}/p", "tab")
        line = pilot.app.focused
        assert isinstance(line, PathField)
        assert line.value == f"{folder}/people-202"
        await press(pilot, "=6", "tab")
        assert line.value == f"{folder}/people-2026.csv"
        await press(pilot, "tab")
        assert pilot.app.focused is not line


async def test_the_next_import_begins_in_the_folder_of_the_last(circle: Book, folder: Path) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "i", f"={folder}/people-2026.csv", "enter", "escape", "i")
        line = pilot.app.focused
        assert isinstance(line, PathField)
        assert line.value == f"{folder}{os.sep}"
        await press(pilot, "=pe")
        assert line.value == f"{folder}/pe"
        await press(pilot, "escape")
        await go(pilot, "rituals")
        await press(pilot, "i")
        calendar = pilot.app.focused
        assert isinstance(calendar, PathField)
        await press(pilot, "=~/x")  # a whole path takes its place
        assert calendar.value == "~/x"
