"""Lines and what each is understood as: the records it would save, what it asks, and what it lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins

from store.book.book import Book
from store.capture import read
from store.core.dates import Clock
from store.core.record import Record
from store.model.calendar import Gathering, Ritual
from store.model.finance import Cost
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stakeholders import Stakeholder
from tests.support.making import TODAY, ago, fill

LINES: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "cases" / "capture" / "lines.json").read_text("utf-8")
)


def filled(path: Path) -> Book:
    """Two Anas, a Mark and others, a stakeholder, and a calendar."""
    book = Book.open(path, Clock(TODAY), create=True)
    fill(
        book,
        Department(id="sales", name="Sales"),
        Volunteer(id="ana", name="Ana Ruiz", department="sales"),
        Volunteer(id="ana2", name="Ana Costa", job="Nurse"),
        Volunteer(id="priya", name="Priya Nair"),
        Volunteer(id="tom", name="Tom Okafor", department="sales", topics=("Excel",)),
        Volunteer(id="elif", name="Elif Yıldız"),
        Volunteer(id="chloe", name="Chloé Martin"),
        Volunteer(id="ann", name="[/x] Ann [Ops]"),
        Volunteer(id="mark", name="Mark Stone"),
        Stakeholder(id="marta", name="Marta Weiss", job="COO"),
        Contribution(id="led", volunteer="priya", kind="led_session", on=ago(3), topic="Feedback basics"),
        Ritual(id="ama", name="Ask me anything", kind="ask_me_anything", start=ago(12), rule="FREQ=WEEKLY"),
        Gathering(id="talk", name="Open talk", on=ago(2)),
        Gathering(id="past", name="Book club", on=ago(4), state="held", host="priya"),
        Cost(id="mug", what="Mugs", amount=30, on=ago(40), bucket="other"),  # type: ignore[arg-type]
    )
    return book


def told(book: Book, line: str) -> list[str]:
    """What a line is understood as, in lines."""
    found = read(line, book, TODAY)
    keys = {
        record.id: f"[{type(record).__name__.lower()}]"
        for record in found.records
        if record.id not in book.volunteers
    }
    asked = [f"? {one.text} {', '.join(choice.label for choice in one.choices[:4])}" for one in found.questions]
    missing = [f"! {found.missing}"] if found.missing else []
    return [found.title or "nothing", *(_record(record, keys) for record in found.records), *asked, *missing]


def _record(record: Record, keys: dict[str, str]) -> str:
    values: dict[str, Any] = to_builtins(record)
    shown = {name: keys.get(value, value) if isinstance(value, str) else value for name, value in values.items()}
    if shown["id"].startswith("["):
        del shown["id"]
    if shown.get("on") == TODAY.isoformat():
        del shown["on"]
    facts = ", ".join(f"{name}={value}" for name, value in shown.items())
    return f"{type(record).__name__}: {facts}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return filled(tmp_path_factory.mktemp("lines") / "book.json")


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_understood_as_its_expected_value_says(book: Book, line: str) -> None:
    assert told(book, line) == LINES[line]
