"""Departments, coverage and readiness on screen, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.widgets.facts import FactPane
from screens.widgets.lists.board import Board
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Listing
from screens.widgets.panes import Pane
from store.book.book import Book
from store.core.dates import Clock
from store.core.record import Record
from store.model.calendar import Gathering
from store.model.people import Department, Volunteer
from store.model.planner import Snooze
from store.model.stages import Adoption
from store.model.training import Readiness, Teaching
from store.model.training_requests import TrainingRequest
from store.people import departments as spread
from store.training.readiness import what
from store.week.plan import plan
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    circle_records,
    here,
    hush,
    listed,
    press,
    running,
    settle,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import department, fill

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def nov(day: int) -> date:
    return date(2026, 11, day)


def records() -> list[Record]:
    """The small community, one of whose departments is on its way; Ann has a champion's hat and brackets."""
    found = circle_records()
    return [
        *found,
        Volunteer(id="ann", name=HOSTILE, department="ops", topics=("Feedback [basics]", "Knots"), yes_on=nov(1),
                  yes_words="Yes", met_on=nov(1)),
        Volunteer(id="bo", name="Bo Çelik", department="ops", topics=("Knots",), yes_on=nov(1), yes_words="Yes"),
        Department(id="ops", name="[/x] Ops [b]", champion="ann", head_count=40, next_move="[red]Ask[/red] them"),
        Department(id="sales", name="Sales"),
        Adoption(id="a1", department="ops", state="curious", on=nov(2)),
        Adoption(id="a2", department="ops", state="piloting", on=nov(9), step=1, note="[one] line"),
        Readiness(id="r1", volunteer="ann", topic="Knots", level="co_delivered", on=nov(3)),
        Readiness(id="r2", volunteer="ann", topic="Knots", level="co_delivered", on=nov(9), gathering="coffee-20261109"),
        Readiness(id="r3", volunteer="ann", topic="Knots", level="delivered_observed", on=nov(10), observer="bo"),
        Teaching(id="t1", volunteer="ann", skill="explaining", grade="developing", on=nov(9)),
        Gathering(id="knots", name="Knots [live]", on=date(2026, 12, 3), host="ann", topic="knots"),
    ]  # fmt: skip


@pytest.fixture
def knots(tmp_path: Path) -> Iterator[Book]:
    """A community with departments on the way and steps taken."""
    path = tmp_path / "book.json"
    Book.write_new(path, records(), book_id="knots")
    with Book.open(path, Clock(TODAY)) as book:
        yield book


def state(book: Book, department: str) -> str:
    return spread.grounds(book, TODAY)[department].state


def focused(pilot: Pilot[None]) -> str:
    board = pilot.app.screen.query_one(Board)
    return board.key


# -- the views in turn -------------------------------------------------------------------------


@SIZES
async def test_v_goes_round_all_views(knots: Book, size: tuple[int, int]) -> None:
    async with running(knots, size) as pilot:
        await press(pilot, "2", "v")
        assert here(pilot) == "PipelineScreen"
        await press(pilot, "v")
        assert here(pilot) == "DepartmentsScreen"
        await press(pilot, "v")
        assert here(pilot) == "CoverageScreen"
        await press(pilot, "v")
        assert here(pilot) == "PipelineScreen"
        assert pilot.app.screen.query_one(Board).display  # the board, not the list
        await press(pilot, "v", "v", "v", "escape")
        assert here(pilot) == "DepartmentsScreen"
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"


@SIZES
async def test_what_departments_show(knots: Book, size: tuple[int, int]) -> None:
    async with running(knots, size) as pilot:
        await press(pilot, "2", "v", "v", "l")
        shown = text_of(pilot)
        assert "2 departments, 1 open" in shown
        assert "[/x] Ops [b] · 40 people" in shown
        assert HOSTILE in shown
        assert "Piloting since Mon 9 Nov" in shown
        assert "[red]Ask[/red] them" in shown
        assert "━━ piloting or beyond" in shown
        assert "┏" in shown
        if size == WIDE:
            assert "9 Nov 2026  piloting    1st  [one] line" in shown


