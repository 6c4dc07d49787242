"""Forms in sections, each field explained: of every record, whichever of its fields are asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from screens.widgets.forms.explanation import explanation
from screens.widgets.forms.form import LONG_LINES
from screens.widgets.forms.sections import sections
from store.book.schema import Tables
from store.calendar.occurrences import Skipping
from store.calendar.recurrence_builder import Rhythm
from store.core.fields import Field, fields
from store.core.record import Described, Record
from store.launch.locale_defaults import Beginning
from store.model.people import Erased, Filter
from store.model.undo import Step
from tests.support.forms import faults
from tests.support.making import TODAY

KINDS = [kind for kind, _ in Tables().kinds()]
NO_FORM = {Erased, Step, Filter}
"""Records that no form asks for; a filter is ticked in its own list."""


def lines(field: Field) -> int:
    return LONG_LINES if field.kind == "long" else 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NO_FORM])
def test_no_section_of_a_form_is_long_and_every_field_is_explained(kind: type[Record]) -> None:
    asked = [field for field in fields(kind) if not field.hidden]
    found = sections(asked, lines)
    assert sorted(field.name for _, group in found for field in group) == sorted(field.name for field in asked)
    assert not faults(found, lines)


def test_the_fields_of_a_group_stand_together_under_its_heading() -> None:
    asked = fields(Filter)[1:12]
    odd = [replace(field, heading="Odd" if n % 2 else "Even") for n, field in enumerate(asked)]
    assert [(heading, [f.name for f in group]) for heading, group in sections(odd, lines)] == [
        ("", [field.name for field in asked[::2]]),
        ("Odd", [field.name for field in asked[1::2]]),
    ]


@pytest.mark.parametrize("kind", [Rhythm, Skipping, Beginning])
def test_what_is_asked_but_not_kept_is_explained_too(kind: type[Described]) -> None:
    assert not faults(sections(fields(kind), lines), lines)


@pytest.mark.parametrize(("day_first", "order"), [(True, "27/11 (day/month)"), (False, "11/27 (month/day)")])
def test_a_field_of_a_date_names_the_order_in_force(*, day_first: bool, order: str) -> None:
    asked = [field for kind in KINDS for field in fields(kind) if field.kind == "date"]
    for typed in (None, TODAY):
        for field in asked:
            *_, last = explanation(field, typed, TODAY, 74, day_first=day_first)
            assert order in "".join(text for text, _ in last)
            assert sum(len(text) for text, _ in last) <= 74


def test_a_short_form_keeps_its_order_and_has_no_headings() -> None:
    asked = [field for field in reversed(fields(Filter)) if not field.hidden][:9]
    assert sections(asked, lines) == [("", asked)]
