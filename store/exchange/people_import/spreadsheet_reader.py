"""Reading a sheet of people: CSV in any usual form, an Excel workbook, or a range pasted from one."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path

from msgspec.structs import replace

from store.core.text import join_words
from store.exchange.people_import.column_mapping import Kind, guess
from store.exchange.people_import.contact_reader import COLUMNS, contacts, name_in, recipients
from store.exchange.people_import.csv_reader import is_text, numbered_rows
from store.exchange.people_import.other_kinds import binary_kind, rows_kind, text_kind
from store.exchange.people_import.sheet import Sheet, SheetUnreadable, is_empty, is_too_large, make_sheet
from store.exchange.people_import.workbook_reader import read_workbook
from store.exchange.text_encoding import decode
from store.persistence.atomic_files import read_regular_file

MOST_BYTES = 50_000_000
"""Larger files are refused; a sheet of 10,000 people is about 2 MB."""
_LOOKED_AT = 100
"""Rows that tell whether it is a list at all."""
_ZIP = b"PK\x03\x04"
_GUESSED = ("Mac Roman", "DOS (850)", "Windows-1250")


def read_sheet(path: Path, sheet: str = "", encoding: str = "") -> Sheet:
    """Read a CSV file, an Excel workbook, vCards or a line of recipients; what it is shows in its content, not in its name.

    Args:
        path: the file.
        sheet: which sheet of a workbook; may be left out where only one can be meant.
        encoding: of a text file; told by its bytes unless it is named.

    Raises:
        SheetNeeded: the workbook has several sheets and none was chosen.
        SheetUnreadable: missing, a folder, empty, too large, damaged, or another kind of file.
        GuildbookError: there is no encoding of that name.
    """
    data = _bytes_of(path)
    if data.startswith(_ZIP):
        return read_workbook(data, path, sheet)
    if kind := binary_kind(data):
        raise SheetUnreadable(f"{path} is {kind}.")
    found = decode(data, encoding)
    if not is_text(found.text):
        raise SheetUnreadable(f"{path} is neither CSV nor an Excel workbook. Save the list as one of these.")
    sheet_read = _read_text(found.text, str(path), found.encoding)
    if encoding or not (found.doubtful or found.encoding in _GUESSED):
        return sheet_read
    doubt = f"The file seems to be in {found.encoding}. If letters look wrong, give its encoding with --encoding."
    return replace(sheet_read, notes=(*sheet_read.notes, doubt))


def read_pasted(text: str) -> Sheet:
    """Read a range copied in Excel or another spreadsheet, or the text of a CSV file.

    Raises:
        SheetUnreadable: nothing was pasted, or too much.
    """
    if len(text) > MOST_BYTES:
        raise SheetUnreadable(is_too_large("The pasted text", MOST_BYTES))
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
        raise SheetUnreadable(is_too_large(f"{path}", MOST_BYTES))
    if not data.strip():
        raise SheetUnreadable(is_empty(f"{path}"))
    return data


def _read_text(text: str, what: str, encoding: str = "") -> Sheet:
    if kind := text_kind(text):
        raise SheetUnreadable(f"{what} is {kind}.")
    if text[:200].lstrip("\ufeff \r\n").lower().startswith("begin:vcard"):
        return _of_people([COLUMNS, *contacts(text, what)], what, "vcard", encoding)
    if people := recipients(text):
        return _of_recipients(people, what, encoding)
    rows, delimiter = numbered_rows(text)
    first = list(islice(rows, _LOOKED_AT))
    sheet = make_sheet(chain(first, rows), what, encoding=encoding, delimiter=delimiter)
    is_list = sheet.has_header or bool(guess(sheet.rows))
    if kind := rows_kind([row for _, row in first], is_list=is_list):
        raise SheetUnreadable(f"{what} is {kind}.")
    return sheet


def _of_recipients(people: list[tuple[str, str]], what: str, encoding: str) -> Sheet:
    """A sheet of recipients; who has an address alone is called by the name it is made of."""
    rows = [[name or name_in(address), address] for name, address in people]
    made = [name_in(address) for name, address in people if not name and name_in(address)]
    sheet = _of_people([["Name", "Email"], *rows], what, "recipients", encoding)
    note = f"Names taken from email addresses: {join_words(made, most=5)}."
    return replace(sheet, notes=(*sheet.notes, note)) if made else sheet


def _of_people(rows: list[list[str]], what: str, kind: Kind, encoding: str) -> Sheet:
    """A sheet of rows that were made here, each numbered by its place among the people."""
    return replace(make_sheet(enumerate(rows), what, encoding=encoding), kind=kind)
