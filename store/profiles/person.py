"""One person's page: everything the book holds about them, as the screen and the command line show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from store.book.book import Book
from store.core.dates import format_day, format_day_month, format_day_short
from store.core.errors import GuildbookError
from store.core.fields import fields
from store.core.labels import label_of
from store.core.parsing import format_value
from store.core.record import Record
from store.core.text import join_words, normalize, one_line, pluralize
from store.model.calendar import Gathering
from store.model.people import Absence, Ask, Checklist, Contact, Task, Tenure, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.training import Buddies
from store.people import offboarding as leaving
from store.people.absences import absences
from store.people.checklists import checklists_of, tasks_of
from store.people.directory import by_name, department_of, last_contact, name_of, role_of
from store.people.mentoring import pairs_of, told_pair
from store.people.needs import needs_of, stands
from store.people.reminders import reminders_of, told_reminder
from store.people.requests import NEVER, Load, asks_of, loads
from store.people.roles import how_chosen, is_present
from store.people.stages import stage_of
from store.profiles.person_head import ahead_of_person, person_head
from store.profiles.record_page import Line, Page, Section
from store.texts.feedback import rating
from store.training.feedback import Rated, added_up, in_brief, of_trainer
from store.training.readiness import notes_of
from store.training.training_requests import in_brief as request_in_brief
from store.training.training_requests import requests_of

REACHED = ("email", "phone", "job", "manager")
NOTED = ("quiet_until", "tags", "notes")
AGREED = ("met_on", "yes_on", "yes_words", "may_be_listed_on", "may_be_listed_words")
TEACHES = ("topics", "delivery")
"""Fields of a volunteer by the section of the page that shows them."""

_FEEDBACK = "feedback:"
_MOST_FEEDBACK = 6


def page(book: Book, volunteer: Volunteer, today: date) -> Page:
    """Everything the book holds about a volunteer."""
    asked = loads(book, today).get(volunteer.id, NEVER)
    begun, finished = _checklists(book, volunteer)
    now = (
        *begun,
        *reminded(book, volunteer.id, today),
        Section("Contact", (_last_contact(book, volunteer, today), *_facts(volunteer, REACHED, today))),
        *_section("Notes", _facts(volunteer, NOTED, today)),
        *_section("Consent", _facts(volunteer, AGREED, today)),
        *_section(
            "Training and readiness", (*_facts(volunteer, TEACHES, today), *_readiness(book, volunteer, today))
        ),
        *_feedback(book, volunteer, today),
        *_mentoring(book, volunteer, today),
        _asks(book, volunteer, asked, today),
        *_needs(book, volunteer, today),
        *wanted(book, volunteer.id, today),
        *_absences(book, volunteer, today),
        *finished,
        *_lost(book, volunteer, today),
    )
    standing = stage_of(book, volunteer, today)
    where = ", ".join(filter(None, [label_of(standing.stage), department_of(book, volunteer)]))
    return Page(
        title=f"{volunteer.name} · {where}",
        head=person_head(book, standing, asked, today),
        ahead=tuple(ahead_of_person(book, volunteer, today)),
        now=now,
        history=tuple(_history(book, volunteer, today)),
        subjects=(volunteer.id, *(request.id for request in requests_of(book, person=volunteer.id))),
    )


def _section(title: str, lines: Iterable[Line]) -> Iterator[Section]:
    """The section, unless it has no lines."""
    if found := tuple(lines):
        yield Section(title, found)


_SHORT = {
    "yes_on": "Consent on",
    "may_be_listed_on": "May be listed",
    "may_be_listed_words": "Note on listing",
}
"""Labels too long for the column of the facts."""


def _last_contact(book: Book, volunteer: Volunteer, today: date) -> Line:
    word = last_contact(book).get(volunteer.id)
    told = format_day(word, today) if word else "no contact recorded"
    if word and word < today:
        told = f"{told}, {pluralize((today - word).days, 'day')} ago"
    return Line("word", "Last contact", told)


def _facts(volunteer: Volunteer, names: Iterable[str], today: date) -> Iterator[Line]:
    known = {field.name: field for field in fields(Volunteer)}
    for name in names:
        if text := format_value(known[name], getattr(volunteer, name), today):
            yield Line(name, _SHORT.get(name, known[name].label), text)


def _readiness(book: Book, volunteer: Volunteer, today: date) -> Iterator[Line]:
    """What they may teach alone, how far they are with the rest, and how well they teach."""
    for number, note in enumerate(notes_of(book, volunteer, today)):
        if not note.warn:  # else it is what comes next
            yield Line(
                note.record.id if note.record else f"readiness-{number}",
                format_day_short(note.when, today) if note.when else "topic",
                note.what,
                note.more,
                note.record,
            )


def _feedback(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    """How the sessions they led and the gatherings they hosted were received; no one else sees it."""
    if found := of_trainer(book, volunteer.id, today):
        lines = tuple(
            Line(f"{_FEEDBACK}{one.id}", format_day_short(one.on, today), _name_of(one), in_brief(one), one)
            for one in found[:_MOST_FEEDBACK]
        )
        total = added_up(found)
        counted = (
            f" · {rating(total.mean)} from {pluralize(total.answers, 'answer')}" if total.mean is not None else ""
        )
        yield Section(f"Feedback{counted}", lines)


def _name_of(record: Rated) -> str:
    return record.name if isinstance(record, Gathering) else record.topic or label_of(record.kind)


def _checklists(book: Book, volunteer: Volunteer) -> tuple[list[Section], list[Section]]:
    """The checklists with something left to do, and those that are done."""
    begun: list[Section] = []
    finished: list[Section] = []
    for checklist in checklists_of(book, volunteer.id):
        tasks = tasks_of(book, checklist)
        done = sum(task.done_on is not None for task in tasks)
        title = f"{checklist.kind.capitalize()} since {format_day_month(checklist.on)}"
        if checklist.last_day:
            title = f"{title}, last day {format_day_month(checklist.last_day)}"
        section = Section(f"{title} · {done}/{len(tasks)}", tuple(_task(book, task) for task in tasks))
        (begun if done < len(tasks) else finished).append(section)
    return begun, finished


def _task(book: Book, task: Task) -> Line:
    told = []
    if task.done_on:
        told.append(format_day_month(task.done_on))
    if task.to:
        told.append(f"to {name_of(book, task.to)}")
    return Line(
        task.id, "[x]" if task.done_on else "[ ]", task.text, ", ".join([*told, task.note]).rstrip(", "), task
    )


def _absences(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    """Absences now and to come."""
    if found := [a for a in absences(book).get(volunteer.id, ()) if a.until >= today]:
        yield Section("Away", tuple(_line(book, absence, volunteer.id, today) for absence in found))


def _mentoring(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    """Who is their mentor, and whose mentor they are."""
    if pairs := pairs_of(book, volunteer.id):
        lines = tuple(_pair(book, pair, volunteer.id, today) for pair in pairs)
        yield Section("Mentoring", lines)


def _pair(book: Book, pair: Buddies, who: str, today: date) -> Line:
    mentored = who == pair.newcomer
    other = name_of(book, pair.mentor if mentored else pair.newcomer)
    told = told_pair(book, pair, today)
    return Line(
        pair.id, "mentor" if mentored else "newcomer", other, f"{told}: {pair.note}" if pair.note else told, pair
    )


def _asks(book: Book, volunteer: Volunteer, asked: Load, today: date) -> Section:
    """How much they were asked for, and each request with its answer."""
    asks = asks_of(book, volunteer.id)
    lines = (Line(ask.id, format_day_short(ask.on, today), ask.what, told_ask(ask), ask) for ask in asks)
    total = Line("asked", "Recently", asked.words, warn=asked.too_much)
    return Section(f"Requests · {len(asks)}" if asks else "Requests", (total, *lines))


def reminded(book: Book, person: str, today: date) -> Iterator[Section]:
    """What there is to do with a volunteer or stakeholder on a day."""
    if found := reminders_of(book, person):
        lines = tuple(Line(r.id, format_day_short(r.on, today), r.what, told_reminder(r), r) for r in found)
        yield Section(f"To-dos · {sum(not r.done_on for r in found)}", lines)


def _needs(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    needs = needs_of(book, volunteer.id)
    if needs:
        lines = tuple(
            Line(need.id, format_day_short(need.on, today), need.what, stands(need), need) for need in needs
        )
        yield Section(f"Needs · {len(needs)}", lines)


def wanted(book: Book, person: str, today: date) -> Iterator[Section]:
    """The training that a volunteer or stakeholder requested."""
    if found := requests_of(book, person=person):
        lines = tuple(
            Line(r.id, format_day_short(r.on, today), r.topic, request_in_brief(book, r, today), r) for r in found
        )
        yield Section(f"Training requests · {len(found)}", lines)


def told_ask(ask: Ask) -> str:
    """The answer to a request, in a line."""
    answer = (
        f"{label_of(ask.outcome)} {format_day_month(ask.answered_on)}" if ask.answered_on else label_of(ask.outcome)
    )
    return f"{answer}: {ask.note}" if ask.note else answer


def _lost(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    held = leaving.holdings(book, volunteer, today)
    if held:
        lines = tuple(
            Line(f"lost:{number}", holding.kind, holding.name, "", holding.record)
            for number, holding in enumerate(held)
        )
        yield Section(f"At risk if they leave · {len(held)}", lines)


def _history(book: Book, volunteer: Volunteer, today: date) -> Iterator[Section]:
    who = volunteer.id
    groups: tuple[tuple[str, Iterable[Record]], ...] = (
        ("Moves", (move for move in book.moves.values() if move.volunteer == who)),
        ("Roles", (tenure for tenure in book.tenures.values() if tenure.volunteer == who)),
        ("Gatherings", (g for g in book.gatherings.values() if _was_there(g, who))),
        ("Contributions", (made for made in book.contributions.values() if made.volunteer == who)),
        ("Thank-yous", (thanks for thanks in book.recognitions.values() if who in thanks.to)),
        ("Away", (a for a in absences(book).get(who, ()) if a.until < today)),
        ("Contacts", (contact for contact in book.contacts.values() if contact.who == who)),
    )
    for title, found in groups:
        records = sorted(found, key=lambda r: (_day(r), getattr(r, "step", 0), r.id), reverse=True)
        if records:
            yield Section(f"{title} · {len(records)}", tuple(_line(book, record, who, today) for record in records))


def _was_there(gathering: Gathering, who: str) -> bool:
    return gathering.state == "held" and who in (*gathering.attended, gathering.host, *gathering.cohosts)


def _day(record: Record) -> date:
    """The day a record is about."""
    match record:
        case Tenure() | Absence():
            return record.since
        case Move() | Gathering() | Contribution() | Recognition() | Contact() | Ask() | Checklist():
            return record.on
    raise TypeError(f"{type(record).__name__} has no day")


def _line(book: Book, record: Record, who: str, today: date) -> Line:
    what, more = _told(book, record, who, today)
    return Line(record.id, format_day_short(_day(record), today), what, more, record)


def _told(book: Book, record: Record, who: str, today: date) -> tuple[str, str]:
    match record:
        case Move():
            return label_of(record.stage), record.note
        case Tenure():
            return role_of(book, record), f"{how_chosen(record)}, {_until(record, today)}"
        case Gathering():
            return record.name, "hosted" if who in (record.host, *record.cohosts) else "attended"
        case Contribution():
            reached = pluralize(record.learners, "learner") if record.learners else ""
            return f"{label_of(record.kind)}{f' ‘{record.topic}’' if record.topic else ''}", reached
        case Recognition():
            return record.words, f"{record.behaviour} · {label_of(record.form)}"
        case Contact():
            return record.note or "contact", ""
        case Absence():
            return f"until {format_day(record.until, today)}", record.reason
    return "", ""


def _until(tenure: Tenure, today: date) -> str:
    if is_present(tenure, today):
        return "current"
    return f"until {format_day(tenure.until, today)}" if tenure.until else f"from {format_day(tenure.since, today)}"


# -- as plain text, and found by name --------------------------------------------------------------


def as_text(book: Book, volunteer: Volunteer, today: date) -> str:
    """The page as plain lines, for pipes, printers and screen readers."""
    standing = stage_of(book, volunteer, today)
    days = pluralize(standing.days, "day")
    head = [volunteer.name, f"{label_of(standing.stage)} for {days}", department_of(book, volunteer)]
    lines = [", ".join(one_line(part) for part in head if part)]
    told = page(book, volunteer, today)
    for section in (*_section("Ahead", told.ahead), *told.sections):
        lines += ["", section.title]
        for line in section.lines:
            rest = [one_line(part) for part in (line.what, line.more) if part]
            lines.append(
                f"- {line.mark}: {', '.join(rest)}" if line.mark[0] != "[" else f"- {line.mark} {', '.join(rest)}"
            )
    return "\n".join(lines) + "\n"


def find(book: Book, name: str) -> Volunteer:
    """The volunteer of that name or address, without regard to case and accents; a beginning that fits one will do.

    Raises:
        GuildbookError: no one, or more than one, is called so; the line names who there is.
    """
    wanted = normalize(one_line(name))
    everybody = by_name(book.volunteers.values())
    same = [v for v in everybody if wanted and wanted in (normalize(one_line(v.name)), normalize(v.email), v.id)]
    begun = [v for v in everybody if wanted and normalize(one_line(v.name)).startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    if not found:
        raise GuildbookError(
            f"No one in the book is called ‘{one_line(name)}’. Run ‘guildbook people’ to list everyone."
        )
    names = join_words([f"{v.name} ({v.email or department_of(book, v) or v.id})" for v in found], most=12)
    raise GuildbookError(f"‘{one_line(name)}’ matches {names}. Give the full name or the email address.")
