"""The other screens are got ready beside the first one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from time import monotonic
from typing import Any

import pytest
from textual.worker import WorkerFailed

from store.book.book import Book
from store.finance import working_hours as hours
from store.updates import compose as update
from tests.support.app_internals import remembered, spare_from, spare_time
from tests.support.harness import TODAY, WIDE, press, running, settle
from tests.support.spies import spied
from tui.keybindings.screen_registry import NUMBERED
from tui.shell.app import GuildbookApp
from tui.shell.background import SpareTime
from tui.shell.navigation import READY_BETWEEN
from tui.shell.startup_tasks import READY_AFTER


async def ready(app: Any) -> None:
    """Do what the app does a little after its first screen."""
    assert isinstance(app, GuildbookApp)
    spare_time(app).none_for(0)
    await app.startup.preload().wait()


@pytest.mark.parametrize("which", ["demo", "empty"])
async def test_every_numbered_screen_is_at_hand_and_none_is_shown(
    which: str, request: pytest.FixtureRequest
) -> None:
    book: Book = request.getfixturevalue(which)
    async with running(book) as pilot:
        shown = pilot.app.screen
        await ready(pilot.app)
        await settle(pilot)
        assert pilot.app.screen is shown
        assert all(pilot.app.is_screen_installed(name) for _, name, _ in NUMBERED)
        for key, name, _ in NUMBERED:
            await press(pilot, key)
            assert pilot.app.screen is pilot.app.get_screen(name) or which == "empty"


async def test_a_screen_that_cannot_be_got_ready_ends_nothing(demo: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("screens.finance.costs.CostsScreen.get_ready", wrong)
    async with running(demo) as pilot:
        with pytest.raises(WorkerFailed):
            await ready(pilot.app)
        await press(pilot, "2", "5")
        assert pilot.app.is_running
        assert pilot.app.screen is pilot.app.get_screen("costs")


async def test_whoever_presses_a_key_comes_first(demo: Book) -> None:
    app = GuildbookApp(demo, demo.clock)
    async with app.run_test(size=WIDE) as pilot:
        begun, _ = spare_from(app)
        assert monotonic() < begun <= monotonic() + READY_AFTER
        await pilot.press("j")
        assert begun < spare_from(app)[0] <= monotonic() + READY_AFTER
        await pilot.press("5")
        spare, pause = spare_from(app)
        assert spare <= monotonic() + READY_BETWEEN
        assert pause > spare  # the lock and the backup take longer than any step
        assert app.is_screen_installed("costs")
        await app.workers.wait_for_complete()  # the book is claimed
        await app.workers.wait_for_complete()  # the rest is ready
        assert all(app.is_screen_installed(name) for _, name, _ in NUMBERED)
        assert demo.claimed


async def test_each_step_waits_for_a_pause() -> None:
    spare, done = SpareTime(), list[float]()

    def steps() -> Iterator[None]:
        for _ in range(3):
            done.append(monotonic())
            spare.none_for(0.03)
            yield

    await spare.do(steps())
    assert len(done) == 3
    assert all(after - before >= 0.03 for before, after in pairwise([*done, monotonic()]))


async def test_a_shorter_pause_is_not_slept_through() -> None:
    spare = SpareTime()
    spare.none_for(3600)
    waiting = asyncio.create_task(spare.come())
    await asyncio.sleep(0.01)
    spare.none_for(0)
    await asyncio.wait_for(waiting, 60)


async def test_what_hours_cost_so_far_is_not_added_up_again(demo: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with demo.change("An hour long ago") as change:
        made = next(iter(demo.contributions.values()))
        rate = next(iter(demo.rates.values()))
        change.put(type(rate)(since=date(2024, 1, 1), pay=rate.pay, hours=rate.hours))
        change.put(type(made)(volunteer=made.volunteer, kind=made.kind, on=date(2024, 5, 6), minutes=60))
    async with running(demo) as pilot:
        await ready(pilot.app)
        asked = spied(monkeypatch, hours, "_timed")
        await press(pilot, "5")
    assert min(since.year for _, since, _ in asked) > TODAY.year  # only what is still to come


async def test_the_first_draft_is_counted_before_it_is_looked_at(
    demo: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[object] = []
    facts = update.facts
    async with running(demo) as pilot:
        await ready(pilot.app)
        known = remembered(demo, "_facts")
        monkeypatch.setattr(update, "facts", lambda *which: counted.append(which) or facts(*which))
        await press(pilot, "6")
        assert counted
        assert remembered(demo, "_facts") == known
