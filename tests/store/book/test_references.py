"""Who names whom: removing a record leaves nothing that leads nowhere, and undo brings it all back."""

from __future__ import annotations

import random
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.book.references import dangling, named_by, naming, without
from store.core.dates import Clock
from store.core.record import ORGANISER
from store.model.calendar import Gathering
from store.model.people import Contact, Department, Role, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stakeholders import Stakeholder, Update
from tests.conftest import LONG
from tests.support.making import any_record, fill

DAY = date(2026, 11, 23)


def any_book(book: Book, chance: random.Random) -> None:
    tables = {name: table for name, table in book.tables.items() if table is not book.steps}
    ids = {name: [f"{name}{number}" for number in range(3)] for name in tables}
    with book.change("Fill") as change:
        for name, table in tables.items():
            for key in ids[name]:
                change.put(any_record(table.kind, key, ids, chance))


def held(book: Book) -> dict[str, dict[str, Any]]:
    return {name: dict(table) for name, table in book.tables.items() if table is not book.steps}


@settings(max_examples=2000 if LONG else 60)
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(1, 3))
def test_removing_leaves_nothing_dangling_and_undo_brings_all_back(seed: int, actions: int, at_once: int) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Book.open(Path(folder) / "book.json", Clock(DAY), create=True) as book,
    ):
        any_book(book, chance)
        assert list(dangling(book)) == []
        states = [held(book)]
        for _ in range(actions):
            everything = [record for rows in held(book).values() for record in rows.values()]
            gone = chance.sample(everything, min(at_once, len(everything)))
            with book.change("Remove") as change:
                for record in gone:
                    change.remove(record)
            assert not any(record.id in rows for record in gone for rows in held(book).values())
            assert list(dangling(book)) == []
            states.append(held(book))
        for before in reversed(states[:-1]):
            assert book.undo() == "Remove"
            assert held(book) == before
        for after in states[1:]:
            assert book.redo() == "Remove"
            assert held(book) == after


def test_what_cannot_be_without_it_goes_and_what_can_stays(book: Book) -> None:
    ann, ida = Volunteer(id="ann", name="Ann"), Volunteer(id="ida", name="Ida")
    fill(
        book,
        ann,
        ida,
        Department(id="ops", name="Ops", champion="ann"),
        Role(id="mod", name="Moderator"),
        Tenure(id="t", role="mod", volunteer="ann", since=DAY),
        Contact(id="c", who="ann", on=DAY),
        Gathering(id="g", name="AMA", on=DAY, host="ann", cohosts=("ida", "ann"), attended=("ann", "ida")),
        Contribution(id="m", volunteer="ann", kind="led_session", on=DAY, gathering="g"),
        Recognition(id="r", to=("ann", "ida"), behaviour="helps others", words="Thanks", on=DAY, contribution="m"),
        Recognition(id="s", to=("ann",), behaviour="helps others", words="Thanks", on=DAY),
    )
    with book.change("Remove Ann") as change:
        change.remove(ann)
    assert {*book.volunteers} == {"ida"}
    assert book.departments["ops"].champion == ""
    assert {*book.roles} == {"mod"}
    assert not book.tenures
    assert not book.contacts
    assert not book.contributions
    found = book.gatherings["g"]
    assert (found.host, found.cohosts, found.attended) == ("", ("ida",), ("ida",))
    assert {*book.recognitions} == {"r"}
    assert (book.recognitions["r"].to, book.recognitions["r"].contribution) == (("ida",), "")


def test_two_removed_in_one_change_both_leave_the_lists_they_share(book: Book) -> None:
    people = [Volunteer(id=name, name=name) for name in ("ann", "ida", "raj")]
    fill(book, *people, Gathering(id="g", name="AMA", on=DAY, attended=("ann", "ida", "raj")))
    with book.change("Remove two") as change:
        change.remove(people[0])
        change.remove(people[1])
    assert book.gatherings["g"].attended == ("raj",)


def test_what_the_same_change_put_in_before_is_seen_by_a_removal(book: Book) -> None:
    ann = Volunteer(id="ann", name="Ann")
    fill(book, ann)
    with book.change("Note and remove") as change:
        change.put(Contact(who="ann", on=DAY))
        change.put(Gathering(id="g", name="AMA", on=DAY, attended=("ann",)))
        change.remove(ann)
    assert not book.contacts
    assert book.gatherings["g"].attended == ()


def test_the_organiser_is_nobodys_record_and_never_dangles(book: Book) -> None:
    fill(book, Gathering(id="g", name="AMA", on=DAY, host=ORGANISER))
    assert list(dangling(book)) == []
    assert [(field.name, named) for field, named in named_by(book.gatherings["g"])] == [("host", ORGANISER)]


def test_naming_and_without_take_one_id_or_several(book: Book) -> None:
    who, also = Stakeholder(id="s", name="Ivo"), Stakeholder(id="t", name="Eva")
    update = Update(id="u", to=("s", "t"), since=DAY, until=DAY)
    fill(book, who, also, update)
    assert list(naming(book, "s")) == list(naming(book, "s", "t")) == [update]
    assert list(naming(book, "no one")) == []
    assert [kept and kept.to for _, kept in without(book, "s")] == [("t",)]
    assert list(without(book, "s", "t")) == [(update, None)]


def test_ids_that_lead_nowhere_are_found(book: Book) -> None:
    fill(
        book,
        Gathering(id="g", name="AMA", on=DAY, host="gone", attended=("gone", ORGANISER)),
        Contact(id="c", who="gone", on=datetime(2026, 1, 1).date()),
    )
    found = {(table, record.id, field.name, missing) for table, record, field, missing in dangling(book)}
    assert found == {
        ("gatherings", "g", "host", "gone"),
        ("gatherings", "g", "attended", "gone"),
        ("gatherings", "g", "attended", ORGANISER),  # who comes is a volunteer; the organiser is not counted
        ("contacts", "c", "who", "gone"),
    }
