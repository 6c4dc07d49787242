"""Two records of one person become one: every line stays, nothing dangles, and undo makes them two again."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.book.references import dangling, naming
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.integrity.check import findings
from store.integrity.erasure import erase
from store.model.calendar import Gathering
from store.model.people import Contact, Volunteer
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move, Stage
from store.people.merge_people import merge, same_person
from store.people.stages import stage_of
from tests.conftest import LONG
from tests.store.book.test_references import any_book, held
from tests.support.making import TODAY, ago, fill


def merged(book: Book, keep: str, gone: str) -> Volunteer:
    with book.change("Merge") as change:
        return merge(book, change, book.volunteers[keep], book.volunteers[gone])


def lines(book: Book, *people: str) -> dict[str, int]:
    """How many records of each kind are about someone, by table."""
    counts: dict[str, int] = {}
    for record in naming(book, *people):
        name = book.table_of(type(record)).name
        counts[name] = counts.get(name, 0) + 1
    return counts


@settings(max_examples=1500 if LONG else 60)
@given(st.integers(0, 2**32))
def test_merged_undone_redone_and_erased_nothing_dangles(seed: int) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Book.open(Path(folder) / "book.json", Clock(TODAY), create=True) as book,
    ):
        any_book(book, chance)
        keep, gone = chance.sample(sorted(book.volunteers), 2)
        before, told = held(book), lines(book, keep, gone)
        merged(book, keep, gone)
        assert list(dangling(book)) == []
        assert gone not in book.volunteers
        assert not [*naming(book, gone)]
        after = held(book)
        now = lines(book, keep)
        assert now | {"moves": 0} == told | {"moves": 0}
        assert told.get("moves", 0) <= now.get("moves", 0) <= told.get("moves", 0) + 1
        assert book.undo() == "Merge"
        assert held(book) == before
        assert list(dangling(book)) == []
        assert book.redo() == "Merge"
        assert held(book) == after
        assert list(dangling(book)) == []
        erase(book, book.volunteers[keep])
        assert list(dangling(book)) == []
        assert keep not in book.volunteers
        assert not [*naming(book, keep)]
        assert book.undo() == book.redo() == ""


@pytest.mark.parametrize(
    ("keep", "gone", "stage"),
    [
        ("active", "interested", "active"),
        ("interested", "core", "core"),
        ("newcomer", "core", "newcomer"),
        ("interested", "not_now", "not_now"),
        ("alumni", "active", "alumni"),
    ],
)
@pytest.mark.parametrize("days", [1, 50])
def test_the_one_that_stays_stays_in_its_stage(
    book: Book, keep: Stage, gone: Stage, stage: Stage, days: int
) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann", yes_on=ago(99)),
        Volunteer(id="anne", name="Anne", yes_on=ago(99)),
        Move(id="a", volunteer="ann", stage=keep, on=ago(20)),
        Move(id="b", volunteer="anne", stage=gone, on=ago(days)),
    )
    kept = merged(book, "ann", "anne")
    assert stage_of(book, kept, TODAY).stage == stage
    assert {"a", "b"} <= {*book.moves}
    assert {move.volunteer for move in book.moves.values()} == {"ann"}
    assert list(findings(book)) == []


def test_the_facts_of_both_are_kept(book: Book) -> None:
    fill(
        book,
        Volunteer(
            id="ann", name="Ann", email="ann@x.org", topics=("Excel",), met_on=ago(9), notes="Early.", yes_on=ago(5),
            yes_words="Later yes",
        ),
        Volunteer(
            id="anne", name="Anne B", email="anne@x.org", job="Chef", topics=("Excel", "Tea"), met_on=ago(30),
            notes="Late.", yes_on=ago(8), yes_words="First yes", phone="12",
        ),
    )  # fmt: skip
    kept = merged(book, "ann", "anne")
    assert (kept.name, kept.email, kept.job, kept.phone) == ("Ann", "ann@x.org", "Chef", "12")
    assert kept.topics == ("Excel", "Tea")
    assert (kept.met_on, kept.yes_on, kept.yes_words) == (ago(30), ago(8), "First yes")
    assert kept.notes == "Early.\nLate.\nalso anne@x.org"


def test_both_in_one_record_are_there_once(book: Book) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        Volunteer(id="anne", name="Anne"),
        Gathering(id="g", name="Lab", on=TODAY, host="anne", cohosts=("ann",), attended=("anne", "ann")),
        Recognition(id="r", to=("ann", "anne"), behaviour="helps others", words="Thanks", on=TODAY),
        Contribution(id="c", volunteer="anne", kind="led_session", on=TODAY, together=("ann",)),
        Contact(id="w", who="anne", on=TODAY),
        Snooze(id="z", act="thank:anne:c"),
    )
    merged(book, "ann", "anne")
    found = book.gatherings["g"]
    assert (found.host, found.cohosts, found.attended) == ("ann", (), ("ann",))
    assert book.recognitions["r"].to == ("ann",)
    assert (book.contributions["c"].volunteer, book.contacts["w"].who) == ("ann", "ann")
    assert book.contributions["c"].together == ()
    assert book.snoozes["z"].act == "thank:ann:c"


def test_one_record_is_not_merged_with_itself(book: Book) -> None:
    fill(book, Volunteer(id="ann", name="Ann"))
    with pytest.raises(GuildbookError, match="the same record"):
        merged(book, "ann", "ann")


def test_the_likeliest_other_record_stands_first(book: Book) -> None:
    people: list[dict[str, Any]] = [
        {"id": "ann", "name": "Ánn Ruiz", "email": "ann@x.org"},
        {"id": "bo", "name": "Bo"},
        {"id": "mail", "name": "Zoe", "email": "ANN@x.org"},
        {"id": "name", "name": "Ruiz, Ann"},
        {"id": "part", "name": "Ann Holm"},
    ]
    fill(book, *(Volunteer(**facts) for facts in people))
    assert [v.id for v in same_person(book, book.volunteers["ann"])][:3] == ["mail", "name", "part"]
