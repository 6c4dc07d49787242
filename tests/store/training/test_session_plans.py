"""Session plans: of a topic or a session, by certified authors, and due for review."""

from __future__ import annotations

from store.book.book import Book
from store.core.fields import fields
from store.model.training import Readiness, SessionPlan
from store.training.session_plans import (
    FIRST_SESSION,
    as_text,
    certified_authors,
    listed,
    plan_of,
    plans_on,
    reviews_due,
    shelf,
    taken_over,
)
from tests.support.making import HOSTILE, TODAY, ago, fill, gathering, members


def test_a_plan_is_of_a_topic_or_of_one_session(book: Book) -> None:
    fill(
        book,
        gathering(-3, "Lab", id="lab"),
        SessionPlan(id="of-lab", topic="Excel", gathering="lab"),
        SessionPlan(id="excel", topic="EXCEL", aim="Sort"),
        SessionPlan(id="word", topic="Word"),
    )
    assert [plan.id for plan in plans_on(book, "excel")] == ["excel"]
    assert plans_on(book, "") == []
    assert [plan.id for plan in shelf(book)] == ["excel", "of-lab", "word"]
    assert plan_of(book, "lab") == book.session_plans["of-lab"]
    assert plan_of(book, "") is None
    assert taken_over(book.session_plans["excel"]).items() >= {"aim": "Sort", "topic": "EXCEL"}.items()


def test_an_author_is_certified_for_the_topic_of_the_plan_on_that_day(book: Book) -> None:
    fill(
        book,
        *members("ann", "bo"),
        Readiness(volunteer="ann", topic="Excel", level="certified", on=ago(9), until=ago(-9)),
        Readiness(volunteer="bo", topic="Excel", level="co_delivered", on=ago(9)),
        SessionPlan(id="a", topic="excel", author="ann"),
        SessionPlan(id="b", topic="Excel", author="bo"),
        SessionPlan(id="c", topic="Word", author="ann"),
    )
    assert certified_authors(book, TODAY) == {"a"}
    assert certified_authors(book, ago(-10)) == frozenset()
    assert "by Ann (certified)" in listed(book, TODAY).splitlines()[1]
    assert listed(book, TODAY).count("certified") == 1


def test_reviews_are_due_on_their_day_the_earliest_first(book: Book) -> None:
    days = {"late": 5, "today": 0, "later": -1}
    fill(
        book,
        *(SessionPlan(id=key, topic=key, review_on=ago(n)) for key, n in days.items()),
        SessionPlan(topic="never"),
    )
    assert [plan.id for plan in reviews_due(book, TODAY)] == ["late", "today"]


def test_the_template_fills_fields_of_a_plan_and_a_text_stays_text(book: Book) -> None:
    assert {*FIRST_SESSION} <= {field.name for field in fields(SessionPlan)}
    fill(book, SessionPlan(id="x", topic=HOSTILE, **FIRST_SESSION))  # type: ignore[arg-type]
    text = as_text(book, book.session_plans["x"], TODAY)
    assert text.startswith(f"Session plan: {HOSTILE}\n")
    assert all(words in text for words in FIRST_SESSION.values())
    assert "Learning outcomes" not in text
