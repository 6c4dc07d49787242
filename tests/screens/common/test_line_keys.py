"""The line of keys: what acts on the selected line stands first, and nothing that does nothing there."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from screens.common.screen import BookScreen
from screens.widgets.bars import KeyBar
from screens.widgets.lists.board import Board
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.calendar import Gathering
from store.model.people import Task
from tests.support.harness import WIDE, go, press, running, settle, text_of
from tests.support.making import ago, fill

LINES, FOOTERS = 40, 2
"""Lines that are looked at in each place, and how many different lines of keys are tried."""


def foot(pilot: Pilot[Any]) -> list[str]:
    """The ids of the keys that are shown, in their order."""
    return [active.binding.id or "" for active in pilot.app.screen.query_one(KeyBar).visible_bindings()]


def keys_shown(pilot: Pilot[Any]) -> str:
    return text_of(pilot).splitlines()[-1]


async def test_a_checklist_line_is_ticked_and_a_fact_is_about_the_person(demo: Book) -> None:
    who = next(checklist.volunteer for checklist in demo.checklists.values() if checklist.kind == "onboarding")
    async with running(demo, WIDE) as pilot:
        pilot.app.go_to("volunteer", who)  # type: ignore[attr-defined]
        await press(pilot, "home")
        assert foot(pilot)[:3] == ["list.open", "person.thank", "person.contact"]
        assert "volunteer.tick" not in foot(pilot)
        while not isinstance(getattr(pilot.app.screen.view.here(), "record", None), Task):  # type: ignore[attr-defined]
            await press(pilot, "j")
        assert foot(pilot)[:2] == ["list.open", "volunteer.tick"]
        assert keys_shown(pilot).startswith(" ⏎ Open  space Tick ")


@pytest.mark.parametrize(
    ("gathering", "first"),
    [
        (Gathering(id="g", name="Talk", on=ago(1)), ["calendar.hold", "calendar.host", "calendar.edit"]),
        (Gathering(id="g", name="Talk", on=ago(-1)), ["calendar.host", "calendar.edit", "calendar.skip"]),
        (Gathering(id="g", name="Talk", on=ago(1), state="held"), ["calendar.host", "calendar.edit", "calendar.delete"]),
    ],
)  # fmt: skip
async def test_a_gathering_shows_what_can_be_done_with_it(
    circle: Book, gathering: Gathering, first: list[str]
) -> None:
    fill(circle, gathering)
    async with running(circle, (160, 36)) as pilot:
        pilot.app.go_to("calendar", "g")  # type: ignore[attr-defined]
        await settle(pilot)
        assert foot(pilot)[1:4] == first
        assert {"calendar.earlier", "calendar.later"} <= set(foot(pilot))
        assert ("calendar.skip" in foot(pilot)) is (gathering.state != "held")
        await press(pilot, "V")
        assert not {"calendar.earlier", "calendar.later", "calendar.today"} & set(foot(pilot))


async def test_while_an_idea_is_typed_the_timer_shows_the_keys_that_work_then(circle: Book) -> None:
    async with running(circle, WIDE) as pilot:
        await press(pilot, "0")
        assert " + +1 minute " in keys_shown(pilot)
        await press(pilot, "a")
        assert " f7 +1 minute " in keys_shown(pilot)
        assert " f5 " in keys_shown(pilot)


async def test_an_empty_list_shows_no_key_for_a_line(empty: Book) -> None:
    async with running(empty, WIDE) as pilot:
        await press(pilot, "escape")
        for number in "245678":
            await press(pilot, number)
            acting = {name for name, acts in pilot.app.screen.line_keys().items() if not acts}  # type: ignore[attr-defined]
            assert not acting & set(foot(pilot)), number
            assert number == "7" or not [
                name for name in foot(pilot) if name.endswith((".open", ".edit", ".delete"))
            ]


async def test_undo_is_shown_once_there_is_anything_to_undo(circle: Book) -> None:
    async with running(circle, WIDE) as pilot:
        await press(pilot, "8")
        assert "app.undo" not in foot(pilot)
        await press(pilot, "a", "=Zed", "ctrl+s")
        assert "app.undo" in foot(pilot)
        await press(pilot, "u")
        assert "app.undo" not in foot(pilot)


TRIED = [
    "board", "departments", "roles", "page", "what was", "month", "days", "agenda", "rituals", "hosts", "thanks",
    "thanks by person", "contributions", "seen", "orbit", "costs", "budget", "roi", "kpis", "readings", "pitch", "sent", "posts",
    "launch", "check-ups", "needs", "library", "kickoff", "charter", "survey",
]  # fmt: skip
"""The places whose lines differ in what can be done with them."""


@pytest.mark.parametrize("place", TRIED)
async def test_what_leads_the_line_of_keys_does_something(
    demo: Book, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    refused: list[str] = []

    def say(screen: BookScreen, text: str, *, problem: bool = False) -> None:
        refused.extend([text] if problem else [])

    monkeypatch.setattr(BookScreen, "say", say)
    monkeypatch.setattr("screens.common.clipboard.copy", lambda *_, **__: "Copied.")
    tried: set[tuple[str, ...]] = set()
    async with running(demo, WIDE) as pilot:
        await go(pilot, place)
        screen, lines = pilot.app.screen, pilot.app.focused
        for _ in range(LINES):
            shown = foot(pilot)
            leading = tuple(name for name, acts in screen.line_keys().items() if acts and name in shown)[:4]  # type: ignore[attr-defined]
            for name in leading if leading not in tried and len(tried) < FOOTERS else ():
                refused.clear()
                key, steps = getattr(lines, "key", ""), len(demo.steps)
                await press_by_id(pilot, name)
                assert not refused, name
                for _ in range(4):
                    await press(pilot, *["escape"] * (pilot.app.screen is not screen))
                await press(pilot, *["u"] * (len(demo.steps) - steps))
                screen.set_focus(lines)
                if isinstance(lines, Listing | Board):
                    lines.highlight(key)
                await settle(pilot)
            tried.add(leading)
            await press(pilot, "j")
    assert any(tried)


async def press_by_id(pilot: Pilot[Any], name: str) -> None:
    """Press the key of a binding that works here."""
    await press(
        pilot, next(a.binding.key for a in pilot.app.screen.active_bindings.values() if a.binding.id == name)
    )
