"""A book's bytes as tables and lines: one readable JSON document with one record per line.

A record that was not touched is written again as the bytes it was read as.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from store.errors import BookUnreadable
from store.text import one_line

_RAW = (bytes, msgspec.Raw)
Raw = bytes | msgspec.Raw
"""One record as it stands in the file, of its own or as a part of the whole."""
Tables = dict[str, "Lines"]

_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_quoted = msgspec.json.Encoder().encode
Blobs = Mapping[str, bytes | memoryview]
"""Each table as it stands in the file."""
_OPENING, _BETWEEN = b"{\n", b",\n"


class Line(Mapping[str, Any]):
    """One record as it stands in the file: bytes that never change, decoded anew at each look."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def decoded(self) -> dict[str, Any]:
        """A fresh copy of the record's fields."""
        found: dict[str, Any] = json.loads(self.raw)
        return found

    def __getitem__(self, key: str) -> Any:
        return self.decoded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decoded())

    def __len__(self) -> int:
        return len(self.decoded())


class Lines(Mapping[str, Line]):
    """The records of one table as they stand in the file; each is taken out of it when it is looked at."""

    __slots__ = ("raws",)

    def __init__(self, raws: Mapping[str, Raw]) -> None:
        self.raws = raws

    def __getitem__(self, key: str) -> Line:
        return Line(bytes(self.raws[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.raws)

    def __len__(self) -> int:
        return len(self.raws)


NO_LINES = Lines(MappingProxyType({}))


def encode_record(record: Mapping[str, Any]) -> bytes:
    """One record as one line of JSON.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def raws_of(rows: Mapping[str, Any]) -> dict[str, Any]:
    """The records of a table to be changed: as they stand in the file, but for those that were changed already."""
    return dict(rows.raws if isinstance(rows, Lines) else rows)


def as_lines(rows: Mapping[str, Any]) -> Lines:
    """Records as lines of the file: only those that are not lines yet are encoded."""
    if isinstance(rows, Lines):
        return rows
    fresh = {key: encode_record(row) for key, row in rows.items() if type(row) not in _RAW}
    return Lines(MappingProxyType({**rows, **fresh}))


def encode_table(name: str, lines: Lines) -> bytes:
    """One table as it stands in the file, its records by id."""
    raws = lines.raws
    pieces: list[Raw] = [_quoted(name), b":{\n"]
    for key in sorted(raws):
        pieces += (_quoted(key), b":", raws[key], b",\n")  # in pieces, as each save goes through them all
    return b"".join([*pieces[:-1], b"\n}"] if raws else [*pieces, b"\n}"])


def decode_tables(data: bytes, path: Path) -> Tables:
    """The tables of a file's bytes, each record still as its line.

    Raises:
        BookUnreadable: empty, cut short, not JSON, not tables of records, or with a key or number no book holds.
    """
    return decoded(data, path)[0]


def decoded(data: bytes, path: Path) -> tuple[Tables, Blobs]:
    """The tables of a file's bytes, and each as it stands in the file; see :func:`decode_tables`."""
    if not data.strip():
        raise BookUnreadable(f"{path} is empty, so it is not a book.")
    try:
        tables = {name: Lines(MappingProxyType(rows)) for name, rows in _raw_tables.decode(data).items()}
        blobs: Blobs = {name: encode_table(name, lines) for name, lines in tables.items()}
        if assemble(blobs) == data:
            blobs = _parts(data, blobs)
        else:
            strict_json(data)  # written by another hand: look at what the fast way does not see
    except (ValueError, RecursionError) as error:
        raise BookUnreadable(f"{path} is damaged and was left as it is ({_why(error)}).") from None
    return tables, blobs


def _parts(data: bytes, blobs: Blobs) -> Blobs:
    """Each table's part of a file's bytes, where they are put together as :func:`assemble` does; kept only once."""
    parts, start, whole = {}, len(_OPENING), memoryview(data)
    for name in sorted(blobs):
        parts[name] = whole[start : start + len(blobs[name])]
        start += len(blobs[name]) + len(_BETWEEN)
    return parts


def _why(error: Exception) -> str:
    return one_line(str(error)).replace("`", "").rstrip(".")


def strict_json(data: bytes) -> Any:
    """What a piece of JSON stands for, without the liberties Python takes with it.

    Raises:
        ValueError: not JSON, a key twice in one object, or a number that is not finite.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
            raise ValueError(f"the key «{twice}» is there twice")
        return found

    def finite(number: str) -> float:
        value = float(number)
        if not math.isfinite(value):
            raise ValueError(f"{number} is not a number a book can hold")
        return value

    return json.loads(data, object_pairs_hook=unique, parse_float=finite, parse_constant=finite)


def assemble(blobs: Blobs) -> bytes:
    """A file of these tables, in the order of their names."""
    pieces: list[bytes | memoryview] = [_OPENING]
    for name in sorted(blobs):
        pieces += (blobs[name], _BETWEEN)
    return b"".join([*pieces[: max(1, len(pieces) - 1)], b"\n}\n"])


def encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """Whole tables of plain records, as a file holds them.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    return assemble({name: encode_table(name, as_lines(rows)) for name, rows in tables.items()})
