"""The facilitation timer: it keeps time whatever else happens, its end is noticed anywhere, and nothing said is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from screens.facilitate.timer import FacilitateScreen
from screens.widgets.charts.big_clock import Face
from store.book.book import Book
from store.launch import charter
from store.launch.facilitation import Facilitation, ideas_of
from store.launch.techniques import minutes
from store.model.agreement import Idea, Talk
from tests.support.app_internals import alarm, counts_down, will_wake, write_controls_to
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
    Stopwatch,
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
from tui.shell.phase_timer import LATEST, Alarm


@pytest.fixture
def clock(circle: Book) -> Stopwatch:
    circle.clock = Stopwatch()
    return circle.clock


class Woken:
    """In place of waiting: what the app wanted to be woken for, and when."""

    def __init__(self, clock: Stopwatch) -> None:
        self.clock, self.at, self.look = clock, 0.0, lambda: None

    def set_timer(self, delay: float, look: Callable[[], None]) -> Any:
        self.at, self.look = self.clock.now_at + delay, look
        return SimpleNamespace(stop=lambda: None)


@asynccontextmanager
async def facilitating(book: Book, talk: str, size: tuple[int, int] = WIDE) -> AsyncIterator[Any]:
    """The timer's screen on a talk; the bell and what goes to the terminal are written down."""
    async with running(book, size) as pilot:
        app: Any = pilot.app
        rung: list[int] = []
        app.bell = lambda: rung.append(1)
        written: list[str] = []
        write_controls_to(app, written.append)
        woken = Woken(book.clock)  # type: ignore[arg-type]
        if isinstance(book.clock, Stopwatch):
            app.set_timer = woken.set_timer
        app.go_to("facilitate", talk)
        await settle(pilot)
        yield SimpleNamespace(pilot=pilot, app=app, rung=rung, written=written, woken=woken, screen=app.screen)


def face(screen: FacilitateScreen) -> str:
    return screen.query_one(Face).text


# -- time ------------------------------------------------------------------------------------------


