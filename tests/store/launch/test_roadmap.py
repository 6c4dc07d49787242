"""The roadmap: nothing on an empty book, each mark by what the book shows, the organiser's word where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.record import ORGANISER, Record
from store.launch.roadmap import as_text, roadmap
from store.launch.roadmap_marks import Mark
from store.model.assessments import Word
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost
from store.model.library import Resource
from store.model.people import Checklist, Department, Role, Task, Tenure, Volunteer
from store.model.pitch import Evidence
from store.model.recognition import Recognition
from store.model.stages import Adoption, Move
from store.model.stakeholders import Stakeholder, Update
from tests.support.making import TODAY, ago, fill

WORDS = ("agreed", "told")
"""Marks that only the organiser's word can make."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.open(tmp_path / "book.json", Clock(TODAY), create=True) as book:
        yield book


def marks(book: Book) -> dict[str, Mark]:
    return {mark.key: mark for step in roadmap(book, TODAY).steps for mark in step.marks}


def there(book: Book) -> set[str]:
    return {key for key, mark in marks(book).items() if mark.done}


def both(about: str) -> list[Record]:
    return [
        Evidence(about=about, claim="It leaves", kind=kind, text="7 of 12", on=ago(9))  # type: ignore[arg-type]
        for kind in ("quote", "figure")
    ]


def people(*keys: str) -> list[Record]:
    return [
        record
        for key in keys
        for record in (
            Volunteer(id=key, name=key, yes_on=ago(9), yes_words="Yes"),
            Move(volunteer=key, stage="said yes", on=ago(9)),
        )
    ]


COFFEE = Ritual(id="coffee", name="Coffee", start=ago(7), rule="FREQ=WEEKLY")
SHOWN: list[tuple[set[str], list[Record]]] = [
    ({"problem"}, both("problem")),
    (set(), both("problem")[:1]),
    ({"benefit"}, both("benefit")),
    ({"investment"}, [Cost(what="Hours", amount=Decimal(9), on=TODAY, state="planned")]),
    ({"investment", "spent"}, [Cost(what="Hours", amount=Decimal(9), on=TODAY)]),
    ({"allies"}, [Stakeholder(name="Marta")]),
    ({"people"}, people("ann", "bo")),
    ({"people", "yes"}, people("ann", "bo", "cy")),
    ({"people", "yes", "on-board"}, [
        *people("ann", "bo", "cy"), *(Move(volunteer=key, stage="newcomer", on=ago(1), step=1) for key in ("ann", "bo", "cy")),
    ]),
    ({"department"}, [Department(id="ops", name="Ops"), Adoption(department="ops", state="piloting", on=ago(3))]),
    (set(), [Department(id="ops", name="Ops"), Adoption(department="ops", state="curious", on=ago(3))]),
    ({"people", "champion"}, [Volunteer(id="x", name="X"), Department(name="Ops", champion="x")]),
    ({"kick-off"}, [Gathering(name="Kick-Off, part 1", on=ago(3), state="held", host=ORGANISER)]),
    ({"aims"}, [Community(purpose="p", vision="v", mission="m")]),
    (set(), [Community(purpose="p", vision="v")]),
    ({"ways"}, [Community(meets="Tuesdays", talks="chat")]),
    ({"people", "moderator"}, [Volunteer(id="x", name="X"), Role(id="r", name="Moderator"), Tenure(role="r", volunteer="x", since=ago(3))]),
    ({"ritual"}, [COFFEE]),
    ({"held", "notes"}, [Gathering(name="Talk", on=ago(3), state="held", notes="We met.")]),
    ({"people", "host"}, [Volunteer(id="x", name="X"), Gathering(name="Talk", on=ago(-3), host="x")]),
    ({"allies", "update"}, [Stakeholder(id="s", name="M"), Update(to=("s",), since=ago(9), until=ago(2), state="sent", sent_on=ago(1))]),
    ({"people", "thanks"}, [Volunteer(id="x", name="X"), Recognition(to=("x",), behaviour="helps others", words="Thanks", on=ago(1), public=True)]),
    ({"people", "welcome"}, [
        Volunteer(id="x", name="X"), Checklist(id="c", volunteer="x", kind="onboarding", on=ago(9)),
        Task(checklist="c", text="Welcome", done_on=ago(2)),
    ]),
    ({"library", "kept"}, [Resource(title="Guide", owner=ORGANISER)]),
    ({"library"}, [Resource(title="Guide")]),
]  # fmt: skip


