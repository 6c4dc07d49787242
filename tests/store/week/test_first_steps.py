"""The first steps of a new book: which leads, what comes after, and when they step aside."""

from __future__ import annotations

from store.book.book import Book
from store.model.assessments import Word
from store.week.action import Act, AddFirst, DealWithGathering, OpenScreen
from store.week.plan import all_as_text, as_text, plan, set_aside
from store.week.snoozing import dismiss
from tests.support.making import TODAY, ago, fill, gathering, held, person, ritual, sent, stakeholder


def lead(book: Book) -> Act | None:
    return plan(book, TODAY).first_step


def target(book: Book) -> object:
    step = lead(book)
    return step and step.target


def test_each_step_leads_to_the_next_up_to_the_update_that_was_sent(book: Book) -> None:
    assert target(book) == AddFirst("person")
    fill(book, person("ann"), person("bo"))
    assert target(book) == AddFirst("person")
    fill(book, person("cy"))
    assert target(book) == AddFirst("ritual")
    fill(book, ritual("ama", "Ask me anything", start=TODAY))
    assert target(book) == DealWithGathering(f"ama-{TODAY:%Y%m%d}", "mark held")
    fill(book, held(0, ritual="ama", id=f"ama-{TODAY:%Y%m%d}"))
    assert target(book) == AddFirst("stakeholder")
    fill(book, stakeholder("marta"))
    assert target(book) == OpenScreen("updates", "marta", action="copy")
    fill(book, sent(TODAY, "marta"))
    assert lead(book) is None


def test_what_is_still_to_come_is_not_waited_for(book: Book) -> None:
    fill(book, person("ann"), person("bo"), person("cy"), ritual("ama", start=ago(-3)))
    assert target(book) == AddFirst("stakeholder")
    fill(book, stakeholder("marta"))
    assert target(book) == OpenScreen("updates", "marta", action="copy")


def test_a_step_that_is_dismissed_makes_room_for_the_next_and_can_be_brought_back(book: Book) -> None:
    first = lead(book)
    assert first
    with book.change("Dismiss") as change:
        dismiss(book, change, first, TODAY)
    assert target(book) == AddFirst("ritual")
    assert [one.act for one in set_aside(book, TODAY)] == [first]


def test_a_book_that_is_in_use_without_updates_has_no_first_steps(book: Book) -> None:
    fill(book, held(30), held(20))
    assert lead(book)
    fill(book, held(10))
    assert lead(book) is None


def test_the_step_takes_the_place_of_the_to_do_about_the_same(book: Book) -> None:
    fill(book, *(person(key) for key in ("ann", "bo", "cy")), gathering(3, "Kick-off", id="kick"), ritual("ama"))
    week = plan(book, TODAY)
    assert week.first_step
    assert week.first_step.subject == "kick"
    assert [act.subject for act in week.lines if act.kind == "record"] == ["kick"]
    assert [act.subject for act in week.every if act.kind == "record"] == ["kick"]
    assert week.covered + week.waiting == len(week.every)


def test_the_plain_text_begins_with_the_step_and_gives_its_number(book: Book) -> None:
    week = plan(book, TODAY)
    assert week.first_step
    number = week.numbers[week.first_step.key]
    assert f"- {number} {week.first_step.title}" in as_text(book, week, TODAY)
    assert f"- {number} {week.first_step.title}" in all_as_text(week)


def test_what_the_organiser_confirmed_is_not_asked_for(book: Book) -> None:
    fill(book, *(person(key) for key in ("ann", "bo", "cy")), Word(about="roadmap:ritual", on=TODAY))
    assert target(book) == AddFirst("stakeholder")
