"""Rows of a sheet read as people: names, addresses and days in whatever form they stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from store.core.errors import Invalid
from store.core.fields import LONGEST_LINE
from store.core.labels import label_of
from store.core.parsing import parse
from store.core.text import alike, one_line, quoted, without_unseen
from store.core.validation import build
from store.exchange.people_import import cells
from store.exchange.people_import.cell_dates import day_text, month_first
from store.exchange.people_import.consent_answers import consents, words_of_consent
from store.exchange.people_import.import_fields import CONSENT, DATES, FIELD_LABELS, JOINED, NAME_PARTS, described
from store.exchange.people_import.import_plan import Newcomer
from store.exchange.people_import.sheet import Sheet
from store.model.people import Volunteer
from store.model.stages import Stage
from store.people.stages import needs_yes

_COMPARED = (*NAME_PARTS, "email", "department", "topics", "delivery", "tags")
"""Fields whose values are compared with others, so that marks of no width would tell apart what looks alike."""

TurnName = Callable[[str], str]


class RowReader:
    """Reads the rows of a sheet by one mapping."""

    def __init__(
        self,
        sheet: Sheet,
        fields_of: Mapping[int, str],
        today: date,
        *,
        day_first: bool,
        turn: Mapping[int, TurnName],
    ) -> None:
        """Read by a mapping.

        Args:
            sheet: what is read.
            fields_of: the field that each column goes into.
            today: the day without which ‘yesterday’ means nothing.
            day_first: whether 10/11 is in November where a column does not say.
            turn: what turns names round, for the columns in which the family name stands first.
        """
        self._today, self._turn = today, turn
        self._headers, self._width = sheet.columns, len(sheet.columns)
        self._as_written = sheet.kind == "guildbook"
        self._columns: dict[str, list[int]] = {}
        for index, field in fields_of.items():
            self._columns.setdefault(field, []).append(index)
        self._months_first = {
            field: month_first(
                (row[index] for row in sheet.rows for index in self._columns[field]), unless_told=not day_first
            )
            for field in DATES
            if field in self._columns
        }
        self._spellings: dict[str, str] = {}

    def read(self, number: int, row: list[str]) -> Newcomer:
        """The person in a row.

        Raises:
            Invalid: with one sentence for each field at fault.
        """
        if any(cell.strip() for cell in row[self._width :]):
            raise Invalid({"columns": f"Columns: the row has {len(row)} cells, but the header has {self._width}; "
                                      "put values that contain a separator in quotation marks"})  # fmt: skip
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for field, text in self._texts(row, errors).items():
            try:
                values[field] = parse(described(field), text, self._today)
            except ValueError as error:
                errors[field] = str(error)
        self._consent(row, values)
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
            errors["stage"] = (
                f"Stage: {quoted(label_of(stage).capitalize())} requires consent; add a column {consent}"
            )
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
        return self._spellings.setdefault(alike(department), department)

    def _texts(self, row: list[str], errors: dict[str, str]) -> dict[str, str]:
        """What a row says for each field, as it might have been typed."""
        found: dict[str, str] = {"name": ""}
        beside = ""
        for field, indexes in self._columns.items():
            if field == CONSENT:
                continue
            if field in ("name", "manager"):
                found[field], address = self._named(indexes[0], row[indexes[0]])
                beside = address if field == "name" else beside
                continue
            filled = [text for index in indexes if (text := self._freed(field, row[index]))]
            if not filled:
                continue
            try:
                found[field] = self._text(field, filled)
            except ValueError as error:
                errors[field] = f"{FIELD_LABELS[field]}: {error}"
        names = [found.pop(part, "") for part in NAME_PARTS]
        found["name"] = found["name"] or " ".join(filter(None, names))
        if beside and not found.get("email"):
            found["email"] = beside
        return found

    @staticmethod
    def _freed(field: str, cell: str) -> str:
        text = cells.freed(cell)
        return without_unseen(text).strip() if field in _COMPARED else text

    def _consent(self, row: list[str], values: dict[str, Any]) -> None:
        """Record a yes to the question for consent, with its words, on the day the form was sent in."""
        for index in self._columns.get(CONSENT, ()):
            answer = cells.freed(row[index])
            if not answer:
                continue
            agreed = consents(answer)
            if agreed:
                values.setdefault("yes_on", values.get("met_on") or self._today)
            if agreed is not False and not values.get("yes_words"):
                values["yes_words"] = one_line(words_of_consent(self._headers[index], answer))[:LONGEST_LINE]

    def _named(self, index: int, cell: str) -> tuple[str, str]:
        """The name in a cell, its given name first where the column is turned round, and the address beside it."""
        if self._as_written:
            return cells.freed(cell), ""
        name, address = cells.person(cells.freed(cell))
        return self._turn[index](name) if index in self._turn else name, address

    def _text(self, field: str, filled: list[str]) -> str:
        if field == "email":
            return cells.address(filled)
        if field == "notes":
            return "\n".join(filled)
        if field in JOINED:
            return ", ".join(cells.values_of(filled))
        if field in DATES:
            return day_text(filled[0], months_first=self._months_first[field])
        return filled[0].partition(cells.BETWEEN_VALUES)[0]
