"""One person's page."""

from __future__ import annotations

from textual.pilot import Pilot

from screens.widgets.listing import Listing
from store.book import Book
from tests.screens.conftest import HOSTILE, here, hush, press, running, settle, text_of, toasts, undoable


async def open_page(pilot: Pilot[None], who: str) -> Listing:
    """Somebody's page, by way of the list."""
    await press(pilot, "2", "v", "/", f"={who}", "enter", "enter")
    assert here(pilot) == "VolunteerScreen"
    return pilot.app.screen.query_one(Listing)


async def test_the_page_holds_everything_about_somebody(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "[/x]")
        shown = text_of(pilot)
        assert f"{HOSTILE} · active, Ops" in shown
        assert "active for 22 days" in shown
        for part in ("Facts", "Their yes", "Count me in", "Moves · 1", "Gatherings · 2", "Coffee corner"):
            assert part in shown
        assert "led a session «Feedback [basics]»" in shown


async def test_facts_are_changed_and_dated_lines_too(circle: Book) -> None:
    async with running(circle) as pilot:
        page = await open_page(pilot, "[/x]")
        async with undoable(pilot, circle):
            await press(pilot, "e", "tab", "=ann@example.com", "ctrl+s")
            assert circle.volunteers["ann"].email == "ann@example.com"
            assert "ann@example.com" in text_of(pilot)
        page.highlight("led")
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            assert "Who *" in text_of(pilot)
            await press(pilot, "tab", "right", "ctrl+s")
            assert circle.contributions["led"].kind == "co-led a session"
            assert "co-led a session «Feedback [basics]»" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "led" not in circle.contributions


async def test_what_is_not_theirs_alone_is_not_deleted_here(circle: Book) -> None:
    async with running(circle) as pilot:
        page = await open_page(pilot, "[/x]")
        await press(pilot, "d")
        assert toasts(pilot) == ["Highlight a dated line to delete it; the person is deleted on the board."]
        await hush(pilot)
        page.highlight("coffee-20261109")
        await press(pilot, "d")
        assert toasts(pilot) == ["A gathering is deleted in the calendar."]
        assert not circle.steps


async def test_thanks_words_and_deeds_are_noted_and_stages_moved(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "gus")
        async with undoable(pilot, circle):
            await press(pilot, "n", "=Likes [role] play", "enter")
            assert "Contacts · 1" in text_of(pilot)
            assert "Likes [role] play" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "c", "ctrl+s")
            assert "Contributions · 1" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "t", "enter")
            assert [thanks.to for thanks in circle.recognitions.values()] == [("gus",)]
            assert "Thanks · 1" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, ">")
            assert "Gus Abbé · onboarding, Sales" in text_of(pilot)
            assert "Moves · 2" in text_of(pilot)
        await press(pilot, "<")
        assert "Gus Abbé · said yes, Sales" in text_of(pilot)


async def test_the_page_closes_when_its_person_goes(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "a", "=Zoë", "ctrl+s", "v", "/", "=zoe", "enter", "enter")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "u")
        assert here(pilot) == "PipelineScreen"
        assert "Zoë" not in [v.name for v in circle.volunteers.values()]


async def test_esc_ends_the_filter_first_and_then_leaves(circle: Book) -> None:
    async with running(circle) as pilot:
        page = await open_page(pilot, "[/x]")
        whole = page.keys
        await press(pilot, "/", "=coffee", "enter")
        assert 0 < len(page.keys) < len(whole)
        await press(pilot, "escape")
        assert here(pilot) == "VolunteerScreen"
        assert page.keys == whole
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"


async def test_another_person_s_page_begins_at_its_top(circle: Book) -> None:
    async with running(circle) as pilot:
        page = await open_page(pilot, "[/x]")
        await press(pilot, "end")
        pilot.app.go_to("volunteer", "bo")
        await settle(pilot)
        assert "Bo Çelik · active" in text_of(pilot)
        assert page.key == page.keys[0]
