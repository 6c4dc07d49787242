"""Rows of a workbook as they stand there: blank ones between tables, moments with their time, the sheet that is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from store.exchange.attendance_import.report_reader import read_report
from store.exchange.people_import.sheet import SheetNeeded
from store.exchange.table_rows import RowsUnreadable, rows_in, rows_of


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_blank_rows_and_times_are_kept(tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 10)
    rows: list[list[object]] = [["Topic", "ID"], ["Circle", 7], [], [], ["Name", "Joined"], ["Ann Lee", at]]
    read = rows_of(workbook(tmp_path / "zoom.xlsx", One=rows))
    assert read.rows == [
        ["Topic", "ID"],
        ["Circle", "7"],
        [],
        ["Name", "Joined"],
        ["Ann Lee", "2026-11-24 10:00:00"],
    ]


def test_a_report_saved_as_a_workbook_reads_as_the_report(tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 10)
    people = [
        ["Name", "Join time", "Leave time"],
        ["Ann Lee", at, at + timedelta(minutes=40)],
        ["Ann Lee", at + timedelta(hours=1), at + timedelta(minutes=70)],
    ]
    report = read_report(workbook(tmp_path / "report.xlsx", One=[["Meeting title", "Circle"], [], *people]))
    assert (report.title, [(one.name, one.minutes) for one in report.participants]) == ("Circle", [("Ann Lee", 50)])


def test_of_several_sheets_one_is_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", One=[["Name"], ["Ann Lee"]], Two=[["Name"], ["Bo Ek"]])
    with pytest.raises(SheetNeeded):
        read_report(path)
    assert [one.name for one in read_report(path, "Two").participants] == ["Bo Ek"]


@pytest.mark.parametrize(("lines", "read"), [(50_000, True), (50_001, False)])
def test_as_many_lines_are_read_as_a_report_of_a_large_meeting_has(lines: int, read: bool) -> None:
    text = "\n".join(["a"] * lines)
    if read:
        assert len(rows_in(text).rows) == lines
        return
    with pytest.raises(RowsUnreadable, match="more than 50,000 lines"):
        rows_in(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("a\tb;c,d", [["a", "b;c,d"]]), ("a;b,c", [["a", "b,c"]]), ("a,b\nc;d\ne;f", [["a,b"], ["c", "d"], ["e", "f"]]), ("a;b\nc,d", [["a", "b"], ["c,d"]]), ("a\r\nb\rc", [["a"], ["b"], ["c"]])],
)  # fmt: skip
def test_the_mark_that_divides_most_lines_divides_cells(text: str, rows: list[list[str]]) -> None:
    assert rows_in(text).rows == rows


@pytest.mark.parametrize("text", ['{"a": 1}', " <html>", "%PDF-1", "BEGIN:VCARD", "{\\rtf1"])
def test_other_kinds_are_refused_by_name(text: str) -> None:
    with pytest.raises(RowsUnreadable, match="The pasted text is"):
        rows_in(text)
