"""One line from anywhere: what is understood stands below it, what is open is asked, one change saves it."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest

from screens.common.quick_capture import Capture
from store.book.book import Book
from store.model.people import Reminder, Volunteer
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    go,
    here,
    hush,
    press,
    rows,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill
from tests.support.textual_internals import bindings_for
from tui.keybindings.screen_registry import ROOMS, Room

FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def _nothing_left() -> None:
    Capture.LEFT.clear()


async def test_a_line_is_understood_as_it_is_typed_and_saved_in_one_step(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, ";")
        assert "call Tom fri" in text_of(pilot)  # examples stand where nothing is typed
        await press(pilot, "=met Tom fri, wants numbers")
        shown = text_of(pilot)
        for words in (
            "Contact",
            "Tom Okafor, Sales",
            "Met: wants numbers",
            "Fri 20 Nov 2026, 3 days ago",
        ):
            assert words in shown
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert here(pilot) == "WeekScreen"
        (contact,) = circle.contacts.values()
        assert (contact.who, contact.on, contact.note) == ("tom", date(2026, 11, 20), "Met: wants numbers")


async def test_what_is_to_be_done_comes_up_on_week_and_is_done_there(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", ";", "=call Tom fri", "enter")
        (reminder,) = circle.reminders.values()
        assert (reminder.what, reminder.who, reminder.on) == ("call Tom", "tom", FRIDAY)
        await press(pilot, "1", "/", "=call", "enter")
        assert "due Fri 27 Nov" in text_of(pilot)
        await hush(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=He is in", "enter")
            assert circle.reminders[reminder.id].done_on == TODAY
            assert [contact.note for contact in circle.contacts.values()] == ["He is in"]
        await press(pilot, "escape", ";", "=buy cake", "enter", "/", "=cake", "enter", "n")
        assert toasts(pilot)[-1] == "Select a person first."
        async with undoable(pilot, circle):
            await press(pilot, "enter")
        assert not [r for r in circle.reminders.values() if not r.done_on]


async def test_what_is_to_be_done_is_put_off_and_laid_aside(circle: Book) -> None:
    fill(circle, Reminder(id="r", what="buy [cake]", on=TODAY))
    async with running(circle) as pilot:
        await press(pilot, "/", "=cake", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "z")
            assert circle.reminders["r"].on == TODAY + timedelta(days=7)
        await press(pilot, "u", "/", "=cake", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not circle.reminders


async def test_somebody_s_page_shows_what_there_is_to_do(circle: Book) -> None:
    fill(circle, Reminder(id="r", what="call Tom", who="tom", on=FRIDAY))
    async with running(circle) as pilot:
        await press(pilot, "2", "/", "=tom", "enter", "enter")
        assert "To-dos · 1" in text_of(pilot)
        await press(pilot, "/", "=call", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not circle.reminders


async def test_an_ambiguous_name_is_asked_and_the_answer_holds(circle: Book) -> None:
    fill(circle, Volunteer(id="bo2", name="Bo Adams"))
    async with running(circle) as pilot:
        await press(pilot, ";", "=thank Bo for the cake")
        assert "Which Bo?" in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "Picker"
        await press(pilot, "escape")  # not answered: nothing is saved, nothing lost
        assert "thank Bo for the cake" in text_of(pilot)
        await press(pilot, "enter", "=çelik", "enter", "=s")
        assert "Bo Çelik, Ops" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter")
        (thanks,) = circle.recognitions.values()
        assert (thanks.to, thanks.words) == (("bo",), "Thank you, Bo, for the cakes.")


async def test_an_unknown_name_is_asked_and_may_be_somebody_new(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, ";", "=met Zoe today", "enter", "=someone new", "enter")
        assert "Zoe, new" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter")
        (contact,) = circle.contacts.values()
        assert circle.volunteers[contact.who].name == "Zoe"


async def test_a_hostile_name_is_found_and_shown_as_it_is(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, ";", f"={HOSTILE} led [b]Excel[/b] 2h 14 people")
        assert HOSTILE in text_of(pilot)
        assert "[b]Excel[/b]" in text_of(pilot)
        await press(pilot, "enter")
        made = next(c for c in circle.contributions.values() if c.id != "led")
        assert (made.volunteer, made.topic, made.minutes, made.learners) == ("ann", "[b]Excel[/b]", 120, 14)
        assert toasts(pilot)[-1] == f"Recorded contribution by {HOSTILE}. Press u to undo."


async def test_what_is_missing_is_said_and_the_line_stays(circle: Book) -> None:
    async with running(circle) as pilot:
        before = rows(circle)
        await press(pilot, ";", "enter")
        assert "Type a line like" in toasts(pilot)[-1]
        await press(pilot, "=spent cake", "enter")
        assert toasts(pilot)[-1].startswith("How much?")
        assert here(pilot) == "Capture"
        await press(pilot, "escape", "3", ";")  # left: there again, from anywhere
        assert "spent cake" in text_of(pilot)
        await press(pilot, "=x", "escape", ";")  # what is typed takes its place
        assert "spent cake" not in text_of(pilot)
        assert rows(circle) == before


async def test_every_field_can_be_changed_before_saving(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, ";", "tab")
        assert toasts(pilot)[-1] == "Type a line first."
        await press(pilot, "=thank Zoe for the cake", "tab")
        assert toasts(pilot)[-1].endswith("to answer the question first.")
        await press(pilot, "enter", "=outside", "enter", "tab")
        assert here(pilot) == "Form"
        await press(pilot, "escape")
        assert here(pilot) == "Capture"  # the line is still there
        async with undoable(pilot, circle):
            await press(pilot, "tab", "tab", "tab", "tab", "=Team channel", "ctrl+s")
            assert here(pilot) == "WeekScreen"
        (thanks,) = circle.recognitions.values()
        assert (thanks.named, thanks.where) == (("Zoe",), "Team channel")


async def test_a_gathering_changed_in_the_form_stays_the_one_it_is(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, ";", "=Bo hosted coffee corner 16/11 20 people", "tab")
        assert "Gathering held" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "ctrl+s")
        held = circle.gatherings["coffee-20261116"]
        assert (held.state, held.host, held.learners) == ("held", "bo", 20)


@pytest.mark.parametrize("room", ROOMS.values(), ids=list(ROOMS))
def test_no_screen_takes_the_key_for_something_else(room: Room) -> None:
    kind = getattr(import_module(room.module), room.screen)
    (binding,) = bindings_for(kind, "semicolon")
    assert binding.action == "capture"


async def test_it_opens_from_pages_lists_and_plots(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        for place in ("list", "page", "days", "wall", "kpis", "pitch", "posts", "library", "facilitate"):
            await go(pilot, place)
            await press(pilot, ";")
            assert here(pilot) == "Capture", place
            await press(pilot, "escape")


async def test_a_book_for_reading_only_says_why(circle: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(circle) as pilot:
        monkeypatch.setattr(type(circle), "writable", False)
        await press(pilot, ";")
        assert here(pilot) == "WeekScreen"
        assert "read-only" in toasts(pilot)[-1]


async def test_a_save_that_fails_keeps_the_line(circle: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.core.errors import SaveFailed

    def fails(*_: object) -> None:
        raise SaveFailed("The disk is full.")

    async with running(circle) as pilot:
        await press(pilot, ";", "=thank Cy for the cake")
        monkeypatch.setattr(circle, "change", fails)
        await press(pilot, "enter")
        assert (here(pilot), toasts(pilot)[-1]) == ("Capture", "The disk is full.")
        assert "thank Cy for the cake" in text_of(pilot)
