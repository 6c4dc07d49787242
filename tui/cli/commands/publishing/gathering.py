"""``gathering``: what members are told of a gathering, printed or written to a new file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import join_words, one_line, quoted
from tui.cli.console import note, open_to_read, print_letter, save_file, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_out, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.exchange.gathering_formats import Purpose
    from store.model.calendar import Gathering

PURPOSES: dict[str, Purpose] = {
    "invitation": "invitation",
    "reminder": "reminder",
    "follow-up": "follow_up",
    "cancellation": "cancellation",
}
"""What ``--text`` takes, and what the book calls it."""
FORMATS = ("text", "eml", "ics", "addresses")
AHEAD = 400
"""Days ahead in which a gathering is looked for."""


def configure_gathering(parser: Parser) -> None:
    """Configure ``guildbook gathering``."""
    parser.describe(
        "Write a text for members about a gathering: an invitation or a reminder before it, or a follow-up with notes and\n"
        "links after it. Nothing is sent.",
        examples="""
            guildbook gathering "Practice lab"
            guildbook gathering "Coffee corner 24/11" --text reminder --format eml --out reminder.eml
            guildbook gathering "Kick-off" --format ics --out kick-off.ics
            guildbook gathering "Kick-off" --format addresses
        """,
    )
    parser.add_argument("name", metavar="NAME", help="its name, its day, or both; without a day, the next one")
    parser.add_argument("--text", choices=PURPOSES, help="which text (default: the one that fits)")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text (default), eml (for your email program), ics (for calendars) or addresses (of members)",
    )
    add_out(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.calendar.gathering_search import find_gathering

    with open_to_read(path, clock) as book:
        gathering = find_gathering(book, args.name, clock.today(), ahead=AHEAD)
        data = _written(book, gathering, clock, args.format, PURPOSES[args.text] if args.text else None)
    if args.out:
        save_file(args.out, data, path, clock, force=args.force)
        say(f"Saved the text about {quoted(one_line(gathering.name))} to {one_line(str(args.out))}.")
    else:
        print_letter(data, as_it_is=args.format in ("eml", "ics"))
    return DONE


def _written(book: Book, gathering: Gathering, clock: Clock, form: str, purpose: Purpose | None) -> bytes:
    """A text about a gathering in one form.

    Raises:
        GuildbookError: no text fits it, or no member has an address.
    """
    from store.exchange.gathering_formats import addresses, forms, purposes

    today = clock.today()
    if form == "addresses":
        found = addresses(book, gathering, today)
        if not found:
            raise GuildbookError("No member has an email address in the book.")
        return ("\n".join(found) + "\n").encode()
    fitting = purposes(gathering, today)
    if form != "ics" and not fitting:
        raise GuildbookError(f"{quoted(gathering.name)} is not recorded yet. To record it, run: guildbook record")
    if form != "ics" and purpose and purpose not in fitting:
        names = join_words([name for name, one in PURPOSES.items() if one in fitting])
        raise GuildbookError(f"{quoted(gathering.name)} has no such text at present. Choose from {names}.")
    if form == "eml" and not addresses(book, gathering, today):
        note("No member has an email address in the book. Add the recipients yourself.")
    ending = {"text": ".txt", "eml": ".eml", "ics": ".ics"}[form]
    return forms(book, gathering, purpose or (fitting or ["invitation"])[0], today)[ending]()
