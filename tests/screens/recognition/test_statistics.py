"""Who is seen, and the Orbit model: what is behind each figure, and that only the organiser moves anyone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.calendar import Gathering
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.people.stages import stage_of
from store.week.plan import plan, set_aside
from tests.support.harness import NARROW, TODAY, WIDE, go, here, press, running, text_of, toasts, undoable
from tests.support.making import ago, fill, led


def keys(pilot: Pilot[None], which: str) -> list[str]:
    return pilot.app.screen.query_one(which, Listing).keys


@pytest.fixture
def hosted(circle: Book) -> Book:
    """Bo, who is active, has hosted since."""
    fill(
        circle,
        Gathering(
            id="own", name="Show [and] tell", on=ago(2), state="held", host="bo", attended=("ann",), notes="."
        ),
    )
    fill(circle, Recognition(to=("bo",), behaviour="takes ownership", words="Thank you", on=ago(1)))
    return circle


@pytest.fixture
def steady(hosted: Book) -> Book:
    """And has led a session a fortnight since September."""
    bo = next(move for move in hosted.moves.values() if move.volunteer == "bo")
    fill(
        hosted,
        replace(bo, on=ago(90)),
        *(led(days, "bo", id=f"bo{days}", topic="Excel") for days in range(3, 75, 14)),
    )
    return hosted


async def test_who_is_seen_never_and_next(circle: Book) -> None:
    fill(
        circle,
        *(
            Recognition(to=("ann",), behaviour="helps others", words="Thanks", on=ago(n), form="spotlight")
            for n in (1, 2)
        ),
    )
    async with running(circle) as pilot:
        await go(pilot, "seen")
        shown = text_of(pilot)
        assert "Never thanked · 5" in shown
        assert "Most thanked in the past year" in shown
        assert "2 times" in shown
        assert "Next spotlight · 5 not yet featured" in shown
        assert "Active members thanked this quarter · 1 of 6, 17%" in shown
        assert "Behaviours · 5 not yet recognised" in shown
        assert pilot.app.screen.query_one("#people", Listing).key == "Never thanked:bo"
        async with undoable(pilot, circle):
            await press(pilot, "t", "=the coffee", "enter")
            assert "Never thanked · 4" in text_of(pilot)
        await press(pilot, "tab", "t")
        assert toasts(pilot)[-1] == "Select a person first."
        await press(pilot, "end", "enter")
        assert here(pilot) == "Form"
        await press(pilot, "escape", "home", "enter")
        assert here(pilot) == "DepartmentsScreen"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_figure_shows_its_formula_and_rows(hosted: Book, size: tuple[int, int]) -> None:
    async with running(hosted, size) as pilot:
        await go(pilot, "orbit")
        assert keys(pilot, "#members") == ["whole", "ann", "bo", "cy", "dee", "eve", "fay"]
        assert "= (Σ w² now − Σ w² then) ÷ members now" in text_of(pilot)
        await press(pilot, "enter", "enter")
        assert "Select a member" in toasts(pilot)[-1]
        await press(pilot, "escape", "j", "j", "enter")
        shown = text_of(pilot)
        assert "Love 18.0" in shown  # 10 for hosting, twice 4 for coming
        assert "Σ weight × 0.9^" in shown
        assert "Leading" in shown
        assert "Leading ↑" not in shown  # once is not enough
        assert "10 × 1.00" in shown
        assert "hosted a ritual ‘Show [and]" in shown
        await press(pilot, "end")
        assert "2 × 1.00" in text_of(pilot)  # twice at the coffee corner with the last of them
        await press(pilot, "enter")
        assert "Bo Çelik · active, Ops" in text_of(pilot)


async def test_weights_are_set_from_there(hosted: Book) -> None:
    async with running(hosted) as pilot:
        await go(pilot, "orbit")
        async with undoable(pilot, hosted):
            await press(pilot, "e", "backspace", "=1", "ctrl+s")
            assert [w.attended for w in hosted.weights.values()] == [1]
        await press(pilot, "j", "j")
        assert "Love 12.0" in text_of(pilot)
        await press(pilot, "e", "backspace", "=13", "ctrl+s")
        assert "choose a weight from 1 to 12" in text_of(pilot)


async def test_a_suggested_stage_is_agreed_to_on_week(steady: Book) -> None:
    hosted = steady
    fill(hosted, *(Snooze(act=act.key) for act in plan(hosted, TODAY).all_acts if act.kind != "next_stage"))
    async with running(hosted) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        acts.highlight("level:bo:core")
        assert "Ask            Bo Çelik" in text_of(pilot)
        before = len(hosted.moves)
        await press(pilot, "enter")
        assert "Move Bo Çelik to core?" in text_of(pilot)
        await press(pilot, "escape")
        assert len(hosted.moves) == before  # asking moves no one
        async with undoable(pilot, hosted):
            await press(pilot, "enter", "enter")
            assert stage_of(hosted, hosted.volunteers["bo"], TODAY).stage == "core"
            assert "level:bo:core" not in acts.keys


async def test_a_suggestion_is_laid_aside_for_12_weeks_on_the_page(steady: Book) -> None:
    hosted = steady
    async with running(hosted) as pilot:
        await press(pilot, "2", "v", "/", "=bo ç", "enter", "enter")
        shown = text_of(pilot)
        assert "Orbit · private to you" in shown
        assert "Leading (core)" in shown
        assert "core:" in shown
        pilot.app.screen.query_one("#now", Listing).highlight("orbit:Love")
        await press(pilot, "enter")
        assert "Σ weight × 0.9^calendar months ago" in text_of(pilot)
        assert "hosted a ritual ‘Show [and] te" in text_of(pilot)
        await press(pilot, "escape")
        pilot.app.screen.query_one("#now", Listing).highlight("orbit:suggested")
        async with undoable(pilot, hosted):
            await press(pilot, "enter", "down", "enter")
            assert "core:" not in text_of(pilot)
        assert stage_of(hosted, hosted.volunteers["bo"], TODAY).stage == "active"
        await press(pilot, "1")
        assert [(one.act.key, one.until) for one in set_aside(hosted, TODAY)] == [("level:bo:core", ago(-84))]


async def test_whoever_is_no_member_has_no_scores(circle: Book) -> None:
    fill(circle, Contribution(volunteer="gus", kind="hosted_ritual", on=ago(1)))
    async with running(circle) as pilot:
        await press(pilot, "2", "v", "/", "=gus", "enter", "enter")
        assert "Orbit" not in text_of(pilot)


async def test_in_a_read_only_book_every_key_says_why(hosted: Book) -> None:
    fill(hosted, Move(id="later", volunteer="bo", stage="active", on=ago(20)))
    hosted.storage.writable, hosted.note = False, "Opened read-only."
    async with running(hosted) as pilot:
        for place, pressed in (("seen", "t"), ("seen", "E"), ("orbit", "e"), ("thanks", "a"), ("thanks", "E")):
            await go(pilot, place)
            await press(pilot, pressed)
            assert toasts(pilot)[-1] == hosted.note, place
            assert here(pilot) != "Form"
        await go(pilot, "orbit")
        await press(pilot, "j", "j", "enter", "enter", "e")
        assert "read-only" in toasts(pilot)[-1]
