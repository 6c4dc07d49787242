"""A department's page: how far the idea has spread there, who takes part, and what it asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.book.book import Book
from store.core.dates import format_day, format_day_short
from store.core.labels import label_of
from store.core.text import normalize, ordinal, pluralize
from store.model.people import Department
from store.people import departments as spread
from store.people.departments import Ground
from store.people.directory import name_of
from store.people.stages import MEMBERS, STAGES, StageStatus, standings
from store.profiles.record_page import Head, Line, Page, Section
from store.training.training_requests import in_brief, is_open, requests_of


def page(book: Book, department: Department, today: date) -> Page:
    """Everything about a department."""
    ground = spread.grounds(book, today)[department.id]
    heads = department.head_count
    return Page(
        title=f"{department.name} · {pluralize(heads, 'person', 'people')}" if heads else department.name,
        head=_head(book, ground, today),
        ahead=tuple(_ahead(book, ground, today)),
        now=tuple(_now(book, ground, today)),
        history=tuple(_history(book, department, today)),
        subjects=(department.id, *(request.id for request in requests_of(book, department=department.id))),
    )


def _head(book: Book, ground: Ground, today: date) -> Head:
    """Its state and since when, its champion, and who takes part."""
    department, state = ground.department, label_of(ground.state).capitalize()
    champion = name_of(book, department.champion) if department.champion else ""
    since = f"since {format_day(ground.since, today)}" if ground.since else "no state recorded"
    early = f"Opened too early: {ground.flag}" if ground.flag else ""
    return (
        (
            (f"{state} for {pluralize(ground.days, 'day')}" if ground.since else state, "strong"),
            (since, "dim"),
            (early, "warn"),
        ),
        (
            (f"Champion: {champion}" if champion else "No champion yet", "" if champion else "warn"),
            (pluralize(ground.volunteers, "volunteer"), ""),
            (pluralize(ground.members, "member"), ""),
        ),
    )


def _ahead(book: Book, ground: Ground, today: date) -> Iterator[Line]:
    """Its next step, a warning before it is opened, and open training requests."""
    department = ground.department
    yield Line(f"step:{department.id}", "Next step", department.next_move or "none recorded yet")
    if not ground.flag and (early := spread.flag_of_move(book, department, "piloting", today)):
        yield Line(f"early:{department.id}", "Too early", f"to open now: {early}", warn=True)
    for request in requests_of(book, department=department.id):
        if is_open(book, request):
            yield Line(f"training:{request.id}", "Training", request.topic, in_brief(book, request, today), request)


def _now(book: Book, ground: Ground, today: date) -> Iterator[Section]:
    department = ground.department
    people = [s for s in standings(book, today).values() if s.volunteer.department == department.id]
    people.sort(key=lambda s: (-STAGES.index(s.stage), normalize(s.volunteer.name), s.volunteer.id))
    members = [s for s in people if s.stage in MEMBERS]
    others = [s for s in people if s.stage not in MEMBERS]
    for title, found in (("Members", members), ("Others", others)):
        if found:
            yield Section(f"{title} · {len(found)}", tuple(_person(status, department) for status in found))
    known = [who for who in book.stakeholders.values() if who.department == department.id]
    known.sort(key=lambda who: (normalize(who.name), who.id))
    if known:
        lines = (Line(who.id, label_of(who.leg), who.name, who.job, who) for who in known)
        yield Section(f"Stakeholders · {len(known)}", tuple(lines))


def _person(status: StageStatus, department: Department) -> Line:
    volunteer = status.volunteer
    told = f"for {pluralize(status.days, 'day')}"
    champion = f"{told}, champion" if volunteer.id == department.champion else told
    return Line(volunteer.id, label_of(status.stage), volunteer.name, champion, volunteer)


def _history(book: Book, department: Department, today: date) -> Iterator[Section]:
    """Its states, the newest first, with the how-manyth it was to come so far; training requests that are closed."""
    ranks = spread.ranks(book, department.id, today)
    lines = []
    for entry in reversed(spread.history(book, department.id)):
        rank, on = ranks.get(entry.state, (0, None))
        place = f"{ordinal(rank)} to reach this state" if on == entry.on and entry.state != "not_yet" else ""
        more = ", ".join(filter(None, (place, entry.note)))
        lines.append(Line(entry.id, format_day_short(entry.on, today), label_of(entry.state), more, entry))
    if lines:
        yield Section(f"States · {len(lines)}", tuple(lines))
    closed = [r for r in requests_of(book, department=department.id) if not is_open(book, r)]
    if closed:
        told = (Line(r.id, format_day_short(r.on, today), r.topic, in_brief(book, r, today), r) for r in closed)
        yield Section(f"Training requests · {len(closed)}", tuple(told))
