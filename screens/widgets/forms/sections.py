"""The sections of a form: what is nearly always filled in first, the rest under headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.core.fields import Field

MOST_FIELDS, MOST_LINES = 9, 12
"""Fields and lines of a section, and of a form that needs no headings."""
Section = tuple[str, list[Field]]
"""A heading, and the fields below it."""


def sections(asked: Sequence[Field], lines: Callable[[Field], int]) -> list[Section]:
    """Group the fields of a form as their descriptions say, where they are many.

    The groups follow each other as their first fields do. The first has no heading: the title of the form stands above it.

    Args:
        asked: the fields, in order.
        lines: how many lines a field takes.
    """
    if len(asked) <= MOST_FIELDS and sum(map(lines, asked)) <= MOST_LINES:
        return [("", [*asked])]
    groups: dict[str, list[Field]] = {}
    for field in asked:
        groups.setdefault(field.heading, []).append(field)
    (_, first), *others = groups.items()
    return [("", first), *others]
