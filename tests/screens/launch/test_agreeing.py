"""Kick-off planner, charter and survey, key by key, undone and done again, with hostile names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.common import clipboard
from screens.widgets.charts.big_clock import DOTS_HIGH, dots, lines, scale_for
from store.book.book import Book
from store.launch import charter
from store.launch.kickoff import SEVEN, sessions
from store.model.agreement import Article, Talk, Wish
from store.model.calendar import Gathering
from store.model.community import Community
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    WIDE,
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


@asynccontextmanager
async def at(book: Book, room: str, key: str = "", size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """The app with one of these rooms in front."""
    async with running(book, size) as pilot:
        pilot.app.go_to(room, key)  # type: ignore[attr-defined]
        await settle(pilot)
        yield pilot


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were copied, in place of the machine's clipboard."""
    texts: list[str] = []

    def copy(text: str, *_: Any) -> str:
        texts.append(text)
        return "Copied."

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts


@pytest.fixture
def kicked(circle: Book) -> Book:
    """The circle with the only kick-off there is held, and so nothing of it on the plan."""
    gathering = circle.gatherings["kick_off"]
    with circle.change("Take out") as change:
        change.remove(gathering)
    return circle


# -- the kick-off ----------------------------------------------------------------------------------


def agenda_of(book: Book) -> list[list[str]]:
    return [[talk.name for talk in session.talks] for session in sessions(book)]


async def test_seven_topics_are_split_into_sessions_of_the_calendar(kicked: Book, copied: list[str]) -> None:
    async with at(kicked, "kickoff") as pilot:
        assert "7 topics without a session" in text_of(pilot)
        async with undoable(pilot, kicked):
            await press(pilot, "b", "down", "down", "enter", "ctrl+s")
        assert agenda_of(kicked) == [
            ["Vision", "Mission"], ["Purpose", "Roles", "Activities"], ["Processes", "Rituals"], [],
        ]  # fmt: skip
        made = [session.gathering for session in sessions(kicked) if session.gathering]
        assert [g.on for g in made] == [TODAY + timedelta(days=days) for days in (7, 14, 21)]
        assert all(g.id in kicked.gatherings and g.at == time(14) for g in made)
        assert "every topic has a session" in text_of(pilot)
        await press(pilot, "b")
        assert "Every topic has a session" in toasts(pilot)[-1]
        await press(pilot, "g", "y")
        assert copied[-1].startswith("Kick-off, part 1\nMon 30 Nov 2026, 14:00, 27 minutes")
        assert "part 2" not in copied[-1]
        await press(pilot, "enter")
        assert here(pilot) == "CalendarScreen"
        assert "Kick-off, part 1" in text_of(pilot)


async def test_a_kick_off_that_is_in_the_calendar_already_becomes_the_first_session(circle: Book) -> None:
    async with at(circle, "kickoff") as pilot:
        async with undoable(pilot, circle):
            await press(pilot, "b", "down", "enter", "ctrl+s")
        made = [(s.gathering.id, s.gathering.name, s.gathering.on) for s in sessions(circle) if s.gathering]
        assert made[0] == ("kick_off", "Kick-off, part 1", TODAY + timedelta(days=4))
        assert made[1][1:] == ("Kick-off, part 2", TODAY + timedelta(days=11))


async def test_topics_are_moved_edited_added_and_taken_off(kicked: Book) -> None:
    fill(kicked, Gathering(id="one", name=f"Kick-off {HOSTILE}", on=ago(-7)), *(
        Talk(id=f"kickoff-{topic}", topic=topic, gathering="one", place=n) for n, topic in enumerate(SEVEN)
    ))  # fmt: skip
    async with at(kicked, "kickoff") as pilot:
        await press(pilot, "j", ">")
        assert agenda_of(kicked)[0][:2] == ["Mission", "Vision"]
        async with undoable(pilot, kicked):
            await press(pilot, "<")
        async with undoable(pilot, kicked):
            await press(pilot, "e", "right", "tab", "ctrl+u", "=20", "ctrl+s")
        talk = kicked.talks["kickoff-vision"]
        assert (talk.technique, talk.minutes) == ("one_two_four_all", 20)
        async with undoable(pilot, kicked):
            await press(pilot, "a", f"={HOSTILE}", "ctrl+s")
        assert agenda_of(kicked)[0][-1] == HOSTILE
        assert HOSTILE in text_of(pilot)
        await press(pilot, "G")
        async with undoable(pilot, kicked):
            await press(pilot, "d")
        await press(pilot, "g", "j")
        async with undoable(pilot, kicked):
            await press(pilot, "d")
        assert agenda_of(kicked)[1] == ["Vision"]
        async with undoable(pilot, kicked):
            await press(pilot, "g", "A", "ctrl+s")
        assert "Kick-off, part 2" in text_of(pilot)
        await press(pilot, "g")
        async with undoable(pilot, kicked):
            await press(pilot, "w", "=bo", "enter")
        async with undoable(pilot, kicked):
            await press(pilot, "d")
        assert len(agenda_of(kicked)[-1]) == 7


