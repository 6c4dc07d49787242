"""Plan of an import: who is new in a sheet, who is known, and what needs correcting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from store.core.labels import label_of
from store.core.parsing import format_value
from store.core.text import ended, in_brief, join_words, pluralize, quoted
from store.exchange.people_import.gains import Gain
from store.exchange.people_import.import_fields import FIELD_LABELS, described
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
    """A row whose person is in the book, or further up in the sheet, already."""

    row: int
    name: str
    where: str
    """‘already in the book (same email)’ or ‘already in row 3 (same name and department)’."""
    volunteer: str = ""
    """Their id in the book; empty for someone further up in the sheet, who has all of this row already."""
    gains: tuple[Gain, ...] = ()
    """What the row would add to the book's record; only done for those who are chosen."""

    def words(self, today: date) -> str:
        """Where they are known from, and what they would gain."""
        gained = "; ".join(gain.words(today) for gain in self.gains)
        return f"{self.where}; to add: {gained}" if gained else self.where


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
    turned_round: str = ""
    """The same as ‘Nora Quist’."""
    names_turned: bool = False
    """Whether such names are imported as ‘Nora Quist’."""

    @property
    def gaining(self) -> list[Known]:
        """Those in the book who would gain something."""
        return [known for known in self.known if known.gains]

    @property
    def bad_rows(self) -> list[int]:
        """The numbers of the rows that need correcting."""
        return sorted({problem.row for problem in self.problems})


def as_they_will_be(plan: ImportPlan, today: date, most: int = 5) -> list[str]:
    """The first people of a plan as they will be in the book, a line each."""
    lines = [f"  row {newcomer.row}: {' · '.join(_facts(newcomer, today))}" for newcomer in plan.newcomers[:most]]
    more = len(plan.newcomers) - most
    return [*lines, *([f"  and {more:,} more"] if more > 0 else [])]


def _facts(newcomer: Newcomer, today: date) -> Iterator[str]:
    """What will be known of someone: what speaks for itself, then the rest with its label."""
    volunteer = newcomer.volunteer
    yield volunteer.name
    yield from filter(None, (volunteer.email, newcomer.department, volunteer.job))
    for field in (
        "phone",
        "manager",
        "topics",
        "delivery",
        "tags",
        "met_on",
        "yes_on",
        "yes_words",
        "may_be_listed_on",
        "may_be_listed_words",
        "quiet_until",
        "notes",
    ):
        if text := in_brief(format_value(described(field), getattr(volunteer, field), today), 60):
            yield f"{FIELD_LABELS[field]}: {text}"
    if newcomer.stage != "interested":
        yield f"{FIELD_LABELS['stage']}: {label_of(newcomer.stage)}"


def turning(plan: ImportPlan) -> list[str]:
    """Whether names that begin with the family name are turned round, in a sentence; none where there are no such names."""
    if not plan.turned:
        return []
    if plan.names_turned:
        return [f"First names come first: {quoted(plan.turned)} becomes {quoted(plan.turned_round)}."]
    return [f"Names are kept as written: {quoted(plan.turned)}."]


def coming_words(people: int, updated: int) -> str:
    """How many come in and how many gain something: ‘3 people and 1 update’; nothing where there are none."""
    both = [(people, "person", "people"), (updated, "update", "updates")]
    return join_words([pluralize(*one) for one in both if one[0]])


def summary(plan: ImportPlan, today: date) -> list[str]:
    """Plan in plain lines: what was understood, who is new, who is known, and what is wrong where."""
    lines = [f"{plan.source}: {pluralize(plan.rows, 'row')}."]
    lines += [f"  {column} → {FIELD_LABELS[field]}" for column, field in plan.mapping.items()]
    if plan.unmapped:
        lines.append(ended(f"Columns left out: {join_words(plan.unmapped, most=8)}"))
    lines += [*plan.notes, *turning(plan)]
    if not plan.rows:
        return [*lines, "There are no people below the header row. Add a row for each person."]
    new = join_words(plan.new_departments, most=8)
    number = pluralize(len(plan.new_departments), "new department")
    coming = pluralize(len(plan.newcomers), "person", "people")
    lines.append(f"To import: {coming}, with {number}: {new}." if new else f"To import: {coming}.")
    if plan.known:
        first = sorted(plan.known, key=lambda known: not known.gains)[:_MOST_KNOWN]
        lines.append(f"Already known: {pluralize(len(plan.known), 'person', 'people')}.")
        lines += [f"  row {known.row}: {known.name} is {known.words(today)}" for known in first]
        if len(plan.known) > _MOST_KNOWN:
            lines.append(f"  and {len(plan.known) - _MOST_KNOWN:,} more")
    if plan.problems:
        lines.append(
            f"Not imported: {pluralize(len(plan.bad_rows), 'row')}. Correct the values listed below, then import the file again."
        )
        lines += [f"  row {problem.row}: {problem.text}" for problem in plan.problems]
    return lines
