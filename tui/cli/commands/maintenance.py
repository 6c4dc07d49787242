"""``check``, ``backup`` and ``restore``.

Check and repair a book, back it up, and restore a backup.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookChanged, BookMissing, BookReadOnly, BookUnreadable, GuildbookError
from store.core.shell_words import shell_word
from store.core.text import one_line, pluralize
from store.persistence.atomic_files import read_regular_file, replace_safely
from store.persistence.book_paths import latest_backup, resolve_link
from store.persistence.lock import BookLock
from tui.cli.console import confirmed, in_one_line, need_someone_to_ask, open_to_read, say, summary_of
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
    parser.add_argument(
        "--repair", action="store_true", help="back up the book, then repair what is safe to repair"
    )
    parser.set_defaults(run=with_book(lambda args, book, clock: check(book, clock, repair=args.repair)))


def check(path: Path, clock: Clock, *, repair: bool = False) -> int:
    """Check the book and print every problem.

    Exit status 1 where there are any.

    With ``repair``, what is safe to repair is repaired first, in one change that can be undone.
    """
    from store.integrity import check as checking
    from store.people.duplicates import likely_pairs
    from store.persistence.backups import copies_beside

    if repair:
        with _naming_damages(path):
            _repair(path, clock)
    with _naming_damages(path), open_to_read(path, clock) as book:
        found = list(checking.findings(book))
        tables = [len(table) for table in book.tables.values() if len(table) and table is not book.steps]
        copies = copies_beside(book.path)
        pairs = likely_pairs(book)
    for copy in copies:
        say(
            f"There is another copy of this book in the same folder. To merge it, run: guildbook merge {shell_word(in_one_line(copy))}"
        )
    say(
        *(
            f"{one_line(one.name)} and {one_line(other.name)} may be the same person. Merge them on the page of either."
            for one, other in pairs
        )
    )
    if found:
        say(*(f"- {one_line(line)}" for line in found))
        then = (
            "Correct the rest in the app." if repair else "To make all safe repairs, run: guildbook check --repair"
        )
        say(f"{in_one_line(path)}: {pluralize(len(found), 'problem')} found. {then}")
        return BAD
    holds = f"{pluralize(sum(tables), 'record')} in {pluralize(len(tables), 'table')}"
    say(f"{in_one_line(path)}: no problems found in {holds}.")
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
            raise GuildbookError(f"{book.note} Nothing was repaired.")
        with book.change("Repair the book") as change:
            repaired = repair(book, change)
    say(*(f"- repaired: {line}" for line in repaired or ["nothing"]))


def configure_backup(parser: Parser) -> None:
    """Configure ``guildbook backup``."""
    parser.describe(
        "Copy the book into a folder beside it. The app does this each time it opens the book.",
        examples="guildbook backup",
    )
    parser.set_defaults(run=with_book(lambda _, book, clock: backup(book, clock)))


def backup(path: Path, clock: Clock) -> int:
    """Back up a sound book and print the name of the backup."""
    from store.persistence.backups import make_backup, numbered

    with open_to_read(path, clock):
        made = make_backup(path, clock.now())
    if made:
        say(f"Backed up to {in_one_line(made.path)}")
    else:
        newest = numbered(path)[0]
        say(f"Nothing has changed since the last backup: {in_one_line(newest.path)}")
    return DONE


def configure_restore(parser: Parser) -> None:
    """Configure ``guildbook restore``."""
    parser.describe(
        "Restore an earlier copy of the book: the newest good one that differs, or the one you name.\n"
        "The current file is first kept among the backups, even if it is damaged.",
        examples="""
            guildbook restore --list
            guildbook restore
            guildbook restore 2026-11-20T091200.json
        """,
    )
    parser.add_argument("backup", nargs="?", default="", metavar="BACKUP", help="a name from --list, or a file")
    parser.add_argument("--list", action="store_true", help="list the backups and change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")
    parser.set_defaults(run=with_book(_run_restore))


def _run_restore(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.list:
        return list_backups(book, clock)
    if not args.yes:
        need_someone_to_ask("restore asks for confirmation, which needs a terminal; add --yes to skip it")
    return restore(book, clock, args.backup, ask=not args.yes)


def list_backups(path: Path, clock: Clock) -> int:
    """Print the backups of a book, newest first, with what each holds."""
    from store.persistence.backups import backups

    kept = backups(path)
    now = _bytes_of(path)
    for found in kept:
        say(f"- {one_line(found.path.name)}: {_moment(found.made)}, {_worth(found.path, clock, now)}")
    say(
        f"Total: {pluralize(len(kept), 'backup')} of {in_one_line(path)}"
        if kept
        else f"{in_one_line(path)} has no backups yet. To make one, run: guildbook backup"
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
        raise GuildbookError(f"{path} cannot be read: {error.strerror or error}. Check the file.") from None


def _worth(path: Path, clock: Clock, now: bytes | None) -> str:
    try:
        return "same as the current book" if _bytes_of(path) == now else summary_of(path, clock)
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
        raise BookMissing(f"There is no folder {path.parent}, so {path} has no backups. Check the path.")
    if not path.exists():
        _to_restore(path, clock, name)  # before a lock is left where there never was a book
    lock = BookLock(path)
    if holder := lock.acquire():
        raise BookReadOnly(f"{holder} has {path} open. Close it there, then restore again.")
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
        say(f"Nothing was changed: the book is the same as {in_one_line(chosen.path)}.")
        return DONE
    say(f"{in_one_line(chosen.path)} is from {_moment(chosen.made)} and holds {holds}.")
    data = _without_erased(path, chosen.path, clock) or data
    if (traces := traces_of(path)) and traces.placeholder:
        say(f"The book itself may be newer: {one_line(traces.clue)}.")
    if ask and not confirmed(f"Replace {in_one_line(path)} with it? The current file is kept. [y/N] "):
        say("Nothing was changed.")
        return DONE
    aside = _keep_present(path, clock) if now is not None else None

    def still_the_same() -> None:
        if _bytes_of(path) != now:
            raise BookChanged(f"Another program has changed {path}, so nothing was restored. Run restore again.")

    replace_safely(path, data, keep=aside or latest_backup(path), before=still_the_same)
    say(f"Restored {in_one_line(path)} as it was on {_moment(chosen.made)}.")
    if aside:
        say(f"The previous file is kept: {in_one_line(aside)}")
    return DONE


def _without_erased(path: Path, older: Path, clock: Clock) -> bytes | None:
    """An older copy without those who were erased in the book since; None where it can stay as it is.

    What was erased is known to the book, or to its newest good backup where the book itself is damaged.
    """
    from store.book.readable_backups import newest_good
    from store.core.dates import format_day
    from store.integrity.erasure import without_erased

    good = newest_good(path)
    for knows in (path, *([good.path] if good else [])):
        with suppress(GuildbookError), open_to_read(knows, clock) as book, open_to_read(older, clock) as copy:
            erased = [
                row for key, row in book.erased.items() if key not in copy.erased and key not in book.volunteers
            ]
            for row in erased:
                if person := copy.volunteers.get(row.id):
                    say(
                        f"{one_line(person.name)} was erased on {format_day(row.on)} but is in that file. "
                        "They stay erased: their data is left out."
                    )
            return without_erased(copy, erased) if erased else None
    return None


def _to_restore(path: Path, clock: Clock, name: str) -> Backup:
    return _chosen(path, name) if name else _newest_different(path, clock, _bytes_of(path))


def _chosen(path: Path, name: str) -> Backup:
    """The backup of that name, or the file there.

    Raises:
        GuildbookError: there is neither.
    """
    from store.persistence.backups import Backup, backups
    from store.persistence.pasted_paths import pasted_path

    for kept in backups(path):
        if name in (kept.path.name, kept.path.stem):
            return kept
    file = pasted_path(name)
    if not file.is_file():
        raise GuildbookError(f"There is no backup ‘{name}’. To list them, run: guildbook restore --list")
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
    raise GuildbookError(
        f"{path} has no good backup that differs from it, so nothing was changed. "
        "To list the backups, run: guildbook restore --list"
    )


def _keep_present(path: Path, clock: Clock) -> Path:
    """Where the present file is kept: among the backups if it is good, else beside them under a name saying so."""
    from store.persistence.backups import make_backup, numbered, set_aside

    try:
        summary_of(path, clock)
    except GuildbookError:
        return set_aside(path, clock.now())
    made = make_backup(path, clock.now())
    return made.path if made else numbered(path)[0].path
