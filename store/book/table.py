"""Table of a book: records by id, and how they are read from the file."""

import re
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, ValuesView
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.core.errors import BookUnreadable, RecordUnreadable
from store.core.record import R, Record
from store.core.text import in_brief, is_plain
from store.core.validation import Limit, cleaned, limits_of
from store.persistence.json_lines import ANOTHER_ENCODING, Lines, Rows, damage_message, is_utf8, pieces, strict_json

D = TypeVar("D")
_UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)
_encode = msgspec.json.Encoder().encode
_ASCII = bytes(range(128))
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
CALM = (range(0x80, 0x300), range(0x400, 0x483), range(0x2010, 0x20D0), range(0x4E00, 0xA000))
"""Latin and Cyrillic letters, punctuation and money, Chinese: where they are seen, :func:`store.core.text.clean` leaves them as
they are, whatever stands beside them."""
_ESCAPES = re.compile(rb"\\[ubfr]")
"""How JSON writes characters that are not seen; line ends and tabs are not among them."""


class Table(Mapping[str, R], Generic[R]):
    """Records of one kind by id, in no particular order."""

    def __init__(self, name: str, kind: type[R]) -> None:
        self.name = name
        self.kind = kind
        self._records: dict[str, R] = {}
        self.misnamed: dict[str, str] = {}
        """What the file's records call themselves where that is not the id they are found by, until they are saved."""
        self.version = 0
        """How often the records were exchanged."""
        self._answers: dict[Callable[[Mapping[str, R]], Any], Any] = {}

    def cached_query(self, make: Callable[[Mapping[str, R]], D]) -> D:
        """Result of ``make(records)``, kept until one of them changes."""
        if make not in self._answers:
            self._answers[make] = make(self._records)
        result: D = self._answers[make]
        return result

    def read(self, lines: Lines, path: Path) -> dict[str, R]:
        """Parse the lines of the file into records with clean texts.

        Raises:
            BookUnreadable: a record whose values do not fit, named by table, id and field.
        """
        if not lines:
            return {}
        try:
            return self._read_all(lines.rows)
        except _UNREADABLE:
            return self._read_each(lines, path)

    def _read_all(self, rows: Rows) -> dict[str, R]:
        """All records of a table that stands as this program writes it, in one go.

        Raises:
            ValueError: there is something to look at more closely.
        """
        decode = msgspec.json.Decoder(dict[str, self.kind]).decode  # type: ignore[name-defined]
        records: dict[str, R] = {}
        read = 0
        for piece in pieces(rows):
            found, line = decode(piece), piece.replace(b"\n", b"")
            if not _just_so(found, line) or _may_steer(line):
                raise ValueError
            records |= found
            read += len(found)
        if read != len(records):
            raise ValueError  # an id is there twice
        _refuse_beyond_limits(records.values(), limits_of(self.kind))
        return records

    def _read_each(self, lines: Lines, path: Path) -> dict[str, R]:
        """Read line by line, so that faults can be named and texts made clean."""
        try:
            strict_json(bytes(lines.rows))  # written by another hand: a key may be there twice
        except _UNREADABLE as error:
            raise self._damaged(lines, path, error) from None
        decode, limits, records = msgspec.json.Decoder(self.kind).decode, limits_of(self.kind), {}
        for key, line in lines.items():
            try:
                records[key] = record = tidied(decode(line.raw), line.raw)
                _refuse_beyond_limits([record], limits)
            except _UNREADABLE as error:
                why = str(error).replace("`", "").replace("$.", "")
                wrong = f"{self.name}, record {in_brief(key)}: {in_brief(why, 200)}"
                raise RecordUnreadable(f"{path}: {wrong}. Nothing was changed.") from None
        return records

    def _damaged(self, lines: Lines, path: Path, error: Exception) -> BookUnreadable:
        """What is wrong with a table whose lines are no JSON, with the record where it is one whose text is not UTF-8."""
        if isinstance(error, UnicodeDecodeError):
            with suppress(*_UNREADABLE, StopIteration):
                key = next(key for key, line in lines.items() if not is_utf8(line.raw))
                wrong = f"{self.name}, record {in_brief(key)}: text that is not UTF-8"
                return RecordUnreadable(f"{path}: {wrong}; {ANOTHER_ENCODING}. Nothing was changed.")
        return BookUnreadable(damage_message(path, error))

    def take(self, records: dict[str, R]) -> None:
        """Hold these records, and no others, each with the id it is found by."""
        strays = misnamed(records)
        self.misnamed = {key: records[key].id for key in strays}
        self._records = records | strays if strays else records
        self._changed()

    def replace(self, changed: Mapping[str, Record | None]) -> None:
        """Take over the records that a change has saved."""
        self._changed()
        for key, record in changed.items():
            self.misnamed.pop(key, None)
            if record is None:
                self._records.pop(key, None)
            else:
                self._records[key] = record  # type: ignore[assignment]

    def _changed(self) -> None:
        self.version += 1
        self._answers.clear()

    def __getitem__(self, key: str) -> R:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def items(self) -> ItemsView[str, R]:
        """Ids with their records; the dictionary's own, as it is fastest."""
        return self._records.items()

    def values(self) -> ValuesView[R]:
        """Records."""
        return self._records.values()


def _refuse_beyond_limits(records: Collection[Record], limits: list[tuple[str, Limit]]) -> None:
    """Check each distinct value of limited fields once.

    Days that are all right are not looked at: those are most.
    """
    for name, limit in limits:
        try:
            values = {*map(attrgetter(name), records)}
        except TypeError:  # the one value without a hash
            raise ValueError(f"sNaN is not an amount of money (at {name})") from None
        for value in values:
            if type(value) is date and _FIRST_DAY <= value <= _LAST_DAY:
                continue
            try:
                limit(value)
            except ValueError as error:
                raise ValueError(f"{error} (at {name})") from None


def misnamed(records: Mapping[str, R]) -> dict[str, R]:
    """Records whose own id is not the one they are found by, given that one."""
    return {key: msgspec.structs.replace(record, id=key) for key, record in records.items() if key != record.id}


def _just_so(decoded: object, raw: bytes) -> bool:
    """True if JSON is as this program writes it: no key is there twice."""
    return _encode(decoded) == raw or _encode(msgspec.json.decode(raw)) == raw


def tidied(record: R, raw: bytes) -> R:
    """Record with its texts cleaned, where its line in the file asks for it."""
    return cleaned(record) if _may_steer(raw) else record


def _may_steer(raw: bytes) -> bool:
    """True if a line may hold text :func:`store.core.text.clean` would change."""
    if b"\x7f" in raw or (b"\\" in raw and _ESCAPES.search(raw)):
        return True
    if raw.isascii():
        return False
    rare = {*raw.translate(None, _ASCII).decode()}
    if all(any(ord(char) in calm for calm in CALM) and char.isprintable() for char in rare):
        return False
    return not is_plain(raw.decode())
