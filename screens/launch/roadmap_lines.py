"""The lines of the roadmap and of the health check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.line_widget import Span
from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.core.dates import format_day
from store.core.labels import label_of
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


def mark_row(mark: Mark, rooms: Sequence[tuple[str, str, str]]) -> Row:
    """The row of one milestone of the roadmap.

    Args:
        mark: the milestone.
        rooms: key, name and title of each numbered screen.
    """
    look = "dim" if mark.done else ""
    cells = (
        ("✓" if mark.done else "·", "good" if mark.done else "warn"),
        (mark.text, look or "strong"),
        (mark.shown, look),
        ("" if mark.done else _keys_to(mark, rooms), "accent"),
    )
    return Row(mark.key, cells)


def _keys_to(mark: Mark, rooms: Sequence[tuple[str, str, str]]) -> str:
    """The keys that lead to where it is done: the number of the screen, and the key there."""
    number = next((key for key, name, _ in rooms if name == mark.room), "⏎" if mark.room else "")
    return " ".join(filter(None, [number, key_of(mark.press).replace("enter", "⏎")]))


def sign_row(sign: Sign) -> Row:
    """The row of one sign of the health check."""
    state = (f"{SYMBOLS[sign.state]} {sign.label}", LOOKS[sign.state])
    return Row(sign.key, (state, (sign.title, "dim" if sign.state == "fine" else "")), search=sign.why)


def about_sign(sign: Sign) -> list[str | list[Span]]:
    """The state of a sign, the reason, and what to do."""
    lines: list[str | list[Span]] = [[(f"{SYMBOLS[sign.state]} {sign.label}", LOOKS[sign.state])], sign.why]
    if sign.state != "fine":
        way = f" Press {key_of(sign.press)} to go there." if sign.press else ""
        lines += ["", f"What to do: {sign.advice}{way}"]
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
