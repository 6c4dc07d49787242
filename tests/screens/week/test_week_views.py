"""What Week shows: reasons whole, next week's gatherings, every to-do by kind, and the keys of the selected line."""

from __future__ import annotations

from datetime import date

import pytest
from textual import events

from screens.widgets.bars import KeyBar
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.dates import Clock
from store.core.text import normalize
from store.week.kinds import returns_table
from store.week.plan import as_text, plan
from tests.support.harness import (
    NARROW,
    TODAY,
    WIDE,
    here,
    highlighted,
    listed,
    press,
    resize,
    running,
    settle,
    text_of,
)
from tests.support.making import fill, gathering
from tests.support.tiny import place
from tests.tui.shell.test_clicking import mouse

LARGE = (200, 50)
SCROLL_BAR = " ▁▂▃▄▅▆▇█"
"""What may stand at the end of a line of a list that is longer than its place."""


def set_in(lines: list[str], text: str) -> bool:
    """Whether a text stands on the screen whole, in one line or wrapped in its column."""
    joined = " ".join(line.split("│")[1].strip(SCROLL_BAR) if "│" in line else "" for line in lines)
    return " ".join(text.split()) in " ".join(joined.split())


@pytest.mark.parametrize("size", [WIDE, LARGE])
async def test_no_reason_is_cut_off(demo: Book, size: tuple[int, int]) -> None:
    async with running(demo, size) as pilot:
        for acts, keys in ((plan(demo, TODAY).acts, ()), (plan(demo, TODAY).all_acts, ("v",))):
            await press(pilot, *keys, "g")
            for act in acts:
                pilot.app.screen.query_one("#acts", Listing).highlight(act.key)
                await settle(pilot)
                assert set_in(text_of(pilot).splitlines(), act.reason), act.reason


async def test_a_row_has_one_line_where_it_is_narrow(demo: Book) -> None:
    async with running(demo, NARROW) as pilot:
        lines = text_of(pilot).splitlines()
        acts = plan(demo, TODAY).acts
        first = next(y for y, line in enumerate(lines) if f" {acts[0].name} " in line)
        for act, line in zip(acts, lines[first:], strict=False):
            assert act.verb in line
            assert act.name in line
        await resize(pilot, WIDE)
        assert all(set_in(text_of(pilot).splitlines(), act.reason) for act in plan(demo, TODAY).acts)


async def test_the_cursor_and_the_mouse_find_rows_of_two_lines(demo: Book) -> None:
    async with running(demo) as pilot:
        listing = pilot.app.screen.query_one("#acts", Listing)
        for act in plan(demo, TODAY).acts[:3]:
            assert listing.key == act.key
            assert act.reason.split()[0] in " ".join(highlighted(pilot))
            await press(pilot, "j")
        wanted = plan(demo, TODAY).acts[1]
        at = place(pilot, wanted.reason.split(",")[0])
        mouse(pilot, events.MouseDown, at)
        mouse(pilot, events.MouseUp, at)
        await settle(pilot)
        assert listing.key == wanted.key
        await press(pilot, "v", "pagedown")
        assert listing.keys.index(listing.key) > 3
        await press(pilot, "pageup")
        assert listing.keys.index(listing.key) == 0


async def test_next_week_stands_below_this_week(demo: Book) -> None:
    async with running(demo) as pilot:
        week = plan(demo, TODAY)
        rows = pilot.app.screen.query_one("#gatherings", Listing).visible_rows()
        assert [row.key for row in rows if not row.heading] == [
            g.id for g in (*week.gatherings, *week.next_gatherings)
        ]
        assert rows[len(week.gatherings)].heading
        assert ("Thu 3", "15:00", "Coffee corner", "Fatima Zahra Benali", "0 of 1 ready") in listed(
            pilot, "#gatherings"
        )
        await press(pilot, "shift+tab", "end", "enter")
        assert here(pilot) == "CalendarScreen"


