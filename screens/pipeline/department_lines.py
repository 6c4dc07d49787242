"""A department as a card, and in the pane below with its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.lists.card import Card
from screens.widgets.spans import Span, wrapped
from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.labels import label_of
from store.core.text import join_words, ordinal, pluralize
from store.model.people import Department
from store.model.stages import State
from store.people import departments as spread
from store.people.departments import Ground
from store.people.directory import name_of
from store.training.training_requests import is_open, requests_of

NARROWEST = 20
"""Cells that a line about a department has at least."""


def card(book: Book, ground: Ground, *, narrow: bool) -> Card:
    """The card of a department: its members, and the days in its state.

    Args:
        book: the book.
        ground: the department where it stands.
        narrow: whether the board is narrow.
    """
    department = ground.department
    tail = f"{ground.days} d" if ground.since else ""
    return Card(
        department.id,
        department.name,
        "early" if ground.flag else f"{ground.members} in" if narrow else pluralize(ground.members, "member"),
        tail=f"{tail} !" if ground.flag else tail,
        warn=bool(ground.flag),
        search=name_of(book, department.champion) if department.champion else "",
    )


def about(book: Book, ground: Ground, today: date, *, width: int, narrow: bool) -> list[list[Span]]:
    """State, champion, people, next move and history of a department.

    Args:
        book: the book.
        ground: the department where it stands.
        today: for days.
        width: cells of a line.
        narrow: whether there is room for a few lines only.
    """
    department, width = ground.department, max(width, NARROWEST)
    since = f" since {format_day(ground.since, today)}" if ground.since else ", no start date recorded"
    state: Span = (f"{label_of(ground.state).capitalize()}{since}", "strong")
    champion = name_of(book, department.champion) if department.champion else "none yet"
    inside = f"{pluralize(ground.volunteers, 'volunteer')}, {pluralize(ground.members, 'member')}"
    move = department.next_move or f"none yet; press {key_of('departments.edit')} to add one"
    wants = _wants(book, department)
    warning = _paragraph(_warning(book, ground, today), "warn", width)
    ranks = spread.ranks(book, department.id, today)
    if narrow:
        told = [f"{reached} {ordinal(rank)}" for reached, (rank, _) in ranks.items() if reached != "not_yet"]
        return [
            [state, (f"   champion: {champion}", "dim")],
            *(warning or [[(f"Order of adoption: {', '.join(told)}" if told else "", "dim")]]),
            [(inside, ""), (f"   next: {move}", "dim"), (f"   wants: {wants}" if wants else "", "dim")],
        ]
    return [
        [state],
        *warning,
        [("Next step  ", "dim"), (move, "accent")],
        [],
        [("Champion   ", "dim"), (champion, "")],
        [("People     ", "dim"), (inside, "")],
        *([[("Wants      ", "dim"), (wants, "")]] if wants else []),
        [],
        *_history(book, department, ranks),
    ]


def _wants(book: Book, department: Department) -> str:
    """The topics of its open training requests, the oldest first."""
    found = [r.topic for r in requests_of(book, department=department.id) if is_open(book, r)]
    return join_words(found, most=3)


def _history(book: Book, department: Department, ranks: Mapping[State, tuple[int, date]]) -> Iterator[list[Span]]:
    """The states by date, the newest first, with the how-manyth the department was to come so far."""
    for entry in reversed(spread.history(book, department.id)):
        rank, on = ranks.get(entry.state, (0, None))
        place = ordinal(rank) if on == entry.on and entry.state != "not_yet" else ""
        day = f"{format_day_month(entry.on):>6} {entry.on.year}"
        yield [
            (f"{day}  ", "dim"),
            (f"{label_of(entry.state):<12}", ""),
            (f"{place:<5}", "accent"),
            (entry.note, "dim"),
        ]


def _paragraph(text: str, look: str, width: int) -> list[list[Span]]:
    return [[(part, look)] for part in wrapped(text, width)] if text else []


def _warning(book: Book, ground: Ground, today: date) -> str:
    """Why this department was opened early, or what would be said about opening it now."""
    if ground.flag:
        return f"! Opened too early: {ground.flag}."
    ahead = spread.flag_of_move(book, ground.department, "piloting", today)
    return f"Opening it now would be too early: {ahead}." if ahead else ""
