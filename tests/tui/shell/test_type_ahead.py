"""Keys typed ahead: whatever is typed faster than it is dealt with does what it does one key at a time."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from screens.common.quick_capture import Capture
from screens.common.screen import BookScreen
from screens.widgets.bars import TopBar
from screens.widgets.forms.form import Form
from screens.widgets.forms.form_fields import FormLine
from screens.widgets.lists.filter_bar import FilterLine
from store.book.book import Book
from store.core.dates import Clock
from tests.support.app_internals import is_at_rest
from tests.support.harness import TODAY, circle_records, here, press, rows, running, settle, strike, text_of
from tests.support.textual_internals import call_after_paint, calls_after_paint

NAMES = {
    "/": "slash",
    " ": "space",
    "\r": "enter",
    "\t": "tab",
    "?": "question_mark",
    "\x07": "ctrl+g",
    ":": "colon",
}


@pytest.mark.parametrize(
    ("burst", "seen"),
    [
        ("2/zzz", "zzz"),
        ("2aPaula Burst", "Paula Burst"),
        ("2aPaula Burst\tp@x.org", "p@x.org"),
        ("3ALunch talk", "Lunch talk"),
        ("2fSales", "Sales▏"),
        (":theme", "theme▏"),
        ("2?\x07/zzz", "zzz"),
    ],
)
async def test_keys_that_come_in_one_go_all_arrive(circle: Book, burst: str, seen: str) -> None:
    async with running(circle) as pilot:
        for letter in burst:
            pilot.app.post_message(events.Key(NAMES.get(letter, letter), letter))
        await settle(pilot)
        await settle(pilot)
        assert seen in text_of(pilot)


async def test_a_key_typed_ahead_does_what_it_does_on_the_new_screen(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "j")
        there = pilot.app.screen.person()
        await press(pilot, "1")
        for letter in "2gj":
            pilot.app.post_message(events.Key(letter, letter))
        await settle(pilot)
        await settle(pilot)
        assert here(pilot) == "PipelineScreen"
        assert pilot.app.screen.person() == there


@pytest.mark.parametrize(
    ("burst", "there"),
    [
        ("2vv", "DepartmentsScreen"),
        ("2vvv", "CoverageScreen"),
        ("2vvvv", "PipelineScreen"),
        ("6vv", "PostsScreen"),
        ("6vvv", "SupportScreen"),
    ],
)
async def test_a_key_pressed_while_a_screen_leads_on_is_for_the_next_one(
    circle: Book, burst: str, there: str
) -> None:
    async with running(circle) as pilot:
        for letter in burst:
            pilot.app.post_message(events.Key(NAMES.get(letter, letter), letter))
        await settle(pilot)
        await settle(pilot)
        assert here(pilot) == there
        await press(pilot, "2", "j")
        assert here(pilot) == "PipelineScreen"  # and keys are answered as ever


# -- the same as one key at a time -------------------------------------------------------------------

Typing = Callable[[Pilot[None], Sequence[str]], Awaitable[None]]


async def in_one_go(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        strike(pilot, key)
    await settle(pilot)


async def in_fits(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Each key some turns of the event loop after the one before: it comes at every stage of dealing with that one."""
    turns = Random(str(keys))
    for key in keys:
        strike(pilot, key)
        for _ in range(turns.randint(0, 12)):
            await asyncio.sleep(0)
    await settle(pilot)


