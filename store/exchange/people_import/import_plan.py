"""Plan of an import: who is new in a sheet, who is known, and what needs correcting."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from store.core.text import join_words, pluralize, quoted
from store.exchange.people_import.import_fields import FIELD_LABELS
from store.model.people import Volunteer
from store.model.stages import Stage

_MOST_KNOWN = 10


class Newcomer(Struct, frozen=True):
    """One person to import, with their row."""

    row: int
    volunteer: Volunteer
    """Complete but for the department's id, which is only known when the plan is carried out."""
    department: str = ""
    """The department's name, or nothing."""
    stage: Stage = "interested"
    since: date | None = None
    """When they entered that stage; None for those who are interested, who need no move."""


class Known(Struct, frozen=True):
    """A row left out, as the person is in the book, or further up in the sheet, already."""

    row: int
    name: str
    where: str
    """‘already in the book (same email)’ or ‘already in row 3 (same name and department)’."""


class Problem(Struct, frozen=True):
    """One value because of which a row cannot be imported."""

    row: int
    field: str
    """The field's label."""
    text: str
    """What is wrong, in a sentence that names the field."""


class ImportPlan(Struct, frozen=True):
    """What an import would do; nothing is changed before it is carried out."""

    source: str
    """What the sheet was recognised as, in words."""
    rows: int
    mapping: dict[str, str]
    """The field each column goes into, by name; see :data:`store.exchange.people_import.import_fields.FIELD_LABELS`."""
    unmapped: list[str]
    """The columns that hold something and go nowhere."""
    newcomers: list[Newcomer]
    known: list[Known]
    problems: list[Problem]
    new_departments: list[str]
    notes: list[str] = []
    """What to know of how the sheet was understood, in sentences."""
    turned: str = ""
    """A name of the sheet that is written ‘Quist, Nora’, where its column is so."""
    names_turned: bool = False
    """Whether such names are imported as ‘Nora Quist’."""

    @property
    def bad_rows(self) -> list[int]:
        """The numbers of the rows that need correcting."""
        return sorted({problem.row for problem in self.problems})


def turning(plan: ImportPlan) -> list[str]:
    """Whether names that begin with the family name are turned round, in a sentence; none where there are no such names."""
    if not plan.turned:
        return []
    if plan.names_turned:
        return [f"Names with the family name first, such as {quoted(plan.turned)}, are turned round."]
    return [f"Names with the family name first, such as {quoted(plan.turned)}, stay as they are."]


def summary(plan: ImportPlan) -> list[str]:
    """Plan in plain lines: what was understood, who is new, who is known, and what is wrong where."""
    lines = [f"{plan.source}: {pluralize(plan.rows, 'row')}."]
    lines += [f"  {column} → {FIELD_LABELS[field]}" for column, field in plan.mapping.items()]
    if plan.unmapped:
        lines.append(f"Columns left out: {join_words(plan.unmapped, most=8)}.")
    lines += [*plan.notes, *turning(plan)]
    if not plan.rows:
        return [*lines, "There are no people below the header row. Add a row for each person."]
    new = join_words(plan.new_departments, most=8)
    number = pluralize(len(plan.new_departments), "new department")
    lines.append(
        f"To import: {pluralize(len(plan.newcomers), 'person', 'people')}{f', with {number}: {new}' if new else ''}."
    )
    if plan.known:
        lines.append(f"Already known, left unchanged: {pluralize(len(plan.known), 'person', 'people')}.")
        lines += [f"  row {known.row}: {known.name} is {known.where}" for known in plan.known[:_MOST_KNOWN]]
        if len(plan.known) > _MOST_KNOWN:
            lines.append(f"  and {len(plan.known) - _MOST_KNOWN:,} more")
    if plan.problems:
        lines.append(
            f"Not imported: {pluralize(len(plan.bad_rows), 'row')}. Correct what is listed, then import the file again."
        )
        lines += [f"  row {problem.row}: {problem.text}" for problem in plan.problems]
    return lines
