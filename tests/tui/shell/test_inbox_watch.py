"""Commands typed while the app has the book open: taken in, asked about, or left for the next program, never lost or doubled."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.common.quick_capture import Capture
from store.book.book import Book
from store.core.dates import Clock
from store.persistence.inbox_files import waiting_files
from tests.support.harness import press, running, settle, text_of, toasts
from tests.support.making import TODAY
from tests.support.walks.monday import LINES, counts, type_in, waiting
from tui.shell.app import GuildbookApp
from tui.shell.background import SpareTime
from tui.shell.inbox_watch import InboxWatch


async def taken_in(pilot: Pilot[None]) -> str:
    """Take in what waits, as the app does in a pause; the result is what it says."""
    assert isinstance(pilot.app, GuildbookApp)
    pilot.app.clear_notifications()
    pilot.app.startup.inbox.take_in()
    await settle(pilot)
    return "\n".join(toasts(pilot))


async def test_monday_by_commands_while_the_app_is_open(
    demo: Book, demo_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    alone = tmp_path / "alone.json"
    shutil.copy(demo_file, alone)
    assert [line for line in LINES if type_in(alone, line)] == []
    async with running(demo) as pilot:
        update = next(number for number, line in enumerate(LINES) if "marta" in line)
        for lines in (LINES[:update], LINES[update:]):  # the update counts what was recorded before
            assert [line for line in lines if type_in(demo.path, line)] == []
            assert len(waiting_files(demo.path)) == len(lines)
            assert "From the command line" in await taken_in(pilot)
            assert waiting_files(demo.path) == []
        assert sum(bool(step.inbox) for step in demo.steps.values()) == len(LINES)
        with Book.open(alone, Clock(TODAY), write=False) as same:
            assert (waiting(demo), counts(demo)) == (waiting(same), counts(same))

        steps = len(demo.steps)
        await press(pilot, "u")
        assert sum(step.undone for step in demo.steps.values()) == 1
        await press(pilot, "U")

        # a question is asked in the app, and its answer is the line's step
        assert type_in(demo.path, "add 'thank An for the talk'") == 0
        assert "Left in the inbox" in capfd.readouterr().out
        await taken_in(pilot)
        assert isinstance(pilot.app.screen, Capture)
        assert "thank An for the talk" in text_of(pilot)
        assert type_in(demo.path, "snooze 'fill role'") == 0
        await taken_in(pilot)  # nothing moves below a dialog
        assert len(waiting_files(demo.path)) == 2
        await press(pilot, "enter", "enter", "enter")
        assert waiting_files(demo.path) == []
        assert len(demo.steps) == steps + 2
        assert sum(bool(step.inbox) for step in demo.steps.values()) == len(LINES) + 2

        # one that is left stays for the next time, one that is emptied goes
        assert type_in(demo.path, "add 'thank An for the tea'") == 0
        await taken_in(pilot)
        await press(pilot, "escape")
        assert len(waiting_files(demo.path)) == 1
        await taken_in(pilot)
        assert not isinstance(pilot.app.screen, Capture)  # asked once
        again = InboxWatch(pilot.app, demo, SpareTime())  # as the next start does
        again.take_in()
        await settle(pilot)
        assert isinstance(pilot.app.screen, Capture)
        await press(pilot, "ctrl+u", "escape")
        assert "Discarded" in "\n".join(toasts(pilot))
    assert len(demo.steps) == steps + 2
    assert waiting_files(demo.path) == []


async def test_the_watch_sees_a_line_off_the_event_loop_and_ends_with_the_app(demo: Book) -> None:
    async with running(demo) as pilot:
        assert isinstance(pilot.app, GuildbookApp)
        assert type_in(demo.path, "snooze 'fill role'") == 0
        come = asyncio.Event()
        demo.subscribe(lambda _: come.set())
        watch = InboxWatch(pilot.app, demo, pilot.app.startup.pause, every=0.01)
        pilot.app.startup.pause.none_for(0)
        watch.start()
        await come.wait()
        assert waiting_files(demo.path) == []
        watch.stop()
