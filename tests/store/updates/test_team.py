"""A recipient's own people stand first, and before the first gathering where the launch stands."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import Record
from store.model.calendar import Gathering
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Adoption, Move
from store.model.stakeholders import Stakeholder
from store.updates.compose import compose, sent
from tests.support.making import TODAY, ago, fill

EVA = Stakeholder(id="eva", name="Eva Horn", department="hr")
HR = Department(id="hr", name="HR [/x]", head_count=14)


def opening(book: Book, reader: Stakeholder = EVA) -> str:
    found = compose(book, reader, TODAY).section("opening")
    assert found
    return found.words


def met(*attended: str, days: int = 3) -> Gathering:
    return Gathering(name="AMA", on=ago(days), state="held", attended=attended)


def people(book: Book, *more: Record) -> None:
    fill(book, EVA, HR, Volunteer(id="ann", name="Ann", department="hr"), Volunteer(id="bo", name="Bo"), *more)


def test_those_who_took_part_and_what_they_taught(book: Book) -> None:
    led = Contribution(volunteer="ann", kind="led_session", on=ago(2), topic="iPads", learners=9)
    people(book, met("ann", "bo"), met("ann"), led)
    told = opening(book)
    assert (
        told
        == "Since Sat 24 Oct, 1 of 14 people from HR [/x] has attended or contributed, at 2 gatherings. Ann taught ‘iPads’ to 9 colleagues."
    )
    assert compose(book, EVA, TODAY).body.count("‘iPads’") == 1


def test_no_one_so_far_and_no_one_this_time(book: Book) -> None:
    people(book, met("bo"))
    assert opening(book).startswith("None of the 14 people in HR [/x] has attended a gathering so far.")
    fill(book, met("ann", days=60))
    assert opening(book).startswith("No one from HR [/x] has attended since Sat 24 Oct.")


def test_it_is_not_said_that_no_one_came_where_no_one_noted_it(book: Book) -> None:
    people(book, met("bo"), met())
    assert "HR" not in opening(book)


def test_a_headcount_that_cannot_be_is_not_told(book: Book) -> None:
    people(book, met("ann"), Department(id="hr", name="HR", head_count=0))
    assert opening(book).startswith("Since Sat 24 Oct, 1 person from HR has attended or contributed")


def test_no_one_so_far_is_said_once(book: Book) -> None:
    people(book, met("bo", days=40), met("bo"))
    draft = compose(book, EVA, ago(20))
    assert "so far" in draft.body
    fill(book, sent(book, draft, ago(20)))
    assert opening(book).startswith("No one from HR [/x] has attended since Wed 4 Nov.")


# -- the launch ------------------------------------------------------------------------------------


def test_before_the_first_gathering_it_says_where_the_launch_stands(book: Book) -> None:
    people(
        book,
        Volunteer(id="cy", name="Cy", yes_on=ago(3), department="hr"),
        Volunteer(id="di", name="Di", yes_on=ago(2)),
    )
    fill(book, Move(volunteer="di", stage="not_now", on=ago(1)), Gathering(name="Kick-off", on=ago(-9)))
    draft = compose(book, EVA, TODAY)
    assert (
        opening(book)
        == "Trainers' community is in the first of 6 launch steps, winning support. One colleague has said yes, from HR [/x]."
    )
    assert "launch at step 1 of 6" in draft.subject
    assert "Wed 2 Dec: Kick-off" in draft.body
    assert [section.name for section in draft.taken if section.name != "next"] == ["opening"]
    fill(book, met("cy"))
    assert "launch" not in opening(book)


@pytest.mark.parametrize("state", ["planned", "skipped"])
def test_what_was_not_held_does_not_end_the_launch(book: Book, state: str) -> None:
    people(book, Gathering(name="G", on=ago(3), state=state))  # type: ignore[arg-type]
    assert "launch steps" in opening(book)


def test_how_far_their_own_department_has_come_and_no_other(book: Book) -> None:
    people(
        book, met("bo", days=200), met("ann"), Department(id="ops", name="Ops"),
        Adoption(department="ops", state="established", on=ago(2)), Adoption(department="hr", state="piloting", on=ago(2)),
    )  # fmt: skip
    assert opening(book) == (
        "Since Sat 24 Oct, 1 of 14 people from HR [/x] has attended or contributed, at 1 gathering. HR [/x] has become a pilot department."
        " Ops now runs its own training."
    )
    alone = opening(book, replace(EVA, department="ops"))
    assert "HR" not in alone
    assert alone.endswith("Ops now runs its own training.")
