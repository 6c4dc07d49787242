"""Mappings of columns to fields that the user gives, in place of what was recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.core.errors import GuildbookError
from store.core.text import join_words, one_line, quoted
from store.exchange.people_import.header_meanings import key, meaning
from store.exchange.people_import.import_fields import FIELD_LABELS, FIRST_FILLED, JOINED, NAME_PARTS

LEFT_ASIDE = ("", "-", "nothing")
"""What an explicit mapping names instead of a field to leave a column aside."""


def read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """The mapping written as ``Column=field``, one for each column.

    Raises:
        GuildbookError: one without a ‘=’.
    """
    found = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip():
            raise GuildbookError(f"{quoted(pair)} is not a mapping. Write it as Column=field.")
        found[column.strip()] = field.strip()
    return found


def resolve(mapping: Mapping[str, str], columns: Sequence[str]) -> dict[int, str]:
    """An explicit mapping by column index; a column to be left aside maps to nothing.

    Raises:
        GuildbookError: a column or a field that is not there; the text lists those that are.
    """
    return {_column(column, columns): _field(field) for column, field in mapping.items()}


def _column(wanted: str, columns: Sequence[str]) -> int:
    exact = one_line(wanted)
    if exact in columns:
        return columns.index(exact)
    for found in (
        [i for i, name in enumerate(columns) if key(name) == key(exact) != ""],
        [i for i, name in enumerate(columns) if name == f"Column {exact.upper()}"],
    ):
        if len(found) == 1:
            return found[0]
    raise GuildbookError(f"There is no column {quoted(wanted)}. The columns are: {join_words(list(columns))}.")


def _field(wanted: str) -> str:
    if wanted.strip().casefold() in LEFT_ASIDE:
        return ""
    names = {key(name): name for name in FIELD_LABELS} | {key(label): name for name, label in FIELD_LABELS.items()}
    if found := names.get(key(wanted)) or _meant_field(wanted):
        return found
    raise GuildbookError(
        f"There is no field {quoted(wanted)}. The fields are: {join_words([*FIELD_LABELS.values()])}."
    )


def _meant_field(wanted: str) -> str:
    found = meaning(wanted)
    return found.field if found else ""


def with_explicit(found: dict[int, str], explicit: dict[int, str]) -> dict[int, str]:
    """What was recognised, with what the user said in its place."""
    said = set(explicit.values())
    if "name" in said:
        said |= {*NAME_PARTS}
    elif said & {"first_name", "last_name"}:
        said.add("name")
    merged = {index: field for index, field in found.items() if field not in said} | explicit
    return {index: field for index, field in sorted(merged.items()) if field}


def with_column(found: Mapping[int, str], index: int, field: str) -> dict[int, str]:
    """The field of each column, once one of them is given another field (or none).

    Where a field has room for one column only, the new one takes the place of the old; a whole name and the parts
    of a name exclude each other.
    """
    ousted = set() if field in JOINED or field in FIRST_FILLED else {field}
    if field == "name":
        ousted |= {*NAME_PARTS}
    elif field in NAME_PARTS:
        ousted.add("name")
    kept = {column: known for column, known in found.items() if column != index and known not in ousted}
    return dict(sorted({**kept, index: field}.items())) if field else kept
