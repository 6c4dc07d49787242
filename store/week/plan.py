"""The weekly plan: its gatherings, and at most seven to-dos, each with its reason."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day, week_of
from store.insights.pulse import Pulse, pulse
from store.model.calendar import Gathering
from store.people.directory import full_name_of, name_of
from store.week.action import MOST_ALIKE, Act
from store.week.sources import SOURCES, all_of, last_day

T = TypeVar("T")
MOST_ACTS = 7
"""A Monday plan one person can finish."""


class Week(Struct, frozen=True):
    """Everything Monday asks for."""

    first: date
    """The day this week starts on."""
    gatherings: tuple[Gathering, ...]
    acts: tuple[Act, ...]
    waiting: int
    """To-dos beyond the most that one week takes."""
    pulse: tuple[Pulse, ...]


def plan(book: Book, today: date) -> Week:
    """What this week holds and needs."""
    first = week_of(today, book.community.first_weekday)
    asleep = {s.act for s in book.snoozes.values() if s.until is None or s.until > today}
    acts = [act for act in _acts(book, today) if act.key not in asleep]
    chosen = _choose(acts)
    return Week(
        first=first,
        gatherings=book.cached_query(all_of, _meetings, today),
        acts=tuple(chosen),
        waiting=len(acts) - len(chosen),
        pulse=book.cached_query(all_of, pulse, today),
    )


def _choose(acts: list[Act]) -> list[Act]:
    """The most pressing ones, with every kind getting its turn before a kind fills the list."""
    acts = sorted(acts, key=lambda act: (-act.weight, act.name, act.key))
    seen: Counter[str] = Counter()
    first: list[Act] = []
    later: list[Act] = []
    for act in acts:
        (first if seen[act.verb] < MOST_ALIKE else later).append(act)
        seen[act.verb] += 1
    return sorted((first + later)[:MOST_ACTS], key=lambda act: (-act.weight, act.name, act.key))


def _acts(book: Book, today: date) -> Iterator[Act]:
    """All that could be done, each part looked up again only after a change to what it comes from."""
    for part in SOURCES:
        yield from book.cached_query(all_of, part, today)


def _meetings(book: Book, today: date) -> Iterator[Gathering]:
    last = last_day(book, today)
    return (g for g in gatherings(book, last - timedelta(days=6), last) if g.state != "skipped")


def as_text(book: Book, week: Week, today: date) -> str:
    """The week as plain lines, for pipes, printers and screen readers."""
    lines = [f"Week of {format_day(week.first)}", "", "Gatherings"]
    for g in week.gatherings:
        host = "no host" if not g.host else f"hosted by {full_name_of(book, g.host)}"
        state = f", {g.state}" if g.state != "planned" else ""
        lines.append(f"- {format_day(g.on, today)}{f' {g.at:%H:%M}' if g.at else ''}: {g.name}, {host}{state}")
    lines += [] if week.gatherings else ["- No gathering this week"]
    lines += ["", f"To-dos: {len(week.acts)}" + (f" ({week.waiting} more waiting)" if week.waiting else "")]
    lines += [f"- {act.title}: {act.reason}" for act in week.acts]
    lines += ["", "Pulse"]
    lines += [f"- {p.label}: {p.figure}{f' ({p.share})' if p.share else ''}" for p in week.pulse]
    return "\n".join(lines) + "\n"


def host_name(book: Book, gathering: Gathering) -> str:
    """Who hosts, as the screens say it."""
    return name_of(book, gathering.host) if gathering.host else "no host"
