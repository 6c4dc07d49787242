"""How gatherings and rituals read in the calendar's lists, its month, and the panel beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from screens.widgets.lists.list_view import Cell, Row
from screens.widgets.lists.month_grid import DayEntry
from screens.widgets.spans import Span
from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.attendance_trend import COMPARED, Vitality
from store.calendar.conflicts import Clashes
from store.calendar.occurrences import left_to_prepare, to_prepare
from store.core.dates import date_range, format_day_month, format_day_short
from store.core.numbers import half_up
from store.core.text import capitalized, pluralize
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence
from store.people.absences import told_closed
from store.week.plan import host_name

SATURDAY = 5
"""The first day of the weekend, as :meth:`date.weekday` counts."""
LEGEND = "✓ held  – skipped  → moved  ? no host  ! clash"
"""What the marks mean."""


def mark(gathering: Gathering, clashing: Clashes) -> str:
    """One or two characters: its state, and whether it clashes."""
    state = {"held": "✓", "skipped": "–"}.get(gathering.state, "→" if gathering.moved else "")
    return state + ("!" if gathering.id in clashing else "")


def all_marks(gathering: Gathering, clashing: Clashes) -> str:
    """Its marks, and ‘?’ where it has no host."""
    return mark(gathering, clashing) + ("?" if gathering.state == "planned" and not gathering.host else "")


def in_month(book: Book, gathering: Gathering, clashing: Clashes) -> DayEntry:
    """A gathering in a day's cell: its marks, ‘?’ where it has no host, its time, its name and who hosts it."""
    planned, marks = gathering.state == "planned", all_marks(gathering, clashing)
    look = "dim" if not planned else "warn" if gathering.id in clashing or not gathering.host else "strong"
    who, who_look = host(book, gathering)
    forms = short_forms(who) if gathering.host else (who,)
    return DayEntry(gathering.name, look, marks, at(gathering), forms, who_look if planned else "dim")


def week_heading(first: date, number: int, today: date) -> str:
    """A week by its first day and how many gatherings it has."""
    away = (first - today).days
    name = (
        "This week" if -7 < away <= 0 else "Next week" if 0 < away <= 7 else "Last week" if -14 < away <= -7 else ""
    )
    days = date_range(first, first + timedelta(days=6))
    return f"{name or days} · {number}"


def readiness(book: Book, gathering: Gathering) -> Span:
    """How far a gathering is prepared; how many attended one that was held."""
    if gathering.state == "held":
        return pluralize(len(gathering.attended), "person", "people"), "dim"
    items = to_prepare(book, gathering) if gathering.state == "planned" else ()
    left = left_to_prepare(book, gathering) if items else ()
    if not left:
        return "✓ prepared" if items else "", "dim"
    return f"{len(items) - len(left)} of {len(items)} prepared", "accent"


def tally(gatherings: Sequence[Gathering], today: date) -> str:
    """How many gatherings there are, and how many of those to come have no host."""
    without = sum(g.state == "planned" and g.on >= today and not g.host for g in gatherings)
    parts = [pluralize(len(gatherings), "gathering")] if gatherings else []
    return " · ".join([*parts, *([f"{without} without a host"] if without else [])])


def short_forms(name: str) -> tuple[str, ...]:
    """A person's name, their first name, and their initials, for cells of less and less room."""
    words = name.split() or [name]
    return name, words[0], "".join(word[0] for word in words)


def at(gathering: Gathering | Ritual) -> str:
    """Its time of day, or nothing."""
    return f"{gathering.at:%H:%M}" if gathering.at else ""


def host(book: Book, gathering: Gathering) -> Span:
    """Its host, that it has none, or that it was skipped."""
    if gathering.state == "skipped":
        return "skipped", "dim"
    return host_name(book, gathering), "" if gathering.host else "warn"


def closing_row(closing: Absence, cells: int, today: date, *, day: bool = False) -> Row:
    """Closing days as a line of a list with so many cells before the name."""
    first: Span = (format_day_short(closing.since, today) if day else "", "dim")
    words = told_closed(closing, today)
    return Row(closing.id, (first, *[""] * (cells - 1), (capitalized(words), "dim")))


CLOSED = "closed"
"""A closing day in its cell of the month; the list of the day says until when and why."""


def day_row(book: Book, g: Gathering, clashing: Clashes, *, with_host: bool) -> Row:
    """A line of a day's list."""
    who: Span = host(book, g) if with_host else ("", "")
    return Row(g.id, (at(g), (mark(g, clashing), "warn"), (g.name, "strong"), who))


def week_row(book: Book, g: Gathering, clashing: Clashes) -> Row:
    """A line of a week's list, under its day."""
    came = pluralize(len(g.attended), "person", "people") if g.state == "held" else "moved" if g.moved else ""
    return Row(g.id, (at(g), (all_marks(g, clashing), "warn"), (g.name, "strong"), host(book, g), (came, "dim")))


def agenda_row(book: Book, g: Gathering, clashing: Clashes, today: date) -> Row:
    """A line of the agenda: its day, and the rest as in a week's list."""
    on: Span = (format_day_short(g.on, today), "accent" if g.on == today else "dim" if g.on < today else "")
    return Row(g.id, (on, *week_row(book, g, clashing).cells))


def ritual_cells(
    book: Book, ritual: Ritual, one: Vitality, coming: Gathering | None, today: date, *, clash: bool
) -> tuple[Cell, ...]:
    """A ritual in the list of them: when it is next, how often it repeats, who hosts next, its attendance."""
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    if ritual.retired_on:
        often = "retired" if ritual.retired_on <= today else f"until {format_day_month(ritual.retired_on)}"
    marks = ("↓" if one.falling else "") + ("!" if clash else "")
    on = f"{format_day_short(coming.on, today)} {at(coming)}".strip() if coming else at(ritual)
    who: Cell = host(book, coming) if coming else ""
    recent = one.came[-COMPARED:]
    people = f"{half_up(sum(recent) / len(recent))}" if recent else ""
    name: Span = (ritual.name, "dim" if ritual.retired_on else "strong")
    return on, (marks, "warn"), name, often, who, people, (one.trend, "accent")
