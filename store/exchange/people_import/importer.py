"""Import of people: from the rows of a sheet to a plan that can be shown, and from the plan into the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError, Invalid
from store.core.labels import label_of
from store.core.parsing import parse
from store.core.text import join_words, normalize, quoted
from store.core.validation import build
from store.exchange.people_import import cells
from store.exchange.people_import import column_mapping as headers
from store.exchange.people_import.column_mapping import FIELD_LABELS, JOINED, NAME_PARTS
from store.exchange.people_import.import_plan import ImportPlan, Known, Newcomer, Problem
from store.exchange.people_import.spreadsheet_reader import (
    Sheet,
)
from store.model.people import Department, Volunteer
from store.model.stages import Move, Stage
from store.people.directory import department_of
from store.people.stages import needs_yes

Progress = Callable[[int, int], None]
"""Called with how many rows are done, and of how many."""

_TELL_EVERY = 200
_ORDER = ["columns", *FIELD_LABELS]
_DATES = ("met_on", "yes_on", "quiet_until", "stage_since")


class _Faces:
    """Everyone found so far, in the book and in the sheet, for telling whether a row is someone known."""

    def __init__(self, book: Book) -> None:
        self._addresses: dict[str, str] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}
        for volunteer in book.volunteers.values():
            self.add(volunteer, department_of(book, volunteer), "already in the book")

    def add(self, volunteer: Volunteer, department: str, where: str) -> None:
        """Remember someone; who was found first stays."""
        name, place = _alike(volunteer.name), _alike(department)
        if volunteer.email:
            self._addresses.setdefault(volunteer.email.casefold(), where)
        if place or not volunteer.email:  # two people of one name and no department: their addresses tell
            self._places.setdefault((name, place), where)
        self._names.setdefault(name, where)

    def find(self, volunteer: Volunteer, department: str) -> str:
        """Where someone is known from and by what, or nothing."""
        name, place, address = _alike(volunteer.name), _alike(department), volunteer.email.casefold()
        if address and (where := self._addresses.get(address)):
            return f"{where} (same email)"
        if where := self._places.get((name, place)):
            return f"{where} (same name{' and department' if place else ''})"
        if not place and not address and (where := self._names.get(name)):
            return f"{where} (same name)"
        return ""


def _alike(name: str) -> str:
    """A name as it is compared: without case, accents and double blanks."""
    return " ".join(normalize(name).split())


class _Reader:
    """Reads rows by one mapping."""

    def __init__(self, sheet: Sheet, fields_of: Mapping[int, str], today: date, *, day_first: bool) -> None:
        self._today = today
        self._width = len(sheet.columns)
        self._columns: dict[str, list[int]] = {}
        for index, field in fields_of.items():
            self._columns.setdefault(field, []).append(index)
        self._months_first = {
            field: cells.month_first(
                (row[index] for row in sheet.rows for index in self._columns[field]), unless_told=not day_first
            )
            for field in _DATES
            if field in self._columns
        }
        self._spellings: dict[str, str] = {}

    def read(self, number: int, row: list[str]) -> Newcomer:
        """The person in a row.

        Raises:
            Invalid: with one sentence for each field at fault.
        """
        if any(cell.strip() for cell in row[self._width :]):
            raise Invalid({"columns": f"Columns: the row has {len(row)} cells, the header {self._width}; "
                                      "put a value that holds a separator in quotation marks"})  # fmt: skip
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for field, text in self._texts(row, errors).items():
            try:
                values[field] = parse(headers.described(field), text, self._today)
            except ValueError as error:
                errors[field] = str(error)
        said: Stage | None = values.pop("stage", None)
        since: date | None = values.pop("stage_since", None)
        department = values.pop("department", "")
        try:
            volunteer = build(Volunteer, values)
        except Invalid as invalid:
            raise Invalid(invalid.errors | errors) from None  # what was typed says more than what it became
        yes = volunteer.yes_on
        stage: Stage = said or ("said_yes" if yes else "interested")
        if "yes_on" not in errors and needs_yes(volunteer, stage):
            consent = quoted(FIELD_LABELS["yes_on"])
            errors["stage"] = f"Stage: {quoted(label_of(stage))} needs their consent; add a column {consent}"
        if errors:
            raise Invalid(errors)
        if volunteer.met_on is None:
            volunteer = replace(volunteer, met_on=min(filter(None, (self._today, yes, since))))
        if stage == "interested":
            return Newcomer(number, volunteer, self._spelt(department))
        since = since or (yes if stage == "said_yes" else None) or self._today
        return Newcomer(number, volunteer, self._spelt(department), stage, since)

    def _spelt(self, department: str) -> str:
        """A department's name as it was first written in the sheet."""
        return self._spellings.setdefault(normalize(department), department)

    def _texts(self, row: list[str], errors: dict[str, str]) -> dict[str, str]:
        """What a row says for each field, as it might have been typed."""
        found: dict[str, str] = {"name": ""}
        for field, indexes in self._columns.items():
            filled = [text for index in indexes if (text := cells.freed(row[index]))]
            if not filled:
                continue
            try:
                found[field] = self._text(field, filled)
            except ValueError as error:
                errors[field] = f"{FIELD_LABELS[field]}: {error}"
        names = [found.pop(part, "") for part in NAME_PARTS]
        found["name"] = found["name"] or " ".join(filter(None, names))
        return found

    def _text(self, field: str, filled: list[str]) -> str:
        if field == "email":
            return cells.address(filled)
        if field == "notes":
            return "\n".join(filled)
        if field in JOINED:
            return ", ".join(cells.values_of(filled))
        if field in _DATES:
            return cells.day_text(filled[0], months_first=self._months_first[field])
        return filled[0] if field == "name" else filled[0].partition(cells.BETWEEN_VALUES)[0]


