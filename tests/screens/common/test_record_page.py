"""The page of a record: what comes next first and done by its key, sections that fold, texts whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from screens.widgets.lists.section_list import SectionList
from store.book.book import Book
from store.model.calendar import Gathering
from store.model.people import Ask, Contact, Reminder
from tests.support.harness import NARROW, TODAY, go, here, press, running, settle, text_of, undoable
from tests.support.making import ago, fill
from tui.shell.app import GuildbookApp

LONG = "Would rather begin with a short talk to colleagues she knows than with a whole session, [/x] in spring if possible"


async def page(pilot: Pilot[None], room: str, key: str) -> None:
    app = pilot.app
    assert isinstance(app, GuildbookApp)
    app.go_to(room, key)
    await settle(pilot)


def sections(pilot: Pilot[None], which: str) -> list[str]:
    """What stands in a list of sections, line by line."""
    rows = pilot.app.screen.query_one(which, SectionList).visible_rows()
    return [" ".join(c if isinstance(c, str) else c[0] for c in row.cells).strip() for row in rows]


def at(pilot: Pilot[None], which: str, key: str) -> None:
    listing = pilot.app.screen.query_one(which, SectionList)
    pilot.app.screen.set_focus(listing)
    listing.highlight(key)
    assert listing.key == key


async def test_sections_fold_and_stay_folded_for_the_next_person(circle: Book) -> None:
    fill(
        circle,
        *(Contact(id=f"c{n:02}", who=who, on=ago(n), note=f"{who} {n}") for n in range(9) for who in ("ann",)),
    )
    fill(circle, Contact(id="b", who="bo", on=ago(1), note="with Bo"))
    async with running(circle) as pilot:
        await go(pilot, "board")
        await page(pilot, "volunteer", "ann")
        listing = pilot.app.screen.query_one("#history", SectionList)
        assert sections(pilot, "#history").count("and 4 more") == 1
        pilot.app.screen.set_focus(listing)
        listing.highlight("more:Contacts")
        await press(pilot, "enter")
        assert listing.key == "c05"  # the first of those that were not shown
        assert "and 4 more" not in sections(pilot, "#history")
        for key in ("space", "enter"):
            listing.highlight("section:Contacts")
            await press(pilot, key)
            folded = "▸ Contacts · 9" in sections(pilot, "#history")
            assert folded is (key == "space")
        await press(pilot, "space")
        await page(pilot, "volunteer", "bo")
        assert "▸ Contacts · 1" in sections(pilot, "#history")
        await press(pilot, "n", "=Hello", "enter")
        assert listing.keys.count("b") == 1
        assert "Hello" in " ".join(sections(pilot, "#history"))  # what was just added is shown


async def test_the_filter_finds_what_is_folded_away(circle: Book) -> None:
    fill(circle, *(Contact(id=f"c{n}", who="ann", on=ago(n), note=f"talk {n}") for n in range(9)))
    async with running(circle) as pilot:
        await go(pilot, "board")
        await page(pilot, "volunteer", "ann")
        before = sections(pilot, "#history")
        await press(pilot, "tab", "/", "=talk 8", "enter")
        assert [line.split(" ", 3)[-1] for line in sections(pilot, "#history")] == ["talk 8"]
        await press(pilot, "escape")
        assert sections(pilot, "#history") == before


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_head_and_next_come_first_and_notes_are_whole(circle: Book, size: tuple[int, int]) -> None:
    fill(
        circle,
        Ask(id="open", who="ann", what="host [once]", on=ago(1)),
        Contact(id="long", who="ann", on=ago(0), note=LONG),
    )
    async with running(circle, size) as pilot:
        await go(pilot, "board")
        await page(pilot, "volunteer", "ann")
        lines = text_of(pilot).splitlines()
        first = next(n for n, line in enumerate(lines) if "Next ·" in line)
        assert first < 9
        assert any("host [once]" in line for line in lines[first : first + 6])
        at(pilot, "#history", "long")
        await settle(pilot)
        shown = " ".join(line[line.find("│") :].strip("│ ") for line in text_of(pilot).splitlines())
        assert all(word in shown for word in LONG.split())


async def test_a_line_of_what_comes_next_is_done_by_enter(circle: Book) -> None:
    soon = Gathering(id="soon", name="Talk [x]", on=TODAY + timedelta(days=40), host="ann")
    fill(
        circle,
        Ask(id="open", who="ann", what="host", on=ago(1)),
        Reminder(id="r", what="Call", on=ago(-30), who="ann"),
        soon,
    )
    async with running(circle) as pilot:
        await go(pilot, "board")
        await page(pilot, "volunteer", "ann")
        at(pilot, "#now", "ask:open")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "enter")
            assert circle.asks["open"].outcome == "accepted"
            assert "ask:open" not in pilot.app.screen.query_one("#now", SectionList).keys
        thank = next(k for k in pilot.app.screen.query_one("#now", SectionList).keys if k.startswith("thank:ann"))
        at(pilot, "#now", thank)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=Well done", "enter")
            assert thank not in pilot.app.screen.query_one("#now", SectionList).keys
        at(pilot, "#now", "do:r")
        await press(pilot, "enter")
        assert here(pilot) == "Form"
        await press(pilot, "escape")
        at(pilot, "#now", "host:soon")
        await press(pilot, "enter")
        assert here(pilot) == "CalendarScreen"


async def test_a_rituals_page_leads_to_its_dates_hosts_and_notes(circle: Book) -> None:
    held = Gathering(
        id="was",
        name="Coffee corner",
        ritual="coffee",
        on=ago(9),
        state="held",
        host="bo",
        attended=("ann",),
        notes=LONG,
    )
    fill(circle, held)
    async with running(circle) as pilot:
        await go(pilot, "ritual")
        assert here(pilot) == "RitualScreen"
        assert "Every Monday" in text_of(pilot)
        now = pilot.app.screen.query_one("#now", SectionList)
        coming = next(key for key in now.keys if key.startswith("gathering:"))
        at(pilot, "#now", "turn:bo")
        await press(pilot, "enter")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "escape")
        at(pilot, "#now", coming)
        async with undoable(pilot, circle):
            await press(pilot, "w", "=eve", "enter")
        assert circle.gatherings[coming.removeprefix("gathering:")].host == "eve"
        at(pilot, "#history", "notes:was")
        await press(pilot, "enter")
        assert here(pilot) in ("Form", "Picker")
        await press(pilot, "escape")
        at(pilot, "#now", "section:Details")
        async with undoable(pilot, circle):
            await press(pilot, "e", "= [new]", "ctrl+s")
        assert circle.rituals["coffee"].name == "Coffee corner [new]"
        at(pilot, "#now", coming)
        await press(pilot, "enter")
        assert here(pilot) == "CalendarScreen"
