"""``handover``: everything a successor needs, in a new folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import SaveFailed
from store.core.text import pluralize
from tui.cli.console import in_one_line, note, open_to_read, say
from tui.cli.exit_status import DONE
from tui.cli.options import named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock


def configure_handover(parser: Parser) -> None:
    """Configure ``guildbook handover``."""
    parser.describe(
        "Write everything a successor needs into a new folder: a page to read or print, every table as CSV, and a\n"
        "copy of the book. The folder is private. It is written completely or not at all. An existing folder is left\n"
        "unchanged.",
        examples="guildbook handover ~/handover-2026",
    )
    parser.add_argument("folder", type=named_file, metavar="FOLDER", help="the new folder")
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.readable.handover import handover
    from store.persistence.atomic_files import FileTaken, read_regular_file
    from store.persistence.exported_files import dated, write_folder
    from store.week.plan import plan

    folder: Path = args.folder
    with open_to_read(path, clock) as book:
        today = clock.today()
        waiting = [
            (heading, [f"{act.title}: {act.reason}" for act in acts])
            for heading, acts in plan(book, today).by_kind()
        ]
        files = handover(book, today, waiting, read_regular_file(book.path))
    try:
        write_folder(folder, files)
    except FileTaken as taken:
        offered = in_one_line(dated(folder, clock.today()))
        raise SaveFailed(f"{taken} Choose another name, such as {offered}.") from None
    say(f"Saved the handover to {in_one_line(folder)}: {pluralize(len(files), 'file')}.")
    note("The folder is private. Give it only to the person who takes over.")
    return DONE
