"""Surveys of topics: counts and answers read alike, known topics keep their record, and a second import adds nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.exchange.feedback_import.survey_reader import carry_out, read_pasted, read_survey
from store.integrity import check
from store.model.agreement import Wish
from tests.support.making import HOSTILE, TODAY, fill

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "survey"
FILES: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))["files"]


def test_every_file_has_its_expected_value() -> None:
    assert {path.name for path in CASES.iterdir()} == {*FILES, "expected.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_survey_reads_as_its_expected_value_says(book: Book, name: str) -> None:
    assert [[topic.title, topic.votes] for topic in read_survey(book, CASES / name)] == FILES[name]


def test_known_topics_keep_their_record_and_a_second_import_adds_nothing(book: Book) -> None:
    fill(
        book,
        Wish(id="x", title="excel PIVOT tables", votes=3, note="asked twice"),
        Wish(id="y", title="Giving feedback", votes=20),
    )
    for _ in range(2):
        topics = read_survey(book, CASES / "s01-counts.csv")
        with book.change("Import") as change:
            carry_out(book, topics, change, TODAY)
        assert not [*check.findings(book)]
        assert {(w.title, w.votes, w.note) for w in book.wishes.values()} == {
            ("excel PIVOT tables", 14, "asked twice"),
            ("Giving feedback", 20, ""),
        }
    assert not any(topic.gains for topic in topics)


def test_one_person_votes_once_for_a_topic(book: Book) -> None:
    [topic] = read_pasted(book, "Topics\tDay\nExcel; excel\tMon\n")
    assert topic.votes == 1


def test_hostile_titles_stay_as_they_are(book: Book) -> None:
    assert [topic.title for topic in read_pasted(book, f"Topic\tVotes\n{HOSTILE}\t2\n")] == [HOSTILE]


@pytest.mark.parametrize("text", ["", "1\n2\n", "Name\tEmail\nAnn\tann@x.org\nBo\tbo@x.org\n"])
def test_what_holds_no_topics_is_refused(book: Book, text: str) -> None:
    with pytest.raises(GuildbookError):
        read_pasted(book, text)


def test_at_most_500_topics_of_120_characters_are_read(book: Book) -> None:
    def table(topics: int) -> str:
        return "Topic\tVotes\n" + "".join(f"Topic number {n}\t2\n" for n in range(topics))

    assert len(read_pasted(book, table(500))) == 500
    with pytest.raises(GuildbookError):
        read_pasted(book, table(501))
    assert [len(topic.title) for topic in read_pasted(book, f"Topic\tVotes\n{'a' * 120}\t2\n")] == [120]
    with pytest.raises(GuildbookError):
        read_pasted(book, f"Topic\tVotes\n{'a' * 121}\t2\n")
