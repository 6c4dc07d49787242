"""Cells of a sheet: what they are without guards and wrappings, and who and which address stands in them."""

from __future__ import annotations

import pytest

from store.exchange.people_import.cells import address, freed, guarded, is_address, person, values_of
from store.exchange.people_import.consent_answers import are_consents, asks_for_consent, consents, words_of_consent


@pytest.mark.parametrize(
    ("cell", "free"),
    [
        (" Ana ", "Ana"), ("-", ""), ("#N/A", ""), ("NO_MANAGER", ""), ("'=1+1", "=1+1"), ("'Ana", "'Ana"), ("''=1", "'=1"),
        ("a\n'=1", "a\n=1"), ("'", "'"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_is_freed_of_its_guard(cell: str, free: str) -> None:
    assert freed(cell) == free


@pytest.mark.parametrize(
    "text",
    ["=1+1", " =1", "'=1", "-2", "+1", "@x", "Ana", "a;=1", "a\t=1", "a\n=1\n+2", "", "'", "\u200b=1", "＝1"],
)
def test_what_is_guarded_is_freed_again(text: str) -> None:
    assert freed(guarded(text)).strip() == text.strip()
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Ana Ruiz <ana@x.org>", ("Ana Ruiz", "ana@x.org")), ("Ana Ruiz (ana@x.org)", ("Ana Ruiz", "ana@x.org")),
        ("Ana Ruiz, ana@x.org", ("Ana Ruiz", "ana@x.org")), ('"Ana Ruiz" <ana@x.org>', ("Ana Ruiz", "ana@x.org")),
        ("'Ana' <mailto:ana@x.org>", ("Ana", "ana@x.org")), ("ana@x.org (Ana)", ("Ana", "ana@x.org")), ("ana@x.org", ("", "ana@x.org")),
        ("\"Ana' <ana@x.org>", ("\"Ana'", "ana@x.org")), ('" <ana@x.org>', ('"', "ana@x.org")), ("anonymous", ("", "")), ("Ana (12)", ("Ana", "")),
        ("1. Ana", ("Ana", "")), ("CN=Ana Ruiz,OU=x", ("Ana Ruiz", "")), ("A" * 288 + " <ana@x.org>", ("A" * 288, "ana@x.org")),
        ("A" * 289 + " <ana@x.org>", ("A" * 289 + " <ana@x.org>", "")),
    ],
)  # fmt: skip
def test_a_name_and_an_address_in_one_cell(cell: str, who: tuple[str, str]) -> None:
    assert person(cell) == who
    assert is_address(cell) == (who[0] == "" and who[1] == cell)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["", "ana@x.org"], "ana@x.org"), (["Ana <ana@x.org>; bo@x.org"], "ana@x.org"), (["/o=Exchange/cn=ana"], ""), (["anonymous"], ""),
        (["no", "mailto:ana@x.org"], "ana@x.org"), ([], ""),
    ],
)  # fmt: skip
def test_the_first_address_of_some_cells(cells: list[str], found: str) -> None:
    assert address(cells) == found


@pytest.mark.parametrize(("cells", "named"), [(["no", "yes"], "‘no’"), (["x" * 41], f"‘{'x' * 40}’")])
def test_what_is_no_address_is_named(cells: list[str], named: str) -> None:
    with pytest.raises(ValueError, match="not an email address") as error:
        address(cells)
    assert named in str(error.value)


def test_several_values_of_a_cell() -> None:
    cells = ["Friends ::: * myContacts", "a;b\nc", "myContacts ::: starred", " "]
    assert [*values_of(cells)] == ["Friends", "a", "b", "c"]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [("Yes", True), ("I agree.", True), ("✓", True), ("No", False), ("I do not agree", False), ("Ich stimme nicht zu", False), ("perhaps", None), ("yesterday", None), ("", None)],
)  # fmt: skip
def test_an_answer_is_a_yes_or_a_no_or_neither(answer: str, meant: bool | None) -> None:
    assert consents(answer) is meant


@pytest.mark.parametrize(
    ("cells", "answers"), [(["yes", "perhaps"], False), (["yes", "no", "perhaps"], True), (["perhaps"], False)]
)
def test_a_column_of_consents_mostly_says_yes_or_no(cells: list[str], answers: bool) -> None:
    assert are_consents(cells) == answers


@pytest.mark.parametrize(
    ("header", "asks"), [("Do you agree?", True), ("Consent (GDPR)", True), ("Department", False)]
)
def test_a_question_for_consent(header: str, asks: bool) -> None:
    assert asks_for_consent(header) == asks


@pytest.mark.parametrize(
    ("answer", "words"),
    [("Yes", "May we?: Yes"), ("Yes I do", "May we?: Yes I do"), ("Yes I agree gladly", "Yes I agree gladly")],
)
def test_a_short_answer_is_kept_with_its_question(answer: str, words: str) -> None:
    assert words_of_consent("May we? :", answer) == words
