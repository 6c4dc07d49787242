"""Answers about a book, asked anew only after a change to what they came from."""

from __future__ import annotations

from datetime import date

from store.book.book import Book
from store.core.record import Record
from store.model.people import Contact, Role, Volunteer


def test_what_is_remembered_is_asked_anew_only_after_a_change_to_what_it_came_from(book: Book) -> None:
    asked: list[str] = []

    def people(book: Book) -> int:
        asked.append("people")
        return len(book.volunteers)

    def both(book: Book) -> tuple[int, int, str]:
        asked.append("both")
        return book.cached_query(people), len(book.roles), book.community.name

    def add(record: Record) -> None:
        with book.change("Add") as change:
            change.put(record)
        asked.clear()

    assert not book.knows(both)
    assert book.cached_query(both) == (0, 0, "Trainers' community")
    assert asked == ["both", "people"]
    assert book.knows(both)
    add(Volunteer(name="Ann"))
    assert book.cached_query(both) == (1, 0, "Trainers' community")
    assert asked == ["both", "people"]
    add(Contact(who=next(iter(book.volunteers)), on=date(2026, 11, 2)))
    assert book.cached_query(both) == (1, 0, "Trainers' community")
    assert asked == []
    add(Role(name="Host"))
    assert not book.knows(both)
    assert book.cached_query(both) == (1, 1, "Trainers' community")
    assert asked == ["both"]
    assert book.cached_query(people) == 1
    assert asked == ["both"]


def test_who_goes_by_all_tables_is_asked_anew_after_any_change(book: Book) -> None:
    def records(book: Book) -> int:
        return sum(len(table) for name, table in book.tables.items() if name != "steps")

    assert book.cached_query(records) == 0
    with book.change("Add") as change:
        change.put(Volunteer(name="Ann"))
    assert book.cached_query(records) == 1


def test_what_is_remembered_of_the_book_is_asked_anew_after_any_change(book: Book) -> None:
    asked: list[int] = []

    def people(book: Book, more: int) -> int:
        asked.append(more)
        return len(book.volunteers) + more

    assert [book.cached_query(people, 1), book.cached_query(people, 1), book.cached_query(people, 2)] == [1, 1, 2]
    assert asked == [1, 2]
    with book.change("Add Ann") as change:
        change.put(Volunteer(name="Ann"))
    assert book.cached_query(people, 1) == 2
    book.undo()
    assert book.cached_query(people, 1) == 1
