"""Reading a sheet of people: CSV in any usual form, an Excel workbook, or a range pasted from one."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.text import clean, join_words, one_line, pluralize, quoted
from store.exchange.people_import.cells import is_address
from store.exchange.people_import.column_mapping import Kind, guess, kind_of
from store.exchange.people_import.csv_reader import DELIMITERS, decoded, is_text, numbered_rows
from store.exchange.people_import.header_meanings import HEADER_WITHIN, header_words
from store.exchange.people_import.sheet_extent import LAST_ROW, Extent, extents
from store.persistence.atomic_files import read_regular_file

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_BYTES = 50_000_000
"""Larger files are refused; a sheet of 10,000 people is about 2 MB."""
MOST_UNPACKED = 400_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500

_KEEP_LESS = "Keep only the columns you need, or split the file."
_ZIP = b"PK\x03\x04"
_OTHER_KINDS = (
    (b"%pdf", "a PDF. Export the list as CSV or Excel instead"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Excel file. Save it as .xlsx without a password"),
    (b"{\\rtf", "a text document. Save the list as CSV or Excel"),
    (b"begin:vcard", "a vCard. Export the contacts as CSV"),
    (b"<!doctype", "a web page. Export the list as CSV or Excel instead"),
    (b"<html", "a web page. Export the list as CSV or Excel instead"),
    (b"<?xml", "an XML file. Export the list as CSV or Excel instead"),
)

Numbered = tuple[int, list[str]]
"""A row with its number as Excel shows it."""


class SheetUnreadable(GuildbookError):
    """The file or the pasted text is not a sheet of people; nothing was changed."""


class SheetNeeded(SheetUnreadable):
    """The workbook has several sheets that could be meant: ``sheets`` names them."""

    def __init__(self, text: str, sheets: list[str]) -> None:
        super().__init__(text)
        self.sheets = sheets


class Sheet(Struct, frozen=True):
    """Contents of a sheet, before anyone asks what they mean."""

    columns: list[str]
    """A name for each column, no two alike: from the header, or ‘Column B’ where there is none."""
    rows: list[list[str]]
    """The filled rows below the header, at least as long as ``columns``; a longer one has cells too many."""
    numbers: list[int]
    """The number of each row as Excel shows it."""
    kind: Kind = "plain"
    has_header: bool = True
    encoding: str = ""
    delimiter: str = ""
    name: str = ""
    """The sheet's name, in a workbook."""

    @property
    def described(self) -> str:
        """What was recognised, in words: ‘Google Contacts export, comma-separated, UTF-8’."""
        kinds = {
            "guildbook": "Guildbook export",
            "google": "Google Contacts export",
            "outlook": "Outlook contacts export",
            "plain": "Plain list",
        }
        sheet = f"sheet {quoted(self.name)}" if self.name else ""
        divided = DELIMITERS.get(self.delimiter, "") if len(self.columns) > 1 else ""
        return ", ".join(filter(None, (kinds[self.kind], sheet, divided, self.encoding)))


def read_sheet(path: Path, sheet: str = "") -> Sheet:
    """Read a CSV file or an Excel workbook; what it is shows in its content, not in its name.

    Args:
        path: the file.
        sheet: which sheet of a workbook; may be left out where only one can be meant.

    Raises:
        SheetNeeded: the workbook has several sheets and none was chosen.
        SheetUnreadable: missing, a folder, empty, too large, damaged, or another kind of file.
    """
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        return _read_workbook(data, path, sheet)
    opening = data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for start, what in _OTHER_KINDS:
        if opening.startswith(start):
            raise SheetUnreadable(f"{path} is {what}.")
    text, encoding = decoded(data)
    if not is_text(text):
        raise SheetUnreadable(f"{path} is neither CSV nor an Excel workbook. Save the list as one of these.")
    return _read_text(text, str(path), encoding)


