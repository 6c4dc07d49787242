"""Pasted reports and lists: who was there, for how long, and what else the columns and lines say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.core.errors import GuildbookError
from store.exchange.attendance_import.report import Participant
from store.exchange.attendance_import.report_reader import read_pasted

TEXTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[3] / "fixtures" / "cases" / "pasted" / "attendance.json").read_text("utf-8")
)


def told(text: str) -> list[str]:
    """A report in lines: its kind and title, then each of its people."""
    try:
        report = read_pasted(text)
    except GuildbookError as error:
        return [f"refused: {str(error)[:40]}"]
    days = ", ".join(map(str, report.days))
    head = ", ".join(
        filter(None, [report.kind, report.title, days, f"{report.nameless} nameless" if report.nameless else ""])
    )
    return [head, *map(_person, report.participants)]


def _person(one: Participant) -> str:
    facts = [
        one.name,
        one.email,
        "" if one.seconds is None else f"{one.seconds} s",
        "external" if one.external else "",
    ]
    others = [f"also {name}" for name in (*one.spellings, *one.other_emails)]
    return ", ".join(filter(None, [*facts, *others]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_pasted_report_reads_as_its_expected_value_says(text: str) -> None:
    assert told(text) == TEXTS[text]
