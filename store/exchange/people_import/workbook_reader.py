"""Reading an Excel workbook: the sheet that is meant, its cells as text, and what is hidden in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from store.core.errors import GuildbookError
from store.core.text import join_words, quoted
from store.exchange.people_import import sheet as sheets
from store.exchange.people_import.sheet import (
    MOST_COLUMNS,
    Numbered,
    Sheet,
    SheetNeeded,
    SheetUnreadable,
    header_row,
    make_sheet,
)
from store.exchange.people_import.sheet_extent import LAST_ROW, Extent, extents

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_UNPACKED = 400_000_000


def read_workbook(data: bytes, path: Path, sheet: str) -> Sheet:
    """Read a workbook; which of its sheets may be left out where only one can be meant.

    Raises:
        SheetNeeded: it has several sheets and none was chosen.
        SheetUnreadable: empty, too large, damaged, or the library is missing.
    """
    name, rows, extent = _read(data, path, sheet, _shown)
    return _with_hidden(make_sheet(rows, f"{path}", name=name), extent)


def read_rows(data: bytes, path: Path, sheet: str) -> list[list[str]]:
    """The rows of a sheet as they stand there, with a blank one where some are, and the time of day of moments.

    Raises:
        SheetNeeded: it has several sheets and none was chosen.
        SheetUnreadable: empty, too large, damaged, or the library is missing.
    """
    _, rows, _ = _read(data, path, sheet, _shown_in_full)
    found: list[list[str]] = []
    before = 0
    for number, row in rows:
        found += [[], row] if number > before + 1 else [row]
        before = number
    return found


def _read(
    data: bytes, path: Path, sheet: str, shown: Callable[[Any], str]
) -> tuple[str, list[Numbered], Extent | None]:
    """The name of the sheet that is meant, its filled rows, and what is hidden in it."""
    try:
        import openpyxl
    except ImportError:
        raise SheetUnreadable(
            "Excel files need another package. Save the sheet as CSV, paste its cells, "
            "or run: pip install 'guildbook[excel]'"
        ) from None
    import warnings
    from zipfile import ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise SheetUnreadable(sheets.is_too_large(f"{path}, unpacked,", MOST_UNPACKED))
            held = extents(packed, sheets.MOST_ROWS)
        _refuse_many_rows(held, path, sheet)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and drop-downs it cannot keep are nothing to us
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            name, rows = _chosen(_filled_sheets(book, held, shown), path, sheet)
            return name, rows, held.get(name)
    except GuildbookError:
        raise
    except Exception:  # a damaged workbook can make the library raise nearly anything
        raise SheetUnreadable(
            f"{path} is not an Excel workbook, or it is damaged. Save the sheet as CSV instead."
        ) from None


def _with_hidden(sheet: Sheet, extent: Extent | None) -> Sheet:
    """The sheet with what is known of its hidden columns, and a word on its hidden rows."""
    if extent is None:
        return sheet
    rows = [number for number in extent.hidden_rows if number in {*sheet.numbers}]
    note = (
        f"1 hidden row is imported too: {_in_a_row(rows)}."
        if len(rows) == 1
        else f"{len(rows):,} hidden rows are imported too: {_in_a_row(rows)}."
    )
    columns = frozenset(index for index in extent.hidden_columns if index < len(sheet.columns))
    return replace(sheet, hidden_columns=columns, notes=(*sheet.notes, *([note] if rows else [])))


def _in_a_row(numbers: list[int]) -> str:
    """Numbers of rows in brief: ``3–5 and 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return join_words([f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs], most=6)


def _refuse_many_rows(held: dict[str, Extent], path: Path, wanted: str) -> None:
    """Refuse a workbook of which any sheet that can be meant holds too much, before its million rows are read."""
    meant = {name: extent for name, extent in held.items() if not wanted or _same(name, wanted)}
    if meant and all(extent.filled > sheets.MOST_ROWS for extent in meant.values()):
        raise SheetUnreadable(sheets.has_too_many_rows(f"{path}"))


def _filled_sheets(
    book: Workbook, held: dict[str, Extent], shown: Callable[[Any], str]
) -> dict[str, list[Numbered]]:
    """The filled rows of every sheet that can be seen and holds something."""
    found = {}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what programs note there is often wrong
        rows: list[Numbered] = []
        end = held[sheet.title].last if sheet.title in held else None  # many sheets are formatted far beyond it
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_row=end), 1):
            if number > LAST_ROW:
                raise ValueError("rows that no Excel has")
            width = max((index for index, value in enumerate(values, 1) if value is not None), default=0)
            if width:
                rows.append((number, [shown(value) for value in values[: min(width, MOST_COLUMNS + 1)]]))
            if len(rows) > sheets.MOST_ROWS:
                break
        if rows:
            found[sheet.title] = rows
    return found


def _same(name: str, wanted: str) -> bool:
    return name.strip().casefold() == wanted.strip().casefold()


def _chosen(filled: dict[str, list[Numbered]], path: Path, wanted: str) -> tuple[str, list[Numbered]]:
    names = list(filled)
    if not names:
        raise SheetUnreadable(sheets.is_empty(f"{path}"))
    if wanted:
        fitting = [name for name in names if _same(name, wanted)]
        if not fitting:
            raise SheetNeeded(
                f"{path} has no sheet {quoted(wanted)} with data. Its sheets are: {join_words(names)}.", names
            )
    else:
        headed = [n for n, rows in filled.items() if header_row([row for _, row in rows]) is not None]
        fitting = headed if len(headed) == 1 else names
        if len(fitting) > 1:
            raise SheetNeeded(f"{path} has {len(names)} sheets: {join_words(names)}. Choose one of them.", names)
    return fitting[0], filled[fitting[0]]


def _shown_in_full(value: Any) -> str:
    """A cell as text, a moment with its time of day."""
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else _shown(value)


def _shown(value: Any) -> str:
    """A cell of a workbook as text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
