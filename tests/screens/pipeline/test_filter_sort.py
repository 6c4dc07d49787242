"""The pipeline narrowed, sorted, under headings; filters kept; several people dealt with in one step."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.board import Board, Card
from screens.widgets.lists.list_view import Listing, Row
from store.book.book import Book
from store.model.people import Contact, Volunteer
from store.people.stages import standings
from tests.support.forms import faults_of_forms
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    here,
    press,
    running,
    strips,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill

SIX = {"ann", "bo", "cy", "dee", "eve", "fay"}


def listed(pilot: Pilot[Any]) -> list[str]:
    return pilot.app.screen.query_one("#people", Listing).keys


def on_board(pilot: Pilot[Any]) -> list[str]:
    return pilot.app.screen.query_one(Board).keys


def headings(pilot: Pilot[Any]) -> list[str]:
    rows = pilot.app.screen.query_one("#people", Listing).visible_rows()
    return [str(row.cells[0]) for row in rows if row.heading and len(row.cells) == 1]


async def test_narrowed_on_board_and_list_with_typed_text_on_top(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "f", "=sales", "space", "enter")
        assert on_board(pilot) == ["tom", "gus"]
        assert "2 of 8 people" in text_of(pilot)
        assert "Sales   esc: show all" in text_of(pilot)
        await press(pilot, "slash", "=abbe", "enter")
        assert on_board(pilot) == ["gus"]
        await press(pilot, "escape")
        assert set(on_board(pilot)) == {*SIX, "tom", "gus"}
        await press(pilot, "v", "f", "=sales", "space", "enter")
        assert listed(pilot) == ["tom", "gus"]


@pytest.mark.parametrize("keys", [["2"], ["2", "v"]])
async def test_what_a_filter_looks_through_is_known_before_the_first_letter(
    circle: Book, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    read: list[str] = []
    for kind in (Card, Row):
        text = kind.text.fget
        monkeypatch.setattr(kind, "text", property(lambda one, text=text: (read.append(one.key), text(one))[1]))
    async with running(circle) as pilot:
        await press(pilot, *keys, "slash")
        assert {*filter(None, read)} == {*circle.volunteers}  # headings have no key
        read.clear()
        await press(pilot, "c")
        assert read == []


async def test_several_conditions_and_nobody_left(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "2", "f", "space", "=sales", "space", "enter")
        assert on_board(pilot) == ["tom", "gus"]
        await press(pilot, "f", "=unthanked", "space", "enter")
        assert on_board(pilot) == []
        assert "No one matches the filter" in text_of(pilot)
        await press(pilot, "escape")
        assert len(on_board(pilot)) == 8


async def test_who_has_gone_quiet_is_marked_filtered_and_sorted(circle: Book) -> None:
    fill(circle, replace(circle.community, quiet_after=14), Contact(who="bo", on=TODAY))
    async with running(circle) as pilot:
        await press(pilot, "2")
        assert "4 gone quiet" in text_of(pilot)  # all but Ann, who led a session, and Bo
        await press(pilot, "f", "=quiet", "space", "enter")
        assert on_board(pilot) == ["cy", "dee", "eve", "fay"]
        assert len(re.findall(r"Ops +quiet", text_of(pilot))) == 4
        await press(pilot, "v")
        assert "gone quiet for 14 days" in text_of(pilot)
        await press(pilot, "S", "=seen", "enter")
        assert listed(pilot) == ["cy", "dee", "eve", "fay"]
        assert "last seen Mon 9 Nov" in text_of(pilot)


async def test_sorted_and_under_headings(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "v", "S", "=days", "enter")
        assert listed(pilot)[-1] == "gus"  # the one who came last into a stage
        await press(pilot, "b", "=department", "enter")
        assert headings(pilot) == ["Ops · 6", "Sales · 2"]
        assert "grouped by department" in text_of(pilot)
        await press(pilot, "S", "=thanked", "enter")
        assert "never thanked" in text_of(pilot)
        await press(pilot, "escape")
        assert headings(pilot) == []


async def test_headings_are_for_the_list(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "b", "=stage", "enter")
        assert headings(pilot) == ["Interested · 1", "Said yes · 1", "Active · 6"]
        assert pilot.app.screen.query_one("#people").display


async def test_a_filter_is_kept_and_picked_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "F")
        assert "No saved filters yet" in text_of(pilot)
        await press(pilot, "escape", "f", "=sales", "space", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "F", "enter", f"={HOSTILE}", "enter")
            assert here(pilot) == "PipelineScreen"
            assert f"‘{HOSTILE}’" in text_of(pilot)
        await press(pilot, "escape", "F", "enter")
        assert set(on_board(pilot)) == {"gus", "tom"}
        async with undoable(pilot, circle):
            await press(pilot, "F", "=delete", "enter")
            assert not circle.filters
        assert f"‘{HOSTILE}’" not in text_of(pilot).splitlines()[1]


async def test_who_is_looked_for_is_never_hidden(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "f", "=sales", "space", "enter")
        pilot.app.go_to("pipeline", "ann")  # type: ignore[attr-defined]
        await press(pilot)
        await press(pilot, "left")
        await press(pilot, "right")
        assert "ann" in on_board(pilot)


async def mark(pilot: Pilot[Any], *people: str) -> None:
    for person in people:
        pilot.app.screen.query_one("#people", Listing).highlight(person)
        await press(pilot, "space")


@pytest.mark.parametrize(
    ("keys", "table", "more"),
    [
        (("t", "=all.", "enter"), "recognitions", 1),
        (("n", "=lunch", "enter"), "contacts", 3),
        (("c", "ctrl+s"), "contributions", 3),
        (("greater_than_sign",), "moves", 3),
        (("less_than_sign",), "moves", 3),
        (("z", "enter"), "moves", 3),
        (("d",), "volunteers", -3),
    ],
)
async def test_a_key_acts_on_all_marked(circle: Book, keys: tuple[str, ...], table: str, more: int) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "v")
        await mark(pilot, "ann", "cy", "gus")
        assert "3 ticked" in text_of(pilot)
        assert "✓ [/x] Ann [Ops]" in text_of(pilot)
        before = len(circle.tables[table])
        async with undoable(pilot, circle):
            await press(pilot, *keys)
            assert len(circle.tables[table]) == before + more
            assert "marked" not in text_of(pilot).splitlines()[1]


async def test_thanks_name_everybody_marked(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "v")
        await mark(pilot, "ann", "cy")
        await press(pilot, "t")
        assert HOSTILE in text_of(pilot)
        await press(pilot, "=coming.", "enter")
        thanks = list(circle.recognitions.values())[-1]
        assert set(thanks.to) == {"ann", "cy"}
        assert thanks.words == "Thank you all for coming."


async def test_the_yes_is_asked_of_each_who_lacks_it(circle: Book) -> None:
    fill(circle, Volunteer(id="uma", name="Uma", met_on=TODAY))
    async with running(circle) as pilot:
        await press(pilot, "2", "v")
        await mark(pilot, "tom", "uma", "gus")
        await press(pilot, "greater_than_sign")
        assert "record consent" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "=Count me in", "ctrl+s")
            where = {key: standing.stage for key, standing in standings(circle, TODAY).items()}
            assert (where["tom"], where["gus"], where["uma"]) == ("said_yes", "onboarding", "interested")
            assert circle.volunteers["tom"].yes_words == "Count me in"
            assert toasts(pilot)[-1] == "Moved 2 people. Press u to undo. Not moved: Uma."


async def test_many_who_lack_it_stand_under_headings(circle: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, people = faults_of_forms(monkeypatch), [f"p{number}" for number in range(11)]
    fill(circle, *(Volunteer(id=key, name=key, met_on=TODAY) for key in people))
    async with running(circle) as pilot:
        await press(pilot, "2", "v")
        await mark(pilot, *people)
        await press(pilot, "greater_than_sign")
        assert "People 10–11 of 11" in text_of(pilot)
        assert not wrong


@pytest.mark.parametrize("view", ["board", "list"])
async def test_people_are_ticked_on_the_board_and_in_the_list_until_esc(circle: Book, view: str) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", *(["l"] * 4 if view == "board" else ["v"]), "space", "space", "space")
        assert "3 ticked" in text_of(pilot)
        assert text_of(pilot).count("✓ ") == 3
        await press(pilot, "v")
        assert view == "list" or text_of(pilot).count("✓ ") == 3  # they stay ticked in the other view
        await press(pilot, "V", "escape")
        assert "ticked" not in text_of(pilot)
        assert "✓" not in text_of(pilot)


async def test_a_key_acts_on_all_ticked_on_the_board(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "l", "l", "l", "l", "space", "space")
        async with undoable(pilot, circle):
            await press(pilot, "n", "=lunch", "enter")
            assert {contact.who for contact in circle.contacts.values()} >= {"ann", "bo"}


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_no_line_is_too_long(circle: Book, size: tuple[int, int]) -> None:
    async with running(circle, size) as pilot:
        await press(
            pilot, "2", "f", "=ops", "space", "enter", "b", "=topic", "enter", "S", "=contact", "enter", "space"
        )
        assert {strip.cell_length for strip in strips(pilot)} == {size[0]}
        assert "6 of 8 people" in text_of(pilot)
