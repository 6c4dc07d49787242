"""Rows of a workbook as they stand there: blank ones between tables, moments with their time, the sheet that is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from store.exchange.attendance_import.report_reader import read_report
from store.exchange.people_import.sheet import SheetNeeded
from store.exchange.table_rows import rows_of


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
