"""Recognition: who waits for a thank-you, what was given, and what for."""

from __future__ import annotations

import re

from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from screens.widgets.panes import Paper
from store.book.book import Book
from store.exchange.thanks_formats import wall_as_text
from store.model.recognition import Recognition
from store.recognition.recognition import unthanked
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    go,
    here,
    hush,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill


def waiting(pilot: Pilot[None], book: Book) -> list[str]:
    shown = pilot.app.screen.query_one("#waiting", Listing).keys
    assert shown == [who.volunteer.id for who in unthanked(book, TODAY)]
    return shown


def log(pilot: Pilot[None]) -> Listing:
    return pilot.app.screen.query_one("#log", Listing)


async def test_thanking_whoever_waits_takes_them_off_everywhere(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        assert waiting(pilot, circle) == ["ann"]
        assert HOSTILE[:12] in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "t")
            assert "Thank you, [/x], for leading ‘Feedback [basics]’. You reached 12 colleagues." in " ".join(
                text_of(pilot).replace("│", " ").split()
            )
            await press(pilot, "= Great!", "enter")
            [thanks] = circle.recognitions.values()
            assert (thanks.to, thanks.behaviour, thanks.on) == (("ann",), "shares knowledge", TODAY)
            assert (
                thanks.words
                == "Thank you, [/x], for leading ‘Feedback [basics]’. You reached 12 colleagues. Great!"
            )
            assert waiting(pilot, circle) == []
            assert "Thank-yous · 1" in text_of(pilot)
        await press(pilot, "1")
        assert not any(act.startswith("thank:") for act in pilot.app.screen.query_one("#acts", Listing).keys)
        await press(pilot, "2", "right", "right")
        assert "thanked Mon 23 Nov" in text_of(pilot)
        assert "♥" not in text_of(pilot)
        await press(pilot, "u", "4")
        assert waiting(pilot, circle) == ["ann"]


async def test_several_are_thanked_at_once_stakeholders_too(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        async with undoable(pilot, circle):
            await press(pilot, "a", "space", "=[ops]", "space", "=marta", "space", "=bo", "enter")
            await press(pilot, "tab", "=You made [it] happen", "ctrl+s")
            [thanks] = circle.recognitions.values()
            assert set(thanks.to) == {"ann", "marta", "bo"}
            assert thanks.words == "You made [it] happen"
            assert waiting(pilot, circle) == []


async def test_a_thank_you_needs_somebody_and_words(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "a", "ctrl+s")
        assert "! To *" in text_of(pilot)
        assert "! Message *" in text_of(pilot)
        assert not circle.steps


async def test_contributions_are_logged_changed_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "v", "v", "v")
        assert "Contributions · 1" in text_of(pilot)
        assert "‘Feedback" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "c", "tab", "=Asking [well]", "tab", "tab", "=9", "ctrl+s")
            [made] = [made for made in circle.contributions.values() if made.id != "led"]
            assert (made.volunteer, made.topic, made.learners, made.on) == ("ann", "Asking [well]", 9, TODAY)
            assert "Contributions · 2" in text_of(pilot)
            assert "led 2 sessions" in text_of(pilot)
        await press(pilot, "tab", "home")
        assert log(pilot).key == made.id
        async with undoable(pilot, circle):
            await press(pilot, "enter", "right", "tab", "tab", "=!", "ctrl+s")
            assert circle.contributions[made.id] == replace(made, volunteer="bo", topic="Asking [well]!")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert made.id not in circle.contributions
            assert "Contributions · 1" in text_of(pilot)
        await press(pilot, "v", "v")
        assert "Thank-yous · 0" in text_of(pilot)


async def test_a_thank_you_that_was_logged_is_changed_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "t", "enter", "tab")
        [thanks] = circle.recognitions.values()
        assert log(pilot).key == thanks.id
        async with undoable(pilot, circle):
            await press(pilot, "e", "tab", "tab", "right", "ctrl+s")
            assert circle.recognitions[thanks.id].behaviour == "helps others"
            assert "helps others" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert toasts(pilot)[-1] == f"Deleted thank-you to {HOSTILE}. Press u to undo."
            assert (
                max(circle.steps.values(), key=lambda step: step.number).label == f"Delete thank-you to {HOSTILE}"
            )
            assert not circle.recognitions
            assert waiting(pilot, circle) == ["ann"]


async def test_enter_opens_the_person_who_waits(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "4", "enter")
        assert f"{HOSTILE} · active, Ops" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "RecognitionScreen"


async def test_t_in_the_log_thanks_whom_the_entry_is_about(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "a", "space", "=bo", "enter", "tab", "=Thanks", "ctrl+s", "tab", "t")
        assert "Thank Bo Çelik" in text_of(pilot)
        await press(pilot, "escape", "n")
        assert "Record contact with Bo Çelik" in text_of(pilot)


async def test_keys_for_the_log_say_where_it_is(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4")
        for key in ("e", "d"):
            await press(pilot, key)
            assert toasts(pilot) == ["Press tab to go to the log, then select an entry."]
            await hush(pilot)
        assert not circle.steps


async def test_the_filter_works_on_the_list_one_is_in(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "4", "v", "v", "v", "/", "=no one", "enter")
        assert pilot.app.screen.query_one("#waiting", Listing).keys == []
        await press(pilot, "tab", "/", "enter")  # the same words, in the other list now
        assert log(pilot).keys == []
        assert pilot.app.screen.query_one("#waiting", Listing).keys == ["ann"]
        await press(pilot, "escape")
        assert log(pilot).keys == ["led"]


async def test_the_wall_is_shown_as_it_will_be_posted(circle: Book) -> None:
    async with running(circle) as pilot:
        fill(
            circle,
            Recognition(id="a", to=("ann",), behaviour="helps others", words="Thanks [a]", on=TODAY, public=True),
            Recognition(id="b", to=("bo",), behaviour="helps others", words="Not for all", on=TODAY),
        )
        await press(pilot, "4", "v", "v", "v", "v")
        paper = pilot.app.screen.query_one(Paper)
        assert paper.text == wall_as_text(circle, TODAY)
        assert paper.display
        assert "▎ - " in text_of(pilot)  # the selected thank-you is set off in it
        assert "Not for all" not in text_of(pilot)
        await press(pilot, "v")
        assert not paper.display


async def test_what_is_not_offered_keeps_its_name_where_it_was_picked(circle: Book) -> None:
    fill(circle, replace(circle.contributions["led"], gathering="kick_off"))  # one that was not held yet
    async with running(circle) as pilot:
        await go(pilot, "contributions")
        await press(pilot, "e")
        assert re.search(r"Gathering +Kick-off", text_of(pilot))
