"""The status line: keys at its left, what happened at its right, and nothing of the screen covered."""

from __future__ import annotations

import pytest

from screens.widgets.bars import KeyBar
from store.book.book import Book
from tests.support.harness import HOSTILE, NARROW, WIDE, hush, press, resize, running, settle, text_of, toasts
from tests.support.textual_internals import intervals_begun, toast_racks

LONG = "Not saved: the disk is full. Free some space, then press ctrl+s. " * 3


async def say(pilot, text: str, *, problem: bool = False, seconds: float | None = None) -> None:
    pilot.app.notify(text, severity="warning" if problem else "information", timeout=seconds)
    await settle(pilot)


def last_line(pilot) -> str:
    return text_of(pilot).splitlines()[-1]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_happened_stands_at_the_right_and_covers_nothing(circle: Book, size: tuple[int, int]) -> None:
    async with running(circle, size) as pilot:
        before = text_of(pilot).splitlines()
        await say(pilot, f"Thanked {HOSTILE}. Press u to undo.")
        after = text_of(pilot).splitlines()
        assert after[:-1] == before[:-1]
        assert after[-1].endswith(f"Thanked {HOSTILE}. Press u to undo. ")
        assert after[-1].startswith(before[-1][:10])
        assert "? Help" in after[-1]
        await hush(pilot)
        assert text_of(pilot).splitlines() == before


async def test_a_long_message_is_read_whole_and_makes_room_for_itself(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        before = text_of(pilot).splitlines()
        await say(pilot, LONG[:200], problem=True)
        lines = text_of(pilot).splitlines()
        bar = pilot.app.screen.query_one(KeyBar)
        assert bar.region.height == 3
        assert " ".join(" ".join(lines[-3:]).split()) == LONG[:200].strip()
        assert len(lines) == len(before)
        await resize(pilot, WIDE)
        assert bar.region.height == 2
        await hush(pilot)
        assert bar.region.height == 1


async def test_the_filter_stands_above_a_long_message(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await say(pilot, LONG)
        await press(pilot, "slash", "=gus")
        line, bar = pilot.app.screen.query_one("FilterLine"), pilot.app.screen.query_one(KeyBar)
        assert line.region.bottom == bar.region.y
        await hush(pilot)
        assert line.region.bottom == bar.region.y == NARROW[1] - 1


async def test_a_problem_stays_until_the_next_key(circle: Book) -> None:
    async with running(circle) as pilot:
        await say(pilot, "Copied.")
        await press(pilot, "j")
        assert toasts(pilot) == ["Copied."]
        await say(pilot, "Not saved.", problem=True)
        assert "Not saved." in last_line(pilot)
        await press(pilot, "k")
        assert toasts(pilot) == []
        assert "Not saved." not in last_line(pilot)


async def test_what_one_turn_says_is_said_together(circle: Book) -> None:
    async with running(circle) as pilot:
        pilot.app.notify("One.")
        pilot.app.notify("Two.")
        await settle(pilot)
        assert last_line(pilot).rstrip().endswith("One. Two.")
        await say(pilot, "Three.")
        assert toasts(pilot) == ["Three."]


async def test_it_is_said_once_on_the_screen_in_front(circle: Book) -> None:
    async with running(circle) as pilot:
        await say(pilot, "Said in passing.")
        for keys, seen in (("2", True), ("a", True), ("escape", True), ("ctrl+p", True), ("escape", True)):
            await press(pilot, keys)
            assert text_of(pilot).count("Said in passing.") == seen, keys


async def test_no_toast_is_made(circle: Book) -> None:
    """Textual's toast takes a timer with whatever time is left; with none its timer never ends."""
    async with running(circle) as pilot:
        await say(pilot, "Said.")
        for key in ("semicolon", "escape", "2"):
            await press(pilot, key)
            assert not toast_racks(pilot.app.screen)


@pytest.mark.parametrize("seconds", [0.0, -0.001, -5.0])
async def test_no_timer_begins_with_no_time_left(
    circle: Book, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """Textual's timers never end where the interval is not positive, and nothing else happens any more."""
    begun = intervals_begun(monkeypatch)
    async with running(circle) as pilot:
        pilot.app.NOTIFICATION_TIMEOUT = seconds
        await say(pilot, "")
        await say(pilot, "Going, going", seconds=seconds)
        await press(pilot, "2", "a", "escape", "0", "space", "space")
    assert begun
    assert min(begun) > 0
