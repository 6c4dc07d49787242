"""Gatherings in each other's way: overlapping times, and one person hosting two at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.calendar import conflicts
from store.calendar.conflicts import Clashes
from store.core.record import ORGANISER
from store.model.calendar import Gathering
from tests.support.making import TODAY


def at(name: str, start: time | None, minutes: int | None = 60, host: str = "", **more: object) -> Gathering:
    return Gathering(id=name, name=name, on=TODAY, at=start, minutes=minutes, host=host, **more)  # type: ignore[arg-type]


def told(*found: Gathering) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every clash once, told of the one that begins first."""
    clashes, pairs = Clashes(found), {}
    for gathering in sorted(found, key=lambda g: (g.on, g.at or time.min, g.id)):
        for clash in clashes.of(gathering.id):
            assert clash.gathering == gathering
            pairs.setdefault(
                frozenset((gathering.id, clash.other.id)), (gathering.name, clash.other.name, clash.people)
            )
    return [*pairs.values()]


def test_overlapping_times_clash_and_the_person_hosting_both_is_named() -> None:
    one, two = at("A", time(9), host="ann"), at("B", time(9, 59), host="bo", cohosts=("ann",))
    assert told(two, one) == [("A", "B", ("ann",))]
    assert told(one, replace(two, cohosts=())) == [("A", "B", ())]
    assert told(at("A", time(9), host=ORGANISER), at("B", time(9), host=ORGANISER)) == [("A", "B", (ORGANISER,))]


def test_one_that_ends_when_the_next_begins_is_not_in_its_way() -> None:
    assert told(at("A", time(9), 30), at("B", time(9, 30))) == []


def test_without_a_length_it_is_an_hour_and_without_a_time_nobody_can_say() -> None:
    assert told(at("A", time(9), None), at("B", time(9, 59))) == [("A", "B", ())]
    assert told(at("A", time(9), None), at("B", time(10))) == []
    assert told(at("A", None, host="ann"), at("B", None, host="ann")) == []


def test_what_was_held_or_skipped_is_in_nobodys_way() -> None:
    assert told(at("A", time(9), state="held"), at("B", time(9), state="skipped"), at("C", time(9))) == []


def test_one_that_goes_on_past_midnight_is_in_the_way_of_the_next_morning() -> None:
    late = at("Night", time(23), 120)
    early = replace(at("Early", time(0, 30)), on=TODAY + timedelta(days=1))
    assert told(early, late) == [("Night", "Early", ())]


def test_each_gathering_knows_what_is_in_its_way() -> None:
    long, one, two = at("Long", time(9), 180), at("A", time(9, 30), 30), at("B", time(11), 30)
    clashes = Clashes([one, two, long])
    assert {g.id: [clash.other.name for clash in clashes.of(g.id)] for g in (long, one, two)} == {
        "Long": ["A", "B"],
        "A": ["Long"],
        "B": ["Long"],
    }
    assert [*clashes.of("of another month")] == []


def test_each_ritual_knows_what_is_in_the_way_of_its_gatherings() -> None:
    later = replace(at("Later", time(9), ritual="lab"), on=TODAY + timedelta(days=1))
    beside = replace(at("Beside", time(9, 30)), on=TODAY + timedelta(days=1))
    first, other = at("First", time(9), ritual="lab"), at("Other", time(9), ritual="corner")
    clashes = Clashes([later, beside, first, other, at("Alone", time(18), ritual="alone")])
    assert clashes.rituals == {"lab", "corner", ""}
    assert [(c.gathering.name, c.other.name) for c in clashes.of_ritual("lab")] == [
        ("First", "Other"),
        ("Later", "Beside"),
    ]
    assert [*clashes.of_ritual("alone")] == []


def test_whatever_is_in_everything_elses_way_is_known_without_looking_at_every_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A book may hold a ritual 1,500 times."""
    pairs = []
    monkeypatch.setattr(conflicts, "_hosts", lambda gathering: pairs.append(gathering) or set())
    found = [at(f"g{n}", time(9), ritual=f"r{n}") for n in range(500)]
    clashes = Clashes(found)
    assert all(g.id in clashes for g in found)
    assert len(clashes.rituals) == 500
    assert not pairs
    assert len([*islice(clashes.of("g0"), 3)]) == 3
    assert len(pairs) == 6


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 23), st.integers(1, 300), st.sampled_from("abc")), max_size=12
    )
)
def test_every_overlap_is_found_once_and_nothing_else(spans: list[tuple[int, int, int, str]]) -> None:
    found = [
        Gathering(id=f"g{n}", name="G", on=date(2026, 11, 23 + day), at=time(hour), minutes=minutes, host=host)
        for n, (day, hour, minutes, host) in enumerate(spans)
    ]
    begin = {g.id: datetime.combine(g.on, g.at or time()) for g in found}
    end = {g.id: begin[g.id] + timedelta(minutes=g.minutes or 0) for g in found}
    wanted = {
        frozenset((a.id, b.id)): (a.host,) if a.host == b.host else ()
        for a in found
        for b in found
        if a.id < b.id and begin[a.id] < end[b.id] and begin[b.id] < end[a.id]
    }
    clashes = Clashes(found)
    listed = [clash for g in found for clash in clashes.of(g.id)]
    assert {frozenset((c.gathering.id, c.other.id)): c.people for c in listed} == wanted
    assert len(listed) == 2 * len(wanted)  # each is told of by both
    assert {g.id for g in found if g.id in clashes} == {key for pair in wanted for key in pair}
    for g in found:
        others = [clash.other for clash in clashes.of(g.id)]
        assert others == sorted(others, key=lambda other: (begin[other.id], end[other.id], other.id))


@pytest.mark.parametrize(
    ("first", "second", "third", "clash"),
    [
        ((9, 60), (10, 60), (11, 60), ""), ((9, 61), (10, 60), (11, 60), "AB"), ((9, 60), (10, 61), (11, 60), "BC"), ((9, 121), (10, 30), (11, 30), "ABC"),
        ((9, 120), (10, 30), (11, 30), "AB"), ((9, 0), (9, 30), (11, 30), "AB"), ((9, 30), (9, 0), (10, 30), "AB"),
    ],
)  # fmt: skip
def test_who_has_a_clash_is_told_as_its_clashes_are(
    first: tuple[int, int], second: tuple[int, int], third: tuple[int, int], clash: str
) -> None:
    found = [at(name, time(hour), long) for name, (hour, long) in zip("ABC", (first, second, third), strict=True)]
    clashes = Clashes(replace(g, ritual=f"of {g.id}") for g in found)
    assert "".join(g.id for g in found if g.id in clashes) == clash
    assert "".join(g.id for g in found if [*clashes.of(g.id)]) == clash
    assert clashes.rituals == {f"of {key}" for key in clash}
    assert [c.gathering.id for c in clashes.of_ritual("of B")] == ["B"] * len([*clashes.of("B")])