async def test_without_departments_the_way_to_the_first_is_named(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "2", "v", "v")
        assert "Press a to add the first" in text_of(pilot)
        for key in ("greater_than_sign", "less_than_sign", "e", "m", "z", "d"):
            await hush(pilot)
            await press(pilot, key)
            assert toasts(pilot) == ["Select a department first, or press a to add one."]
        await press(pilot, "a", "=Legal", "ctrl+s")
        assert [d.name for d in empty.departments.values()] == ["Legal"]
        assert "No department has changed state yet. Press >" in text_of(pilot)
        await press(pilot, "v")
        assert "No topics yet" in text_of(pilot)


async def test_coming_back_from_a_page_opens_no_second_screen(knots: Book) -> None:
    async with running(knots) as pilot:
        for room, key in (("departments", "ops"), ("volunteer", "ann"), ("departments", "sales")):
            pilot.app.go_to(room, key)  # type: ignore[attr-defined]
            await settle(pilot)
        assert here(pilot) == "DepartmentsScreen"
        assert focused(pilot) == "sales"
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"
        assert len(pilot.app.screen_stack) == 2


async def test_a_department_is_found_in_the_palette(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "ctrl+p", "=x] ops", "enter")
        assert here(pilot) == "DepartmentsScreen"
        assert focused(pilot) == "ops"


# -- moving departments ------------------------------------------------------------------------


async def test_a_department_moves_on_and_back_with_one_key(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "l")
        assert focused(pilot) == "ops"
        async with undoable(pilot, knots):
            await press(pilot, ">")
        assert state(knots, "ops") == "adopting"
        assert focused(pilot) == "ops"
        async with undoable(pilot, knots):
            await press(pilot, "<")
        assert state(knots, "ops") == "piloting"
        assert [a.state for a in spread.history(knots, "ops")] == ["curious", "piloting", "adopting", "piloting"]


async def test_opening_early_is_done_said_and_stays_on_the_card(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "h")
        assert focused(pilot) == "sales"
        assert "Opening it now would be too early: no" in text_of(pilot)
        assert "department is established yet and no champion" in text_of(pilot)
        await press(pilot, ">")
        assert toasts(pilot) == []
        await press(pilot, ">")
        assert state(knots, "sales") == "piloting"
        assert toasts(pilot) == [
            "Sales was opened too early: no department is established yet and no champion yet. Press u to undo."
        ]
        await hush(pilot)
        assert "1 opened too early !" in text_of(pilot)
        assert "0 d !" in text_of(pilot)
        await press(pilot, ">")  # going on is not opening it again
        assert toasts(pilot) == []
        assert "! Opened too early: no department is" in text_of(pilot)


async def test_the_ends_of_the_way_say_so(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "h", "<")
        assert toasts(pilot) == ["Sales is already at the first state: not yet."]
        await press(pilot, "l", ">", ">")
        assert state(knots, "ops") == "established"
        await hush(pilot)
        await press(pilot, ">")
        assert toasts(pilot) == ["[/x] Ops [b] is already at the last state: established."]


async def test_pausing_and_taking_up_again(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "l")
        async with undoable(pilot, knots):
            await press(pilot, "z")
        assert state(knots, "ops") == "paused"
        await hush(pilot)
        await press(pilot, "z", "<")
        assert [said.split(" is ")[1] for said in toasts(pilot)] == [
            "paused. Press > to resume.",
        ]
        await press(pilot, ">")
        assert state(knots, "ops") == "piloting"


async def test_a_state_is_noted_on_any_day(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "h")
        async with undoable(pilot, knots):
            await press(pilot, "m", "tab", "end", "ctrl+u", "=1/11", "tab", "=was [there]", "ctrl+s")
        (entry,) = spread.history(knots, "sales")
        assert (entry.state, entry.on, entry.note) == ("not_yet", nov(1), "was [there]")


async def test_editing_and_deleting_a_department(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "l")
        async with undoable(pilot, knots):
            await press(pilot, "e", "end", "=!", "ctrl+s")
        assert knots.departments["ops"].name == "[/x] Ops [b]!"
        async with undoable(pilot, knots):
            await press(pilot, "d")
        assert "ops" not in knots.departments
        assert [a for a in knots.adoptions.values() if a.department == "ops"] == []
        assert knots.volunteers["ann"].department == ""


