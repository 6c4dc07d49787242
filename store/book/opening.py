"""Opening a book's file: refusals, reading, migration; what follows before it is written, :mod:`store.book.claiming`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from store.book.table import Table
from store.core.errors import BookMissing, BookUnreadable, RecordUnreadable
from store.core.record import new_id
from store.core.text import in_brief
from store.persistence import migrations
from store.persistence.atomic_files import private_folder
from store.persistence.book_paths import require_name_room
from store.persistence.json_lines import Lines, damage_message, encode_record, strict_json
from store.persistence.storage import SafeStorage

Records = dict[str, dict[str, Any]]
"""The records of a file by table and id."""


def read_records(storage: SafeStorage, tables: Mapping[str, Table[Any]]) -> tuple[Records, migrations.Data | None]:
    """Read the records of a file, and its migrated tables if it is older.

    Raises:
        BookUnreadable: it is no book this program reads.
    """
    try:
        return _read(storage, tables)
    except BookUnreadable:
        storage.reparse_strictly()
        return _read(storage, tables)


def _read(storage: SafeStorage, tables: Mapping[str, Table[Any]]) -> tuple[Records, migrations.Data | None]:
    migrated = _migrated(storage) if storage.exists else None
    names = {*((storage.read() if migrated is None else migrated) or ())}
    strange = names - {*tables, migrations.HEADER_TABLE}
    if strange:  # one damaged letter must not make a table look empty
        named = in_brief(min(strange))
        raise BookUnreadable(
            f"{storage.path} contains ‘{named}’, which this version of Guildbook does not recognise. It was written by a "
            "newer version or is damaged. Nothing was changed."
        )
    records = {}
    for name, table in tables.items():
        lines = storage.lines(name) if migrated is None else _encoded(migrated.get(name, {}), storage)
        records[name] = table.read(lines, storage.path)
    return records, migrated


def _encoded(rows: Mapping[str, dict[str, Any]], storage: SafeStorage) -> Lines:
    """Migrated records as the lines they will be saved as."""
    try:
        return Lines({key: encode_record(row) for key, row in rows.items()})
    except UnicodeEncodeError as error:  # half a character, which UTF-8 cannot hold
        raise BookUnreadable(damage_message(storage.path, error)) from None


def _migrated(storage: SafeStorage) -> migrations.Data | None:
    """Tables migrated to the present format; None where it is up to date."""
    try:
        header = strict_json(bytes(storage.lines(migrations.HEADER_TABLE).rows))
        version = migrations.format_of(header.get(migrations.HEADER_ID), storage.path)
        if version == migrations.FORMAT:
            return None
        data = {name: strict_json(bytes(lines.rows)) for name, lines in (storage.read() or {}).items()}
        migrations.migrate(data, version)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BookUnreadable(damage_message(storage.path, error)) from None
    return data


def refuse_what_is_no_file(path: Path) -> None:
    """Refuse a link that leads nowhere, and what is no file, such as a pipe.

    The link may lead to a drive that is not connected: no new book is begun there.

    Raises:
        BookUnreadable: it is one of these.
    """
    if path.is_symlink() and not path.exists():
        raise BookUnreadable(f"{path} is a link to {path.readlink()}, which does not exist. No book was started.")
    if path.exists() and not path.is_file() and not path.is_dir():
        raise BookUnreadable(f"{path} is not a file, so it cannot be opened as a book.")


def make_room_for_new(path: Path, *, create: bool, anew: bool) -> None:
    """Make the folder of a missing book, where a new one may be begun.

    Raises:
        BookMissing: none may.
        OSError: its name is too long, or the system refused.
    """
    if not anew:
        from store.book.traces import look_for_traces  # late, as nearly every book is there

        look_for_traces(path)
    if not create:
        raise BookMissing(f"There is no book at {path}.")
    require_name_room(path)
    private_folder(path.parent)


def advice(error: BookUnreadable, path: Path) -> str:
    """Advice for an unreadable book: restore a backup, or list faults."""
    from store.book.readable_backups import newest_good
    from store.core.shell_words import shell_word

    ask = f"guildbook --book {shell_word(str(path))}"
    if backup := newest_good(path):
        made = f"{backup.made:%d %b %Y %H:%M}"
        return f" To restore the newest good backup, made on {made}, run: {ask} restore"
    if isinstance(error, RecordUnreadable):
        return f" To list all such records, run: {ask} check"
    return ""


def content_of(
    tables: Mapping[str, Table[Any]], book_id: str, encode: Callable[[Any], object] = msgspec.json.encode
) -> dict[str, dict[str, Any]]:
    """Content of a book's file: its header and the tables with records.

    Args:
        tables: its tables.
        book_id: what tells it from every other; a new one where it has none yet.
        encode: the form of each record: bytes of JSON, or plain values.
    """
    header = {migrations.HEADER_ID: {"format": migrations.FORMAT, "book": book_id or new_id()}}
    rows = {name: {key: encode(record) for key, record in table.items()} for name, table in tables.items() if table}
    return {migrations.HEADER_TABLE: header, **rows}
