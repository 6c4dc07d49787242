"""The survey: the most wanted topic first, where each comes from, and what survives the leaving of people."""

from __future__ import annotations

from store.book.book import Book
from store.integrity.check import findings
from store.integrity.erasure import erase
from store.launch import survey
from store.model.agreement import Wish
from store.model.calendar import Gathering
from store.model.people import Department, Volunteer
from store.people.merge_people import merge
from tests.support.making import TODAY, ago, fill

ANN = "[/x] Ann [Ops]"


def filled(book: Book) -> None:
    fill(
        book,
        Department(id="ops", name="Ops"),
        Department(id="it", name="IT"),
        Volunteer(id="ann", name=ANN, department="ops"),
        Volunteer(id="bo", name="Bo", department="it"),
        Gathering(id="g", name="Open forum", on=ago(7), state="held"),
        Wish(id="a", title="Feedback", by="ann", votes=3),
        Wish(id="b", title="élan", by="bo", department="ops", votes=5, note=f"{ANN} said so"),
        Wish(id="c", title="Excel", by="ann", votes=9, gathering="g"),
        Wish(id="d", title="Alone", votes=3),
    )


def test_open_topics_come_first_and_the_most_wanted_first_in_both(book: Book) -> None:
    filled(book)
    assert [wish.id for wish in survey.ranked(book)] == ["b", "d", "a", "c"]


def test_a_topic_comes_from_the_department_named_or_that_of_whoever_raised_it(book: Book) -> None:
    filled(book)
    told = {key: (survey.raised_by(book, wish), survey.raised_in(book, wish)) for key, wish in book.wishes.items()}
    assert told == {"a": (ANN, "Ops"), "b": ("Bo", "Ops"), "c": (ANN, "Ops"), "d": ("", "")}
    assert survey.taken_up(book, book.wishes["c"], TODAY) == "Open forum, Mon 16 Nov"
    assert survey.taken_up(book, book.wishes["a"], TODAY) == ""


def test_as_text(book: Book) -> None:
    filled(book)
    lines = [line for line in survey.as_text(book, TODAY).splitlines() if line.startswith("- ")]
    assert [line[2:].partition(" (")[0] for line in lines] == ["élan", "Alone", "Feedback", "Excel"]
    assert "5 votes" in lines[0]
    assert "Ops" in lines[0]
    assert "Open forum, Mon 16 Nov" in lines[3]


def test_without_its_gathering_a_topic_is_open_again(book: Book) -> None:
    filled(book)
    with book.change("Delete") as change:
        change.remove(book.gatherings["g"])
    assert survey.ranked(book)[0].id == "c"


def test_merging_two_records_takes_their_topics_along(book: Book) -> None:
    filled(book)
    with book.change("Merge") as change:
        merge(book, change, book.volunteers["bo"], book.volunteers["ann"])
    assert {wish.by for wish in book.wishes.values()} == {"bo", ""}
    assert not list(findings(book))


def test_whoever_is_erased_raised_nothing_and_is_named_nowhere(book: Book) -> None:
    filled(book)
    erase(book, book.volunteers["ann"])
    assert {wish.title: wish.by for wish in book.wishes.values()} == {
        "Feedback": "",
        "élan": "bo",
        "Excel": "",
        "Alone": "",
    }
    assert book.wishes["b"].note == "someone said so"
    assert b"Ann" not in book.path.read_bytes()
