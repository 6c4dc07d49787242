"""How the library shows session plans: a line each, and the selected one in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from screens.widgets.spans import Span
from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.fields import fields
from store.model.training import SessionPlan
from store.people.directory import name_of
from store.training.session_plans import PARTS, session_of, shelf

CERTIFIED = "●"
"""What stands before an author who is certified for the topic, as in the coverage."""


def plan_rows(book: Book, certified: frozenset[str], today: date) -> Iterator[Row]:
    """The plans below their heading: topic, author, and when the review is due.

    Args:
        book: the book.
        certified: the ids of the plans by certified authors.
        today: for what is due.
    """
    plans = shelf(book)
    if plans:
        yield Row("", (f"Session plans · {len(plans)}",), heading=True)
    for plan in plans:
        due = plan.review_on is not None and plan.review_on <= today
        session = book.gatherings.get(plan.gathering)
        review = "review due" if due else f"review {format_day_month(plan.review_on)}" if plan.review_on else " "
        author = name_of(book, plan.author) if plan.author else "no author"
        cells = (
            ("!" if due else " ", "warn"),
            (f"{plan.topic}, {format_day_month(session.on)}" if session else plan.topic, "strong"),
            f"{CERTIFIED} {author}" if plan.id in certified else author,
            (review, "warn" if due else "dim"),
        )
        yield Row(plan.id, cells, search=f"session plan {plan.aim}")


def about_plan(book: Book, plan: SessionPlan, today: date, *, certified: bool) -> list[list[Span] | str]:
    """The selected plan, with its author and review."""
    labels = {field.name: field.label for field in fields(SessionPlan)}
    author = name_of(book, plan.author) if plan.author else ""
    due = plan.review_on is not None and plan.review_on <= today
    facts = [
        ("Author", author, False),
        ("", f"{CERTIFIED} certified for the topic" if certified else "", False),
        ("Session", session_of(book.gatherings.get(plan.gathering), today), False),
        ("Review", format_day(plan.review_on, today) if plan.review_on else "", due),
    ]
    lines: list[list[Span] | str] = [
        [(f"{label:<8}", "dim"), (text, "warn" if bad else "")] for label, text, bad in facts if text
    ]
    for name in ("audience", *PARTS):
        if text := getattr(plan, name).strip():
            lines += [[(labels[name], "dim")], *text.splitlines()]
    if due:
        lines.append(
            [
                (
                    f"Press {key_of('library.review')} to confirm that it still fits, or {key_of('library.edit')} to change it.",
                    "warn",
                )
            ]
        )
    return lines
