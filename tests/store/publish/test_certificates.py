"""Certificates and cards: figures that the book holds, words that may be passed on, a sheet each, and no markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.model.community import Community
from store.publish.certificates import Sheet, certificates, contributors
from tests.store.publish.test_hub import Page
from tests.support.making import HOSTILE, TODAY, fill, held, led, member, members, thanks

CHROMIUM = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")


@pytest.fixture
def honoured(book: Book) -> Book:
    fill(
        book,
        Community(name="The <b>Circle", organiser="Nina & Co"),
        *member("ann", name=HOSTILE),
        *members("bo", "cy"),
        led(20, "ann", topic="Excel", minutes=90, learners=8, together=("bo",)),
        led(400, "ann", topic="Tea", minutes=60, learners=4),
        led(10, "ann", kind="answered_question", minutes=15),
        held(9, "ann", "cy", host="ann", minutes=30),
        thanks(5, "ann", words="“So clear & calm”", public=True),
        thanks(4, "ann", words="For you alone"),
        thanks(3, "ann", "bo", words="Between the three of us"),
        thanks(450, "ann", words="Long ago", public=True),
    )
    return book


def sheet_of(book: Book, who: str, year: int | None = None, sheet: Sheet = "certificate") -> list[str]:
    page, _ = certificates(book, [book.volunteers[who]], TODAY, year=year, sheet=sheet)
    Page(page)
    assert "<b>" not in page
    return [unescape(text) for text in re.findall(r">([^<>\n]+)<", page.partition("<main>")[2])]


def test_it_tells_what_someone_did_in_a_year_and_what_they_were_told(honoured: Book) -> None:
    told = sheet_of(honoured, "ann", 2026)
    figures = [
        "1 training session led", "1 gathering hosted", "1 question answered", "8 learner attendances at your sessions",
        "2 h 15 of recorded time", "1 gathering attended",
    ]  # fmt: skip
    assert [line for line in told if line in figures] == figures
    assert HOSTILE in told
    assert [line for line in told if line.startswith("“")] == ["“For you alone”", "“So clear & calm”"]
    assert "2 training sessions led" in sheet_of(honoured, "ann")
    assert "1 training session co-led" in sheet_of(honoured, "bo", 2026)


def test_nothing_is_counted_that_did_not_happen(book: Book) -> None:
    fill(book, *members("ann", "bo"), led(10, "ann", kind="answered_question"), held(9, "bo"))
    told = " ".join(sheet_of(book, "ann"))
    assert "1 question answered" in told
    assert [words for words in ("at your sessions", "recorded time", "attended") if words in told] == []
    with pytest.raises(GuildbookError, match="No contributions so far by Bo"):
        sheet_of(book, "bo")  # nobody is honoured for having come alone


def test_a_card_has_the_words_first(honoured: Book) -> None:
    told = sheet_of(honoured, "ann", sheet="card")
    assert told.index("“For you alone”") < told.index("2 training sessions led")


def test_who_did_nothing_gets_none(honoured: Book) -> None:
    assert [who.id for who in contributors(honoured, 2026, TODAY)] == ["ann", "bo"]
    page, empty = certificates(honoured, [honoured.volunteers[who] for who in ("ann", "cy")], TODAY)
    assert (page.count('class="sheet"'), empty) == (1, ["Cy"])
    with pytest.raises(GuildbookError, match="2019"):
        certificates(honoured, [honoured.volunteers["ann"]], TODAY, year=2019)


@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_the_longest_sheet_is_one_page_each(honoured: Book, tmp_path: Path) -> None:
    kinds = (
        "led_session",
        "co_led_session",
        "hosted_ritual",
        "mentored_trainer",
        "shared_material",
        "brought_idea",
        "took_on_role",
    )
    with honoured.change("More") as change:
        for kind in kinds:
            change.put(led(30, "bo", kind=kind, topic=kind))
        for day in range(6):
            change.put(thanks(day, "bo", words="word " * 38, public=True))
    people = [honoured.volunteers[who] for who in ("ann", "bo")]
    path = tmp_path / "all.html"
    path.write_text(certificates(honoured, people, TODAY)[0])
    pdf = tmp_path / "all.pdf"
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--no-pdf-header-footer", f"--print-to-pdf={pdf}", path.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 2