async def test_an_opened_topic_is_the_timers(kicked: Book) -> None:
    async with at(kicked, "kickoff", size=NARROW) as pilot:
        await press(pilot, "j", "j", "enter")
        assert here(pilot) == "FacilitateScreen"
        assert "Mission · 1-2-4-All" in text_of(pilot)
        await press(pilot, "escape")
        assert here(pilot) == "KickoffScreen"
        await press(pilot, "v")
        assert here(pilot) == "CharterScreen"
        await press(pilot, "v")
        assert here(pilot) == "SurveyScreen"
        await press(pilot, "v")
        assert here(pilot) == "KickoffScreen"
        await press(pilot, "escape")
        assert here(pilot) == "WeekScreen"


async def test_a_session_that_was_held_keeps_its_agenda(kicked: Book) -> None:
    fill(
        kicked,
        Gathering(id="g", name="Kick-off", on=ago(3), state="held"),
        Talk(id="t", topic="vision", gathering="g"),
    )
    async with at(kicked, "kickoff", "t") as pilot:
        for key in (">", "a", "d"):
            await press(pilot, key)
            assert "has already been held" in toasts(pilot)[-1]
            await hush(pilot)


async def test_on_the_heading_of_what_is_in_no_session_each_key_says_what_to_do(kicked: Book) -> None:
    async with at(kicked, "kickoff") as pilot:
        await press(pilot, "g")
        for key in (">", "<", "w", "m", "d", "y", "e"):
            await press(pilot, key)
            assert toasts(pilot), key
            await hush(pilot)


# -- the charter -----------------------------------------------------------------------------------


async def test_other_words_follow_and_earlier_versions_can_be_seen(circle: Book, copied: list[str]) -> None:
    fill(
        circle,
        Article(topic="vision", text="Everyone teaches", on=ago(90)),
        Article(topic="rules", text="None", on=ago(30)),
    )
    async with at(circle, "charter") as pilot:
        assert "Charter · 2 of 10 agreed" in text_of(pilot)
        assert " 2 versions " in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "e", "ctrl+u", f"={HOSTILE}", "ctrl+s")
        assert len(circle.articles) == 3
        assert charter.words_of(circle, "vision") == HOSTILE
        text = text_of(pilot)
        assert HOSTILE in text
        assert "── From Tue 25 Aug ──" in text
        await press(pilot, "[")
        assert "Charter as of Sat 24 Oct" in text_of(pilot)
        assert "≠  Vision" in text_of(pilot)
        assert "── Now ──" in text_of(pilot)
        await press(pilot, "e")
        assert "This is an earlier version" in toasts(pilot)[-1]
        await press(pilot, "y")
        assert copied[-1] == "Charter of The circle, Sat 24 Oct 2026\n\nVision\nEveryone teaches\n\nRules\nNone\n"
        await press(pilot, "[", "[")
        assert "This is the first version" in toasts(pilot)[-1]
        await press(pilot, "]", "]")
        assert "Charter as of" not in text_of(pilot)
        await press(pilot, "[", "escape")
        assert "Charter as of" not in text_of(pilot)
        assert here(pilot) == "CharterScreen"


async def test_words_cannot_be_agreed_on_tomorrow_or_before_later_ones(circle: Book) -> None:
    fill(circle, Article(topic="vision", text="Everyone teaches", on=ago(9)))
    async with at(circle, "charter") as pilot:
        await press(pilot, "e", "=x", "tab", "ctrl+u", "=tomorrow", "ctrl+s")
        assert "is in the future" in text_of(pilot)
        await press(pilot, "ctrl+u", "=-2w", "ctrl+s")
        assert "There is a later version, dated Sat 14 Nov" in text_of(pilot)
        assert len(circle.articles) == 1


async def test_a_moderator_is_voted_with_the_tally_and_the_role_comes_with_it(circle: Book) -> None:
    with circle.change("No role") as change:
        change.remove(circle.roles["moderator"])
    async with at(circle, "charter", "moderator") as pilot:
        async with undoable(pilot, circle):
            await press(
                pilot, "w", "=[/x]", "enter", "tab", "tab", "=elected", "enter", "tab", "=9 of 12", "ctrl+s"
            )
        assert charter.moderator(circle, TODAY) == f"{HOSTILE}, elected, 9 of 12, since Mon 23 Nov"
        assert f"{HOSTILE}, elected, 9 of 12" in text_of(pilot)


async def test_a_due_review_is_opened_from_the_week_and_done_with_m(empty: Book) -> None:
    fill(empty, Community(name="The circle", review_on=TODAY))
    async with running(empty) as pilot:
        assert "Review         the charter" in text_of(pilot)
        await press(pilot, "down", "enter")  # below the first step
        assert here(pilot) == "CharterScreen"
        async with undoable(pilot, empty):
            await press(pilot, "m", "enter")
        assert empty.community.review_on == TODAY.replace(year=2027, month=5)
        await press(pilot, "1")
        assert "Review" not in text_of(pilot)


