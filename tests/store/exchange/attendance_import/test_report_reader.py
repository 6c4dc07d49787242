"""Reports of Teams, Zoom, Google Meet, sheets and lists of names: each file of the cases reads as its expected value says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.core.errors import GuildbookError
from store.exchange.attendance_import.meeting_times import Moment, moment_of, seconds_of
from store.exchange.attendance_import.report import Report
from store.exchange.attendance_import.report_reader import read_pasted, read_report
from store.exchange.text_encoding import decode

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "attendance"
FILES: dict[str, Any] = json.loads((CASES / "expected.json").read_text("utf-8"))["files"]


def people(report: Report) -> list[list[Any]]:
    return [[one.name, one.email, one.minutes] for one in report.participants]


def test_every_file_has_its_expected_value() -> None:
    assert {path.name for path in CASES.iterdir()} == {*FILES, "expected.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_as_its_expected_value_says(name: str) -> None:
    report, expected = read_report(CASES / name), FILES[name]
    assert people(report) == expected["people"]
    assert (report.kind, report.title, report.nameless) == (
        expected["kind"], expected.get("title", ""), expected.get("nameless", 0),
    )  # fmt: skip
    assert [f"{day}" for day in report.days] == [day for day in [expected.get("day")] if day]


@pytest.mark.parametrize("name", FILES)
def test_a_pasted_report_reads_as_its_file_does(name: str) -> None:
    text = decode((CASES / name).read_bytes()).text
    assert people(read_pasted(text)) == FILES[name]["people"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_encodings_and_separators_make_no_difference(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "report.csv"
    rows = [["Name", "E-Mail", "Dauer"], ["Jörg Größe", "j@x.org", "12 Min."], ["Bo Ek", "", "1 Std."]]
    path.write_text("\n".join(mark.join(row) for row in rows), encoding=encoding)
    assert people(read_report(path)) == [["Jörg Größe", "j@x.org", 12], ["Bo Ek", "", 60]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, Bo Ek and Li Wei", ["Ana Ruiz", "Bo Ek", "Li Wei"]),
        ("Ruiz, Ana\nEk, Bo", ["Ana Ruiz", "Bo Ek"]),
        ("Ana Ruiz\n\nBo Ek\nAna Ruiz", ["Ana Ruiz", "Bo Ek"]),
        ("☑ Ana Ruiz\n[x] Bo Ek", ["Ana Ruiz", "Bo Ek"]),
        ("[/x] Ann [Ops]", ["[/x] Ann [Ops]"]),
    ],
)
def test_lists_of_names(text: str, names: list[str]) -> None:
    assert [one.name for one in read_pasted(text).participants] == names


def test_of_several_days_only_the_one_meant_counts() -> None:
    rows = [f"Ann,2026-11-{day} 10:00,2026-11-{day} 10:{stay}" for day, stay in ((24, 20), (25, 40))]
    text = "\n".join(["Name,Join time,Leave time", *rows])
    assert people(read_pasted(text, date(2026, 11, 25))) == [["Ann", "", 40]]
    assert people(read_pasted(text)) == [["Ann", "", 60]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "names no one"),
        (b"%PDF-1.7 x", "is a PDF"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "is a calendar"),
        (b"\x89PNG\0\0\0", "contains no text"),
        (b"1\n2\n3\n", "names no one"),
        (None, "no file at"),
    ],
)
def test_what_holds_no_attendance_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "report.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GuildbookError, match=said):
        read_report(path)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1h 3m 7s", 3787), ("53m 10s", 3190), ("7m", 420), ("1 Std. 3 Min. 7 Sek.", 3787), ("1 hr 3 min", 3780), ("0:53:10", 3190),
        ("PT1H3M7S", 3787), ("2 uur 5 min", 7500), ("Ann", None), ("33", None), ("3 apples", None), ("1h 3", None),
    ],
)  # fmt: skip
def test_durations(cell: str, seconds: int | None) -> None:
    assert seconds_of(cell) == seconds


@pytest.mark.parametrize(
    ("cell", "days", "second"),
    [
        ("11/24/26, 9:58:07 AM", ["2026-11-24"], 35887), ("24.11.2026, 09:58", ["2026-11-24"], 35880), ("9:58 pm", [], 79080),
        ("Nov 4, 2026 12:00 AM", ["2026-11-04"], 0), ("04/11/26 10:00", ["2026-11-04", "2026-04-11"], 36000),
        ("2026-11-24T09:58:07.123Z", ["2026-11-24"], 35887), ("4. Dezember 2026 10:00", ["2026-12-04"], 36000),
    ],
)  # fmt: skip
def test_moments(cell: str, days: list[str], second: int) -> None:
    assert moment_of(cell) == Moment(tuple(map(date.fromisoformat, days)), second)
