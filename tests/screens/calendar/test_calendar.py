"""Calendar: plan what comes back, say what took place, skip, move and take out."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.record import ORGANISER
from store.model.calendar import Gathering
from store.model.community import DATE_ORDERS
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    here,
    hush,
    listed,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill

FRIDAY = TODAY + timedelta(days=4)
CLEAR = ("backspace",) * 10


def on(book: Book, day: date) -> list[Gathering]:
    return gatherings(book, day, day)


def here_is(pilot: Pilot[None], day: date) -> bool:
    return pilot.app.screen.query_one(Month).day == day


def friday_coffee(pilot: Pilot[None]) -> str:
    """The line of a list that has the moved gathering."""
    lines = (line[: line.find("││")] for line in text_of(pilot).splitlines())
    return next(line for line in lines if re.search(r"Fri 27(?: Nov)? +\d\d:\d\d .*Coffee", line))


async def test_the_month_shows_what_was_and_will_be(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        shown = text_of(pilot)
        assert "November 2026" in shown
        assert "✓09:30 Coffee" in shown
        assert "Kick-off" in shown
        assert "23 today" in shown
        await press(pilot, "up", "up")
        assert "6 attendees" in text_of(pilot)
        assert re.search(r"Host +you", text_of(pilot))


async def test_a_monthly_ritual_is_planned_in_six_keys(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        async with undoable(pilot, circle):
            keys = ("a", "=spotlight", "enter", "ctrl+s")
            assert sum(not key.startswith("=") for key in keys) <= 6
            await press(pilot, *keys)
            [ritual] = [r for r in circle.rituals.values() if r.id != "coffee"]
            assert (ritual.name, ritual.kind, ritual.start) == ("Member spotlight", "spotlight", TODAY)
            assert ritual.rule.startswith("FREQ=MONTHLY")
            assert ritual.gain
            assert "Member" in text_of(pilot)
        coming = [g.on for g in gatherings(circle, TODAY, date(2027, 2, 28)) if g.ritual == ritual.id]
        assert coming == [TODAY, date(2026, 12, 28), date(2027, 1, 25), date(2027, 2, 22)]  # the fourth Monday
        await press(pilot, "]", "V", "V", "V")
        assert "Rituals · 2" in text_of(pilot)
        assert "monthly on the" in text_of(pilot)


async def test_a_form_shows_days_in_the_order_in_which_they_are_typed(circle: Book) -> None:
    fill(circle, replace(circle.community, date_order="month_first"))
    async with running(circle) as pilot:
        await press(pilot, "3", "down", "right", "right", "a", "=open forum", "enter")
        assert "12/02/2026" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert [ritual.start for ritual in circle.rituals.values() if ritual.name != "Coffee corner"] == [
            date(2026, 12, 2)
        ]


async def test_a_ritual_begins_on_the_highlighted_day_and_can_be_said_otherwise(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down", "right", "right", "a", "=open forum", "enter")
        assert "02/12/2026" in text_of(pilot)
        await press(pilot, "home", "shift+end", "=[/x] Forum", "tab", "shift+end", "ctrl+s")
        assert any("[/x] Forum" in ritual.name for ritual in circle.rituals.values())
        assert any(g.name.startswith("[/x] Forum") for g in on(circle, date(2026, 12, 2)))


async def test_what_needs_a_name_is_not_planned_without_one(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "A", "ctrl+s")
        assert "Name is required. Type it here." in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "CalendarScreen"
        assert not circle.steps


async def test_a_gathering_that_happens_once_is_planned_changed_and_deleted(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "right", "right")
        async with undoable(pilot, circle):
            await press(pilot, "A", "=Meet [the] board", "tab", "tab", "=14.30", "ctrl+s")
            [once] = on(circle, TODAY + timedelta(days=2))
            assert (once.name, once.at, once.ritual, once.state) == (
                "Meet [the] board",
                time(14, 30),
                "",
                "planned",
            )
            assert "14:30      Meet [the] board" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "e", "=!", "ctrl+s")
            assert [g.name for g in on(circle, once.on)] == ["Meet [the] board!"]
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert on(circle, once.on) == []
            assert "No gatherings on this day." in text_of(pilot)
            assert toasts(pilot)[-1] == "Deleted Meet [the] board!. Press u to undo."


async def test_marking_held_takes_those_expected_and_what_else_is_said(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "enter")  # the day, then its gathering
            assert "Record Coffee corner, Mon 23 Nov" in text_of(pilot)
            await press(pilot, "space", "=fay", "space", "enter")  # Fay did not come
            await press(pilot, "tab", "=We [met].", "tab", "=More cake: Bo", "tab", "=x.org/1", "tab", "=7")
            await press(pilot, "tab", "=‘[b]Great’", "tab", "tab", "=eve", "space", "enter", "ctrl+s")
            held = circle.gatherings["coffee-20261123"]
            assert held.attended == ("ann", "bo", "cy", "dee", "eve")
            assert (held.state, held.host, held.cohosts, held.learners) == ("held", "cy", ("eve",), 7)
            said = (held.notes, held.decisions, held.quotes, held.links)
            assert said == ("We [met].", "More cake: Bo", "‘[b]Great’", ("x.org/1",))
            for words in ("5 attendees", "7 learners reached.", *said[:3], "x.org/1"):
                assert words in text_of(pilot)


async def test_what_is_still_to_come_has_not_been_held(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down", "m")
        assert toasts(pilot) == ["Coffee corner is on Mon 30 Nov. Record it once it has been held."]
        assert not circle.steps


async def test_one_is_skipped_with_the_reason_and_brought_back(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        async with undoable(pilot, circle):
            await press(pilot, "s", "=Too few [of us]", "enter")
            [skipped] = on(circle, TODAY)
            assert (skipped.state, skipped.why) == ("skipped", "Too few [of us]")
            assert "Skipped. Too few [of us]" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "s")
            [back] = on(circle, TODAY)
            assert (back.state, back.why) == ("planned", "")
            assert "Brought back ‘Coffee corner’." in toasts(pilot)
        await press(pilot, "up", "up", "s")
        assert "is marked as held" in toasts(pilot)[-1]


async def test_one_is_moved_to_another_day_and_shown_as_moved(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        async with undoable(pilot, circle):
            await press(pilot, "e", "enter", "tab", *CLEAR, "=fri", "ctrl+s")
            moved = circle.gatherings["coffee-20261123"]
            assert (moved.on, moved.due_on, moved.moved) == (FRIDAY, TODAY, True)
            assert on(circle, TODAY) == []
        assert here_is(pilot, FRIDAY)
        await press(pilot, "left", "right")
        assert "Moved from Mon 23 Nov." in text_of(pilot)
        await press(pilot, "v", "v")
        assert "moved" in friday_coffee(pilot)
        await press(pilot, "1")
        assert "moved" in friday_coffee(pilot)
        await press(pilot, "3")
        async with undoable(pilot, circle):
            await press(pilot, "B")
            assert circle.gatherings["coffee-20261123"].on == TODAY
            assert toasts(pilot)[-1] == "Brought back ‘Coffee corner’, Mon 23 Nov."


async def test_one_is_taken_out_of_its_row(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert on(circle, date(2026, 11, 30)) == []
            assert circle.rituals["coffee"].except_on == (date(2026, 11, 30),)
            assert "No gatherings on this day." in text_of(pilot)
        assert [g.name for g in on(circle, date(2026, 12, 7))] == ["Coffee corner"]
        await press(pilot, "up", "up", "up")  # one that was held and is written down
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert "coffee-20261109" not in circle.gatherings
            assert on(circle, date(2026, 11, 9)) == []


async def test_a_ritual_with_a_history_retires_and_one_without_goes(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "a", "=forum", "enter", "ctrl+s", "V", "V", "V")
        listing = pilot.app.screen.query_one("#list", Listing)
        await press(pilot, "home")
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert circle.rituals["coffee"].retired_on == TODAY
            assert on(circle, date(2026, 11, 30)) == []
            assert [g.state for g in on(circle, date(2026, 11, 9))] == ["held"]
            assert "retired" in text_of(pilot)
        forum = next(key for key in listing.keys if key != "coffee")
        listing.highlight(forum)
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert forum not in circle.rituals


async def test_a_ritual_is_changed_in_the_list_of_rituals(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "V")
        assert "every Monday" in text_of(pilot)
        assert re.search(r"Host rota +Bo Çelik and Cy Young", text_of(pilot))
        async with undoable(pilot, circle):
            await press(pilot, "e", "= [new]", "ctrl+s")
            assert circle.rituals["coffee"].name == "Coffee corner [new]"
            assert "Coffee corner [new]" in text_of(pilot)
            # what was held keeps the name it had then
            assert [g.name for g in on(circle, date(2026, 11, 9))] == ["Coffee corner"]


async def test_a_host_is_picked_and_likely_ones_stand_first(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3")
        async with undoable(pilot, circle):
            await press(pilot, "w", "=[ops]", "enter")
            assert [g.host for g in on(circle, TODAY)] == ["ann"]
            assert re.search(rf"Host +{re.escape(HOSTILE)}", text_of(pilot))
        async with undoable(pilot, circle):
            await press(pilot, "w", "=you", "enter")
            assert [g.host for g in on(circle, TODAY)] == [ORGANISER]


async def test_months_are_turned_and_today_is_found_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "]", "]")
        assert "January 2027" in text_of(pilot)
        await press(pilot, "[")
        assert "December 2026" in text_of(pilot)
        await press(pilot, ".")
        assert "November 2026" in text_of(pilot)
        assert here_is(pilot, TODAY)
        await press(pilot, ".")
        assert toasts(pilot)  # it is today already: that is said, not passed over
        await press(pilot, "v", "v", "]")
        assert "Coffee corner" in text_of(pilot)
        assert "Thu 10 Dec" not in text_of(pilot)
        assert pilot.app.screen.gathering().on >= date(2026, 12, 23)


async def test_the_list_of_rituals_says_that_it_has_no_months(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "V")
        for key in ("[", "]", "."):
            await hush(pilot)
            await press(pilot, key)
            assert len(toasts(pilot)) == 1, key


async def test_the_agenda_begins_at_today_and_goes_on(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "3", "v", "v")
        assert "Agenda ·" in text_of(pilot)
        assert pilot.app.screen.gathering().on == TODAY
        await press(pilot, "enter")
        assert "Record Coffee corner, Mon 23 Nov" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert circle.gatherings["coffee-20261123"].state == "held"
        assert pilot.app.screen.gathering().on == TODAY
        shown = listed(pilot, "#list")
        await press(pilot, "down")
        pilot.app.screen.fill()
        assert listed(pilot, "#list") == shown  # its days stay while the selection moves
        await press(pilot, "enter")
        assert "Edit ‘Kick-off’, Fri 27 Nov" in text_of(pilot)  # what is to come is edited


async def test_the_filter_narrows_the_agenda_and_leaves_the_month_as_it_was(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "/", "=kick", "escape", "right")
        assert here_is(pilot, TODAY + timedelta(days=1))  # the arrows move in the month again
        await press(pilot, "v", "v", "/", "=kick", "enter")
        listing = pilot.app.screen.query_one("#list", Listing)
        assert listing.keys == ["kick_off"]
        await press(pilot, "escape")
        assert len(listing.keys) > 1


@pytest.mark.parametrize("filtered", [False, True])
async def test_the_palette_leads_to_a_ritual(circle: Book, filtered: bool) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "a", "=forum", "enter", "ctrl+s", "down", "right")
        if filtered:
            await press(pilot, "V", "V", "V", "/", "=coffee", "enter")
        await press(pilot, "1", "ctrl+p", "=forum", "enter")
        assert here(pilot) == "CalendarScreen"
        assert "Rituals · 2" in text_of(pilot)
        assert "╭─ Open forum ─" in text_of(pilot)


async def test_weeks_start_where_the_settings_say(circle: Book) -> None:
    with circle.change("Settings") as change:
        change.put(replace(circle.community, week_starts="sunday", date_order=DATE_ORDERS[1]))
    async with running(circle) as pilot:
        await press(pilot, "3")
        assert re.search(r"Sun +Mon +Tue", text_of(pilot))
        await press(pilot, "v")
        assert "22 Nov – 5 Dec 2026" in text_of(pilot)
        await press(pilot, "A", "=Talk", "enter", "=12/")
        assert "Type fri, 11/27 (month/day)" in text_of(pilot)
        await press(pilot, "=4")
        assert "Fri 4 Dec 2026, in 11 days" in text_of(pilot)  # month first, and said in words
        await press(pilot, "ctrl+s")
        assert {g.on for g in circle.gatherings.values() if g.name == "Talk"} == {date(2026, 12, 4)}
