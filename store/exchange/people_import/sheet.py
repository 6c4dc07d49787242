"""A sheet of people before anyone asks what it means: its header found, its columns named."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.text import clean, one_line, pluralize, quoted
from store.exchange.people_import.cells import is_address
from store.exchange.people_import.column_mapping import Kind, guess, kind_of
from store.exchange.people_import.header_meanings import HEADER_WITHIN, header_words, meaning

DELIMITERS = {"\t": "tab-separated", ";": "semicolon-separated", ",": "comma-separated"}
MOST_ROWS = 100_000
MOST_COLUMNS = 500
_LABELS = 3
"""Words of a header that a row must have to be one."""
KEEP_LESS = "Keep only the columns you need, or split the file."

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
    hidden_columns: frozenset[int] = frozenset()
    """Columns that are hidden in a workbook; they are imported only where the user says so."""
    notes: tuple[str, ...] = ()
    """What to know of how it was read, in sentences."""

    @property
    def described(self) -> str:
        """What was recognised, in words: ‘Google Contacts export, comma-separated, UTF-8’."""
        kinds = {
            "guildbook": "Guildbook export",
            "google": "Google Contacts export",
            "outlook": "Outlook contacts export",
            "vcard": "vCard",
            "recipients": "Recipients of an email",
            "plain": "Plain list",
        }
        sheet = f"sheet {quoted(self.name)}" if self.name else ""
        divided = DELIMITERS.get(self.delimiter, "") if len(self.columns) > 1 else ""
        return ", ".join(filter(None, (kinds[self.kind], sheet, divided, self.encoding)))


def is_too_large(what: str, limit: int) -> str:
    """What is said of more than is read, with the limit in bytes."""
    return f"{what} is larger than {limit // 1_000_000} MB. {KEEP_LESS}"


def is_empty(what: str) -> str:
    """What is said of a sheet with nothing in it."""
    return f"{what} is empty. Add a header row and a row for each person."


def has_too_many_rows(what: str) -> str:
    """What is said of a sheet with more rows than are read."""
    return f"{what} has more than {pluralize(MOST_ROWS, 'row')}. Split it."


def make_sheet(
    records: Iterable[Numbered], what: str, *, encoding: str = "", delimiter: str = "", name: str = ""
) -> Sheet:
    """The sheet that some rows make.

    Args:
        records: the rows; blank ones are left out.
        what: how it is named where it is refused.
        encoding: of its text.
        delimiter: between its cells.
        name: its name in a workbook.

    Raises:
        SheetUnreadable: nothing in it, or too much.
    """
    rows, numbers = [], []
    for number, record in records:
        if any(cell.strip() for cell in record):
            rows.append(record)
            numbers.append(number)
        if len(rows) > MOST_ROWS:
            raise SheetUnreadable(has_too_many_rows(what))
    if not rows:
        raise SheetUnreadable(is_empty(what))
    top = header_row(rows)
    header = rows[top] if top is not None else []
    below = 0 if top is None else top + 1
    if top is not None and below < len(rows) and _repeats_header(rows[below]):
        below += 1
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


def header_row(rows: list[list[str]]) -> int | None:
    """Where the header is among the filled rows, if there is one; titles may stand above it."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        if any(is_address(cell) for cell in row):
            break
        if header_words(row) >= (2 if index else 1):
            return index
    if _is_worded(rows[0]) and not any(map(_known_words, rows[1:HEADER_WITHIN])) and len(rows) > 1:
        return 0
    # Words in a language we do not know head a column of addresses all the same.
    column = next((index for index, field in guess(rows[1:]).items() if field == "email"), None)
    heading = rows[0][column] if rows and column is not None and column < len(rows[0]) else ""
    return 0 if heading.strip() and not is_address(heading) else None


def _known_words(row: list[str]) -> int:
    """How many cells of a row are words that a header may have, however little they prove."""
    return sum(meaning(cell) is not None for cell in row if cell.strip())


def _is_worded(row: list[str]) -> bool:
    """Whether at least half of a row, and more than one word of a longer one, are words that a header may have."""
    filled = sum(bool(cell.strip()) for cell in row)
    return 0 < filled <= 2 * _known_words(row) and _known_words(row) >= min(2, filled)


def _repeats_header(row: list[str]) -> bool:
    """Whether a row below the header is one of its own, as HR systems put labels under names of fields."""
    filled = [cell for cell in row if cell.strip()]
    return header_words(row) >= _LABELS and _known_words(row) * 2 > len(filled)


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
