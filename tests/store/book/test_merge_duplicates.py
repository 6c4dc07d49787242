"""What both copies added by themselves, such as by importing one list into each, is there once after a merge."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.book.merge.copies import copy_of
from store.book.merge.outcome import Joined, carry_out, summary
from store.book.merge.three_way import join
from store.core.dates import Clock
from store.core.record import Record
from store.integrity.check import findings
from store.model.people import Contact, Department, Volunteer
from store.model.stages import Move
from store.people.directory import department_of
from tests.support.making import TODAY, ago, fill

ANN = Volunteer(id="ann", name="Ann Lee")
Pair = tuple[Book, Book]


def listed(side: str, *, on: date, **facts: object) -> list[Record]:
    """What an import of one list puts into a copy: its own ids, and its own day."""
    ops = Department(id=f"ops{side}", name="Ops")
    nora = Volunteer(
        id=f"nora{side}", name="Nora Quist", email="nora@x.org", department=ops.id, met_on=on, yes_on=on
    )
    bo = Volunteer(id=f"bo{side}", name="Bo Ek", department=ops.id, met_on=on)
    move = Move(id=f"move{side}", volunteer=nora.id, stage="said_yes", on=TODAY)
    return [ops, replace(nora, **facts), bo, move]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as open_books:
        with Book.open(tmp_path / "laptop.json", Clock(TODAY), create=True) as book:
            fill(book, ANN)
        shutil.copy(tmp_path / "laptop.json", tmp_path / "desktop.json")
        laptop = open_books.enter_context(Book.open(tmp_path / "laptop.json", Clock(TODAY)))
        yield laptop, open_books.enter_context(Book.open(tmp_path / "desktop.json", Clock(TODAY)))


def merged(here: Book, there: Book) -> Joined:
    joined = join(copy_of(here), copy_of(there))
    with here.change("Merge") as change:
        carry_out(here, change, joined)
    assert [*findings(here)] == []
    return joined


def people(book: Book) -> list[tuple[str, str, date | None]]:
    return sorted((v.name, department_of(book, v), v.met_on) for v in book.volunteers.values())


@pytest.mark.parametrize("sides", [("1", "2"), ("2", "1")])
def test_one_list_imported_into_both_copies_is_there_once(pair: Pair, sides: tuple[str, str]) -> None:
    laptop, desktop = pair
    fill(laptop, *listed(sides[0], on=ago(3)))
    fill(desktop, *listed(sides[1], on=ago(5)))
    for here, there in ((laptop, desktop), (desktop, laptop)):
        joined = merged(here, there)
        assert joined.conflicts == ()
        assert people(here) == [("Ann Lee", "", None), ("Bo Ek", "Ops", ago(5)), ("Nora Quist", "Ops", ago(5))]
        assert [department.name for department in here.departments.values()] == ["Ops"]
        assert len(here.moves) == 1
    assert copy_of(laptop).tables == copy_of(desktop).tables
    assert join(copy_of(laptop), copy_of(desktop)).nothing


def test_what_hangs_on_them_stays_with_them(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, *listed("2", on=TODAY), Contact(id="here", who="nora2", on=TODAY))
    fill(desktop, *listed("1", on=TODAY, job="Engineer"), Contact(id="there", who="nora1", on=ago(1)))
    merged(laptop, desktop)
    (nora,) = [v for v in laptop.volunteers.values() if v.name == "Nora Quist"]
    assert {contact.who for contact in laptop.contacts.values()} == {nora.id}
    assert len(laptop.contacts) == 2
    assert nora.job == "Engineer"


def test_one_undo_reverses_it(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, *listed("2", on=TODAY))
    fill(desktop, *listed("1", on=TODAY))
    before = copy_of(laptop).tables
    merged(laptop, desktop)
    laptop.undo()
    assert copy_of(laptop).tables == before


def test_both_known_facts_are_asked_about(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, *listed("2", on=TODAY, job="Engineer"))
    fill(desktop, *listed("1", on=TODAY, job="Rep"))
    assert [(c.field, c.here, c.there) for c in merged(laptop, desktop).conflicts] == [("job", "Engineer", "Rep")]


def test_namesakes_within_one_copy_stay_two(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, *(Volunteer(id=f"tom{n}", name="Tom Hall") for n in (3, 4)))
    fill(desktop, *(Volunteer(id=f"tom{n}", name="Hall, Tom") for n in (1, 2)))
    merged(laptop, desktop)
    assert len(laptop.volunteers) == 3


def test_two_people_with_addresses_of_their_own_stay_two(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, Volunteer(id="tom2", name="Tom Hall", email="tom@x.org"))
    fill(desktop, Volunteer(id="tom1", name="Tom Hall", email="hall@x.org"))
    merged(laptop, desktop)
    assert len(laptop.volunteers) == 3


def test_the_summary_names_names(pair: Pair) -> None:
    laptop, desktop = pair
    fill(laptop, *listed("2", on=TODAY))
    fill(desktop, *listed("1", on=TODAY), replace(ANN, job="Lead"), Volunteer(id="eve", name="[/x] Eve [Ops]"))
    lines = [*summary(join(copy_of(laptop), copy_of(desktop)), copy_of(laptop))]
    assert "volunteer: 1 new ([/x] Eve [Ops]), 1 changed (Ann Lee)" in lines
    assert [line for line in lines if "both copies" in line and "Nora Quist" in line and "Bo Ek" in line]
    assert [line for line in lines if "both copies" in line and "Ops" in line]
    assert not [line for line in lines if "deleted" in line]
