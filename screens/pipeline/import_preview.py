"""What the import of people shows before it is done: who comes in, as they will be, and the rows that stay out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from screens.widgets.spans import Span
from store.core.text import join_words, pluralize
from store.exchange.people_import.import_plan import ImportPlan, coming_words, turning
from store.exchange.people_import.sheet import Sheet

FIRST_NAMES = 5
"""People whose names are shown as they will be."""


def names(plan: ImportPlan) -> Iterator[list[Span]]:
    """The first people as they will be called, and whether their names were turned round."""
    if plan.newcomers:
        first = [newcomer.volunteer.name for newcomer in plan.newcomers[:FIRST_NAMES]]
        more = len(plan.newcomers) - len(first)
        yield [("Preview: ", "dim"), (" · ".join([*first, *([f"{more:,} more"] if more else [])]), "")]
    for said in turning(plan):
        yield [(said, "")]


def coming(plan: ImportPlan, updates: int) -> list[Span]:
    """How many come in, and the key that imports them."""
    if not plan.rows:
        return [("No rows below the header row.", "warn")]
    if not (come := coming_words(len(plan.newcomers), updates)):
        return [("No one new to import.", "strong")]
    spans: list[Span] = [(f"Press {key_of('columns.take')} to import {come}.", "strong")]
    if departments := plan.new_departments:
        new = pluralize(len(departments), "new department")
        spans.append((f" This adds {new}: {join_words(departments, most=3)}.", ""))
    return spans


def not_coming(plan: ImportPlan) -> list[Span]:
    """How many stay out."""
    spans: list[Span] = []
    if plan.problems:
        bad = pluralize(len(plan.bad_rows), "row needs correcting", "rows need correcting")
        spans.append((f"{bad}.", "warn"))
    if plan.known:
        known = pluralize(len(plan.known), "person is already in the book", "people are already in the book")
        spans.append((f"{' ' if spans else ''}{known}.", ""))
    return spans or [("Every row can be imported." if plan.rows else "", "dim")]


def gaining(plan: ImportPlan) -> Iterator[list[Span]]:
    """How many of those in the book would gain something, and the keys that update them."""
    if number := len(plan.gaining):
        press = f"Press {key_of('columns.rows')}, then {key_of('staying.tick_all')} to update all."
        yield [(f"The list has new details for {number:,} of them.", "warn"), (f" {press}", "")]


def staying(
    sheet: Sheet, plan: ImportPlan, fields_of: Mapping[int, str], updated: Collection[int], today: date
) -> Iterator[Row]:
    """The rows left out: what is wrong in each, then who is already known."""
    at = dict(zip(sheet.numbers, sheet.rows, strict=True))
    names = [index for index, field in fields_of.items() if field in ("name", "first_name", "last_name")]
    for problem in plan.problems:
        name = " ".join(at[problem.row][index].strip() for index in names)
        cells = ("", (f"row {problem.row}", "dim"), name, (problem.text, "warn"))
        yield Row(f"{problem.row}:{problem.field}", cells)
    for known in sorted(plan.known, key=lambda known: not known.gains):
        tick = "[x]" if known.row in updated else "[ ]" if known.gains else ""
        words = (known.words(today), "" if known.gains else "dim")
        yield Row(f"{known.row}:known", (tick, (f"row {known.row}", "dim"), known.name, words))
