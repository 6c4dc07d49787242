"""Reading the training requests that a form collected: columns by headings and content, people and departments by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from store.book.book import Book
from store.book.transaction import Change
from store.core.date_parsing import end_of_month, month_number, parse_day
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.fields import LONGEST_LINE
from store.core.text import alike, clean, normalize, one_line, pluralize, quoted
from store.exchange.people_import.cell_dates import day_text, month_first
from store.exchange.people_import.column_mapping import recognise
from store.exchange.people_import.sheet import Sheet, make_sheet
from store.exchange.table_rows import Rows, rows_in, rows_of
from store.model.people import Department, Volunteer
from store.model.stakeholders import Stakeholder
from store.model.training_requests import TrainingRequest
from store.people.directory import find_department
from store.training.readiness import same_topic

_SIZE = re.compile(
    r"how many|number of|participants?|people|attendees|group size|head ?count|size|anzahl|teilnehm|personen|wie viele|combien|nombre de"
    r"|personnes|cuant|personas|quant|persone|hoeveel|deelnemers|ile osob|liczba"
)
_NEEDED = re.compile(
    r"\bwhen\b|by when|needed|deadline|\bdue\b|until|month|\bdate\b|wann|\bbis\b|termin|quand|echeance|cuando|fecha|quando|entro|wanneer"
    r"|kiedy|timing|quarter"
)
_SENT = re.compile(r"timestamp|zeitstempel|submi|complet|start time|horodateur|marca temporal|created")
_PLACE = re.compile(
    r"\bwhere\b|place|location|\broom\b|online|\bort\b|\blieu\b|donde|lugar|dove|luogo|\bwaar\b|locatie|gdzie|miejsce"
)
_DELIVERY = re.compile(r"format|delivery|method|classroom|webinar|form der")
_TOPIC = re.compile(
    r"topic|training|course|subject|learn|skill|session|workshop|help with|need|thema|schulung|kurs|sujet|formation|besoin|tema|formacion"
    r"|curso|argoment|corso|onderwerp|cursus|temat|szkoleni"
)
_HOME = re.compile(r"department|abteilung|\bteam\b|unit|division|service|departamento|reparto|afdeling|dzial")
_NOTE = re.compile(r"note|comment|remark|why|goal|detail|anything|bemerkung|kommentar|remarque|coment|uwagi")
_NUMBER = re.compile(r"\d{1,5}")
_MOSTLY = 0.6
"""Share of a column's filled cells that must be of a kind for the column to be."""


class RequestsUnreadable(GuildbookError):
    """The file or the pasted text holds no training requests; nothing was changed."""


class FormRequest(Struct, frozen=True):
    """One answer to the form, and what becomes of it."""

    row: int
    request: TrainingRequest
    department: str
    """The name of its department, in the book or new."""
    problem: str = ""
    """Why it cannot be imported."""
    known: bool = False
    """Whether the book has it already."""

    @property
    def gains(self) -> bool:
        """Whether it is imported."""
        return not self.known and not self.problem


def read_requests(book: Book, path: Path, today: date, sheet: str = "") -> list[FormRequest]:
    """The requests of a file, in its order.

    Raises:
        RequestsUnreadable: there are none.
        RowsUnreadable: missing, a folder, too large, or no text.
        SheetNeeded: a workbook has several sheets and none was chosen.
    """
    return requests_in(book, rows_of(path, sheet), today)


def read_pasted(book: Book, text: str, today: date) -> list[FormRequest]:
    """The requests of pasted cells.

    Raises:
        RequestsUnreadable: there are none.
    """
    return requests_in(book, rows_in(text), today)


def requests_in(book: Book, read: Rows, today: date) -> list[FormRequest]:
    """The requests that some rows hold.

    Raises:
        RequestsUnreadable: there are none.
    """
    sheet = make_sheet(enumerate(_headed(read.rows), 1), read.what)
    columns = _columns(sheet, today)
    if "topic" not in columns.values() or not sheet.rows:
        raise RequestsUnreadable(
            f"{read.what} has no column for topics. Add a header row with a column such as ‘Topic’, and one for the department."
        )
    return [*_Reader(book, sheet, columns, today).answers()]


