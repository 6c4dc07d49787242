"""One person's page and the roles: every key does what it says in one step, or says why it cannot."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.record import Record
from store.model.people import Ask, Contact, Role, Tenure, Volunteer
from store.model.planner import Snooze
from store.model.recognition import Recognition
from store.people.checklists import progress
from store.people.requests import NEVER, loads
from store.people.roles import holders
from store.people.stages import move, stage_of
from store.week.plan import plan
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    go,
    here,
    listed,
    press,
    rows,
    running,
    settle,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill, person
from tui.shell.app import GuildbookApp


async def page(pilot: Pilot[None], key: str = "ann") -> None:
    """Open someone's page."""
    app = pilot.app
    assert isinstance(app, GuildbookApp)
    app.go_to("pipeline")
    await settle(pilot)
    app.go_to("volunteer", key)
    await settle(pilot)


async def find(pilot: Pilot[None], key: str, which: str = "now") -> None:
    """Highlight a line of the page."""
    listing = pilot.app.screen.query_one(f"#{which}", Listing)
    pilot.app.screen.set_focus(listing)
    listing.highlight(key)
    await settle(pilot)
    assert listing.key == key


# -- keystrokes from the board, someone selected --------------------------------------------------


async def test_next_stage_is_one_key_and_two_with_a_yes(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2")
        pilot.app.screen.query_one("#board").highlight("ann")
        async with undoable(pilot, circle):
            await press(pilot, "greater_than_sign")
        assert stage_of(circle, circle.volunteers["ann"], TODAY).stage == "core"
        fill(circle, Volunteer(id="new", name="New [One]", met_on=TODAY))
        await settle(pilot)
        pilot.app.screen.query_one("#board").highlight("new")
        async with undoable(pilot, circle):
            await press(pilot, "greater_than_sign", "=gladly", "enter")
        assert circle.volunteers["new"].yes_words == "gladly"
        assert stage_of(circle, circle.volunteers["new"], TODAY).stage == "said_yes"


@pytest.mark.parametrize(
    ("keys", "kind"),
    [(("t", "=well done", "enter"), Recognition), (("n", "enter"), Contact), (("n", "=tea", "enter"), Contact)],
)
async def test_thank_and_contact_are_one_key_text_and_enter(
    circle: Book, keys: tuple[str, ...], kind: type[Record]
) -> None:
    before = len(circle.table_of(kind))
    async with running(circle) as pilot:
        await press(pilot, "2")
        pilot.app.screen.query_one("#board").highlight("bo")
        async with undoable(pilot, circle):
            await press(pilot, *keys)
    assert len(circle.table_of(kind)) == before + 1


# -- asks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_ask_and_answer(circle: Book, size: tuple[int, int]) -> None:
    async with running(circle, size) as pilot:
        await page(pilot)
        assert NEVER.words in text_of(pilot).lower()
        async with undoable(pilot, circle):
            await press(pilot, "a", "=host [once]", "enter")
        (ask,) = circle.asks.values()
        assert (ask.who, ask.what, ask.on, ask.outcome) == ("ann", "host [once]", TODAY, "open")
        await press(pilot, "home")
        assert loads(circle, TODAY)["ann"].words in text_of(pilot).lower()
        await find(pilot, ask.id)
        async with undoable(pilot, circle):
            await press(pilot, "r", "enter")
        answer = circle.asks[ask.id]
        assert (answer.outcome, answer.answered_on) == ("accepted", TODAY)


async def test_the_oldest_open_ask_is_answered_from_anywhere(circle: Book) -> None:
    fill(circle, *(Ask(id=f"a{day}", who="ann", what="host", on=TODAY.replace(day=day)) for day in (9, 3)))
    async with running(circle) as pilot:
        await page(pilot)
        await press(pilot, "r", "right", "enter")
        assert {ask.id: ask.outcome for ask in circle.asks.values()} == {"a9": "open", "a3": "declined"}


async def test_without_an_ask_to_answer_it_says_so(circle: Book) -> None:
    async with running(circle) as pilot:
        await page(pilot)
        await press(pilot, "r")
        assert "No open request" in toasts(pilot)[-1]


async def test_a_stale_ask_is_answered_from_the_week(circle: Book) -> None:
    fill(circle, Ask(id="old", who="bo", what="host", on=TODAY.replace(day=1)))
    fill(circle, *(Snooze(act=act.key) for act in plan(circle, TODAY).all_acts if act.kind != "request"))
    async with running(circle) as pilot:
        acts = pilot.app.screen.query_one("#acts", Listing)
        acts.highlight("ask:old")
        await settle(pilot)
        assert acts.key == "ask:old"
        async with undoable(pilot, circle):
            await press(pilot, "enter", "right", "right", "enter")
        assert circle.asks["old"].outcome == "no_answer"
        assert "ask:old" not in acts.keys


async def test_the_board_says_who_is_asked_a_lot_and_who_never(circle: Book) -> None:
    fill(circle, *(Ask(who="ann", what="host", on=TODAY, outcome="accepted") for _ in range(4)))
    async with running(circle) as pilot:
        await press(pilot, "2")
        board = pilot.app.screen.query_one("#board")
        board.highlight("ann")
        await settle(pilot)
        assert "too many: 4 requests in 60 days, 4 accepted" in text_of(pilot)
        board.highlight("bo")
        await settle(pilot)
        assert "no requests so far" in text_of(pilot)


# -- checklists --------------------------------------------------------------------------------------


async def test_entering_onboarding_begins_a_list_that_space_ticks(circle: Book) -> None:
    with circle.change("Back to the start") as change:
        move(circle, change, circle.volunteers["bo"], "said_yes", TODAY)
    async with running(circle) as pilot:
        await press(pilot, "2")
        pilot.app.screen.query_one("#board").highlight("bo")
        async with undoable(pilot, circle):
            await press(pilot, "greater_than_sign")
        assert progress(circle) == {"bo": (0, 6)}
        assert "0/6" in text_of(pilot)
        first = min(circle.tasks.values(), key=lambda task: task.step)
        await press(pilot, "enter")
        await find(pilot, first.id)
        async with undoable(pilot, circle):
            await press(pilot, "space")
        assert progress(circle) == {"bo": (1, 6)}
        assert "[x] Welcome them" in text_of(pilot)
        await press(pilot, "escape")
        assert "1/6" in text_of(pilot)


async def test_space_and_w_away_from_a_list_say_why(circle: Book) -> None:
    async with running(circle) as pilot:
        await page(pilot)
        before = rows(circle)
        await press(pilot, "space")
        assert "No checklist yet" in toasts(pilot)[-1]
        await press(pilot, "w")
        assert "Select an offboarding item first" in toasts(pilot)[-1]
        assert rows(circle) == before


async def test_the_template_can_be_changed(circle: Book) -> None:
    async with running(circle) as pilot:
        await page(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "E", "enter", "enter", "=Say hello, loudly", "ctrl+s")
        assert circle.templates["onboarding"].items.endswith("\nSay hello, loudly")


# -- leaving -----------------------------------------------------------------------------------------


async def test_somebody_leaves_hands_over_and_becomes_alumni(circle: Book) -> None:
    fill(
        circle,
        Role(id="mod", name="Moderator [x]"),
        Tenure(id="t", role="mod", volunteer="ann", since=TODAY.replace(day=2)),
    )
    async with running(circle) as pilot:
        await page(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "L", "=18 Dec", "enter")
        assert "leaves 18 Dec" in text_of(pilot)
        tasks = sorted(circle.tasks.values(), key=lambda task: task.step)
        assert tasks[0].text == "Thank them"
        role = next(task for task in tasks if task.held == "t")
        await find(pilot, role.id)
        async with undoable(pilot, circle):
            await press(pilot, "w", "=bo", "enter")
        assert holders(circle, "mod", TODAY) == "Bo Çelik"
        assert circle.tasks[role.id].to == "bo"
        await press(pilot, "w")
        assert "is already done" in toasts(pilot)[-1]
        await press(pilot, "L")
        assert "Offboarding has already started" in text_of(pilot)
        await press(pilot, "=21 Dec", "enter")
        assert [checklist.last_day for checklist in circle.checklists.values()] == [date(2026, 12, 21)]
        for task in [task for task in circle.tasks.values() if not task.done_on]:
            await find(pilot, task.id)
            await press(pilot, "space")
        assert here(pilot) == "Picker"
        await press(pilot, "enter")
        assert stage_of(circle, circle.volunteers["ann"], TODAY).stage == "alumni"
        assert here(pilot) == "Form"  # and the thanks
        thanked = len(circle.recognitions)
        await press(pilot, "=Thank you", "enter")
        assert len(circle.recognitions) == thanked + 1


async def test_whoever_is_leaving_is_not_moved_on(circle: Book) -> None:
    """Neither from the page, nor from the board, nor among several; each of these shows that they leave."""
    async with running(circle) as pilot:
        await page(pilot)
        await press(pilot, "L", "=18 Dec", "enter")
        before = rows(circle)["moves"]
        await press(pilot, ">")
        assert f"{HOSTILE} is leaving on Fri 18 Dec" in text_of(pilot)
        await press(pilot, "escape")
        await go(pilot, "board")
        assert "leaves 18 Dec" in text_of(pilot)
        await go(pilot, "list")
        assert "leaves 18 Dec" in text_of(pilot)
        pilot.app.screen.query_one("#people", Listing).highlight("ann")
        await press(pilot, "space", ">")
        assert f"Not moved: {HOSTILE}" in toasts(pilot)[-1]
        assert rows(circle)["moves"] == before
        await press(pilot, "escape")
        pilot.app.screen.query_one("#people", Listing).highlight("ann")
        await press(pilot, ">", "down", "enter")  # they are staying
        assert not circle.checklists
        assert not circle.tasks
        await press(pilot, "u", ">", "enter")
        assert stage_of(circle, circle.volunteers["ann"], TODAY).stage == "alumni"


async def test_thanking_is_not_handed_over(circle: Book) -> None:
    async with running(circle) as pilot:
        await page(pilot)
        await press(pilot, "L", "enter", "w")
        assert "needs no handover. Press space to tick it" in toasts(pilot)[-1]


# -- lines open their records, merging -----------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_line_of_each_kind_opens_its_record(demo: Book, size: tuple[int, int]) -> None:
    def kind(key: str) -> str:
        return next((name for name, table in demo.tables.items() if key in table), key.partition(":")[0])

    priya = next(v.id for v in demo.volunteers.values() if v.name == "Priya Nair")
    async with running(demo, size) as pilot:
        await page(pilot, priya)
        await press(pilot, "L", "enter")
        for which in ("now", "history"):
            listing = pilot.app.screen.query_one(f"#{which}", Listing)
            for key in {kind(key): key for key in listing.keys if not key.startswith("host:")}.values():
                await find(pilot, key, which)
                await press(pilot, "enter")
                assert here(pilot) == ("Picker" if key.startswith("orbit:") else "Form"), key
                await press(pilot, "escape")


async def test_what_is_not_theirs_alone_is_not_deleted_here(circle: Book) -> None:
    fill(circle, Role(id="mod", name="Mod"), Tenure(id="t", role="mod", volunteer="ann", since=TODAY))
    async with running(circle) as pilot:
        await page(pilot)
        before = rows(circle)
        for key in ("met_on", "lost:0"):
            await find(pilot, key)
            await press(pilot, "d")
        assert "Delete it on its own screen" in toasts(pilot)[-1]
        assert rows(circle) == before
        await find(pilot, "m-ann", "history")
        async with undoable(pilot, circle):
            await press(pilot, "d")


async def test_two_records_become_one(circle: Book) -> None:
    fill(circle, replace(circle.volunteers["bo"], id="twin", name="Bo [Ç]", email="bo@x.org"))
    fill(circle, Contact(id="c", who="twin", on=TODAY, note="said hello"))
    async with running(circle) as pilot:
        await page(pilot, "bo")
        async with undoable(pilot, circle):
            await press(pilot, "M", "=[ç", "enter", "enter")
        assert "twin" not in circle.volunteers
        assert circle.contacts["c"].who == "bo"
        assert here(pilot) == "VolunteerScreen"
        assert "said hello" in text_of(pilot)


async def test_the_fuller_record_stays_unless_the_other_is_picked(circle: Book) -> None:
    """On the page of the slip: the record with a history is offered first, and the page turns to the one that stays."""
    fill(circle, person("slip", "Bo Celikk"))
    async with running(circle) as pilot:
        await page(pilot, "slip")
        await press(pilot, "M", "enter")
        assert "Choose the name and details to keep" in text_of(pilot)
        assert [row[1] for row in listed(pilot, "#options")] == ["Bo Çelik", "Bo Celikk"]
        await press(pilot, "enter")
        assert "slip" not in circle.volunteers
        assert "Merged into Bo Çelik" in toasts(pilot)[-1]
        assert "Bo Çelik" in text_of(pilot).splitlines()[1]
        await press(pilot, "u")
        await page(pilot, "bo")
        await press(pilot, "M", "=celikk", "enter", "down", "enter")
        assert "bo" not in circle.volunteers
        assert circle.volunteers["slip"].name == "Bo Celikk"
        assert circle.volunteers["slip"].yes_words == "Count me in"


async def test_another_page_begins_at_its_top(circle: Book) -> None:
    async with running(circle) as pilot:
        await page(pilot)
        await press(pilot, "G", "tab")
        await press(pilot, "escape")
        await page(pilot, "bo")
        now = pilot.app.screen.query_one("#now", Listing)
        assert pilot.app.focused is now
        assert now.key == now.keys[0]


# -- roles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_role_is_added_filled_and_handed_over(circle: Book, size: tuple[int, int]) -> None:
    for role in [*circle.roles.values()]:
        with circle.change("Without") as change:
            change.remove(role)
    async with running(circle, size) as pilot:
        await press(pilot, "2", "o", "enter")
        assert here(pilot) == "RolesScreen"
        await press(pilot, "w")
        assert "No roles yet" in toasts(pilot)[-1]
        async with undoable(pilot, circle):
            await press(pilot, "a", "=Host [1]", "ctrl+s")
        assert "open" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "w", "space", "=ann", "enter", "ctrl+s")
        (role,) = circle.roles
        assert holders(circle, role, TODAY) == HOSTILE
        async with undoable(pilot, circle):
            await press(pilot, "w", "space", "=eve", "enter", "ctrl+s")
        assert holders(circle, role, TODAY.replace(day=24)) == "Eve Holt"
        assert sorted(bool(tenure.until) for tenure in circle.tenures.values()) == [False, True]
        await press(pilot, "p")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "escape")
        assert here(pilot) == "RolesScreen"
        await press(pilot, "escape")
        assert here(pilot) == "PipelineScreen"


