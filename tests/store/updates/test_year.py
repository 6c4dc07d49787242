"""A year of updates to one recipient, and all of the sample's: none repeats itself, every figure is in the records, all are short."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.numbers import share_of
from store.demo import build_demo
from store.model.stakeholders import Kind, Stakeholder
from store.updates.compose import compose
from store.updates.draft import MOST_WORDS, Draft
from store.updates.metrics import facts
from store.updates.narrative.context import Context, activity_before
from store.updates.narrative.over_time import table
from store.updates.templates import TITLES
from store.updates.told import told
from tests.support.making import TODAY
from tests.support.updates_page import BOOKS, page, texts
from tests.support.walks.year_of_updates import ASKS, LESSON, year_of_updates

KINDS: tuple[Kind, ...] = get_args(Kind)
READERS = ("Marta", "Ingrid", "Samir", "Claire", "Bogdan")
MOST_OFTEN = 2


def reader_of(book: Book, name: str) -> Stakeholder:
    return next(who for who in book.stakeholders.values() if who.name.startswith(name))


def sentences(draft: Draft) -> set[str]:
    """What one update says, but for its greeting, its closing and its headings, and what someone wrote."""
    body = "\n".join(passage.words for passage in draft.outline if passage.name not in {"greeting", "closing"})
    found = {
        sentence.strip()
        for line in body.split("\n")
        for sentence in re.split(r"(?<=[.!?])\s+", line.removeprefix("- "))
        if sentence.strip() and not re.match("[░█▁-▇]", sentence)  # bars are no sentences
    }
    written = {*ASKS.values(), *TITLES.values()}
    return {sentence for sentence in found if sentence not in written and not sentence.startswith(LESSON)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["Marta", "Bogdan"])
def test_no_sentence_stands_in_more_than_two_of_twelve_updates(tmp_path: Path, name: str, kind: Kind) -> None:
    year = year_of_updates(tmp_path, TODAY, name, kind)
    counted = Counter(sentence for draft in year for sentence in sentences(draft))
    assert [(said, often) for said, often in counted.items() if often > MOST_OFTEN] == []
    assert all(not draft.too_long for draft in year if kind != "charts")


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 29), date(2028, 2, 29)])
@pytest.mark.parametrize("kind", KINDS)
def test_every_recipient_of_the_sample_gets_one_of_its_length(tmp_path: Path, today: date, kind: Kind) -> None:
    build_demo(tmp_path / "demo.json", today)
    with Book.open(tmp_path / "demo.json", Clock(today), write=False) as book:
        for name in READERS:
            draft = compose(book, reader_of(book, name), today, kind=kind)
            assert draft.words <= MOST_WORDS[kind], draft.text
            assert draft.pages == 1 or kind == "charts", draft.text


@pytest.mark.parametrize("name", READERS)
def test_an_overview_leaves_room_for_the_lessons(sample: Book, name: str) -> None:
    draft = compose(sample, reader_of(sample, name), TODAY, kind="quick_overview")
    assert draft.fits or not draft.unfilled


def test_all_that_is_to_be_read_aloud_stands_on_one_page(tmp_path: Path) -> None:
    whole = page(texts(tmp_path, TODAY))
    for name in (*READERS, *BOOKS):
        assert whole.count(f"<h2>{name}") == len(KINDS)
    assert whole.count("<iframe") == len(KINDS) * (len(READERS) + len(BOOKS))
    assert "too long" not in whole.replace("charts", "")


@pytest.mark.parametrize("days", [91, 364])
def test_a_long_period_is_told_by_month_or_quarter_and_adds_up(sample: Book, days: int) -> None:
    since = TODAY - timedelta(days=days)
    marta = reader_of(sample, "Marta")
    draft = compose(sample, marta, TODAY, since=since, kind="detailed_report")
    context = context_of(sample, marta, since)
    lines = {line.name: line for line in table(context)}
    assert [name for name, _ in lines["Sessions"].parts][-1] == ("Nov" if days == 91 else "Q4")
    for name in ("Sessions", "Learner attendances", "First-time trainers"):
        assert sum(int(value) for _, value in lines[name].parts) == int(lines[name].now)
    f = draft.facts
    assert (lines["Sessions"].now, lines["Learner attendances"].now) == (str(len(f.sessions)), str(f.learners))
    assert lines[f"Members’ attendance at {f.recorded} gatherings"].now == f"{share_of(f.came, f.seats)}%"
    assert draft.words <= MOST_WORDS["detailed_report"]
    participation = draft.section("participation")
    assert participation
    assert f"Sessions: {len(f.sessions)}" in participation.words
    assert " taught " not in participation.words


def test_a_quarter_is_compared_with_the_one_before(sample: Book) -> None:
    marta = reader_of(sample, "Marta")
    words = compose(sample, marta, TODAY, since=TODAY - timedelta(days=91), kind="detailed_report").body
    before = compose(sample, marta, TODAY - timedelta(days=92), since=TODAY - timedelta(days=183)).facts
    assert f", against {len(before.sessions)} in the quarter before (" in words
    assert f", against {share_of(before.came, before.seats)}% in the quarter before (" in words


def context_of(book: Book, reader: Stakeholder, since: date) -> Context:
    before = activity_before(book, told(book, [reader], TODAY), since, TODAY)
    return Context(book, (reader,), facts(book, since, TODAY, TODAY), before, told(book, [reader], TODAY), "charts")
