"""Whoever types faster than a screen, a dialog or a line opens loses no letter."""

from __future__ import annotations

import pytest
from textual import events

from store.book.book import Book
from tests.support.harness import here, press, running, settle, text_of

KEYS = {
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
        ("3oLunch talk", "Lunch talk"),
        ("2fSales", "Sales▏"),
        (":theme", "theme▏"),
        ("2?\x07/zzz", "zzz"),
    ],
)
async def test_keys_that_come_in_one_go_all_arrive(circle: Book, burst: str, seen: str) -> None:
    async with running(circle) as pilot:
        for letter in burst:
            pilot.app.post_message(events.Key(KEYS.get(letter, letter), letter))
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
            pilot.app.post_message(events.Key(KEYS.get(letter, letter), letter))
        await settle(pilot)
        await settle(pilot)
        assert here(pilot) == there
        await press(pilot, "2", "j")
        assert here(pilot) == "PipelineScreen"  # and keys are answered as ever
