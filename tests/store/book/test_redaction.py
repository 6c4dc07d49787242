"""Taking a person out of texts: what is certainly theirs, what may be, and which older records are of them."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.book.redaction import SOMEBODY, Redactor, versions
from store.model.people import Contact, Volunteer
from tests.support.making import TODAY, fill

ZOE = Volunteer(id="zoe", name="Zoe Quarrel", email="zoe.q@example.org")


def left_of(text: str, *, email: str = "", name: str = "Zoe Quarrel", book: Book) -> str:
    return Redactor([Volunteer(id="gone", name=name, email=email)], book).out_of(text, parts=True)


def likely(book: Book, note: str, name: str = "Zoe Quarrel", email: str = "") -> list[str]:
    found = Redactor([Volunteer(id="gone", name=name, email=email)], book)
    return [place.word for place in found.likely_in(Contact(who="", on=TODAY, note=note))]


# -- the part of an address before the @ -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "box", "certain"),
    [
        ("Zoe Quarrel", "zoe.q", True),
        ("Zoe Quarrel", "q_zoe7", True),
        ("Zoe Quarrel", "office.team", False),  # not made of the name
        ("Zoe Quarrel", "quarrel", False),  # a plain word
        ("Zo Quarrel", "zo.q", False),  # too short to tell anyone
        ("Zo Quarrel", "zo.qu", True),
    ],
)
def test_a_mailbox_made_of_a_name_is_certain(book: Book, name: str, box: str, certain: bool) -> None:
    text = f"at {box}@other.example.com and x{box}@example.com"
    left = left_of(text, name=name, email=f"{box}@example.org", book=book)
    assert left == (text.replace(f"at {box}@", f"at {SOMEBODY}@") if certain else text)


def test_what_is_no_address_has_no_mailbox(book: Book) -> None:
    assert left_of("see zoe.q here", email="zoe.q", book=book) == f"see {SOMEBODY} here"


# -- what may be someone ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "run", "found"),
    [
        ("Zoe Quarrel", "zoequarrel quarrelzoe", 2),
        ("Zoe Quarrel", "zquarrel z.quarrel z_quarrel quarrelz quarrel.z", 5),
        ("Zoe Quarrel", "zoeq", 0),  # four letters may be anything
        ("Zora Quill", "zoraq zqueen", 1),
        ("Zoe van Dam", "zoedam zoevan", 1),  # the first and the last word
        ("Zoe", "zoez zzoe", 0),
        ("Олена Коваль", "оленаковаль", 0),  # addresses are of plain letters
    ],
)
def test_names_run_together_as_in_addresses_may_be_somebody(book: Book, name: str, run: str, found: int) -> None:
    assert len(likely(book, f"see {run}", name)) == found


@pytest.mark.parametrize(
    ("name", "note", "found"),
    [
        ("Zoe Quarrel", "ZOE and zoe and Quarrels, zoë", ["ZOE", "zoe"]),
        ("Al Quarrel", "al AL Al aL", ["AL", "Al"]),  # a short word as it is written, or in capitals
        ("Anne-Marie Q", "anne, marie, q, Q", ["anne", "marie"]),
        ("Zoe2 Quarrel", "quarrel2 quarrelx", ["quarrel"]),
    ],
)
def test_words_of_a_name_may_be_somebody(book: Book, name: str, note: str, found: list[str]) -> None:
    assert likely(book, note, name) == found


def test_a_likely_place_is_shown_with_what_is_around_it(book: Book) -> None:
    redactor = Redactor([ZOE], book)
    for before, after, dots in (("a" * 23 + " ", " " + "b" * 23, "  "), ("a" * 24 + " ", " " + "b" * 24, "……")):
        [place] = redactor.likely_in(Contact(who="", on=TODAY, note=f"{before}zoe{after}"))
        assert place.around == f"{dots[0]}{before[-24:]}zoe{after[:24]}{dots[1]}".strip()
        assert place.word == "zoe"


# -- which records are of the person -----------------------------------------------------------------


def test_a_record_in_a_copy_is_theirs_by_id_name_or_address_unless_another_has_it_today(book: Book) -> None:
    fill(
        book,
        Volunteer(id="zoe", name="Renamed since"),
        Volunteer(id="mail", name="Other", email="ZOE.Q@example.org"),
        Volunteer(id="called", name="zoe QUARREL"),
        Volunteer(id="here", name="Zoe Quarrel", email="zoe.q@example.org"),
        Volunteer(id="bo", name="Bo", email="bo@example.org"),
        Volunteer(id="bare", name="Cy"),
    )
    assert {found.id for found in versions(book, ZOE, {"here"})} == {"zoe", "mail", "called"}
    redactor = Redactor([ZOE], book)
    assert {v.id for v in book.volunteers.values() if redactor.same(v, {"here"})} == {"zoe", "mail", "called"}


def test_who_has_no_address_is_not_everyone_without_one(book: Book) -> None:
    fill(book, Volunteer(id="bare", name="Cy"), Volunteer(id="bo", name="Bo"))
    gone = Volunteer(id="gone", name="Zoe Quarrel")
    assert [*versions(book, gone, ())] == []
    assert not any(Redactor([gone], book).same(v, ()) for v in book.volunteers.values())


def test_what_can_be_undone_in_a_copy_is_theirs_too(book: Book) -> None:
    fill(book, Volunteer(id="old", name="Zoe Quarrel", phone="1"))
    with book.change("Delete") as change:
        change.remove(book.volunteers["old"])
    assert [found.phone for found in versions(book, ZOE, ())] == ["1"]


# -- names of files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "tells"),
    [
        ("letter-zoe-quarrel-2026", True),
        ("Zoë_Quarrel", True),
        ("zoe", False),
        ("zoe-quarrels", False),
        ("", False),
    ],
)
def test_the_name_of_a_file_tells_of_a_person(book: Book, stem: str, tells: bool) -> None:
    assert Redactor([ZOE], book).in_name(stem) == tells


def test_plain_values_tell_of_a_person_at_any_depth(book: Book) -> None:
    redactor = Redactor([ZOE], book)
    for value in ("Zoe Quarrel", ["a", ("Zoe Quarrel",)], {"Zoe Quarrel": 1}, {"a": {"b": ["Zoe Quarrel"]}}):
        assert redactor.in_value(value)
    for value in ("Bo", ["a", 1, None], {"a": {"b": [True]}}, 7, None):
        assert not redactor.in_value(value)


def test_what_another_is_called_stays(book: Book) -> None:
    fill(book, Volunteer(id="other", name="Zoe Quarrel Holm"), Volunteer(id="same", name="Zoe Quarrel"))
    redactor = Redactor([ZOE], book)
    assert redactor.shared == ["Zoe Quarrel"]
    assert redactor.out_of("Zoe Quarrel Holm met Zoe Quarrel", parts=True) == "Zoe Quarrel Holm met Zoe Quarrel"
