"""``person``: one person's page, their data as a file, erasing them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookReadOnly, GuildbookError
from store.core.text import normalize, one_line
from store.exchange.text_forms import DOCUMENT_FORMS
from tui.cli.console import confirmed, need_someone_to_ask, open_to_read, open_to_write, save_file, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_out, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.model.people import Volunteer


def configure_person(parser: Parser) -> None:
    """Configure ``guildbook person``."""
    parser.describe(
        "Print one person’s page: facts, requests, checklists, history, and what is at risk if they leave.\n"
        "With --export, it writes everything the book holds about them to a new file, as JSON.\n"
        "With --kept, it prints the same data as a page to hand to them. Other people are counted, not named.\n"
        "With --erase, it erases them from the book, its undo history, its backups and its copied texts. Afterwards it\n"
        "lists the files it deleted, other files that name them, and places that may still hold their data.\n"
        "It cannot reach the history of sync services and disks, sent emails, or files you saved elsewhere.",
        examples="""
            guildbook person "Ana Ruiz"
            guildbook person ana --export ana.json
            guildbook person ana --kept --format html --out ana.html
            guildbook person ana.ruiz@example.com --erase
        """,
    )
    parser.add_argument("name", metavar="NAME", help="name or email; the start is enough, except with --erase")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--export", type=named_file, metavar="FILE", help="write everything about them to this new file"
    )
    what.add_argument("--erase", action="store_true", help="erase them; this cannot be undone")
    what.add_argument(
        "--kept", action="store_true", help="print the data held about this person as a page to give them"
    )
    parser.add_argument("--format", choices=DOCUMENT_FORMS, help="with --kept: text (default), markdown or html")
    add_out(parser)
    parser.add_argument("--yes", action="store_true", help="with --erase: do not ask for confirmation")
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.yes and not args.erase:
        raise WrongUsage("--yes only works with --erase; add --erase or leave --yes out")
    if (args.out or args.format) and not args.kept:
        raise WrongUsage("--format and --out only work with --kept; add --kept or leave them out")
    if args.kept:
        return kept(book, clock, args.name, args.format or "text", args.out, force=args.force)
    if args.export:
        return export(book, clock, args.name, args.export, force=args.force)
    if not args.erase:
        return page(book, clock, args.name)
    if not args.yes:
        need_someone_to_ask("--erase asks for confirmation, which needs a terminal; add --yes to skip it")
    return erase(book, clock, args.name, ask=not args.yes)


def page(path: Path, clock: Clock, name: str) -> int:
    """Print one person's page.

    Raises:
        GuildbookError: no one, or more than one, is called so.
    """
    from store.profiles import person

    with open_to_read(path, clock) as book:
        say(person.as_text(book, person.find(book, name), clock.today()).rstrip("\n"))
    return DONE


def export(path: Path, clock: Clock, name: str, out: Path, *, force: bool = False) -> int:
    """Write everything about one person to a new file.

    Raises:
        GuildbookError: no one, or more than one, is called so; or the file cannot be written.
    """
    from store.integrity.erasure import as_json
    from store.profiles.person import find

    with open_to_read(path, clock) as book:
        found = find(book, name)
        save_file(out, as_json(book, found), path, clock, force=force)
        say(f"Exported everything about {one_line(found.name)} to {one_line(str(out))}.")
    return DONE


def kept(path: Path, clock: Clock, name: str, form: str, out: Path | None, *, force: bool) -> int:
    """Print what is kept about one person, or write it to a file.

    Raises:
        GuildbookError: no one, or more than one, is called so; or the file cannot be written.
    """
    from store.exchange.readable.kept_data import kept_about
    from store.exchange.update_formats import in_form
    from store.profiles.person import find

    with open_to_read(path, clock) as book:
        found = find(book, name)
        page = in_form(kept_about(book, found, clock.today()), form, "")
    if out is None:
        say(page.decode().rstrip("\n"))
        return DONE
    save_file(out, page, path, clock, force=force)
    say(f"Saved the data kept about {one_line(found.name)} to {one_line(str(out))}.")
    return DONE


def erase(path: Path, clock: Clock, name: str, *, ask: bool = True) -> int:
    """Erase one person, after asking on the terminal.

    Raises:
        GuildbookError: no one, or more than one, is called exactly so; or the book cannot be written.
    """
    from store.integrity import erasure
    from store.profiles.person import as_text

    with open_to_read(path, clock) as book:
        found = _exactly(book, name)
        say(as_text(book, found, clock.today()).partition("\n")[0])
    question = "Erase them from the book, its undo history, backups and copied texts? This cannot be undone. [y/N] "
    if ask and not confirmed(question):
        say("Nothing was changed.")
        return DONE
    with open_to_write(path, clock) as book:
        if not book.writable:
            raise BookReadOnly(book.note)
        told = erasure.erase(book, _exactly(book, found.id))
    say(*(one_line(line) for line in told.lines))
    say(
        "Not reached: the history of sync services and disks, sent emails, and files you saved elsewhere. "
        "If you import this person again, they count as a new person."
    )
    return DONE


def _exactly(book: Book, name: str) -> Volunteer:
    """The person of exactly this name, address or id: no one is erased by the beginning of a name."""
    from store.profiles.person import find

    found = find(book, name)
    if normalize(one_line(name)) not in (normalize(one_line(found.name)), normalize(found.email), found.id):
        raise GuildbookError(f"To erase, write the whole name: ‘{one_line(found.name)}’.")
    return found
