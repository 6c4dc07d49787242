"""Week's own keys: each deals with the to-do it names, one after the other where a line stands for several."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.dates import Clock
from store.model.people import Contact, Volunteer
from store.updates.stakeholders import sent_updates
from store.week.plan import plan
from tests.support.harness import HOSTILE, TODAY, here, hush, press, running, settle, text_of, toasts, undoable
from tests.support.making import ago, fill, gathering, held, led, member, move, ritual

LESSONS = "= We start earlier now."


async def select(pilot, kind: str, about: str = "") -> None:
    """Put the cursor on the first to-do of a kind, in the view of all of them."""
    listing = pilot.app.screen.query_one("#acts", Listing)
    found = (act for act in pilot.app.screen.plan.all_acts if act.kind == kind)
    wanted = next(act for act in found if about in act.key)
    while pilot.app.screen.todos.view != "all":
        await press(pilot, "v")
    listing.highlight(wanted.key)
    await settle(pilot)
    assert pilot.app.screen.here() == wanted


# -- updates -----------------------------------------------------------------------------------------


async def test_an_update_is_copied_and_marked_sent_without_leaving_week(circle: Book, copied: list[str]) -> None:
    async with running(circle) as pilot:
        await select(pilot, "update")
        await press(pilot, "y")
        assert here(pilot) == "UpdatesScreen"
        assert copied == []
        await press(pilot, "e", LESSONS, "ctrl+s")
        assert [LESSONS[2:] in text for text in copied] == [True]
        await press(pilot, "escape", "escape", "1")
        await select(pilot, "update")
        await press(pilot, "y")
        assert here(pilot) == "WeekScreen"
        assert copied[1:] == copied[:1]
        async with undoable(pilot, circle):
            await press(pilot, "m")
            assert here(pilot) == "WeekScreen"
            assert sent_updates(circle, "marta")[-1].sent_on == TODAY
        assert "update" not in {act.kind for act in plan(circle, TODAY).all_acts}


async def test_an_update_that_was_opened_from_week_leads_back_once_it_is_sent(circle: Book) -> None:
    async with running(circle) as pilot:
        await select(pilot, "update")
        await press(pilot, "m")
        assert here(pilot) == "UpdatesScreen"
        assert "is empty" in toasts(pilot)[-1]
        await press(pilot, "space", "m")
        assert here(pilot) == "WeekScreen"
        await press(pilot, "6", "m")
        assert here(pilot) == "UpdatesScreen"


# -- gatherings ----------------------------------------------------------------------------------------


async def test_a_gathering_that_was_not_held_is_skipped_with_the_reason(circle: Book) -> None:
    async with running(circle) as pilot:
        await select(pilot, "record")
        async with undoable(pilot, circle):
            await press(pilot, "s", "=everyone was ill", "enter")
            skipped = circle.gatherings["coffee-20261116"]
            assert (skipped.state, skipped.why) == ("skipped", "everyone was ill")
        assert "record" not in {act.kind for act in plan(circle, TODAY).all_acts}


async def test_what_is_prepared_is_ticked_from_the_first_open_item(circle: Book) -> None:
    lab = ritual("lab", "Practice lab", start=TODAY + timedelta(days=2), preparation=("timer", "cards"))
    fill(
        circle,
        lab,
        replace(
            gathering(-2, "Practice lab"),
            ritual="lab",
            id="lab-20261125",
            due_on=TODAY + timedelta(days=2),
            prepared=("timer",),
        ),
    )
    async with running(circle) as pilot:
        await select(pilot, "prepare")
        async with undoable(pilot, circle):
            await press(pilot, "space", "space", "enter")
            assert circle.gatherings["lab-20261125"].prepared == ("timer", "cards")
        assert "prepare" not in {act.kind for act in plan(circle, TODAY).all_acts}


async def test_a_reminder_for_the_host_is_copied_and_noted(circle: Book, copied: list[str]) -> None:
    fill(circle, replace(circle.gatherings["kick_off"], host="bo", place="Room 2"))
    async with running(circle) as pilot:
        await select(pilot, "remind_host", "kick_off")
        async with undoable(pilot, circle):
            await press(pilot, "y")
            [text] = copied
            assert "Hello Bo," in text
            assert "Room 2" in text
            assert [(c.who, c.on) for c in circle.contacts.values()] == [("bo", TODAY)]
        assert "remind:kick_off:bo" not in {act.key for act in plan(circle, TODAY).all_acts}


LINKS = "https://tube.example/watch-the-recording, https://drive.example/slides.pdf, shelf in room 2"


async def test_links_of_a_recorded_gathering_go_into_the_library_once(circle: Book) -> None:
    async with running(circle) as pilot:
        await select(pilot, "record")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "tab", "tab", "tab", f"={LINKS}", "ctrl+s")
            found = sorted((r.kind, r.link, r.owner, r.gathering) for r in circle.resources.values())
            owner = circle.gatherings["coffee-20261116"].host
            assert found == [
                ("recording", "https://tube.example/watch-the-recording", owner, "coffee-20261116"),
                ("shared_material", "https://drive.example/slides.pdf", owner, "coffee-20261116"),
            ]
            assert "2 resources" in toasts(pilot)[-1]


async def test_a_decision_with_a_name_and_a_day_is_offered_as_a_request(circle: Book) -> None:
    async with running(circle) as pilot:
        await select(pilot, "record")
        await press(pilot, "enter", "tab", "tab", "=Bo sends the slides by Fri", "ctrl+s")
        assert here(pilot) == "Picker"
        async with undoable(pilot, circle):
            await press(pilot, "enter")
            [ask] = circle.asks.values()
            assert (ask.who, ask.what, ask.by) == ("bo", "sends the slides", date(2026, 11, 27))


# -- several in one line ---------------------------------------------------------------------------------


def crowd(number: int) -> list[object]:
    """So many members who led a session and were not thanked."""
    return [
        record
        for n in range(number)
        for record in (
            Volunteer(id=f"p{n}", name=f"Person {n}", yes_on=ago(60), met_on=ago(60)),
            move(f"p{n}", "active", 60),
            led(5, f"p{n}", id=f"deed{n}", topic="Excel"),
        )
    ]


async def select_line(pilot, kind: str) -> None:
    listing = pilot.app.screen.query_one("#acts", Listing)
    wanted = next(act for act in pilot.app.screen.plan.acts if act.kind == kind)
    assert wanted.members
    listing.highlight(wanted.key)
    await settle(pilot)


@pytest.fixture
def busy(circle: Book) -> Book:
    """A week that has to put its thank-yous into one line."""
    fill(circle, *crowd(6), *(held(10 + n, name=f"Held {n}", id=f"held{n}") for n in range(3)))
    return circle


async def test_those_of_one_line_open_one_after_the_other(busy: Book) -> None:
    async with running(busy) as pilot:
        await select_line(pilot, "thank")
        waiting = len([act for act in plan(busy, TODAY).all_acts if act.kind == "thank"])
        await press(pilot, "t")
        for done in range(waiting):
            assert here(pilot) == "Form"
            assert len(busy.recognitions) == done
            await press(pilot, "enter" if "Person" in text_of(pilot) else "ctrl+s")
        assert here(pilot) == "WeekScreen"
        assert len({thanks.to for thanks in busy.recognitions.values()}) == waiting


async def test_leaving_one_of_them_leaves_the_rest(busy: Book) -> None:
    async with running(busy) as pilot:
        await select_line(pilot, "thank")
        await press(pilot, "enter", "escape")
        assert here(pilot) == "WeekScreen"
        assert not busy.recognitions
        await press(pilot, "2", "1")
        assert here(pilot) == "WeekScreen"


async def test_some_of_one_line_are_ticked_and_opened(busy: Book) -> None:
    async with running(busy) as pilot:
        await select_line(pilot, "thank")
        await press(pilot, "space", "=person 3", "space", "=person 4", "space", "enter")
        assert "Thank Person 3" in text_of(pilot)
        await press(pilot, "enter")
        assert "Thank Person 4" in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "WeekScreen"
        assert {thanks.to for thanks in busy.recognitions.values()} == {("p3",), ("p4",)}


def left(book: Book) -> set[str]:
    return {act.subject for act in plan(book, TODAY).all_acts if act.kind == "keep_or_erase"}


async def test_people_who_left_are_kept_or_erased_several_at_once(book: Book) -> None:
    everyone = {f"p{number:02}" for number in range(11)}
    fill(book, *(record for key in everyone for record in member(key, "alumni", when=400, name=f"Person {key}")))
    async with running(book) as pilot:
        await select_line(pilot, "keep_or_erase")
        await press(pilot, "space", "=p00", "space", "=p01", "space", "enter")
        async with undoable(pilot, book):
            await press(pilot, "=keep", "enter")
            assert left(book) == everyone - {"p00", "p01"}
            assert {*book.volunteers} == everyone
        await select_line(pilot, "keep_or_erase")
        await press(pilot, "space", "=p02", "space", "=p03", "space", "enter", "=erase", "enter")
        assert {*book.erased} == {"p02", "p03"}
        await press(pilot, "escape")
        await select(pilot, "keep_or_erase", "p04")
        await press(pilot, "enter", "=keep", "enter")
        assert left(book) == everyone - {"p00", "p01", "p02", "p03", "p04"}


async def test_a_line_is_snoozed_with_all_it_stands_for_and_brought_back(busy: Book) -> None:
    async with running(busy) as pilot:
        await select_line(pilot, "thank")
        before = {act.key for act in plan(busy, TODAY).all_acts}
        async with undoable(pilot, busy):
            await press(pilot, "z")
            assert "thank" not in {act.kind for act in plan(busy, TODAY).all_acts}
        await press(pilot, "v", "v")
        asleep = len(pilot.app.screen.query_one("#acts", Listing).keys)
        assert f"Snoozed and dismissed · {asleep}" in text_of(pilot)
        async with undoable(pilot, busy):
            await press(pilot, "B")
        while pilot.app.screen.query_one("#acts", Listing).keys:
            await press(pilot, "enter")
        assert {act.key for act in plan(busy, TODAY).all_acts} == before
        await press(pilot, "escape")
        assert pilot.app.screen.todos.view == "week"


@pytest.mark.parametrize("key", ["y", "m", "space", "s", "B"])
async def test_a_key_that_does_nothing_for_a_to_do_says_so(circle: Book, key: str) -> None:
    async with running(circle) as pilot:
        await select(pilot, "thank")
        await hush(pilot)
        await press(pilot, key)
        assert here(pilot) == "WeekScreen"
        assert len(toasts(pilot)) == 1
        assert not circle.steps


# -- people --------------------------------------------------------------------------------------------


async def test_people_are_added_and_imported_from_week(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "a", f"={HOSTILE}", "ctrl+s")
        assert [volunteer.name for volunteer in empty.volunteers.values()] == [HOSTILE]
        assert here(pilot) == "WeekScreen"
        await press(pilot, "i")
        assert here(pilot) == "BringIn"


async def test_a_reminder_that_was_noted_is_selected(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "semicolon", "=call Gus today", "enter")
        act = pilot.app.screen.here()
        assert act
        assert act.kind == "do"
        fill(circle, Contact(who="gus", on=TODAY))
        await settle(pilot)
        assert pilot.app.screen.here() == act


async def test_a_gathering_of_the_list_is_recorded_skipped_and_prepared(circle: Book) -> None:
    lab = ritual("lab", "Lab", start=TODAY + timedelta(days=2), preparation=("timer",))
    circle.clock = Clock(TODAY + timedelta(days=3))
    fill(circle, lab)
    async with running(circle) as pilot:
        await press(pilot, "shift+tab")
        listing = pilot.app.screen.query_one("#gatherings", Listing)
        listing.highlight("coffee-20261123")
        await settle(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "ctrl+s")
            assert circle.gatherings["coffee-20261123"].state == "held"
        await press(pilot, "s")
        assert "already held" in toasts(pilot)[-1]
        listing.highlight("lab-20261125")
        await settle(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "space", "space", "enter")
            assert circle.gatherings["lab-20261125"].prepared == ("timer",)
        async with undoable(pilot, circle):
            await press(pilot, "s", "=no room", "enter")
            assert circle.gatherings["lab-20261125"].state == "skipped"
