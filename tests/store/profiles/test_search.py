"""Finding by name: what is called something, and how near it is to what was typed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from store.book.book import Book
from store.core.text import normalize
from store.model.people import Ask, Checklist, Contact, Department, Task, Volunteer
from store.model.recognition import Recognition
from store.model.stakeholders import Stakeholder, Update
from store.profiles.search import Named, everything_named, sought
from tests.support.making import TODAY, ago, fill


def near(typed: str, name: str, more: str = "") -> float | None:
    return sought(typed).near(normalize(name), normalize(more))


def test_the_nearer_a_name_is_the_sooner_it_comes() -> None:
    for nearer, farther in pairwise(["Ana", "Ana Ruiz", "Li Ana", "Juliana", "A. Nadal", "A new name at all"]):
        one, other = near("ana", nearer), near("ana", farther)
        assert one is not None
        assert other is None or one < other, (nearer, farther)


@pytest.mark.parametrize(
    ("typed", "name", "more"),
    [
        ("celik", "Bo Çelik", ""),
        ("ÇELIK bo", "Bo Çelik", ""),
        ("  bo   celik ", "Bo Çelik", ""),
        ("prnr", "Priya Nair", ""),
        ("mark sent", "Mark", "Keep this text as sent today"),
        ("[/x", "[/x] Ann [Ops]", ""),
        (".*", "a .* b", ""),
    ],
)
def test_what_is_meant_is_found(typed: str, name: str, more: str) -> None:
    assert near(typed, name, more) is not None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("x", "Ana"),
        ("zx", "Pizza al taglio x"),
        ("ab", "a long way to b"),
        (".*", "Ana"),
        ("prnr", "p" + "x" * 30 + "rnr"),
        ("pznr", "Priya Nair"),
        ("zrnr", "Priya Nair"),
        ("prnz", "Priya Nair"),
        ("prnn", "Priya Nair"),
    ],
)
def test_what_does_not_fit_is_not_found(typed: str, name: str) -> None:
    assert near(typed, name) is None


def test_letters_stand_apart_only_where_that_is_wanted() -> None:
    assert sought("prnr", loose=False).near("priya nair") is None


def test_everything_with_a_name_leads_to_where_it_is_shown(book: Book) -> None:
    fill(
        book,
        Department(id="ops", name="Ops"),
        Volunteer(id="ann", name="Ann", department="ops"),
        Volunteer(id="bo", name="Bo"),
        Stakeholder(id="marta", name="Marta", job="COO"),
        Update(id="sent", to=("marta",), since=ago(9), until=TODAY, state="sent", sent_on=TODAY, subject="INFO"),
        Update(id="draft", to=("marta",), since=ago(9), until=TODAY, subject="Not yet"),
        Contact(who="marta", on=TODAY, note="about money"),
        Ask(who="ann", on=TODAY, what="lead it"),
        Checklist(id="list", volunteer="bo", kind="onboarding", on=TODAY),
        Task(checklist="list", text="Show round"),
        Recognition(to=("bo",), behaviour="shares", words="Thank you", on=TODAY),
    )
    assert {*everything_named(book, TODAY)} == {
        Named("Ops", "department", "departments", "ops"),
        Named("Ann", "Ops", "volunteer", "ann"),
        Named("Bo", "volunteer", "volunteer", "bo"),
        Named("Marta", "COO", "updates", "marta"),
        Named("INFO", "sent to Marta", "sent", "sent"),
        Named("about money", "contact, Marta", "stakeholder", "marta"),
        Named("lead it", "ask, Ann", "volunteer", "ann"),
        Named("Show round", "onboarding, Bo", "volunteer", "bo"),
        Named("Thank you", "thanks, Bo", "volunteer", "bo"),
    }


def test_how_far_letters_stand_apart_is_counted_from_the_first_of_them() -> None:
    assert near("prnr", "Dr Priya Nair") == near("prnr", "Priya Nair") == pytest.approx(10 / 4)
    assert near("prnr", "Amelia Bo Priya Nair") == near("prnr", "Priya Nair and more")