async def test_enter_opens_the_page_and_there_a_person(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "l", "enter")
        assert here(pilot) == "DepartmentScreen"
        shown = text_of(pilot)
        for part in (
            "Piloting for 14 days",
            f"Champion: {HOSTILE}",
            "[red]Ask[/red] them",
            "[one] line",
            "Bo Çelik",
        ):
            assert part in shown, part
        await press(pilot, "slash", "=bo", "enter", "enter")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "escape", "escape")
        async with undoable(pilot, knots):
            await press(pilot, ">")
        assert state(knots, "ops") == "adopting"
        newest = spread.history(knots, "ops")[-1]
        pilot.app.screen.query_one("#history", Listing).highlight(newest.id)
        pilot.app.screen.set_focus(pilot.app.screen.query_one("#history"))
        async with undoable(pilot, knots):
            await press(pilot, "d")
        assert newest.id not in knots.adoptions
        await press(pilot, "escape")
        assert here(pilot) == "DepartmentsScreen"


# -- coverage ----------------------------------------------------------------------------------


@SIZES
async def test_coverage_tells_gaps_and_what_hangs_on_one(knots: Book, size: tuple[int, int]) -> None:
    async with running(knots, size) as pilot:
        await press(pilot, "2", "v", "v", "l", "v")
        shown = text_of(pilot)
        assert "Coverage · 2 topics · sorted by risk" in shown
        assert "Single-trainer topics · 1" in shown
        grid = pilot.app.screen.query_one(CellGrid)
        assert (grid.key, grid.column) == ("feedback [basics]", "ops")  # the department one came from
        assert HOSTILE in shown
        assert "Single-trainer topic: at risk" in shown
        await press(pilot, "l")
        assert grid.column == "sales"
        assert "1 trainer elsewhere, none in Sales." in text_of(pilot)
        await press(pilot, "enter")
        assert "No one in Sales teaches Feedback [basics] yet" in toasts(pilot)[0]


async def test_a_department_named_in_several_lines_has_its_column(knots: Book) -> None:
    fill(knots, Department(id="lines", name="One\nTwo\nThree\nFour"))
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "v")
        assert here(pilot) == "CoverageScreen"
        assert "Four" in text_of(pilot)


async def test_enter_on_a_cell_lists_the_people(knots: Book) -> None:
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "l", "v", "j", "enter")
        shown = text_of(pilot)
        assert "Knots · [/x] Ops [b]" in shown
        assert f"○ {HOSTILE}" in shown
        assert "delivered under observation" in shown
        await press(pilot, "=bo", "enter")
        assert here(pilot) == "VolunteerScreen"


async def test_the_order_of_topics_and_the_filter(knots: Book) -> None:
    fill(knots, Volunteer(id="zed", name="Zed", topics=("Zither",)))
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "v")
        grid = pilot.app.screen.query_one(CellGrid)
        assert grid.keys == ["feedback [basics]", "zither", "knots"]
        await press(pilot, "S")
        assert grid.keys == ["feedback [basics]", "knots", "zither"]
        await press(pilot, "slash", "=bo ç", "enter")
        assert grid.keys == ["knots"]
        await press(pilot, "escape")
        assert here(pilot) == "CoverageScreen"
        assert len(grid.keys) == 3


async def test_a_wanted_topic_without_a_trainer_comes_first_and_says_whom_to_help(knots: Book) -> None:
    fill(knots, Volunteer(id="zed", name="Zed [/x]", topics=("Zither",), department="sales"),
         TrainingRequest(id="r", topic="Zither", department="ops", on=nov(2)))  # fmt: skip
    async with running(knots) as pilot:
        await press(pilot, "2", "v", "v", "v", "g")
        grid, cell = pilot.app.screen.query_one(CellGrid), pilot.app.screen.query_one(FactPane)
        assert grid.keys == ["zither", "feedback [basics]", "knots"]
        assert "1 wanted, no trainer" in text_of(pilot)
        assert cell.text.splitlines()[:3] == [
            "Wanted, but no trainer",
            "Next: help Zed [/x] to become a member and teach this topic.",
            "Wanted by         [/x] Ops [b]",
        ]
        line = next(line for line in text_of(pilot).splitlines() if "Zither" in line)
        assert line.split()[1:6] == ["Zither", "0", "!", "1", "+"]


