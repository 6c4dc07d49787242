"""An app left open over night shows in the morning what the new day needs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.people import Reminder
from tests.support.harness import NARROW, TODAY, WIDE, press, running, settle, text_of
from tests.support.making import fill

FRIDAY = TODAY + timedelta(days=4)


class Calendar(Clock):
    """A clock whose day can be turned."""

    def turn(self, days: int) -> None:
        self.frozen = self.today() + timedelta(days=days)


@pytest.fixture
def left_open(circle: Book) -> tuple[Book, Calendar]:
    """The small community with something to do in the week after this one."""
    fill(circle, Reminder(what="call printers", on=TODAY + timedelta(days=8)))
    circle.clock = Calendar(FRIDAY)
    return circle, circle.clock


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_week_turns_with_the_day(left_open: tuple[Book, Calendar], size: tuple[int, int]) -> None:
    book, clock = left_open
    async with running(book, size) as pilot:
        assert "23–29 Nov 2026" in text_of(pilot)
        assert "call printers" not in text_of(pilot)
        clock.turn(3)
        pilot.app.look_at_the_day()
        await settle(pilot)
        shown = text_of(pilot)
        assert "30 Nov – 6 Dec 2026" in shown
        assert "call printers" in shown
        assert ("Mon 30 Nov 2026" in shown) == (size == WIDE)
        await press(pilot, "2")
        assert "Mon 30 Nov 2026" in text_of(pilot) or size == NARROW


async def test_it_is_looked_at_when_the_window_is_come_back_to(left_open: tuple[Book, Calendar]) -> None:
    book, clock = left_open
    async with running(book) as pilot:
        await press(pilot, "3", "1", "3")
        clock.turn(3)
        pilot.app.app_focus = False
        await settle(pilot)
        assert "Fri 27 Nov 2026" in text_of(pilot)
        pilot.app.app_focus = True
        await settle(pilot)
        assert "Mon 30 Nov 2026" in text_of(pilot)
        await press(pilot, "1")
        assert "30 Nov – 6 Dec 2026" in text_of(pilot)


async def test_a_dialog_keeps_what_is_typed_in_it(left_open: tuple[Book, Calendar]) -> None:
    book, clock = left_open
    async with running(book) as pilot:
        await press(pilot, "2", "a", "=Zoe")
        clock.turn(3)
        pilot.app.look_at_the_day()
        await settle(pilot)
        assert "Zoe" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert "Zoe" in {volunteer.name for volunteer in book.volunteers.values()}