def fields_by_column(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> dict[int, str]:
    """The field that each column of a sheet is mapped to, by index; columns left out are not in it.

    Raises:
        GuildbookError: the mapping names a column or field that is not there.
    """
    found = headers.recognise(sheet.columns, sheet.rows, sheet.kind, has_header=sheet.has_header)
    return headers.with_explicit(found, headers.resolve(mapping or {}, sheet.columns))


def names_somebody(fields_of: Mapping[int, str]) -> bool:
    """Whether some column is mapped to a name, without which no one can be imported."""
    return not {"name", *NAME_PARTS}.isdisjoint(fields_of.values())


def plan_import(
    book: Book,
    sheet: Sheet,
    today: date,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Work out what importing a sheet would do. The book is only looked at.

    Someone is known already by their email; by name and department; or by name alone where the row says
    neither email nor department. Without a day of interest that is today (or the day of their consent, where that was
    earlier). Someone with consent and no stage has said yes.

    Args:
        book: where the people are to go.
        sheet: what was read.
        today: the day without which ‘yesterday’ means nothing.
        mapping: columns and the fields they go into, where the user says so; a field of ‘-’ leaves one out.
        progress: told now and then how far it is; may raise to stop.

    Raises:
        GuildbookError: the mapping names a column or field that is not there, or no column holds names.
    """
    fields_of = fields_by_column(sheet, mapping)
    if not names_somebody(fields_of):
        raise GuildbookError(
            f"No column looks like names. Map one of {join_words(sheet.columns)}, "
            f'for example with --map "{sheet.columns[0]}=name".'
        )
    plan = ImportPlan(
        source=sheet.described,
        rows=len(sheet.rows),
        mapping={sheet.columns[index]: field for index, field in fields_of.items()},
        unmapped=[
            name
            for index, name in enumerate(sheet.columns)
            if index not in fields_of and any(row[index].strip() for row in sheet.rows)
        ],
        newcomers=[],
        known=[],
        problems=[],
        new_departments=[],
    )
    reader, faces = _Reader(sheet, fields_of, today, day_first=book.community.day_first), _Faces(book)
    for done, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        if progress and done % _TELL_EVERY == 0:
            progress(done, plan.rows)
        _sort_in(plan, reader, faces, number, row)
    if progress:
        progress(plan.rows, plan.rows)
    known = {normalize(department.name) for department in book.departments.values()}
    found = {normalize(n.department): n.department for n in plan.newcomers if n.department}
    plan.new_departments.extend(name for folded_name, name in found.items() if folded_name not in known)
    return plan


def _sort_in(plan: ImportPlan, reader: _Reader, faces: _Faces, number: int, row: list[str]) -> None:
    """Put one row where it belongs: among the newcomers, the known or the problems."""
    try:
        newcomer = reader.read(number, row)
    except Invalid as invalid:
        plan.problems.extend(
            Problem(number, FIELD_LABELS.get(field, field.capitalize()), text)
            for field, text in sorted(invalid.errors.items(), key=lambda error: _ORDER.index(error[0]))
        )
        return
    if where := faces.find(newcomer.volunteer, newcomer.department):
        plan.known.append(Known(number, newcomer.volunteer.name, where))
        return
    faces.add(newcomer.volunteer, newcomer.department, f"already in row {number}")
    plan.newcomers.append(newcomer)


def carry_out(book: Book, plan: ImportPlan, change: Change, progress: Progress | None = None) -> None:
    """Put everything a plan holds into one change: new departments, people, and their moves.

    Args:
        book: where the people are to go.
        plan: who is imported.
        change: what is saved all together, or not at all.
        progress: told now and then how far it is; may raise to stop.

    Raises:
        Invalid: a value that does not fit its field.
    """
    departments = {normalize(department.name): department.id for department in book.departments.values()}
    for done, newcomer in enumerate(plan.newcomers):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(plan.newcomers))
        place = normalize(newcomer.department)
        if place and place not in departments:
            departments[place] = change.put(Department(name=newcomer.department)).id
        volunteer = change.put(replace(newcomer.volunteer, department=departments[place] if place else ""))
        if newcomer.since:
            change.put(Move(volunteer=volunteer.id, stage=newcomer.stage, on=newcomer.since))