async def test_start_hold_skip_a_minute_more_and_from_the_start(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:

        async def after(seconds: float, *keys: str) -> str:
            clock.now_at += seconds
            await press(it.pilot, *keys)
            it.screen.show_time()
            await settle(it.pilot)
            return face(it.screen)

        assert face(it.screen) == "1:00"
        assert "Alone: 6 people, each alone" in text_of(it.pilot)
        assert await after(100) == "1:00"  # nothing runs yet
        await press(it.pilot, "space")
        assert await after(20) == "0:40"
        assert await after(0, "+") == "1:40"
        assert await after(10, "space") == "1:30"
        assert await after(999) == "1:30"
        assert "paused; press space to resume" in text_of(it.pilot)
        assert await after(0, "space", "s") == "2:00"
        assert "In pairs: 3 pairs" in text_of(it.pilot)
        assert await after(0, "f6") == "4:00"
        assert "In fours: 1 six" in text_of(it.pilot)
        assert await after(0, "f5", "f7") == "5:00"
        await press(it.pilot, ".")
        assert (face(it.screen), it.screen.held.timer.begun) == ("1:00", False)
        await hush(it.pilot)
        await press(it.pilot, ".")
        assert "has not started yet" in toasts(it.pilot)[-1]


async def test_it_keeps_time_within_a_second_over_twelve_minutes_under_a_loaded_screen(
    circle: Book, clock: Stopwatch
) -> None:
    """Every look and every wake-up comes late by up to 0.9 s, as where lists are filled and saved in between."""
    fill(circle, *(Talk(title=f"Own {n}") for n in range(60)))
    chance, rooms = Random(12), ("week", "pipeline", "calendar", "facilitate", "kickoff", "facilitate")
    async with facilitating(circle, "kickoff-mission") as it:
        begun = clock.now_at
        await press(it.pilot, "space")
        noticed: list[float] = []
        worst, looks = 0.0, 0
        while len(noticed) < 4 and looks < 9_999:
            clock.now_at += chance.uniform(0.05, 0.9)
            if clock.now_at >= it.woken.at:  # late by what the step was too long
                rung = len(it.rung)
                it.woken.look()
                noticed += [clock.now_at - begun] * (len(it.rung) - rung)
            looks += 1
            if looks % 200 == 0:
                it.app.go_to(rooms[looks // 200 % len(rooms)])
                await settle(it.pilot)
            if it.screen.is_current:
                it.screen.show_time()
                passed = clock.now_at - begun
                left = next((end - passed for end in (60, 180, 420, 720) if end > passed), 0)
                shown = face(it.screen).split(":")
                worst = max(worst, abs(int(shown[0]) * 60 + int(shown[1]) - left))
        assert looks > 1_200
        assert worst <= 1
        late = [got - wanted for got, wanted in zip(noticed, (60, 180, 420, 720), strict=True)]
        assert all(0 <= seconds < 1 for seconds in late), late


async def test_it_goes_on_while_other_screens_are_used_and_its_end_is_noticed_there(
    circle: Book, clock: Stopwatch
) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space")
        assert it.woken.at == pytest.approx(clock.now_at + 60 + LATEST)
        assert counts_down(it.screen)
        await press(it.pilot, "escape", "3")
        assert here(it.pilot) == "CalendarScreen"
        assert not counts_down(it.screen)  # nothing is counted on a hidden screen
        assert it.written == ["\x1b[22;2t", "\x1b]2;Mission: Alone – Guildbook\x07"]
        clock.now_at = it.woken.at
        it.woken.look()
        await settle(it.pilot)
        assert toasts(it.pilot) == ["Mission: In pairs, 2:00 min."]
        assert len(it.rung) == 1
        for _ in range(3):
            clock.now_at = it.woken.at
            it.woken.look()
            await settle(it.pilot)
        assert toasts(it.pilot) == ["Time is up: Mission. Press 0 to open the timer, then m to record the outcome."]
        assert "Time is up: Mission." in text_of(it.pilot)
        assert len(it.rung) == 4
        assert it.written[-1] == "\x1b]2;Time is up: Mission – Guildbook\x07"
        it.app.go_to("facilitate")
        await settle(it.pilot)
        assert face(it.screen) == "0:00"
        assert "Time is up" in text_of(it.pilot)
        await press(it.pilot, "+")
        assert face(it.screen) == "1:00"
        assert it.screen.held.timer.running
        await press(it.pilot, "q")
        assert "The time for ‘Mission’ is still running" in toasts(it.pilot)[-1]
        assert it.app.is_running
        assert "Time is up" in it.written[-1] or "Mission" in it.written[-1]
        await press(it.pilot, "q")
        assert it.written[-1] == "\x1b[23;2t"  # the window has its own title back


async def test_while_it_is_held_nobody_is_woken(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space", "space")
        assert not will_wake(it.app)
        clock.now_at += 5_000
        alarm(it.app).look()
        assert it.rung == []
        assert it.written[-1] == "\x1b[23;2t"


async def test_the_app_is_really_woken_at_the_end(circle: Book) -> None:
    """With the true clock, on phases of the twentieth part of a second."""
    async with running(circle) as pilot:
        app: Any = pilot.app
        rung = asyncio.Event()
        app.bell = rung.set
        talk = Facilitation(Talk(technique="open_discussion", title=HOSTILE), 5, circle.clock.ticks)
        talk.timer.lengths = [0.05]
        talk.timer.start()
        Alarm(app, lambda _: None, lambda _: None).follow(talk)
        await asyncio.wait_for(rung.wait(), 30)
        await settle(pilot)
        assert f"Time is up: {HOSTILE}." in text_of(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_screen_shows_the_way_back_to_a_time_that_was_begun(
    circle: Book, clock: Stopwatch, size: tuple[int, int]
) -> None:
    fill(circle, Talk(id="t", title=HOSTILE, technique="one_two_four_all"))

    def above() -> str:
        return text_of(it.pilot).splitlines()[0]

    async with facilitating(circle, "t", size) as it:
        assert " 0 " not in above()
        await press(it.pilot, "space")
        clock.now_at = it.woken.at
        it.woken.look()
        await settle(it.pilot)
        assert "In pairs" in above() or size == NARROW
        assert (toasts(it.pilot), len(it.rung)) == ([], 1)  # the screen says it; nothing covers the line to type in
        await press(it.pilot, ".", "space", "2")
        assert f"0 {HOSTILE}: A" in above()  # cut where it is narrow
        assert "8 Lib" in above()
        clock.now_at = it.woken.at
        it.woken.look()
        await settle(it.pilot)
        assert size == NARROW or f"0 {HOSTILE}: In" in above()
        await press(it.pilot, "0")
        assert here(it.pilot) == "FacilitateScreen"
        await press(it.pilot, "space", "escape")
        assert here(it.pilot) == "PipelineScreen"
        assert f"0 {HOSTILE}: p" in above()
        await press(it.pilot, "q")
        assert not it.app.is_running  # a time that is held stands in no one's way


async def test_another_talk_takes_the_time_that_was_held_off_the_line_above(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space")
        clock.now_at += 9
        await press(it.pilot, "space")
        assert "0 Mission: paused" in text_of(it.pilot)
        it.app.go_to("facilitate", "kickoff-roles")
        await settle(it.pilot)
        assert "0 Mission" not in text_of(it.pilot)


async def test_a_dialog_does_not_stop_the_digits_behind_it(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space", "?")
        assert counts_down(it.screen)


async def test_one_talk_at_a_time(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space")
        it.app.go_to("facilitate", "kickoff-roles")
        await settle(it.pilot)
        assert "‘Mission’ is still running" in toasts(it.pilot)[-1]
        assert it.screen.talk().topic == "mission"
        await press(it.pilot, "space")
        it.app.go_to("facilitate", "kickoff-roles")
        await settle(it.pilot)
        assert it.screen.talk().topic == "roles"
        assert not it.screen.held.timer.begun


async def test_the_digits_fill_what_room_there_is(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission", NARROW) as it:
        small = text_of(it.pilot).count("█")
        await press(it.pilot, "v")
        big = text_of(it.pilot)
        assert big.count("█") > small
        assert "Ideas · " not in big
        assert "Mission" in big
        await press(it.pilot, "escape")
        assert "Ideas · " in text_of(it.pilot)


async def test_the_filter_ends_the_big_view_which_hides_what_it_narrows(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission", NARROW) as it:
        await press(it.pilot, "v", "slash", "=zzz")
        assert "Ideas · " in text_of(it.pilot)
        assert "zzz" in text_of(it.pilot)
        await press(it.pilot, "enter", "v", "slash", "=y")
        assert "Ideas · " in text_of(it.pilot)


# -- what is said ----------------------------------------------------------------------------------


async def test_every_idea_is_on_the_disk_before_the_next_is_typed(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        await press(it.pilot, "space", "a")
        for number, text in enumerate(("To teach", HOSTILE, "q and space s + keep their letters")):
            await press(it.pilot, *text, "enter")
            with Book.open(circle.path, write=False) as file:  # what a killed program would leave
                said = [idea.text for idea in ideas_of(file, file.talks["kickoff-mission"])]
            assert len(said) == number + 1
            assert said[-1] == text
        assert HOSTILE in text_of(it.pilot)
        assert face(it.screen) == "1:00"  # no key of the line reached the timer
        await press(it.pilot, "escape", "u")
        assert len(circle.ideas) == 2


async def test_an_outline_is_typed_level_by_level(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-vision") as it:
        await press(it.pilot, "a", "tab", *"Trunk", "enter", "tab", *"twig", "enter", *"leaf", "enter")
        await press(it.pilot, "shift+tab", *"Bough", "enter")
        said = ideas_of(circle, circle.talks["kickoff-vision"])
        assert [(idea.text, idea.level) for idea in said] == [("Trunk", 0), ("twig", 1), ("leaf", 1), ("Bough", 0)]
        await press(it.pilot, "escape", "g", "j", "j")
        async with undoable(it.pilot, circle):
            await press(it.pilot, ">")
        assert [idea.level for idea in ideas_of(circle, circle.talks["kickoff-vision"])] == [0, 1, 2, 0]
        await press(it.pilot, "g", "a", *"second", "enter")
        assert [idea.text for idea in ideas_of(circle, circle.talks["kickoff-vision"])][1] == "second"
        await press(it.pilot, "escape", "g", "<")
        assert "cannot move further" in toasts(it.pilot)[-1]


async def test_questions_belong_to_the_point_that_is_on_or_chosen(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-activities") as it:
        await press(it.pilot, "a", *"comes", "enter", "f6", *"do we do", "enter", "up", *"pays", "enter")
        said = {idea.text: idea.part for idea in circle.ideas.values()}
        assert said == {"comes": "Who", "do we do": "What", "pays": "Who"}
        text = text_of(it.pilot)
        assert text.index("– comes") < text.index("– pays") < text.index("– do we do")


async def test_causes_are_turned_round_one_by_one(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-processes") as it:
        await press(it.pilot, "a", *"silence", "enter", *"haste", "enter", "f6")
        assert "Reverse: ‘silence’" in text_of(it.pilot)
        await press(it.pilot, *"greet", "enter")
        assert "Reverse: ‘haste’" in text_of(it.pilot)
        await press(it.pilot, *"breathe", "enter")
        turned = {idea.text: circle.ideas[idea.cause].text for idea in circle.ideas.values() if idea.cause}
        assert turned == {"greet": "silence", "breathe": "haste"}
        assert "    ↳ greet" in text_of(it.pilot)


async def test_an_idea_is_changed_and_deleted(circle: Book, clock: Stopwatch) -> None:
    fill(circle, Talk(id="t", title=HOSTILE), Idea(talk="t", text="first"), Idea(talk="t", text="second", place=1))
    async with facilitating(circle, "t") as it:
        async with undoable(it.pilot, circle):
            await press(it.pilot, "e", "end", "=!", "enter")
        assert "first!" in {idea.text for idea in circle.ideas.values()}
        async with undoable(it.pilot, circle):
            await press(it.pilot, "d")
        assert len(circle.ideas) == 1
        await press(it.pilot, "y")
        assert (circle.path.parent / "book.json.copies").exists()


async def test_without_anything_said_each_key_says_what_to_do(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-roles") as it:
        for key in ("e", "d", "y", "<", "enter"):
            await press(it.pilot, key)
            assert "No ideas yet" in toasts(it.pilot)[-1], key
            await hush(it.pilot)


async def test_what_came_of_it_goes_into_the_charter_with_the_session(circle: Book, clock: Stopwatch) -> None:
    fill(
        circle,
        Talk(id="t", topic="vision", technique="mind_map", gathering="kick_off"),
        Idea(talk="t", text="All of us"),
    )
    async with facilitating(circle, "t") as it:
        async with undoable(it.pilot, circle):
            await press(it.pilot, "m", "ctrl+s")
        article = charter.standing(circle, "vision")
        assert article
        assert (article.text, article.on, article.gathering) == ("- All of us", TODAY, "kick_off")
        await press(it.pilot, "m")
        assert "Current charter: - All of us" in text_of(it.pilot)


async def test_a_topic_of_ones_own_is_settled_in_the_notes_of_its_session(circle: Book, clock: Stopwatch) -> None:
    fill(circle, Talk(id="t", title=HOSTILE, gathering="kick_off"), Idea(talk="t", text="hello"))
    async with facilitating(circle, "t") as it:
        async with undoable(it.pilot, circle):
            await press(it.pilot, "m", "ctrl+s")
        assert circle.gatherings["kick_off"].notes == f"{HOSTILE}\n- hello"


# -- setting up ------------------------------------------------------------------------------------


async def test_lengths_people_and_technique_are_set_up(circle: Book, clock: Stopwatch) -> None:
    async with facilitating(circle, "kickoff-mission") as it:
        async with undoable(it.pilot, circle):
            await press(it.pilot, "E", "tab", "tab", "ctrl+u", "=13", "tab", "ctrl+u", "=1:30", "ctrl+s")
        talk = circle.talks["kickoff-mission"]
        assert (talk.lengths, talk.minutes, talk.people) == ((90, 120, 240, 300), 13, 13)
        assert face(it.screen) == "1:30"
        await press(it.pilot, "E", "tab", "tab", "tab", "ctrl+u", "=soon", "ctrl+s")
        assert "‘soon’ is not a phase length" in text_of(it.pilot)
        await press(it.pilot, "escape", "escape")
        async with undoable(it.pilot, circle):
            await press(it.pilot, "E", "right", "ctrl+s")
        talk = circle.talks["kickoff-mission"]
        assert (talk.technique, talk.lengths, talk.minutes) == ("mind_map", (), 15)
        await press(it.pilot, "space", "E")
        assert "The timer is running" in toasts(it.pilot)[-1]


async def test_in_a_book_that_cannot_be_written_the_time_runs_and_each_key_says_why(
    circle: Book, clock: Stopwatch
) -> None:
    fill(circle, Talk(id="t"), Idea(talk="t", text="said"))
    with Book.open(circle.path, clock, write=False) as book:
        async with facilitating(book, "t") as it:
            for key in ("a", "m", "E", "e", "d"):
                await press(it.pilot, key)
                assert toasts(it.pilot)[-1] == "Opened read-only."
                await hush(it.pilot)
            await press(it.pilot, "space")
            assert it.screen.held.timer.running


async def test_undoing_the_talk_itself_leaves_the_screen_on_another(circle: Book, clock: Stopwatch) -> None:
    fill(circle, Talk(id="t", title="Own"))
    async with facilitating(circle, "t") as it:
        await press(it.pilot, "space", "u")
        assert it.screen.talk().topic == "vision"
        assert not will_wake(it.app)  # nothing will ring for it
        assert not it.screen.held.timer.begun
        assert minutes(it.screen.held.timer.left) == "10:00"


async def test_the_palette_leads_here(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "ctrl+p", "=facilitation", "enter")
        assert here(pilot) == "FacilitateScreen"
        await press(pilot, "escape")
        assert here(pilot) == "WeekScreen"
