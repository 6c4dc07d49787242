"""Bringing people in from the files people have: named, understood, taken in, taken back; or said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from tests.support.files import PEOPLE
from tests.support.harness import HOSTILE, NARROW, here, hush, press, rows, running, text_of, toasts, undoable


def names(book: Book) -> set[str]:
    return {volunteer.name for volunteer in book.volunteers.values()}


@pytest.mark.parametrize(
    ("file", "among_them"),
    [
        ("google.csv", {"Ana Ruiz", "Søren Ødegård"}),
        ("outlook-classic.csv", {"Sam Levy"}),
        ("excel-german.csv", set()),
        ("plain.csv", set()),
    ],
)
async def test_a_file_is_named_understood_and_taken_in(circle: Book, file: str, among_them: set[str]) -> None:
    before = names(circle)
    async with running(circle) as pilot:
        await press(pilot, "2")
        async with undoable(pilot, circle):
            await press(pilot, "i", f"={PEOPLE / file}", "enter")
            assert "to import" in text_of(pilot)
            assert names(circle) == before  # seen first, taken in after
            await press(pilot, "enter")
            assert here(pilot) == "PipelineScreen"
            assert names(circle) - before
            assert before | among_them <= names(circle)
            assert "Press u to undo" in toasts(pilot)[-1]


async def test_bringing_in_twice_adds_nobody_twice(empty: Book) -> None:
    async with running(empty, NARROW) as pilot:
        await press(pilot, "escape", "2", "i", f"={PEOPLE / 'google.csv'}", "enter", "enter")
        before = rows(empty)
        assert HOSTILE in names(empty)
        await press(pilot, "i", f"={PEOPLE / 'google.csv'}", "enter")
        await hush(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "BringIn"
        await press(pilot, "escape")
        assert rows(empty) == before


async def test_what_cannot_be_read_is_said_and_another_path_typed(circle: Book, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.csv").touch()
    (tmp_path / "scan.csv").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "2", "i")
        intro = text_of(pilot).partition("Import people")[2].splitlines()[2:]
        for name in (
            "missing.csv",
            "folder",
            "empty.csv",
            "scan.csv",
            "~nobody-of-this-name/people.csv",
            "[/x].csv",
        ):
            path = name if name.startswith("~") else tmp_path / name
            await press(pilot, "shift+home", f"={path}", "enter")
            assert here(pilot) == "BringIn"
            assert text_of(pilot).partition("Import people")[2].splitlines()[2:] != intro, name
            assert "to import" not in text_of(pilot), name
            await press(pilot, "ctrl+s")
        await press(pilot, "shift+home", f"={PEOPLE / 'plain.csv'}", "enter")
        assert "to import" in text_of(pilot)
        await press(pilot, "escape")
    assert rows(circle) == before


async def test_another_path_is_another_question(circle: Book) -> None:
    """What was understood of one file is not taken in by the enter that reads the next."""
    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "2", "i", f"={PEOPLE / 'google.csv'}", "enter", "shift+tab", "=x", "enter")
        assert here(pilot) == "BringIn"
        assert "to import" not in text_of(pilot)
    assert rows(circle) == before


CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "people"


async def test_names_are_shown_as_they_will_be_and_can_be_kept_as_they_are_written(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "2", "i", f"={CASES / '23-last-first.csv'}", "enter")
        assert "Bo van der Berg" in text_of(pilot)
        assert "Name order" in text_of(pilot)
        await press(pilot, "o")
        assert "Bo van der Berg" not in text_of(pilot)
        await press(pilot, "o", "enter")
        assert names(empty) == {"Nora Quist", "Bo van der Berg", "Ann Lee"}


async def test_the_order_of_names_is_offered_only_where_it_matters(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "2", "i", f"={CASES / '06-google-form.csv'}", "enter")
        assert "Nora Quist · Bo Ek" in text_of(pilot)
        assert "Name order" not in text_of(pilot)


async def test_a_path_as_a_terminal_pastes_it(empty: Book, tmp_path: Path) -> None:
    path = tmp_path / "it's our people.csv"
    path.write_text("Name\nNora Quist\n")
    async with running(empty) as pilot:
        pasted = str(path).replace(" ", "\\ ").replace("'", "\\'")
        await press(pilot, "escape", "2", "i", f"={pasted}", "enter", "enter")
        assert names(empty) == {"Nora Quist"}


async def test_what_known_people_gain_is_ticked(circle: Book, tmp_path: Path) -> None:
    first, second = sorted(circle.volunteers.values(), key=lambda who: who.name)[:2]
    path = tmp_path / "people.csv"
    path.write_text(f"Name,Phone\n{first.name},0650 1\n{second.name},0650 2\nNora Quist,0650 3\n", "utf-8")
    async with running(circle) as pilot:
        await press(pilot, "2", "i", f"={path}", "enter")
        assert "new details for 2 of them" in text_of(pilot)
        await press(pilot, "tab", "space")
        assert "1 person and 1 update" in text_of(pilot)
        await press(pilot, "a")
        assert "1 person and 2 updates" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert {circle.volunteers[who.id].phone for who in (first, second)} == {"0650 1", "0650 2"}
            assert "Nora Quist" in names(circle)
