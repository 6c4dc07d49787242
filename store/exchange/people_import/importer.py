"""Import of people: from the rows of a sheet to a plan that can be shown, and from the plan into the book."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError, Invalid
from store.core.faces import Faces
from store.core.names.person_names import turned_round, turned_sorted
from store.core.text import alike, in_brief, join_words, quoted
from store.exchange.people_import import column_mapping as headers
from store.exchange.people_import.cells import person
from store.exchange.people_import.explicit_mapping import resolve, with_explicit
from store.exchange.people_import.gains import gains, with_gains
from store.exchange.people_import.import_fields import FIELD_LABELS
from store.exchange.people_import.import_plan import ImportPlan, Known, Newcomer, Problem
from store.exchange.people_import.other_kinds import ATTENDANCE, is_attendance
from store.exchange.people_import.row_reader import RowReader, TurnName
from store.exchange.people_import.sheet import Sheet
from store.model.people import AGREED, Department, Volunteer
from store.model.stages import Move
from store.people.directory import department_of
from store.people.duplicates import lookalikes
from store.people.stages import latest_moves, move

Progress = Callable[[int, int], None]
"""Called with how many rows are done, and of how many."""

_TELL_EVERY = 200
_LOOKED_AT = 40
"""Rows in which an attendance report has its headings."""
MOST_ALIKE = 10
"""Newcomers named whose name is like that of someone in the book."""
_ORDER = ["columns", *FIELD_LABELS]


class _Seen(Struct, frozen=True):
    """Someone found before: in the book, or at a place among the newcomers."""

    where: str
    volunteer: Volunteer | None = None
    department: str = ""
    place: int = 0


def _everyone(book: Book) -> Faces[_Seen]:
    """Everyone in a book, with where they are known from."""
    faces = Faces[_Seen]()
    for volunteer in book.volunteers.values():
        department = department_of(book, volunteer)
        seen = _Seen("already in the book", volunteer, department)
        faces.add(volunteer.name, volunteer.email, department, seen)
    return faces


def fields_by_column(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> dict[int, str]:
    """The field that each column of a sheet is mapped to, by index; columns left out are not in it.

    Raises:
        GuildbookError: the mapping names a column or field that is not there, or the sheet is an attendance report.
    """
    if is_attendance([sheet.columns, *sheet.rows[:_LOOKED_AT]]):
        raise GuildbookError(f"The sheet is {ATTENDANCE}.")
    return with_explicit(_recognised(sheet).fields, resolve(mapping or {}, sheet.columns))


def _recognised(sheet: Sheet) -> headers.Recognition:
    return headers.recognise(
        sheet.columns, sheet.rows, sheet.kind, has_header=sheet.has_header, hidden=sheet.hidden_columns
    )


def plan_import(
    book: Book,
    sheet: Sheet,
    today: date,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    turn_names: bool = True,
) -> ImportPlan:
    """Work out what importing a sheet would do. The book is only looked at.

    Someone is known already by their email; by name and department; or by name alone where neither email nor
    department says otherwise. Without a day of interest that is today (or the day of their consent, where that was
    earlier). Someone with consent and no stage has said yes.

    Args:
        book: where the people are to go.
        sheet: what was read.
        today: the day without which ‘yesterday’ means nothing.
        mapping: columns and the fields they go into, where the user says so; a field of ‘-’ leaves one out.
        progress: told now and then how far it is; may raise to stop.
        turn_names: put the given name first in columns of names that are written ‘Quist, Nora’.

    Raises:
        GuildbookError: the mapping names a column or field that is not there, or no column holds names.
    """
    fields_of = fields_by_column(sheet, mapping)
    if not headers.names_somebody(fields_of):
        raise GuildbookError(
            f"No column seems to contain names. Map one of {join_words(sheet.columns)}, "
            f'for example with --map "{sheet.columns[0]}=name".'
        )
    turned = _turned(sheet, fields_of)
    plan = ImportPlan(
        source=sheet.described,
        rows=len(sheet.rows),
        mapping={sheet.columns[index]: field for index, field in fields_of.items()},
        unmapped=[
            name
            for index, name in enumerate(sheet.columns)
            if index not in fields_of
            and index not in sheet.hidden_columns
            and any(row[index].strip() for row in sheet.rows)
        ],
        newcomers=[],
        known=[],
        problems=[],
        new_departments=[],
        notes=_notes(sheet, fields_of),
        **_example(sheet, turned),
        names_turned=bool(turned) and turn_names,
    )
    faces = _everyone(book)
    reader = RowReader(
        sheet, fields_of, today, day_first=book.community.day_first, turn=turned if turn_names else {}
    )
    for done, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        if progress and done % _TELL_EVERY == 0:
            progress(done, plan.rows)
        _sort_in(plan, reader, faces, number, row)
    if progress:
        progress(plan.rows, plan.rows)
    known = {alike(department.name) for department in book.departments.values()}
    found = {alike(n.department): n.department for n in plan.newcomers if n.department}
    plan.new_departments.extend(name for folded_name, name in found.items() if folded_name not in known)
    plan.notes.extend(islice(_lookalikes(book, plan), MOST_ALIKE))
    return plan


def _lookalikes(book: Book, plan: ImportPlan) -> Iterator[str]:
    """Newcomers whose name is a slip away from that of someone in the book, a sentence each."""
    for newcomer in plan.newcomers:
        if alike := lookalikes(book, newcomer.volunteer.name):
            yield (
                f"Row {newcomer.row}: {newcomer.volunteer.name} may be {alike[0].name}, who is in the book. "
                "If so, merge them afterwards."
            )


def _turned(sheet: Sheet, fields_of: Mapping[int, str]) -> dict[int, TurnName]:
    """The columns of names in which the family name stands first, and what turns them round."""
    if sheet.kind == "guildbook":
        return {}  # names as they are in a book
    return {
        index: turned_round if not headers.is_sorted_name(sheet.columns[index]) else turned_sorted
        for index, field in fields_of.items()
        if field in ("name", "manager")
        and headers.is_turned(sheet.columns[index], [row[index] for row in sheet.rows], sheet.kind)
    }


def _example(sheet: Sheet, turned: Mapping[int, TurnName]) -> dict[str, str]:
    """The first name that is turned round, as it is written and as it will be."""
    for index, turn in turned.items():
        for row in sheet.rows:
            written = person(row[index])[0]
            if written and turn(written) != written:
                return {"turned": in_brief(written), "turned_round": in_brief(turn(written))}
    return {}


def _notes(sheet: Sheet, fields_of: Mapping[int, str]) -> list[str]:
    """What to know of how the sheet was understood."""
    guessed = [index for index in _recognised(sheet).guessed if fields_of.get(index) in ("name", "email")]
    hidden = [sheet.columns[index] for index in sorted(sheet.hidden_columns) if index not in fields_of]
    notes = [*sheet.notes]
    if hidden:
        notes.append(f"Hidden columns left out: {join_words(hidden, most=8)}.")
    return notes + [
        f"No header says which column contains {'names' if fields_of[index] == 'name' else 'email addresses'}. "
        f"{quoted(sheet.columns[index])} seems to contain them."
        for index in guessed
    ]


def _sort_in(plan: ImportPlan, reader: RowReader, faces: Faces[_Seen], number: int, row: list[str]) -> None:
    """Put one row where it belongs: among the newcomers, the known or the problems."""
    try:
        newcomer = reader.read(number, row)
    except Invalid as invalid:
        plan.problems.extend(
            Problem(number, FIELD_LABELS.get(field, field.capitalize()), text)
            for field, text in sorted(invalid.errors.items(), key=lambda error: _ORDER.index(error[0]))
        )
        return
    someone = newcomer.volunteer
    if found := next(faces.find(someone.name, someone.email, newcomer.department), None):
        seen, by = found
        where = f"{seen.where} ({by})"
        if seen.volunteer:
            gained = gains(seen.volunteer, seen.department, someone, newcomer.department)
            plan.known.append(Known(number, someone.name, where, seen.volunteer.id, gained))
        else:
            plan.newcomers[seen.place] = _more_of(plan.newcomers[seen.place], newcomer)
            plan.known.append(Known(number, someone.name, where))
        return
    seen = _Seen(f"already in row {number}", place=len(plan.newcomers))
    faces.add(someone.name, someone.email, newcomer.department, seen)
    plan.newcomers.append(newcomer)


def _more_of(first: Newcomer, again: Newcomer) -> Newcomer:
    """Someone who is in a sheet twice: the first row, with what it lacks from the other."""
    found = gains(first.volunteer, first.department, again.volunteer, again.department)
    lacking = [gain for gain in found if not gain.instead_of and gain.field not in chain(*AGREED)]
    department = first.department or again.department
    return replace(first, volunteer=with_gains(first.volunteer, lacking), department=department)


def carry_out(
    book: Book,
    plan: ImportPlan,
    change: Change,
    progress: Progress | None = None,
    updated: Collection[int] = (),
) -> None:
    """Put everything a plan holds into one change: new departments, people, and their moves.

    Args:
        book: where the people are to go.
        plan: who is imported.
        change: what is saved all together, or not at all.
        progress: told now and then how far it is; may raise to stop.
        updated: the rows of people already in the book who get what they gain.

    Raises:
        Invalid: a value that does not fit its field.
    """
    departments = {alike(department.name): department.id for department in book.departments.values()}
    for done, newcomer in enumerate(plan.newcomers):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(plan.newcomers))
        department = _department(newcomer.department, departments, change)
        volunteer = change.put(replace(newcomer.volunteer, department=department))
        if newcomer.since:
            change.put(Move(volunteer=volunteer.id, stage=newcomer.stage, on=newcomer.since))
    for known in plan.gaining:
        if known.row in updated and known.volunteer in book.volunteers:
            _update(book, known, departments, change)


def _department(name: str, departments: dict[str, str], change: Change) -> str:
    """The id of a department, which is added where there is none of that name."""
    place = alike(name)
    if place and place not in departments:
        departments[place] = change.put(Department(name=name)).id
    return departments[place] if place else ""


def _update(book: Book, known: Known, departments: dict[str, str], change: Change) -> None:
    """Give someone what they gain; with their consent, someone interested has said yes."""
    before = change.pending.get("volunteers", {}).get(known.volunteer)  # an earlier row may be theirs too
    volunteer = before if isinstance(before, Volunteer) else book.volunteers[known.volunteer]
    gained = {gain.field: gain.added for gain in known.gains}
    if name := gained.get("department", ""):
        volunteer = replace(volunteer, department=_department(name, departments, change))
    agreed = "yes_on" in gained and not volunteer.yes_on
    volunteer = change.put(with_gains(volunteer, known.gains))
    latest = latest_moves(book).get(volunteer.id)
    if agreed and (latest is None or latest.stage == "interested"):
        move(book, change, volunteer, "said_yes", gained["yes_on"])
