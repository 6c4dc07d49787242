"""Field descriptions of records, for forms, imports and checks."""

import types
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct

from store.core.labels import label_of
from store.core.record import Described, new_id

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
MOST_MONEY = Decimal("999999999.99")
MOST_NUMBER = 9_999_999
LOWEST_RATING, HIGHEST_RATING = 1, 5
Number = Annotated[int, Meta(ge=-MOST_NUMBER, le=MOST_NUMBER)]
"""A whole number of a record; one beyond is refused as it is read."""


def field_info(
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
    takes_part: bool = False,
    part_of: str = "",
    goes_with: bool = False,
    heading: str = "",
) -> Meta:
    """Describe a field, once for forms, imports and checks.

    Args:
        label: what the field is called on screen.
        hint: what is gained by filling it, or an example.
        needed: an empty value is refused.
        long: text of several lines.
        ref: the table (or tables, with ``|`` between) whose ids the field holds.
        hidden: kept by the program, not asked in a form.
        kind: a kind of field that its type alone does not tell: ``rule``; ``minutes``; ``currency``; ``colour``; ``own``, a word out of a list
            that the community keeps and may add to; ``rating``, from 1 to 5.
        choices: what is usually picked where a word of one's own may be typed as well; makes it of the kind ``own``.
        takes_part: of the volunteers only those are offered who have consented and are here, as for a host.
        or_named: the field that keeps, by name, people who are not in the book; one of the two is enough.
        part_of: the field whose number this one cannot exceed, as it counts some of the same people.
        goes_with: the record is deleted with the one it names here, as it would mean something else without it.
        heading: what a long form calls the group of fields this one belongs to.
    """
    kind = "long" if long else "own" if choices else kind
    extra = {
        "needed": needed,
        "kind": kind,
        "ref": ref,
        "hidden": hidden,
        "choices": choices,
        "or_named": or_named,
        "takes_part": takes_part,
        "part_of": part_of,
        "goes_with": goes_with,
        "heading": heading,
    }
    return Meta(title=label, description=hint or None, extra=extra)


ON_HUB = "On the hub", "shown to everyone who can open the hub"
"""Label and hint of the field below."""
OnHub = Annotated[bool, field_info(*ON_HUB)]
"""Whether a record is part of what the community shows its colleagues; never unless someone ticked it."""


class Field(Struct, frozen=True):
    """Description of one field of a record, as forms and imports read it."""

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
        "rating",
        "number",
        "yes/no",
        "choice",
        "own",
        "list",
        "ref",
        "refs",
        "rule",
        "minutes",
        "currency",
        "colour",
        "other",
    ]
    needed: bool
    ref: str
    hidden: bool
    choices: tuple[str, ...]
    default: Any
    type: Any
    or_named: str = ""
    takes_part: bool = False
    part_of: str = ""
    goes_with: bool = False
    heading: str = ""

    def label_of(self, value: str) -> str:
        """What a value of the field is called: the label of a choice; a word of one's own as it was typed."""
        return label_of(value) if value in self.choices else value

    @property
    def may_add(self) -> bool:
        """True if other values than the choices may be typed."""
        return self.ref == "departments" or self.kind == "own" or bool(self.or_named)


@cache
def fields(record: type[Described]) -> tuple[Field, ...]:
    """Descriptions of a record's fields in order, read from its annotations."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(info, hints[info.name]) for info in msgspec.structs.fields(record))


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
        takes_part=bool(extra.get("takes_part")),
        part_of=extra.get("part_of", ""),
        goes_with=bool(extra.get("goes_with")),
        heading=extra.get("heading", ""),
    )


def _bare(hint: Any) -> Any:
    """Type without its Annotated and its Optional."""
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
