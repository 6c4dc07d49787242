"""Forms and lines half typed when the app is ended: kept beside the book, offered at the next start, opened again."""

from __future__ import annotations

import signal

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from screens.common.quick_capture import CaptureLine
from screens.facilitate.ideas import IdeaLine
from screens.widgets.forms.form import Form
from store.book.book import Book
from store.integrity.erasure import erase
from store.model.people import Volunteer
from store.persistence.book_paths import drafts_folder
from store.persistence.unsaved_drafts import HalfFilled, half_filled, keep_form, kept_form
from tests.support.app_internals import typed_in, widget_of
from tests.support.harness import go, here, press, resize, rows, running, settle, text_of, toasts
from tests.support.making import fill
from tui.shell.app import GuildbookApp

WORDS = "A [/x] “word” \\ and more"


async def end(pilot: Pilot[None], number: int = signal.SIGTERM) -> None:
    """End the app as a signal does."""
    assert isinstance(pilot.app, GuildbookApp)
    pilot.app.end_by(number)
    await settle(pilot)
    assert pilot.app.return_code == 128 + number


async def typed_and_ended(book: Book, place: str, *keys: str) -> HalfFilled:
    """Press keys at a place, end the app, and see that the book is as it was; what was kept."""
    before = rows(book)
    async with running(book) as pilot:
        await go(pilot, place)
        await press(pilot, *keys)
        assert drafts_folder(book.path).exists() is False
        await end(pilot)
    assert rows(book) == before
    [half] = half_filled(book.path)
    return half


def form_of(pilot: Pilot[None]) -> Form:
    """The form in front."""
    form = pilot.app.screen
    assert isinstance(form, Form)
    return form


async def test_a_new_record_is_gone_on_with(circle: Book) -> None:
    half = await typed_and_ended(circle, "board", "a", f"={WORDS}")
    assert (half.room, half.way, half.typed) == ("pipeline", "add", {"name": WORDS})
    async with running(circle) as pilot:
        assert here(pilot) == "Resuming"
        assert WORDS in text_of(pilot)
        await press(pilot, "enter")
        assert typed_in(form_of(pilot), "name") == {"name": WORDS}
        assert "Restored what you typed on Mon 23 Nov." in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert any(found.name == WORDS for found in circle.volunteers.values())
    assert half_filled(circle.path) == []
    assert not drafts_folder(circle.path).exists()
    async with running(circle) as pilot:
        assert here(pilot) == "WeekScreen"


