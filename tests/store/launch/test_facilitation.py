"""The timer keeps its time whatever happens around it; what is said is kept in order and comes to something."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.errors import GuildbookError
from store.launch import charter
from store.launch.facilitation import (
    Facilitation,
    Timer,
    ideas_of,
    keep_outcome,
    next_talk,
    outcome,
    part_of,
    parts,
    put_behind,
    shifted,
    unturned,
)
from store.launch.kickoff import first_talk
from store.launch.techniques import CAUSES, POINTS, TURNED
from store.model.agreement import Idea, Talk
from store.model.calendar import Gathering
from tests.support.making import TODAY, ago, fill


class Ticks:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.5

    def __call__(self) -> float:
        return self.now


# -- the timer -------------------------------------------------------------------------------------


def test_it_stands_until_it_is_started_and_runs_through_its_phases() -> None:
    ticks = Ticks()
    timer = Timer((60, 120, 240, 300), ticks)
    ticks.now += 500
    assert (timer.begun, timer.running, timer.index, timer.left) == (False, False, 0, 60)
    timer.start()
    for passed, index, left in ((59.9, 0, 0.1), (60, 1, 120), (179, 1, 1), (180, 2, 240), (719, 3, 1)):
        ticks.now = 1_500.5 + passed
        assert timer.running
        assert (timer.index, pytest.approx(timer.left)) == (index, left)
    ticks.now += 1
    assert (timer.over, timer.running, timer.index, timer.left, timer.elapsed) == (True, False, 3, 0, 720)
    ticks.now += 999
    timer.start()
    assert timer.elapsed == 720
    assert not timer.running


def test_no_time_passes_while_it_is_held() -> None:
    ticks = Ticks()
    timer = Timer((60, 60), ticks)
    timer.start()
    ticks.now += 20
    timer.pause()
    ticks.now += 1_000
    assert (timer.elapsed, timer.begun, timer.running) == (20, True, False)
    timer.start()
    ticks.now += 50
    assert (timer.index, timer.left) == (1, 50)


@pytest.mark.parametrize("running", [True, False])
def test_a_phase_can_be_skipped(running: bool) -> None:
    ticks = Ticks()
    timer = Timer((60, 60), ticks)
    if running:
        timer.start()
        ticks.now += 10
    timer.skip()
    assert (timer.index, timer.left, timer.running) == (1, 60, running)
    timer.skip()
    assert timer.over
    assert not timer.running


def test_a_minute_more_is_the_phases_own_and_takes_time_on_after_the_end() -> None:
    ticks = Ticks()
    timer = Timer((60, 60), ticks)
    timer.start()
    ticks.now += 30
    timer.add()
    assert (timer.index, timer.left, timer.running) == (0, 90, True)
    ticks.now += 1_000
    assert timer.over
    timer.add()
    assert (timer.index, timer.left, timer.running, timer.over) == (1, 60, True, False)
    ticks.now += 10
    assert timer.left == 50
    timer.pause()
    timer.add()
    assert (timer.left, timer.running) == (110, False)


def test_it_keeps_time_over_twelve_minutes_however_seldom_and_unevenly_it_is_looked_at() -> None:
    """Painting, saving and waiting take any time between two looks; nothing of that adds up."""
    chance = Random(12)
    ticks, talk = Ticks(), Talk(technique="one_two_four_all", minutes=12)
    held = Facilitation(talk, 12, ticks)
    begun = ticks.now
    held.timer.start()
    seen = {0: 0.0}
    while not held.timer.over:
        ticks.now += chance.choice((0.001, 0.016, 0.25, 0.25, 0.9))
        seen.setdefault(held.timer.index, ticks.now - begun)
        assert held.timer.elapsed == pytest.approx(min(ticks.now - begun, 720), abs=1e-6)
    ends = [seen[1], seen[2], seen[3], ticks.now - begun]
    assert all(0 <= got - wanted < 1 for got, wanted in zip(ends, (60, 180, 420, 720), strict=True))


class _Model:
    """A timer as it is told to a child: seconds left in each phase, taken off one by one."""

    def __init__(self, lengths: list[int]) -> None:
        self.left, self.running = [*lengths], False

    def pass_by(self, seconds: int) -> None:
        for place, left in enumerate(self.left):
            if self.running and seconds:
                taken = min(left, seconds)
                self.left[place], seconds = left - taken, seconds - taken

    def at(self) -> int:
        return next((place for place, left in enumerate(self.left) if left), len(self.left) - 1)


@given(
    st.lists(st.integers(5, 90), min_size=1, max_size=5),
    st.lists(st.one_of(st.sampled_from(["start", "pause", "skip", "add"]), st.integers(0, 120)), max_size=25),
)
def test_whatever_is_pressed_it_agrees_with_a_simple_model(lengths: list[int], steps: list[str | int]) -> None:
    ticks, model = Ticks(), _Model(lengths)
    ticks.now = 0.0
    timer = Timer(lengths, ticks)
    for step in steps:
        at, over = model.at(), not any(model.left)
        if isinstance(step, int):
            ticks.now += step
            model.pass_by(step)
        elif step == "start":
            timer.start()
            model.running = model.running or not over
        elif step == "pause":
            timer.pause()
            model.running = False
        elif step == "skip":
            timer.skip()
            model.running = model.running and not over
            model.left[at] = 0
            model.running = model.running and any(model.left)
        else:
            timer.add()
            model.left[at] += 60
        assert (timer.index, timer.left) == (model.at(), model.left[model.at()])
        assert timer.over == (not any(model.left))
        assert timer.running == (model.running and any(model.left))


# -- what is said ----------------------------------------------------------------------------------


def idea(key: str, **more: object) -> Idea:
    return Idea(**{"id": key, "talk": "t", "text": key, **more})  # type: ignore[arg-type]


def test_what_is_typed_belongs_to_the_part_that_is_on() -> None:
    star = first_talk("activities")
    assert [part_of(star, n, 8) for n in range(7)] == [*POINTS, "How"]
    assert parts(star, 8) == POINTS
    assert parts(first_talk("processes"), 8) == (CAUSES, TURNED)
    assert parts(first_talk("vision"), 8) == ("",)
    assert parts(first_talk("mission"), 8) == ("Alone", "In pairs", "In fours", "Everyone")


def test_an_idea_is_put_behind_another_or_at_the_end(book: Book) -> None:
    fill(book, Talk(id="t"), Talk(id="other"), idea("else", talk="other"))
    for key, before in (("a", ""), ("c", "a"), ("b", "a"), ("d", "gone")):
        with book.change("Note") as change:
            put_behind(book, change, idea(key), before)
    assert [one.id for one in ideas_of(book, book.talks["t"])] == ["a", "b", "c", "d"]
    assert [one.place for one in ideas_of(book, book.talks["t"])] == [0, 1, 2, 3]


def test_a_line_of_an_outline_moves_with_what_hangs_below_it() -> None:
    said = [idea("a"), idea("b", level=1), idea("c", level=2), idea("d", level=1), idea("e")]
    assert [(one.id, one.level) for one in shifted(said, "b", -1)] == [("b", 0), ("c", 1)]
    assert [(one.id, one.level) for one in shifted(said, "d", 1)] == [("d", 2)]
    assert (
        shifted(said, "a", 1) == shifted(said, "a", -1) == shifted(said, "b", 1) == shifted(said, "gone", 1) == []
    )


def test_what_came_of_each_technique() -> None:
    outline = [idea("trunk"), idea("twig", level=1)]
    assert outcome(Talk(technique="mind_map"), outline) == "- trunk: twig"
    outline += [idea("leaf", level=2), idea("crown"), idea("bird", level=1)]
    assert outcome(Talk(technique="mind_map"), outline) == "- trunk: twig; leaf\n- crown: bird"
    assert outcome(Talk(technique="mind_map"), []) == ""
    asked = [idea("x", part="Why"), idea("y", part="Who"), idea("z", part="Who")]
    assert outcome(Talk(technique="starbursting"), asked) == "Who?\n- y\n- z\n\nWhy?\n- x"
    rounds = [idea("p", part="In pairs"), idea("q", part="Everyone"), idea("r", part="Everyone")]
    assert outcome(Talk(technique="one_two_four_all"), rounds) == "- q\n- r"
    causes = [idea("bad", part=CAUSES), idea("good", part=TURNED, cause="bad"), idea("worse", part=CAUSES)]
    assert outcome(Talk(technique="reverse_brainstorming"), causes) == "- good"
    assert outcome(Talk(technique="reverse_brainstorming"), causes[:1]) == "- bad"
    assert [one.id for one in unturned(causes)] == ["worse"]
    assert outcome(Talk(), []) == outcome(Talk(technique="round_robin"), []) == ""


def test_what_came_of_it_goes_into_the_charters_place_for_the_topic(book: Book) -> None:
    fill(book, Gathering(id="g", name="Kick-off", on=TODAY))
    with book.change("Settle") as change:
        keep_outcome(book, change, Talk(topic="vision", gathering="g"), "- All of us", TODAY)
    article = charter.standing(book, "vision")
    assert article
    assert (article.text, article.on, article.gathering) == ("- All of us", TODAY, "g")


def test_what_came_of_a_topic_of_ones_own_goes_into_the_notes(book: Book) -> None:
    fill(book, Gathering(id="g", name="Kick-off", on=TODAY, notes="Begun."))
    with book.change("Settle") as change:
        keep_outcome(book, change, Talk(title="Welcome", gathering="g"), "- Hello", TODAY)
    assert book.gatherings["g"].notes == "Begun.\n\nWelcome\n- Hello"
    with pytest.raises(GuildbookError, match="Copy the outcome"), book.change("Settle") as change:
        keep_outcome(book, change, Talk(title="Welcome"), "- Hello", TODAY)


def test_the_talk_that_comes_next(book: Book) -> None:
    assert next_talk(book).topic == "vision"
    fill(book, Gathering(id="g", name="Kick-off", on=ago(-3)), Talk(id="r", topic="roles", gathering="g"))
    assert next_talk(book).id == "r"
    fill(book, idea("x", talk="r"))
    assert next_talk(book).topic == "vision"
    with book.change("Settle") as change:
        charter.settle(book, change, "vision", "All of us", on=TODAY)
    assert next_talk(book).topic == "mission"


def test_a_talk_takes_its_ideas_along_and_a_cause_leaves_what_was_turned(book: Book) -> None:
    fill(book, Talk(id="t"), idea("bad", part=CAUSES), idea("good", part=TURNED, cause="bad"))
    with book.change("Delete") as change:
        change.remove(book.ideas["bad"])
    assert book.ideas["good"].cause == ""
    with book.change("Delete") as change:
        change.remove(book.talks["t"])
    assert not book.ideas