async def one_by_one(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await press(pilot, *keys)


async def outcome(folder: Path, start: Sequence[str], keys: Sequence[str], typing: Typing) -> list[Any]:
    """What is saved, what has the focus, and what is seen, once these keys were typed in a fresh book."""
    Capture.LEFT.clear()
    folder.mkdir()
    Book.write_new(folder / "book.json", circle_records(), book_id="circle")
    with Book.open(folder / "book.json", Clock(TODAY)) as book:
        known = {key for table in rows(book).values() for key in table}
        async with running(book) as pilot:
            await press(pilot, *start)
            await typing(pilot, keys)
            stack = [type(screen).__name__ for screen in pilot.app.screen_stack]
            records = {key: repr(row) for table in rows(book).values() for key, row in table.items()}
            new = re.compile("|".join(records.keys() - known) or "(?!)")
            saved = sorted(new.sub("new", record) for record in records.values())  # ids are random
            bar = f"saved {book.saved_at:%H:%M}" if book.saved_at else " "
            return [saved, stack, str(pilot.app.focused), text_of(pilot).replace(bar, " ")]


FORM, NOTE, LINE, FILTER, PICKER = ["2", "a"], ["2", "n"], [";"], ["2", "v", "/"], ["2", "a", "tab", "tab", "space"]
PALETTE = ["ctrl+p"]
STARTS = [FORM, NOTE, LINE, FILTER, PICKER, PALETTE, ["2"], ["3", "a"], ["5", "a", "=Cake", "tab"], ["2", "enter"]]
KEYS = [
    *"anzA1>/;:jd?tkvuh",
    *["enter"] * 3,
    "tab",
    "shift+tab",
    "ctrl+s",
    "ctrl+s",
    "escape",
    "ctrl+g",
    "backspace",
]
KEYS += ["left", "home", "ctrl+u", "ctrl+k", "up", "down", " ", "2", "=Ana Ruit", "=met Bo", "=bo"]
LONG = bool(os.environ.get("GUILDBOOK_LONG"))


def letters(keys: Sequence[str]) -> list[str]:
    return [one for key in keys for one in (key[1:] if len(key) > 1 and key[0] == "=" else [key])]


@pytest.mark.parametrize(
    ("start", "keys"),
    [
        (FORM, ["=one", "tab", "=two"]),
        (FORM, ["=one", "tab", "=two", "shift+tab", "=three", "ctrl+s"]),
        (FORM, ["=Ana Ruit", "backspace", "z", "ctrl+s"]),
        (FORM, ["=Ruiz", "home", "=Ana ", "ctrl+s"]),
        (FORM, ["=Anna", "left", "left", "backspace", "ctrl+s"]),
        (FORM, ["=Wrong", "ctrl+u", "=Ana", "left", "left", "ctrl+k", "=nn", "ctrl+s", "2"]),
        (FORM, ["=Ann One", "ctrl+s", "a", "=Dora Two", "ctrl+s"]),
        (FORM, ["escape", "a", "=Dora", "escape", "escape", "d"]),
        (FORM, ["=Ann", "tab", "tab", "=sales", "enter", "enter", "=a@x.org", "ctrl+s"]),
        (NOTE, ["=He says yes", "enter", "j", "j", "t"]),
        (LINE, ["=call Tom fri", "enter", "j", ";", "=spent 40 cake", "enter"]),
        (LINE, ["=call Tom", "home", "=x", "ctrl+u", "=met Bo", "tab", "ctrl+s"]),
        (LINE, ["=call Tom fri", "escape", ";", "enter"]),
        (FILTER, ["=bo", "enter", "n", "=He says yes", "enter"]),
        (FILTER, ["=bo", "escape", "j", "d"]),
        (FILTER, ["=bo", "backspace", "backspace", "=cy", "enter", "d"]),
        (PICKER, ["=sal", "enter", "tab", "=x@y.org", "ctrl+s"]),
        (PICKER, ["down", "escape", "shift+tab", "=Zed", "ctrl+s"]),
        (PALETTE, ["=bo ç", "enter", "n", "=He says yes", "enter"]),
        (["5", "j", "1", "ctrl+p"], ["=gifts", "enter", "d"]),
        (["3", "a"], ["enter", "ctrl+s"]),
    ],
)
async def test_typed_ahead_does_the_same(tmp_path: Path, start: list[str], keys: list[str]) -> None:
    typed = letters(keys)
    slowly = await outcome(tmp_path / "slowly", start, typed, one_by_one)
    assert await outcome(tmp_path / "ahead", start, typed, in_one_go) == slowly


@pytest.mark.parametrize("typing", [in_one_go, in_fits])
@pytest.mark.parametrize("seed", range(200 if LONG else 6))
async def test_any_keys_typed_ahead_do_the_same(tmp_path: Path, seed: int, typing: Typing) -> None:
    chance = Random(seed)
    start, typed = chance.choice(STARTS), letters(chance.choices(KEYS, k=chance.randint(6, 14)))
    slowly = await outcome(tmp_path / "slowly", start, typed, one_by_one)
    assert await outcome(tmp_path / "ahead", start, typed, typing) == slowly


async def test_what_is_typed_while_a_save_takes_its_time_waits_for_it(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, later = Form.action_save, iter([["a", *"Dora Two", "ctrl+s"]])

    async with running(circle) as pilot:

        def slow(form: Form) -> None:
            for key in next(later, []):  # typed meanwhile
                strike(pilot, key)
            save(form)

        monkeypatch.setattr(Form, "action_save", slow)
        await in_one_go(pilot, ["2", "a", *"Ann One", "ctrl+s"])
        assert {"Ann One", "Dora Two"} <= {who.name for who in circle.volunteers.values()}
        assert here(pilot) == "PipelineScreen"


async def test_a_paste_and_a_click_wait_for_the_keys_before_them(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a")
        name, mail, *_ = pilot.app.screen.query(FormLine)
        x, y = name.region.offset
        strike(pilot, "tab")
        strike(pilot, "tab")
        pilot.app.post_message(events.Paste("a@x.org"))
        for kind in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(kind(None, x + 1, y, 0, 0, 1, False, False, False, x + 1, y))
        await in_one_go(pilot, [*"Ann One"])
        assert (name.value, mail.value) == ("Ann One", "a@x.org")


@pytest.mark.parametrize("keys", ["q7", "q?", "q/", "qd", "q;call Tom fri\r", "qqq", "2qd", "/anq\rqd"])
async def test_no_key_acts_after_leaving(circle: Book, keys: str) -> None:
    before = rows(circle)
    async with running(circle) as pilot:
        await in_one_go(pilot, [{"\r": "enter"}.get(key, key) for key in keys])
        stack = len(pilot.app.screen_stack)
        assert pilot.app.return_code == 0
        strike(pilot, "7")
        await settle(pilot)
        assert len(pilot.app.screen_stack) == stack
    assert rows(circle) == before


async def test_what_a_covered_screen_still_has_to_call_holds_no_key(circle: Book) -> None:
    async with running(circle) as pilot:
        covered = pilot.app.screen
        await press(pilot, "2")
        call_after_paint(covered, covered.refresh_bindings)
        await press(pilot, "a")
        assert calls_after_paint(covered)
        assert is_at_rest(pilot.app)


async def test_a_widget_that_never_answers_holds_keys_for_a_while_only(
    circle: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.shell.terminal.type_ahead.MOST_LOOKS", 3)
    async with running(circle) as pilot:
        released = asyncio.Event()
        bar = pilot.app.screen.query_one(TopBar)
        bar.call_later(released.wait)
        await settle(pilot)
        bar.call_later(released.set)  # waits behind it
        assert bar.message_queue_size
        await in_one_go(pilot, ["2"])
        assert here(pilot) == "PipelineScreen"
        released.set()


def by_a_widget_aside(screen: BookScreen) -> None:
    screen.query_one(TopBar).call_later(screen.action_filter)


def after_the_next_paint(screen: BookScreen) -> None:
    screen.refresh()
    screen.call_after_refresh(screen.action_filter)


@pytest.mark.parametrize("opened", [by_a_widget_aside, after_the_next_paint])
async def test_what_is_still_to_be_done_comes_first(circle: Book, opened: Callable[[BookScreen], None]) -> None:
    async with running(circle) as pilot:
        strike(pilot, "z")
        opened(pilot.app.screen)
        await settle(pilot)
        assert pilot.app.screen.query_one(FilterLine).value == "z"


@pytest.mark.parametrize("turns", range(13))
async def test_a_key_may_come_at_any_stage_of_the_one_before(circle: Book, turns: int) -> None:
    known = set(circle.volunteers)
    async with running(circle) as pilot:
        await press(pilot, "2")
        for key in ["a", *"Dora", "tab", "tab", *"d@x.org", "ctrl+s", "u", "U"]:
            strike(pilot, key)
            for _ in range(turns):
                await asyncio.sleep(0)
        await settle(pilot)
        [dora] = (who for who in circle.volunteers.values() if who.id not in known)
        assert (dora.name, dora.email) == ("Dora", "d@x.org")
