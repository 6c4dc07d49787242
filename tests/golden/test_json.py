"""What ``--json`` prints, one file each: another program reads it, so that a change of a field is read in the diff.

Renewed by ``python -m pytest tests/golden --snapshot-update``.
"""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, Rate, Reading
from store.model.library import Resource
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move
from tests.golden.test_texts import TextFile
from tests.support.making import TODAY, ago, fill, sent
from tui.main import main

pytestmark = pytest.mark.filterwarnings("ignore:\\s*Can not relate snapshot name")


class JsonFile(TextFile):
    """A text of JSON kept as it is."""

    _file_extension = "json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "book.json"
    with Book.open(path, Clock(TODAY), create=True) as book:
        fill(
            book,
            Community(name="Bakers [Ops]", organiser="Ida Berg", currency="CHF"),
            Department(id="ops", name="Ops"),
            Volunteer(
                id="ann", name="[/x] Ann [Ops]", email="ann@example.org", department="ops", topics=("iPad basics",), yes_on=ago(9)
            ),
            Volunteer(id="raj", name="Raj Patel", met_on=ago(20)),
            Move(id="m", volunteer="ann", stage="newcomer", on=ago(8)),
            Ritual(id="lab", name="iPad lab", start=ago(14), rule="FREQ=WEEKLY", at=time(9, 30), minutes=45, hosts=("ann",)),
            Gathering(id="g", name="Forum", on=ago(5), state="held", host="organiser", attended=("ann",)),
            Gathering(id="s", name="Spotlight", on=ago(-2), due_on=ago(-1), why="room taken", cohosts=("ann",)),
            Contribution(id="c", volunteer="ann", kind="led_session", on=ago(4), topic="iPad basics", learners=1, minutes=60),
            Rate(id="r", since=ago(60), hour=Decimal("50.50")),
            Cost(id="k", what="Room", amount=Decimal("78.50"), on=ago(6), every="monthly"),
            OutsideQuote(id="q", what="Course", price=Decimal(400), source="offer", quoted_on=ago(90), sessions=("c",)),
            Budget(id="b", since=date(2026, 1, 1), until=date(2026, 12, 31), amount=Decimal(500)),
            Kpi(id="f", name="iPad faults", unit="%", baseline=Decimal(19), baseline_on=ago(90), target=Decimal(6)),
            Reading(id="v", kpi="f", value=Decimal("8.5"), on=ago(3)),
            Resource(id="x", title="Slides", link="slides.pdf", owner="ann", tags=("iPad",), on=ago(30)),
            Resource(id="y", title="Welcome", kind="message", link="https://example.org/a"),
            sent(ago(400)),
        )  # fmt: skip
    return path


@pytest.mark.parametrize(
    "words", ["week", "week --all", "people", "people --stage newcomer", "calendar", "costs", "library"]
)
def test_json(path: Path, words: str, capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion) -> None:
    assert main(["--book", str(path), "--today", str(TODAY), *words.split(), "--json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["version"] == 1
    assert text == snapshot.use_extension(JsonFile)(name=words.replace(" --", "-").replace(" ", "-"))
