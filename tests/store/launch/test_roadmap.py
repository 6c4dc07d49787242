"""The roadmap: nothing on an empty book, each mark by what the book shows, the organiser's word where it cannot."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.launch.roadmap import as_text, roadmap
from store.launch.roadmap_marks import Mark
from store.model.assessments import Word
from store.model.community import Community
from store.model.finance import Cost
from store.model.library import Resource
from store.model.people import Checklist, Department, Role, Task, Tenure
from store.model.pitch import Evidence
from store.model.stages import Adoption, Stage
from store.model.stakeholders import Post, Stakeholder, Update
from tests.support.making import (
    TODAY,
    ago,
    department,
    fill,
    gathering,
    held,
    members,
    move,
    person,
    ritual,
    stakeholder,
    thanks,
)

WORDS = ("agreed",)
"""Marks that only the organiser's word can make."""


def marks(book: Book) -> dict[str, Mark]:
    return {mark.key: mark for step in roadmap(book, TODAY).steps for mark in step.marks}


def there(book: Book) -> set[str]:
    return {key for key, mark in marks(book).items() if mark.done}


def both(about: str) -> list[Record]:
    return [
        Evidence(about=about, claim="It leaves", kind=kind, text="7 of 12", on=ago(9))  # type: ignore[arg-type]
        for kind in ("quote", "figure")
    ]


COFFEE = ritual("coffee", start=ago(7))
SHOWN: list[tuple[set[str], list[Record]]] = [
    ({"problem"}, both("problem")),
    (set(), both("problem")[:1]),
    ({"benefit"}, both("benefit")),
    ({"investment"}, [Cost(what="Hours", amount=Decimal(9), on=TODAY, state="planned")]),
    ({"investment", "spent"}, [Cost(what="Hours", amount=Decimal(9), on=TODAY)]),
    ({"allies"}, [Stakeholder(name="Marta")]),
    ({"people"}, members("ann", "bo", stage="said_yes", when=9, yes_words="Yes")),
    ({"people", "yes"}, members("ann", "bo", "cy", stage="said_yes", when=9, yes_words="Yes")),
    ({"people", "yes", "on-board"}, [
        *members("ann", "bo", "cy", stage="said_yes", when=9, yes_words="Yes"), *(move(key, "newcomer", 1, step=1) for key in ("ann", "bo", "cy")),
    ]),
    ({"department"}, [department("ops"), Adoption(department="ops", state="piloting", on=ago(3))]),
    (set(), [department("ops"), Adoption(department="ops", state="curious", on=ago(3))]),
    ({"people", "champion"}, [person("x"), Department(name="Ops", champion="x")]),
    ({"kick-off"}, [held(3, name="Kick-Off, part 1", host=ORGANISER)]),
    ({"aims"}, [Community(purpose="p", vision="v", mission="m")]),
    (set(), [Community(purpose="p", vision="v")]),
    ({"ways"}, [Community(meets="Tuesdays", talks="chat")]),
    ({"people", "moderator"}, [person("x"), Role(id="r", name="Moderator"), Tenure(role="r", volunteer="x", since=ago(3))]),
    ({"ritual"}, [COFFEE]),
    ({"held", "notes"}, [held(3, name="Talk", notes="We met.")]),
    ({"people", "host"}, [person("x"), gathering(-3, "Talk", host="x")]),
    ({"allies", "update"}, [stakeholder("s", "M"), Update(to=("s",), since=ago(9), until=ago(2), state="sent", sent_on=ago(1))]),
    ({"people", "thanks"}, [person("x"), thanks(1, "x", words="Thanks", public=True)]),
    ({"people", "welcome"}, [
        person("x"), Checklist(id="c", volunteer="x", kind="onboarding", on=ago(9)),
        Task(checklist="c", text="Welcome", done_on=ago(2)),
    ]),
    ({"told"}, [Post(what="Our story", on=ago(4), done_on=ago(3))]),
    (set(), [Post(what="Our story", on=ago(4))]),
    ({"library", "kept"}, [Resource(title="Guide", owner=ORGANISER)]),
    ({"library"}, [Resource(title="Guide")]),
]  # fmt: skip