async def test_a_vote_keeps_its_tally(circle: Book) -> None:
    fill(circle, Role(id="mod", name="Moderator"), Tenure(id="t", role="mod", volunteer="ann", since=TODAY))
    async with running(circle) as pilot:
        await press(pilot, "2", "o", "enter")
        pilot.app.screen.query_one("#roles", Listing).highlight("mod")
        await settle(pilot)
        await press(pilot, "tab", "e", "tab", "tab", "tab", "right", "right", "tab", "=9 [of] 11", "ctrl+s")
        assert (circle.tenures["t"].chosen, circle.tenures["t"].tally) == ("elected", "9 [of] 11")
        assert "elected, 9 [of] 11" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
        assert not circle.tenures


async def test_where_several_hold_a_role_it_asks_whose(circle: Book) -> None:
    both = [Tenure(id=who, role="mod", volunteer=who, since=TODAY.replace(day=2)) for who in ("ann", "bo")]
    fill(circle, Role(id="mod", name="AAA"), *both)
    async with running(circle) as pilot:
        await press(pilot, "2", "o", "enter", "w")
        assert "Several people hold this role" in toasts(pilot)[-1]
        await press(pilot, "tab", "w", "space", "=eve", "enter", "ctrl+s")
        assert len([t for t in circle.tenures.values() if t.until]) == 1
        assert "Eve Holt" in holders(circle, "mod", TODAY)


async def test_who_held_a_role_before_has_nothing_to_hand_over(circle: Book) -> None:
    then = Tenure(id="t", role="mod", volunteer="ann", since=TODAY.replace(day=2), until=TODAY.replace(day=9))
    fill(circle, Role(id="mod", name="AAA"), then)
    async with running(circle) as pilot:
        await press(pilot, "2", "o", "enter", "p")
        assert "No one holds this role" in toasts(pilot)[-1]
        await press(pilot, "tab", "w")
        assert "no longer holds this role" in toasts(pilot)[-1]
