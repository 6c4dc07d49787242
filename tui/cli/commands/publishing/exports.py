"""``export``: the calendar as .ics, or a table of the book as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line, pluralize, quoted
from store.exchange.csv_tables import TABLES
from tui.cli.console import note, open_to_read, save_file, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_force, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.model.calendar import Ritual


def configure_export(parser: Parser) -> None:
    """Configure ``guildbook export``, with a command for each export."""
    parser.describe(examples="guildbook export calendar --ics guild.ics")
    calendar = parser.add_subcommand("calendar", "the calendar for Outlook, Google, Apple and others")
    calendar.describe(
        "Write every ritual and gathering to a new .ics file. Importing a later file updates the events\n"
        "that the other program already has. Notes, quotes and attendance stay in the book.",
        examples="""
            guildbook export calendar --ics guild.ics
            guildbook export calendar --ics forum.ics --ritual "Open forum"
        """,
    )
    calendar.add_argument("--ics", type=named_file, required=True, metavar="FILE", help="write to this new file")
    calendar.add_argument("--ritual", metavar="NAME", help="only this ritual; the start of its name is enough")
    add_force(calendar)
    for table, brief in TABLES.items():
        csv = parser.add_subcommand(table, brief)
        csv.describe(examples=f"guildbook export {table} --csv {table}.csv")
        csv.add_argument("--csv", type=named_file, required=True, metavar="FILE", help="write to this new file")
        add_force(csv)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.what == "calendar":
        return export_calendar(book, clock, args.ics, args.ritual, force=args.force)
    return export_table(book, clock, args.what, args.csv, force=args.force)


def export_calendar(path: Path, clock: Clock, out: Path, name: str | None = None, *, force: bool = False) -> int:
    """Write the calendar, or one ritual, to a new .ics file.

    Raises:
        GuildbookError: no ritual, or more than one, is called so; the time zone is unknown; or the file cannot be written.
    """
    from store.exchange.ical.exporter import as_ics

    with open_to_read(path, clock) as book:
        ritual = find_ritual(book, name) if name is not None else None
        data = as_ics(book, ritual)
        save_file(out, data, path, clock, force=force)
        what = quoted(one_line(ritual.name)) if ritual else "the calendar"
        say(f"Exported {what} to {one_line(str(out))}: {pluralize(data.count(b'BEGIN:VEVENT'), 'event')}.")
        if not book.community.timezone.strip():
            note("The book has no time zone, so other programs use their own. Set one in the app, under Settings.")
    return DONE


def find_ritual(book: Book, name: str) -> Ritual:
    """The ritual of that name, without regard to case and accents.

    The start of a name is enough where it matches only one.

    Raises:
        GuildbookError: none, or more than one, is called so; the line names the choices.
    """
    wanted = normalize(one_line(name))
    everything = sorted(book.rituals.values(), key=lambda ritual: (normalize(ritual.name), ritual.start, ritual.id))
    same = [ritual for ritual in everything if normalize(one_line(ritual.name)) == wanted]
    begun = [ritual for ritual in everything if wanted and normalize(one_line(ritual.name)).startswith(wanted)]
    found = same or begun
    if len(found) > 1:
        going_on = [ritual for ritual in found if ritual.retired_on is None]
        found = going_on if len(going_on) == 1 else found
    if len(found) == 1:
        return found[0]
    if not everything:
        raise GuildbookError("The book has no rituals yet. Plan one in the app, under Calendar.")
    names = join_words([ritual.name for ritual in found or everything], most=12)
    if found:
        raise GuildbookError(f"‘{name}’ matches {names}. Write more of the name.")
    raise GuildbookError(f"No ritual is called ‘{name}’. Choose from {names}.")


def export_table(path: Path, clock: Clock, what: str, out: Path, *, force: bool = False) -> int:
    """Write one table of the book to a new CSV file.

    Raises:
        GuildbookError: the book cannot be read, or the file cannot be written.
    """
    from store.exchange.csv_export import as_csv

    with open_to_read(path, clock) as book:
        data = as_csv(book, what, clock.today())
    save_file(out, data, path, clock, force=force)
    say(f"Exported {what.replace('-', ' ')} to {one_line(str(out))}.")
    return DONE