def _headed(rows: Sequence[list[str]]) -> Sequence[list[str]]:
    """The rows from the first one that heads a column of topics on; titles may stand above it."""
    top = next(
        (n for n, row in enumerate(rows[:10]) if len(row) > 1 and any(_TOPIC.search(_plain(c)) for c in row)), 0
    )
    return rows[top:]


def _plain(cell: str) -> str:
    return normalize(one_line(cell))


def _columns(sheet: Sheet, today: date) -> dict[int, str]:
    """The field of each column: our own by heading and content, those of people as a sign-up sheet has them."""
    heads = [_plain(name) for name in sheet.columns]
    cells = [[clean(row[n]).strip() for row in sheet.rows if clean(row[n]).strip()] for n in range(len(heads))]
    found: dict[int, str] = {}

    def take(
        field: str, heading: re.Pattern[str], holds: Callable[[Sequence[str]], bool], *but: re.Pattern[str]
    ) -> None:
        for n, head in enumerate(heads):
            if n in found or not heading.search(head) or any(other.search(head) for other in but):
                continue
            if cells[n] and holds(cells[n]):
                found[n] = field
                return

    take(
        "on",
        _SENT,
        lambda column: _mostly(
            column, lambda cell: _day(cell, today, day_first=True) or _day(cell, today, day_first=False)
        ),
    )
    take(
        "size", _SIZE, lambda column: _mostly(column, _NUMBER.search) and not _mostly(column, lambda c: len(c) > 24)
    )
    take(
        "needed_by",
        _NEEDED,
        lambda column: _mostly(
            column, lambda cell: _by(cell, today, day_first=True) or _by(cell, today, day_first=False)
        ),
        _SENT,
    )
    take("department", _HOME, lambda _: True, _SIZE)
    take("topic", _TOPIC, _are_words, _HOME, _NOTE, _SIZE, _PLACE)
    if "topic" not in found.values():
        take("topic", _TOPIC, _are_words, _HOME)
    take("place", _PLACE, lambda _: True)
    take("delivery", _DELIVERY, lambda _: True)
    take("note", _NOTE, lambda _: True)
    people = recognise(sheet.columns, sheet.rows, "plain", hidden=[*found])
    wanted = {"name", "first_name", "last_name", "email", "department"} - {*found.values()}
    return found | {n: field for n, field in people.fields.items() if field in wanted}


def _mostly(column: Sequence[str], holds: Callable[[str], object]) -> bool:
    return sum(bool(holds(cell)) for cell in column) >= _MOSTLY * len(column)


def _are_words(column: Sequence[str]) -> bool:
    return _mostly(column, lambda cell: any(map(str.isalpha, cell)) and "@" not in cell)


def _day(cell: str, today: date, *, day_first: bool) -> date | None:
    with suppress(ValueError):
        return parse_day(day_text(cell, months_first=not day_first), today)
    return None


def _by(cell: str, today: date, *, day_first: bool) -> date | None:
    """A day, or the last day of a month: ‘15 Jan 2027’, ‘January’, ‘in Feb 2027’."""
    words = [
        word
        for word in cell.replace("/", " ").split()
        if normalize(word) not in ("in", "by", "end", "of", "before")
    ]
    if words and (number := month_number(words[0])) and len(words) <= 2:
        year = words[1] if len(words) > 1 else ""
        if not year or (year.isdigit() and 2000 <= int(year) <= 2199):
            return end_of_month(number, int(year) if year else None, today)
    return _day(cell, today, day_first=day_first)


