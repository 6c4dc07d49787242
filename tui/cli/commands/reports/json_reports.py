"""``--json``: week, people, calendar, costs and library for other programs, as ``docs/json.md`` describes.

What is said here is kept: a field is added, never renamed; where that cannot be, :data:`VERSION` rises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import Clock
from store.core.money import NOTHING
from store.finance.budgets import status
from store.finance.kpis import Trend, trends
from store.finance.ledger import BUCKETS, Entry
from store.finance.roi import returned
from store.insights.gone_quiet import last_seen_of_all
from store.library.resources import shelf, unkept
from store.model.calendar import Gathering
from store.model.finance import Bucket
from store.model.library import Resource
from store.model.stages import Stage
from store.people.directory import department_of, full_name_of, last_contact
from store.people.stages import StageStatus, board
from store.week.action import Act
from store.week.plan import plan
from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE

VERSION = 1
"""Rises where a field is renamed, removed, or means something else."""
Report = dict[str, Any]
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def print_json(path: Path, clock: Clock, name: str, write: Callable[[Book, date], Report]) -> int:
    """Print a report about a book as JSON."""
    with open_to_read(path, clock) as book:
        today = clock.today()
        report = {
            "version": VERSION,
            "report": name,
            "date": today,
            "community": book.community.name,
            **write(book, today),
        }
        say(msgspec.json.format(_ENCODER.encode(report), indent=2).decode())
    return DONE


def week(book: Book, today: date, *, everything: bool = False) -> Report:
    """The gatherings of this week and the next, to-dos and pulse."""
    found = plan(book, today)
    return {
        "week_starts_on": found.first,
        "gatherings": [_gathering(book, one) for one in found.gatherings],
        "next_week_gatherings": [_gathering(book, one) for one in found.next_gatherings],
        "to_dos": [_to_do(act) for act in (found.every if everything else found.lines)],
        "to_dos_waiting": 0 if everything else found.waiting,
        "pulse": [
            {"measure": one.key, "label": one.label, "figure": one.figure, "share": one.share or None}
            for one in found.pulse
        ],
    }


def _to_do(act: Act) -> Report:
    return {
        "kind": act.kind,
        "action": act.verb,
        "title": act.title,
        "reason": act.reason,
        "subject": None if act.members else act.subject,
        "since": act.since,
        "overdue_days": act.overdue,
        "count": len(act.singles),
    }


def people(book: Book, today: date, stage: Stage | None = None) -> Report:
    """Everyone in the order of the pipeline, or only one stage."""
    columns = board(book, today)
    talked, seen = last_contact(book), last_seen_of_all(book, today)
    wanted = [stage] if stage else [*columns]
    found = [_person(book, standing, talked, seen) for one in wanted for standing in columns[one]]
    return {"people": found}


def _person(book: Book, standing: StageStatus, talked: Mapping[str, date], seen: Mapping[str, date]) -> Report:
    who = standing.volunteer
    return {
        "id": who.id,
        "name": who.name,
        "email": who.email or None,
        "department": department_of(book, who) or None,
        "job": who.job or None,
        "stage": standing.stage,
        "stage_since": standing.since,
        "days_in_stage": standing.days,
        "stuck": standing.stuck,
        "consent_recorded_on": who.yes_on,
        "ask_again_on": who.quiet_until,
        "topics": who.topics,
        "delivery": who.delivery,
        "tags": who.tags,
        "last_contact": talked.get(who.id),
        "last_seen": seen.get(who.id),
    }


def calendar(book: Book, since: date, until: date) -> Report:
    """The gatherings between two days, both counted."""
    return {
        "first_day": since,
        "last_day": until,
        "gatherings": [_gathering(book, one) for one in gatherings(book, since, until)],
    }


def _gathering(book: Book, gathering: Gathering) -> Report:
    ritual = book.rituals.get(gathering.ritual)
    return {
        "id": gathering.id,
        "name": gathering.name,
        "ritual": ritual.name if ritual else None,
        "date": gathering.on,
        "original_date": gathering.due_on if gathering.moved else None,
        "time": _time(gathering.at),
        "minutes": gathering.minutes,
        "place": gathering.place or None,
        "topic": gathering.topic or None,
        "status": gathering.state,
        "reason": gathering.why or None,
        "host": full_name_of(book, gathering.host) if gathering.host else None,
        "co_hosts": [full_name_of(book, who) for who in gathering.cohosts],
        "attendees": len(gathering.attended) if gathering.state == "held" else None,
        "learners": gathering.learners,
    }


def _time(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def costs(book: Book, today: date) -> Report:
    """Costs and budget of the period, ROI and KPIs; amounts are numbers in the book's currency."""
    now, back = status(book, today), returned(book, today)
    return {
        "currency": book.community.currency,
        "first_day": now.since,
        "last_day": now.until,
        "spent": _buckets(now.spent_on),
        "planned": _buckets(now.planned_for),
        "total_spent": now.spent,
        "total_planned": now.committed,
        "expected_trainer_time": now.hours_to_come,
        "forecast": now.forecast,
        "budget": now.budget,
        "forecast_balance": now.left_at_end,
        "entries": [_entry(entry) for entry in now.entries],
        "roi": {
            "held_sessions_only": back.cautious,
            "percent": back.roi,
            "total_cost": back.costs,
            "external_training_avoided": back.benefits,
            "cost_avoided": back.avoided,
            "sessions": len(back.instead),
            "learner_attendances": back.learners,
            "cost_per_attendance": back.per_learner,
            "break_even": back.break_even,
        },
        "kpis": [_kpi(one) for one in trends(book)],
    }


def _buckets(found: Mapping[Bucket, Decimal]) -> dict[str, Decimal]:
    return {bucket: found.get(bucket, NOTHING) for bucket in BUCKETS}


def _entry(entry: Entry) -> Report:
    kind = {"once": "once", "recurring": "repeating", "hours": "trainer_time"}[entry.kind]
    return {
        "date": entry.on,
        "description": entry.what,
        "bucket": entry.bucket,
        "kind": kind,
        "status": entry.state,
        "amount": entry.amount,
    }


def _kpi(one: Trend) -> Report:
    latest = one.latest
    return {
        "name": one.kpi.name,
        "unit": one.kpi.unit or None,
        "evaluation_level": one.kpi.level,
        "baseline": one.kpi.baseline,
        "baseline_date": one.kpi.baseline_on,
        "target": one.kpi.target,
        "target_date": one.kpi.target_on,
        "reading": latest.value if latest else None,
        "reading_date": latest.on if latest else None,
        "progress_to_target_percent": one.way,
    }


def library(book: Book, lost: Iterable[str]) -> Report:
    """Every resource, by title."""
    without, gone = {resource.id for resource in unkept(book)}, {*lost}
    return {"resources": [_resource(book, one, one.id in without, one.id in gone) for one in shelf(book)]}


def _resource(book: Book, resource: Resource, alone: bool, gone: bool) -> Report:
    gathering = book.gatherings.get(resource.gathering)
    return {
        "id": resource.id,
        "title": resource.title,
        "kind": resource.kind,
        "link": resource.link or None,
        "file_missing": gone,
        "owner": full_name_of(book, resource.owner) if resource.owner and not alone else None,
        "gathering": gathering.name if gathering else None,
        "tags": resource.tags,
        "available_since": resource.on,
    }
