"""``guildbook import attendance``: whom it finds, how the others are counted, and that it does so once."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering
from tests.support.making import fill, gathering, person
from tests.tui.cli.asking import Ask, files_in

REPORT = "Name\tDuration\tEmail\nAna Ruiz\t55m\tana@x.org\nNew Face\t50m\t\niPhone\t40m\t\nBo Ek\t2m\t\n"


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "circle.json"
    with Book.open(path, clock, create=True) as book:
        fill(book, person("ana", "Ana Ruiz"), person("bo", "Bo Ek"), person("cy", "Cy Lind"))
        fill(book, gathering(1, "Coffee corner", id="coffee"), gathering(3, "Excel", id="excel", topic="Excel"))
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text(REPORT, "utf-16")
    return path


def kept(book: Path, clock: Clock, key: str) -> Gathering:
    with Book.open(book, clock, write=False) as opened:
        return opened.gatherings[key]


def test_attendance_comes_in_once(ask: Ask, book: Path, report: Path, clock: Clock) -> None:
    words = ("import", "attendance", str(report), "--gathering", "excel")
    said = ask(*words, "--others", "learner", "--who", "iPhone=Cy Lind", book=book)
    assert said.status == 0
    assert said.has_line("To import: 2 attendees and 1 learner.")
    assert said.has_line("Bo Ek", "2 minutes")
    excel = kept(book, clock, "excel")
    assert ({*excel.attended}, excel.learners, excel.state) == ({"ana", "cy"}, 1, "held")
    again = files_in(book.parent)
    ask(*words, "--who", "iPhone=Cy Lind", book=book)
    assert files_in(book.parent) == again


def test_who_is_not_in_the_book_is_not_counted_unasked(ask: Ask, book: Path, report: Path, clock: Clock) -> None:
    said = ask("import", "attendance", str(report), "--gathering", "Coffee 22/11", book=book)
    assert "--others" in said.err
    assert (kept(book, clock, "coffee").attended, kept(book, clock, "coffee").learners) == (("ana",), None)


def test_a_dry_run_changes_nothing(ask: Ask, book: Path, report: Path) -> None:
    before = files_in(book.parent)
    assert ask("import", "attendance", str(report), "--gathering", "excel", "--dry-run", book=book).status == 0
    assert files_in(book.parent) == before


@pytest.mark.parametrize(
    ("words", "failed"),
    [
        (("--gathering", "Chess"), (1, "Chess")),
        ((), (1, "no date")),
        (("--gathering", "excel", "--who", "Nobody=guest"), (2, "Nobody")),
        (("--gathering", "excel", "--who", "iPhone=Zed"), (2, "Zed")),
        (("--gathering", "excel", "--who", "iPhone"), (2, "NAME=ANSWER")),
    ],
)
def test_what_cannot_be_meant_is_refused(
    ask: Ask, book: Path, report: Path, words: tuple[str, ...], failed: tuple[int, str]
) -> None:
    before = files_in(book.parent)
    said = ask("import", "attendance", str(report), *words, book=book)
    status, fact = failed
    assert (said.status, fact in said.err) == (status, True), said.err
    assert files_in(book.parent) == before


def test_the_day_of_the_report_finds_the_gathering(ask: Ask, book: Path, tmp_path: Path, clock: Clock) -> None:
    report = tmp_path / "zoom.csv"
    report.write_text("Name,Join time,Leave time\nBo Ek,2026-11-22 10:00,2026-11-22 11:00\n")
    assert ask("import", "attendance", str(report), book=book).has_line("Coffee corner")
    assert kept(book, clock, "coffee").attended == ("bo",)
