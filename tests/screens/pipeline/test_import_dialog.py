"""Bringing people in: what was understood is shown and set right before anyone comes in, and leaving leaves nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from textual.pilot import Pilot

from screens.pipeline.import_dialog import BringIn
from screens.widgets.lists.column_picker import Columns
from store.book.book import Book
from store.exchange.people_import import importer as people
from tests.support.harness import (
    HOSTILE,
    NARROW,
    WIDE,
    here,
    hush,
    listed,
    paste,
    press,
    rows,
    running,
    settle,
    strike,
    strips,
    text_of,
    toasts,
    undoable,
)

PASTED = "\r".join(
    (
        "Name\tMail\tUnit\tShoe size\tKnows about",
        f"{HOSTILE}\tann@example.com\tOps\t38\tExcel",
        "Bo Ek\tnot an address\tOps\t41\tExcel",
        "Ana Ruiz\tana.ruiz@example.com\tSales\t39\tFeedback",
        "Zoë Ang\tzoe@example.com\tR&D [new]\t40\tExcel",
        "Zoe Ang\tzoe@example.com\tR&D [new]\t40\tExcel",
    )
)
"""A range as a terminal pastes it: its lines end in carriage returns."""


def thousand(path: Path) -> Path:
    """A thousand people in one CSV, forty of them with something wrong."""
    lines = ["Name,Mail,Unit,Interested since"]
    for number in range(1000):
        mail = "nowhere" if number % 25 == 7 else f"p{number}@example.com"
        lines.append(f"Person {number},{mail},Unit {number % 9},2026-11-01")
    path.write_text("\n".join(lines), "utf-8")
    return path


async def until(so: Callable[[], bool]) -> None:
    """Let the app go on until something is so; a bound in turns, not in time, for a test that fails at last."""
    for _ in range(100_000):
        if so():
            return
        await asyncio.sleep(0)
    raise AssertionError("that never came about")


def reasons(pilot: Pilot[Any]) -> list[tuple[str, ...]]:
    """The rows that stay out as the list has them: number, name, reason."""
    return [row[1:] for row in listed(pilot, "#staying")]


async def test_a_thousand_with_forty_bad_rows(empty: Book, tmp_path: Path) -> None:
    path = thousand(tmp_path / "people.csv")
    async with running(empty) as pilot:
        await press(pilot, "escape", "2", "i", f"={path}", "enter")
        assert "import 960 people" in text_of(pilot)
        assert "40 rows need correcting" in text_of(pilot)
        wrong = reasons(pilot)
        assert len(wrong) == 40
        assert wrong[0] == ("row 9", "Person 7", "Email: ‘nowhere’ is not an email address")
        async with undoable(pilot, empty):
            await press(pilot, "enter")
            assert here(pilot) == "PipelineScreen"
        assert len(empty.volunteers) == 960
        assert len(empty.departments) == 9


async def test_pasted_with_carriage_returns(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, PASTED)
        shown = text_of(pilot)
        assert HOSTILE in shown
        assert "import 2 people" in shown
        assert [reason[0] for reason in reasons(pilot)] == ["row 3", "row 4", "row 6"]
        await press(pilot, "enter")
        assert {HOSTILE, "Zoë Ang"} <= {volunteer.name for volunteer in demo.volunteers.values()}


async def test_another_field_for_a_column(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, PASTED)
        assert text_of(pilot).count("left out") == 2
        await press(pilot, "l", "l", "l", "l", "space", "=topics", "enter")
        assert "→ Topics" in text_of(pilot)
        await press(pilot, "h", "h", "h", "delete")  # without the addresses no one has a wrong one
        assert "import 3 people" in text_of(pilot)
        await press(pilot, "enter")
        came = {volunteer.name: volunteer for volunteer in demo.volunteers.values()}
        assert came["Bo Ek"].topics == ("Excel",)
        assert came["Bo Ek"].email == ""


async def test_without_a_name_nobody_comes_in(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, PASTED)
        await press(pilot, "delete")
        assert "No column is set as the name" in text_of(pilot)
        before = rows(circle)
        await press(pilot, "enter")
        assert "No one to import" in toasts(pilot)[-1]
        assert rows(circle) == before
        await press(pilot, "space", "=name", "enter")
        assert "to import" in text_of(pilot)


async def test_the_sheet_is_chosen(circle: Book, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.title = "Interested"
    for sheet, name in ((first, "Ada Now"), (workbook.create_sheet("Last year"), "Old Hand")):
        sheet.append(["Name", "Email"])
        sheet.append([name, f"{name[:3].lower()}@example.com"])
    path = tmp_path / "people.xlsx"
    workbook.save(path)
    async with running(circle) as pilot:
        await press(pilot, "2", "i", f"={path}", "enter")
        assert here(pilot) == "Picker"
        await press(pilot, "down", "enter")
        assert "Old Hand" in text_of(pilot)
        assert "‘Last year’" in text_of(pilot)
        await press(pilot, "enter")
        assert "Old Hand" in {volunteer.name for volunteer in circle.volunteers.values()}


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_leaving_half_way_leaves_nothing(
    empty: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """The work is held in its thread while the screen still answers, shows how far it is, and is left."""
    path = thousand(tmp_path / "people.csv")
    real, started, go_on, told = people.carry_out, Event(), Event(), []

    def held(book: Book, plan: people.ImportPlan, change: Any, progress: people.Progress, *updated: Any) -> None:
        def tell(done: int, of: int) -> None:
            progress(done, of)
            told.append(done)
            if done == 400:
                started.set()
                go_on.wait(60)

        real(book, plan, change, tell, *updated)

    monkeypatch.setattr(people, "carry_out", held)
    async with running(empty) as pilot:
        await press(pilot, "escape", "2", "i", f"={path}", "enter")
        before, file = rows(empty), empty.path.read_bytes()
        strike(pilot, "enter")
        await until(started.is_set)
        await until(lambda: "Importing 400 of 960" in text_of(pilot))
        strike(pilot, key)
        await settle(pilot)
        assert here(pilot) == "PipelineScreen"
        go_on.set()
        await settle(pilot)
        assert rows(empty) == before
        assert empty.path.read_bytes() == file
    assert told[-1] == 400


async def test_problems_are_said_and_the_path_can_be_mended(circle: Book, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name\nNina Ray\n", "utf-8")
    async with running(circle) as pilot:
        await press(pilot, "2", "i", "enter")
        assert "Enter a file path first" in text_of(pilot)
        await press(pilot, f"={path}x", "enter")
        assert "There is no file at" in text_of(pilot)
        await press(pilot, "backspace", "enter", "enter")
        assert "Nina Ray" in {volunteer.name for volunteer in circle.volunteers.values()}


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_column_can_be_reached(circle: Book, size: tuple[int, int]) -> None:
    """However wide the sheet, the selected column is seen whole, and no line is too long."""
    wide = "\r".join("\t".join(f"{word} {n} {'[x] 佐藤' * n}" for n in range(12)) for word in ("Name", "Ann", "Bo"))
    async with running(circle, size) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, wide)
        for number in range(12):
            assert f"column {number + 1} of 12" in text_of(pilot)
            assert f"Name {number} " in text_of(pilot)
            assert {strip.cell_length for strip in strips(pilot)} == {size[0]}
            await press(pilot, "right")


async def test_a_click_highlights_a_column(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "i")
        await paste(pilot, PASTED)
        await hush(pilot)
        columns = pilot.app.screen.query_one(Columns)
        await pilot.click(columns, offset=(text_of_line(columns, 0).index("Unit") + 1, 3))
        await settle(pilot)
        assert columns.column == 2
        assert isinstance(pilot.app.screen, BringIn)


def text_of_line(columns: Columns, y: int) -> str:
    return columns.render_line(y).text
