"""Talking points and chat messages: what they tell, and how much."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.exchange.channel_forms import MOST_IN_CHAT, as_chat, as_points, chat_meter
from store.model.people import Volunteer
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.texts import channels as texts
from store.updates.compose import compose, keep, sent
from store.updates.draft import Draft
from tests.support.making import TODAY, ago, fill
from tests.support.updates_page import BOOKS, EVA, KINDS


def drafts(demo_file: Path, kind: Kind) -> list[Draft]:
    with Book.open(demo_file, Clock(TODAY), write=False) as book:
        return [compose(book, reader, TODAY, kind=kind) for reader in book.stakeholders.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chat_is_short_and_greets_no_one(demo_file: Path, kind: Kind) -> None:
    for draft in drafts(demo_file, kind):
        text = as_chat(draft)
        assert len(text.split()) <= MOST_IN_CHAT
        assert text.startswith("*Trainers' Circle, ")
        assert "Hello" not in text
        assert "Best wishes" not in text
        assert text.count("\n") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_talking_points_are_five_lines(demo_file: Path, kind: Kind) -> None:
    for draft in drafts(demo_file, kind):
        lines = as_points(draft).splitlines()
        assert [line.split(":")[0] for line in lines] == [
            f"{n}. {label}" for n, label in enumerate(texts.LABELS, 1)
        ]
        assert lines[2].endswith("19 topics rest on one trainer each.")
        assert not {*"█░▁"} & {*as_points(draft) + as_chat(draft)}


@pytest.mark.parametrize("name", BOOKS)
def test_a_small_book_has_five_points_too(book: Book, name: str) -> None:
    fill(book, *BOOKS[name])
    draft = compose(book, EVA, TODAY)
    lines = as_points(draft).splitlines()
    assert len(lines) == 5
    assert lines[4].endswith(texts.NOTHING_ASKED)
    assert as_chat(draft).rstrip().endswith(texts.NO_ACTION)


def sections_of(book: Book, **words: str) -> Draft:
    """A draft whose sender wrote these sections."""
    fill(book, reader := Stakeholder(id="eva", name="Eva Horn", stake="Fewer errors", ask="A room, please."))
    draft = compose(book, reader, TODAY)
    fill(book, keep(book, draft, words=words))
    return compose(book, reader, TODAY)


def test_what_its_sender_wrote_is_told(book: Book) -> None:
    draft = sections_of(
        book,
        opening="Dr. Weiß spoke to 40 of us. It went well.",
        wins="- Ann led",
        lessons="Rooms are few",
        next="Rest",
    )
    assert as_points(draft).splitlines()[:4] == [
        "1. Result: Dr. Weiß spoke to 40 of us.",
        "2. Win: Ann led.",
        "3. Worry: Rooms are few.",
        "4. Next: Rest.",
    ]
    assert "Dr. Weiß spoke to 40 of us. It went well. Ann led. Next: Rest. What I need" in as_chat(draft)


def test_a_section_left_out_is_told_nowhere(book: Book) -> None:
    draft = sections_of(book, wins="- Ann led")
    fill(book, keep(book, draft, chosen={"wins": False, "ask": False}))
    draft = compose(book, book.stakeholders["eva"], TODAY)
    assert "Ann" not in as_chat(draft) + as_points(draft)
    assert as_chat(draft).endswith(f"{texts.NO_ACTION}\n")


def test_a_long_result_leaves_room_for_nothing_but_the_request(book: Book) -> None:
    draft = sections_of(
        book, opening="Word " * 45 + "end", wins="- Ann led three sessions in a row, and well", next="Rest"
    )
    assert "Ann" not in as_chat(draft)
    assert as_chat(draft).endswith(f"{texts.request('A room, please.')}\n")


@pytest.mark.parametrize("name", ["[/x] Ann [Ops] *all* `x`", "<b> & @here"])
def test_names_are_literal(book: Book, name: str) -> None:
    draft = sections_of(book, opening=f"{name} spoke.")
    assert f"{name} spoke." in as_chat(draft).replace("\N{WORD JOINER}", "")
    assert " *all*" not in as_chat(draft)
    assert "@here" not in as_chat(draft)
    assert f"Result: {name} spoke.\n" in as_points(draft)


def test_the_same_worry_is_no_news_the_next_time(book: Book) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann Lee", topics=("Excel",), yes_on=ago(60)),
        Move(volunteer="ann", stage="newcomer", on=ago(50)),
    )
    draft = sections_of(book)
    assert draft.worry == texts.single_trainer_topics(1)
    fill(book, replace(sent(book, draft, TODAY), text=as_points(draft)))
    assert compose(book, book.stakeholders["eva"], TODAY + timedelta(days=30)).worry == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_chat_says_how_long_it_is(demo_file: Path, kind: Kind) -> None:
    for draft in drafts(demo_file, kind):
        words, _, rest = chat_meter(draft).partition(" of ")
        assert int(words) == len(as_chat(draft).split())
        assert rest == "60 words"