async def test_on_the_last_day_the_coming_week_stands_below(circle: Book) -> None:
    fill(circle, gathering(date(2026, 12, 1), "Lab", id="lab"))
    circle.clock = sunday = Clock(date(2026, 11, 29))
    async with running(circle) as pilot:
        assert sunday.today() == pilot.app.screen.today
        assert "lab" in pilot.app.screen.query_one("#gatherings", Listing).keys


async def test_every_to_do_is_seen_under_its_kind(demo: Book) -> None:
    async with running(demo) as pilot:
        week, listing = plan(demo, TODAY), pilot.app.screen.query_one("#acts", Listing)
        assert f"To do · {week.covered} of {len(week.all_acts)}" in text_of(pilot)
        await press(pilot, "v")
        assert sorted(listing.keys) == sorted(act.key for act in week.all_acts)
        assert len([row for row in listing.visible_rows() if row.heading]) == len([*week.by_kind()])
        await press(pilot, "V", "V")
        assert "Snoozed and dismissed · 0" in text_of(pilot)
        await press(pilot, "v")
        assert listing.keys == [act.key for act in week.acts]


async def test_the_filter_looks_through_every_to_do(demo: Book) -> None:
    async with running(demo) as pilot:
        listing = pilot.app.screen.query_one("#acts", Listing)
        await press(pilot, "/", "=li chen", "enter")
        found = [act for act in plan(demo, TODAY).all_acts if "Li Chen" in f"{act.name} {act.reason}"]
        assert sorted(listing.keys) == sorted(act.key for act in found)
        assert not {act.key for act in found} & {act.key for act in plan(demo, TODAY).acts}
        await press(pilot, "escape", "escape")
        assert listing.keys == [act.key for act in plan(demo, TODAY).acts]


def footer(pilot) -> list[str]:
    return [active.binding.id for active in pilot.app.screen.query_one(KeyBar).visible_bindings()]


KEYS = {
    "update": ("list.open", "week.copy", "week.sent"),
    "record": ("list.open", "week.skip"),
    "prepare": ("list.open", "week.tick", "week.skip"),
    "remind_host": ("list.open", "week.copy", "person.contact"),
    "thank": ("list.open", "person.thank"),
    "check_in": ("list.open", "person.contact"),
}


async def test_the_last_line_names_the_keys_of_the_selected_to_do(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "v")
        listing = pilot.app.screen.query_one("#acts", Listing)
        for kind, keys in KEYS.items():
            act = next(act for act in plan(demo, TODAY).all_acts if act.kind == kind)
            listing.highlight(act.key)
            await settle(pilot)
            assert tuple(footer(pilot)[: len(keys)]) == keys
            assert ("week.sent" in footer(pilot)) == (kind == "update")
        await press(pilot, "shift+tab")
        assert footer(pilot)[:3] == ["list.open", "week.tick", "week.skip"]
        assert "week.snooze" not in footer(pilot)


async def test_the_last_line_of_an_empty_week_names_what_fills_it(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape")
        assert footer(pilot)[:2] == ["list.open", "week.import"]
        await press(pilot, "d", "d", "d")
        assert footer(pilot)[:2] == ["week.add", "week.import"]


async def test_the_help_says_when_dismissed_to_dos_return(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "?")
        rows = "\n".join(row.text for row in pilot.app.screen.query_one(Listing).visible_rows())
        assert all(normalize(f"{heading}: {returns}") in rows for heading, returns in returns_table())
        await press(pilot, "escape", "2", "?")
        assert len(pilot.app.screen.query_one(Listing).keys) > 3


async def test_the_command_line_tells_the_same_to_dos(demo: Book) -> None:
    told = as_text(demo, plan(demo, TODAY), TODAY).splitlines()
    async with running(demo) as pilot:
        for verb, name, reason, _ in listed(pilot, "#acts"):
            assert any(f" {verb.split()[0]}" in line and line.endswith(reason) for line in told), name
