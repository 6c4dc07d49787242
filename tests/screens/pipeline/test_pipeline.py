"""Pipeline: who is where, by their own yes."""

from __future__ import annotations

from textual.pilot import Pilot

from screens.common.actions.people_actions import ASKED, ASKED_LATER
from screens.widgets.lists.board import Board
from store.book.book import Book
from store.model.stages import Stage
from store.people.stages import stage_of
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

PERSON = (*ASKED, *ASKED_LATER)


def stage(book: Book, who: str) -> Stage:
    return stage_of(book, book.volunteers[who], TODAY).stage


def column(pilot: Pilot[None], who: str) -> str:
    """The title of the column in which the board shows someone."""
    board = pilot.app.screen.query_one(Board)
    return next(lane.title for lane in board.visible_lanes() if any(card.key == who for card in lane.cards))


async def to(pilot: Pilot[None], who: str) -> None:
    """Put the cursor on someone with the arrow keys."""
    board = pilot.app.screen.query_one(Board)
    titles = [lane.title for lane in board.visible_lanes() if lane.cards]
    await press(pilot, *["left"] * 8, *["right"] * titles.index(column(pilot, who)), "home")
    while board.key != who:
        await press(pilot, "down")


async def test_the_board_says_who_stands_where(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        shown = text_of(pilot)
        assert "Pipeline · 8 people, 1 waiting for their answer, 2 stuck" in shown
        assert "Interested 1" in shown
        assert "Active 6" in shown
        assert "22 d !" in shown
        await to(pilot, "ann")
        shown = text_of(pilot)
        assert f"╭─ {HOSTILE} ─" in shown
        assert "Sun 1 Nov: Count me in" in shown
        assert "never thanked" in shown
        assert "Next: press t to thank them." in shown
        for who, told in (("tom", "ask for their answer"), ("gus", "press > to start their onboarding")):
            await to(pilot, who)
            assert f"Next: {told}" in text_of(pilot)


async def test_somebody_with_a_yes_moves_on_and_back(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "gus")
        for key, after in ((">", "onboarding"), (">", "newcomer"), ("<", "onboarding")):
            async with undoable(pilot, circle):
                await press(pilot, key)
                assert stage(circle, "gus") == after
                assert column(pilot, "gus") == after.capitalize()
                assert pilot.app.screen.query_one(Board).key == "gus"
        assert [m.stage for m in circle.moves.values() if m.volunteer == "gus"] == [
            "said_yes", "onboarding", "newcomer", "onboarding",
        ]  # fmt: skip


async def test_nobody_passes_interested_without_a_yes(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "tom")
        before = rows(circle)
        await press(pilot, ">")
        assert "Move Tom Okafor to said yes" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"
        assert rows(circle) == before  # leaving the question moves no one
        await press(pilot, ">", "enter")
        assert "Consent is needed first" in text_of(pilot)
        await press(pilot, "=I am in", "tab", *["backspace"] * 10, "enter")
        assert "Consent is needed first" in text_of(pilot)  # a yes has its day
        await press(pilot, "escape", "escape")
        assert rows(circle) == before


async def test_a_recorded_yes_moves_on_and_is_asked_once(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "tom")
        async with undoable(pilot, circle):
            await press(pilot, ">", "=I am [in]", "enter")
            assert stage(circle, "tom") == "said_yes"
            assert (circle.volunteers["tom"].yes_on, circle.volunteers["tom"].yes_words) == (TODAY, "I am [in]")
            assert column(pilot, "tom") == "Said yes"
            assert "Mon 23 Nov: I am [in]" in text_of(pilot)
        await press(pilot, ">")
        assert here(pilot) == "PipelineScreen"
        assert stage(circle, "tom") == "onboarding"


async def test_a_stage_cannot_be_edited_past_the_yes(circle: Book) -> None:
    """On someone's page a move can be corrected: its day and its note, not whom it placed where."""
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "tom")
        await press(pilot, "z", "enter", "enter")  # not now, then open the page
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "tab")
        [moved] = [m.id for m in circle.moves.values() if m.volunteer == "tom"]
        pilot.app.screen.query_one("#history").highlight(moved)
        async with undoable(pilot, circle):
            await press(pilot, "e")
            assert "Stage" not in text_of(pilot)
            await press(pilot, "tab", "=Too busy [now]", "ctrl+s")
            assert circle.moves[moved].note == "Too busy [now]"
        assert stage(circle, "tom") == "not_now"


async def test_a_yes_is_not_taken_out_from_under_somebody_who_takes_part(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "gus")
        await press(pilot, "e", *["tab"] * PERSON.index("yes_on"), *["backspace"] * 10, "ctrl+s")
        assert "! Consent recorded on" in text_of(pilot)
        assert "‘Said yes’ needs consent. Move Gus Abbé" in text_of(pilot)
        assert not circle.steps
        await press(pilot, "=2026-11-03", "ctrl+s")
        assert f"{circle.volunteers['gus'].yes_on}" == "2026-11-03"
        await press(pilot, "<")  # interested again: now it may go
        await to(pilot, "gus")
        await press(pilot, "e", *["tab"] * PERSON.index("yes_on"), *["backspace"] * 10, "ctrl+s")
        assert circle.volunteers["gus"].yes_on is None


async def test_the_ends_of_the_way_say_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "tom")
        await press(pilot, "<")
        assert toasts(pilot) == ["Tom Okafor is already at the first stage: interested."]
        await to(pilot, "ann")
        await press(pilot, ">", ">")
        assert stage(circle, "ann") == "alumni"
        await hush(pilot)
        await press(pilot, ">")
        assert toasts(pilot) == [f"{HOSTILE} is already at the last stage: alumni."]
        await press(pilot, "<")
        assert stage(circle, "ann") == "core"


