"""A ritual's page: when it is next and who hosts, how attendance goes, the host rota, and what was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.attendance_trend import Vitality, vitality
from store.calendar.conflicts import Clash, Clashes
from store.calendar.occurrences import to_prepare
from store.calendar.rituals import gatherings, lineage
from store.core.dates import format_day, format_day_short
from store.core.fields import fields
from store.core.parsing import format_value
from store.core.text import capitalized, join_words, normalize, one_line, pluralize, quoted
from store.model.calendar import Gathering, Ritual
from store.people.absences import absences, told_absence
from store.people.directory import name_of
from store.profiles.record_page import Fact, Head, Line, Page, Section

BACK, AHEAD = 60, 60
"""Days around today whose to-dos and clashes the page names."""
NAMED = 4
"""Gatherings to come that are named."""
_DETAILS = ("kind", "gain", "meaning", "start", "minutes", "place", "preparation", "retired_on", "retired_why", "on_hub")  # fmt: skip
_SHORT = {"gain": "Benefit", "retired_why": "Reason"}
"""Labels for a narrow column."""


def page(book: Book, ritual: Ritual, today: date) -> Page:
    """Everything about a ritual."""
    around = gatherings(book, today - timedelta(days=BACK), today + timedelta(days=AHEAD))
    near = [gathering for gathering in around if gathering.ritual == ritual.id]
    coming = [gathering for gathering in near if gathering.on >= today and gathering.state == "planned"]
    trend = vitality(book, today)[ritual.id]
    return Page(
        title=ritual.name
        if normalize(ritual.name) == ritual.kind_label
        else f"{ritual.name} · {ritual.kind_label}",
        head=_head(book, ritual, coming, trend, today),
        ahead=(*_in_the_way(book, ritual, around, today), *(_coming(book, g, today) for g in coming[:NAMED])),
        now=tuple(_now(book, ritual, trend, today)),
        history=tuple(_history(book, ritual, today)),
        subjects=(ritual.id, *(gathering.id for gathering in near)),
    )


def _head(book: Book, ritual: Ritual, coming: list[Gathering], trend: Vitality, today: date) -> Head:
    """How often it repeats, the next one and its host, and how many came of late."""
    often = recurrence_wording.in_words(ritual.rule, ritual.start)
    retired = ritual.retired_on
    following = coming[0] if coming else None
    return (
        (
            (capitalized(f"{often}, {ritual.at:%H:%M}" if ritual.at else often), "strong"),
            (ritual.place, "dim"),
            (f"{'Retired on' if retired <= today else 'Until'} {format_day(retired, today)}" if retired else "", "warn"),
        ),
        (
            (f"Next on {format_day(following.on, today)}" if following else "No upcoming date", "" if following else "warn"),
            _host(book, following) if following else ("", ""),
        ),
        (
            (f"Attendance {trend.trend} {', '.join(map(str, trend.came[-3:]))}" if trend.held else "No attendance yet", "dim"),
            ("Attendance is falling" if trend.falling else "", "warn"),
            (f"{pluralize(trend.hosts, 'host')} so far" if trend.held else "", "dim"),
        ),
    )  # fmt: skip


def _host(book: Book, gathering: Gathering) -> Fact:
    names = join_words([name_of(book, who) for who in (gathering.host, *gathering.cohosts) if who])
    return (f"hosted by {names}", "") if names else ("no host", "warn")


def _coming(book: Book, gathering: Gathering, today: date) -> Line:
    """A gathering to come: its day, its host, and how much of it is prepared."""
    items = to_prepare(book, gathering)
    ready = f"{sum(item in gathering.prepared for item in items)} of {len(items)} prepared" if items else ""
    told, look = _host(book, gathering)
    at = f"{gathering.at:%H:%M}, " if gathering.at else ""
    return Line(
        f"gathering:{gathering.id}",
        format_day_short(gathering.on, today),
        f"{at}{told}",
        ready,
        gathering,
        warn=look == "warn",
    )


def _in_the_way(book: Book, ritual: Ritual, around: list[Gathering], today: date) -> Iterator[Line]:
    """What the gatherings to come clash with, and hosts who are away."""
    clashes = Clashes([g for g in around if g.on >= today], absences(book))
    for number, clash in enumerate(clashes.of_ritual(ritual.id)):
        if number < NAMED:
            yield Line(f"clash:{number}", "Clash", _clash(clash, today), "", clash.gathering, warn=True)
    for gathering in around:
        if gathering.ritual == ritual.id:
            for absence in clashes.absences_of(gathering.id):
                told = f"{format_day(gathering.on, today)}: {told_absence(book, absence, today)}"
                yield Line(f"absent:{gathering.id}:{absence.id}", "Away", told, "", gathering, warn=True)


def _clash(clash: Clash, today: date) -> str:
    return f"{format_day(clash.gathering.on, today)}: at the same time as {quoted(clash.other.name)}"


def _now(book: Book, ritual: Ritual, trend: Vitality, today: date) -> Iterator[Section]:
    said = ((trend.fall(),) if trend.falling else ()) + tuple(trend.words())
    yield Section("Attendance", tuple(Line(f"trend:{n}", "", words) for n, words in enumerate(said)))
    if ritual.hosts:
        yield Section(f"Host rota · {len(ritual.hosts)}", tuple(_rota(book, ritual, today)))
    known = {field.name: field for field in fields(Ritual)}
    lines = []
    for name in _DETAILS:
        value = ritual.kind_label if name == "kind" else getattr(ritual, name)
        if value and (text := value if name == "kind" else format_value(known[name], value, today)):
            lines.append(Line(name, _SHORT.get(name, known[name].label), text))
    yield Section("Details", tuple(lines))


def _rota(book: Book, ritual: Ritual, today: date) -> Iterator[Line]:
    """Who takes turns, with how often and when each hosted last."""
    held = [g for g in _held(book, ritual) if g.on <= today]
    for number, who in enumerate(ritual.hosts, 1):
        turns = [g.on for g in held if who in (g.host, *g.cohosts)]
        told = (
            f"hosted {pluralize(len(turns), 'time')}, last {format_day(max(turns), today)}"
            if turns
            else "never hosted"
        )
        yield Line(f"turn:{who}", f"{number}.", name_of(book, who), told, book.volunteers.get(who))


def _held(book: Book, ritual: Ritual) -> list[Gathering]:
    """Its gatherings that were held, also under an earlier rule, the newest first."""
    mine = lineage(book, ritual.id)
    found = [g for g in book.gatherings.values() if g.ritual in mine and g.state == "held"]
    return sorted(found, key=lambda g: (g.on, g.id), reverse=True)


def _history(book: Book, ritual: Ritual, today: date) -> Iterator[Section]:
    """What was held, what was written up, and what was skipped, the newest first."""
    held, mine = _held(book, ritual), lineage(book, ritual.id)
    if held:
        yield Section(f"Held · {len(held)}", tuple(_told_held(book, g, today) for g in held))
    noted = [g for g in held if g.notes.strip() or g.decisions.strip()]
    if noted:
        lines = (
            Line(f"notes:{g.id}", format_day_short(g.on, today), one_line(g.notes), one_line(g.decisions), g)
            for g in noted
        )
        yield Section(f"Notes · {len(noted)}", tuple(lines))
    skipped = [g for g in book.gatherings.values() if g.ritual in mine and g.state == "skipped"]
    if skipped:
        skipped.sort(key=lambda g: (g.on, g.id), reverse=True)
        lines = (Line(g.id, format_day_short(g.on, today), g.why or "skipped", "", g) for g in skipped)
        yield Section(f"Skipped · {len(skipped)}", tuple(lines))


def _told_held(book: Book, gathering: Gathering, today: date) -> Line:
    told, _ = _host(book, gathering)
    came = pluralize(len(gathering.attended), "attendee") if gathering.attended else "attendance not recorded"
    return Line(gathering.id, format_day_short(gathering.on, today), came, told, gathering)
