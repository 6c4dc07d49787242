"""Size of the sheets of an Excel workbook, found in seconds before they are read, which can take minutes."""

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from msgspec import Struct

LAST_ROW = 1_048_576
"""The last row that Excel has."""
_WORKBOOK, _WHERE = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CHUNK, _LONGEST_TAG = 1 << 20, 4096
_PIECE = re.compile(rb"<row(?=[\s/>])(?P<row>[^>]*)>|<col(?=\s)(?P<column>[^>]*)>|<[vt](?:\s[^>]*)?>[^<]")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_FROM, _TO = re.compile(rb"\smin=[\"'](\d{1,5})[\"']"), re.compile(rb"\smax=[\"'](\d{1,5})[\"']")
_LAST_COLUMN = 16_384
_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")


class Extent(Struct, frozen=True):
    """How much a sheet holds."""

    filled: int
    """Rows with something in them; no more than one beyond the limit is counted."""
    last: int | None
    """The number of the last of them; None where it was not looked for or is not said."""
    hidden_rows: tuple[int, ...] = ()
    """Numbers of filled rows that are hidden."""
    hidden_columns: frozenset[int] = frozenset()
    """Indexes of the columns that are hidden."""


def extents(packed: ZipFile, most: int) -> dict[str, Extent]:
    """How much each sheet that can be seen holds, by its name; only of those that say so in the usual way.

    Args:
        packed: the workbook, which is a folder packed as zip.
        most: rows beyond which counting ends.
    """
    known = set(packed.namelist())
    if not {_WORKBOOK, _WHERE} <= known:
        return {}
    found = {}
    for name, part in _parts(packed):
        if part in known:
            with packed.open(part) as sheet:
                found[name] = _extent(iter(lambda: sheet.read(_CHUNK), b""), most)
    return {name: extent for name, extent in found.items() if extent.filled}


def _parts(packed: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets that can be seen: name, and the file they are in."""
    from xml.etree.ElementTree import fromstring

    def root(part: str) -> Element:
        return fromstring(packed.read(part))  # entities that blow up are expat's to refuse

    where = {one.get("Id", ""): one.get("Target", "") for one in root(_WHERE).findall("{*}Relationship")}
    for sheet in root(_WORKBOOK).findall("{*}sheets/{*}sheet"):
        target = next((where.get(value, "") for key, value in sheet.items() if key.endswith("}id")), "")
        if target and sheet.get("state", "visible") == "visible":
            yield sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _extent(chunks: Iterator[bytes], most: int) -> Extent:
    filled, here, last, empty = 0, b"", b"", False
    hidden_rows: list[int] = []
    hidden_columns: set[int] = set()
    for match in _found(chunks):
        if (column := match["column"]) is not None:
            hidden_columns.update(_hidden_columns(column))
        elif match["row"] is not None:
            here, empty = match["row"], True
        elif empty:
            filled, last, empty = filled + 1, here, False
            number = _NUMBER.search(here)
            if number and _HIDDEN.search(here):
                hidden_rows.append(int(number[1]))
            if filled > most:
                return Extent(filled, None)
    number = _NUMBER.search(last)
    return Extent(filled, int(number[1]) if number else None, tuple(hidden_rows), frozenset(hidden_columns))


def _hidden_columns(column: bytes) -> Iterator[int]:
    first, last = _FROM.search(column), _TO.search(column)
    if first and last and _HIDDEN.search(column):
        yield from range(int(first[1]) - 1, min(int(last[1]), _LAST_COLUMN))


def _found(chunks: Iterator[bytes]) -> Iterator[re.Match[bytes]]:
    """Each column that is described, beginning of a row and value; what a chunk ends in goes on in the next one."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = max(text.rfind(b"<"), 0)
        yield from _PIECE.finditer(text[:end])
        rest = text[end:][:_LONGEST_TAG]  # of a long value its beginning is enough
    yield from _PIECE.finditer(rest)
