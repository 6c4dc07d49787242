"""What a recipient is asked: once, with its day; what was asked before, or is too late, waits for its sender's word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.model.stakeholders import Stakeholder, Update
from store.updates.asks import asked_before, without_ask
from store.updates.compose import compose, keep, sent
from store.updates.draft import Draft, Section
from tests.support.making import TODAY, ago, fill

EVA = Stakeholder(id="eva", name="Eva Horn", ask="Please open the town hall.")


def ask(draft: Draft) -> Section:
    found = draft.section("ask")
    assert found
    return found


def told(book: Book, reader: Stakeholder, on: date) -> Draft:
    fill(book, reader)
    draft = compose(book, reader, on)
    fill(book, keep(book, draft, chosen={"lessons": False}))
    return compose(book, reader, on)


def test_a_day_is_asked_for_once_and_kindly(book: Book) -> None:
    fill(book, EVA)
    said = {
        words: ask(compose(book, replace(EVA, ask=words, ask_by=date(2026, 12, 1)), TODAY)).words
        for words in ("Come along", "Please come along.", "Could you come?")
    }
    assert [*said.values()] == [
        "Come along. By Tue 1 Dec, please.",
        "Please come along. By Tue 1 Dec, if you can.",
        "Could you come? By Tue 1 Dec, please.",
    ]


def test_a_request_whose_day_has_passed_stops_the_update(book: Book) -> None:
    draft = told(book, replace(EVA, ask_by=ago(1)), TODAY)
    assert (ask(draft).words, ask(draft).figure, ask(draft).taken) == ("", "was due 22 Nov", True)
    assert [section.name for section in draft.unfilled] == ["ask"]
    assert "town hall" not in draft.body
    assert draft.subject.endswith("(action needed)")  # a day that has passed is not asked for in the subject either
    assert "By Mon 23 Nov" in told(book, replace(EVA, ask_by=TODAY), TODAY).body


def test_a_request_made_before_asks_its_sender_first(book: Book) -> None:
    first = told(book, EVA, ago(30))
    assert ask(first).words == EVA.ask
    fill(book, sent(book, first, ago(30)))
    assert asked_before(book, EVA, TODAY) == ago(30)
    draft = told(book, EVA, TODAY)
    assert [section.name for section in draft.unfilled] == ["ask"]
    assert ask(draft).figure == "was made on 24 Oct"
    # reminded: in words that say when it was first made
    fill(book, keep(book, draft, words={"ask": ask(draft).suggestion}, chosen={"ask": True}))
    again = compose(book, EVA, TODAY)
    assert again.unfilled == ()
    assert "My request of Sat 24 Oct is still open: Please open the town hall." in again.body
    assert "(action needed)" in again.subject
    # dropped for this time
    fill(book, keep(book, draft, words={"ask": None}, chosen={"ask": False}))
    assert compose(book, EVA, TODAY).unfilled == ()
    assert "(for information)" in compose(book, EVA, TODAY).subject
    # answered
    fill(book, without_ask(EVA))
    assert ask(compose(book, book.stakeholders["eva"], TODAY)).words == ""


@pytest.mark.parametrize("later", [None, TODAY + timedelta(days=3)])
def test_with_another_day_it_is_another_request(book: Book, later: date | None) -> None:
    asked = replace(EVA, ask_by=ago(-1))
    fill(book, sent(book, told(book, asked, ago(30)), ago(30)))
    assert bool(asked_before(book, asked, TODAY))
    assert bool(asked_before(book, replace(asked, ask_by=later), TODAY)) == (later is None)


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("Come", True), ("- Eva Horn: Come", True), ("Come. By Fri 4 Dec, please.", True),
        ("My request of Sat 24 Oct is still open: Come", True), ("Come along", False), ("They said: Come again", False),
    ],
)  # fmt: skip
def test_only_the_same_request_counts_as_made_before(book: Book, line: str, before: bool) -> None:
    eva = replace(EVA, ask="Come")
    sent_on = ago(30)
    fill(
        book,
        eva,
        Update(to=("eva",), since=ago(60), until=sent_on, state="sent", sent_on=sent_on, text=f"Hello\n{line}"),
    )
    assert (asked_before(book, eva, TODAY) == sent_on) == before


def test_only_who_was_asked_before_is_asked_again(book: Book) -> None:
    fill(book, sent(book, told(book, EVA, ago(30)), ago(30)))
    bo = Stakeholder(id="bo", name="Bo", ask="Come.")
    fill(book, bo)
    suggestion = ask(compose(book, (EVA, bo), TODAY)).suggestion
    assert suggestion.split("\n")[1] == "- Bo: Come."
    assert suggestion.startswith("- Eva Horn: My request of Sat 24 Oct")
