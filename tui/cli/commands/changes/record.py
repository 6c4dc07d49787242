"""``record``: what there is to say of a gathering."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.commands.changes.carry_out import carry_out
from tui.cli.exit_status import WrongUsage
from tui.cli.options import add_dry_run, whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock

MOST_LEARNERS = 99_999


def configure_record(parser: Parser) -> None:
    """Configure ``guildbook record``."""
    parser.describe(
        "Record a gathering as held, with its attendees, learners and notes. For a coming gathering, set the host and tick\n"
        "prepared items. Use --skipped for one that was not held. Notes, decisions, quotes and links are added to the\n"
        "existing ones.",
        examples="""
            guildbook record "Coffee corner" --attendees "Ana, Li and Tom" --learners 4
            guildbook record "Coffee corner 19/11" --attendees usual --notes "Tips for remote sessions"
            guildbook record 839 --prepared all --host "Li Chen"
            guildbook record "Open forum" --skipped --reason "no one could"
        """,
    )
    parser.add_argument(
        "gathering",
        metavar="GATHERING",
        help="its name, its day, or both; or the number of a to-do about it",
    )
    parser.add_argument(
        "--attendees", metavar="NAMES", help="members who attended, separated by commas; or ‘usual’ or ‘none’"
    )
    parser.add_argument(
        "--learners", type=whole_number(0, MOST_LEARNERS), metavar="N", help="number of learners reached"
    )
    parser.add_argument("--host", default="", metavar="NAME", help="its host; ‘me’ for yourself")
    parser.add_argument("--cohosts", default="", metavar="NAMES", help="its co-hosts, separated by commas")
    parser.add_argument("--notes", default="", metavar="TEXT", help="notes on the discussion")
    parser.add_argument("--decisions", default="", metavar="TEXT", help="decisions, with the people responsible")
    parser.add_argument("--requests", action="store_true", help="add the requests found in the decisions")
    parser.add_argument("--quote", action="append", default=[], metavar="TEXT", help="a quote from someone")
    parser.add_argument("--link", action="append", default=[], metavar="LINK", help="a recording or slides")
    parser.add_argument("--prepared", action="append", default=[], metavar="ITEM", help="a prepared item, or ‘all’")
    parser.add_argument("--skipped", action="store_true", help="record the gathering as skipped")
    parser.add_argument("--reason", default="", metavar="TEXT", help="with --skipped: the reason")
    add_dry_run(parser, of_words=True)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.recording import RecordGathering

    if args.reason and not args.skipped:
        raise WrongUsage("--reason belongs to --skipped")
    command = RecordGathering(
        gathering=args.gathering,
        attendees=args.attendees,
        learners=args.learners,
        host=args.host,
        cohosts=args.cohosts,
        notes=args.notes,
        decisions=args.decisions,
        quotes=tuple(args.quote),
        links=tuple(args.link),
        prepared=tuple(args.prepared),
        requests=args.requests,
        skipped=args.skipped,
        reason=args.reason,
    )
    if args.skipped and command.tells_of_it:
        raise WrongUsage("--skipped can be combined only with --reason")
    return carry_out(book, clock, command, dry_run=args.dry_run)
