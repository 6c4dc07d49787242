"""Pictures of every screen, at three sizes, dark and light, from the sample community on one frozen day.

All pictures of a screen are taken in one run, the window growing and shrinking and the colours changing in between:
that costs a quarter of a run for each, and shows that a screen looks the same however it came to its size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual._compositor import Compositor
from textual.pilot import Pilot

from store.book.book import Book
from tests.support.contrast import ENOUGH, MUCH, faint
from tests.support.harness import NARROW, WIDE, Stopwatch, highlighted, press, resize, running, settle, text_of

LARGE = (200, 50)
SIZES = {"narrow": NARROW, "wide": WIDE, "large": LARGE}
TIMED = {**SIZES, "smallest": (60, 20)}
TOO_SMALL = (56, 12)
PAINTED = Compositor.render_update
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

Later = Callable[[Pilot[Any]], None]


class Pictures(SVGImageExtension):
    """One file a picture, named by what it shows."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: Any, index: Any = 0) -> str:
        return f"{test_location.methodname}[{index}]"


async def pictures(
    book: Book, sizes: Sequence[str], themes: Sequence[str], keys: tuple[str, ...], later: Later | None = None
) -> dict[str, str]:
    """The app after these keys, by size and theme; ``later`` is done before the first picture is taken."""
    taken: dict[str, str] = {}
    async with running(book, TIMED[sizes[0]]) as pilot:
        await press(pilot, *keys)
        if later:
            later(pilot)
        for number, theme in enumerate(themes):
            pilot.app.theme = f"guildbook-{theme}"
            await settle(pilot)
            for size in sizes if number % 2 == 0 else reversed(sizes):
                await resize(pilot, TIMED[size])
                with patch.object(Compositor, "render_update", PAINTED):
                    svg = pilot.app.export_screenshot(title=pilot.app.title, simplify=True)
                taken[f"{size}-{theme}" if len(themes) > 1 else size] = svg
                assert not faint(pilot, ENOUGH)
        for theme, least in {"light": ENOUGH, "contrast": MUCH}.items():
            pilot.app.theme = f"guildbook-{theme}"
            await settle(pilot)
            assert not faint(pilot, least)
        here = highlighted(pilot)
        await resize(pilot, TOO_SMALL)
        assert "Guildbook needs 60 × 20; this window is 56 × 12." in text_of(pilot)
        assert not highlighted(pilot)
        await resize(pilot, TIMED[size])
        assert highlighted(pilot) == here
    return taken


def same(snapshot: SnapshotAssertion, name: str, taken: dict[str, str]) -> None:
    """Every picture is as it was; --snapshot-update keeps those that were taken now."""
    kept = snapshot.use_extension(Pictures)
    changed = [look for look, svg in taken.items() if svg != kept(name=f"{name}-{look}" if name else look)]
    assert not changed


@pytest.mark.parametrize("screen", SCREENS)
async def test_screens(snapshot: SnapshotAssertion, demo: Book, screen: str) -> None:
    same(snapshot, screen, await pictures(demo, [*SIZES], ["dark", "light"], SCREENS[screen]))


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_dialogs(snapshot: SnapshotAssertion, demo: Book, dialog: str) -> None:
    same(snapshot, dialog, await pictures(demo, [*SIZES], ["dark"], DIALOGS[dialog]))


async def test_the_timer_runs(snapshot: SnapshotAssertion, demo: Book) -> None:
    demo.clock = Stopwatch()

    def a_while_later(pilot: Pilot[Any]) -> None:
        demo.clock.now_at += 75  # type: ignore[attr-defined]
        pilot.app._alarm.look()  # type: ignore[attr-defined]
        pilot.app.screen.show_time()  # type: ignore[attr-defined]

    keys = ("ctrl+p", "=kick-off", "enter", "j", "j", "enter", "space")
    same(snapshot, "", await pictures(demo, [*TIMED], ["dark"], keys, a_while_later))


EMPTY: dict[str, tuple[str, ...]] = {
    "welcome": (),
    "first-questions": ("enter", "tab", "tab"),
    "week": ("escape",),
    "launch": ("escape", "7"),
    "nothing-planned": ("escape", "ctrl+p", "=kick-off", "enter", "s"),
}


@pytest.mark.parametrize("screen", EMPTY)
async def test_empty(snapshot: SnapshotAssertion, empty: Book, screen: str) -> None:
    same(snapshot, screen, await pictures(empty, [*SIZES], ["dark"], EMPTY[screen]))
