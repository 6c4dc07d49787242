"""What all records share: ids, field descriptions, and the way from typed text to a record and back."""

import re
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from random import SystemRandom
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct

from store.core.dates import in_range, parse_day, parse_minutes, parse_time, shown
from store.core.errors import Invalid
from store.core.money import STYLES, Style, figure
from store.core.recurrence_rules import parse_rule
from store.core.text import clean, one_line

ORGANISER = "organiser"
"""Stands for the user wherever a record names who hosted or led."""

_LETTERS = (*"23456789abcdefghjkmnpqrstuvwxyz", "")
"""One for each number of five bits: none that is easily taken for another, and nothing for the last one."""
ID_LENGTH = 10
LONGEST_LINE = 500
LONGEST_TEXT = 20_000
MOST_MONEY = Decimal("999999999.99")
MOST_NUMBER = 9_999_999
_SMALLEST = -9
"""The place after the point beyond which an amount is none: nobody counts a thousand-millionth."""
_MEASURED = frozenset({date, datetime, time, Decimal})
Number = Annotated[int, Meta(ge=-MOST_NUMBER, le=MOST_NUMBER)]
"""A whole number of a record; one beyond is refused as it is read."""
_BLANKS = re.compile(r"[\s'’]+")
_AMOUNT = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?P<mark>[.,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*)?"
    r"(?:(?P<point>[.,])(?P<cents>[0-9]{1,2})?)?"
)


_chance = SystemRandom()


def new_id(bits: Callable[[int], int] = _chance.getrandbits) -> str:
    """A random id of ten characters: never a position and never used again, so copies can be merged.

    Args:
        bits: draws a number of so many random bits; from the system's own chance unless said otherwise.
    """
    found = ""
    while len(found) < ID_LENGTH:
        found += _LETTERS[bits(5)]
    return found


class Described(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What has fields that are said once: a record, or what a form asks for and keeps in another shape."""


class Record(Described, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One dated or named thing the book keeps. Records never change; a new one takes the old one's place."""

    id: str = msgspec.field(default_factory=new_id)


R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=Described)


def said(
    label: str,
    hint: str = "",
    *,
    needed: bool = False,
    long: bool = False,
    ref: str = "",
    hidden: bool = False,
    kind: str = "",
    choices: tuple[str, ...] = (),
    or_named: str = "",
) -> Meta:
    """Describe a field once, for forms, imports and checks.

    Args:
        label: what the field is called on screen.
        hint: what is gained by filling it, or an example.
        needed: an empty value is refused.
        long: text of several lines.
        ref: the table (or tables, with ``|`` between) whose ids the field holds.
        hidden: kept by the program, not asked in a form.
        kind: a kind of field that its type alone does not tell: ``rule``; ``minutes``; ``own``, a word out of a list
            that the community keeps and may add to.
        choices: what is usually picked where a word of one's own may be typed as well; makes it of the kind ``own``.
        or_named: the field that keeps, by name, people who are not in the book; one of the two is enough.
    """
    kind = "long" if long else "own" if choices else kind
    extra = {"needed": needed, "kind": kind, "ref": ref, "hidden": hidden, "choices": choices, "or_named": or_named}
    return Meta(title=label, description=hint or None, extra=extra)


class Field(Struct, frozen=True):
    """One field of a record as a form or an import sees it."""

    name: str
    label: str
    hint: str
    kind: Literal[
        "text",
        "long",
        "date",
        "time",
        "money",
        "figure",
        "number",
        "yes/no",
        "choice",
        "own",
        "list",
        "ref",
        "refs",
        "rule",
        "minutes",
        "own",
        "other",
    ]
    needed: bool
    ref: str
    hidden: bool
    choices: tuple[str, ...]
    default: Any
    type: Any
    or_named: str = ""

    @property
    def may_add(self) -> bool:
        """Whether what is typed may be taken as well, although it cannot be picked yet."""
        return self.ref == "departments" or self.kind == "own" or bool(self.or_named)


