"""``hub`` and ``certificate``: pages for colleagues, and sheets to print."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.text import join_words, one_line
from tui.cli.console import note, open_to_read, save_file, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_out, named_file, whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock


def configure_hub(parser: Parser) -> None:
    """Configure ``guildbook hub``."""
    parser.describe(
        "Write the hub into a folder: web pages for colleagues. They show gatherings, rituals, roles, people to ask, the\n"
        "charter, the library and the thank-you wall. Only records ticked ‘On the hub’ are shown, and only people who may be listed\n"
        "are named. Run it again after changes: only changed pages are written, and other files are left alone.",
        examples="""
            guildbook hub ~/Public/circle
        """,
    )
    parser.add_argument(
        "folder", metavar="FOLDER", type=named_file, help="the hub’s own folder; created if missing"
    )
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


def configure_certificate(parser: Parser) -> None:
    """Configure ``guildbook certificate``."""
    parser.describe(
        "Write certificates or thank-you cards to print, one sheet of A4 each: contributions, hours, attendances and words of\n"
        "thanks. Without a name, there is a sheet for everyone who contributed in the year. Print the file from a browser.",
        examples="""
            guildbook certificate "Ana Ruiz" --out ana.html
            guildbook certificate Ana Henrik --card --out cards.html
            guildbook certificate --year 2026 --out certificates.html
        """,
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help="name or email; the start is enough")
    parser.add_argument("--year", type=whole_number(1900, 2200), help="only contributions made in this year")
    parser.add_argument("--card", action="store_true", help="write thank-you cards, with words of thanks first")
    add_out(parser)
    parser.set_defaults(run=with_book(_run_certificate))


def _run_certificate(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    if not args.names and not args.year:
        raise WrongUsage("name someone, or use --year for everyone who contributed in that year")
    return certificate(path, clock, args.names, args.year, card=args.card, out=args.out, force=args.force)


def certificate(
    path: Path,
    clock: Clock,
    names: Sequence[str],
    year: int | None,
    *,
    card: bool,
    out: Path | None = None,
    force: bool = False,
) -> int:
    """Print certificates or cards as a page, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        names: of whom; everyone who contributed in the year without them.
        year: the year they are about; all years without it.
        card: whether they are thank-you cards.
        out: where to write it; printed unless given.
        force: whether a file that exists is replaced.

    Raises:
        GuildbookError: no one, or more than one, is called so; none of them contributed; the file cannot be written.
    """
    from store.profiles.person import find
    from store.publish.certificates import certificates, contributors

    with open_to_read(path, clock) as book:
        today = clock.today()
        people = [find(book, name) for name in names] or contributors(book, year, today)
        page, empty = certificates(
            book, dict.fromkeys(people), today, year=year, sheet="card" if card else "certificate"
        )
    if out:
        save_file(out, page.encode(), path, clock, force=force)
        say(f"Saved {'the cards' if card else 'the certificates'} to {one_line(str(out))}.")
    else:
        print(page, end="")
    if empty:
        note(f"No contributions, so no sheet: {join_words(empty, most=12)}.")
    return DONE
