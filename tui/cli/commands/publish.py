"""``hub``: the pages of the community for its colleagues, written into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.core.text import one_line
from tui.cli.console import note, open_to_read, say
from tui.cli.exit_status import DONE
from tui.cli.options import named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock


def configure_hub(parser: Parser) -> None:
    """Configure ``guildbook hub``."""
    parser.describe(
        "Write the hub into a folder: web pages for colleagues with gatherings, rituals, roles, whom to ask, the charter, the\n"
        "library and the thank-you wall. Only what is ticked ‘On the hub’ is on it, and only people who may be listed are named.\n"
        "Run it again after changes: only pages that changed are written, and files of others are left alone.",
        examples="""
            guildbook hub ~/Public/circle
        """,
    )
    parser.add_argument("folder", metavar="FOLDER", type=named_file, help="the hub's own folder; made if missing")
    parser.set_defaults(run=with_book(lambda args, book, clock: hub(book, clock, args.folder)))


def hub(path: Path, clock: Clock, folder: Path) -> int:
    """Write the hub, and say what changed and what was kept from it.

    Args:
        path: the book.
        clock: today.
        folder: the hub's folder.

    Raises:
        GuildbookError: the folder holds something else, or cannot be written.
    """
    from store.publish.hub import build_hub, kept_back, summary
    from store.publish.hub_folder import write_hub

    with open_to_read(path, clock) as book:
        built = build_hub(book, clock.today())
        written = write_hub(folder, built.files, book.id, book.path)
    say(f"{summary(built, written)} It is in {one_line(str(folder))}.")
    for line in kept_back(built):
        note(line)
    return DONE