@cache
def fields(record: type[Described]) -> tuple[Field, ...]:
    """The fields of a record in their order, read from its annotations."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(info, hints[info.name]) for info in msgspec.structs.fields(record))


Limit = Callable[[Any], object]
"""Raises a ValueError for a value that its field may have by its type, and that cannot be reckoned with."""


def limits_of(record: type[Record]) -> list[tuple[str, Limit]]:
    """The names of a record's fields whose type tells too little, each with what looks at its values.

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
    """Refuse days, times and amounts that no field takes, and that sums and calendars break on.

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
        raise ValueError("a time of day without a time zone is needed")


def _check_amount(value: Decimal) -> None:
    if not value.is_finite():
        raise ValueError(f"{value} is not an amount of money")
    if abs(value) > MOST_MONEY or (value and value.adjusted() < _SMALLEST):
        raise ValueError(f"an amount of at most {MOST_MONEY:,} is needed")


def _check_rule(text: str) -> None:
    if text:
        parse_rule(text)


def _field(info: msgspec.structs.FieldInfo, hint: Any) -> Field:
    meta = next((m for m in reversed(getattr(hint, "__metadata__", ())) if isinstance(m, Meta)), Meta())
    extra = meta.extra or {}
    bare = _bare(hint)
    default = info.default
    if default is msgspec.NODEFAULT:
        default = info.default_factory() if info.default_factory not in (msgspec.NODEFAULT, new_id) else UNSET
    return Field(
        name=info.name,
        label=meta.title or info.name.replace("_", " ").capitalize(),
        hint=meta.description or "",
        kind=_kind(bare, extra),
        needed=bool(extra.get("needed")) or info.required,
        ref=extra.get("ref", ""),
        hidden=bool(extra.get("hidden")) or not extra,
        choices=get_args(bare) if get_origin(bare) is Literal else extra.get("choices", ()),
        default=default,
        type=hint,
        or_named=extra.get("or_named", ""),
    )


def _bare(hint: Any) -> Any:
    """A type without Annotated and without «or None»."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else hint
    return hint


def _kind(bare: Any, extra: Mapping[str, Any]) -> Any:
    if extra.get("kind"):
        return extra["kind"]
    if get_origin(bare) is tuple:
        return "refs" if extra.get("ref") else "list"
    if get_origin(bare) is Literal:
        return "choice"
    simple = {date: "date", time: "time", Decimal: "money", int: "number", bool: "yes/no"}
    if bare is str:
        return "ref" if extra.get("ref") else "text"
    return simple.get(bare, "other")


def parse(field: Field, text: str, today: date, *, day_first: bool = True) -> Any:
    """The value of a field from what was typed for it.

    Args:
        field: the field.
        text: what was typed.
        today: for days such as «fri».
        day_first: whether 10/11 is in November, as the book's settings say.

    Raises:
        ValueError: what was typed does not fit the field, said in one sentence.
    """
    typed = clean(text).strip() if field.kind == "long" else one_line(text)
    limit = LONGEST_TEXT if field.kind == "long" else LONGEST_LINE
    if len(typed) > limit:
        raise ValueError(f"{field.label} is longer than {limit:,} characters; shorten it")
    if not typed:
        if field.needed:
            raise ValueError(f"{field.label} is needed")
        return None if field.default is UNSET else field.default
    try:
        return _parse(field, typed, today, day_first)
    except ValueError as error:
        raise ValueError(f"{field.label}: {error}") from None


def _parse(field: Field, typed: str, today: date, day_first: bool) -> Any:
    match field.kind:
        case "date":
            return parse_day(typed, today, day_first=day_first)
        case "time":
            return parse_time(typed)
        case "money":
            return parse_money(typed)
        case "figure":
            return parse_figure(typed)
        case "number":
            return _parse_number(typed)
        case "minutes":
            return parse_minutes(typed)
        case "yes/no":
            return _parse_yes(typed)
        case "choice":
            return choose(typed, field.choices)
        case "list":
            return tuple(dict.fromkeys(filter(None, (part.strip() for part in typed.replace(";", ",").split(",")))))
        case _:
            return typed


def _parse_number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 7:
        raise ValueError(f"«{typed}» is not a whole number")
    return int(typed)


def _parse_yes(typed: str) -> bool:
    answer = typed.casefold()
    if answer in ("y", "yes", "true", "1", "x", "✓"):
        return True
    if answer in ("n", "no", "false", "0", "-"):
        return False
    raise ValueError(f"«{typed}» is neither yes nor no")


