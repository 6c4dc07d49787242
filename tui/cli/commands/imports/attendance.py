"""``import attendance``: who attended a gathering, from a report, a sheet or a list of names."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import normalize, quoted
from tui.cli.console import note, open_to_read, open_to_write, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import add_dry_run, add_sheet, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.exchange.attendance_import.attendance_plan import AttendancePlan
    from store.exchange.attendance_import.report import Report


def configure_attendance(parser: Parser) -> None:
    """Configure ``guildbook import attendance``."""
    parser.describe(
        "Import the attendance of a gathering from a Teams, Zoom or Google Meet report, a sheet or a list of names.\n"
        "People are found by email, then by name. Those who are not in the book are listed, and counted as you choose.\n"
        "Attendance that is already recorded is left unchanged.",
        examples="""
            guildbook import attendance report.csv --dry-run
            guildbook import attendance report.csv --gathering "Coffee corner 24/11"
            guildbook import attendance report.csv --others learner --who "iPhone=no one" --who "AR=Ana Ruiz"
        """,
    )
    parser.add_argument("file", type=named_file, metavar="FILE", help="a .csv, .xlsx or .txt file")
    parser.add_argument(
        "--gathering",
        default="",
        metavar="NAME",
        help="its name, its day, or both (default: the gathering on the day of the report)",
    )
    add_sheet(parser)
    parser.add_argument(
        "--others",
        choices=("learner", "guest", "new"),
        help="how to count people who are not in the book (default: not at all)",
    )
    parser.add_argument(
        "--who",
        action="append",
        default=[],
        metavar='"NAME=ANSWER"',
        help="how to count an attendee: learner, guest, new, no one, or the name of a person in the book",
    )
    add_dry_run(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.attendance_import.attendance_plan import carry_out, summary

    told = dict(_told(text) for text in args.who)
    with open_to_read(path, clock) as book:
        plan = _plan(args, book, clock, told)
        said = summary(book, plan, clock.today())
        new = plan.anything
    if new and not args.dry_run:
        with open_to_write(path, clock) as book:
            plan = _plan(args, book, clock, told)  # the lock is ours now: look once more
            with book.change(f"Import attendance of {plan.gathering.name}") as change:
                carry_out(plan, change)
    say(*said)
    if args.dry_run:
        say("Dry run: nothing was changed.")
    else:
        say(f"{'Imported' if new else 'Nothing new to import'} into {path}.")
    if plan.asked and not args.others and not args.who:
        note(
            "People who are not in the book were not counted. To count them, use --others for all, or --who for each."
        )
    return DONE


def _told(text: str) -> tuple[str, str]:
    name, mark, answer = text.rpartition("=")
    if not mark or not name.strip() or not answer.strip():
        raise WrongUsage(f"--who: {quoted(text)} is not NAME=ANSWER")
    return name.strip(), answer.strip()


def _plan(args: argparse.Namespace, book: Book, clock: Clock, told: dict[str, str]) -> AttendancePlan:
    """The plan for the gathering that is meant, with what was said of those who are not in the book."""
    from store.calendar.gathering_search import find_gathering
    from store.exchange.attendance_import.attendance_plan import NO_ONE, plan_attendance

    report = _read(args)
    gathering = find_gathering(book, args.gathering, clock.today(), report.days)
    plan = plan_attendance(book, gathering, _read(args, gathering.on) if len(report.days) else report)
    answers = {entry.key: args.others or NO_ONE for entry in plan.asked}
    for name, answer in told.items():
        entries = [e for e in plan.entries if e.asked and normalize(name) in map(normalize, e.participant.names)]
        if not entries:
            raise WrongUsage(f"--who: no one called {quoted(name)} is waiting for an answer")
        answers |= {entry.key: _answer(book, answer) for entry in entries}
    return plan.with_answers(answers)


def _read(args: argparse.Namespace, *on: date) -> Report:
    from store.exchange.attendance_import.report_reader import read_report
    from store.exchange.people_import.sheet import SheetNeeded

    try:
        return read_report(args.file, args.sheet, *on)
    except SheetNeeded as error:
        raise GuildbookError(f"{error} Name the sheet with --sheet.") from None


def _answer(book: Book, typed: str) -> str:
    """The answer that was typed, or the id of the volunteer it names.

    Raises:
        WrongUsage: it is neither.
    """
    from store.core.names.person_names import name_keys
    from store.exchange.attendance_import.attendance_plan import ANSWERS

    if (plain := typed.casefold().replace(" ", "_")) in ANSWERS:
        return plain
    keys = name_keys(typed)
    found = [v.id for v in book.volunteers.values() if keys & name_keys(v.name)]
    if len(found) != 1:
        raise WrongUsage(f"--who: {quoted(typed)} is {'more than one person' if found else 'no one in the book'}")
    return found[0]