async def test_the_charter_is_saved_in_the_form_the_ending_names(circle: Book, tmp_path: Path) -> None:
    fill(circle, Article(topic="vision", text=f"- {HOSTILE}", on=ago(9)))
    marks = {"txt": f"- {HOSTILE}", "md": "- \\[/x\\] Ann \\[Ops\\]", "html": f"<li>{HOSTILE}</li>"}
    async with at(circle, "charter") as pilot:
        for ending, mark in marks.items():
            await press(pilot, "x", "tab", "ctrl+u", f"={tmp_path / 'charter'}.{ending}", "enter")
            assert toasts(pilot)[-1] == f"Saved to {tmp_path / 'charter'}.{ending}."
            assert mark in (tmp_path / f"charter.{ending}").read_text()


async def test_the_charter_is_no_mail_and_an_empty_one_goes_nowhere(circle: Book, tmp_path: Path) -> None:
    async with at(circle, "charter") as pilot:
        await press(pilot, "y")
        assert "The charter is empty" in toasts(pilot)[-1]
        fill(circle, Article(topic="vision", text="All", on=ago(9)))
        await press(pilot, "x", "tab", "ctrl+u", f"={tmp_path / 'charter.eml'}", "enter")
        assert "must end in .txt, .md or .html." in text_of(pilot)


# -- the survey ------------------------------------------------------------------------------------


async def test_topics_are_raised_voted_for_and_taken_up(circle: Book, copied: list[str]) -> None:
    fill(circle, Wish(id="w", title="Feedback", votes=2, by="bo"))
    async with at(circle, "survey") as pilot:
        async with undoable(pilot, circle):
            await press(pilot, "a", f"={HOSTILE}", "tab", "=[/x]", "enter", "ctrl+s")
        raised = next(wish for wish in circle.wishes.values() if wish.title == HOSTILE)
        assert (raised.by, raised.votes, raised.on) == ("ann", 1, TODAY)
        text = text_of(pilot)
        assert text.index("Feedback") < text.index(HOSTILE)
        assert "Ops" in text
        pilot.app.go_to("survey", raised.id)  # type: ignore[attr-defined]
        async with undoable(pilot, circle):
            await press(pilot, "space")
        await press(pilot, "space")
        assert circle.wishes[raised.id].votes == 3
        text = text_of(pilot)
        assert text.index(HOSTILE) < text.index("Feedback")
        async with undoable(pilot, circle):
            await press(pilot, "-")
        async with undoable(pilot, circle):
            await press(pilot, "m", "=coffee", "enter")  # still only in the ritual's rule
        taken = circle.wishes[raised.id].gathering
        assert circle.gatherings[taken].name == "Coffee corner"
        text = text_of(pilot)
        assert text.index("Feedback") < text.index("Scheduled") < text.rindex(HOSTILE)
        async with undoable(pilot, circle):
            await press(pilot, "m", "=not sch", "enter")
        async with undoable(pilot, circle):
            await press(pilot, "e", "tab", "tab", "tab", "ctrl+u", "=9", "ctrl+s")
        await press(pilot, "y")
        assert copied[-1].splitlines()[2] == f"- {HOSTILE} (9 votes, Ops)"
        async with undoable(pilot, circle):
            await press(pilot, "d")


async def test_no_vote_can_be_taken_from_none_and_an_empty_survey_says_what_to_do(circle: Book) -> None:
    async with at(circle, "survey") as pilot:
        assert "press a to add the first" in text_of(pilot)
        for key in ("space", "-", "e", "m", "d", "y", "enter"):
            await press(pilot, key)
            assert "ress a to add the first" in toasts(pilot)[-1]
            await hush(pilot)
        fill(circle, Wish(title="x"))
        await press(pilot, "-")
        assert "has no votes to remove" in toasts(pilot)[-1]


@pytest.mark.parametrize(
    ("room", "keys"), [("kickoff", "b e a A"), ("charter", "e w m"), ("survey", "a e d space m")]
)
async def test_in_a_book_that_cannot_be_written_each_key_says_why(circle: Book, room: str, keys: str) -> None:
    fill(circle, Wish(title="x"))
    with Book.open(circle.path, circle.clock, write=False) as book:
        async with at(book, room) as pilot:
            await press(pilot, "g")
            for key in keys.split():
                await press(pilot, key)
                assert "read-only" in toasts(pilot)[-1], key
                await hush(pilot)


# -- the digits ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", range(1, 8))
def test_digits_are_drawn_dot_by_dot_in_any_size(scale: int) -> None:
    drawn = lines("10:42", scale)
    assert len(drawn) == -(-DOTS_HIGH * scale // 2)
    assert {len(line) for line in drawn} == {len(dots("10:42")[0]) * scale}
    cells = sum({"█": 2, "▀": 1, "▄": 1}.get(character, 0) for line in drawn for character in line)
    assert cells == scale * scale * sum(row.count("█") for row in dots("10:42"))


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(118, 15, 6), (78, 10, 4), (58, 5, 2), (10, 2, 1), (400, 99, 12)]
)
def test_digits_are_as_large_as_there_is_room_for(width: int, height: int, scale: int) -> None:
    assert scale_for("12:00", width, height) == scale
