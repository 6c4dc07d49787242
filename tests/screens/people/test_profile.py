"""One person's page: what is known is changed there, and what is noted appears at once."""

from __future__ import annotations

from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.library import Resource
from tests.support.harness import HOSTILE, here, hush, press, running, text_of, undoable
from tests.support.making import fill


async def open_page(pilot: Pilot[None], who: str) -> None:
    """Someone's page, by way of the list."""
    await press(pilot, "2", "v", "/", f"={who}", "enter", "enter")
    assert here(pilot) == "VolunteerScreen"


def lines(pilot: Pilot[None]) -> list[str]:
    return [key for listing in pilot.app.screen.query(Listing) for key in listing.keys]


async def test_the_page_holds_everything_about_somebody(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "[/x]")
        shown = text_of(pilot)
        assert f"{HOSTILE} · active, Ops" in shown
        assert "Active for 22 days" in shown
        for part in ("Contact", "Count me in", "Moves · 1", "Gatherings · 2", "Coffee corner"):
            assert part in shown
        assert "led a session ‘Feedb" in shown


async def test_facts_are_changed_and_dated_lines_too(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "[/x]")
        async with undoable(pilot, circle):
            await press(pilot, "e", "tab", "tab", "=ann@example.com", "ctrl+s")
            assert circle.volunteers["ann"].email == "ann@example.com"
            assert "ann@example.com" in text_of(pilot)
        await press(pilot, "tab", "end")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "tab", "right", "ctrl+s")
            assert circle.contributions["led"].kind == "co_led_session"
            assert "co-led a session ‘" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "led" not in circle.contributions
            assert "Contributions" not in text_of(pilot)


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
            assert "Thank-yous · 1" in text_of(pilot)
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
        await open_page(pilot, "[/x]")
        whole = lines(pilot)
        await press(pilot, "tab", "/", "=coffee", "enter")
        assert len(lines(pilot)) < len(whole)
        await press(pilot, "escape")
        assert here(pilot) == "VolunteerScreen"
        assert lines(pilot) == whole
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"


async def test_erasing_asks_first(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "gus")
        before = circle.path.read_bytes()
        for answer in ("enter", "escape"):
            await press(pilot, "D")
            assert "Erase Gus Abbé?" in text_of(pilot)
            await press(pilot, answer)
            assert here(pilot) == "VolunteerScreen"
        assert circle.path.read_bytes() == before


async def test_what_may_still_tell_of_somebody_erased_is_listed_and_opened(circle: Book) -> None:
    fill(circle, Resource(id="slides", title="Gus corner slides"))
    async with running(circle) as pilot:
        await open_page(pilot, "gus")
        await press(pilot, "D", "=save", "enter")
        assert "kept-data-gus" in text_of(pilot)
        await press(pilot, "escape", "D", "=erase", "enter")
        assert "gus" not in circle.volunteers
        assert {*circle.erased} == {"gus"}
        assert here(pilot) == "Trace"
        assert "Gus corner slides" in text_of(pilot)
        assert "latest.json" in text_of(pilot)
        assert "Still mentions them" not in text_of(pilot)
        await press(pilot, "=slides", "enter")
        assert here(pilot) == "LibraryScreen"
        await hush(pilot)


async def test_erasing_is_refused_where_the_book_cannot_be_written(circle: Book) -> None:
    async with running(circle) as pilot:
        await open_page(pilot, "gus")
        circle.path.write_bytes(circle.path.read_bytes() + b"\n\n")
        await press(pilot, "D", "=erase", "enter")
        assert "Another program has changed the book" in text_of(pilot)
        assert "gus" in circle.volunteers
