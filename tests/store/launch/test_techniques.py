"""Groups for any number of people, phases that share out the minutes, lengths as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.launch.kickoff import MINUTES, SEVEN, first_talk
from store.launch.techniques import (
    LONGEST,
    POINTS,
    SHORTEST,
    fours,
    groups,
    in_words,
    minutes,
    pairs,
    parse_length,
    people_at,
    phases,
)
from store.model.agreement import Talk
from store.model.calendar import Gathering
from store.model.people import Volunteer
from tests.support.making import TODAY, ago, fill


@pytest.mark.parametrize("people", range(2, 61))
def test_groups_add_up_and_nobody_is_left_alone(people: int) -> None:
    assert sum(pairs(people)) == people
    assert set(pairs(people)) <= {2, 3}
    assert pairs(people).count(3) == people % 2
    assert sum(fours(people)) == people
    assert set(fours(people)) <= {3, 4, 5, 6} or people == 2
    assert sum(size != 4 for size in fours(people)) <= 1
    assert min(fours(people)) >= min(3, people)


@pytest.mark.parametrize("people", range(2, 61))
def test_every_four_is_made_of_whole_pairs(people: int) -> None:
    odd = [size for size in fours(people) if size % 2]
    assert len(odd) == people % 2  # the trio stays together
    assert sum(size // 2 for size in fours(people)) == len(pairs(people))


def test_nobody_and_one_person_are_groups_of_their_own() -> None:
    assert [pairs(n) + fours(n) for n in (0, 1)] == [(), (1, 1)]
    assert groups(5, "alone") == (1,) * 5
    assert groups(5, "everyone") == (5,)
    assert groups(0, "everyone") == ()


def test_groups_are_called_out_in_words() -> None:
    assert in_words(0, "pairs") == "no one yet"
    assert in_words(1, "fours") == "one person"
    assert in_words(12, "alone") == "12 people, each alone"
    assert in_words(13, "pairs") == "5 pairs and 1 trio"
    assert in_words(13, "fours") == "2 fours and 1 five"
    assert in_words(6, "fours") == "1 six"
    assert in_words(13, "everyone") == "all 13 together"


def test_1_2_4_all_takes_one_two_four_and_five_minutes() -> None:
    found = phases(Talk(technique="one_two_four_all", minutes=12), 12)
    assert [(phase.seconds, phase.together) for phase in found] == [
        (60, "alone"), (120, "pairs"), (240, "fours"), (300, "everyone"),
    ]  # fmt: skip


@settings(max_examples=40)
@given(st.sampled_from([*MINUTES]), st.integers(1, 240), st.integers(0, 60))
def test_phases_share_out_all_the_minutes(technique: str, length: int, people: int) -> None:
    found = phases(Talk(technique=technique, minutes=length), people)  # type: ignore[arg-type]
    assert all(phase.seconds >= SHORTEST for phase in found)
    assert sum(phase.seconds for phase in found) == length * 60


def test_given_lengths_hold_and_those_of_another_technique_do_not() -> None:
    talk = Talk(technique="one_two_four_all", minutes=12, lengths=(30, 60, 90, 120))
    assert [phase.seconds for phase in phases(talk, 9)] == [30, 60, 90, 120]
    assert [phase.seconds for phase in phases(Talk(technique="mind_map", minutes=15, lengths=(1, 2, 3)), 9)] == [
        600,
        300,
    ]


def test_the_star_has_six_points_and_a_round_robin_goes_round() -> None:
    assert tuple(phase.name for phase in phases(first_talk("activities"), 8))[:6] == POINTS
    passes = {n: sum("Pass" in phase.name for phase in phases(first_talk("roles"), n)) for n in (4, 8, 12, 16, 60)}
    assert passes == {4: 1, 8: 1, 12: 2, 16: 3, 60: 3}


def test_every_topic_of_the_kick_off_has_a_technique_with_its_time() -> None:
    talks = [first_talk(topic) for topic in SEVEN]
    assert {talk.technique for talk in talks} == set(MINUTES) - {"open_discussion"}
    assert all(talk.minutes == MINUTES[talk.technique] and talk.question for talk in talks)


@pytest.mark.parametrize(("typed", "seconds"), [("2", 120), ("1:30", 90), ("0:05", 5), ("1.5", 90), (" 10 ", 600)])
def test_lengths_as_they_are_typed(typed: str, seconds: int) -> None:
    assert parse_length(typed) == seconds


@pytest.mark.parametrize("typed", ["", "0", "0:04", "1:60", "two", "-1", "999", "1:5", "१", "1:30:00"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a phase length"):
        parse_length(typed)


@settings(max_examples=40)
@given(st.integers(SHORTEST, LONGEST))
def test_a_length_is_read_as_it_is_written(seconds: int) -> None:
    if seconds < 1000 * 60:
        assert parse_length(minutes(seconds)) == seconds


def test_a_clock_shows_whole_seconds_still_to_come() -> None:
    assert [minutes(s) for s in (0, 0.01, 59.2, 60, 725)] == ["0:00", "0:01", "1:00", "1:00", "12:05"]


def test_how_many_take_part(book: Book) -> None:
    people = [Volunteer(id=key, name=key, met_on=ago(9)) for key in "abc"]
    planned = Gathering(id="g", name="Kick-off", on=ago(-7))
    fill(book, *people, planned, Gathering(id="h", name="Kick-off", on=ago(7), state="held", attended=("a", "b")))
    assert people_at(book, Talk(gathering="g"), TODAY) == 0  # no one is a member yet
    assert people_at(book, Talk(gathering="h"), TODAY) == 2
    assert people_at(book, Talk(gathering="h", people=11), TODAY) == 11
    assert people_at(book, Talk(gathering="gone"), TODAY) == 0


@pytest.mark.parametrize(
    ("technique", "people", "seconds"),
    [
        ("one_two_four_all", 8, [60, 120, 240, 300]), ("mind_map", 8, [600, 300]), ("starbursting", 8, [120] * 6 + [180]), ("round_robin", 4, [180, 120, 240]), ("round_robin", 8, [180, 120, 240]),
        ("round_robin", 12, [180, 120, 120, 240]), ("round_robin", 40, [180, 120, 120, 120, 240]), ("reverse_brainstorming", 8, [360, 360, 180]), ("open_discussion", 8, [600]),
    ],
)  # fmt: skip
def test_the_usual_lengths_of_a_technique(technique: str, people: int, seconds: list[int]) -> None:
    found = phases(Talk(technique=technique, minutes=sum(seconds) // 60), people)  # type: ignore[arg-type]
    assert [phase.seconds for phase in found] == seconds
    rounds = [phase.name for phase in found if phase.name.startswith("Pass on")]
    assert rounds == (
        [f"Pass on, round {n}" for n in range(1, len(rounds) + 1)] if len(rounds) > 1 else ["Pass on"] * len(rounds)
    )


@pytest.mark.parametrize(("minutes_", "seconds"), [(0, 60), (1, 60), (240, 14_400), (241, 14_400)])
def test_a_talk_takes_from_a_minute_to_four_hours(minutes_: int, seconds: int) -> None:
    assert sum(phase.seconds for phase in phases(Talk(minutes=minutes_), 4)) == seconds


@pytest.mark.parametrize(
    ("typed", "seconds"), [("0:05", 5), ("240", 14_400), ("1.5", 90), ("1,1", 66), ("0.1", 6), ("2:59", 179)]
)
def test_the_shortest_and_the_longest_phase(typed: str, seconds: int) -> None:
    assert parse_length(typed) == seconds


@pytest.mark.parametrize("typed", ["0:04", "240:01", "0", "1:60", "x" * 30])
def test_what_is_no_length_of_a_phase(typed: str) -> None:
    with pytest.raises(ValueError, match="not a phase length") as error:
        parse_length(typed)
    assert f"‘{typed[:20]}’" in str(error.value)


@pytest.mark.parametrize(
    ("people", "together", "words"),
    [
        (2, "pairs", "1 pair"),
        (6, "fours", "1 six"),
        (2, "alone", "2 people, each alone"),
        (2, "everyone", "all 2 together"),
        (1, "everyone", "one person"),
        (8, "fours", "2 fours"),
        (3, "pairs", "1 trio"),
    ],
)
def test_groups_of_few_in_words(people: int, together: str, words: str) -> None:
    assert in_words(people, together) == words  # type: ignore[arg-type]