def choose(typed: str, choices: tuple[str, ...]) -> str:
    """The one choice that was meant: written out, or a beginning that fits only one.

    Raises:
        ValueError: none, or more than one, begins like this.
    """
    wanted = typed.casefold().replace("_", " ").replace("-", " ")
    plain = {choice: choice.casefold().replace("-", " ") for choice in choices}
    for fits in (
        [c for c, p in plain.items() if p == wanted],
        [c for c, p in plain.items() if p.startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise ValueError(f"«{typed}» is none of {', '.join(choices)}")


def parse_money(typed: str) -> Decimal:
    """An exact amount from ``1240``, ``1,240.50``, ``1.240,50`` or ``1 240,5``: two decimals, never negative.

    Raises:
        ValueError: not an amount, or larger than a book keeps.
    """
    match = _AMOUNT.fullmatch(_BLANKS.sub("'", typed.strip()))
    if not match or (match["mark"] and match["mark"] == match["point"]) or not (match["whole"] or match["cents"]):
        raise ValueError(f"«{typed[:40]}» is not an amount of money")
    whole = "".join(filter(str.isdigit, match["whole"] or "0"))
    if len(whole) > len(str(MOST_MONEY)) or (amount := Decimal(f"{whole}.{match['cents'] or 0}")) > MOST_MONEY:
        raise ValueError(f"«{typed[:40]}» is too large an amount")
    return amount.quantize(Decimal("0.01"))


def parse_figure(typed: str) -> Decimal:
    """A number from what :func:`parse_money` reads, below nought too: ``-12``, ``4,5``.

    Raises:
        ValueError: not a number, or larger than a book keeps.
    """
    bare = typed.strip()
    below = bare.startswith(("-", "−"))
    try:
        value = parse_money(bare[1:] if below else bare)
    except ValueError:
        raise ValueError(f"«{typed[:40]}» is not a number of at most two decimals") from None
    return -value if below and value else value


def written(field: Field, value: Any, today: date | None = None, amounts: Style = STYLES[0]) -> str:
    """A field's value as text that :func:`parse` understands again.

    Args:
        field: the field.
        value: its value.
        today: days are shown in words with it.
        amounts: how amounts of money and figures are written.
    """
    if value is None or value is UNSET:
        return ""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return shown(value, today) if today else value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(str(part) for part in value)
        case Decimal() if value.is_finite():
            return figure(value, amounts, cents=field.kind == "money")
        case _:
            return str(value)


def build(record: type[D], values: Mapping[str, Any], base: D | None = None) -> D:
    """A record of this kind from typed values, or ``base`` with those values in place of its own.

    Raises:
        Invalid: with one sentence for each field at fault.
    """
    known = {field.name: field for field in fields(record)}
    errors: dict[str, str] = {}
    for name, value in values.items():
        field = known[name]
        if field.needed and _missing(value) and not _named_instead(field, values, base):
            errors[name] = f"{field.label} is needed"
            continue
        try:
            _check_value(value, field)
        except (msgspec.ValidationError, ValueError) as error:
            errors[name] = f"{field.label}: {_in_words(str(error))}"
    if not base:
        missing = [
            f for f in known.values() if f.needed and f.name not in values and not _named_instead(f, values, None)
        ]
        errors |= {f.name: f"{f.label} is needed" for f in missing}
    if errors:
        raise Invalid(errors)
    present = {
        name: value for name, value in values.items() if value is not None or known[name].default is not UNSET
    }
    built = msgspec.structs.replace(base, **present) if base else record(**present)
    days, before = ends_too_early(built), ends_too_early(base)
    if days and days != before:  # what was so already does not keep other fields from being changed
        raise Invalid({"until": "The last day lies before the first one; turn them round."})
    return built


def ends_too_early(record: object) -> tuple[date, date] | None:
    """The first and the last day of what ends before it begins; None for all else."""
    begin = next(filter(None, (getattr(record, name, None) for name in ("since", "start", "on"))), None)
    end = getattr(record, "until", None)
    return (begin, end) if begin and end and end < begin else None


def _named_instead(field: Field, values: Mapping[str, Any], base: object) -> bool:
    """Whether somebody who is not in the book stands, by name, for whom the field would need."""
    if not field.or_named:
        return False
    return bool(values.get(field.or_named, getattr(base, field.or_named) if base else ()))


def _check_value(value: Any, field: Field) -> None:
    """Refuse what the file would not give back as it was, or what it would not be opened with again."""
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
        raise ValueError("a character in it cannot be written to a file") from None
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
    """The record with each of its texts as :func:`store.core.text.clean` leaves it; ids stay as they are."""
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
    """What is wrong with a record's values, by field; empty for a good one."""
    if _sound(record):
        return {}
    try:
        build(type(record), {f.name: getattr(record, f.name) for f in fields(type(record))})
    except Invalid as invalid:
        return invalid.errors
    return {}


def _sound(record: Record) -> bool:
    """Whether nothing is wrong with a record: asked of it as a whole, which is much faster than field by field."""
    values = [(field, getattr(record, field.name)) for field in fields(type(record))]
    try:
        _check_written(record, type(record))
        for field, value in values:
            _check_limits_of(field, value)
    except (msgspec.ValidationError, ValueError):
        return False
    return not any(field.needed and _missing(value) for field, value in values)
