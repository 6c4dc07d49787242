"""The lines of the roadmap and of the health check."""

from __future__ import annotations

from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from screens.widgets.spans import Span
from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import pluralize
from store.insights.health_check import Sign
from store.launch.assessments import answers
from store.launch.roadmap import Step
from store.launch.roadmap_marks import Mark
from store.model.assessments import Word

LOOKS = {"fine": "good", "watch": "accent", "act": "warn"}
SYMBOLS = {"fine": "✓", "watch": "?", "act": "!"}
"""A symbol beside the word, so that nothing is told by colour alone."""
OPENS = ("list.open", "readers.open")
"""Bindings that open the selected line, which need no mention."""


def step_heading(step: Step, *, here: bool) -> Row:
    """The heading of a step of the roadmap, with the number of its complete milestones."""
    where = " · you are here" if here else ""
    title = f"{step.number} {step.title} · {step.state} {step.done}/{len(step.marks)}{where}"
    return Row("", (title,), heading=True)


def mark_row(mark: Mark, *, leads: bool) -> Row:
    """The row of one milestone of the roadmap.

    Args:
        mark: the milestone.
        leads: it is the next to reach.
    """
    cells = (
        ("✓" if mark.done else "!" if leads else "·", "good" if mark.done else "warn"),
        (mark.text, "dim" if mark.done else "strong"),
        (mark.shown, "accent" if leads else "dim"),
    )
    return Row(mark.key, cells)


def sign_row(sign: Sign) -> Row:
    """The row of one sign of the health check."""
    state = (f"{SYMBOLS[sign.state]} {sign.label}", LOOKS[sign.state])
    return Row(sign.key, (state, (sign.title, "dim" if sign.state == "fine" else "")), search=sign.why)


def about_sign(sign: Sign) -> list[str | list[Span]]:
    """How a sign stands and why, what to do, and what is behind it."""
    lines: list[str | list[Span]] = [[(f"{SYMBOLS[sign.state]} {sign.label}", LOOKS[sign.state])], sign.why]
    if sign.state != "fine":
        way = f" Press {key_of(sign.press)} to go there." if sign.press else ""
        lines += ["", f"What to do: {sign.advice}{way}"]
    if sign.rows:
        behind = pluralize(len(sign.rows), "entry", "entries") if len(sign.rows) > 1 else "entry"
        lines += ["", f"Based on {behind}. Press {key_of('list.open')} to open the list."]
    return lines


def about_mark(book: Book, mark: Mark, today: date) -> list[str | list[Span]]:
    """What a milestone is based on, the keys that complete it, the last confirmations."""
    lines: list[str | list[Span]] = [
        [("Complete." if mark.done else "Not complete yet.", "good" if mark.done else "warn")],
        f"{mark.shown[0].upper()}{mark.shown[1:]}.",
    ]
    if not mark.done and not mark.room:
        lines.append(f"Press {key_of('launch.word')} to confirm it.")
    elif not mark.done:
        go = f"Press {key_of('list.open')} to go there"
        go = go if mark.press in OPENS else f"{go}, then {key_of(mark.press)}"
        lines.append(f"{go}. Press {key_of('launch.word')} to confirm it yourself.")
    words = [word for word in answers(book, mark.about)[:3] if isinstance(word, Word)]
    return [*lines, *([(_told(word, today), "dim")] for word in words)]


def _told(word: Word, today: date) -> str:
    told = f"{format_day(word.on, today)}, {label_of(word.stands)}"
    return f"{told}: {word.note}" if word.note else told
