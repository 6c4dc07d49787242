"""Launch: led by the roadmap alone, the organiser's word, the eight mistakes and the rows behind them, check-ups, needs."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot

from screens.launch.launch import LaunchScreen
from screens.people.profile import VolunteerScreen
from screens.widgets.keys import USUAL
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.insights.health_check import signs
from store.launch.roadmap import roadmap
from store.launch.roadmap_marks import Mark
from store.model.assessments import Score
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    here,
    hush,
    press,
    running,
    settle,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill

TYPED: dict[str, tuple[str, ...]] = {
    "problem": ("enter", "=[Half] of new hires wait", "ctrl+s"),
    "benefit": ("enter", "=No one waits", "ctrl+s"),
    "investment": ("=Paid hours", "tab", "=400", "ctrl+s"),
    "allies": ("=Marta Weiss", "ctrl+s"),
    "people": ("=Ann Holt", "ctrl+s"),
    "yes a": ("=Bo Lee", "ctrl+s", "ctrl+s"),  # a second one of the name is asked about once
    "yes >": ("=Count me in", "enter"),
    "on-board >": (">",),
    "department a": ("=Ops", "ctrl+s"),
    "department >": (),
    "champion e": ("tab", "space", "enter", "ctrl+s"),
    "kick-off b": ("enter", "tab", "ctrl+u", "=today", "ctrl+s"),
    "kick-off m": ("ctrl+s",),
    "aims": ("=Everyone teaches", "ctrl+s"),
    "ways": ("=Tuesdays at noon", "ctrl+s"),
    "moderator a": ("=Moderator", "ctrl+s"),
    "moderator w": ("space", "enter", "ctrl+s"),
    "ritual": ("enter", "ctrl+s"),
    "held": ("ctrl+s",),
    "notes": ("tab", "=We met and liked it", "ctrl+s"),
    "host": ("enter",),
    "update": ("m", "space", "m"),
    "thanks": ("space", "space", "enter", "tab", "=You began it", *["tab"] * 4, "right", "ctrl+s"),
    "spent": ("=Cake", "tab", "tab", "=20", "ctrl+s"),
    "told a": ("=Our story", "ctrl+s"),
    "library": ("=How we welcome", "ctrl+s"),
}
"""What a new user types once the key that the roadmap names has opened something."""


def highlighted(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#steps", Listing).key


async def test_a_new_user_is_led_through_the_six_steps_by_the_roadmap_alone(empty: Book) -> None:
    async with running(empty, NARROW) as pilot:
        await press(pilot, "escape", "d", "d", "d")
        assert "Press 7 to be guided step by step" in " ".join(text_of(pilot).replace("│", " ").split())
        done: list[str] = []
        while (mark := roadmap(empty, TODAY).next) and len(done) < 60:
            await press(pilot, "7")
            assert highlighted(pilot) == mark.key  # the next thing is where the eye is
            await _do(pilot, mark)
            done.append(f"{mark.key} {USUAL[mark.press]}".replace("greater_than_sign", ">"))
        assert roadmap(empty, TODAY).here is None, done[-3:]
        wanted = {
            "problem a": 3, "benefit a": 3, "yes >": 3, "on-board >": 3, "department >": 2, "kick-off b": 1, "kick-off m": 1,
            "aims e": 3, "ways e": 2, "held m": 1, "notes m": 1, "told a": 1, "told space": 1, "welcome space": 1,
        }  # fmt: skip
        assert {key: done.count(key) for key in wanted} == wanted
        said = [word.about for word in empty.words.values()]
        assert said == ["roadmap:agreed"]  # all else is what the book shows


async def _do(pilot: Pilot[None], mark: Mark) -> None:
    """Do what the selected line says: its key, where it leads, and there the key it names."""
    if not mark.room:
        await press(pilot, "space", "=they told me", "enter")
        return
    await press(pilot, "enter")
    if mark.key == "welcome":
        page = pilot.app.screen
        assert isinstance(page, VolunteerScreen)
        await press(pilot, "home")
        for _ in range(40):  # to the first line of the list that is open
            line = page.view.here()
            if line and line.mark == "[ ]":
                break
            await press(pilot, "down")
    await press(pilot, USUAL[mark.press])
    keys = TYPED.get(mark.key, TYPED.get(f"{mark.key} {USUAL[mark.press]}".replace("greater_than_sign", ">"), ()))
    if mark.key in ("problem", "benefit"):
        first, *keys = keys
        await press(pilot, first)
        if here(pilot) == "Picker":  # a usual one, or one's own
            await press(pilot, "enter")
    await press(pilot, *keys)
    if mark.key == "welcome":
        await press(pilot, *["down", "space"] * 5)  # the other lines of the list
    assert here(pilot) not in ("Form", "Picker"), (mark.key, text_of(pilot))


# -- the roadmap ---------------------------------------------------------------------------------------


async def test_your_word_counts_and_can_be_taken_back(demo: Book) -> None:
    with demo.change("No posts") as change:
        for post in [*demo.posts.values()]:
            change.remove(post)
    async with running(demo) as pilot:
        await press(pilot, "7")
        assert highlighted(pilot) == "told"
        assert "publish a post or give a talk" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "space", "=[/x] news", "enter")
        assert "Market it and show ROI · complete 4/4" in text_of(pilot)
        assert highlighted(pilot) == "kept"  # what comes next is selected
        await press(pilot, "k", "k", "k")
        assert highlighted(pilot) == "told"
        assert "Confirmed by you on 23 Nov: [/x] news" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "space", "ctrl+s")  # asked again, the answer begins with ‘not yet’
        pilot.app.screen.query_one("#steps", Listing).highlight("told")  # undo moved on to what comes next
        await settle(pilot)
        assert "Mon 23 Nov, not yet" in text_of(pilot)
        assert "show ROI · in progress 3/4" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "d")
        assert "show ROI · complete 4/4" in text_of(pilot)


async def test_where_the_book_shows_it_no_word_is_needed(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "home", "space")
        assert toasts(pilot)[-1] == "The book already shows this milestone. No confirmation is needed."
        await press(pilot, "d")
        assert toasts(pilot)[-1] == "You have not confirmed this milestone."
        await press(pilot, "tab", "space")
        assert "Press tab to go to the roadmap" in toasts(pilot)[-1]


async def test_every_room_of_a_launch_is_a_visible_key_away_and_esc_comes_back(demo: Book) -> None:
    async with running(demo, NARROW) as pilot:
        await press(pilot, "7", "j")
        was = highlighted(pilot)
        assert " o Go to " in text_of(pilot).splitlines()[-1]
        for view in LaunchScreen.VIEWS[1:]:
            await press(pilot, "o", f"={view.title}", "enter")
            assert here(pilot).casefold() == f"{view.room}screen", view.title
            await press(pilot, "escape")
            assert (here(pilot), highlighted(pilot)) == ("LaunchScreen", was), view.title


async def test_esc_leads_back_along_the_way_one_came(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "o", "=Kick-off", "enter", "g", "enter")
        assert here(pilot) == "CalendarScreen"
        await press(pilot, "escape")
        assert here(pilot) == "KickoffScreen"
        await press(pilot, "escape")
        assert here(pilot) == "LaunchScreen"
        await press(pilot, "escape")
        assert here(pilot) == "LaunchScreen"  # a number led here, nothing lies behind it
        await press(pilot, "8", "escape", "1", "escape")
        assert here(pilot) == "WeekScreen"


async def test_esc_ends_what_was_narrowed_before_it_leads_back(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "7")
        pilot.app.screen.query_one("#steps", Listing).highlight("people")
        await press(pilot, "enter", "a", "=Ann", "ctrl+s", "v", "space", "escape")
        assert here(pilot) == "PipelineScreen"
        await press(pilot, "escape")
        assert here(pilot) == "LaunchScreen"


async def test_a_screen_that_is_not_there_is_a_plain_word(demo: Book) -> None:
    async with running(demo) as pilot:
        pilot.app.go_to("nowhere", "x")  # type: ignore[attr-defined]
        await settle(pilot)
        assert toasts(pilot) == ["Guildbook has no screen for this yet. Make a note of it for now."]
        assert here(pilot) == "WeekScreen"


# -- the eight mistakes --------------------------------------------------------------------------------


async def test_each_mistake_says_why_and_leads_to_the_rows_behind_it(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "tab", "home")
        states = [sign.state for sign in signs(demo, TODAY)]
        assert text_of(pilot).count("? watch") == states.count("watch") + 1  # and once beside the selected one
        assert "Marketing opened too early: no" in text_of(pilot)
        assert "│ yet  " in text_of(pilot)  # the rest of it, in a line of its own
        assert "Health check · 3 of 8 to watch" in text_of(pilot)
        assert "What to do: Open no more departments" in text_of(pilot)
        await press(pilot, "enter")
        assert "Too many departments at once: 1 entry" in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "DepartmentsScreen"
        await press(pilot, "7", "home", "j", "enter", "enter")
        assert here(pilot) == "CalendarScreen"
        assert "Open forum" in text_of(pilot)


async def test_with_nothing_behind_it_a_mistake_says_so(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "7", "tab", "enter")
        assert toasts(pilot)[-1] == "There are no entries behind this line."


async def test_the_worst_one_on_week_leads_here(empty: Book) -> None:
    volunteer = Volunteer(
        id="ann", name=HOSTILE, met_on=date(2026, 11, 1), yes_on=date(2026, 11, 2), yes_words="Yes"
    )
    made = Contribution(volunteer="ann", kind="shared_material", on=date(2026, 11, 10))
    fill(empty, volunteer, Move(volunteer="ann", stage="active", on=date(2026, 11, 3)), made)
    async with running(empty) as pilot:
        pilot.app.screen.query_one("#acts", Listing).highlight("sign:one-off:watch")
        await pilot.pause()
        assert "Look into" in text_of(pilot)
        assert "Nothing is planned" in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "LaunchScreen"
        signs_list = pilot.app.screen.query_one("#signs", Listing)
        assert (signs_list.has_focus, signs_list.key) == (True, "one-off")
        assert "What to do" in text_of(pilot)


# -- check-ups -----------------------------------------------------------------------------------------


async def test_a_theme_is_answered_corrected_and_answered_anew(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "v", "j", "j", "j")
        assert "Community Canvas  ■■■■■■··· 6 of 9" in text_of(pilot)
        assert "How will members and the" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "a", f"={HOSTILE} stays", "tab", "=the core", "ctrl+s")
        assert "Community Canvas  ■■■■■■■·· 7 of 9" in text_of(pilot)
        assert f"{HOSTILE} stays" in text_of(pilot)
        assert "agreed by the core" in text_of(pilot)
        assert "Review due" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "e", "ctrl+end", "=!", "ctrl+s")
        assert len([a for a in demo.agreements.values() if a.theme == "success"]) == 1
        async with undoable(pilot, demo):
            await press(pilot, "enter", "ctrl+end", "=!", "ctrl+s")  # begins with the last words
        assert sorted(a.answer for a in demo.agreements.values() if a.theme == "success") == [
            f"{HOSTILE} stays!", f"{HOSTILE} stays!!",
        ]  # fmt: skip
        async with undoable(pilot, demo):
            await press(pilot, "d")


async def test_all_seventeen_are_asked_when_wanted(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "v", "O")
        assert "6 of 17" in text_of(pilot)
        assert "Financing" in text_of(pilot)
        await press(pilot, "O")
        assert "6 of 9" in text_of(pilot)
        assert "Financing" not in text_of(pilot)


async def test_a_facet_is_scored_beside_its_earlier_scores(demo: Book) -> None:
    async with running(demo) as pilot:
        await press(pilot, "7", "v", *["j"] * 9)
        assert "asked 6 people, 5 said the same" in text_of(pilot)
        assert "2 → 3" in text_of(pilot)
        async with undoable(pilot, demo):
            await press(pilot, "a", "right", "tab", "=everyone knows", "ctrl+s")
        assert "2 → 3 → 4" in text_of(pilot)
        assert "■■■■ 4" in text_of(pilot)
        newest = max((s for s in demo.scores.values() if s.facet == "vision"), key=lambda s: s.on)
        assert isinstance(newest, Score)
        assert (newest.score, newest.evidence, newest.on) == ("self_sustaining", "everyone knows", TODAY)
        await press(pilot, "a", "tab", "ctrl+s")
        assert "Evidence is required" in text_of(pilot)


async def test_a_step_that_the_book_cannot_light_is_lit_by_your_word(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "7", "v", "end")
        assert "Get Together: 9 steps  ········· 0 of 9" in text_of(pilot)
        async with undoable(pilot, empty):
            await press(pilot, "a", "=cake in June", "ctrl+s")
        assert "Get Together: 9 steps  ■········ 1 of 9" in text_of(pilot)
        assert "Pass the torch       ○ ○ ●  1 of 3" in text_of(pilot)
        await press(pilot, "k", "e")
        assert toasts(pilot)[-1] == "No answer yet. Press a to add one."
        await press(pilot, "d")
        assert toasts(pilot)[-1] == "No answer to delete here."
        await press(pilot, "escape")
        assert here(pilot) == "LaunchScreen"


# -- needs ---------------------------------------------------------------------------------------------


async def test_a_need_is_noted_on_the_page_and_answered_under_launch(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "2", "right", "right", "enter")
        assert HOSTILE in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "N", "=a [quiet] room", "tab", "right", "ctrl+s")
        assert "Needs · 1" in text_of(pilot)
        assert "a [quiet] room" in text_of(pilot)
        (need,) = circle.needs.values()
        assert (need.who, need.kind, need.on) == ("ann", "tools", TODAY)
        await press(pilot, "7", "v", "v")
        assert here(pilot) == "NeedsScreen"
        assert f"─ {HOSTILE} ─" in text_of(pilot)
        assert ", tools" in text_of(pilot)
        await press(pilot, "r", "ctrl+s")
        assert "Enter the action taken" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "=room 4, Tuesdays", "ctrl+s")
        assert "met 23 Nov: room 4, Tuesdays" in text_of(pilot)
        assert "1 need, 1 met, 0 outstanding" in text_of(pilot)
        await press(pilot, "p")
        assert here(pilot) == "VolunteerScreen"
        await press(pilot, "escape")
        async with undoable(pilot, circle):
            await press(pilot, "e", "= with a door", "ctrl+s")
        async with undoable(pilot, circle):
            await press(pilot, "d")
        assert "No needs yet. Press a to add the first" in text_of(pilot)


async def test_a_need_of_several_is_noted_under_launch(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "7")
        async with undoable(pilot, circle):
            await press(pilot, "N", "=a workshop", "ctrl+s")
        await press(pilot, "v", "v", "p")
        assert toasts(pilot)[-1] == "This need is not linked to a person."
        await press(pilot, "v")
        assert here(pilot) == "LaunchScreen"


@pytest.mark.parametrize("key", ["r", "e", "p", "d"])
async def test_without_a_need_every_key_says_so(empty: Book, key: str) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "7", "v", "v")
        await hush(pilot)
        await press(pilot, key)
        assert len(toasts(pilot)) == 1


async def test_in_a_book_for_reading_every_writing_key_says_why(demo: Book) -> None:
    with Book.open(demo.path, demo.clock) as reader:
        assert not reader.writable
        async with running(reader) as pilot:
            for keys in (("7", "space"), ("N",), ("v", "a"), ("e",), ("d",), ("v", "a"), ("r",), ("d",), ("8", "a"), ("w",), ("e",), ("d",)):  # fmt: skip
                await hush(pilot)
                await press(pilot, *keys)
                assert "open" in toasts(pilot)[-1], keys
                assert here(pilot) not in ("Form", "Picker"), keys