def test_an_empty_book_stands_at_the_first_line_of_the_first_step(book: Book) -> None:
    told = roadmap(book, TODAY)
    assert there(book) == set()
    assert [step.state for step in told.steps] == ["to begin"] * 6
    assert told.here is told.steps[0]
    assert told.next is told.steps[0].marks[0]
    assert told.words == f"step 1 of 6 · 0 of {len(marks(book))} there"
    assert all(mark.shown for mark in marks(book).values())
    assert {key for key, mark in marks(book).items() if not mark.room} == {*WORDS}


@pytest.mark.parametrize(("keys", "records"), SHOWN)
def test_each_mark_is_there_by_what_the_book_shows(book: Book, keys: set[str], records: list[Record]) -> None:
    fill(book, *records)
    assert there(book) == keys


def test_every_mark_is_tested_and_all_of_them_make_a_launch(book: Book) -> None:
    fill(book, *(record for keys, records in SHOWN if keys for record in records))
    fill(book, *(Move(volunteer=key, stage="newcomer", on=TODAY, step=2) for key in ("ann", "bo", "cy")))
    fill(book, Community(purpose="p", vision="v", mission="m", meets="Tuesdays", talks="chat"))
    assert {*marks(book)} - there(book) == {*WORDS, "kept"}  # one of the things has no owner
    fill(book, *(Resource(id=r.id, title=r.title, owner=ORGANISER) for r in book.resources.values()))
    fill(book, *(Word(about=f"roadmap:{key}", on=TODAY, note="they said so") for key in WORDS))
    told = roadmap(book, TODAY)
    assert {*marks(book)} == there(book)
    assert (told.here, told.next) == (None, None)
    assert told.words == f"all six steps are done · {len(marks(book))} of {len(marks(book))} there"


def test_your_word_counts_where_the_book_shows_nothing_and_can_be_taken_back(book: Book) -> None:
    fill(book, Word(about="roadmap:kick-off", on=ago(5), note="before this book"))
    mark = marks(book)["kick-off"]
    assert mark.done
    assert mark.shown == "your word of 18 Nov: before this book"
    fill(book, Word(about="roadmap:kick-off", on=ago(1), stands="not yet"))
    assert not marks(book)["kick-off"].done


def test_the_way_leads_to_the_record_that_wants_something(book: Book) -> None:
    fill(
        book,
        COFFEE,
        Department(id="ops", name="Ops"),
        Volunteer(id="ann", name="Ann"),
        Role(id="mod", name="Moderator"),
        Resource(id="guide", title="Guide"),
    )
    at = marks(book)
    assert (at["department"].press, at["department"].arrive) == ("departments.next", "ops")
    assert (at["yes"].press, at["yes"].arrive) == ("pipeline.next", "ann")
    assert (at["moderator"].press, at["moderator"].arrive) == ("roles.over", "mod")
    assert (at["held"].press, at["held"].arrive) == ("calendar.hold", f"coffee-{ago(7):%Y%m%d}")
    assert (at["host"].press, at["host"].arrive) == ("calendar.host", f"coffee-{TODAY + timedelta(days=7):%Y%m%d}")
    assert (at["kept"].press, at["kept"].arrive) == ("library.owner", "guide")


def test_who_leaves_hands_over_before_it_is_well(book: Book) -> None:
    assert "farewell" not in marks(book)
    fill(
        book,
        Volunteer(id="ann", name="Ann", yes_on=ago(90)),
        Checklist(id="c", volunteer="ann", kind="offboarding", on=ago(3)),
        Task(id="t", checklist="c", text="Thank them"),
    )
    assert (marks(book)["farewell"].done, marks(book)["farewell"].arrive) == (False, "ann")
    fill(
        book,
        Task(id="t", checklist="c", text="Thank them", done_on=TODAY),
        Move(volunteer="ann", stage="alumni", on=TODAY),
    )
    assert marks(book)["farewell"].shown == "1 left well"


def test_as_plain_lines(book: Book) -> None:
    fill(book, Stakeholder(name="[/x] Ann [Ops]"))
    lines = as_text(roadmap(book, TODAY)).splitlines()
    assert lines[0].startswith("Launch: step 1 of 6")
    assert "1 Pitch it: under way, 1 of 5" in lines
    assert "- [x] Whose support matters: [/x] Ann [Ops]" in lines
    assert "- [ ] A ritual that comes back: plan one; it asks what members gain" in lines