async def test_not_now_lays_somebody_aside_until_a_day(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "tom")
        async with undoable(pilot, circle):
            await press(pilot, "z", *["backspace"] * 10, "=+3m", "enter")
            assert stage(circle, "tom") == "not_now"
            assert f"{circle.volunteers['tom'].quiet_until}" == "2027-02-23"
        await to(pilot, "tom")
        assert "Next: ask again on Tue 23 Feb 2027." in text_of(pilot)
        assert "Tom" not in "".join(act for act in text_of(pilot).splitlines() if "Ask" in act)
        await press(pilot, ">")
        assert stage(circle, "tom") == "interested"


async def test_somebody_new_comes_with_a_new_department(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        async with undoable(pilot, circle):
            await press(pilot, "a", "=[/y] Zoë [HR]", "enter", "space", "=People & Culture [HR]", "enter", "ctrl+s")
            [zoe] = [v for v in circle.volunteers.values() if v.name == "[/y] Zoë [HR]"]
            assert circle.departments[zoe.department].name == "People & Culture [HR]"
            assert zoe.met_on == TODAY
            assert stage(circle, zoe.id) == "interested"
            assert pilot.app.screen.query_one(Board).key == zoe.id
            assert "[/y] Zoë [HR] ─" in text_of(pilot)
        # a department that is there already is not begun twice, however it is typed
        await press(pilot, "a", "=Max", "enter", "space", "=ops", "enter", "ctrl+s")
        assert sorted(d.name for d in circle.departments.values()) == ["Ops", "People & Culture [HR]", "Sales"]


async def test_what_is_known_is_changed_and_a_person_deleted_and_brought_back(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "ann")
        async with undoable(pilot, circle):
            await press(pilot, "e", "= Ruiz", "tab", "tab", "=ann@example.com", "ctrl+s")
            assert circle.volunteers["ann"].name == f"{HOSTILE} Ruiz"
            assert f"{HOSTILE} Ruiz" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "ann" not in circle.volunteers
            assert not any(m.volunteer == "ann" for m in circle.moves.values())
            assert not any("ann" in g.attended for g in circle.gatherings.values())
            assert "7 people" in text_of(pilot)


async def test_thanks_contributions_and_contacts_are_noted_from_the_board(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        await to(pilot, "ann")
        async with undoable(pilot, circle):
            await press(pilot, "t", "enter")
            assert [thanks.to for thanks in circle.recognitions.values()] == [("ann",)]
            assert "thanked Mon 23 Nov" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "n", "=Coffee", "enter")
            assert "Contact  Mon 23 Nov" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "c", "right", "ctrl+s")
            assert [c.kind for c in circle.contributions.values() if c.on == TODAY] == ["co_led_session"]


async def test_the_filter_holds_in_both_views_until_it_is_ended(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "/", "=ABBE", "enter")
        assert pilot.app.screen.person() == "gus"
        assert "Tom Okafor" not in text_of(pilot)
        await press(pilot, "v")
        assert "Gus Abbé" in text_of(pilot)
        assert "Tom Okafor" not in text_of(pilot)
        await press(pilot, "escape")
        assert "Tom Okafor" in text_of(pilot)
        await press(pilot, "v", "escape")  # by way of the departments
        assert "Tom Okafor" in text_of(pilot)


async def test_the_filter_finds_departments_topics_and_addresses(demo: Book) -> None:
    someone = next(v for v in demo.volunteers.values() if v.topics and v.email)
    async with running(demo) as pilot:
        for typed in (someone.topics[0], someone.email, demo.departments[someone.department].name):
            await press(pilot, "2", "/", f"={typed}")
            keys = [card.key for lane in pilot.app.screen.query_one(Board).visible_lanes() for card in lane.cards]
            assert someone.id in keys
            await press(pilot, "escape")


async def test_the_list_shows_the_same_people_and_keeps_the_cursor(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "2")
        await to(pilot, "dee")
        await press(pilot, "v")
        assert pilot.app.screen.person() == "dee"
        assert "Tom Okafor" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, ">")
            assert stage(circle, "dee") == "core"
        await press(pilot, "v", "escape")  # the departments, and back to the board
        assert pilot.app.screen.person() == "dee"
        await press(pilot, "enter")
        assert "Dee O'Neil · core, Ops" in text_of(pilot)


async def test_someone_in_the_book_is_added_again_only_when_asked_twice(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "board")
        await press(pilot, "a", "=bo celik")
        assert "‘Bo Çelik’ (Ops) is already in the book" in text_of(pilot)  # while it is typed
        await press(pilot, "ctrl+s")
        assert here(pilot) == "Form"
        assert "again to save" in text_of(pilot)
        assert len(circle.volunteers) == 8
        await press(pilot, "ctrl+s")
        assert len(circle.volunteers) == 9
        await press(pilot, "a", "=Dee O'Neill", "ctrl+s")
        assert "same person?" in text_of(pilot)


async def test_a_department_of_the_same_name_is_asked_about_once(circle: Book) -> None:
    async with running(circle) as pilot:
        await go(pilot, "departments")
        await press(pilot, "a", "=SALES", "ctrl+s")
        assert here(pilot) == "Form"
        assert "‘Sales’ is already in the book" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert sorted(d.name for d in circle.departments.values()) == ["Ops", "SALES", "Sales"]
