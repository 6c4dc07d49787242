"""The fields of a record, as they are described once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from store.book.book import Book
from store.core.errors import Invalid
from store.core.fields import fields
from store.core.record import Record
from store.core.validation import build
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost
from store.model.people import Volunteer
from store.model.recognition import Contribution, Recognition
from tests.support.making import TODAY, field


def test_fields_describe_a_record_in_its_order() -> None:
    found = fields(Volunteer)
    assert [f.name for f in found[:4]] == ["id", "name", "email", "department"]
    assert found[0].hidden
    name, home = found[1], found[3]
    assert (name.label, name.kind, name.needed, name.hidden) == ("Name", "text", True, False)
    assert (home.kind, home.ref, home.needed) == ("ref", "departments", False)
    assert "later imports" in found[2].hint


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Volunteer, "notes", "long"),
        (Volunteer, "met_on", "date"),
        (Volunteer, "topics", "list"),
        (Gathering, "at", "time"),
        (Gathering, "attended", "refs"),
        (Gathering, "learners", "number"),
        (Recognition, "public", "yes/no"),
        (Recognition, "behaviour", "own"),
        (Contribution, "minutes", "minutes"),
        (Cost, "amount", "money"),
        (Community, "budget", "money"),
        (Ritual, "rule", "rule"),
    ],
)
def test_kinds_of_fields(kind: type[Record], name: str, expected: str) -> None:
    assert field(kind, name).kind == expected


@pytest.mark.parametrize(
    ("kind", "name", "may"),
    [
        (Volunteer, "department", True),  # a new department comes into the book
        (Recognition, "behaviour", True),
        (Recognition, "to", True),  # by name, where they are not in the book
        (Volunteer, "notes", False),
        (Contribution, "volunteer", False),
        (Gathering, "state", False),
    ],
)
def test_where_more_may_be_typed_than_there_is_to_choose(kind: type[Record], name: str, may: bool) -> None:
    assert field(kind, name).may_add == may


def test_every_field_that_is_asked_for_is_described(book: Book) -> None:
    for table in book.tables.values():
        for found in fields(table.kind):
            assert found.hidden or found.kind != "other", f"{table.name}.{found.name} cannot be typed"
            assert found.label


def test_what_has_no_default_is_needed() -> None:
    assert field(Recognition, "behaviour").needed
    with pytest.raises(Invalid) as refused:
        build(Recognition, {"to": ("a",), "words": "Thanks", "on": TODAY})
    assert refused.value.errors == {"behaviour": "Behaviour is required"}


def test_records_are_described_without_the_screen() -> None:
    script = "import sys, store.book.book; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_no_record_leaves_its_annotations_to_be_evaluated_later(book: Book) -> None:
    """Text is evaluated anew by each that reads it, which made a start slower by a tenth."""
    for table in book.tables.values():
        assert not [hint for hint in vars(table.kind)["__annotations__"].values() if isinstance(hint, str)]
