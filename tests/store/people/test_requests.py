"""Asks: overload and never-asked both show, and an ask no one answered is an act."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.model.people import Ask, Outcome, Volunteer
from store.people.requests import ASKED_WITHIN, MANY, NEVER, STALE_AFTER, answered, asks_of, loads, stale_asks
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill


def asked(book: Book, *asks: tuple[int, Outcome], who: str = "ann") -> None:
    with book.change("Ask") as change:
        change.put(Volunteer(id=who, name="[/x] Ann [Ops]"))
        for number, (days, outcome) in enumerate(asks):
            change.put(Ask(id=f"{who}{number}", who=who, what=f"host {number}", on=ago(days), outcome=outcome))


def test_who_was_never_asked_has_no_load(book: Book) -> None:
    asked(book)
    assert loads(book, TODAY) == {}
    assert NEVER.words == "no requests so far"
    assert not NEVER.too_much


@pytest.mark.parametrize(
    ("asks", "words", "too_much"),
    [
        ([(1, "open")], "1 request in 60 days, 1 open", False),
        ([(1, "declined"), (2, "no_answer")], "2 requests in 60 days", False),
        ([(1, "open"), (2, "accepted"), (3, "accepted")], "3 requests in 60 days, 1 open, 2 accepted", False),
        ([(1, "open"), *[(60, "accepted")] * 3], "too many: 4 requests in 60 days, 1 open, 3 accepted", True),
        ([(1, "open"), *[(61, "accepted")] * 3], "1 request in 60 days, 1 open", False),
        ([(1, "declined")] * 5, "5 requests in 60 days", False),
        ([(61, "accepted")], "last request 23 Sep", False),
        ([(-1, "open")], "no requests so far", False),
    ],
)
def test_open_and_accepted_asks_of_the_last_days_weigh(
    book: Book, asks: list[tuple[int, Outcome]], words: str, too_much: bool
) -> None:
    asked(book, *asks)
    load = loads(book, TODAY).get("ann", NEVER)
    assert (load.words, load.too_much) == (words, too_much)
    assert (ASKED_WITHIN, MANY) == (60, 4)


def test_the_newest_ask_comes_first(book: Book) -> None:
    asked(book, (9, "open"), (3, "open"), (5, "open"))
    assert [ask.on for ask in asks_of(book, "ann")] == [ago(3), ago(5), ago(9)]


def test_a_stale_ask_is_an_act_until_it_is_answered(book: Book) -> None:
    asked(book, (STALE_AFTER + 1, "open"), (STALE_AFTER, "open"), (40, "accepted"))
    assert [ask.id for ask in stale_asks(book, TODAY)] == ["ann0"]
    (act,) = [act for act in plan(book, TODAY).acts if act.verb == "Remind"]
    assert (act.key, act.subject, act.press) == ("ask:ann0", "ann", "list.open")
    assert act.reason == "no answer for 15 days: host 0"
    fill(book, answered(book.asks["ann0"], "no_answer", TODAY))
    assert not [act for act in plan(book, TODAY).acts if act.verb == "Remind"]


def test_whoever_wants_quiet_is_not_reminded(book: Book) -> None:
    asked(book, (30, "open"))
    fill(book, replace(book.volunteers["ann"], quiet_until=ago(-1)))
    assert stale_asks(book, TODAY) == []
    assert stale_asks(book, ago(-1))


def test_an_answer_has_its_day_and_an_open_ask_none() -> None:
    ask = Ask(who="ann", what="host", on=ago(3), note="when?")
    told = answered(ask, "accepted", TODAY, "gladly")
    assert (told.outcome, told.answered_on, told.note) == ("accepted", TODAY, "gladly")
    again = answered(told, "open", TODAY)
    assert (again.outcome, again.answered_on, again.note) == ("open", None, "gladly")