def test_an_empty_book_stands_at_the_first_line_of_the_first_step(book: Book) -> None:
    told = roadmap(book, TODAY)
    assert there(book) == set()
    assert [step.state for step in told.steps] == ["not started"] * 6
    assert told.here is told.steps[0]
    assert told.next is told.steps[0].marks[0]
    assert told.words == f"step 1 of 6 · 0 of {len(marks(book))} complete"
    assert all(mark.shown for mark in marks(book).values())
    assert {key for key, mark in marks(book).items() if not mark.room} == {*WORDS}


@pytest.mark.parametrize(("keys", "records"), SHOWN)
def test_each_mark_is_there_by_what_the_book_shows(book: Book, keys: set[str], records: list[Record]) -> None:
    fill(book, *records)
    assert there(book) == keys


def test_every_mark_is_tested_and_all_of_them_make_a_launch(book: Book) -> None:
    fill(book, *(record for keys, records in SHOWN if keys for record in records))
    fill(book, *(move(key, "newcomer", TODAY, step=2) for key in ("ann", "bo", "cy")))
    fill(book, Community(purpose="p", vision="v", mission="m", meets="Tuesdays", talks="chat"))
    assert {*marks(book)} - there(book) == {*WORDS, "kept"}  # one of the things has no owner
    fill(book, *(Resource(id=r.id, title=r.title, owner=ORGANISER) for r in book.resources.values()))
    fill(book, *(Word(about=f"roadmap:{key}", on=TODAY, note="they said so") for key in WORDS))
    told = roadmap(book, TODAY)
    assert {*marks(book)} == there(book)
    assert (told.here, told.next) == (None, None)
    assert told.words == f"all 6 steps complete · {len(marks(book))} of {len(marks(book))} complete"


def test_gatherings_are_counted_as_the_calendar_counts_them(book: Book) -> None:
    """A kick-off alone is no first gathering, but it is one of those held, and so are its notes."""
    fill(book, held(9, name="Kick-off", notes="Agreed."))
    assert not marks(book)["held"].done
    fill(book, held(2, name="Talk"), held(1, name="Talk", decisions="Again."))
    assert marks(book)["held"].shown == "3 gatherings held"
    assert marks(book)["notes"].shown == "2 of 3 written up"


def test_your_word_counts_where_the_book_shows_nothing_and_can_be_taken_back(book: Book) -> None:
    fill(book, Word(about="roadmap:kick-off", on=ago(5), note="before this book"))
    mark = marks(book)["kick-off"]
    assert mark.done
    assert mark.shown == "confirmed by you on 18 Nov: before this book"
    fill(book, Word(about="roadmap:kick-off", on=ago(1), stands="not_yet"))
    assert not marks(book)["kick-off"].done


