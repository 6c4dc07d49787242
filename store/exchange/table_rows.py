"""Rows of a file or of a pasted text, whatever divides its cells and whatever encoding it is in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.text import one_line
from store.exchange.people_import.csv_reader import is_text
from store.exchange.people_import.workbook_reader import read_rows
from store.exchange.text_encoding import decode
from store.persistence.atomic_files import read_regular_file

MOST_BYTES = 20_000_000
"""Larger files are refused; a report of a thousand people is about 200 kB."""
MOST_ROWS = 50_000
_ZIP = b"PK\x03\x04"
_OTHER_KINDS = {
    "BEGIN:VCALENDAR": "a calendar",
    "BEGIN:VCARD": "a contact card",
    "{": "JSON",
    "<": "a web page",
    "%PDF": "a PDF",
    "{\\rtf": "a text document",
}
_ASK_FOR = "Save it as CSV, or copy its cells and paste them."


class RowsUnreadable(GuildbookError):
    """The file or the pasted text has no rows to read; nothing was changed."""


class Rows(Struct, frozen=True):
    """Rows as they were read, before anyone asks what they mean."""

    rows: list[list[str]]
    text: str
    """All of it as text, for lists that are no table."""
    what: str
    """The file, or that it was pasted, as an error names it."""


def rows_of(path: Path, sheet: str = "") -> Rows:
    """The rows of a text file or of a sheet of an Excel workbook.

    Raises:
        RowsUnreadable: missing, a folder, too large, or no text.
        SheetNeeded: a workbook has several sheets and none was chosen.
    """
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        rows = [[one_line(cell) for cell in row] for row in read_rows(data, path, sheet)]
        return Rows(rows, "\n".join("\t".join(row) for row in rows), f"{path}")
    text = decode(data).text
    if not is_text(text):
        raise RowsUnreadable(f"{path} contains no text. {_ASK_FOR}")
    return _read(text, f"{path}")


def rows_in(text: str) -> Rows:
    """The rows of a pasted text.

    Raises:
        RowsUnreadable: it is too long, or of another kind.
    """
    return _read(text, "The pasted text")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RowsUnreadable(f"{path} is a folder. Name the file in it.")
        if not path.exists():
            raise RowsUnreadable(f"There is no file at {path}. Check its name and folder.")
        data = read_regular_file(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RowsUnreadable(f"{path} cannot be read: {reason}. Check the file, or import a copy.") from None
    if len(data) > MOST_BYTES:
        raise RowsUnreadable(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. {_ASK_FOR}")
    return data


def _read(text: str, what: str) -> Rows:
    opening = text[:64].lstrip("\ufeff \t\r\n")
    if kind := next((kind for start, kind in _OTHER_KINDS.items() if opening.startswith(start)), ""):
        raise RowsUnreadable(f"{what} is {kind}. {_ASK_FOR}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS:
        raise RowsUnreadable(f"{what} has more than {MOST_ROWS:,} lines. {_ASK_FOR}")
    delimiter = max("\t;,", key=lambda mark: sum(mark in line for line in lines))  # the first of equals
    return Rows([[one_line(cell) for cell in row] for row in _cells(lines, delimiter)], "\n".join(lines), what)


def _cells(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from [
            *csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True, strict=True)
        ]
    except csv.Error:  # a quotation mark that no one closed
        yield from (line.split(delimiter) for line in lines)
