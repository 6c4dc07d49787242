"""The page to print: figures of the letter and of the records, drawings that hold any text, one sheet of A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.rituals import hosting_share
from store.exchange.printed_page import as_page
from store.model.people import Department
from store.model.stakeholders import Stakeholder
from store.people.stages import members
from store.updates.compose import compose, keep
from store.updates.draft import Draft
from tests.support.making import TODAY, fill, held, led, member
from tests.support.updates_page import BOOKS, EVA

CHROMIUM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")
STRANGE = "[/x] <b>&\"'"


def draft_for(book: Book, name: str) -> Draft:
    reader = next(who for who in book.stakeholders.values() if who.name.startswith(name))
    return compose(book, reader, TODAY, kind="charts")


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])).split())


def test_it_tells_figures_of_the_letter_and_of_the_records(sample: Book) -> None:
    draft = draft_for(sample, "Samir")
    page, letter = words_of(as_page(draft)), draft.text
    for figure in (
        r"Members’ attendance: (\d+%)",
        r"with (\d+) learner attendances",
        r"worth (€[\d,]*\d)",
        r"total costs of (€[\d,]*\d)",
    ):
        found = re.search(figure, letter)
        assert found is not None
        assert found[1] in page
    trend = page.partition("Attendances a month")[2].partition("Who hosts")[0]
    assert trend.split() == [word for month, came in draft.facts.trend for word in (str(came), month)]
    hosted, of = hosting_share(sample, TODAY)
    assert f"Nina Berger {hosted} of {of} Members {of - hosted} of {of}" in page
    assert sum(number for _, number in draft.charts.spread) == len(members(sample, TODAY))


def test_what_was_left_out_of_the_letter_is_left_out(book: Book) -> None:
    fill(
        book,
        EVA,
        *member("ann"),
        held(5, attended=("ann",), quotes="I dared."),
        led(4, "ann", topic="Excel", learners=7),
    )
    assert "I dared." in as_page(compose(book, EVA, TODAY, kind="charts"))
    draft = compose(book, EVA, TODAY, kind="charts")
    fill(book, keep(book, draft, chosen={"feedback": False, "participation": False}))
    page = as_page(compose(book, EVA, TODAY, kind="charts"))
    assert "I dared." not in page
    assert "attendance, target" not in page


@pytest.mark.parametrize("name", BOOKS)
def test_a_small_book_has_a_page_without_empty_drawings(book: Book, name: str) -> None:
    fill(book, *BOOKS[name])
    page = as_page(compose(book, EVA, TODAY, kind="charts"))
    assert "Who hosts" not in page
    assert not re.search(r"</h2>\s*(<h2|</body)", page)


def test_text_of_the_book_is_text(book: Book) -> None:
    fill(
        book,
        replace(book.community, name=STRANGE, organiser=STRANGE),
        Stakeholder(id="eva", name=STRANGE, ask=STRANGE),
        *(Department(id=f"d{n}", name=f"{STRANGE} {n}") for n in range(2)),
        *member("ann", department="d0"),
        *member("raj", department="d1"),
        *(
            held(5 * n + 1, attended=("ann",), host="organiser" if n % 2 else "ann", quotes=STRANGE)
            for n in range(8)
        ),
    )
    page = as_page(compose(book, book.stakeholders["eva"], TODAY, kind="charts"))
    tree = ElementTree.fromstring(
        page.replace("<!DOCTYPE html>", "")
        .replace('<meta charset="utf-8">', "")
        .replace('<meta name="viewport" content="width=device-width">', "")
    )
    assert STRANGE in "".join(tree.itertext())
    assert "http" not in page
    assert {one.tag for one in tree.iter()} <= {
        "html", "head", "title", "style", "body", "h1", "h2", "p", "div", "b", "svg", "rect", "text", "table", "tr", "td",
        "blockquote", "ul", "li",
    }  # fmt: skip


def test_bars_share_one_column_and_one_scale(sample: Book) -> None:
    page = as_page(draft_for(sample, "Samir"))
    bars = re.findall(r'<svg viewBox="0 0 100 12".*?</svg>', page)
    assert len(bars) > 6
    assert all('<rect width="100" height="12"' in bar for bar in bars)
    assert sum(bar.count("<rect") == 3 for bar in bars) == 1  # the organiser's target
    assert "table-layout: fixed" in page


@pytest.mark.skipif(not CHROMIUM, reason="there is no chromium")
@pytest.mark.parametrize("name", ["Samir", "Ingrid", "Marta"])
def test_it_prints_on_one_sheet(sample: Book, tmp_path: Path, name: str) -> None:
    page, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(as_page(draft_for(sample, name)), encoding="utf-8")
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'home'}",
         f"--print-to-pdf={pdf}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = pdf.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    width, height = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)[0])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
