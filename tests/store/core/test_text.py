"""Text that people type, paste or import: cleaned once, kept otherwise as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.text import (
    clean,
    in_brief,
    is_plain,
    join_words,
    marked,
    normalize,
    one_line,
    ordinal,
    pluralize,
    quotation,
    quoted,
    without_marks,
)

MARK = "\N{REPLACEMENT CHARACTER}"

KEPT = [
    "", "plain", "[/x] Ann [Ops]", "‘Ann’ \"O'Neil\" \\ {}", "two\nlines\tand a tab", "Ñandú, Søren, Łukasz, Ἀθηνᾶ",
    "日本語", "שלום", "مرحبا", "नमस्ते", "👩‍🏫 🧑‍🤝‍🧑 ❤️ 🇦🇹 1️⃣", "می‌خواهم", "क्‍ष", "non\N{NO-BREAK SPACE}breaking",
    "soft\N{SOFT HYPHEN}hyphen",
]  # fmt: skip

CHANGED = {
    "\x1b[31mred\x1b[0m": "␛[31mred␛[0m",
    "bell\a": "bell␇",
    "nul\0": "nul␀",
    "form\ffeed": "form␌feed",
    "vertical\vtab": "vertical␋tab",
    "delete\x7f": f"delete{MARK}",
    "c1 \x9b31m": f"c1 {MARK}31m",
    "next\x85line": f"next{MARK}line",
    "half \ud83e": f"half {MARK}",
    "other half \udd13": f"other half {MARK}",
    "\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe": f"{MARK}fdp.exe",
    "\N{FIRST STRONG ISOLATE}a\N{POP DIRECTIONAL ISOLATE}": f"{MARK}a{MARK}",
    "\N{LEFT-TO-RIGHT MARK}a\N{ARABIC LETTER MARK}": f"{MARK}a{MARK}",
    "line\N{LINE SEPARATOR}paragraph\N{PARAGRAPH SEPARATOR}": f"line{MARK}paragraph{MARK}",
    "\ufeffname": f"{MARK}name",
    "windows\r\nline": "windows\nline",
    "old\rmac": "old\nmac",
    "e\N{COMBINING ACUTE ACCENT}": "é",
    "\N{ANGSTROM SIGN}": "Å",
    "한글": "한글",
}


@pytest.mark.parametrize("text", KEPT)
def test_what_people_write_is_kept_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(("text", "cleaned"), CHANGED.items())
def test_what_cannot_be_seen_becomes_visible_or_composed(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_is_clean_for_good(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode() == cleaned.encode("utf-8", "strict")
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not [
        c for c in cleaned if unicodedata.bidirectional(c) in ("LRO", "RLO", "LRE", "RLE", "LRI", "RLI", "FSI")
    ]


@given(st.text(st.characters(exclude_categories=[])))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not set(line) & set("\r\n\t")
    assert line == line.strip() == one_line(line)
    assert len(line.splitlines()) <= 1


def test_one_line_joins_with_one_space() -> None:
    assert one_line("  Ann\r\n\tRuiz \n") == "Ann Ruiz"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "ANA"),
        ("Čapek", "capek"),
        ("Straße", "STRASSE"),
        ("Łukasz", "łukasz"),
        ("e\u0301", "É"),
        ("ﬁt", "FIT"),
    ],
)
def test_folded_text_forgets_case_and_accents(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


def test_folded_text_keeps_what_differs() -> None:
    assert len({normalize(name) for name in ("Ann", "Ana", "An", "李", "陳")}) == 5


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1240, "1,240 days"), (-1, "-1 days")]
)
def test_numbers_come_with_their_noun(number: int, words: str) -> None:
    assert pluralize(number, "day") == words


def test_nouns_have_their_own_plural() -> None:
    assert pluralize(1, "person", "people") == "1 person"
    assert pluralize(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("names", "most", "words"),
    [
        ([], 0, ""),
        (["Ana"], 0, "Ana"),
        (["Ana", "Li"], 0, "Ana and Li"),
        (["Ana", "Li", "Tom"], 0, "Ana, Li and Tom"),
        (["Ana", "Li", "Tom"], 3, "Ana, Li and Tom"),
        (["Ana", "Li", "Tom", "Raj", "Ida"], 2, "Ana, Li and 3 more"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], most: int, words: str) -> None:
    before = list(names)
    assert join_words(names, most) == words
    assert names == before


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_a_place_in_a_row(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    "typed", ["I dared.", "«I dared.»", ' "I dared." ', "„I dared.“", "“I dared.”", "'I dared.'", "‘I dared.’"]
)
def test_what_was_said_has_its_marks_once(typed: str) -> None:
    assert quotation(typed) == "“I dared.”"


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert quotation("It was the trainers’") == "“It was the trainers’”"
    assert quoted("Ann's [lab]") == "‘Ann's [lab]’"


@pytest.mark.parametrize("marks", [29, 30, 31, 32, 60])
def test_accents_on_one_letter_are_thirty_at_most(marks: int) -> None:
    accent = "\N{COMBINING GRAVE ACCENT BELOW}"
    line = f"x{accent * marks}y{accent}"
    kept = f"x{accent * min(marks, 30)}{MARK if marks > 30 else ''}y{accent}"
    assert clean(line) == unicodedata.normalize("NFC", kept)
    assert is_plain(clean(line))


@pytest.mark.parametrize(
    ("text", "plain"), [("Ann", True), ("Ñandú", True), ("a\nb", True), ("a\x07b", False), ("e\u0301", False), ("a\r\nb", False)]
)  # fmt: skip
def test_plain_is_what_cleaning_leaves_as_it_is(text: str, plain: bool) -> None:
    assert is_plain(text) == plain == (clean(text) == text)


@pytest.mark.parametrize(
    ("text", "brief"),
    [("abcde", "abcde"), ("abcdef", "abcd…"), ("a\tb", "a b"), ("\n\n\n\n\n\n\n\n\n\nabcdef", ""), ("\n\n\n\n\nabcdef", "abcde"), ("\n\n\n\nabcdef", "abcd…")],
)  # fmt: skip
def test_a_text_in_brief_has_so_many_characters(text: str, brief: str) -> None:
    assert in_brief(text, 5) == brief


def test_blanks_of_every_kind_become_spaces_where_they_may_not_stay() -> None:
    assert marked("a\tb\x1f\x20c") == "a\tb␟ c"
    assert marked("a\tb\nc\x00", blanks=False) == "a b c␀"


@pytest.mark.parametrize(
    ("said", "bare"), [("'a'", "a"), ("'", "'"), ("''", ""), ("‘a", "‘a"), ("a’", "a’"), ("", "")]
)
def test_single_marks_are_taken_off_in_pairs(said: str, bare: str) -> None:
    assert without_marks(said) == bare


@pytest.mark.parametrize(
    ("number", "words"),
    [(10, "10th"), (100, "100th"), (101, "101st"), (111, "111th"), (102, "102nd"), (1013, "1013th")],
)
def test_places_in_the_hundreds(number: int, words: str) -> None:
    assert ordinal(number) == words
