"""Filters: every condition by itself and several together, orders, headings, and filters kept in the book."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from store.book.book import Book
from store.integrity.check import findings
from store.model.people import Contact, Department, Filter, Role, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.people.stages import StageStatus, standings
from store.profiles.people_filters import (
    EVERYBODY,
    GROUPS,
    NOWHERE,
    FilterContext,
    conditions,
    find_filter,
    saved,
    still_there,
    with_conditions,
)
from tests.support.making import TODAY, fill

nov = partial(date, 2026, 11)


@pytest.fixture
def town(book: Book) -> Book:
    """Four people of whom everything is known."""
    with book.change("Fill") as change:
        for record in (
            Department(id="rd", name="Research and Development"),
            Department(id="ops", name="Ops [x]"),
            Role(id="host", name="Host"),
            Volunteer(id="ann", name="Ann", department="rd", topics=("Excel", "Feedback"), tags=("early",),
                      delivery=("webinar",), met_on=nov(1)),
            Volunteer(id="bo", name="Bo", department="ops", topics=("éxcel",), met_on=nov(22)),
            Volunteer(id="cy", name="Çy", department="ops", met_on=nov(1), yes_on=nov(2), yes_words="Yes"),
            Volunteer(id="dee", name="dee", met_on=nov(1), yes_on=nov(2), yes_words="Yes"),
            Move(volunteer="cy", stage="active", on=nov(3)),
            Move(volunteer="dee", stage="core", on=nov(10)),
            Tenure(role="host", volunteer="cy", since=nov(1)),
            Tenure(role="host", volunteer="dee", since=nov(1), until=nov(20)),
            Contribution(volunteer="cy", kind="led_session", on=nov(15)),
            Contribution(volunteer="dee", kind="led_session", on=nov(15)),
            Recognition(to=("dee",), behaviour="shares knowledge", words="Thanks", on=nov(16)),
            Contact(who="ann", on=nov(20)),
            Contact(who="bo", on=nov(5)),
        ):  # fmt: skip
            change.put(record)
    return book


def passing(book: Book, **wanted: object) -> list[str]:
    sieve, people = FilterContext(book, TODAY), standings(book, TODAY).values()
    return [s.volunteer.id for s in sieve.ordered(sieve.narrowed(people, Filter(name="x", **wanted)), "name")]  # type: ignore[arg-type]


def everybody(book: Book) -> list[StageStatus]:
    return FilterContext(book, TODAY).ordered(standings(book, TODAY).values(), "name")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["ann", "bo", "cy", "dee"]),
        ({"stages": ("active", "core")}, ["cy", "dee"]),
        ({"departments": ("rd",)}, ["ann"]),
        ({"topics": ("excel",)}, ["ann", "bo"]),
        ({"topics": ("EXCEL", "Feedback")}, ["ann", "bo"]),
        ({"delivery": ("webinar",)}, ["ann"]),
        ({"roles": ("host",)}, ["cy"]),
        ({"tags": ("Early",)}, ["ann"]),
        ({"stuck": True}, ["ann"]),
        ({"unthanked": True}, ["cy"]),
        ({"gone_quiet": True}, []),
        ({"departments": ("rd", "ops"), "topics": ("excel",)}, ["ann", "bo"]),
        ({"departments": ("ops",), "topics": ("excel",)}, ["bo"]),
        ({"departments": ("ops",), "topics": ("excel",), "stuck": True}, []),
    ],
)
def test_conditions_add_up(town: Book, wanted: dict[str, object], found: list[str]) -> None:
    assert passing(town, **wanted) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["ann", "bo", "cy", "dee"]),
        ("days_in_stage", ["ann", "cy", "dee", "bo"]),
        ("last_contact", ["cy", "dee", "bo", "ann"]),
        ("last_thanked", ["ann", "bo", "cy", "dee"]),
        ("last_seen", ["bo", "cy", "dee", "ann"]),
    ],
)
def test_orders(town: Book, sort: str, order: list[str]) -> None:
    sieve = FilterContext(town, TODAY)
    assert [s.volunteer.id for s in sieve.ordered(standings(town, TODAY).values(), sort)] == order  # type: ignore[arg-type]


def test_who_has_gone_quiet(town: Book) -> None:
    later = nov(15) + timedelta(days=45)
    sieve, people = FilterContext(town, later), standings(town, later).values()
    assert sieve.quiet == {"cy": 45, "dee": 45}
    wanted = Filter(name="x", gone_quiet=True)
    assert {standing.volunteer.id for standing in sieve.narrowed(people, wanted)} == {"cy", "dee"}
    assert sieve.in_words(wanted) == "gone quiet"
    assert ("gone_quiet", "Gone quiet", 2) in {(c.kind, c.label, c.people) for c in sieve.choices([*people])}
    assert with_conditions(EVERYBODY, [("gone_quiet", "")]).gone_quiet


def test_headings(town: Book) -> None:
    sieve = FilterContext(town, TODAY)
    found = {group: sieve.grouped(everybody(town), group) for group in GROUPS}
    plain = {group: {h: [s.volunteer.id for s in some] for h, some in rows} for group, rows in found.items()}
    assert plain["nothing"] == {"": ["ann", "bo", "cy", "dee"]}
    assert plain["department"] == {
        "Ops [x]": ["bo", "cy"],
        "Research and Development": ["ann"],
        NOWHERE["department"]: ["dee"],
    }
    assert plain["topic"] == {"Excel": ["ann", "bo"], "Feedback": ["ann"], NOWHERE["topic"]: ["cy", "dee"]}
    assert [heading for heading, _ in found["stage"]] == ["Interested", "Active", "Core"]
    assert plain["role"] == {"Host": ["cy"], NOWHERE["role"]: ["ann", "bo", "dee"]}


def test_choices_count_people_once(town: Book) -> None:
    found = {(c.kind, c.label): c.people for c in FilterContext(town, TODAY).choices(everybody(town))}
    assert found["topics", "Excel"] == 2
    assert found["stuck", "Stuck"] == 1
    assert found["unthanked", "Unthanked"] == 1
    assert found["departments", "Ops [x]"] == 2
    assert ("stages", "Alumni") not in found


def test_words(town: Book) -> None:
    sieve = FilterContext(town, TODAY)
    assert sieve.in_words(EVERYBODY) == ""
    wanted = Filter(name="x", departments=("rd", "ops"), topics=("a", "b", "c", "d", "e"), stuck=True)
    assert sieve.in_words(wanted) == "Research and Development or Ops [x] · a or b or c or 2 more · stuck"


def test_conditions_there_and_back() -> None:
    wanted = Filter(name="x", departments=("rd",), topics=("a", "b"), stuck=True, sort="last_contact", group="tag")
    bare = Filter(id=wanted.id, name="x", sort="last_contact", group="tag")
    assert with_conditions(bare, conditions(wanted)) == wanted
    assert with_conditions(wanted, ()) == bare


def test_kept_in_the_book(town: Book) -> None:
    kept = Filter(name="Überfällig", departments=("rd", "ops"), roles=("host",))
    fill(town, kept)
    assert find_filter(town, "uberfallig") == kept
    assert saved(town) == [kept]
    with town.change("Delete department") as change:
        change.remove(town.departments["rd"])
    assert saved(town)[0].departments == ("ops",)
    assert list(findings(town)) == []
    town.undo()
    town.undo()
    assert saved(town) == []
    assert still_there(town, Filter(name="x", departments=("rd", "gone"))).departments == ("rd",)
