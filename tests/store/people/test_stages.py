"""The pipeline: stages from dated moves, and no one past interest without their own yes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.model.community import Community
from store.model.people import Volunteer
from store.model.stages import Move, Stage
from store.people.stages import (
    BEFORE_YES,
    MEMBERS,
    ON_THE_WAY,
    STAGES,
    board,
    latest_moves,
    members,
    move,
    needs_yes,
    neighbour,
    stage_of,
    standings,
    stuck_after,
)
from tests.support.making import TODAY, ago, fill, person


def at(book: Book, volunteer: Volunteer) -> tuple[str, date]:
    standing = stage_of(book, volunteer, TODAY)
    return standing.stage, standing.since


def test_without_a_move_somebody_is_interested_since_they_were_met(book: Book) -> None:
    ann, ida = Volunteer(name="Ann", met_on=ago(20)), Volunteer(name="Ida")
    fill(book, ann, ida)
    assert at(book, ann) == ("interested", ago(20))
    assert at(book, ida) == ("interested", TODAY)
    assert stage_of(book, ann, TODAY).days == 20


def test_the_latest_move_says_where_somebody_stands(book: Book) -> None:
    ann = person("a", "Ann", yes_on=ago(50))
    fill(
        book,
        ann,
        Move(volunteer="a", stage="active", on=ago(10), step=3),
        Move(volunteer="a", stage="newcomer", on=ago(10), step=2),  # the same day: the later step counts
        Move(volunteer="a", stage="core", on=ago(30), step=9),
    )
    assert at(book, ann) == ("active", ago(10))
    assert latest_moves(book)["a"].stage == "active"


def test_the_board_has_every_stage_and_everybody_once_by_name(book: Book) -> None:
    people = [Volunteer(id=name, name=name) for name in ("Özil", "ann", "[/x] Ann [Ops]", "Zoe")]
    fill(book, *people, Move(volunteer="ann", stage="not_now", on=ago(1)))
    found = board(book, TODAY)
    assert tuple(found) == STAGES
    assert [standing.volunteer.name for standing in found["interested"]] == ["[/x] Ann [Ops]", "Özil", "Zoe"]
    assert [standing.volunteer.name for standing in found["not_now"]] == ["ann"]
    assert sum(map(len, found.values())) == len(standings(book, TODAY)) == 4


LIMITS = stuck_after(Community())


@pytest.mark.parametrize(("stage", "days"), LIMITS.items())
def test_somebody_is_stuck_the_day_after_the_usual_time(book: Book, stage: Stage, days: int) -> None:
    ann = person("a", "Ann", yes_on=ago(200))
    fill(book, ann, Move(volunteer="a", stage=stage, on=ago(days)))
    assert not stage_of(book, ann, TODAY).stuck
    assert stage_of(book, ann, TODAY + timedelta(days=1)).stuck


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in LIMITS])
def test_where_one_may_stay_nobody_is_stuck(book: Book, stage: Stage) -> None:
    ann = person("a", "Ann", yes_on=ago(5000))
    fill(book, ann, Move(volunteer="a", stage=stage, on=ago(4000)))
    assert not stage_of(book, ann, TODAY).stuck


@pytest.mark.parametrize("stage", STAGES)
def test_who_counts_as_a_member(book: Book, stage: Stage) -> None:
    fill(book, person("a", "Ann", yes_on=ago(9)), Move(volunteer="a", stage=stage, on=ago(5)))
    assert bool(members(book, TODAY)) == (stage in MEMBERS)
    assert members(book, TODAY, on=ago(5)) == members(book, TODAY)
    assert members(book, TODAY, on=ago(6)) == []


def test_members_on_an_earlier_day_are_those_of_that_day(book: Book) -> None:
    ann, ida = person("a", "Ann", yes_on=ago(90)), person("b", "Ida", yes_on=ago(90))
    fill(
        book,
        ann,
        ida,
        Move(volunteer="a", stage="newcomer", on=ago(60)),
        Move(volunteer="a", stage="alumni", on=ago(20), step=1),
        Move(volunteer="b", stage="newcomer", on=ago(30)),
    )
    assert [who.name for who in members(book, TODAY, on=ago(61))] == []
    assert [who.name for who in members(book, TODAY, on=ago(40))] == ["Ann"]
    assert sorted(who.name for who in members(book, TODAY, on=ago(25))) == ["Ann", "Ida"]
    assert [who.name for who in members(book, TODAY, on=ago(20))] == ["Ida"]
    assert [who.name for who in members(book, TODAY)] == ["Ida"]


def test_neighbours_lead_along_the_way_and_back_to_it() -> None:
    for stage, after in pairwise(ON_THE_WAY):
        assert neighbour(stage, 1) == after
        assert neighbour(after, -1) == stage
    assert neighbour("interested", -1) is None
    assert neighbour("core", 1) == "alumni"
    assert neighbour("alumni", 1) is None
    assert neighbour("alumni", -1) == "core"
    assert neighbour("not_now", 1) == neighbour("not_now", -1) == "interested"


@pytest.mark.parametrize("stage", STAGES)
def test_past_interest_a_yes_is_needed(stage: Stage) -> None:
    assert needs_yes(Volunteer(name="Ann"), stage) == (stage not in BEFORE_YES)
    assert not needs_yes(Volunteer(name="Ann", yes_on=TODAY), stage)


def test_a_move_without_a_yes_is_refused_and_changes_nothing(book: Book) -> None:
    ann = Volunteer(name="[/x] Ann [Ops]")
    fill(book, ann)

    def place() -> None:
        with book.change("Move") as change:
            move(book, change, ann, "onboarding", TODAY)

    with pytest.raises(
        GuildbookError, match=r"^\[/x\] Ann \[Ops\] has not consented yet. Record their consent first.$"
    ):
        place()
    assert not book.moves
    assert at(book, ann)[0] == "interested"


def test_a_move_with_a_yes_records_both(book: Book) -> None:
    ann = Volunteer(name="Ann", notes="kept")
    fill(book, ann)
    with book.change("Move") as change:
        after = move(book, change, ann, "said_yes", TODAY, note="by phone", yes=(ago(1), "gladly"))
    assert book.volunteers[ann.id] == after
    assert (after.yes_on, after.yes_words, after.notes) == (ago(1), "gladly", "kept")
    assert at(book, ann) == ("said_yes", TODAY)
    assert [found.note for found in book.moves.values()] == ["by phone"]
    book.undo()
    assert book.volunteers[ann.id] == ann
    assert at(book, ann)[0] == "interested"


def test_two_moves_on_one_day_keep_their_order(book: Book) -> None:
    ann = Volunteer(name="Ann", yes_on=TODAY)
    fill(book, ann)
    for stage in ON_THE_WAY[1:]:
        with book.change("Move") as change:
            move(book, change, ann, stage, TODAY)
        assert at(book, ann) == (stage, TODAY)
    assert sorted(found.step for found in book.moves.values()) == [0, 1, 2, 3, 4]


def test_leaving_and_saying_not_now_keep_the_history(book: Book) -> None:
    ann = Volunteer(name="Ann", yes_on=ago(100))
    fill(book, ann)
    stages: tuple[Stage, ...] = ("newcomer", "alumni", "core", "not_now")
    for days, stage in zip((40, 30, 20, 10), stages, strict=True):
        with book.change("Move") as change:
            move(book, change, ann, stage, ago(days))
    assert at(book, ann) == ("not_now", ago(10))
    assert [m.stage for m in sorted(book.moves.values(), key=lambda m: m.on)] == list(stages)
    assert [bool(members(book, TODAY, on=ago(days))) for days in (40, 30, 20, 10)] == [True, False, True, False]


def test_the_settings_say_when_somebody_is_stuck(book: Book, today: date) -> None:
    tom = Volunteer(name="[/x] Tom", met_on=today - timedelta(days=10))
    fill(book, tom)
    assert not stage_of(book, tom, today).stuck
    fill(book, Community(stuck_interested=7))
    assert stage_of(book, tom, today).stuck
