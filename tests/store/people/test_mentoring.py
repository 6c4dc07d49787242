"""Mentors and newcomers: when a check-in is due, what counts as one, and what becomes of a pair."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.errors import GuildbookError, Invalid
from store.model.people import Contact, Task
from store.model.training import Buddies, SessionPlan
from store.people.checklists import tasks_of, unfinished
from store.people.mentoring import check_in_day, check_pair, pairs_of, to_check_in, told_pair
from store.people.offboarding import begin, hand_over, holdings
from store.people.stages import move
from tests.support.making import TODAY, ago, fill, members


@pytest.fixture
def paired(book: Book) -> Book:
    fill(
        book,
        *members("ann", "bo", "sam"),
        Buddies(id="p", mentor="ann", newcomer="sam", on=ago(30)),
    )
    return book


def due(book: Book, days: int = 0) -> list[str]:
    return [pair.id for pair in to_check_in(book, ago(-days))]


def test_a_check_in_is_due_after_thirty_days_or_on_the_day_that_was_set(paired: Book) -> None:
    assert check_in_day(paired.buddies["p"]) == TODAY
    assert (due(paired, -1), due(paired)) == ([], ["p"])
    fill(paired, Buddies(id="p", mentor="ann", newcomer="sam", on=ago(30), check_in_on=ago(-2)))
    assert (due(paired), due(paired, 2)) == ([], ["p"])


def test_a_contact_from_that_day_on_is_the_check_in_and_an_earlier_one_is_not(paired: Book) -> None:
    fill(paired, Contact(who="sam", on=ago(1)))
    assert due(paired, 5) == ["p"]
    fill(paired, Contact(who="sam", on=TODAY))
    assert due(paired, 5) == []
    assert told_pair(paired, paired.buddies["p"], TODAY) == "since 24 Oct"


@pytest.mark.parametrize("until", [ago(1), TODAY])
def test_a_pair_that_ended_before_or_whose_newcomer_left_wants_none(paired: Book, until: object) -> None:
    fill(paired, Buddies(id="p", mentor="ann", newcomer="sam", on=ago(30), until=until))  # type: ignore[arg-type]
    assert due(paired, 5) == []
    fill(paired, Buddies(id="p", mentor="ann", newcomer="sam", on=ago(30)))
    with paired.change("Leave") as change:
        move(paired, change, paired.volunteers["sam"], "alumni", TODAY)
    assert due(paired, 5) == []


def test_two_people_are_paired_once(paired: Book) -> None:
    for pair in (Buddies(mentor="ann", newcomer="ann", on=TODAY), Buddies(mentor="ann", newcomer="sam", on=TODAY)):
        with pytest.raises(Invalid):
            check_pair(paired, pair, TODAY)
    check_pair(paired, Buddies(mentor="bo", newcomer="sam", on=TODAY), TODAY)
    check_pair(paired, paired.buddies["p"], TODAY)


def test_a_leaver_hands_newcomers_and_plans_to_others(paired: Book) -> None:
    ann = paired.volunteers["ann"]
    assert [(h.kind, h.name) for h in holdings(paired, ann, TODAY)] == [("mentor", "Sam")]
    with paired.change("Leave") as change:
        begin(paired, change, ann, TODAY)
    checklist = unfinished(paired, "ann", "offboarding")
    assert checklist
    task = next(task for task in tasks_of(paired, checklist) if task.held == "p")
    with pytest.raises(GuildbookError), paired.change("Over") as change:
        hand_over(paired, change, task, "sam", TODAY)
    with paired.change("Over") as change:
        hand_over(paired, change, task, "bo", TODAY)
    assert paired.buddies["p"].until == TODAY
    fill(paired, SessionPlan(id="plan", topic="Excel", author="ann"))
    assert [(h.kind, h.name) for h in holdings(paired, ann, TODAY)] == [("plan", "Excel")]
    with paired.change("Over") as change:
        hand_over(paired, change, Task(checklist=checklist.id, text="Plan", held="plan"), "bo", TODAY)
    assert paired.session_plans["plan"].author == "bo"
    assert [pair.mentor for pair in pairs_of(paired, "sam")] == ["bo", "ann"]
    assert holdings(paired, ann, TODAY) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [({}, "check in 23 Nov"), ({"checked_in_on": ago(1)}, "since 24 Oct"), ({"until": ago(3)}, "until 20 Nov"), ({"check_in_on": ago(-9)}, "check in 2 Dec")],
)  # fmt: skip
def test_how_it_stands_with_a_pair(paired: Book, more: dict[str, object], told: str) -> None:
    pair = replace(paired.buddies["p"], **more)  # type: ignore[arg-type]
    fill(paired, pair)
    assert told_pair(paired, pair, TODAY) == told


@pytest.mark.parametrize(
    ("mentor", "newcomer", "days", "field"),
    [
        ("ann", "sam", (5, None), "mentor"), ("ann", "sam", (5, 4), ""), ("bo", "sam", (5, None), ""), ("sam", "ann", (5, None), ""), ("ann", "ann", (5, None), "mentor"),
        ("bo", "sam", (5, 6), "until"), ("bo", "sam", (5, 5), ""),
    ],
)  # fmt: skip
def test_what_a_pair_may_be(
    paired: Book, mentor: str, newcomer: str, days: tuple[int, int | None], field: str
) -> None:
    since, until = days
    pair = Buddies(mentor=mentor, newcomer=newcomer, on=ago(since), until=until if until is None else ago(until))
    if not field:
        check_pair(paired, pair, TODAY)
        return
    with pytest.raises(Invalid) as refused:
        check_pair(paired, pair, TODAY)
    assert [*refused.value.errors] == [field]
    check_pair(paired, paired.buddies["p"], TODAY)  # itself is no other
