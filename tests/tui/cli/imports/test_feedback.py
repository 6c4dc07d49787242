"""``guildbook import feedback``: counted once, quotes by their numbers, what cannot be meant refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from tests.support.making import fill, gathering
from tests.tui.cli.asking import Ask, files_in

FORM = Path(__file__).parents[3] / "fixtures" / "cases" / "feedback" / "f01-google-forms.csv"


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "circle.json"
    with Book.open(path, clock, create=True) as book:
        fill(book, gathering(3, "Excel", id="excel", topic="Excel"))
    return path


def test_feedback_comes_in_once(ask: Ask, book: Path, clock: Clock) -> None:
    words = ("import", "feedback", str(FORM), "--gathering", "excel", "--quote", "2")
    said = ask(*words, book=book)
    assert said.has_line("2 (quoted)", "checklist")
    with Book.open(book, clock, write=False) as opened:
        kept = opened.gatherings["excel"]
    assert (kept.answers, kept.recommend, kept.quotes) == (3, 2, "Use the checklist before a meeting")
    before = files_in(book.parent)
    assert ask(*words, book=book).has_line("Nothing new")
    assert files_in(book.parent) == before


@pytest.mark.parametrize("words", [("--quote", "9"), ("--leave-out", "Nonsense"), ("--quote", "0")])
def test_what_cannot_be_meant_is_refused(ask: Ask, book: Path, words: tuple[str, ...]) -> None:
    before = files_in(book.parent)
    assert ask("import", "feedback", str(FORM), "--gathering", "excel", *words, book=book).status == 2
    assert files_in(book.parent) == before


def test_a_dry_run_changes_nothing(ask: Ask, book: Path) -> None:
    before = files_in(book.parent)
    said = ask(
        "import", "feedback", str(FORM), "--gathering", "excel", "--leave-out", "How clear", "--dry-run", book=book
    )
    assert said.has_line("How clear", "left out")
    assert files_in(book.parent) == before
