"""How the idea spreads: states by date, the curve that never falls, and the word about opening too early."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book.book import Book
from store.core.record import Record
from store.model.people import Department, Volunteer
from store.model.stages import Adoption, Move, State
from store.people import departments as spread
from store.people.departments import NO_CHAMPION, NONE_ESTABLISHED, OPENED, STATES, WAY
from tests.support.making import TODAY, ago, fill


def hold(book: Book, *records: Record) -> None:
    """Put records into memory only: many books in a row without a file each."""
    for table in book.tables.values():
        table.take({})
    for record in records:
        book.table_of(type(record)).replace({record.id: record})


@pytest.fixture
def it(book: Book) -> Department:
    """One department with a champion and nothing noted."""
    it = Department(id="it", name="[/x] IT [Ops]", champion="ann")
    fill(book, Volunteer(id="ann", name="Ann", department="it"), it)
    return it


def take(book: Book, department: Department, state: State, on: date = TODAY) -> str:
    with book.change("Move") as change:
        return spread.move(book, change, department, state, on)


def test_a_department_of_which_nothing_was_noted_has_not_begun(book: Book, it: Department) -> None:
    ground = spread.grounds(book, TODAY)["it"]
    assert (ground.state, ground.since, ground.days, ground.flag) == ("not_yet", None, 0, "")
    assert spread.board(book, TODAY)["not_yet"] == [ground]


def test_who_is_there_is_counted(book: Book, it: Department) -> None:
    fill(book, Move(volunteer="ann", stage="active", on=ago(9)), Volunteer(id="bo", name="Bo", department="it"))
    ground = spread.grounds(book, TODAY)["it"]
    assert (ground.volunteers, ground.members) == (2, 1)


def test_history_is_never_overwritten_and_keeps_the_order_of_a_day(book: Book, it: Department) -> None:
    for state in ("curious", "piloting", "curious", "paused"):
        take(book, it, state)  # type: ignore[arg-type]
    assert [a.state for a in spread.history(book, "it")] == ["curious", "piloting", "curious", "paused"]
    assert [a.step for a in spread.history(book, "it")] == [0, 1, 2, 3]
    assert spread.grounds(book, TODAY)["it"].state == "paused"


def test_a_state_noted_later_for_an_earlier_day_takes_its_place_there(book: Book, it: Department) -> None:
    take(book, it, "adopting")
    take(book, it, "piloting", ago(30))
    assert [a.state for a in spread.history(book, "it")] == ["piloting", "adopting"]
    assert spread.grounds(book, TODAY)["it"].state == "adopting"
    assert spread.grounds(book, ago(10))["it"].state == "piloting"


def test_a_state_of_tomorrow_does_not_count_today(book: Book, it: Department) -> None:
    take(book, it, "curious", ago(3))
    take(book, it, "piloting", ago(-1))
    assert spread.grounds(book, TODAY)["it"].state == "curious"
    assert spread.curve(book, "piloting", TODAY) == []
    assert spread.grounds(book, ago(-1))["it"].state == "piloting"


def test_the_way_on_and_back(book: Book, it: Department) -> None:
    on = []
    while state := spread.neighbour(book, "it", TODAY, 1):
        on.append(state)
        take(book, it, state)
    assert on == [*WAY[1:]]
    assert spread.neighbour(book, "it", TODAY, -1) == "adopting"


def test_paused_is_beside_the_way_and_leads_back_to_where_it_was_left(book: Book, it: Department) -> None:
    for state in ("piloting", "paused", "paused"):
        take(book, it, state)  # type: ignore[arg-type]
    assert spread.neighbour(book, "it", TODAY, 1) == "piloting"
    assert spread.neighbour(book, "it", TODAY, -1) is None
    assert spread.ranks(book, "it", TODAY)["piloting"] == (1, TODAY)


def test_departments_are_ranked_by_the_day_they_came_that_far(book: Book, it: Department) -> None:
    ops, hr = Department(id="ops", name="Ops"), Department(id="hr", name="Ärger")
    fill(book, ops, hr)
    take(book, ops, "piloting", ago(50))  # passes ‘curious’ by
    take(book, it, "curious", ago(40))
    take(book, it, "piloting", ago(20))
    take(book, hr, "curious", ago(40))
    found = spread.reached(book, TODAY)
    assert found["curious"] == [(ago(50), "ops"), (ago(40), "it"), (ago(40), "hr")]
    assert found["piloting"] == [(ago(50), "ops"), (ago(20), "it")]
    assert found["established"] == []
    assert spread.ranks(book, "it", TODAY)["piloting"] == (2, ago(20))
    assert spread.curve(book, "curious", TODAY) == [(ago(50), 1), (ago(40), 3)]


def test_the_first_department_may_go_ahead(book: Book, it: Department) -> None:
    assert take(book, it, "piloting") == ""
    assert spread.grounds(book, TODAY)["it"].flag == ""


@pytest.mark.parametrize(
    ("established", "champion", "said"),
    [
        (False, False, f"{NONE_ESTABLISHED} and {NO_CHAMPION}"),
        (False, True, NONE_ESTABLISHED),
        (True, False, NO_CHAMPION),
        (True, True, ""),
    ],
)
@pytest.mark.parametrize("state", OPENED)
def test_a_further_department_wants_an_established_one_and_a_champion(
    book: Book, it: Department, *, state: State, established: bool, champion: bool, said: str
) -> None:
    take(book, it, "established" if established else "adopting", ago(60))
    ops = Department(id="ops", name="Ops", champion="ann" if champion else "")
    fill(book, ops)
    assert take(book, ops, "curious", ago(10)) == ""
    assert take(book, ops, state) == said  # said, and done all the same
    assert spread.grounds(book, TODAY)["ops"].state == state
    if state != "established":
        assert spread.grounds(book, TODAY)["ops"].flag == said


def test_the_flag_stays_until_it_is_put_right(book: Book, it: Department) -> None:
    ops = Department(id="ops", name="Ops")
    fill(book, ops)
    take(book, it, "adopting", ago(60))
    take(book, ops, "piloting", ago(30))
    assert spread.grounds(book, TODAY)["ops"].flag == f"{NONE_ESTABLISHED} and {NO_CHAMPION}"
    take(book, ops, "adopting")
    assert spread.grounds(book, TODAY)["ops"].flag != ""
    take(book, it, "established")
    assert spread.grounds(book, TODAY)["ops"].flag == NO_CHAMPION
    fill(book, Department(id="ops", name="Ops", champion="ann"))
    assert spread.grounds(book, TODAY)["ops"].flag == ""


def test_a_department_that_goes_on_is_not_opened_again(book: Book, it: Department) -> None:
    ops = Department(id="ops", name="Ops")
    fill(book, ops)
    take(book, it, "piloting", ago(60))
    assert take(book, ops, "piloting", ago(30)) != ""
    assert take(book, ops, "adopting") == ""


histories = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(STATES), st.integers(-20, 400)), max_size=40
)


@given(moves=histories)
def test_the_curve_never_falls_and_ends_at_a_plain_count(
    scratch: Book, moves: list[tuple[str, State, int]]
) -> None:
    hold(
        scratch,
        *(Department(id=key, name=key) for key in "abcdef"),
        *(
            Adoption(department=key, state=state, on=ago(days), step=n)
            for n, (key, state, days) in enumerate(moves)
        ),
    )
    before: list[int] = [99] * 400
    for place, state in enumerate(WAY):
        points = spread.curve(scratch, state, TODAY)
        days, numbers = [on for on, _ in points], [number for _, number in points]
        assert days == sorted(set(days))
        assert numbers == sorted(set(numbers))
        far = {key for key, s, ago_ in moves if ago_ >= 0 and s in WAY and WAY.index(s) >= place}
        assert (numbers[-1] if numbers else 0) == len(far)
        daily = [max([n for on, n in points if on <= ago(back)], default=0) for back in range(400)]
        assert all(
            now <= wider for now, wider in zip(daily, before, strict=True)
        )  # who came far came that far first
        before = daily


@given(moves=histories)
def test_every_department_stands_in_one_column(scratch: Book, moves: list[tuple[str, State, int]]) -> None:
    hold(
        scratch,
        *(Department(id=key, name=key) for key in "abcdef"),
        *(
            Adoption(department=key, state=state, on=ago(days), step=n)
            for n, (key, state, days) in enumerate(moves)
        ),
    )
    columns = spread.board(scratch, TODAY)
    assert [*columns] == [*STATES]
    assert sorted(g.department.id for column in columns.values() for g in column) == [*"abcdef"]
    for column in columns.values():
        since = [ground.since or date.max for ground in column]
        assert since == sorted(since)


def test_the_order_of_a_day_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    it = Department(id="it", name="IT")
    with Book.open(path, create=True) as book:
        fill(book, it)
        take(book, it, "established")
        take(book, it, "curious")
    with Book.open(path, write=False) as book:
        assert spread.grounds(book, TODAY)["it"].state == "curious"
