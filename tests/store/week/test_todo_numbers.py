"""To-dos by number and by words: each number means one, stays the same, and nothing is guessed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.week.plan import plan
from store.week.snoozing import dismiss
from store.week.todo_numbers import numbers
from store.week.todo_search import find_todos
from tests.support.making import TODAY
from tests.support.todos import full


def test_a_number_tells_one_key_from_five_thousand_others() -> None:
    found = numbers(f"update:{number}" for number in range(5000))
    assert len({*found.values()}) == 5000
    ordered = sorted(found.values())
    assert not any(after.startswith(one) for one, after in pairwise(ordered))
    assert all(len(number) >= 3 and number[0] != "0" for number in ordered)


def test_a_number_stays_while_others_come_and_go(book: Book) -> None:
    full(book)
    before = plan(book, TODAY).numbers
    first, *rest = plan(book, TODAY).all_acts
    with book.change("Dismiss") as change:
        dismiss(book, change, first, TODAY)
    assert all(plan(book, TODAY).numbers[act.key] == before[act.key] for act in rest)
    with pytest.raises(GuildbookError, match=before[first.key]):
        find_todos(book, [before[first.key]], TODAY)


def test_every_to_do_is_found_by_its_number_and_by_its_title(book: Book) -> None:
    full(book)
    week = plan(book, TODAY)
    for key, act in week.known.items():
        assert find_todos(book, [week.numbers[key]], TODAY) == (act,)
        assert find_todos(book, act.title.upper().split(), TODAY) == (act,)
    keys = [act.key for act in week.all_acts[:2]]
    assert [act.key for act in find_todos(book, [week.numbers[key] for key in keys], TODAY)] == keys


def test_words_of_a_reason_alone_name_no_to_do(book: Book) -> None:
    full(book)
    act = plan(book, TODAY).all_acts[0]
    assert find_todos(book, [act.title, act.reason.split()[0]], TODAY) == (act,)
    with pytest.raises(GuildbookError):
        find_todos(book, [act.verb, act.reason.split()[0]], TODAY)


@pytest.mark.parametrize("words", ["o", "", "nothing of the kind", "0", "12", "99"])
def test_what_no_to_do_or_more_than_one_is_called_is_not_guessed(book: Book, words: str) -> None:
    full(book)
    with pytest.raises(GuildbookError):
        find_todos(book, [words], TODAY)
