"""Seven topics in one or several sessions: split evenly, moved about, and written out as an agenda."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.book.book import Book
from store.launch.kickoff import (
    SEVEN,
    Session,
    agenda,
    find,
    first_talk,
    moved,
    plan,
    reshaped,
    sessions,
    share_out,
)
from store.model.agreement import Talk
from store.model.calendar import Gathering
from tests.support.making import ago, fill

FIRST = Gathering(id="one", name="Kick-off", on=ago(-7), at=time(14), host="organiser", place="Room 2")


def planned(book: Book, count: int) -> list[Session]:
    with book.change("Plan") as change:
        change.put(FIRST)
        plan(book, change, FIRST, count)
    return sessions(book)


def topics(found: list[Session]) -> list[list[str]]:
    return [[talk.topic for talk in session.talks] for session in found]


def test_nothing_planned_yet_is_seven_topics_in_no_session(book: Book) -> None:
    (loose,) = sessions(book)
    assert loose.gathering is None
    assert tuple(talk.topic for talk in loose.talks) == SEVEN
    assert not book.talks
    assert find(book, "kickoff-roles") == first_talk("roles")
    assert find(book, "nothing") is None


@pytest.mark.parametrize("count", range(1, 8))
def test_the_topics_split_into_so_many_sessions_each_a_gathering(book: Book, count: int) -> None:
    *found, loose = planned(book, count)
    assert len(found) == count
    assert not loose.talks
    assert [topic for session in topics(found) for topic in session] == [*SEVEN]
    assert all(session.talks for session in found)
    made = [session.gathering for session in found if session.gathering]
    assert [g.on for g in made] == [FIRST.on + timedelta(weeks=n) for n in range(count)]
    assert {(g.at, g.place, g.host, g.state) for g in made} == {(time(14), "Room 2", "organiser", "planned")}
    names = ["Kick-off"] if count == 1 else [f"Kick-off, part {n + 1}" for n in range(count)]
    assert [g.name for g in made] == names
    assert book.undo() == "Plan"
    assert not book.gatherings
    assert not book.talks


@settings(max_examples=40)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=9), st.integers(1, 9))
def test_no_split_has_a_shorter_longest_session(lengths: list[int], count: int) -> None:
    talks = [Talk(minutes=length) for length in lengths]
    shares = share_out(talks, count)
    assert [talk for share in shares for talk in share] == talks
    assert len(shares) == min(count, len(talks))
    assert all(shares)
    cuts = ((0, *cut, len(talks)) for cut in combinations(range(1, len(talks)), len(shares) - 1))
    best = min(max(sum(lengths[a:b]) for a, b in pairwise(cut)) for cut in cuts)
    assert max(sum(talk.minutes for talk in share) for share in shares) == best


def test_a_topic_goes_along_the_agenda_and_over_the_edge_of_a_session(book: Book) -> None:
    planned(book, 2)

    def move(key: str, step: int) -> None:
        fill(book, *moved(book, key, step))

    assert topics(sessions(book))[0] == ["vision", "mission", "purpose", "roles"]
    move("kickoff-roles", -1)
    assert topics(sessions(book))[0] == ["vision", "mission", "roles", "purpose"]
    move("kickoff-purpose", 1)
    assert topics(sessions(book))[:2] == [
        ["vision", "mission", "roles"], ["purpose", "activities", "processes", "rituals"],
    ]  # fmt: skip
    move("kickoff-purpose", -1)
    assert topics(sessions(book))[0] == ["vision", "mission", "roles", "purpose"]
    move("kickoff-rituals", 1)
    assert topics(sessions(book))[-1] == ["rituals"]
    assert not moved(book, "kickoff-vision", -1)
    assert not moved(book, "kickoff-rituals", 1)
    assert not moved(book, "nothing", 1)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(SEVEN), st.sampled_from([1, -1])), max_size=12))
def test_however_topics_are_moved_each_is_there_once(moves: list[tuple[str, int]]) -> None:
    """On records alone, as no file is needed for it."""
    both = {g.id: g for g in (FIRST, Gathering(id="two", name="Kick-off, part 2", on=ago(-14)))}
    talks: dict[str, Talk] = {
        f"kickoff-{topic}": Talk(id=f"kickoff-{topic}", topic=topic, gathering="one" if n < 4 else "two", place=n)
        for n, topic in enumerate(SEVEN)
    }
    book = SimpleNamespace(talks=talks, gatherings=both)
    for topic, step in moves:
        talks |= {talk.id: talk for talk in moved(book, f"kickoff-{topic}", step)}  # type: ignore[arg-type]
        book.talks = talks
        found = [talk.topic for session in sessions(book) for talk in session.talks]  # type: ignore[arg-type]
        assert sorted(found) == sorted(SEVEN)


def test_the_agenda_of_a_held_session_stays(book: Book) -> None:
    fill(
        book,
        Gathering(id="g", name="Kick-off", on=ago(7), state="held"),
        Talk(id="v", topic="vision", gathering="g"),
    )
    assert not moved(book, "v", 1)
    last = sessions(book)[-1].talks[0]
    assert not moved(book, last.id, -1)


def test_without_its_gathering_a_topic_is_in_no_session_again(book: Book) -> None:
    planned(book, 1)
    with book.change("Delete") as change:
        change.remove(book.gatherings["one"])
    (loose,) = sessions(book)
    assert tuple(talk.topic for talk in loose.talks) == SEVEN


def test_a_session_that_lost_its_topics_stays_on_the_plan(book: Book) -> None:
    fill(book, FIRST, Gathering(id="party", name="Party", on=ago(-9)))
    assert [s.gathering.id for s in sessions(book) if s.gathering] == ["one"]


def test_another_technique_takes_its_own_time_and_given_lengths_go() -> None:
    talk = Talk(technique="one_two_four_all", minutes=12, lengths=(1, 2, 3, 4))
    longer, other = (
        Talk(technique="one_two_four_all", minutes=20, lengths=talk.lengths),
        Talk(technique="mind_map", minutes=12),
    )
    assert reshaped(talk, talk).lengths == (1, 2, 3, 4)
    assert (reshaped(talk, longer).minutes, reshaped(talk, longer).lengths) == (20, ())
    assert (reshaped(talk, other).minutes, reshaped(talk, other).lengths) == (15, ())


def test_an_agenda_tells_when_each_topic_begins(book: Book) -> None:
    found = planned(book, 2)
    fill(book, Talk(id="w", title="[/x] Ann\n[Ops]", gathering="one", place=-1))
    text = agenda(book, sessions(book))
    assert text.startswith(
        "Kick-off, part 1\nMon 30 Nov 2026, 14:00, 61 minutes, Room 2, hosted by the organiser\n\n"
        "- 14:00 [/x] Ann [Ops] (10 min)\n- 14:10 Vision (mind map, 15 min)\n  What will be different here"
    )
    assert "\n\nKick-off, part 2\nMon 7 Dec 2026, 14:00, 42 minutes" in text
    assert agenda(book, [found[-1]]) == ""


def test_a_talk_of_a_gathering_that_is_not_in_the_book_is_in_no_session(book: Book) -> None:
    fill(book, replace(first_talk("vision"), gathering="gone"))
    (loose,) = sessions(book)
    assert loose.gathering is None
    assert sorted(talk.topic for talk in loose.talks) == sorted(SEVEN)


def test_a_talk_goes_from_edge_to_edge(book: Book) -> None:
    planned(book, 2)

    def go(key: str, step: int) -> list[list[str]]:
        fill(book, *moved(book, key, step))
        return topics(sessions(book))[:2]

    before = topics(sessions(book))[:2]
    last, first = sessions(book)[0].talks[-1], sessions(book)[1].talks[0]
    assert go(last.id, 1) == [before[0][:-1], [before[0][-1], *before[1]]]
    assert go(last.id, -1) == before
    assert go(first.id, -1) == [[*before[0], before[1][0]], before[1][1:]]
    assert go(first.id, 1) == before
    assert moved(book, sessions(book)[0].talks[0].id, -1) == []
    assert moved(book, "gone", 1) == []


@pytest.mark.parametrize(
    ("minutes", "count", "shares"),
    [
        ([], 3, []), ([10], 3, [[10]]), ([10, 10, 20], 2, [[10, 10], [20]]), ([30, 10, 10], 2, [[30], [10, 10]]), ([10, 10, 10], 0, [[10, 10, 10]]), ([10, 20, 30], 9, [[10], [20], [30]]),
        ([10, 10, 10, 10], 2, [[10, 10], [10, 10]]), ([20, 10, 10, 20], 3, [[20], [10, 10], [20]]), ([5, 5, 5, 40], 2, [[5, 5, 5], [40]]),
    ],
)  # fmt: skip
def test_the_longest_session_is_as_short_as_can_be(minutes: list[int], count: int, shares: list[list[int]]) -> None:
    found = share_out([Talk(minutes=one) for one in minutes], count)
    assert [[talk.minutes for talk in talks] for talks in found] == shares


def test_sessions_are_numbered_where_there_are_several(book: Book) -> None:
    planned(book, 1)
    assert [session.gathering.name for session in sessions(book) if session.gathering] == ["Kick-off"]
    assert [session.gathering.on for session in sessions(book) if session.gathering] == [ago(-7)]


def test_an_agenda_without_a_time_or_a_host(book: Book) -> None:
    assert agenda(book, sessions(book)) == ""
    planned(book, 2)
    bare = [
        replace(session, gathering=replace(session.gathering, at=None, host="", place=""))
        for session in sessions(book)[:1]
    ]  # type: ignore[type-var]
    lines = agenda(book, bare).split("\n")
    assert (
        lines[1]
        == f"{FIRST.on:%a} {FIRST.on.day} {FIRST.on:%b %Y}, {sum(t.minutes for t in bare[0].talks)} minutes"
    )
    assert not [line for line in lines if "14:" in line or "hosted" in line]
    timed = agenda(book, sessions(book)[:1])
    assert "- 14:00 " in timed
    assert "Room 2, hosted by the organiser" in timed
