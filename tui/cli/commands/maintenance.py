"""``check``, ``backup`` and ``restore``.

Looking a book over, keeping copies of it and bringing one back.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookChanged, BookMissing, BookReadOnly, BookUnreadable, GuildbookError
from store.core.text import one_line, pluralize
from store.persistence.atomic_files import read_regular_file, replace_safely
from store.persistence.book_paths import latest_backup, resolve_link
from store.persistence.lock import BookLock
from tui.cli.console import confirmed, in_one_line, need_somebody_to_ask, open_to_read, say, summary_of
from tui.cli.exit_status import BAD, DONE
from tui.cli.options import with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock
    from store.persistence.backups import Backup


def configure_check(parser: Parser) -> None:
    """Configure ``guildbook check``."""
    parser.describe(
        examples="""
            guildbook check
            guildbook check --repair
        """,
    )
    parser.add_argument("--repair", action="store_true", help="mend what is safe to mend, after a backup")
    parser.set_defaults(run=with_book(lambda args, book, clock: check(book, clock, repair=args.repair)))


def check(path: Path, clock: Clock, *, repair: bool = False) -> int:
    """Look the book over and print every finding.

    Exit status 1 where there are any.

    With ``repair``, what is safe to mend is mended first, in one change that can be undone.
    """
    from store.integrity import check as checking
    from store.persistence.backups import copies_beside

    if repair:
        with _naming_damages(path):
            _repair(path, clock)
    with _naming_damages(path), open_to_read(path, clock) as book:
        found = list(checking.findings(book))
        tables = [len(table) for table in book.tables.values() if len(table) and table is not book.steps]
        copies = copies_beside(book.path)
    for copy in copies:
        say(
            f"Beside it lies another copy of this book; bring it in with: guildbook merge {shlex.quote(in_one_line(copy))}"
        )
    if found:
        say(*(f"- {one_line(line)}" for line in found))
        say(f"{in_one_line(path)}: {pluralize(len(found), 'thing does', 'things do')} not fit.")
        return BAD
    say(f"{in_one_line(path)} is sound: {pluralize(sum(tables), 'record')} in {pluralize(len(tables), 'table')}.")
    return DONE


@contextmanager
def _naming_damages(path: Path) -> Iterator[None]:
    """Print every record that keeps the book from being opened, not only the first."""
    from store.integrity.check import damages
    from store.persistence.migrations import BookTooNew

    try:
        yield
    except BookTooNew:
        raise
    except BookUnreadable:
        with suppress(GuildbookError, OSError):
            for line in damages(read_regular_file(path), path):
                say(f"- {line}")
        raise


def _repair(path: Path, clock: Clock) -> None:
    from store.book.book import Book
    from store.integrity.repair import repair

    with Book.open(path, clock) as book:  # which keeps a backup
        if not book.writable:
            raise BookReadOnly(book.note)
        if not book.backed_up:
            raise GuildbookError(f"{book.note} Nothing was mended.")
        with book.change("Repair the book") as change:
            mended = repair(book, change)
    say(*(f"- mended: {line}" for line in mended or ["nothing; what is left only you can decide"]))


def configure_backup(parser: Parser) -> None:
    """Configure ``guildbook backup``."""
    parser.describe(
        "Keeps a copy of the book as it is now, in a folder beside it. The app does so too, whenever you open it.",
        examples="guildbook backup",
    )
    parser.set_defaults(run=with_book(lambda _, book, clock: backup(book, clock)))


def backup(path: Path, clock: Clock) -> int:
    """Keep a copy of a sound book as it stands, and name it."""
    from store.persistence.backups import make_backup, numbered

    with open_to_read(path, clock):
        made = make_backup(path, clock.now())
    if made:
        say(f"Kept a copy: {in_one_line(made.path)}")
    else:
        newest = numbered(path)[0]
        say(f"Nothing has changed since the last copy: {in_one_line(newest.path)}")
    return DONE


def configure_restore(parser: Parser) -> None:
    """Configure ``guildbook restore``."""
    parser.describe(
        "Brings back an earlier copy of the book: the newest good one that differs, or the one you name.\n"
        "The present file is kept among the backups first, whatever state it is in.",
        examples="""
            guildbook restore --list
            guildbook restore
            guildbook restore 2026-11-20T091200.json
        """,
    )
    which = parser.add_argument_group("which copy")
    which.add_argument("backup", nargs="?", default="", metavar="BACKUP", help="a name from --list, or a file")
    parser.add_argument("--list", action="store_true", help="name the copies there are, and change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    parser.set_defaults(run=with_book(_run_restore))


def _run_restore(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.list:
        return list_backups(book, clock)
    if not args.yes:
        need_somebody_to_ask(
            "restore asks before it replaces the book, and there is no one to ask; add --yes to go ahead"
        )
    return restore(book, clock, args.backup, ask=not args.yes)


def list_backups(path: Path, clock: Clock) -> int:
    """Print the backups of a book, newest first, with what each is good for."""
    from store.persistence.backups import backups

    kept = backups(path)
    now = _bytes_of(path)
    for found in kept:
        say(f"- {one_line(found.path.name)}: {_moment(found.made)}, {_worth(found.path, clock, now)}")
    say(
        f"Total: {pluralize(len(kept), 'backup')} of {in_one_line(path)}"
        if kept
        else f"No backups of {in_one_line(path)} yet."
    )
    return DONE


def _moment(made: datetime) -> str:
    from store.core.dates import format_day

    return f"{format_day(made.date())} {made:%H:%M}"


def _bytes_of(path: Path) -> bytes | None:
    """What is in a file; None where there is none.

    Raises:
        GuildbookError: it cannot be read.
    """
    try:
        return read_regular_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GuildbookError(f"{path} cannot be read: {error.strerror or error}.") from None


def _worth(path: Path, clock: Clock, now: bytes | None) -> str:
    try:
        return "the same as the book now" if _bytes_of(path) == now else summary_of(path, clock)
    except GuildbookError:
        return "cannot be read"


def restore(path: Path, clock: Clock, name: str = "", *, ask: bool = True) -> int:
    """Put an earlier copy in the place of the book.

    The book as it is now is kept first, even if damaged.

    Args:
        path: the book.
        clock: now, for the name of the copy that is kept.
        name: a backup by its name, or any file; the newest good backup that differs unless given.
        ask: ask on the terminal before anything is changed.

    Raises:
        BookReadOnly: another window has the book open.
        GuildbookError: there is no such copy, it is damaged, or the system refused.
    """
    path = resolve_link(path)
    if not path.parent.is_dir():
        raise BookMissing(f"There is no folder {path.parent}, so there are no backups of {path}.")
    if not path.exists():
        _to_restore(path, clock, name)  # before a lock is left where there never was a book
    lock = BookLock(path)
    if holder := lock.acquire():
        raise BookReadOnly(f"{holder} has {path} open; close it there first, then restore.")
    try:
        return _restore(path, clock, name, ask)
    finally:
        lock.release()


def _restore(path: Path, clock: Clock, name: str, ask: bool) -> int:
    from store.book.traces import traces_of

    now = _bytes_of(path)
    chosen = _to_restore(path, clock, name)
    holds = summary_of(chosen.path, clock)
    data = read_regular_file(chosen.path)
    if data == now:
        say(f"The book is already as it is in {in_one_line(chosen.path)}; nothing was changed.")
        return DONE
    say(f"{in_one_line(chosen.path)} is of {_moment(chosen.made)} and holds {holds}.")
    if (traces := traces_of(path)) and traces.placeholder:
        say(f"The book itself may be newer: {one_line(traces.clue)}.")
    if ask and not confirmed(f"Put it in the place of {in_one_line(path)}? The present file is kept. [y/N] "):
        say("Nothing was changed.")
        return DONE
    aside = _keep_present(path, clock) if now is not None else None

    def still_the_same() -> None:
        if _bytes_of(path) != now:
            raise BookChanged(f"{path} was changed by another program meanwhile; nothing was overwritten.")

    replace_safely(path, data, keep=aside or latest_backup(path), before=still_the_same)
    say(f"Brought back: {in_one_line(path)} is again as it was on {_moment(chosen.made)}.")
    if aside:
        say(f"The file as it was before is kept: {in_one_line(aside)}")
    return DONE


def _to_restore(path: Path, clock: Clock, name: str) -> Backup:
    return _chosen(path, name) if name else _newest_different(path, clock, _bytes_of(path))


def _chosen(path: Path, name: str) -> Backup:
    """The backup of that name, or the file there.

    Raises:
        GuildbookError: there is neither.
    """
    from store.persistence.backups import Backup, backups

    for kept in backups(path):
        if name in (kept.path.name, kept.path.stem):
            return kept
    file = Path(name).expanduser()
    if not file.is_file():
        raise GuildbookError(f"There is no backup ‘{name}’; ‘guildbook restore --list’ names those there are.")
    return Backup(file, datetime.fromtimestamp(file.stat().st_mtime))


def _newest_different(path: Path, clock: Clock, now: bytes | None) -> Backup:
    """The newest backup that is good and not what the book is already.

    Raises:
        GuildbookError: there is none.
    """
    from store.persistence.backups import backups

    for kept in backups(path):
        try:
            if _bytes_of(kept.path) != now and summary_of(kept.path, clock):
                return kept
        except GuildbookError:
            continue
    raise GuildbookError(f"There is no good backup of {path} that differs from it; nothing was changed.")


def _keep_present(path: Path, clock: Clock) -> Path:
    """Where the present file is kept: among the backups if it is good, else beside them under a name saying so."""
    from store.persistence.backups import make_backup, numbered, set_aside

    try:
        summary_of(path, clock)
    except GuildbookError:
        return set_aside(path, clock.now())
    made = make_backup(path, clock.now())
    return made.path if made else numbered(path)[0].path
