"""Week: every act is dealt with by its key, and is gone then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from screens.widgets.keys import USUAL
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.dates import Clock
from store.core.record import ORGANISER
from store.model.calendar import Ritual
from store.model.community import Community
from store.model.people import Contact, Role
from store.model.planner import Snooze
from store.model.training import Teaching
from store.recognition.recognition import unthanked
from store.updates.stakeholders import sent_updates
from store.week import plan as week
from store.week.kinds import KINDS, Rank
from tests.support.harness import (
    HOSTILE,
    TODAY,
    circle_records,
    here,
    hush,
    press,
    running,
    settle,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import ago, fill
from tests.support.todos import everything

MONDAY = date(2026, 11, 30)


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Book]:
    """The small community with one to-do of each of seven kinds: hosts were reminded, and coffee needs notes."""
    records = [
        *(record for record in circle_records() if not isinstance(record, Role | Community | Ritual)),
        Community(name="The circle", organiser="Ida Berg", timezone="Europe/Vienna"),
        *(replace(record, kind="other") for record in circle_records() if isinstance(record, Ritual)),
        *(Contact(who=host, on=TODAY) for host in ("bo", "cy")),
        Teaching(volunteer="ann", skill="explaining", grade="developing", on=TODAY),
        Snooze(act="sign:unwritten:watch"),
    ]
    path = tmp_path / "book.json"
    Book.write_new(path, records, book_id="circle")
    with Book.open(path, Clock(TODAY)) as book:
        yield book


def act(book: Book, verb: str) -> week.Act:
    return next(act for act in week.plan(book, TODAY).acts if act.verb == verb)


async def to_act(pilot, book: Book, verb: str) -> week.Act:
    """Put the cursor on the first act of a kind, with the keys."""
    wanted, listing = act(book, verb), pilot.app.screen.query_one("#acts")
    await press(pilot, "home", *["down"] * listing.keys.index(wanted.key))
    assert listing.key == wanted.key
    return wanted


def gone(pilot, book: Book, wanted: week.Act) -> bool:
    listed = wanted.key in pilot.app.screen.query_one("#acts").keys
    assert listed == (wanted in week.plan(book, TODAY).acts)
    return not listed


async def test_week_says_what_is_on_and_what_to_do(circle: Book) -> None:
    async with running(circle) as pilot:
        shown = text_of(pilot)
        assert "To do · 7 " in shown
        for verb in ("Record", "Update", "Find a host", "Thank", "Ask", "Write up", "Check in with"):
            assert f" {verb} " in shown
        assert HOSTILE in shown
        assert "Fri 27  14:00  Kick-off" in shown
        assert "no host" in shown
        assert "Coffee corner was planned for Mon" in shown


DEALT_WITH = {
    "Record": ("enter", "ctrl+s"),
    "Find a host": ("enter", "enter"),
    "Thank": ("t", "= You made my day", "enter"),
    "Ask": ("n", "=Still keen", "enter"),
    "Check in with": ("n", "=Has a buddy now", "enter"),
    "Write up": ("enter", "=We decided to go on", "ctrl+s"),
}


@pytest.mark.parametrize("verb", DEALT_WITH)
async def test_an_act_dealt_with_by_its_key_is_gone(circle: Book, verb: str) -> None:
    async with running(circle) as pilot:
        wanted = await to_act(pilot, circle, verb)
        async with undoable(pilot, circle):
            await press(pilot, *DEALT_WITH[verb])
            assert gone(pilot, circle, wanted)
            assert f"To do · {week.plan(circle, TODAY).covered} " in text_of(pilot)
        assert gone(pilot, circle, wanted)
        await press(pilot, "u")
        assert not gone(pilot, circle, wanted)


async def test_the_key_an_act_names_is_the_first_that_deals_with_it(circle: Book) -> None:
    assert {verb: USUAL[act(circle, verb).press] for verb in DEALT_WITH} == {
        verb: keys[0] for verb, keys in DEALT_WITH.items()
    }


async def test_an_update_is_written_and_sent_from_its_act(circle: Book) -> None:
    async with running(circle) as pilot:
        wanted = await to_act(pilot, circle, "Update")
        await press(pilot, "enter")
        assert here(pilot) == "UpdatesScreen"
        await press(pilot, "m", "space", "m")  # the first m says that the lessons have no words, space strikes them
        assert [update.sent_on for update in sent_updates(circle, "marta")] == [date(2026, 10, 23), TODAY]
        await press(pilot, "1")
        assert gone(pilot, circle, wanted)


async def test_an_open_role_is_filled(circle: Book) -> None:
    fill(circle, Role(id="moderator", name="Moderator"))
    async with running(circle) as pilot:
        wanted = await to_act(pilot, circle, "Fill role")
        async with undoable(pilot, circle):
            await press(pilot, "enter", "space", "=Bo", "enter", "ctrl+s")
            assert gone(pilot, circle, wanted)
            [tenure] = circle.tenures.values()
            assert (tenure.role, tenure.volunteer, tenure.since) == ("moderator", "bo", TODAY)
            assert any(c.volunteer == "bo" and c.kind == "took_on_role" for c in circle.contributions.values())


async def test_a_thank_you_is_one_key_words_and_enter(circle: Book) -> None:
    async with running(circle) as pilot:
        wanted = await to_act(pilot, circle, "Thank")
        async with undoable(pilot, circle):
            await press(pilot, "t")
            assert f"Thank {HOSTILE}" in text_of(pilot)
            assert "For: led a session" in text_of(pilot)
            await press(pilot, "= It was fun.", "enter")
            [thanks] = circle.recognitions.values()
            assert thanks.to == ("ann",)
            assert thanks.on == TODAY
            assert thanks.contribution == "led"
            assert thanks.words.endswith("It was fun.")
            assert unthanked(circle, TODAY) == []
        assert gone(pilot, circle, wanted)
        await press(pilot, "4")
        assert "To thank · 0" in text_of(pilot)
        assert "Thank-yous · 1" in text_of(pilot)
        await press(pilot, "u")
        assert "To thank · 1" in text_of(pilot)
        await press(pilot, "1")
        assert not gone(pilot, circle, wanted)


async def test_put_off_until_monday_or_laid_aside_for_good(circle: Book) -> None:
    async with running(circle) as pilot:
        for key, until, said in (("z", MONDAY, "Snoozed until Mon 30 Nov"), ("d", ago(-28), "Dismissed")):
            wanted = await to_act(pilot, circle, "Ask")
            async with undoable(pilot, circle):
                await press(pilot, key)
                assert gone(pilot, circle, wanted)
                [until_day] = [snooze.until for snooze in circle.snoozes.values() if snooze.act == wanted.key]
                assert until_day == until
                assert said in toasts(pilot)[-1]
            await press(pilot, "u")


async def test_keys_that_cannot_act_on_the_highlighted_act_say_why(circle: Book) -> None:
    async with running(circle) as pilot:
        for verb, key, said in (
            ("Record", "t", "Select a person first."),
            ("Write up", "n", "Select a person first."),
            ("Update", "c", "Select a volunteer first."),
        ):
            await to_act(pilot, circle, verb)
            await press(pilot, key)
            assert toasts(pilot) == [said]
            await hush(pilot)


async def test_keys_for_acts_leave_the_acts_alone_while_another_list_is_focused(circle: Book) -> None:
    """What is selected over there is easily forgotten; laying it aside unseen would lose it."""
    async with running(circle) as pilot:
        await to_act(pilot, circle, "Thank")
        await press(pilot, "shift+tab")
        assert pilot.app.screen.focused.id == "gatherings"
        for key in ("z", "d", "t", "n"):
            await hush(pilot)
            await press(pilot, key)
            assert here(pilot) == "WeekScreen"
            assert len(toasts(pilot)) == 1
        assert not circle.steps


async def test_stakeholders_can_be_thanked_and_talked_with(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_act(pilot, circle, "Update")
        async with undoable(pilot, circle):
            await press(pilot, "n", "=Likes the numbers", "enter")
            assert [c.note for c in circle.contacts.values() if c.who == "marta"] == ["Likes the numbers"]
        async with undoable(pilot, circle):
            await press(pilot, "t", "=backing us", "enter")
            assert [thanks.to for thanks in circle.recognitions.values()] == [("marta",)]


async def test_a_contribution_is_logged_from_an_act(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_act(pilot, circle, "Check in with")
        async with undoable(pilot, circle):
            await press(pilot, "c", "tab", "=Listening", "ctrl+s")
            logged = [c for c in circle.contributions.values() if c.volunteer == "gus"]
            assert [(c.kind, c.topic, c.on) for c in logged] == [("led_session", "Listening", TODAY)]


@pytest.mark.parametrize("keys", [("shift+tab", "enter", "m", "ctrl+s"), ("3", "m", "ctrl+s")])
async def test_todays_gathering_is_held_with_those_expected_in_four_keys(
    circle: Book, keys: tuple[str, ...]
) -> None:
    assert len(keys) <= 4
    async with running(circle) as pilot:
        async with undoable(pilot, circle):
            await press(pilot, *keys)
            held = circle.gatherings["coffee-20261123"]
            assert held.state == "held"
            assert held.attended == ("ann", "bo", "cy", "dee", "eve", "fay")
        assert here(pilot) == "CalendarScreen"
        assert "6 attendees: [/x] Ann [Ops]" in text_of(pilot)
        await press(pilot, "1")
        assert "6 people" in text_of(pilot)


async def test_enter_opens_the_person_or_the_gathering(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_act(pilot, circle, "Ask")
        await press(pilot, "enter")
        assert here(pilot) == "VolunteerScreen"
        assert "Tom Okafor · interested, Sales" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "WeekScreen"
        await press(pilot, "shift+tab", "home", "down", "enter")
        assert here(pilot) == "CalendarScreen"
        assert "Fri 27 Nov, 14:00" in text_of(pilot)


async def test_the_filter_narrows_the_acts(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "/", "=abbe", "enter")
        listing = pilot.app.screen.query_one("#acts")
        assert [key.split(":")[1] for key in listing.keys] == ["gus"]
        await press(pilot, "escape")
        assert len(listing.keys) == 7


async def test_an_empty_week_says_who_is_missing_and_later_that_all_is_done(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape")
        await press(pilot, "d", "d", "d")  # whoever needs no first steps
        assert "No people yet. Press a to add someone, or i to import a file." in text_of(pilot)
        await press(pilot, "a", "=Ann", "ctrl+s")
        assert "No people yet" not in text_of(pilot)
        assert "Nothing to do this week. Next on the roadmap: ‘A problem worth" in text_of(pilot)
        assert "Press 7 to go there." in text_of(pilot)


async def test_a_host_is_picked_from_those_who_came_most(circle: Book) -> None:
    async with running(circle) as pilot:
        await to_act(pilot, circle, "Find a host")
        await press(pilot, "enter")
        assert "Find a host for Kick-off, Fri 27 Nov" in text_of(pilot)
        await press(pilot, "=you", "enter")
        assert circle.gatherings["kick_off"].host == ORGANISER
        assert any("Assigned Kick-off to you." in toast for toast in toasts(pilot))


async def test_opening_a_to_do_of_any_kind_leads_somewhere(empty: Book) -> None:
    """No kind is without effect: it opens a form, a list or another screen, or is done at once."""
    everything(empty)
    known: dict[str, week.Act] = {}
    while left := week.plan(empty, TODAY).all_acts:
        known |= {act.kind: act for act in left}
        fill(empty, *(Snooze(act=act.key) for act in left))
    assert set(known) == {name for name, kind in KINDS.items() if kind.rank is not Rank.FIRST_STEP}
    async with running(empty) as pilot:
        home = pilot.app.screen
        for verb, wanted in known.items():
            [asleep] = [snooze for snooze in empty.snoozes.values() if snooze.act == wanted.key]
            with empty.change("Wake") as change:
                change.remove(asleep)
            await hush(pilot)
            assert home.query_one("#acts", Listing).keys == [wanted.key]
            await press(pilot, "home", "enter")
            if here(pilot) == "WeekScreen":
                assert toasts(pilot), verb
            elif pilot.app.screen.is_modal:
                await press(pilot, "ctrl+g" if here(pilot) == "Form" else "escape")
            if here(pilot) != "WeekScreen":
                await press(pilot, "1")
            assert pilot.app.screen is home, verb
            fill(empty, Snooze(act=wanted.key))
            await settle(pilot)
