"""The rows of Week: gatherings with host and preparation, to-dos with their reasons, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Row
from store.book.book import Book
from store.calendar.occurrences import left_to_prepare, to_prepare
from store.core.dates import date_range, format_day, format_day_of_week
from store.core.text import pluralize
from store.model.calendar import Gathering
from store.week.action import Act
from store.week.kinds import returns_table
from store.week.plan import FIRST_STEP, Week, host_name
from store.week.snoozing import SetAside


def gathering_rows(book: Book, plan: Week) -> Iterator[Row]:
    """The gatherings of this week, and below them those of the next."""
    yield from (_gathering(book, gathering) for gathering in plan.gatherings)
    if plan.next_gatherings:
        first = plan.first + timedelta(days=7)
        yield Row("", (f"Next week · {date_range(first, first + timedelta(days=6))}",), heading=True)
        yield from (_gathering(book, gathering) for gathering in plan.next_gatherings)


def _gathering(book: Book, gathering: Gathering) -> Row:
    cells = (
        format_day_of_week(gathering.on),
        f"{gathering.at:%H:%M}" if gathering.at else "",
        (gathering.name, "strong"),
        (host_name(book, gathering), "" if gathering.host else "warn"),
        (_state(book, gathering), "dim"),
    )
    return Row(gathering.id, cells)


def _state(book: Book, gathering: Gathering) -> str:
    """Who came, what became of it, or how far it is prepared."""
    if gathering.attended:
        return pluralize(len(gathering.attended), "person", "people")
    if gathering.state != "planned":
        return gathering.state
    if items := len(to_prepare(book, gathering)):
        return f"{items - len(left_to_prepare(book, gathering))} of {items} ready"
    return "moved" if gathering.moved else ""


def act_row(act: Act) -> Row:
    """A to-do: verb and name, its reason, the key that deals with it."""
    return Row(act.key, ((act.verb, "accent"), (act.name, "strong"), act.reason, (key_of(act.press), "dim")))


def rows_by_kind(plan: Week) -> Iterator[Row]:
    """Every to-do that waits under the heading of its kind, below the first step."""
    if plan.first_step:
        yield Row("", (FIRST_STEP,), heading=True)
        yield act_row(plan.first_step)
    for heading, acts in plan.by_kind():
        yield Row("", (f"{heading} · {len(acts)}",), heading=True)
        yield from map(act_row, acts)


def aside_rows(found: Iterable[SetAside], today: date) -> Iterator[Row]:
    """What is snoozed or dismissed, with the day it returns."""
    for one in found:
        how = "dismissed" if one.dismissed else "snoozed"
        back = f"back on {format_day(one.until, today)}" if one.until else "not asked again"
        cells = (
            (one.act.verb, "accent"),
            (one.act.name, "strong"),
            f"{how}, {back} · {one.act.reason}",
            (key_of("week.bring_back"), "dim"),
        )
        yield Row(one.act.key, cells)


def returns_lines() -> Iterator[str]:
    """When each kind of dismissed to-do returns, for the help."""
    return (f"{heading}: {returns}" for heading, returns in returns_table())
