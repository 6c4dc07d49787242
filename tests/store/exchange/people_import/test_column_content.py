"""What a column is by its cells alone: each share at, below and above its limit."""

from __future__ import annotations

import pytest

from store.exchange.people_import.column_content import (
    are_addresses,
    are_names,
    are_numbers,
    are_yes_no,
    could_be_name,
    has_address,
    has_full_names,
    never_name,
    only_repeats,
    share,
)

NAMES = ["Ana Ruiz", "Bo Ek", "Cy Lund", "Di Orr", "Eva Holm", "Flo Beck"]


def test_a_share_of_nothing_is_nought() -> None:
    assert (share([], str.isdigit), share(["1", "x", "2", "3"], str.isdigit)) == (0, 0.75)


@pytest.mark.parametrize(
    ("cells", "yes_no", "numbers", "repeats"),
    [
        ([], False, False, False),
        (["yes", "No."], True, False, False),
        (["yes", "Yes, gladly"], True, False, False),
        (["yes", "Bo"], False, False, False),
        (["1", "12"], False, True, False),
        (["EMP-00101", "EMPL-0012"], False, False, False),  # three letters at most, and more than half
        (["EMP-00101", "EMPL-0012", "3"], False, True, False),
        (["3 b", "4 c"], False, False, False),
        (["Ana", "Ana", "Ana"], False, False, False),  # too few to repeat
        (["Ana", "ANA ", "Bo", "Bo"], False, False, True),
        (["Ana", "Ana", "Bo", "Cy"], False, False, False),
        (["yes", "yes", "no", "no"], True, False, False),
        (["12", "12", "12", "12"], False, True, False),
    ],
)
def test_what_speaks_against_names(cells: list[str], yes_no: bool, numbers: bool, repeats: bool) -> None:
    assert (are_yes_no(cells), are_numbers(cells), only_repeats(cells)) == (yes_no, numbers, repeats)
    assert never_name(cells) == (yes_no or numbers or repeats)


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (NAMES, True),
        (["Ana Ruiz", "see notes"], False),  # half of them
        (["Ana Ruiz", "Bo Ek", "see notes"], True),
        (["Ana Ruiz", "Ruiz, Ana", "Ana RUIZ"], True),  # too few to be too alike
        (["Ana Ruiz", "Ruiz, Ana", "Bo Ek", "Ek, Bo"], False),
        (["Ana Ruiz", "Ruiz, Ana", "Bo Ek", "Cy Lund"], True),
        (["Ana Ruiz", "Ana Ruiz", "Bo Ek", "Bo Ek"], False),
        (["1", "2", "Bo"], False),
    ],
)
def test_a_column_of_names_is_mostly_names_of_different_people(cells: list[str], names: bool) -> None:
    assert are_names(cells) == names


@pytest.mark.parametrize(
    ("cells", "mostly", "any_of_them"),
    [
        ([], False, False), (["a@x.org"], True, True), (["a@x.org", "Bo"], True, True), (["a@x.org", "Bo", "Cy"], False, True),
        (["Ana <a@x.org>", "Bo"], True, True), (["Ana", "@home"], False, False),
    ],
)  # fmt: skip
def test_a_column_of_addresses(cells: list[str], mostly: bool, any_of_them: bool) -> None:
    assert (are_addresses(cells), has_address(cells)) == (mostly, any_of_them)


@pytest.mark.parametrize(
    ("cells", "full"),
    [
        (["Ana Ruiz", "Bo"], False), (["Ana Ruiz", "Ruiz,Ana", "Bo"], True), (["Ana Ruiz <a@x.org>", "Bo Ek", "Cy"], True),
        (["Ana <a@x.org>", "Bo <b@x.org>", "Cy Lund"], False), ([], False),
    ],
)  # fmt: skip
def test_full_names_have_more_than_one_word(cells: list[str], full: bool) -> None:
    assert has_full_names(cells) == full


@pytest.mark.parametrize(
    "cell", ["Ana Ruiz", "Ana", "van der Berg, Bo", "Dr. Marta Weiss", "Ana Ruiz, PhD", "李小龙", "A B C D E F", "J. Smith", "John A. Smith", "J.R. Tolkien", "Prof. Dr. Jörg Weiß", "Martin King, Jr.", "Bo " + "B" * 117, "Ana Ruiz <a@x.org>"]
)  # fmt: skip
def test_what_may_be_a_name(cell: str) -> None:
    assert could_be_name(cell)


@pytest.mark.parametrize(
    "cell", ["", "a@x.org", "ana ruiz", "Ana ruiz", "Room 2", "Who is it?", "Ana: here", "See me. Soon there", "A B C D E F G", "Bo " + "B" * 118,
             "Acme GmbH", "Dr.", "van", "---", "Tea; Milk", "Wow!"]
)  # fmt: skip
def test_what_is_no_name(cell: str) -> None:
    assert not could_be_name(cell)
