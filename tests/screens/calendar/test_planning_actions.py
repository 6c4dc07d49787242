"""Calendar: how much of a ritual changes or is skipped, bringing back, preparing, building a rhythm, clashes, hosts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from screens.common.record_forms import options_for
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from screens.widgets.panes import Pane
from store.book.book import Book
from store.calendar.recurrence_wording import in_words
from store.calendar.rituals import gatherings
from store.core.dates import Clock
from store.core.record import ORGANISER, Record
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    circle_records,
    here,
    hush,
    listed,
    press,
    resize,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import field

CLEAR = ("end", *("backspace",) * 40)
NEXT, LATER = TODAY + timedelta(weeks=1), TODAY + timedelta(weeks=2)


def on(book: Book, day: date) -> list[Gathering]:
    return gatherings(book, day, day)


def add(book: Book, *records: Record) -> None:
    with book.change("Add") as change:
        for record in records:
            change.put(record)


def panel(pilot: Pilot[None]) -> str:
    """What the panel beside the calendar says, with its lines joined."""
    return " ".join(pilot.app.screen.query_one("#about", Pane).text.split())


def pressed(*keys: str) -> int:
    """How many keys that is, without what is typed."""
    return sum(not key.startswith("=") for key in keys)


# -- keys counted ------------------------------------------------------------------------------------


async def test_todays_gathering_is_marked_held_with_the_six_expected_in_four_keys(circle: Book) -> None:
    keys = ("3", "m", "ctrl+s")
    assert pressed(*keys) <= 4
    async with running(circle) as pilot, undoable(pilot, circle):
        await press(pilot, *keys)
        held = circle.gatherings["coffee-20261123"]
        assert (held.state, held.attended, held.host) == ("held", ("ann", "bo", "cy", "dee", "eve", "fay"), "cy")


async def test_a_monthly_ritual_from_a_template_takes_six_keys_and_what_is_typed(circle: Book) -> None:
    keys = ("3", "a", "=open for", "enter", "=: ask us", "ctrl+s")
    assert pressed(*keys) <= 6
    async with running(circle) as pilot, undoable(pilot, circle):
        await press(pilot, *keys)
        [made] = [ritual for ritual in circle.rituals.values() if ritual.id != "coffee"]
        assert (made.name, in_words(made.rule, made.start)) == (
            "Open forum: ask us",
            "monthly on the fourth Monday",
        )


# -- this one, this and following, or all ------------------------------------------------------------


async def test_only_this_one_changes(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down", "e")
        assert "Edit ‘Coffee corner’: which gatherings?" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "= [deluxe]", "ctrl+s")
        assert [g.name for day in (NEXT, LATER) for g in on(circle, day)] == [
            "Coffee corner [deluxe]",
            "Coffee corner",
        ]
        assert circle.rituals.keys() == {"coffee"}


async def test_this_and_following_change_and_what_was_before_stays(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down")
        async with undoable(pilot, circle):
            await press(
                pilot, "e", "down", "enter", "= [new]", "tab", "tab", "right", "tab", *CLEAR, "=16", "ctrl+s"
            )
            assert toasts(pilot)[-1] == "Edited Coffee corner [new] from Mon 30 Nov onwards. Press u to undo."
        [new] = [ritual for ritual in circle.rituals.values() if ritual.id != "coffee"]
        assert (new.start, new.at, new.continues, in_words(new.rule, NEXT)) == (
            NEXT,
            time(16),
            "coffee",
            "every second Monday",
        )
        assert [(g.name, g.host) for g in on(circle, TODAY)] == [("Coffee corner", "cy")]
        assert [(g.name, g.host) for g in on(circle, NEXT)] == [("Coffee corner [new]", "bo")]
        assert on(circle, LATER) == []
        await press(pilot, "V", "V", "V")
        assert "every Monday, until 29 Nov" in text_of(pilot)
        await press(pilot, "end")
        assert "Continues ‘Coffee corner’ from Mon 30 Nov." in panel(pilot)


async def test_all_change_and_what_was_held_stays(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down")
        async with undoable(pilot, circle):
            await press(pilot, "e", "=all", "enter", "= [all]", "ctrl+s")
        names = [g.name for day in (date(2026, 11, 9), TODAY, NEXT) for g in on(circle, day)]
        assert names == ["Coffee corner", "Coffee corner [all]", "Coffee corner [all]"]


async def test_from_a_gathering_before_one_that_was_held_only_this_one_or_all_can_change(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "m", "ctrl+s", "up", "e", "down", "enter", "=!", "ctrl+s")
        assert "was last held on Mon 23 Nov, after this gathering" in text_of(pilot)
        assert here(pilot) == "Form"
        assert circle.rituals.keys() == {"coffee"}


@pytest.mark.parametrize(("scope", "left"), [(0, [TODAY, LATER]), (1, [TODAY]), (2, [])])
async def test_one_it_and_those_after_or_all_are_skipped_and_come_back(
    circle: Book, scope: int, left: list[date]
) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down")
        async with undoable(pilot, circle):
            await press(pilot, "s", "=No [time]", "tab", *["right"] * scope, "enter")
        days = [g.on for day in (TODAY, NEXT, LATER) for g in on(circle, day) if g.state == "planned"]
        assert days == left
        assert [g.state for g in on(circle, date(2026, 11, 9))] == ["held"]
        async with undoable(pilot, circle):
            await press(pilot, "B", *(["enter"] if scope else []))
        assert [g.on for day in (TODAY, NEXT, LATER) for g in on(circle, day)] == [TODAY, NEXT, LATER]


async def test_a_day_taken_out_is_listed_and_brought_back(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "B")
        assert toasts(pilot)[-1] == "No gatherings were skipped, moved or deleted."
        await press(pilot, "down", "d", "V", "V", "V")
        assert "Deleted 30 Nov. Press B to bring one back." in panel(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "B", "=30 nov", "enter")
            assert circle.rituals["coffee"].except_on == ()
            assert [g.name for g in on(circle, NEXT)] == ["Coffee corner"]


async def test_a_ritual_is_retired_with_the_reason_and_goes_on_again(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "V")
        async with undoable(pilot, circle):
            await press(pilot, "s", "=All [said]", "enter")
            assert (circle.rituals["coffee"].retired_on, circle.rituals["coffee"].retired_why) == (
                TODAY,
                "All [said]",
            )
            assert "Mon 23 Nov: All [said]." in panel(pilot)
        await press(pilot, "d")
        assert toasts(pilot)[-1].startswith("‘Coffee corner’ is already retired")
        async with undoable(pilot, circle):
            await press(pilot, "s")
            assert circle.rituals["coffee"].retired_on is None


# -- preparing ---------------------------------------------------------------------------------------


async def test_what_is_prepared_is_ticked(circle: Book) -> None:
    add(circle, replace(circle.rituals["coffee"], preparation=("cups [x]", "milk")))
    async with running(circle) as pilot:
        await press(pilot, "3")
        assert "To do cups [x], milk" in panel(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "space", "down", "space", "enter")
            assert circle.gatherings["coffee-20261123"].prepared == ("milk",)
            assert toasts(pilot)[-1] == "‘Coffee corner’: 1 of 2 prepared."
        await press(pilot, "space", "down", "space", "enter")
        assert "Prepared ✓ cups [x], milk" in panel(pilot)
        await press(pilot, *["right"] * 4, "space")
        assert toasts(pilot)[-1].startswith("‘Kick-off’ has no preparation list")


# -- kinds and rhythms -------------------------------------------------------------------------------


async def test_a_kind_of_ones_own_is_typed_once_and_picked_then(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "V", "e", *["tab"] * 7, "=hack[athon]", "enter", "ctrl+s")
        assert circle.rituals["coffee"].kind == "hack[athon]"
        assert "Hack[athon], every Monday, 09:30." in text_of(pilot)
        await press(pilot, "a", "=forum", "enter", *["tab"] * 7, "=hack", "enter", "ctrl+s")
        assert [ritual.kind for ritual in circle.rituals.values()] == ["hack[athon]"] * 2


async def rhythm(pilot: Pilot[None]) -> None:
    """Open the dialog that builds a rhythm, for a ritual planned today."""
    await press(pilot, "3", "a", "=forum", "enter", "tab", "tab", "space", "end", "enter")
    assert "Set repeat pattern" in text_of(pilot)


async def test_a_rhythm_is_built_with_keys_and_its_days_are_seen(circle: Book) -> None:
    async with running(circle) as pilot:
        await rhythm(pilot)
        await press(
            pilot,
            "tab",
            *CLEAR,
            "=2",
            "tab",
            "space",
            "=fri",
            "space",
            "=mon",
            "space",
            "enter",
            "tab",
            "right",
        )
        await press(pilot, "tab", "tab", "=5")
        assert "every second month on the last Friday, 5 times: Fri 27 Nov, Fri 29 Jan 2027," in text_of(pilot)
        assert "Fri 26 Mar 2027, …" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert "every second month on the last Friday, 5 times" in text_of(pilot)
        await press(pilot, "ctrl+s")
        [made] = [ritual for ritual in circle.rituals.values() if ritual.id != "coffee"]
        assert made.rule == "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=5"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("FREQ=HOURLY", "a gathering repeats daily, weekly, monthly or"),
        ("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "no date matches this rule"),
        ("every [monday]", "is not part of a rule"),
    ],
)
async def test_a_typed_rule_that_cannot_be_is_refused_with_the_reason(circle: Book, typed: str, why: str) -> None:
    async with running(circle) as pilot:
        await rhythm(pilot)
        await press(pilot, *["tab"] * 6, f"={typed}", "ctrl+s")
        assert here(pilot) == "RhythmForm"
        assert why in text_of(pilot)
        await press(pilot, *CLEAR, "=freq=weekly;byday=tu,th", "ctrl+s", "ctrl+s")
        [made] = [ritual for ritual in circle.rituals.values() if ritual.id != "coffee"]
        assert in_words(made.rule, made.start) == "every Tuesday and Thursday"


async def test_a_rhythm_that_the_new_first_day_leaves_without_a_day_is_refused(circle: Book) -> None:
    add(circle, replace(circle.rituals["coffee"], rule="FREQ=WEEKLY;UNTIL=20261201"))
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "V", "e", "tab", *CLEAR, "=2027-02-01", "ctrl+s")
        assert "This repeat pattern is not valid: no date" in text_of(pilot)
        assert circle.rituals["coffee"].start == date(2026, 11, 2)


# -- views -------------------------------------------------------------------------------------------


@pytest.fixture
def busy(circle: Book) -> Book:
    """Today Cy would host two at once; on Friday two overlap; a moved and a skipped one."""
    add(
        circle,
        Gathering(
            id="lab",
            name="Lab [x]",
            on=TODAY,
            at=time(9, 45),
            minutes=60,
            host="cy",
            due_on=TODAY - timedelta(days=1),
        ),
        Gathering(id="walk", name="Walk", on=TODAY + timedelta(days=4), at=time(14, 30), host="ann"),
        Gathering(id="off", name="Off", on=TODAY + timedelta(days=2), at=time(8), state="skipped"),
    )
    return circle


async def test_the_month_marks_what_is_moved_skipped_without_host_and_in_the_way(busy: Book) -> None:
    async with running(busy) as pilot:
        await press(pilot, "3")
        shown = text_of(pilot)
        for words in (
            "!09:30 Coffee",
            "→!09:45 Lab [x]",
            "!?14:00 Kick-",
            "!14:30 Walk",
            "–08:00 Off",
            "✓09:30 Coffee",
            "! clash",
        ):
            assert words in shown, words
        assert "At the same time as ‘Lab [x]’ at 09:45, also hosted by Cy Young." in panel(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("view", range(5))
async def test_every_view_shows_what_is_in_the_way(busy: Book, size: tuple[int, int], view: int) -> None:
    async with running(busy, size) as pilot:
        await press(pilot, "3", *["v"] * view)
        assert "!" in text_of(pilot).replace("! clash", "")
        if view or size == WIDE:
            assert "also hosted by Cy Young" in panel(pilot)


async def test_of_many_in_its_way_a_gathering_names_the_first_and_counts_the_others(circle: Book) -> None:
    add(circle, *(Gathering(id=f"g{n:02}", name=f"Talk {n:02}", on=TODAY, at=time(18)) for n in range(20)))
    async with running(circle) as pilot:
        await press(pilot, "3", "enter", "G")
        assert pilot.app.screen.gathering() == circle.gatherings["g19"]
        named = [f"Talk {n:02}" for n in range(20) if f"‘Talk {n:02}’" in panel(pilot)]
        assert named == ["Talk 00", "Talk 01", "Talk 02"]
        assert "16 more" in panel(pilot)


async def test_a_fortnight_begins_with_the_day_that_was_looked_at_whatever_was_selected_there_before(
    circle: Book,
) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "v")
        assert pilot.app.screen.gathering().on == TODAY
        await press(pilot, "V", *["right"] * 4, "v")
        assert pilot.app.screen.gathering() == circle.gatherings["kick_off"]


async def test_a_fortnight_lists_every_day_with_host_preparation_and_who_is_away(busy: Book) -> None:
    add(busy, replace(busy.rituals["coffee"], preparation=("cups", "milk")))
    add(busy, Absence(volunteer="dee", since=TODAY + timedelta(days=3), until=TODAY + timedelta(days=3)))
    async with running(busy) as pilot:
        await press(pilot, "3", "v")
        assert "Fortnight · 23 Nov – 6 Dec 2026" in text_of(pilot)
        rows = listed(pilot, "#list")
        [coffee] = (row for row in rows if row[0] == "Today")
        assert coffee[1:6] == ("09:30", "!", "Coffee corner", "Cy Young", "0 of 2 prepared")
        assert ("Thu 26 Nov", "", "", "free", "", "", "away: Dee O'Neil") in rows
        assert ("Sat 28 Nov", "", "", "", "", "", "") in rows
        assert [row[0] for row in rows if len(row) == 1] == ["This week · 5", "Next week · 1"]
        listing = pilot.app.screen.query_one("#list", Listing)
        assert listing.key == "coffee-20261123"
        await press(pilot, "m")
        await press(pilot, "escape", "]")
        assert "7–20 Dec 2026" in text_of(pilot)
        await press(pilot, "[", "[")
        assert "9–22 Nov 2026" in text_of(pilot)
        await press(pilot, ".")
        assert listing.key == "coffee-20261123"
        await hush(pilot)
        await press(pilot, ".")
        assert toasts(pilot) == ["Today is already selected."]
        await press(pilot, "/", "=kick", "enter")
        assert listing.key == "kick_off"
        await press(pilot, "escape", "enter")
        assert "Edit ‘Kick-off’, Fri 27 Nov" in text_of(pilot)


async def test_a_fortnight_is_kept_while_its_days_are_looked_at_and_fits_every_window(busy: Book) -> None:
    async with running(busy, NARROW) as pilot:
        await press(pilot, "3", "v", "end")
        assert pilot.app.screen.day() == date(2026, 12, 6)
        await press(pilot, "z", "escape")
        pilot.app.screen.fill()
        assert "23 Nov – 6 Dec 2026" in text_of(pilot)
        assert "06/12/2026" not in text_of(pilot)
        await resize(pilot, WIDE)
        assert pilot.app.screen.query_one("#about").region.y > pilot.app.screen.query_one("#list").region.y
        await resize(pilot, (200, 50))
        assert pilot.app.screen.query_one("#about").region.y == pilot.app.screen.query_one("#list").region.y
        await press(pilot, "V")
        assert pilot.app.screen.query_one(Month).day == date(2026, 12, 6)


async def test_a_session_that_was_requested_is_planned_on_a_free_day(circle: Book) -> None:
    add(circle, TrainingRequest(id="excel", topic="Excel [x]", on=TODAY, department="ops", size=8))
    async with running(circle) as pilot:
        await press(pilot, "3", "v", "G", "enter")
        assert "Find a trainer for ‘Excel [x]’" in text_of(pilot)
        await press(pilot, "escape", "g", "down")
        assert "1 training request without a date: ‘Excel [x]’." in panel(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "=excel", "enter", "=you", "enter", "ctrl+s")
            [session] = on(circle, TODAY + timedelta(days=1))
            assert (session.topic, session.host) == ("Excel [x]", ORGANISER)
            assert circle.training_requests["excel"].gathering == session.id


async def test_the_day_that_is_looked_at_stays_from_view_to_view(busy: Book) -> None:
    async with running(busy) as pilot:
        await press(pilot, "3", "]", "v")
        assert "21 Dec 2026 – 3 Jan 2027" in text_of(pilot)
        await press(pilot, "]", "v")
        assert pilot.app.screen.day() == date(2027, 1, 11)
        await press(pilot, "V", "V")
        assert "January 2027" in text_of(pilot)


# -- hosts -------------------------------------------------------------------------------------------


async def test_the_rota_tells_whose_turn_it_is_and_the_share_against_the_target(circle: Book) -> None:
    three = {"ritual": "coffee", "name": "Coffee corner", "state": "held", "attended": ("ann", "bo")}
    add(
        circle,
        *(Gathering(**three, on=TODAY - timedelta(days=n), host=who) for n, who in ((3, "bo"), (60, ORGANISER))),
    )
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V")
        shown = text_of(pilot) + panel(pilot)
        for words in ("Coming up", "Mon 23 Nov", "Cy Young", HOSTILE, "4 times", "mostly Coffee corner",
                      "You hosted 3 of 4 gatherings in the last 90", "days (75%, falling).", "Press T to set a target"):  # fmt: skip
            assert words in shown, words
        async with undoable(pilot, circle):
            await press(pilot, "T", "=30", "enter")
            assert circle.community.hosting_target == 30
            assert "Target: 30% at most (45 percentage points to go)." in panel(pilot)
            assert "── target" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "w", "=dee", "enter")
            assert [g.host for g in on(circle, TODAY)] == ["dee"]
        for key in ("[", "]", "."):
            await hush(pilot)
            await press(pilot, key)
            assert toasts(pilot) == ["The rota always starts today. Press v to see the month."]
        listing = pilot.app.screen.query_one("#list", Listing)
        listing.highlight(f"hosted:{ORGANISER}")
        await press(pilot, "enter")
        assert toasts(pilot)[-1] == "That is you. Press T to set your maximum share of hosting."
        listing.highlight("ann")
        async with undoable(pilot, circle):
            await press(pilot, "w", "enter")  # what has no host yet stands first
            assert circle.gatherings["kick_off"].host == "ann"
        assert "First time as host: ‘Kick-off’, Fri 27 Nov." in panel(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "VolunteerScreen"


async def test_who_hosted_lately_is_a_way_to_their_page(circle: Book) -> None:
    add(circle, Gathering(name="Lab", on=TODAY - timedelta(days=3), state="held", host="bo", attended=("ann",)))
    async with running(circle) as pilot:
        await press(pilot, "3", "V", "V", "end", "enter")
        assert here(pilot) == "VolunteerScreen"


async def test_a_target_beyond_all_is_refused(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "T", "=101", "enter")
        assert "at most 100" in text_of(pilot)
        assert circle.community.hosting_target is None


# -- vitality ----------------------------------------------------------------------------------------


@pytest.fixture
def fading(circle: Book) -> Book:
    """Coffee to which six came, then two."""
    six = ("ann", "bo", "cy", "dee", "eve", "fay")
    base = Gathering(name="Coffee corner", ritual="coffee", on=TODAY, state="held", notes="x", host=ORGANISER)
    days = ((70, 6), (10, 2), (6, 2), (3, 2))
    add(circle, *(replace(base, id=f"g{n}", on=TODAY - timedelta(days=n), attended=six[:came]) for n, came in days))
    return circle


async def test_a_falling_ritual_says_so_and_the_week_leads_there(fading: Book) -> None:
    async with running(fading, NARROW) as pilot:
        for _ in range(20):
            if "adapt" in pilot.app.screen.query_one("#acts", Listing).key:
                break
            await press(pilot, "d")
        await press(pilot, "enter")
        assert here(pilot) == "RitualScreen"
        assert "Attendance is falling" in text_of(pilot)
        await press(pilot, "enter")  # what comes next is to change it
        assert here(pilot) == "Form"
        await press(pilot, "escape", "3", "V", "V", "V")
        await pilot.resize_terminal(*WIDE)
        await press(pilot, "home")
        for words in ("Recent attendance: 6, 6, 6, 2, 2, 2.", "Hosted by 1 person so far.",
                      "↓ Attendance from 14 Sep: 6, 6, 6, then 2, 2, 2. Average: 6, now 2.",
                      "Press e to change it or s to retire it."):  # fmt: skip
            assert words in panel(pilot), words
        assert "███▃▃▃" in text_of(pilot)


# -- a book that can only be read --------------------------------------------------------------------


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "book.json"
    Book.write_new(path, circle_records(), book_id="circle")
    with Book.open(path, Clock(TODAY), write=False) as book:
        yield book


@pytest.mark.parametrize("view", ["", "v", "V V V", "V V"])
async def test_every_key_that_writes_says_that_the_book_is_read_only(closed: Book, view: str) -> None:
    async with running(closed) as pilot:
        await press(pilot, "3", *view.split())
        for key in ("a", "A", "T", "B", *("e", "s", "d"), *(() if view == "V V V" else ("m", "w", "space"))):
            await hush(pilot)
            await press(pilot, key)
            assert toasts(pilot) == ["Opened read-only."], key
            assert here(pilot) == "CalendarScreen"


async def test_hosts_are_picked_from_those_who_said_yes_by_one_rule(circle: Book) -> None:
    """Tom is only interested; Gus has said yes. The form of the ritual and the key for a host offer the same people."""
    async with running(circle) as pilot:
        await press(pilot, "3", "w")
        offered = {row[1] for row in listed(pilot, "#options")}
        await press(pilot, "escape")
    for name in ("hosts", "host"):
        kind = Ritual if name == "hosts" else Gathering
        asked = {option.label for option in options_for(circle, field(kind, name), TODAY)}
        assert offered == asked, name
    assert "Gus Abbé" in asked
    assert "Tom Okafor" not in asked


# -- feedback ----------------------------------------------------------------------------------------


async def test_feedback_is_typed_in_three_fields(circle: Book) -> None:
    async with running(circle) as pilot, undoable(pilot, circle):
        await press(pilot, "3", "r", "=12", "enter", "=4,4", "enter", "=13", "ctrl+s")
        assert "Would recommend it is 13, more than" in text_of(pilot)
        await press(pilot, "backspace", "1", "ctrl+s")
        held = circle.gatherings["coffee-20261123"]
        assert (held.state, held.answers, held.rating, held.recommend) == ("held", 12, Decimal("4.4"), 11)
        assert "Reaction: rated 4.4 out of 5" in text_of(pilot)


async def test_feedback_waits_for_the_day(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "3", "down", "r")
        assert "once it has been held" in toasts(pilot)[-1]