class _Reader:
    """Makes requests of the rows of a sheet."""

    def __init__(self, book: Book, sheet: Sheet, columns: dict[int, str], today: date) -> None:
        self._book, self._sheet, self._columns, self._today = book, sheet, columns, today
        self._new: dict[str, Department] = {}
        people: list[Volunteer | Stakeholder] = [*book.volunteers.values(), *book.stakeholders.values()]
        self._by_email = {normalize(who.email): who.id for who in people if who.email}
        names = [normalize(one_line(who.name)) for who in people]
        self._by_name = {name: who.id for name, who in zip(names, people, strict=True) if names.count(name) == 1}
        dates = [n for n, field in columns.items() if field in ("needed_by", "on")]
        cells = [row[n] for n in dates for row in sheet.rows]
        self._day_first = not month_first(cells, unless_told=not book.community.day_first)
        self._known = {_same(request, self._name_of(request)) for request in book.training_requests.values()}

    def _name_of(self, request: TrainingRequest) -> str:
        department = self._book.departments.get(request.department)
        return department.name if department else ""

    def answers(self) -> Iterator[FormRequest]:
        """Each filled row."""
        for number, row in zip(self._sheet.numbers, self._sheet.rows, strict=True):
            cells: dict[str, str] = {}
            for column, field in self._columns.items():
                if cell := clean(row[column]).strip():
                    cells[field] = f"{cells[field]} {cell}" if field in cells else cell
            if cells:
                yield self._answer(number, cells)

    def _answer(self, number: int, cells: dict[str, str]) -> FormRequest:
        person, unknown = self._person(cells)
        volunteer = self._book.volunteers.get(person)
        named = one_line(cells.get("department", ""))
        home = find_department(self._book, named) if named else None
        known = home.id if home else volunteer.department if volunteer and not named else ""
        new = self._new.setdefault(alike(named), Department(name=named)) if named and not home else None
        size = _NUMBER.search(cells.get("size", ""))
        sent = _day(cells["on"], self._today, day_first=self._day_first) if "on" in cells else None
        request = TrainingRequest(
            topic=one_line(cells.get("topic", ""))[:LONGEST_LINE],
            department=known or (new.id if new else ""),
            asked_by=person,
            on=min(sent or self._today, self._today),
            size=int(size[0]) if size and int(size[0]) else None,
            needed_by=_by(cells["needed_by"], self._today, day_first=self._day_first)
            if "needed_by" in cells
            else None,
            place=one_line(cells.get("place", "")),
            delivery=one_line(cells.get("delivery", "")),
            note="\n".join(filter(None, [cells.get("note", ""), unknown])),
        )
        name = new.name if new else self._name_of(request)
        mark = _same(request, name)
        problem = "" if request.topic else "no topic"
        if not (request.department or person or unknown):
            problem = problem or "no department or person"
        known_before = mark in self._known if sent else any(mark[:3] == other[:3] for other in self._known)
        self._known.add(mark)
        return FormRequest(number, request, name, problem, known_before)

    def _person(self, cells: dict[str, str]) -> tuple[str, str]:
        """The id of who asked; where they are not in the book, what the note says of them."""
        email = cells.get("email", "")
        name = one_line(cells.get("name", "") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}")
        found = self._by_email.get(normalize(email)) or self._by_name.get(normalize(name))
        if found or not (name or email):
            return found or "", ""
        return "", f"Requested by {' '.join(filter(None, [name, f'<{email}>' if email and name else email]))}"


def _same(request: TrainingRequest, department: str) -> tuple[str, str, str, date]:
    """What two answers have in common that are the same request."""
    return same_topic(request.topic), alike(department), request.asked_by or request.note, request.on


def carry_out(book: Book, found: Sequence[FormRequest], change: Change) -> None:
    """Put the requests that are new into the book, with the departments they bring."""
    known: dict[str, Department] = {}
    for answer in found:
        if not answer.gains:
            continue
        key = answer.request.department
        if key and key not in book.departments and key not in known:
            known[key] = change.put(Department(id=key, name=answer.department))
        change.put(answer.request)


def coming_words(found: Sequence[FormRequest]) -> str:
    """What comes in, in a few words: ‘3 training requests’."""
    return pluralize(sum(answer.gains for answer in found), "training request")


def told(answer: FormRequest, today: date) -> str:
    """What becomes of an answer, in a line."""
    request = answer.request
    what = quoted(request.topic) if request.topic else "no topic"
    if answer.problem:
        return f"row {answer.row}: {what}: not imported, {answer.problem}"
    parts = [answer.department, pluralize(request.size, "person", "people") if request.size else ""]
    parts += [f"needed by {format_day(request.needed_by, today)}" if request.needed_by else ""]
    return f"{what}: {', '.join(filter(None, [*parts, 'already in the book' if answer.known else 'new']))}"
