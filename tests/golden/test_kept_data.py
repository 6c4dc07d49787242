"""What is kept about a person, as it is handed to them; a change is read in the diff.

Renewed by ``python -m pytest tests/golden --snapshot-update``.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from store.book.book import Book
from store.exchange.readable.kept_data import kept_about
from store.exchange.update_formats import as_text
from store.model.calendar import Gathering
from store.model.people import Ask, Checklist, Contact, Department, Role, Task, Tenure, Volunteer
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Stakeholder
from store.model.training import Readiness
from tests.golden.test_texts import TextFile
from tests.support.making import TODAY, ago, fill

pytestmark = pytest.mark.filterwarnings("ignore:\\s*Can not relate snapshot name")


def test_kept_data(book: Book, snapshot: SnapshotAssertion) -> None:
    fill(
        book,
        Department(id="ops", name="Ops", champion="ann"),
        Volunteer(
            id="ann", name="[/x] Ann [Ops]", email="ann@example.org", department="ops", yes_on=ago(90), notes="Shy.\nAsk twice."
        ),
        Volunteer(id="raj", name="Raj Patel", notes="Raj's own"),
        Volunteer(id="tom", name="Tom Okafor", notes="knows [/x] Ann [Ops] well"),
        Move(id="m", volunteer="ann", stage="newcomer", on=ago(80)),
        Move(id="n", volunteer="raj", stage="newcomer", on=ago(80)),
        Role(id="coach", name="Peer coach"),
        Tenure(id="t", role="coach", volunteer="ann", since=ago(60)),
        Contact(id="c", who="ann", on=ago(50), note="Tired of meetings"),
        Contact(id="d", who="raj", on=ago(50), note="A secret of Raj's"),
        Ask(id="a", who="ann", what="host the lab", on=ago(40)),
        Checklist(id="l", volunteer="ann", kind="onboarding", on=ago(79)),
        Task(id="i", checklist="l", text="Welcome mail", done_on=ago(78)),
        Gathering(
            id="g", name="Forum", on=ago(5), state="held", host="raj", attended=("ann", "raj", "tom"),
            notes="Raj Patel spoke.\n[/x] Ann [Ops] asked for slides.", quotes="Good",
        ),
        Contribution(id="k", volunteer="ann", kind="led_session", on=ago(4), topic="Excel", together=("raj", "tom"), learners=8),
        Contribution(id="o", volunteer="raj", kind="led_session", on=ago(4), topic="Word"),
        Recognition(id="r", to=("ann", "raj"), behaviour="helps others", words="Thank you both.", on=ago(3)),
        Readiness(id="e", volunteer="raj", topic="Word", level="observed", on=ago(9), observer="ann"),
        Stakeholder(id="eva", name="Eva Horn", notes="Met [/x] Ann [Ops] at lunch"),
        Snooze(id="z", act="ask:ann:x", until=ago(-3)),
    )  # fmt: skip
    text = as_text(kept_about(book, book.volunteers["ann"], TODAY))
    assert all(
        fact in text for fact in ("Shy. Ask twice.", "Tired of meetings", "asked for slides", "Met [/x] Ann [Ops]")
    )
    assert not [other for other in ("Raj", "Tom", "Eva", "secret") if other in text]
    assert text == snapshot.use_extension(TextFile)(name="ann")
