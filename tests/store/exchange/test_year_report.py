"""The report on a year: figures of the records, the year before where there is one, and three sheets of A4 at most."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from store.exchange.year_report import as_html, as_text, year_to_report
from store.model.finance import Cost, OutsideQuote, Rate
from store.model.training import SessionPlan
from store.texts.documents.year import rate
from store.updates.year import Year, year_of
from tests.support.making import HOSTILE, TODAY, ago, department, fill, held, led, member

CHROMIUM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")


def year(book: Book, number: int = 2026) -> Year:
    found = year_of(book, number, TODAY)
    assert found
    return found


@pytest.fixture
def two_years(book: Book) -> Book:
    """Sessions, attendance and costs in this year and the one before, a little after this day of it as well."""
    fill(book, department("ops", HOSTILE), department("it", "IT"))
    fill(book, *member("ann", department="ops", when=600), *member("bo", department="it", when=100))
    fill(
        book,
        led(ago(20), "ann", id="a", topic="Excel", learners=7, minutes=60),
        led(ago(200), "bo", id="b", topic="Word", learners=5),
        led(date(2025, 11, 20), "ann", id="c", topic="Excel", learners=3),
        led(date(2025, 12, 20), "ann", id="d", topic="Excel", learners=90),
        held(15, "ann", "bo", id="g", topic="Charts", host="ann", learners=4),
        Rate(since=ago(100), hour=Decimal(10)),
        Cost(what="Room", amount=Decimal(100), on=ago(15)),
        Cost(what="Cake", amount=Decimal(40), on=date(2025, 6, 1)),
        OutsideQuote(what="Course", price=Decimal(700), source="offer", quoted_on=ago(400), sessions=("a",)),
        SessionPlan(topic="Charts", gathering="g", outcomes=f"{HOSTILE} drew a <b>line</b>"),
    )
    return book


def test_its_figures_are_those_of_the_records(two_years: Book) -> None:
    found = year(two_years)
    assert (len(found.whole.sessions), found.whole.learners, found.whole.spent) == (3, 16, Decimal(110))
    assert [(number, len(quarter.sessions)) for number, quarter in found.quarters] == [
        (1, 0),
        (2, 1),
        (3, 0),
        (4, 2),
    ]
    assert found.before
    assert (found.before.until, found.before.learners) == (date(2025, 11, 23), 3)  # not what came later that year
    assert (found.replaced, found.avoided) == (1, Decimal(700))
    assert sum(number for _, number in found.spread) == 2
    assert [one.topic for one in found.learned] == ["Charts"]
    text = as_text(two_years, found)
    assert all(
        fact in text
        for fact in ("against 3", "€700", "€110", "€150", "To 23 Nov 2025", f"{HOSTILE} drew a <b>line</b>")
    )


def test_a_year_without_records_has_no_report(two_years: Book) -> None:
    assert year_of(two_years, 2019, TODAY) is None
    assert year_of(two_years, 2027, TODAY) is None
    before = year(two_years, 2025)
    assert (before.complete, before.before, len(before.whole.sessions)) == (True, None, 2)
    assert [year_to_report(day) for day in (date(2027, 1, 31), date(2027, 2, 1))] == [2026, 2027]


def test_few_cases_are_no_percentage() -> None:
    assert [rate(1, 4), rate(4, 8), rate(8, 10), rate(0, 0)] == ["1 of 4", "50% (4 of 8)", "80%", "–"]


class Texts(HTMLParser):
    """The words of a page; whatever is opened has to be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(" ".join(data.split()))


def test_page_and_text_say_the_same(two_years: Book) -> None:
    found, page = year(two_years), Texts()
    page.feed(as_html(two_years, found))
    assert not page.open
    words = " ".join(page.words)
    for line in as_text(two_years, found).split("\n"):
        for part in re.split(r"[:,] ", line.removeprefix("- "))[:1]:
            assert part in words


@pytest.mark.skipif(not CHROMIUM, reason="prints by Chromium")
def test_it_prints_on_three_sheets_at_most(tmp_path: Path) -> None:
    build_demo(tmp_path / "demo.json", TODAY)
    with Book.open(tmp_path / "demo.json", Clock(TODAY), write=False) as book:
        (tmp_path / "year.html").write_text(as_html(book, year(book)), "utf-8")
    printed = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'home'}",
        f"--print-to-pdf={tmp_path / 'year.pdf'}", f"file://{tmp_path / 'year.html'}",
    ]  # fmt: skip
    subprocess.run(printed, check=True, capture_output=True, timeout=60)
    assert len(re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "year.pdf").read_bytes())) <= 3
