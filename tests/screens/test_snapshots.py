"""Pictures of every screen, wide and narrow, dark and light, from the sample community on one frozen day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from store.book import Book
from tests.screens.conftest import NARROW, WIDE, Stopwatch, press
from tui.app import GuildbookApp

SIZES = {"wide": WIDE, "narrow": NARROW}
TIMED = {**SIZES, "smallest": (60, 20)}
SCREENS: dict[str, tuple[str, ...]] = {
    "week": (),
    "pipeline": ("2", "l", "l", "l", "l"),
    "people": ("2", "v"),
    "person": ("2", "l", "l", "l", "l", "enter"),
    "roles": ("2", "R"),
    "leaving": ("2", "l", "l", "l", "l", "l", "j", "enter", "L"),
    "departments": ("2", "v", "v", "l", "l"),
    "coverage": ("2", "v", "v", "l", "l", "l", "l", "v", "j", "j", "j", "j", "j"),
    "calendar": ("3",),
    "days": ("3", "v"),
    "agenda": ("3", "v", "v"),
    "rituals": ("3", "V", "V"),
    "hosts": ("3", "V"),
    "recognition": ("4", "tab"),
    "by-person": ("4", "v", "tab"),
    "contributions": ("4", "v", "v", "v"),
    "wall": ("4", "v", "v", "v", "v", "tab"),
    "seen": ("4", "o"),
    "orbit": ("4", "o", "v", "j", "j", "j"),
    "costs": ("5",),
    "budget": ("5", "v"),
    "return": ("5", "v", "v"),
    "kpis": ("5", "v", "v", "v", "j"),
    "pitch": ("5", "p", "j"),
    "updates": ("6",),
    "launch": ("7",),
    "mistakes": ("7", "tab"),
    "checkups": ("7", "v"),
    "needs": ("7", "v", "v"),
    "library": ("8", "j", "j", "j", "j", "j", "j"),
    "composer": ("6", "j", "enter", "j", "j"),
    "stakeholder": ("6", "j", "p"),
    "sent": ("6", "v", "j", "space", "j", "j"),
    "posts": ("6", "v", "v"),
    "support": ("6", "v", "v", "v", "tab"),
}
DIALOGS: dict[str, tuple[str, ...]] = {
    "thank": ("j", "j", "j", "j", "t"),
    "held": ("enter",),
    "who-came": ("enter", "space"),
    "yes": ("2", ">"),
    "edit": ("2", "e"),
    "ask": ("2", "l", "l", "l", "l", "enter", "a"),
    "answer": ("2", "l", "l", "l", "l", "l", "j", "enter", "r"),
    "hand-over-role": ("2", "R", "w"),
    "template": ("3", "a"),
    "ritual": ("3", "a", "enter"),
    "rhythm": ("3", "a", "enter", "tab", "tab", "space", "end", "enter"),
    "skip": ("3", "v", "s"),
    "cost": ("5", "a"),
    "rate": ("5", "r"),
    "pitch-half": ("5", "p", "o"),
    "trace": ("5", "p", "G", *["k"] * 10, "enter"),
    "own-words": ("6", "enter", "j", "e"),
    "whole-text": ("6", "j", "E"),
    "together": ("6", "j", "space", "j", "space"),
    "promised": ("6", "enter", *["j"] * 8, "enter"),
    "bring-in": ("2", "i"),
    "calendar-in": ("3", "i", "=tests/fixtures/calendars/google.ics", "enter"),
    "rows-behind": ("7", "tab", "enter"),
    "your-word": ("7", "space"),
    "facet": ("7", "v", *["j"] * 9, "a"),
    "help": ("question_mark",),
    "filter": ("2", "slash", "=ana"),
    "readiness": ("2", "l", "l", "l", "enter", "R", "enter"),
    "coverage-cell": ("2", "v", "v", "l", "l", "l", "l", "v", "j", "j", "j", "j", "j", "enter"),
    "narrow": ("2", "f", "=sales", "space"),
    "narrowed": ("2", "f", "=sales", "space", "=finance", "space", "enter", "b", "=topic", "enter"),
    "marked": ("2", "v", "space", "j", "space", "space"),
    "kickoff": ("ctrl+p", "=kick-off", "enter", "j"),
    "charter": ("ctrl+p", "=charter", "enter", "j", "j", "j"),
    "charter-earlier": ("ctrl+p", "=charter", "enter", "j", "j", "j", "["),
    "survey": ("ctrl+p", "=survey", "enter"),
    "rooms": ("7", "o"),
    "capture": (";", "=thank Ana for the feedback session yesterday"),
    "capture-asks": (";", "=met Zoe fri, wants to help"),
    "marked-yes": ("2", "v", "space", "space", "space", "space", "greater_than_sign"),
}

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine prefers, the pictures have their own colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)


def picture(  # noqa: PLR0917
    snap_compare: Compare, book: Book, size: str, theme: str, keys: tuple[str, ...], later: float = 0
) -> bool:
    """Whether the app, after these keys and so many seconds ``later`` by a stopwatch, looks as it did."""
    app = GuildbookApp(book, book.clock)
    app.theme = f"guildbook-{theme}"
    app.animation_level = "none"

    async def pressed(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        await press(pilot, *keys)
        if later:
            book.clock.now_at += later  # type: ignore[attr-defined]
            pilot.app._alarm.look()  # type: ignore[attr-defined]
            pilot.app.screen.show_time()  # type: ignore[attr-defined]
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return snap_compare(app, terminal_size=TIMED[size], run_before=pressed)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screens(snap_compare: Compare, demo: Book, screen: str, size: str, theme: str) -> None:
    assert picture(snap_compare, demo, size, theme, SCREENS[screen])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialogs(snap_compare: Compare, demo: Book, dialog: str, size: str) -> None:
    assert picture(snap_compare, demo, size, "dark", DIALOGS[dialog])


@pytest.mark.parametrize("size", TIMED)
def test_the_timer_runs(snap_compare: Compare, demo: Book, size: str) -> None:
    demo.clock = Stopwatch()
    keys = ("ctrl+p", "=kick-off", "enter", "j", "j", "enter", "space")
    assert picture(snap_compare, demo, size, "dark", keys, later=75)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_planned_yet(snap_compare: Compare, empty: Book, size: str) -> None:
    assert picture(snap_compare, empty, size, "dark", ("escape", "ctrl+p", "=kick-off", "enter", "s"))


@pytest.mark.parametrize("size", SIZES)
def test_welcome(snap_compare: Compare, empty: Book, size: str) -> None:
    assert picture(snap_compare, empty, size, "dark", ())


@pytest.mark.parametrize("size", SIZES)
def test_first_questions(snap_compare: Compare, empty: Book, size: str) -> None:
    assert picture(snap_compare, empty, size, "dark", ("enter", "tab", "tab"))


@pytest.mark.parametrize("size", SIZES)
def test_empty_week(snap_compare: Compare, empty: Book, size: str) -> None:
    assert picture(snap_compare, empty, size, "dark", ("escape",))


@pytest.mark.parametrize("size", SIZES)
def test_empty_launch(snap_compare: Compare, empty: Book, size: str) -> None:
    assert picture(snap_compare, empty, size, "dark", ("escape", "7"))
