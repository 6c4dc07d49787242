"""``import feedback``: the answers to a form about a gathering, counted, with quotes that are chosen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import normalize, quoted
from tui.cli.console import in_one_line, open_to_read, open_to_write, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_dry_run, add_sheet, named_file, whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.exchange.feedback_import.feedback_plan import FeedbackPlan

_MOST_TEXTS = 9_999


def configure_feedback(parser: Parser) -> None:
    """Configure ``guildbook import feedback``."""
    parser.describe(
        "Import feedback on a gathering from form responses, exported as CSV or Excel. Ratings are averaged,\n"
        "recommendations are counted, and comments are shown in a numbered list. No one is named. Importing the same file again\n"
        "changes nothing.",
        examples="""
            guildbook import feedback answers.csv --gathering "Excel 24/11" --dry-run
            guildbook import feedback answers.csv --gathering "Excel 24/11" --quote 3 --quote 7
        """,
    )
    parser.add_argument(
        "file", type=named_file, metavar="FILE", help="a .csv or .xlsx file, one row for each response"
    )
    parser.add_argument("--gathering", required=True, metavar="NAME", help="its name, its day, or both")
    add_sheet(parser)
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="QUESTION", help="a question to leave out"
    )
    parser.add_argument(
        "--quote",
        action="append",
        default=[],
        type=whole_number(1, _MOST_TEXTS),
        metavar="NUMBER",
        help="a comment to keep as a quote, by its number in the list",
    )
    add_dry_run(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.feedback_import.feedback_plan import carry_out, summary

    with open_to_read(path, clock) as book:
        plan = _plan(args, book, clock)
    if plan.anything and not args.dry_run:
        with open_to_write(path, clock) as book:
            plan = _plan(args, book, clock)  # the lock is ours now: look once more
            with book.change(f"Import feedback on {plan.gathering.name}") as change:
                carry_out(plan, change)
    say(*summary(plan, clock.today()))
    if args.dry_run:
        say("Dry run: nothing was changed.")
    else:
        say(f"{'Imported' if plan.anything else 'Nothing new to import'} into {in_one_line(path)}.")
    return DONE


def _plan(args: argparse.Namespace, book: Book, clock: Clock) -> FeedbackPlan:
    """The plan for the gathering that is meant, with the questions and texts that were chosen."""
    from msgspec.structs import replace

    from store.calendar.gathering_search import find_gathering
    from store.exchange.feedback_import.feedback_plan import FeedbackPlan
    from store.exchange.feedback_import.form_reader import read_form
    from store.exchange.people_import.sheet import SheetNeeded

    try:
        form = read_form(args.file, args.sheet)
    except SheetNeeded as error:
        raise GuildbookError(f"{error} Name the sheet with --sheet.") from None
    left_out = set()
    for heading in args.leave_out:
        keys = {q.key for q in form.questions if normalize(q.heading).startswith(normalize(heading))}
        if not keys:
            raise WrongUsage(f"--leave-out: there is no question {quoted(heading)}")
        left_out |= keys
    plan = FeedbackPlan(find_gathering(book, args.gathering, clock.today()), form, frozenset(left_out))
    if wrong := [number for number in args.quote if number > len(plan.texts)]:
        raise WrongUsage(f"--quote: there is no comment {wrong[0]}; there are {len(plan.texts)}")
    return replace(plan, quotes=tuple(plan.texts[number - 1] for number in dict.fromkeys(args.quote)))
