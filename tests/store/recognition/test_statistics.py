"""Who was thanked, for what, how fairly; whose turn is next; and what stands on the wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.book.references import dangling
from store.core.errors import Invalid
from store.launch.community import with_behaviours
from store.model.calendar import Gathering
from store.model.community import BEHAVIOURS, Community
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stakeholders import Stakeholder
from store.recognition import statistics as praise
from tests.support.making import TODAY, ago, fill, member, members, thanks


def test_by_person_counts_each_of_several_and_managers_by_name(book: Book) -> None:
    fill(
        book, *members("ann", "bo"), Stakeholder(id="eva", name="Eva"),
        thanks(9, "ann", "eva"), thanks(5, "ann", named=("Max Boss",)), thanks(1, named=("max boss",)),
    )  # fmt: skip
    found = praise.by_person(book)
    assert [(p.who, p.name, len(p.thanks)) for p in found] == [
        ("", "max boss", 2),
        ("ann", "Ann", 2),
        ("eva", "Eva", 1),
    ]
    assert [v.id for v in praise.never_thanked(book, TODAY)] == ["bo"]
    assert praise.most_thanked(book, TODAY) == [(book.volunteers["ann"], 2)]
    assert praise.recipients(book, praise.time_line(book)[1]) == ["Ann", "Max Boss"]


def test_managers_are_offered_once_and_not_where_they_are_in_the_book(book: Book) -> None:
    fill(
        book, Stakeholder(id="eva", name="Eva Stone"), Volunteer(id="raj", name="Raj"),
        Volunteer(id="a", name="Ann", manager="Max Boss"), Volunteer(id="b", name="Bo", manager=" max boss "),
        Volunteer(id="c", name="Cy", manager="EVA STONE"), Volunteer(id="d", name="Dee", manager="Raj"),
    )  # fmt: skip
    assert {name: [v.id for v in team] for name, team in praise.managers(book).items()} == {"Max Boss": ["a", "b"]}


def test_behaviours_wanted_but_never_praised_and_praised_but_no_longer_wanted(book: Book) -> None:
    fill(book, *member("ann"), Community(behaviours=("is brave", "helps others")))
    fill(
        book,
        thanks(3, "ann"),
        thanks(2, "ann", behaviour="Helps Others"),
        thanks(1, "ann", behaviour="sings"),
    )
    found = [(p.behaviour, len(p.thanks), p.wanted) for p in praise.by_behaviour(book)]
    assert found == [("helps others", 2, True), ("sings", 1, False), ("is brave", 0, True)]
    assert praise.never_praised(book) == ["is brave"]


def test_the_list_of_behaviours_is_the_communitys_own() -> None:
    assert Community().behaviours == BEHAVIOURS
    assert with_behaviours(Community(), ["is brave", "Helps others"]).behaviours == (*BEHAVIOURS, "is brave")
    with pytest.raises(Invalid, match="cannot contain a comma"):
        with_behaviours(Community(), ["brave, and kind"])


def test_share_of_active_members_thanked_this_quarter_by_department(book: Book) -> None:
    fill(
        book, Department(id="ops", name="Ops"), Department(id="it", name="IT"),
        *member("ann", department="ops"), *member("bo", "core", department="ops"), *member("cy", department="it"),
        *member("dee", "newcomer", department="it"), *member("eve"),
        thanks(date(2026, 10, 1), "ann"), thanks(date(2026, 9, 30), "cy", "eve"), thanks(1, "eve", "dee"),
    )  # fmt: skip
    assert [(s.department, s.thanked, s.of) for s in praise.shares(book, TODAY)] == [
        ("IT", 0, 1),
        ("Ops", 1, 2),
        ("No department", 1, 1),
    ]


def test_the_rota_begins_with_who_never_stood_in_the_spotlight(book: Book) -> None:
    fill(
        book, *member("ann", met_on=ago(300)), *member("bo", met_on=ago(400)), *members("cy", "dee"),
        *member("gus", "interested"),
        thanks(30, "cy", form="spotlight"), thanks(60, "dee", form="spotlight"), thanks(5, "ann"),
        thanks(-5, "bo", form="spotlight"),
    )  # fmt: skip
    found = [(turn.volunteer.id, turn.last) for turn in praise.rota(book, TODAY)]
    assert found == [("bo", None), ("ann", None), ("dee", ago(60)), ("cy", ago(30))]


def test_the_wall_holds_the_public_ones_of_a_month(book: Book) -> None:
    public = thanks(date(2026, 11, 2), "ann", public=True)
    first = thanks(date(2026, 11, 1), "ann", public=True)
    fill(
        book,
        *member("ann"),
        public,
        first,
        thanks(date(2026, 11, 3), "ann"),
        thanks(date(2026, 10, 31), "ann", public=True),
    )
    assert praise.wall(book, TODAY) == [first, public]


def test_what_a_thank_you_was_for(book: Book) -> None:
    fill(
        book, *member("ann"), Contribution(id="c", volunteer="ann", kind="led_session", on=ago(3), topic="Excel"),
        Gathering(id="g", name="AMA", on=ago(4), state="held", host="ann"),
    )  # fmt: skip
    assert praise.thanked_for(book, thanks(1, "ann", contribution="c")) == "led a session ‘Excel’, 20 Nov"
    assert praise.thanked_for(book, thanks(1, "ann", gathering="g")) == "AMA, 19 Nov"
    assert praise.thanked_for(book, thanks(1, "ann")) == ""


# -- someone who is not in the book ---------------------------------------------------------------


def test_a_thank_you_needs_somebody_in_the_book_or_by_name(book: Book) -> None:
    with pytest.raises(Invalid, match="To is required"):
        fill(book, thanks(1))
    fill(book, thanks(1, named=("Max Boss",)))
    assert len(book.recognitions) == 1


def test_thanks_to_a_manager_stay_when_the_others_go(book: Book) -> None:
    made = Contribution(id="c", volunteer="ann", kind="led_session", on=ago(3))
    fill(
        book, *member("ann"), made, replace(thanks(1, "ann", named=("Max",), contribution="c"), id="both"),
        replace(thanks(1, "ann"), id="hers"), replace(thanks(1, named=("Max",), contribution="c"), id="his"),
    )  # fmt: skip
    with book.change("Forget Ann") as change:
        change.remove(book.volunteers["ann"])
    assert {key: (r.to, r.named, r.contribution) for key, r in book.recognitions.items()} == {
        "both": ((), ("Max",), ""),
        "his": ((), ("Max",), ""),
    }
    assert list(dangling(book)) == []


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2026, 12, 31), date(2028, 2, 29)], ids=str)
def test_the_wall_is_from_the_first_to_the_last_day_of_its_month(book: Book, month: date) -> None:
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    days = [first - timedelta(days=1), first, after - timedelta(days=1), after, after + timedelta(days=1)]
    fill(book, *member("ann"), *(thanks(day, "ann", public=True) for day in days))
    assert [one.on for one in praise.wall(book, month)] == days[1:3]


@pytest.mark.parametrize(("days", "often"), [(364, [("ann", 2)]), (365, []), (-1, [])])
def test_the_most_thanked_are_those_of_the_last_365_days(
    book: Book, days: int, often: list[tuple[str, int]]
) -> None:
    fill(book, *members("ann", "bo"), thanks(0, "ann"), thanks(3, "bo"), thanks(days, "ann"))
    assert [(who.id, count) for who, count in praise.most_thanked(book, TODAY)] == often
