"""The head of a person's page: how they stand, and what is ahead of them beside the to-dos of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.book.book import Book
from store.calendar.hosting import turns
from store.core.dates import format_day, format_day_short
from store.core.labels import label_of
from store.core.text import capitalized, pluralize
from store.insights.gone_quiet import gone_quiet, last_seen
from store.model.people import Volunteer
from store.people.absences import absences, away_today
from store.people.checklists import checklists_of, tasks_of
from store.people.directory import department_of, last_contact, name_of
from store.people.mentoring import check_in_day, checked_in, is_together, pairs_of
from store.people.offboarding import told_leaving
from store.people.reminders import open_reminders
from store.people.requests import Load, answer_due, open_asks
from store.people.stages import StageStatus
from store.profiles.record_page import Head, Line
from store.recognition.recognition import last_thanks
from store.training.readiness import notes_of

NEXT_TURNS = 2
"""Gatherings to host that are named; the calendar has the others."""


def person_head(book: Book, standing: StageStatus, asked: Load, today: date) -> Head:
    """Their stage and since when, who they are, and when they were last seen, spoken to, thanked and asked."""
    volunteer = standing.volunteer
    stage, days = label_of(standing.stage).capitalize(), pluralize(standing.days, "day")
    seen, spoken = last_seen(book, volunteer.id, today), last_contact(book).get(volunteer.id)
    thanked = last_thanks(book).get(volunteer.id)
    quiet = any(found.standing.volunteer.id == volunteer.id for found in gone_quiet(book, today))
    return (
        (
            (f"{stage} for {days}", "warn" if standing.stuck else "strong"),
            (f"since {format_day(standing.since, today)}", "dim"),
            (capitalized(told_leaving(book, volunteer.id, today)), "warn"),
            (capitalized(away_today(book, volunteer.id, today)), "warn"),
        ),
        ((volunteer.job, ""), (department_of(book, volunteer), ""), (volunteer.email, "")),
        (
            (f"Last seen {format_day(seen, today)}" if seen else "Not seen yet", "warn" if quiet else "dim"),
            (f"Last contact {format_day(spoken, today)}" if spoken else "No contact yet", "dim"),
            (f"Thanked {format_day(thanked, today)}" if thanked else "Never thanked", "dim"),
            (capitalized(asked.words), "warn" if asked.too_much else "dim"),
        ),
    )


def ahead_of_person(book: Book, volunteer: Volunteer, today: date) -> Iterator[Line]:
    """What comes next for someone: answers awaited, gatherings to host, check-ins, tasks, days away."""
    for number, note in enumerate(notes_of(book, volunteer, today)):
        if note.warn:
            yield Line(f"early:{number}", "Not ready", note.what, note.more, warn=True)
    yield from _checklists_ahead(book, volunteer.id)
    yield from requests_ahead(book, volunteer.id, today)
    hosted = (g for g in turns(book, today) if volunteer.id in (g.host, *g.cohosts))
    for gathering, _ in zip(hosted, range(NEXT_TURNS), strict=False):
        at = f", {gathering.at:%H:%M}" if gathering.at else ""
        yield Line(
            f"host:{gathering.id}", "Hosts", gathering.name, f"{format_day(gathering.on, today)}{at}", gathering
        )
    for pair in pairs_of(book, volunteer.id):
        if is_together(pair, today) and not checked_in(book, pair):
            other = name_of(book, pair.mentor if volunteer.id == pair.newcomer else pair.newcomer)
            yield Line(
                f"pair:{pair.id}", "Check in", f"with {other}", f"due {format_day(check_in_day(pair), today)}", pair
            )
    yield from reminders_ahead(book, volunteer.id, today)
    for absence in absences(book).get(volunteer.id, ()):
        if absence.until >= today:
            since = f"from {format_day_short(absence.since, today)} " if absence.since > today else ""
            until = f"{since}until {format_day_short(absence.until, today)}"
            yield Line(f"away:{absence.id}", "Away", until, absence.reason, absence)
    if volunteer.quiet_until and volunteer.quiet_until > today:
        yield Line(f"later:{volunteer.id}", "Ask again", f"on {format_day(volunteer.quiet_until, today)}")


def _checklists_ahead(book: Book, person: str) -> Iterator[Line]:
    """The next item of each checklist."""
    for checklist in checklists_of(book, person):
        tasks = tasks_of(book, checklist)
        if task := next((task for task in tasks if not task.done_on), None):
            done = sum(task.done_on is not None for task in tasks)
            kind = checklist.kind.capitalize()
            yield Line(f"task:{task.id}", kind, task.text, f"{done} of {len(tasks)} done", task)


def requests_ahead(book: Book, person: str, today: date) -> Iterator[Line]:
    """Requests to a volunteer or stakeholder that await an answer."""
    for ask in open_asks(book, person):
        told = f"asked {format_day_short(ask.on, today)}, due {format_day_short(answer_due(ask), today)}"
        yield Line(f"ask:{ask.id}", "Answer awaited", ask.what, told, ask)


def reminders_ahead(book: Book, person: str, today: date) -> Iterator[Line]:
    """To-dos with a volunteer or stakeholder that were noted for a day."""
    for reminder in open_reminders(book, person=person):
        yield Line(f"do:{reminder.id}", "Do", reminder.what, f"on {format_day(reminder.on, today)}", reminder)
