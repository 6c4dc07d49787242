"""What no update may say, each line of the cases standing for a kind: whatever is in the book, in whichever kind of text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from store.book.book import Book
from store.core.labels import label_of
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.recognition import Contribution, ContributionKind
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.updates.compose import compose
from tests.support.making import fill

FILE = Path(__file__).parents[2] / "fixtures" / "cases" / "updates.json"
KNOWN = json.loads(FILE.read_text(encoding="utf-8"))
TODAY = date.fromisoformat(KNOWN["today"])
CASES = [case for case in KNOWN["cases"] if not case.get("anything")]
NEVER = next(case["not"] for case in KNOWN["cases"] if case.get("anything"))
CONTRIBUTIONS = {label_of(kind): kind for kind in get_args(ContributionKind)}
"""Kinds of contribution by the label that the cases are written with."""
READER = {"name": "Eva Horn", "stake": "fewer errors"}
KINDS: tuple[Kind, ...] = get_args(Kind)


def records(case: dict[str, Any]) -> list[Any]:
    """The records a case is about, and the members it says there are."""
    found: list[Any] = [Stakeholder(id="reader", **case.get("reader", READER))]
    for number in range(case.get("members", 1)):
        found.append(Volunteer(id=f"member{number}", name=f"Member {number}"))
        since = TODAY - timedelta(days=90)
        found.append(Move(volunteer=f"member{number}", stage="newcomer", on=since))
    if "gathering" in case:
        found.append(msgspec.convert({"name": "Practice lab", **case["gathering"]}, Gathering))
    if "contribution" in case:
        made = case["contribution"] | {"kind": CONTRIBUTIONS[case["contribution"]["kind"]], "volunteer": "member0"}
        found.append(msgspec.convert({**made, "topic": "Excel"}, Contribution))
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["not"][0])
def test_no_update_says_it(book: Book, case: dict[str, Any], kind: Kind) -> None:
    fill(book, *records(case))
    draft = compose(book, book.stakeholders["reader"], TODAY, kind=kind)
    told = "\n".join([draft.text, *(row.text for section in draft.sections for row in section.rows)])
    assert [words for words in (*case["not"], *NEVER) if words in told] == [], told


@pytest.mark.parametrize("kind", KINDS)
def test_no_update_of_the_sample_says_it(sample: Book, kind: Kind) -> None:
    never = {words for case in KNOWN["cases"] for words in case["not"]}
    for reader in sample.stakeholders.values():
        told = compose(sample, reader, TODAY, kind=kind).text
        assert [words for words in never if words in told] == [], told
