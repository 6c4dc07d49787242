"""Who may be in the book twice: by address, by name, and by a name that differs by a slip."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.people.duplicates import likely_pairs, lookalikes, told_lookalike
from tests.support.making import HOSTILE, department, fill, person


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("Ana Ruiz", True),
        ("ana  RUIZ", True),
        ("Ruiz, Ana", True),
        ("Ána Rüiz", True),
        ("Anna Ruiz", True),
        ("Ana Ruitz", True),
        ("Ana Riuz", True),
        ("Ana Luiz", True),
        ("Ana Ruiz-Gil", False),
        ("Tom Okafor", False),
        ("Ana", False),
        ("", False),
    ],
)
def test_a_name_is_known_again_in_any_order_and_with_one_slip(book: Book, typed: str, alike: bool) -> None:
    fill(book, person("ana", "Ana Ruiz"), person("li", "Li Wen"))
    assert [v.id for v in lookalikes(book, typed)] == ["ana"] * alike


def test_short_names_are_not_each_others_slips(book: Book) -> None:
    fill(book, person("tom", "Tom"), person("jan", "Jan B"))
    assert not lookalikes(book, "Tim")
    assert not lookalikes(book, "Jan C")


def test_an_address_tells_as_well_and_the_same_name_stands_first(book: Book) -> None:
    fill(book, person("a", "Abe Ruiz", email="r@x.org"), person("b", "Ana Ruiz"), department("ops"))
    assert [v.id for v in lookalikes(book, "Ana Ruiz", "R@X.org")] == ["b", "a"]
    fill(book, person("c", HOSTILE, department="ops"))
    assert told_lookalike(book, HOSTILE) == f"‘{HOSTILE}’ (Ops) is already in the book."
    assert "same person?" in told_lookalike(book, "Anna Ruiz")
    assert told_lookalike(book, "Nobody Known") == told_lookalike(book, "") == ""


def test_pairs_are_named_once_unless_address_or_department_tells_them_apart(book: Book) -> None:
    fill(
        book, department("ops"), department("it"), person("a", "Ana Ruiz", department="ops"), person("b", "Ana Ruitz"),
        person("c", "Tom Berg", department="ops"), person("d", "Tim Berg", department="it"),
        person("e", "Eve Holt", email="e@x.org"), person("f", "Eva Holt", email="f@x.org"),
        person("g", "Li Wen", department="ops"), person("h", "Wen Li", department="ops"),
    )  # fmt: skip
    assert [(one.id, other.id) for one, other in likely_pairs(book)] == [("a", "b"), ("g", "h")]
