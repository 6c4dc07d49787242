"""The library: what a link is, what no one keeps any more and why, and the act it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.record import ORGANISER
from store.integrity.check import findings
from store.integrity.erasure import erase
from store.library.resources import as_text, link_kind, orphans, unkept, why_unkept
from store.model.library import Resource
from store.model.people import Volunteer
from store.model.stages import Move
from store.week.plan import plan
from tests.support.making import HOSTILE, TODAY, ago, fill


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.open(tmp_path / "book.json", Clock(TODAY), create=True) as book:
        fill(
            book,
            Volunteer(id="ann", name=HOSTILE, yes_on=ago(99)),
            Move(volunteer="ann", stage="alumni", on=ago(3)),
            Volunteer(id="bo", name="Bo", yes_on=ago(99)),
            Move(volunteer="bo", stage="active", on=ago(90)),
            Resource(id="a", title="Guide", owner="ann", on=ago(40)),
            Resource(id="b", title="Slides", owner="bo", link="slides.pptx", tags=("excel",)),
            Resource(id="c", title="Ünkept list", on=ago(9)),
            Resource(id="d", title="Yours", owner=ORGANISER),
        )
        yield book


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("", "nothing"),
        ("   ", "nothing"),
        ("https://share.example.com/a b", "address"),
        ("HTTP://x", "address"),
        ("mailto:ann@example.com", "address"),
        ("www.example.com/x.pdf", "address"),
        ("file:///home/ann/x.pdf", "file"),
        ("/srv/share/x", "file"),
        ("~/slides", "file"),
        ("../shared/x", "file"),
        ("./x", "file"),
        (r"\\server\share\x", "share"),
        ("//server/share/x", "share"),
        ("file://server/share/x", "share"),
        (r"C:\shared\x.docx", "file"),
        ("D:/shared/x", "file"),
        ("slides.pptx", "file"),
        ("library/how to welcome.md", "file"),
        ("shelf in room 2", "words"),
        ("ask Bo. He knows", "words"),
        ("room 3.04 upstairs", "words"),
        ("javascript:alert(1)", "words"),
    ],
)
def test_what_a_link_is(link: str, kind: str) -> None:
    assert link_kind(link) == kind


def test_what_nobody_keeps_is_what_lost_its_owner_or_never_had_one(book: Book) -> None:
    assert [r.id for r in unkept(book)] == ["a", "c"]
    assert [why_unkept(book, r) for r in unkept(book)] == [f"{HOSTILE} has left", "no owner"]
    assert [(group.owner, len(group.resources)) for group in orphans(book)] == [("ann", 1), ("", 1)]


def test_it_is_on_week_until_somebody_keeps_it(book: Book) -> None:
    acts = {act.name: act for act in plan(book, TODAY).acts if act.verb == "Assign owner"}
    assert {*acts} == {"Guide", "Ünkept list"}
    assert acts["Guide"].reason == f"{HOSTILE}, the owner, has left"
    fill(book, Resource(id="a", title="Guide", owner="bo"), Resource(id="c", title="Ünkept list", owner=ORGANISER))
    assert not [act for act in plan(book, TODAY).acts if act.verb == "Assign owner"]


def test_many_lost_together_are_one_act_and_another_one_makes_it_new(book: Book) -> None:
    fill(book, *(Resource(id=f"m{n}", title=f"Thing {n}", owner="ann", on=ago(n)) for n in range(5)))
    first = orphans(book)[0]
    assert (first.title, first.reason) == ("6 resources", f"{HOSTILE}, the owner, has left")
    assert "‘Thing 2’ and 2 more" in first.why
    fill(book, Resource(id="m9", title="Thing 9", owner="ann", on=ago(70)))
    assert orphans(book)[0].key != first.key


def test_a_snooze_of_any_version_still_names_resources_without_an_owner(book: Book) -> None:
    fill(book, Resource(id="lone", title="Guide"))
    assert orphans(book)[-1].key.startswith("keep:nobody:")


def test_who_is_forgotten_leaves_things_without_an_owner(book: Book) -> None:
    erase(book, book.volunteers["bo"])
    assert [r.id for r in unkept(book)] == ["a", "b", "c"]
    assert not [*findings(book)]


def test_as_plain_lines(book: Book) -> None:
    lines = as_text(book, {"b"}).splitlines()
    assert lines[0] == "Library: 4 resources"
    assert "- Slides, shared material, owner: Bo, slides.pptx (file missing), #excel" in lines
    assert f"- Guide, shared material, {HOSTILE} has left" in lines
    assert "- Yours, shared material, owner: you" in lines
    fill(book, Resource(id="e", title="Share", owner="bo", link=r"\\server\share\x.pdf"))
    assert (
        r"- Share, shared material, owner: Bo, \\server\share\x.pdf (not checked)"
        in as_text(book, {"b", "e"}).splitlines()
    )
