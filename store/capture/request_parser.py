"""Lines in which a department or person wants training: ‘Legal wants Excel in January, 12 people’."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from dateutil.relativedelta import relativedelta

from store.capture.context import Context
from store.capture.proposal import Choice, Proposal
from store.capture.status_parser import RUN, TEACH
from store.core.date_parsing import end_of_month, month_number
from store.core.dates import LAST_YEAR, format_day
from store.core.record import Record
from store.core.text import normalize, pluralize, quoted
from store.model.people import Department
from store.model.training_requests import TrainingRequest
from store.people.directory import find_department, full_name_of

WANTS: tuple[tuple[str, ...], ...] = (
    ("asked", "for"), ("asks", "for"), ("is", "asking", "for"), ("are", "asking", "for"), ("would", "like"),
    ("wants",), ("want",), ("wanted",), ("needs",), ("need",), ("requests",), ("requested",),
)  # fmt: skip
SESSIONS = ("session", "sessions", "training", "trainings", "workshop", "workshops", "course", "courses", "class")
_ARTICLES = ("a", "an", "the", "some", "more", "another")
_ABOUT = ("on", "about", "in", "for", "with", "of")
_ROUGHLY = ("about", "around", "roughly", "approximately", "approx", "ca", "some", "nearly", "up", "to", "for", "~")
_BY = ("in", "by", "before", "until", "till", "during")
_BELONGS = ("from", "of", "in", "at")
_LEARN = ("learn", "know", "understand", "practise", "improve")
_HELP = (("help", "with"), ("help", "on"))
_PLACES = ("online", "remotely", "remote", "onsite", "on-site")
_SIZE = re.compile(r"~\d{1,5}")
_LONGEST_NAME = 6
_ANOTHER = "another"


def training_request(context: Context) -> Proposal | None:
    """What a line asks for; None where it is no training request.

    What a department wants is training. Of a person it is taken for that where a number of people or a month is named;
    of someone who is not in the book, also where a session is.
    """
    line = context.line
    place = next((n for n in range(1, min(len(line), _LONGEST_NAME + 2)) if _wants(context, n)), 0)
    if not place or line.words[place - 1].breaks:
        return None
    before, questions = list(line.parts), list(context.people.questions)
    proposal = _read(context, place)
    if proposal is None:
        line.parts = before
        context.people.questions = questions
    return proposal


def _wants(context: Context, at: int) -> int:
    """Where the words end that say that something is wanted; nought where there are none at a place."""
    for phrase in WANTS:
        end = at + len(phrase)
        if tuple(context.line.plain(n) for n in range(at, end)) == phrase:
            return end
    return 0


def _read(context: Context, place: int) -> Proposal | None:
    line = context.line
    end = _wants(context, place)
    if line.plain(end) == "to" and line.plain(end + 1) in (*TEACH, *RUN):
        return None
    line.take(place, end, "verb")
    size = _size(context)
    month = _month(context, end)
    who = _who(context, place, counted=bool(size or month), session=any(w.plain in SESSIONS for w in line.words))
    if who is None:
        return None
    person, department, new = who
    needed_by = month or line.day(past=False, start=end)
    where = _where(context, end)
    topic = _topic(context, end)
    if not topic:
        context.lacks("Training in what? For example: Legal wants Excel in January, 12 people")
    home = department or (context.book.volunteers[person].department if person in context.book.volunteers else "")
    name = new.name if new else context.book.departments[home].name if home else ""
    told = [
        ("Department", f"{name} (new)" if new else name),
        ("Requested by", full_name_of(context.book, person) if person else ""),
        ("Topic", topic),
        ("People", pluralize(size, "person", "people") if size else ""),
        ("Needed by", format_day(needed_by, context.today) if needed_by else ""),
        ("Place", where),
    ]

    def make() -> Sequence[Record]:
        request = TrainingRequest(
            topic=topic, department=new.id if new else home, asked_by=person, on=context.today, size=size,
            needed_by=needed_by, place=where,
        )  # fmt: skip
        return [new, request] if new else [request]

    label = f"Add training request {quoted(topic)}{f' from {name}' if name else ''}"
    return context.proposal("Training request", label, told, make)


def _who(
    context: Context, place: int, *, counted: bool, session: bool
) -> tuple[str, str, Department | None] | None:
    """The person, the department and the new department that a line begins with; None where it is no training request."""
    line = context.line
    first = int(line.plain(0) in ("the", "our"))
    department = find_department(context.book, _words(context, first, place))
    if department:
        line.take(0, place, "department")
        return "", department.id, None
    ids, end = context.people.found(line, first)
    if ids and (end == place or line.plain(end) in _BELONGS):
        named = find_department(context.book, _words(context, end + 1, place)) if end < place else None
        if not counted or (end < place and not named):
            return None
        who, _ = context.people.one(line, first, (), unknown=())
        line.take(0, place, "who")
        return (who.id if who else ""), (named.id if named else ""), None
    if ids or not (counted or session) or line.words[first].plain in ("i", "we", "they"):
        return None
    return _new_department(context, first, place)


def _new_department(context: Context, first: int, place: int) -> tuple[str, str, Department | None]:
    """A department that is not in the book yet; asked about where one is spelt much like it."""
    name = _words(context, first, place)
    context.line.take(0, place, "department")
    known = {normalize(one.name): one for one in context.book.departments.values()}
    like = get_close_matches(normalize(name), known, n=3, cutoff=0.75)
    if like:
        choices = [Choice(known[one].id, known[one].name, "department") for one in like]
        choices.append(Choice(_ANOTHER, f"{name}, a new department", "is added as well"))
        answer = context.ask(f"department:{normalize(name)}", f"Which department is {quoted(name)}?", choices)
        if answer != _ANOTHER:
            return "", answer, None
    return "", "", context.department_of(name)


def _words(context: Context, start: int, end: int) -> str:
    return " ".join(word.text for word in context.line.words[start:end]).strip(" ,;:.")


def _size(context: Context) -> int | None:
    """Take the number of people: ‘12 people’, ‘about 12 people’, ‘~12’."""
    line = context.line
    begins = next((n for n in range(len(line)) if _SIZE.fullmatch(line.plain(n))), None)
    if begins is not None:
        line.take(begins, begins + 1 + (line.plain(begins + 1) in ("people", "persons", "colleagues")), "people")
        return int(line.plain(begins)[1:])
    size = line.people()
    at = line.parts.index("people") if size is not None else 0
    while at and line.free(at - 1) and line.plain(at - 1) in _ROUGHLY:
        at -= 1
        line.take(at, at + 1, "people")
    return size


def _month(context: Context, start: int) -> date | None:
    """Take a month, and give its last day: ‘in January’, ‘by Feb 2027’, ‘next month’; ‘before June’ ends with May."""
    line = context.line
    for at in range(start, len(line)):
        if not line.free(at):
            continue
        if line.plain(at) in ("this", "next") and line.plain(at + 1) == "month":
            line.take(at, at + 2, "when")
            turned = context.today + relativedelta(months=line.plain(at) == "next")
            return end_of_month(turned.month, turned.year, turned)
        number = month_number(line.plain(at + 1))
        if line.plain(at) not in _BY or not number or not line.free(at + 1):
            continue
        before = line.plain(at) == "before"
        after = "" if line.words[at + 1].breaks or not line.free(at + 2) else line.plain(at + 2)
        if _is_year(after):
            line.take(at, at + 3, "when")
            last = end_of_month(number, int(after), context.today)
            return last.replace(day=1) - timedelta(days=1) if before else last
        if not after.rstrip("stndrh").isdigit():  # ‘by January 15’ is a day
            line.take(at, at + 2, "when")
            if before:  # where that month is over, the month before it has an end of its own
                return end_of_month((number - 2) % 12 + 1, None, context.today)
            return end_of_month(number, None, context.today)
    return None


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == 4 and 2000 <= int(word) <= LAST_YEAR


def _where(context: Context, start: int) -> str:
    line = context.line
    at = next((n for n in range(start, len(line)) if line.free(n) and line.plain(n) in _PLACES), None)
    if at is None:
        return ""
    line.take(at, at + 1, "text")
    return line.plain(at)


def _topic(context: Context, start: int) -> str:
    """What is left, without what only says that it is a training: ‘a session on Excel’, ‘Excel training’."""
    line = context.line
    at = line.skip(start, *_ARTICLES)
    opening = line.plain(at), line.plain(at + 1)
    about = opening[0] in SESSIONS and opening[1] in _ABOUT and line.free(at)
    learning = opening[0] == "to" and opening[1] in _LEARN
    if line.free(at + 2) and (about or learning or opening in _HELP):
        line.take(at, at + 2, "joint")
    topic = line.rest("text", start).rstrip(".!?").strip(" ,;")
    *words, last = topic.split() or [""]
    return " ".join(words) if words and normalize(last) in SESSIONS else topic
