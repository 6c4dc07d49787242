"""``assign``, ``snooze``, ``dismiss``, ``undo`` and ``log``: to-dos dealt with or set aside, and the last changes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.commands.changes.carry_out import HOW_TO_REDO, HOW_TO_UNDO, carry_out
from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_dry_run, whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock

LOGGED = 20
"""Changes that ``log`` lists unless told otherwise."""


def configure_assign(parser: Parser) -> None:
    """Configure ``guildbook assign``."""
    parser.describe(
        "Assign the person a to-do asks for: the host of a gathering, the holder of a role, or the owner of resources.",
        examples="""
            guildbook assign 307 --to "Li Chen"
            guildbook assign fill role spotlight editor --to ana
            guildbook assign "assign owner to 3 resources" --to me
        """,
    )
    _add_todos(parser)
    parser.add_argument(
        "--to", required=True, metavar="NAME", help="a volunteer (the start of the name is enough), or ‘me’"
    )
    add_dry_run(parser, of_words=True)
    parser.set_defaults(run=with_book(_run_assign))


def _run_assign(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.assigning import Assign

    return carry_out(book, clock, Assign(todos=tuple(args.todo), to=args.to), dry_run=args.dry_run)


def configure_snooze(parser: Parser) -> None:
    """Configure ``guildbook snooze``."""
    parser.describe(
        "Snooze to-dos until next week. If a line stands for several to-dos, all of them are snoozed.",
        examples="""
            guildbook snooze 329
            guildbook snooze thank ana
        """,
    )
    _add_todos(parser)
    parser.set_defaults(run=with_book(_run_snooze))


def _run_snooze(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.setting_aside import Snooze

    return carry_out(book, clock, Snooze(todos=tuple(args.todo)))


def configure_dismiss(parser: Parser) -> None:
    """Configure ``guildbook dismiss``."""
    parser.describe(
        "Dismiss to-dos, this time only. If a line stands for several to-dos, all of them are dismissed.",
        examples="""
            guildbook dismiss 329 995
            guildbook dismiss "assign owner to 3 resources"
        """,
    )
    _add_todos(parser)
    parser.set_defaults(run=with_book(_run_dismiss))


def _run_dismiss(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.setting_aside import Dismiss

    return carry_out(book, clock, Dismiss(todos=tuple(args.todo)))


def _add_todos(parser: Parser) -> None:
    parser.add_argument(
        "todo",
        nargs="+",
        metavar="TODO",
        help="one or more numbers from ‘guildbook week’, or words of a title",
    )


def configure_undo(parser: Parser) -> None:
    """Configure ``guildbook undo``."""
    parser.describe(
        "Undo the last change made in the app or by a command. Run it again to undo the one before.",
        examples="""
            guildbook undo
            guildbook undo --redo
        """,
    )
    parser.add_argument("--redo", action="store_true", help="redo the last undone change")
    parser.set_defaults(run=with_book(_run_undo))


def _run_undo(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.undoing import Undo

    return carry_out(book, clock, Undo(redo=args.redo), then=HOW_TO_UNDO if args.redo else HOW_TO_REDO)


def configure_log(parser: Parser) -> None:
    """Configure ``guildbook log``."""
    parser.describe(
        "List recent changes, newest first, including undone ones, and what is waiting in the inbox.",
        examples="""
            guildbook log
            guildbook log --last 100
        """,
    )
    parser.add_argument(
        "--last",
        type=whole_number(1, 1000),
        default=LOGGED,
        metavar="N",
        help=f"number of changes (default: {LOGGED})",
    )
    parser.set_defaults(run=with_book(_run_log))


def _run_log(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.commands.undoing import log_as_text
    from store.persistence.inbox_files import waiting_files

    with open_to_read(path, clock) as book:
        say(log_as_text(book, args.last, clock.today()).rstrip("\n"))
        if waiting_files(book.path):
            from store.commands.inbox import waiting_as_text

            say("", waiting_as_text(book))
    return DONE
