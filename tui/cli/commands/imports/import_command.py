"""``import``: people from a CSV or Excel file, another calendar, or the attendance of a gathering.

Exit status 1 where a part of it needs correcting.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from store.core.text import one_line, pluralize
from tui.cli.commands.imports.attendance import configure_attendance
from tui.cli.commands.imports.feedback import configure_feedback
from tui.cli.commands.imports.survey import configure_survey
from tui.cli.commands.reports.training_requests import configure_import as configure_requests
from tui.cli.console import in_one_line, note, open_or_empty, open_to_write, say
from tui.cli.exit_status import BAD, DONE, WrongUsage
from tui.cli.options import add_dry_run, add_sheet, day_given, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock
    from store.exchange.ical import importer as calendars
    from store.exchange.people_import.import_plan import ImportPlan


def configure_import(parser: Parser) -> None:
    """Configure ``guildbook import``, with a command for each import."""
    parser.describe(examples="guildbook import people colleagues.csv")
    _configure_people(parser.add_subcommand("people", "people from a CSV or Excel file"))
    _configure_calendar(parser.add_subcommand("calendar", "rituals and gatherings from another calendar"))
    configure_attendance(parser.add_subcommand("attendance", "attendance of a gathering"))
    configure_feedback(parser.add_subcommand("feedback", "feedback on a gathering from form responses"))
    configure_requests(parser.add_subcommand("requests", "training requests from form responses"))
    configure_survey(parser.add_subcommand("survey", "topics and their votes from a survey"))


def _configure_people(parser: Parser) -> None:
    parser.describe(
        "Import people from a CSV or Excel file with one row for each person, from vCards, or from the recipients of an\n"
        "email. People already in the book are recognised by email or name. They are left unchanged; new details\n"
        "are listed, and --update adds them. Rows that need correcting are listed, and the others are imported.",
        examples="""
            guildbook import people colleagues.csv --dry-run
            guildbook import people colleagues.xlsx --sheet "Interested" --update
            guildbook import people colleagues.csv --map "Unit=department" --map "Mail=email"
        """,
    )
    parser.add_argument("file", type=named_file, metavar="FILE", help="a .csv, .xlsx or .vcf file")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar='"Column=field"',
        help="the field for a column; ‘-’ leaves the column out",
    )
    add_sheet(parser)
    parser.add_argument(
        "--update",
        action="store_true",
        help="add new details to people already in the book, and update their email address",
    )
    parser.add_argument(
        "--encoding",
        default="",
        metavar="NAME",
        help="the encoding of a text file: windows-1250, mac-roman, cp850 … (default: detected from its letters)",
    )
    parser.add_argument(
        "--keep-names",
        action="store_true",
        help="keep names as they are written; by default ‘Quist, Nora’ becomes ‘Nora Quist’",
    )
    _add_dry_run(parser)
    parser.set_defaults(run=with_book(_run_people))


def _configure_calendar(parser: Parser) -> None:
    parser.describe(
        "Import a calendar exported from Outlook, Google, Apple or another program. Repeating events become rituals, and\n"
        "all others become gatherings. By default, events from today to a year ahead are imported; use --from and --to for\n"
        "other dates. Events already in the book are left unchanged. Events moved or cancelled in the other calendar are\n"
        "listed; use --update to apply those changes.",
        examples="""
            guildbook import calendar calendar.ics --dry-run
            guildbook import calendar calendar.ics --from 1/9 --to +6m
            guildbook import calendar calendar.ics --update
        """,
    )
    parser.add_argument("file", type=named_file, metavar="FILE", help="an .ics file")
    parser.add_argument(
        "--from", dest="since", metavar="DAY", help="first day: fri, 27/11, +2w or 2026-11-27 (default: today)"
    )
    parser.add_argument(
        "--to", dest="until", metavar="DAY", help="last day, written the same way (default: a year later)"
    )
    parser.add_argument(
        "--update", action="store_true", help="apply moves and cancellations from the other calendar"
    )
    _add_dry_run(parser)
    parser.set_defaults(run=with_book(_run_calendar))


def _add_dry_run(parser: Parser) -> None:
    add_dry_run(parser)


def _run_people(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.exchange.people_import.explicit_mapping import read_mapping

    try:
        mapping = read_mapping(args.map)
    except GuildbookError as error:
        raise WrongUsage(f"--map: {error}") from None
    return import_people(
        book,
        clock,
        args.file,
        sheet=args.sheet,
        encoding=args.encoding,
        mapping=mapping,
        keep_names=args.keep_names,
        update=args.update,
        dry_run=args.dry_run,
    )


def _run_calendar(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    since = day_given("--from", args.since, book, clock)
    until = day_given("--to", args.until, book, clock)
    first = since or clock.today()
    if until and until < first:
        raise WrongUsage(f"--to {until} is before --from {first}; swap them")
    return import_calendar(
        book, clock, args.file, since=since, until=until, update=args.update, dry_run=args.dry_run
    )


def import_people(
    path: Path,
    clock: Clock,
    file: Path,
    *,
    sheet: str = "",
    encoding: str = "",
    mapping: Mapping[str, str] | None = None,
    keep_names: bool = False,
    update: bool = False,
    dry_run: bool = False,
) -> int:
    """Import the people of a CSV or Excel file.

    Exit status 1 where a row needs correcting, while the others are imported.

    Args:
        path: the book, started where there is none.
        clock: today.
        file: the sheet.
        sheet: which one of a workbook.
        encoding: of a text file, where it is not to be told by its letters.
        mapping: the fields that columns go into, where they are not to be guessed.
        keep_names: take names as they are written, the family name first or last.
        update: give people already in the book what they gain from the sheet.
        dry_run: only show what would happen.

    Raises:
        GuildbookError: the file cannot be read, or the book cannot be written.
    """
    from store.exchange.people_import.import_plan import as_they_will_be, coming_words, summary
    from store.exchange.people_import.importer import carry_out, plan_import
    from store.exchange.people_import.sheet import SheetNeeded
    from store.exchange.people_import.spreadsheet_reader import read_sheet
    from tui.locale import apply_to_new_book

    try:
        found = read_sheet(file, sheet, encoding)
    except SheetNeeded as error:
        raise GuildbookError(f"{error} Name the sheet with --sheet.") from None
    with open_or_empty(path, clock) as book:
        plan = plan_import(book, found, clock.today(), mapping, turn_names=not keep_names)
    gaining = plan.gaining if update else []
    coming = coming_words(len(plan.newcomers), len(gaining))
    if coming and not dry_run:
        with open_to_write(path, clock, create=True) as book:
            # the lock is ours now: look once more
            plan = plan_import(book, found, clock.today(), mapping, turn_names=not keep_names)
            gaining = plan.gaining if update else []
            with book.change(f"Import {coming}") as change:
                apply_to_new_book(book, change)
                carry_out(book, plan, change, updated=[known.row for known in gaining])
    say(*summary(plan, clock.today()))
    if left := len(plan.gaining) - len(gaining):
        people = pluralize(left, "person", "people")
        say(f"The file has new details for {people} already in the book. Import again with --update to add them.")
    if dry_run:
        if plan.newcomers:
            say("Preview of the new people:", *as_they_will_be(plan, clock.today()))
        say("Dry run: nothing was changed.")
    else:
        say(f"Imported {coming or '0 people'} into {in_one_line(path)}.")
    if plan.problems:
        note(_to_correct(file, plan))
    return BAD if plan.problems else DONE


def _to_correct(file: Path, plan: ImportPlan) -> str:
    first = plan.problems[0]
    rows = pluralize(len(plan.bad_rows), "row needs", "rows need")
    return (
        f"{file}, row {first.row}: {first.text}. {rows} correcting. "
        "After that, import the file again; people already in the book are left unchanged."
    )


def import_calendar(
    path: Path,
    clock: Clock,
    file: Path,
    *,
    since: date | None = None,
    until: date | None = None,
    update: bool = False,
    dry_run: bool = False,
) -> int:
    """Import another calendar.

    Exit status 1 where an event cannot be read, while the others are imported.

    Args:
        path: the book, started where there is none.
        clock: today.
        file: the .ics file.
        since: the first day asked for; today unless given.
        until: the last one; a year later unless given.
        update: take over what has changed in the other calendar since the last import.
        dry_run: only show what would happen.

    Raises:
        GuildbookError: the file cannot be read, or the book cannot be written.
    """
    from store.exchange.ical import importer as calendars
    from tui.locale import apply_to_new_book

    found, today = calendars.read_file(file), clock.today()
    with open_or_empty(path, clock) as book:
        plan = calendars.plan_import(book, found, today, (since, until))
    offered = plan.offered if update else []
    new = calendars.coming_words([*plan.coming, *offered])
    if new and not dry_run:
        with open_to_write(path, clock, create=True) as book:
            plan = calendars.plan_import(book, found, today, (since, until))  # the lock is ours now: look once more
            offered = plan.offered if update else []
            with book.change(f"Import {new}") as change:
                apply_to_new_book(book, change, with_zone=False)
                calendars.carry_out(plan, change, taken={entry.key for entry in offered})
    say(*calendars.summary(plan, today))
    if left := len(plan.offered) - len(offered):
        say(f"{pluralize(left, 'change')} not applied. Import again with --update to apply all changes.")
    if dry_run:
        say("Dry run: nothing was changed.")
    else:
        say(f"Imported {new or 'nothing new'} into {one_line(str(path))}.")
    return _calendar_status(file, plan)


def _calendar_status(file: Path, plan: calendars.CalendarPlan) -> int:
    wrong = [entry for entry in plan.entries if entry.problem]
    if wrong:
        events = pluralize(len(wrong), "event needs", "events need")
        note(
            f"{file}, event ‘{wrong[0].name}’: {wrong[0].words}. {events} correcting. "
            "After that, import the file again; what is already in the book is left unchanged."
        )
    return BAD if wrong else DONE
