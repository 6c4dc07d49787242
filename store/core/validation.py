"""Validation of records: limits, needed fields, clean texts."""

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import UNSET

from store.core.dates import in_range
from store.core.errors import Invalid
from store.core.fields import MOST_MONEY, Field, fields
from store.core.record import D, Described, R, Record
from store.core.recurrence_rules import parse_rule
from store.core.text import clean

_SMALLEST = -9
"""The place after the point beyond which an amount is none: no one counts a thousand-millionth."""
_MEASURED = frozenset({date, datetime, time, Decimal})
Limit = Callable[[Any], object]
"""Raises a ValueError for a value that its field may have by its type, and that cannot be reckoned with."""


def limits_of(record: type[Record]) -> list[tuple[str, Limit]]:
    """Limits of fields whose type alone allows too much, by field name.

    Told by the annotations as they are written: to evaluate them, as :func:`fields` does, takes longer than to read a
    book, and reading one needs no more than this.
    """
    hints = [hint for kind in record.__mro__ for hint in vars(kind).get("__annotations__", {}).items()]
    return [(name, limit) for name, hint in hints if (limit := _limit(hint))]


def _limit(hint: Any) -> Limit | None:
    if get_origin(hint) is Annotated:
        if any((meta.extra or {}).get("kind") == "rule" for meta in hint.__metadata__):
            return _check_rule
        return _limit(hint.__origin__)
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType, tuple) else ()
    return check_limits if hint in _MEASURED or any(map(_limit, parts)) else None


def check_limits(value: object) -> None:
    """Refuse days, times and amounts that sums and calendars break on.

    Raises:
        ValueError: with the reason.
    """
    if isinstance(value, date):  # by far the most
        in_range(value)
    if isinstance(value, Decimal):
        _check_amount(value)
    elif isinstance(value, tuple):
        for part in value:
            check_limits(part)
    elif isinstance(value, (time, datetime)) and value.tzinfo:
        raise ValueError("the time must not have a time zone")


def _check_amount(value: Decimal) -> None:
    if not value.is_finite():
        raise ValueError(f"{value} is not an amount of money")
    if abs(value) > MOST_MONEY or (value and value.adjusted() < _SMALLEST):
        raise ValueError(f"the amount must be at most {MOST_MONEY:,}")


def _check_rule(text: str) -> None:
    if text:
        parse_rule(text)


def build(record: type[D], values: Mapping[str, Any], base: D | None = None) -> D:
    """Build a record from values, or ``base`` with those values replaced.

    Raises:
        Invalid: with one sentence for each field at fault.
    """
    known = {field.name: field for field in fields(record)}
    errors: dict[str, str] = {}
    for name, value in values.items():
        field = known[name]
        if field.needed and _missing(value) and not _named_instead(field, values, base):
            errors[name] = f"{field.label} is required"
            continue
        try:
            _check_value(value, field)
        except (msgspec.ValidationError, ValueError) as error:
            errors[name] = f"{field.label}: {_in_words(str(error))}"
    if not base:
        missing = [
            f for f in known.values() if f.needed and f.name not in values and not _named_instead(f, values, None)
        ]
        errors |= {f.name: f"{f.label} is required" for f in missing}
    if errors:
        raise Invalid(errors)
    present = {
        name: value for name, value in values.items() if value is not None or known[name].default is not UNSET
    }
    built = msgspec.structs.replace(base, **present) if base else record(**present)
    days, before = ends_too_early(built), ends_too_early(base)
    if beyond := {name: error for name, error in beyond_their_whole(built).items() if name in values}:
        raise Invalid(beyond)
    if days and days != before:  # what was so already does not keep other fields from being changed
        raise Invalid({"until": "The last day is before the first one. Swap the two dates."})
    return built


def beyond_their_whole(record: Described) -> dict[str, str]:
    """Errors of numbers that count some of the people of another field, and more of them than that field has."""
    found = {}
    known = {field.name: field for field in fields(type(record))}
    for field in known.values():
        part, whole = getattr(record, field.name), getattr(record, field.part_of) if field.part_of else None
        if part is not None and whole is not None and part > whole:
            found[field.name] = (
                f"{field.label} is {part:,}, more than {known[field.part_of].label.lower()} ({whole:,})"
            )
    return found


def ends_too_early(record: object) -> tuple[date, date] | None:
    """First and last day of a record that ends before it begins, else None."""
    begin = next(filter(None, (getattr(record, name, None) for name in ("since", "start", "on"))), None)
    end = getattr(record, "until", None)
    return (begin, end) if begin and end and end < begin else None


def _named_instead(field: Field, values: Mapping[str, Any], base: object) -> bool:
    """True if the field of named people satisfies the required reference."""
    if not field.or_named:
        return False
    return bool(values.get(field.or_named, getattr(base, field.or_named) if base else ()))


def _check_value(value: Any, field: Field) -> None:
    """Reject values that do not round-trip through the file."""
    _check_written(value, field.type)
    _check_limits_of(field, value)


def _check_limits_of(field: Field, value: Any) -> None:
    if field.kind == "rule":
        _check_rule(value)
    else:
        check_limits(value)


def _check_written(value: Any, kind: Any) -> None:
    try:
        line = msgspec.json.encode(value)
    except UnicodeEncodeError:
        raise ValueError("it contains a character that cannot be saved") from None
    msgspec.json.decode(line, type=kind)


def _missing(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def _in_words(error: str) -> str:
    return (
        error.partition(" - at ")[0]
        .replace("`", "")
        .replace("Expected ", "expected ")
        .replace("expected int <= ", "at most ")
        .lower()
    )


def cleaned(record: R) -> R:
    """Record with its texts cleaned; ids and references stay as they are."""
    changed = {
        f.name: _clean(getattr(record, f.name)) for f in fields(type(record)) if f.name != "id" and not f.ref
    }
    return msgspec.structs.replace(record, **changed)


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case tuple():
            return tuple(map(_clean, value))
        case dict():
            return {key: _clean(part) for key, part in value.items()}
    return value


def problems(record: Record) -> dict[str, str]:
    """Errors of a record's values, by field; empty for a valid one."""
    if _sound(record):
        return {}
    try:
        build(type(record), {f.name: getattr(record, f.name) for f in fields(type(record))})
    except Invalid as invalid:
        return invalid.errors
    return {}


def _sound(record: Record) -> bool:
    """True if a record is valid: asked as a whole, much faster than by field."""
    values = [(field, getattr(record, field.name)) for field in fields(type(record))]
    try:
        _check_written(record, type(record))
        for field, value in values:
            _check_limits_of(field, value)
    except (msgspec.ValidationError, ValueError):
        return False
    return not any(field.needed and _missing(value) for field, value in values)
