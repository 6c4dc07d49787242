"""A book's bytes as tables and lines: JSON with one record per line.

A record that was not touched is written again as the bytes it was read as.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from store.core.errors import BookUnreadable
from store.core.text import in_brief, one_line

_RAW = (bytes, msgspec.Raw)
Raw = bytes | msgspec.Raw
"""One record as it stands in the file, of its own or as a part of the whole."""
Rows = bytes | memoryview
"""The records of a table, together, as they stand in the file."""
Tables = dict[str, "Lines"]
Blobs = Mapping[str, Rows]
"""Each table, with its name, as it stands in the file."""

ANOTHER_ENCODING = "another program may have saved the file in an encoding of its own, such as Windows-1252"

_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_raw_table = msgspec.json.Decoder(dict[str, msgspec.Raw])
_quoted = msgspec.json.Encoder().encode
_OPENING, _BETWEEN, _CLOSING = b"{\n", b",\n", b"\n}\n"
_TABLE_BEGINS, _TABLE_ENDS = b"{\n", b"\n}"
_NEXT_TABLE = _TABLE_ENDS + _BETWEEN
PIECE = 1 << 16
"""Bytes of a table that are read at once."""


class Line(Mapping[str, Any]):
    """Record as it stands in the file, decoded at each look.

    Its bytes never change.
    """

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def decoded(self) -> dict[str, Any]:
        """Fresh copy of the record's fields."""
        values: dict[str, Any] = json.loads(self.raw)
        return values

    def __getitem__(self, key: str) -> Any:
        return self.decoded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decoded())

    def __len__(self) -> int:
        return len(self.decoded())