# -- one person's readiness --------------------------------------------------------------------


@SIZES
async def test_the_page_shows_readiness_and_warns(knots: Book, size: tuple[int, int]) -> None:
    async with running(knots, size) as pilot:
        pilot.app.go_to("volunteer", "ann")  # type: ignore[attr-defined]
        await press(pilot, "G", "g")
        assert "! Knots [live]" in text_of(pilot)
        told = [" ".join(cells) for cells in listed(pilot, "#now")]
        for part in ("Training and readiness", "leads ‘Knots’ alone", "Feedback [basics]: no step recorded"):
            assert any(part in line for line in told), part


async def test_r_notes_the_next_step(knots: Book) -> None:
    async with running(knots) as pilot:
        pilot.app.go_to("volunteer", "ann")  # type: ignore[attr-defined]
        async with undoable(pilot, knots):
            await press(pilot, "R", "=knots", "enter", "ctrl+s")
        assert what(knots, TODAY)["ann"]["knots"].level == "certified"
        await press(pilot, "R", "=Origami [x]", "enter", "ctrl+s")
        assert what(knots, TODAY)["ann"]["origami [x]"].level == "observed"
        async with undoable(pilot, knots):
            await press(pilot, "R", "=explaining", "enter", "ctrl+s")
        (word,) = [entry for entry in knots.teaching.values() if entry.id != "t1"]
        assert (word.skill, word.grade, word.on) == ("explaining", "proficient", TODAY)
        assert "! Knots [live]" not in text_of(pilot)


async def test_a_step_is_edited_and_deleted_on_the_page(knots: Book) -> None:
    async with running(knots) as pilot:
        pilot.app.go_to("volunteer", "ann")  # type: ignore[attr-defined]
        await press(pilot, "slash", "=under obs", "enter")
        pilot.app.screen.query_one("#now", Listing).highlight("r3")
        async with undoable(pilot, knots):
            await press(pilot, "d")
        assert "r3" not in knots.readiness


async def test_the_week_asks_to_certify_and_enter_does_it(knots: Book) -> None:
    async with running(knots) as pilot:
        for _ in range(3):  # what is more pressing is laid aside
            await press(pilot, "g", "d")
        await hush(pilot)
        assert "Certify" in text_of(pilot)
        pilot.app.screen.query_one("#acts", Listing).highlight("certify:ann:knots")
        await settle(pilot)
        assert "has completed every step" in pilot.app.screen.query_one("#why", Pane).text.replace("\n", " ")
        async with undoable(pilot, knots):
            await press(pilot, "enter", "ctrl+s")
        assert what(knots, TODAY)["ann"]["knots"].alone
        assert "Certify" not in text_of(pilot)


async def test_picking_a_host_who_is_not_ready_says_so(knots: Book) -> None:
    fill(knots, Gathering(id="knots", name="Knots [live]", on=nov(26), topic="Knots"))
    fill(knots, *(Snooze(act=act.key) for act in plan(knots, TODAY).all_acts if act.kind != "find_host"))
    async with running(knots) as pilot:
        await press(pilot, "v")
        pilot.app.screen.query_one("#acts", Listing).highlight("host:knots")
        await press(pilot, "enter", "=bo ç", "enter")
        assert knots.gatherings["knots"].host == "bo"
        assert toasts(pilot)[-1] == (
            "Bo Çelik leads ‘Knots’ alone: no step recorded so far, not certified. Consider a co-host."
        )


async def test_the_board_has_the_lines_its_longest_column_takes(circle: Book) -> None:
    fill(circle, *(department(key) for key in ("care", "legal", "lab", "shop")))
    async with running(circle) as pilot:
        await press(pilot, "2", "v", "v")
        assert all(name in text_of(pilot) for name in ("Care", "Lab", "Legal", "Ops", "Sales", "Shop"))
