"""Reading a report of who attended: its tables, the stays in them, and the people those are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.text import normalize
from store.exchange.attendance_import.meeting_times import days_of, moment_of, seconds_of
from store.exchange.attendance_import.name_list import names_in
from store.exchange.attendance_import.report import Participant, Report
from store.exchange.attendance_import.report_columns import Columns, cell_of, columns_of, header_text
from store.exchange.attendance_import.stays import Stay, logged_stays, participants_of
from store.exchange.table_rows import Rows, rows_in, rows_of

_NUMBERED = re.compile(r"\d{1,2}\s?[.)]\s*\S")
_TITLE = re.compile(
    r"\b(?:titel|titl\w*|titre|titulo|titolo|tytul|topic|thema|topik|sujet|tema|onderwerp)\b|titel$"
)
_NOT_THOSE = re.compile(r"regist|anmeld|inscri|rejestr")
_ZOOM = re.compile(r"original name|ursprunglicher name|nom d.origine|nombre original|nome original|oorspronkelijke")
_IN_BRACKETS = re.compile(r"\S\s*[<(][^\s@<>()]+@[^\s@<>()]+[>)]")
_ASK_FOR = "Choose an attendance report, a sheet with names, or a list of names."


class ReportUnreadable(GuildbookError):
    """The file or the pasted text holds no attendance; nothing was changed."""


class _Block(Struct, frozen=True):
    """Rows that belong together, and the line above them."""

    title: str
    rows: list[list[str]]


def read_report(path: Path, sheet: str = "", on: date | None = None) -> Report:
    """Read an attendance report, a sheet or a list of names; what it is shows in its content.

    Args:
        path: the file.
        sheet: which sheet of a workbook.
        on: the day meant, where a report covers several.

    Raises:
        ReportUnreadable: nothing in it says who attended.
        RowsUnreadable: missing, a folder, too large, or no text.
        SheetNeeded: a workbook has several sheets and none was chosen.
    """
    return report_of(rows_of(path, sheet), on)


def read_pasted(text: str, on: date | None = None) -> Report:
    """Read a pasted report, pasted cells, or a pasted list of names.

    Raises:
        ReportUnreadable: no one is named in it.
    """
    return report_of(rows_in(text), on)


def report_of(read: Rows, on: date | None = None) -> Report:
    """The report that some rows are.

    Raises:
        ReportUnreadable: no one is named in it.
    """
    return _report(read.rows, read.what, read.text, on)


def _report(rows: list[list[str]], what: str, text: str = "", on: date | None = None) -> Report:
    blocks = [*_blocks(rows)]
    tables = [(block, found) for block in blocks if (found := columns_of(block.rows))]
    telling = [(block, found) for block, found in tables if _tells(block, found) and not _is_summary(block, blocks)]
    chosen = telling or [(block, found) for block, found in tables if found.header and found.name >= 0]
    people: list[Participant] = []
    nameless = 0
    if chosen:
        people, nameless = participants_of([_of_day(_stays(block, found), on) for block, found in chosen])
    if not people and not telling:
        people = names_in(text or "\n".join("\t".join(row) for row in rows))
    if not people:
        raise ReportUnreadable(f"{what} names no one. {_ASK_FOR}")
    kind = _kind(rows, chosen[0][1]) if chosen else "list"
    days = next((person.days for person in people if person.days), ()) or _first_days(rows if chosen else [])
    return Report(kind, tuple(people), _title(blocks, chosen), days, nameless)


def _blocks(rows: Iterable[list[str]]) -> Iterator[_Block]:
    """The tables one below the other: blank rows, and lines with one cell, come between them."""
    title = ""
    held: list[list[str]] = []
    for row in rows:
        filled = [cell for cell in row if cell.strip()]
        heading = len(filled) == 1 and (len(row) == 1 or bool(_NUMBERED.match(filled[0])))
        if filled and not heading:
            held.append(row)
            continue
        if held:
            yield _Block(title, held)
            title, held = "", []
        title = filled[0] if filled else title
    if held:
        yield _Block(title, held)


def _tells(block: _Block, columns: Columns) -> bool:
    """Whether a table says more than a list of names and addresses would."""
    listed = len(block.rows) == 1 or any(_IN_BRACKETS.search(cell) for row in block.rows for cell in row)
    return columns.says_more and (columns.header or not listed)


def _is_summary(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Whether a table tells of the meeting: pairs of words, or one row below its headings with a table behind it."""
    if _NOT_THOSE.search(normalize(block.title)):
        return True
    behind = blocks[blocks.index(block) + 1 :]
    pairs = _width(block) <= 2 < max(map(_width, behind), default=0)
    return pairs or (bool(behind) and len(block.rows) == 2 and not block.title)


def _width(block: _Block) -> int:
    """How many columns of a table hold anything."""
    return max(index for row in block.rows for index, cell in enumerate(row, 1) if cell.strip())


def _stays(block: _Block, columns: Columns) -> list[Stay]:
    rows = [row for row in (block.rows[1:] if columns.header else block.rows) if not columns.is_absent(row)]
    if columns.action >= 0:
        return logged_stays(
            [
                (_stay(row, columns), cell_of(row, columns.action), moment_of(cell_of(row, columns.joined)))
                for row in rows
            ]
        )
    return [_stay(row, columns) for row in rows]


def _stay(row: Sequence[str], columns: Columns) -> Stay:
    joined, left = (moment_of(cell_of(row, index)) for index in (columns.joined, columns.left))
    seconds = seconds_of(cell_of(row, columns.duration), minutes=True) if columns.duration >= 0 else None
    return Stay(columns.person(row), tuple(columns.addresses(row)), seconds, joined, left, columns.original)


def _of_day(stays: list[Stay], on: date | None) -> list[Stay]:
    """The stays of one day, where a report covers several and that day is among them."""
    days = {stay.joined.days for stay in stays if stay.joined}
    if len(days) < 2 or not any(on in possible for possible in days):
        return stays
    return [stay for stay in stays if stay.joined and on in stay.joined.days]


def _kind(rows: Sequence[Sequence[str]], columns: Columns) -> str:
    heads = [header_text(cell) for row in rows for cell in row if len(cell) < 60]
    if any(_ZOOM.search(head) for head in heads):
        return "zoom"
    if columns.action >= 0 or any("(upn)" in head for head in heads):
        return "teams"
    if columns.last >= 0 and columns.duration >= 0 and columns.left >= 0:
        return "meet"
    return "report" if max(columns.duration, columns.joined) >= 0 else "list"


def _title(blocks: Sequence[_Block], chosen: Sequence[tuple[_Block, Columns]]) -> str:
    """The meeting's title, from a pair of words or the column of a summary above the first table."""
    first = chosen[0][0] if chosen else None
    for block in blocks:
        if block is first:
            break
        for number, row in enumerate(block.rows):
            filled = [cell for cell in row if cell.strip()]
            if len(filled) == 2 and _TITLE.search(header_text(filled[0])):
                return filled[1].strip()
            if (
                len(filled) > 2
                and (place := next((n for n, c in enumerate(row) if _TITLE.search(header_text(c))), -1)) >= 0
            ):
                return next((cell_of(below, place) for below in block.rows[number + 1 :][:1]), "")
    return ""


def _first_days(rows: Sequence[Sequence[str]]) -> tuple[date, ...]:
    found = (days_of(cell) for row in rows[:20] for cell in row if len(cell) < 40)
    return next((days for days in found if days), ())
