"""The weekly plan: its gatherings, and the to-dos that wait, seven lines of them at most, each with its reason."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import format_day, week_of
from store.insights.pulse import Pulse, pulse
from store.model.calendar import Gathering
from store.people.directory import full_name_of, name_of
from store.people.offboarding import leavers, told_leaving
from store.week.action import Act
from store.week.first_steps import first_steps
from store.week.kinds import KINDS, PLACES
from store.week.ordering import lines_of_week, ordered
from store.week.snoozing import SetAside, asleep
from store.week.sources import SOURCES
from store.week.todo_numbers import numbers

T = TypeVar("T")

FIRST_STEP = "First step"
"""Over the first step, where to-dos stand by kind."""


class Week(Struct, frozen=True):
    """Everything Monday asks for."""

    first: date
    """The day this week starts on."""
    gatherings: tuple[Gathering, ...]
    """Those of this week."""
    next_gatherings: tuple[Gathering, ...]
    """Those of the week after it."""
    acts: tuple[Act, ...]
    """The lines of the week: seven, or more where more updates are overdue; one may stand for several to-dos."""
    all_acts: tuple[Act, ...]
    """Every to-do that waits, in the stated order, each for itself."""
    pulse: tuple[Pulse, ...]
    first_step: Act | None = None
    """The next of the first steps, in a new book: it leads, and none of the others is about the same."""

    @property
    def lines(self) -> tuple[Act, ...]:
        """The lines of the week below the first step, where there is one."""
        return (self.first_step, *self.acts) if self.first_step else self.acts

    @property
    def every(self) -> tuple[Act, ...]:
        """Every to-do that waits below the first step, where there is one."""
        return (self.first_step, *self.all_acts) if self.first_step else self.all_acts

    @property
    def covered(self) -> int:
        """To-dos that the lines of the week stand for."""
        return sum(len(act.singles) for act in self.lines)

    @property
    def known(self) -> dict[str, Act]:
        """Every line of the week and every to-do for itself, by key."""
        return {act.key: act for act in (*self.lines, *self.all_acts)}

    @property
    def numbers(self) -> dict[str, str]:
        """The number of each of them by its key."""
        return numbers(self.known)

    @property
    def waiting(self) -> int:
        """To-dos beyond those."""
        return len(self.every) - self.covered

    def by_kind(self) -> Iterator[tuple[str, tuple[Act, ...]]]:
        """Every to-do that waits under the heading of its kind; the order of kinds is that of the table."""
        found = sorted(self.all_acts, key=lambda act: PLACES[act.kind])
        return ((KINDS[kind].heading, tuple(acts)) for kind, acts in groupby(found, lambda act: act.kind))


def plan(book: Book, today: date) -> Week:
    """What this week holds and needs."""
    first = week_of(today, book.community.first_weekday)
    lead = book.cached_query(_first_step, today)
    return Week(
        first=first,
        gatherings=book.cached_query(_gatherings, first),
        next_gatherings=book.cached_query(_gatherings, first + timedelta(days=7)),
        acts=_without(lead, book.cached_query(_lines, today)),
        all_acts=_without(lead, book.cached_query(_waiting, today)),
        pulse=book.cached_query(_all_of, pulse, today),
        first_step=lead,
    )


def _first_step(book: Book, today: date) -> Act | None:
    """The first step that leads: the next that is not set aside."""
    aside = asleep(book, today)
    return next((step for step in first_steps(book, today) if step.key not in aside), None)


def _without(lead: Act | None, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The to-dos without the one that a first step is about as well."""
    about = lead and (lead.verb, lead.subject)
    return tuple(act for act in acts if (act.verb, act.subject) != about) if lead else acts


def waiting(book: Book, today: date) -> tuple[Act, ...]:
    """Every to-do that waits, in the stated order, without the rest of the week."""
    return book.cached_query(_waiting, today)


def is_planned(book: Book, today: date) -> bool:
    """Whether the to-dos that wait are worked out already, for what the book holds now."""
    return book.knows(_waiting, today)


def set_aside(book: Book, today: date) -> list[SetAside]:
    """The to-dos that are snoozed or dismissed and would stand on the list otherwise; the first to return comes first."""
    aside = asleep(book, today)
    acts = {act.key: act for act in (*ordered(_acts(book, today), today), *first_steps(book, today))}
    found = [
        SetAside(act, record.until, record.dismissed or record.until is None)
        for act in acts.values()
        if (record := aside.get(act.key))
    ]
    return sorted(found, key=lambda one: one.until or date.max)


def _all_of(book: Book, part: Callable[[Book, date], Iterator[T]], today: date) -> tuple[T, ...]:
    """What one part yields, as it can be remembered."""
    return tuple(part(book, today))


def _acts(book: Book, today: date) -> Iterator[Act]:
    """All that could be done, each part looked up again only after a change to what it comes from."""
    gone = leavers(book, today)
    for part in SOURCES:
        for act in book.cached_query(_all_of, part, today):
            leaving = told_leaving(book, act.subject, today) if act.subject in gone else ""
            yield replace(act, reason=f"{act.reason} · {leaving}") if leaving else act


def _waiting(book: Book, today: date) -> tuple[Act, ...]:
    """Every to-do that is not set aside, in the stated order."""
    aside = asleep(book, today)
    return tuple(ordered((act for act in _acts(book, today) if act.key not in aside), today))


def _lines(book: Book, today: date) -> tuple[Act, ...]:
    return tuple(lines_of_week(book.cached_query(_waiting, today), today))


def _gatherings(book: Book, first: date) -> tuple[Gathering, ...]:
    """What is on in the week that begins on a day."""
    return tuple(g for g in gatherings(book, first, first + timedelta(days=6)) if g.state != "skipped")


def as_text(book: Book, week: Week, today: date) -> str:
    """The week as plain lines, for pipes, printers and screen readers."""
    lines = [f"Week of {format_day(week.first)}", "", "Gatherings"]
    lines += [_gathering_line(book, g, today) for g in week.gatherings]
    lines += [] if week.gatherings else ["- No gatherings this week"]
    lines += ["", f"To-dos: {week.covered}" + (f" ({week.waiting} more waiting)" if week.waiting else "")]
    of = week.numbers
    lines += [_act_line(act, of) for act in week.lines]
    lines += ["", "Pulse"]
    lines += [f"- {p.label}: {p.figure}{f' ({p.share})' if p.share else ''}" for p in week.pulse]
    return "\n".join(lines) + "\n"


def all_as_text(week: Week) -> str:
    """Every to-do that waits as plain lines, under the heading of its kind."""
    lines, of = [f"To-dos: {len(week.every)}"], week.numbers
    lines += ["", FIRST_STEP, _act_line(week.first_step, of)] if week.first_step else []
    for heading, acts in week.by_kind():
        lines += ["", heading, *(_act_line(act, of) for act in acts)]
    return "\n".join(lines) + "\n"


def _act_line(act: Act, of: Mapping[str, str]) -> str:
    return f"- {of[act.key]} {act.title}: {act.reason}"


def _gathering_line(book: Book, gathering: Gathering, today: date) -> str:
    host = "no host" if not gathering.host else f"hosted by {full_name_of(book, gathering.host)}"
    state = f", {gathering.state}" if gathering.state != "planned" else ""
    at = f" {gathering.at:%H:%M}" if gathering.at else ""
    return f"- {format_day(gathering.on, today)}{at}: {gathering.name}, {host}{state}"


def host_name(book: Book, gathering: Gathering) -> str:
    """Who hosts, as the screens say it."""
    return name_of(book, gathering.host) if gathering.host else "no host"