async def test_a_thank_you_is_gone_on_with_for_the_same_person(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        pilot.app.go_to("pipeline", "dee")  # type: ignore[attr-defined]
        await settle(pilot)
        await press(pilot, "t", "= for all of it", "escape")
        await end(pilot, signal.SIGINT)
    async with running(circle) as pilot:
        await press(pilot, "enter")
        text = form_of(pilot).query(TextArea).first().text
        assert text.endswith(" for all of it")
        await press(pilot, "ctrl+s")
    [thanks] = circle.recognitions.values()
    assert thanks.to == ("dee",)
    assert thanks.words == text


async def test_picks_and_a_changed_record_are_as_they_were(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        pilot.app.go_to("pipeline", "tom")  # type: ignore[attr-defined]
        await settle(pilot)
        await press(pilot, "e")
        form = form_of(pilot)
        widget_of(form, "department").picked = ("ops",)  # type: ignore[attr-defined]
        await press(pilot, "=-Ray")
        name = form.query(Input).first().value
        await end(pilot)
    [half] = half_filled(circle.path)
    assert half.about == "tom"
    assert half.typed == {"name": name, "department": ("ops",)}
    assert ("Department", "Ops") in half.words
    async with running(circle) as pilot:
        await press(pilot, "enter", "ctrl+s")
    assert (circle.volunteers["tom"].name, circle.volunteers["tom"].department) == (name, "ops")
    assert circle.volunteers["tom"].email == "tom@example.com"


async def test_one_line_is_gone_on_with(circle: Book) -> None:
    half = await typed_and_ended(circle, "week", "semicolon", "=thank Tom for [x]")
    assert half.text == "thank Tom for [x]"
    async with running(circle) as pilot:
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(CaptureLine).value == "thank Tom for [x]"
    assert half_filled(circle.path) == []


async def test_an_idea_is_gone_on_with_in_its_talk(circle: Book) -> None:
    half = await typed_and_ended(circle, "facilitate", "a", "=Bring [cake]", "1")
    assert (half.room, half.way) == ("facilitate", "note")
    async with running(circle) as pilot:
        await press(pilot, "enter")
        line = pilot.app.screen.query_one(IdeaLine)
        assert line.has_focus
        assert line.value.startswith("Bring [cake]")


async def test_what_was_left_on_purpose_is_not_offered_again(circle: Book) -> None:
    await typed_and_ended(circle, "board", "a", "=Zoë")
    async with running(circle) as pilot:
        await press(pilot, "enter", "escape", "escape")
        assert here(pilot) == "PipelineScreen"
    assert half_filled(circle.path) == []


async def test_later_is_later_and_letting_go_lets_go(circle: Book) -> None:
    await typed_and_ended(circle, "board", "a", "=Zoë")
    async with running(circle) as pilot:
        await press(pilot, "escape")
        assert here(pilot) == "WeekScreen"
    async with running(circle) as pilot:
        await press(pilot, "d")
        assert here(pilot) == "WeekScreen"
    assert not drafts_folder(circle.path).exists()


async def test_nothing_is_kept_of_a_form_in_which_nothing_was_typed(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        await press(pilot, "e")
        await end(pilot)
    assert not drafts_folder(circle.path).exists()


@pytest.mark.parametrize("way", ["delete", "add", "", "app.quit", "no such action"])
async def test_what_cannot_be_opened_again_changes_nothing_and_waits_there(circle: Book, way: str) -> None:
    words = (("Name", "Zoë"),)
    now = circle.clock.now()
    keep_form(
        circle.path, HalfFilled(title="Gone", typed={"name": "Zoë"}, words=words, room="costs", way=way, at=now)
    )
    before = rows(circle)
    async with running(circle) as pilot:
        await press(pilot, "enter")
        assert pilot.app.is_running
        assert rows(circle) == before
        if here(pilot) != "Form":
            assert here(pilot) == "CostsScreen"
            assert any("Gone" in toast for toast in toasts(pilot)) or way == "delete"
    assert half_filled(circle.path), "it is offered until it was saved or let go"


async def test_a_text_can_be_copied_instead(circle: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "test")
    await typed_and_ended(circle, "board", "a", f"={WORDS}")
    async with running(circle) as pilot:
        await press(pilot, "y")
        assert pilot.app.clipboard == WORDS
    assert half_filled(circle.path)


async def test_an_unexpected_error_keeps_what_was_typed(circle: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise LookupError

    monkeypatch.setattr(Form, "action_save", fails)

    async def broken() -> None:
        async with running(circle) as pilot:
            await go(pilot, "board")
            await press(pilot, "a", "=Zoë", "ctrl+s")

    with pytest.raises(LookupError):
        await broken()
    [half] = half_filled(circle.path)
    assert half.typed == {"name": "Zoë"}


async def test_it_is_kept_below_what_says_that_the_window_is_too_small(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        await press(pilot, "a", "=Zoë")
        await resize(pilot, (30, 8))
        await end(pilot)
    [half] = half_filled(circle.path)
    assert (half.room, half.typed) == ("pipeline", {"name": "Zoë"})


@pytest.mark.parametrize("name", ["[/y] Zed [Sales]", 'Bo "Bob" Çelik', "Will"])
async def test_erasing_a_person_reaches_what_names_them(circle: Book, name: str) -> None:
    fill(circle, Volunteer(id="gone", name=name))
    about = {"room": "pipeline", "way": "edit", "at": circle.clock.now()}
    halves = [
        HalfFilled(title="Add", typed={"to": ("gone",)}, words=(("To", name),), **about),  # type: ignore[arg-type]
        HalfFilled(title=f"Thank {name}", typed={"words": "x"}, words=(("Words", "x"),), **about),  # type: ignore[arg-type]
        HalfFilled(title="Stays", typed={"words": "x"}, words=(("Words", "x"),), **about),  # type: ignore[arg-type]
    ]
    for half in halves:
        keep_form(circle.path, half)
    erase(circle, circle.volunteers["gone"])
    assert [half.title for half in half_filled(circle.path)] == ["Stays"]


def test_names_of_kept_files_tell_of_nobody(circle: Book) -> None:
    half = HalfFilled(title="Thank Tom", typed={"words": "x"}, words=(), at=circle.clock.now())
    keep_form(circle.path, half)
    assert kept_form(circle.path, "Thank Tom") == half
    assert kept_form(circle.path, "Thank Tom", "tom") is None
    assert not any("tom" in path.name.lower() for path in drafts_folder(circle.path).iterdir())