class Lines(Mapping[str, Line]):
    """Records of one table as they stand in the file.

    A table is taken apart when one of its lines is wanted, and a line is decoded when it is looked at.
    """

    __slots__ = ("_raws", "_rows")

    def __init__(self, raws: Mapping[str, Raw] | None = None, rows: Rows = b"") -> None:
        """Either the records by id, or the table as a whole."""
        self._raws = raws
        self._rows = rows

    @property
    def raws(self) -> Mapping[str, Raw]:
        """Each record by its id.

        Raises:
            ValueError: the table is no JSON, or no table.
        """
        if self._raws is None:
            self._raws = MappingProxyType(_raw_table.decode(self._rows))
        return self._raws

    @property
    def rows(self) -> Rows:
        """Table as one JSON object, a record a line.

        Sorted by id unless the file has it otherwise.
        """
        return self._rows or _rows(self.raws)

    def __getitem__(self, key: str) -> Line:
        return Line(bytes(self.raws[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.raws)

    def __len__(self) -> int:
        return len(self.raws)

    def __bool__(self) -> bool:
        return self._raws is None or bool(self._raws)


NO_LINES = Lines(MappingProxyType({}))


def encode_record(record: Mapping[str, Any]) -> bytes:
    """One record as one line of JSON.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def raws_of(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Records of a table to be changed: as in the file, or as changed already."""
    return dict(rows.raws if isinstance(rows, Lines) else rows)


def pieces(rows: Rows) -> Iterator[bytes]:
    """A table as JSON objects of some of its records each, as they stand in the file.

    A long table read as a whole is copied into memory that the system has to find first: pieces use the same memory again.

    Raises:
        ValueError: its lines do not lie as :func:`assemble` puts them.
    """
    start, last = len(_TABLE_BEGINS), len(rows) - len(_TABLE_ENDS)
    if rows[:start] != _TABLE_BEGINS or rows[last:] != _TABLE_ENDS:
        raise ValueError
    while start + PIECE < last:
        piece = bytes(rows[start : start + PIECE])
        cut = piece.rfind(_BETWEEN)
        if cut < 0:
            break  # a record that is longer
        yield b"{" + piece[:cut] + b"}"
        start += cut + len(_BETWEEN)
        if start >= last:
            raise ValueError  # nothing follows the last comma
    yield b"{" + bytes(rows[start:last]) + b"}"


def as_lines(rows: Mapping[str, Any]) -> Lines:
    """Encode records as lines, but those that are lines already."""
    if isinstance(rows, Lines):
        return rows
    fresh = {key: encode_record(row) for key, row in rows.items() if type(row) not in _RAW}
    return Lines(MappingProxyType({**rows, **fresh}))


def _rows(raws: Mapping[str, Raw]) -> bytes:
    pieces: list[Raw] = [_TABLE_BEGINS]
    for key in sorted(raws):
        pieces += (_quoted(key), b":", raws[key], _BETWEEN)  # in pieces, as each save goes through them all
    return b"".join([*pieces[: max(1, len(pieces) - 1)], _TABLE_ENDS])


def encode_table(name: str, lines: Lines) -> bytes:
    """One table as it stands in the file, its records by id."""
    return b"".join((_quoted(name), b":", lines.rows))


def decode_tables(data: bytes, path: Path) -> Tables:
    """Tables of a file's bytes, each record still as its line.

    Raises:
        BookUnreadable: empty, cut short, not JSON, not tables of records, or with a key or number no book holds.
    """
    return decode_file(data, path)[0]


def decode_file(data: bytes, path: Path) -> tuple[Tables, Blobs]:
    """Tables of a file's bytes, and the bytes of each."""
    data = in_utf8(data)
    if not data.strip():
        raise BookUnreadable(f"{path} is empty, so it is not a book.")
    try:
        tables = {name: Lines(MappingProxyType(rows)) for name, rows in _raw_tables.decode(data).items()}
        blobs = {name: encode_table(name, lines) for name, lines in tables.items()}
        if assemble(blobs) != data:
            strict_json(data)  # written by another hand: look at what the fast way does not see
    except (ValueError, RecursionError) as error:
        raise BookUnreadable(damage_message(path, error)) from None
    return tables, blobs


def in_utf8(data: bytes) -> bytes:
    """Bytes of JSON in UTF-8 without a mark, whichever encoding of Unicode Notepad or PowerShell chose; others as they are."""
    encoding = json.detect_encoding(data)
    if encoding == "utf-8":
        return data
    with suppress(UnicodeError):
        return data.decode(encoding).encode()
    return data


def is_utf8(raw: Raw) -> bool:
    """Whether a record as it stands in the file is text in UTF-8."""
    try:
        bytes(raw).decode()
    except UnicodeDecodeError:
        return False
    return True


def split_canonical(data: bytes) -> tuple[Tables, Blobs] | None:
    """Split a file whose lines lie as :func:`assemble` puts them, else None.

    The same as :func:`decode_file`, faster, as nothing is decoded: a line that is a closing brace and a comma ends a table, and no text in JSON holds
    an end of line. What is found are parts of ``data``. Whether each is a table is seen when it is read: one that ends otherwise is none.
    """
    if not (data.startswith(_OPENING) and data.endswith(_TABLE_ENDS + _CLOSING)):
        return None
    tables: Tables = {}
    blobs: dict[str, Rows] = {}
    whole, start, last, before = memoryview(data), len(_OPENING), len(data) - len(_CLOSING), ""
    while start < last:
        named, begins, _ = data[start : data.find(b"\n", start) + 1].partition(b":" + _TABLE_BEGINS)
        name = named.decode(errors="replace").strip('"')
        closing = data.find(_NEXT_TABLE, start)
        end = last if closing < 0 else closing + len(_TABLE_ENDS)
        if not begins or name <= before:
            return None
        blobs[name], tables[name] = whole[start:end], Lines(rows=whole[start + len(named) + 1 : end])
        start, before = end + len(_BETWEEN), name
    return tables, blobs


def damage_message(path: Path, error: Exception) -> str:
    """Message for a file that cannot be decoded."""
    return f"{path} is damaged and was left as it is ({_why(error)})."


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8; {ANOTHER_ENCODING}"
    return one_line(str(error)).replace("`", "").rstrip(".")


def strict_json(data: bytes) -> Any:
    """Decode JSON strictly: no key twice, no number that is not finite.

    Raises:
        ValueError: not JSON, a key twice in one object, or a number that is not finite.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(pairs)
        if len(values) != len(pairs):
            twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
            raise ValueError(f"the key ‘{in_brief(twice)}’ occurs twice")
        return values

    def finite(number: str) -> float:
        value = float(number)
        if not math.isfinite(value):
            raise ValueError(f"{number} is not a number a book can hold")
        return value

    return json.loads(data, object_pairs_hook=unique, parse_float=finite, parse_constant=finite)


def assemble(blobs: Blobs) -> bytes:
    """A file of these tables, in the order of their names."""
    pieces: list[Rows] = [_OPENING]
    for name in sorted(blobs):
        pieces += (blobs[name], _BETWEEN)
    return b"".join([*pieces[: max(1, len(pieces) - 1)], _CLOSING])


def encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """Whole tables of plain records, as a file holds them.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    return assemble({name: encode_table(name, as_lines(rows)) for name, rows in tables.items()})