def test_the_way_leads_to_the_record_that_wants_something(book: Book) -> None:
    fill(
        book,
        COFFEE,
        department("ops"),
        person("ann"),
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
    assert at["told"].press == "posts.add"
    fill(book, Post(id="later", what="Later", on=ago(-9)), Post(id="now", what="Our story", on=ago(4)))
    assert (marks(book)["told"].press, marks(book)["told"].arrive) == ("posts.tick", "now")


def test_who_leaves_hands_over_before_it_is_well(book: Book) -> None:
    assert "farewell" not in marks(book)
    fill(
        book,
        person("ann", yes_on=ago(90)),
        Checklist(id="c", volunteer="ann", kind="offboarding", on=ago(3)),
        Task(id="t", checklist="c", text="Thank them"),
    )
    assert (marks(book)["farewell"].done, marks(book)["farewell"].arrive) == (False, "ann")
    fill(
        book,
        Task(id="t", checklist="c", text="Thank them", done_on=TODAY),
        move("ann", "alumni", TODAY),
    )
    assert marks(book)["farewell"].shown == "1 handed over"


def test_as_plain_lines(book: Book) -> None:
    fill(book, Stakeholder(name="[/x] Ann [Ops]"))
    lines = as_text(roadmap(book, TODAY)).splitlines()
    assert lines[0].startswith("Launch: step 1 of 6")
    assert "1 Pitch the community: in progress, 1 of 5" in lines
    assert "- [x] People whose support matters: [/x] Ann [Ops]" in lines
    assert "- [ ] First ritual planned: plan one, with its benefit for members" in lines


@pytest.mark.parametrize("stage", ["interested", "not_now"])
def test_who_said_yes_and_went_back_has_not_said_it(book: Book, stage: Stage) -> None:
    fill(book, *members("ann", "bo", "cy", stage=stage))
    assert there(book) == {"people"}


@pytest.mark.parametrize(("number", "seen"), [(0, ""), (1, "S0"), (2, "S0 and S1"), (3, "S0, S1 and 1 more")])
def test_two_are_named_and_the_rest_counted(book: Book, number: int, seen: str) -> None:
    people = [f"s{n}" for n in range(number)]
    fill(
        book,
        *(stakeholder(key) for key in people),
        *(person(f"v{key}", key.title()) for key in people),
        *(gathering(-n, host=f"v{key}") for n, key in enumerate(people)),
    )
    fill(
        book,
        *(department(f"d{n}", f"S{n}", champion=f"vs{n}") for n in range(number)),
        *(Adoption(department=f"d{n}", state="piloting", on=ago(3)) for n in range(number)),
    )
    found = marks(book)
    assert [
        found[key].shown if found[key].done else "" for key in ("allies", "host", "department", "champion")
    ] == [seen] * 4


def test_where_a_mark_leads(book: Book) -> None:
    fill(
        book,
        *members("ann", stage="said_yes", when=9),
        *members("ida", stage="interested"),
        gathering(60, id="old"),
        gathering(1, id="past"),
        gathering(0, id="now", host="ann"),
        gathering(-1, id="next", host="ann"),
        gathering(-2, id="later"),
    )
    found = marks(book)
    assert [found[key].arrive for key in ("yes", "on-board", "held", "host")] == ["ida", "ann", "past", "later"]
    fill(
        book,
        Post(id="p", what="A story", on=ago(-3)),
        Post(id="d", what="A talk", on=ago(9), done_on=ago(5)),
        Resource(id="r", title="Deck"),
        Resource(id="s", title="How", owner="ann"),
    )
    found = marks(book)
    assert found["told"].shown == "A talk, 18 Nov"
    assert (found["kept"].arrive, found["kept"].done) == ("r", False)
    fill(book, Resource(id="r", title="Deck", owner="ann"))
    assert marks(book)["kept"].done


@pytest.mark.parametrize(("done", "of", "lit"), [(0, 2, False), (1, 2, False), (2, 2, True)])
def test_someone_is_onboarded_once_every_line_is_ticked(book: Book, done: int, of: int, lit: bool) -> None:
    fill(
        book,
        *members("ann", stage="onboarding"),
        Checklist(id="c", volunteer="ann", kind="onboarding", on=ago(9)),
        *(Task(checklist="c", text="x", step=n, done_on=TODAY if n < done else None) for n in range(of)),
    )
    assert ("welcome" in there(book), marks(book)["welcome"].arrive) == (lit, "ann")


@pytest.mark.parametrize(
    ("kind", "done", "shown", "lit"),
    [("offboarding", False, True, False), ("offboarding", True, False, False), ("onboarding", False, False, False)],
)
def test_leavers_have_a_mark_of_their_own(book: Book, kind: str, done: bool, shown: bool, lit: bool) -> None:
    fill(
        book,
        *members("ann"),
        Checklist(id="c", volunteer="ann", kind=kind, on=ago(9)),
        Task(checklist="c", text="x", done_on=TODAY if done else None),
    )  # type: ignore[arg-type]
    assert ("farewell" in marks(book), "farewell" in there(book)) == (shown, lit)
    fill(book, move("ann", "alumni", 1, step=1))
    assert ("farewell" in there(book)) == (not shown)