def read_pasted(text: str) -> Sheet:
    """Read a range copied in Excel or another spreadsheet, or the text of a CSV file.

    Raises:
        SheetUnreadable: nothing was pasted, or too much.
    """
    if len(text) > MOST_BYTES:
        raise SheetUnreadable(_too_large("The pasted text", MOST_BYTES))
    if not text.strip():
        raise SheetUnreadable("Nothing was pasted. Copy the cells first, including the header row.")
    return _read_text(text, "The pasted text")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SheetUnreadable(f"{path} is a folder. Name the CSV or Excel file in it.")
        if not path.exists():
            raise SheetUnreadable(f"There is no file at {path}. Check its name and folder.")
        data = read_regular_file(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SheetUnreadable(f"{path} cannot be read: {reason}. Check the file, or import a copy.") from None
    if len(data) > MOST_BYTES:
        raise SheetUnreadable(_too_large(f"{path}", MOST_BYTES))
    if not data.strip():
        raise SheetUnreadable(_empty(f"{path}"))
    return data


def _too_large(what: str, limit: int) -> str:
    return f"{what} is larger than {limit // 1_000_000} MB. {_KEEP_LESS}"


def _empty(what: str) -> str:
    return f"{what} is empty. Add a header row and a row for each person."


def _read_text(text: str, what: str, encoding: str = "") -> Sheet:
    rows, delimiter = numbered_rows(text)
    return _sheet(rows, what, encoding=encoding, delimiter=delimiter)


# -- workbooks -------------------------------------------------------------------------------------


def _read_workbook(data: bytes, path: Path, sheet: str) -> Sheet:
    try:
        import openpyxl
    except ImportError:
        raise SheetUnreadable(
            "Excel files need one more package: pip install 'guildbook[excel]'. "
            "Or save the sheet as CSV, or paste its cells."
        ) from None
    import warnings
    from zipfile import ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise SheetUnreadable(_too_large(f"{path}, unpacked,", MOST_UNPACKED))
            held = extents(packed, MOST_ROWS)
        _refuse_many_rows(held, path, sheet)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and drop-downs it cannot keep are nothing to us
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            found = _chosen(_filled_sheets(book, held), path, sheet)
            return _sheet(found[1], f"{path}", name=found[0])
    except GuildbookError:
        raise
    except Exception:  # a damaged workbook can make the library raise nearly anything
        raise SheetUnreadable(
            f"{path} is not an Excel workbook, or it is damaged. Save the sheet as CSV instead."
        ) from None


def _refuse_many_rows(held: dict[str, Extent], path: Path, wanted: str) -> None:
    """Refuse a workbook of which any sheet that can be meant holds too much, before its million rows are read."""
    meant = {name: extent for name, extent in held.items() if not wanted or _same(name, wanted)}
    if meant and all(extent.filled > MOST_ROWS for extent in meant.values()):
        raise SheetUnreadable(_too_many_rows(f"{path}"))


def _filled_sheets(book: Workbook, held: dict[str, Extent]) -> dict[str, list[Numbered]]:
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
                rows.append((number, [_shown(value) for value in values[: min(width, MOST_COLUMNS + 1)]]))
            if len(rows) > MOST_ROWS:
                break
        if rows:
            found[sheet.title] = rows
    return found


def _same(name: str, wanted: str) -> bool:
    return name.strip().casefold() == wanted.strip().casefold()


def _too_many_rows(what: str) -> str:
    return f"{what} has more than {pluralize(MOST_ROWS, 'row')}. Split it."


def _chosen(sheets: dict[str, list[Numbered]], path: Path, wanted: str) -> tuple[str, list[Numbered]]:
    names = list(sheets)
    if not names:
        raise SheetUnreadable(_empty(f"{path}"))
    if wanted:
        fitting = [name for name in names if _same(name, wanted)]
        if not fitting:
            raise SheetNeeded(
                f"{path} has no filled sheet {quoted(wanted)}. Its sheets are: {join_words(names)}.", names
            )
    else:
        headed = [n for n, rows in sheets.items() if _header_row([row for _, row in rows]) is not None]
        fitting = headed if len(headed) == 1 else names
        if len(fitting) > 1:
            raise SheetNeeded(f"{path} has {len(names)} sheets: {join_words(names)}. Choose one of them.", names)
    return fitting[0], sheets[fitting[0]]


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


# -- rows to a sheet -------------------------------------------------------------------------------


def _sheet(
    records: Iterable[Numbered], what: str, *, encoding: str = "", delimiter: str = "", name: str = ""
) -> Sheet:
    rows, numbers = [], []
    for number, record in records:
        if any(cell.strip() for cell in record):
            rows.append(record)
            numbers.append(number)
        if len(rows) > MOST_ROWS:
            raise SheetUnreadable(_too_many_rows(what))
    if not rows:
        raise SheetUnreadable(_empty(what))
    top = _header_row(rows)
    header = rows[top] if top is not None else []
    below = 0 if top is None else top + 1
    # In CSV, a row longer than the header has a delimiter too many, which has to be said.
    width = len(header) if delimiter in (";", ",") and header else max(map(len, rows))
    if width > MOST_COLUMNS:
        raise SheetUnreadable(f"{what} has more than {MOST_COLUMNS} columns. Keep only those you need.")
    columns = _named(header + [""] * (width - len(header)))
    return Sheet(
        columns=columns,
        rows=[row + [""] * (width - len(row)) for row in rows[below:]],
        numbers=numbers[below:],
        kind=kind_of(columns),
        has_header=top is not None,
        encoding=encoding,
        delimiter=delimiter,
        name=clean(name),
    )


def _header_row(rows: list[list[str]]) -> int | None:
    """Where the header is among the filled rows, if there is one; titles may stand above it."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        if any(is_address(cell) for cell in row):
            break
        if header_words(row) >= (2 if index else 1):
            return index
    # Words in a language we do not know head a column of addresses all the same.
    column = next((index for index, field in guess(rows[1:]).items() if field == "email"), None)
    heading = rows[0][column] if rows and column is not None and column < len(rows[0]) else ""
    return 0 if heading.strip() and not is_address(heading) else None


def _named(header: list[str]) -> list[str]:
    names: list[str] = []
    for index, cell in enumerate(header):
        name = base = one_line(cell) or f"Column {letter(index)}"
        number = 1
        while name in names:
            number += 1
            name = f"{base} ({number})"
        names.append(name)
    return names


def letter(index: int) -> str:
    """A column's letter as Excel shows it: A for 0, AA for 26."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name
