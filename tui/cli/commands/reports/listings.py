"""The people and the calendar as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from store.book.book import Book
from store.calendar.conflicts import CLASHES_NAMED, Clash, Clashes
from store.calendar.rituals import gatherings
from store.core.dates import Clock, date_range, format_day
from store.core.labels import label_of
from store.core.text import join_words, one_line, pluralize, quoted
from store.model.calendar import Gathering
from store.model.people import Absence
from store.model.stages import Stage
from store.people.absences import EVERYONE, absences, told_away, told_closed
from store.people.directory import department_of, full_name_of
from store.people.stages import MEMBERS, StageStatus, board
from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE


def people(path: Path, clock: Clock, stage: Stage | None = None) -> int:
    """Print everyone by stage, or only one stage."""
    with open_to_read(path, clock) as book:
        today = clock.today()
        columns = board(book, today)
        if not book.volunteers:
            say("The book has no people yet. To import some, run: guildbook import people FILE")
            return DONE
        wanted = {stage: columns[stage]} if stage else columns
        for name, standings in wanted.items():
            say(f"{label_of(name).capitalize()}: {len(standings) or 'no one'}")
            say(*(f"- {_person(book, standing, today)}" for standing in standings), "")
        say(_people_total(wanted, stage))
    return DONE


def _person(book: Book, standing: StageStatus, today: date) -> str:
    told = [
        standing.volunteer.name,
        department_of(book, standing.volunteer),
        f"{pluralize(standing.days, 'day')}, since {format_day(standing.since, today)}",
        "longer than usual" if standing.stuck else "",
    ]
    return ", ".join(one_line(part) for part in told if part)


def _people_total(columns: dict[Stage, list[StageStatus]], stage: Stage | None) -> str:
    everyone = pluralize(sum(len(standings) for standings in columns.values()), "person", "people")
    if stage:
        return f"Total: {everyone} in {quoted(label_of(stage))}"
    members = sum(len(columns[name]) for name in MEMBERS)
    return f"Total: {everyone}, including {pluralize(members, 'member')}"


def calendar(path: Path, clock: Clock, since: date, until: date) -> int:
    """Print the gatherings between two days, both counted."""
    with open_to_read(path, clock) as book:
        today = clock.today()
        found = gatherings(book, since, until)
        say(f"Gatherings, {date_range(since, until)}", "")
        if not found:
            say("No gatherings in this period.")
            return DONE
        clashing = Clashes(found, absences(book))
        lines = (
            "; ".join(
                [
                    _gathering(book, g, today),
                    *_beside(book, clashing.of(g.id)),
                    *_absent(book, clashing.absences_of(g.id), today),
                ]
            )
            for g in found
        )
        say(*(f"- {line}" for line in lines), "")
        hostless = sum(not gathering.host for gathering in found if _still_to_come(gathering, today))
        total = f"Total: {pluralize(len(found), 'gathering')}"
        say(f"{total}, {hostless} without a host" if hostless else total)
    return DONE


def _gathering(book: Book, gathering: Gathering, today: date) -> str:
    at = f" {gathering.at:%H:%M}" if gathering.at else ""
    host = f"hosted by {full_name_of(book, gathering.host)}" if gathering.host else ""
    if not host:
        host = "no host" if _still_to_come(gathering, today) else "host not recorded"
    told = [gathering.name, host, _state(gathering, today)]
    return f"{format_day(gathering.on, today)}{at}: {', '.join(one_line(part) for part in told)}"


def _beside(book: Book, clashing: Iterator[Clash]) -> Iterator[str]:
    """What is at the same time, and who would have to be at both."""
    for clash in islice(clashing, CLASHES_NAMED):
        told = f"at the same time as {clash.other.name}"
        people = join_words([full_name_of(book, who) for who in clash.people])
        yield one_line(f"{told}, both hosted by {people}" if people else told)
    if next(clashing, None):
        yield "more gatherings at the same time"


def _absent(book: Book, found: Sequence[Absence], today: date) -> Iterator[str]:
    """Which hosts are away, and that the community is closed."""
    for absence in found:
        if absence.volunteer == EVERYONE:
            yield one_line(told_closed(absence, today))
        else:
            yield one_line(f"{full_name_of(book, absence.volunteer)} is {told_away(absence, today)}")


def _still_to_come(gathering: Gathering, today: date) -> bool:
    return gathering.state == "planned" and gathering.on >= today


def _state(gathering: Gathering, today: date) -> str:
    told: list[str] = [gathering.state]
    if gathering.state == "held":
        told.append(pluralize(len(gathering.attended), "attendee"))
    elif gathering.state == "planned" and gathering.on < today:
        told.append("not recorded as held or skipped")
    if gathering.moved and gathering.due_on:
        told.append(f"moved from {format_day(gathering.due_on, today)}")
    state = ", ".join(told)
    return f"{state}: {gathering.why}" if gathering.why else state
