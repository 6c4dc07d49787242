"""``week``, ``people``, ``calendar`` and others: the screens as text."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE, WrongUsage
from tui.cli.options import day_given, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.model.stages import Stage

_JSON = "print JSON for other programs instead, as docs/json.md describes"
CALENDAR_AHEAD = 28
"""Days the calendar looks ahead unless told otherwise."""


def configure_week(parser: Parser) -> None:
    """Configure ``guildbook week``."""
    parser.describe(
        examples="""
            guildbook week
            guildbook week --all
            guildbook week --today 2026-11-23
        """,
    )
    parser.add_argument(
        "--all",
        dest="everything",
        action="store_true",
        help="every waiting to-do by kind, not only this week’s 7",
    )
    _add_json(parser)
    parser.set_defaults(run=with_book(_run_week))


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_JSON)


def _run_week(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.json:
        from tui.cli.commands.reports import json_reports

        return json_reports.print_json(
            book, clock, "week", lambda opened, today: json_reports.week(opened, today, everything=args.everything)
        )
    return (every_todo if args.everything else week)(book, clock)


def week(path: Path, clock: Clock) -> int:
    """Print this week's gatherings and to-dos."""
    from store.week.plan import as_text, plan

    with open_to_read(path, clock) as book:
        today = clock.today()
        say(as_text(book, plan(book, today), today).rstrip("\n"))
    return DONE


def every_todo(path: Path, clock: Clock) -> int:
    """Print every to-do that waits, by kind."""
    from store.week.plan import all_as_text, plan

    with open_to_read(path, clock) as book:
        say(all_as_text(plan(book, clock.today())).rstrip("\n"))
    return DONE


def configure_people(parser: Parser) -> None:
    """Configure ``guildbook people``."""
    parser.describe(
        examples="""
            guildbook people
            guildbook people --stage onboarding
        """,
    )
    parser.add_argument("--stage", metavar="STAGE", help="only this stage; the start of its name is enough")
    _add_json(parser)
    parser.set_defaults(run=with_book(_run_people))


def _run_people(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    stage = _stage(args.stage)
    if args.json:
        from tui.cli.commands.reports import json_reports

        return json_reports.print_json(
            book, clock, "people", lambda opened, today: json_reports.people(opened, today, stage)
        )
    from tui.cli.commands.reports.listings import people

    return people(book, clock, stage)


def _stage(text: str | None) -> Stage | None:
    from store.core.parsing import choose
    from store.people.stages import STAGES

    try:
        return cast("Stage", choose(text, STAGES)) if text is not None else None
    except ValueError as error:
        raise WrongUsage(f"--stage: {error}") from None


def configure_calendar(parser: Parser) -> None:
    """Configure ``guildbook calendar``."""
    parser.describe(
        "List the gatherings between two days with host and status.",
        examples="""
            guildbook calendar
            guildbook calendar --from mon --to +2w
            guildbook calendar --from 1/11 --to 2026-11-30
        """,
    )
    parser.add_argument(
        "--from", dest="since", metavar="DAY", help="first day: fri, 27/11, +2w or 2026-11-27 (default: today)"
    )
    parser.add_argument(
        "--to", dest="until", metavar="DAY", help="last day, written the same way (default: 4 weeks later)"
    )
    _add_json(parser)
    parser.set_defaults(run=with_book(_run_calendar))


def _run_calendar(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    since, until = _days(args, book, clock)
    if args.json:
        from tui.cli.commands.reports import json_reports

        return json_reports.print_json(
            book, clock, "calendar", lambda opened, _: json_reports.calendar(opened, since, until)
        )
    from tui.cli.commands.reports.listings import calendar

    return calendar(book, clock, since, until)


def _days(args: argparse.Namespace, book: Path, clock: Clock) -> tuple[date, date]:
    since = day_given("--from", args.since, book, clock) or clock.today()
    until = day_given("--to", args.until, book, clock) or since + timedelta(days=CALENDAR_AHEAD)
    if until < since:
        raise WrongUsage(f"--to {until} is before --from {since}; swap them")
    return since, until


def configure_launch(parser: Parser) -> None:
    """Configure ``guildbook launch``."""
    parser.describe(
        "Show each of the 6 steps: the records in the book, your confirmations and the gaps.",
        examples="guildbook launch",
    )
    parser.set_defaults(run=with_book(lambda _, book, clock: launch(book, clock)))


def launch(path: Path, clock: Clock) -> int:
    """Print the six steps, what is there and what is missing."""
    from store.launch import roadmap

    with open_to_read(path, clock) as book:
        say(roadmap.as_text(roadmap.roadmap(book, clock.today())).rstrip("\n"))
    return DONE


def configure_library(parser: Parser) -> None:
    """Configure ``guildbook library``."""
    parser.describe(
        "List every resource with its owner and link. Resources without an owner and missing files are marked.",
        examples="guildbook library",
    )
    _add_json(parser)
    parser.set_defaults(run=with_book(_run_library))


def _run_library(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    return (library_as_json if args.json else library)(book, clock)


def library_as_json(path: Path, clock: Clock) -> int:
    """Print the library as JSON."""
    from screens.common.link_opener import lost
    from tui.cli.commands.reports import json_reports

    def report(book: Book, _: date) -> json_reports.Report:
        links = {key: resource.link for key, resource in book.resources.items()}
        return json_reports.library(book, lost(links, path.parent))

    return json_reports.print_json(path, clock, "library", report)


def library(path: Path, clock: Clock) -> int:
    """Print the library, with resources without an owner and missing files."""
    from screens.common.link_opener import lost
    from store.library.resources import as_text
    from store.training.session_plans import listed

    with open_to_read(path, clock) as book:
        links = {key: resource.link for key, resource in book.resources.items()}
        say(f"{as_text(book, lost(links, path.parent))}{listed(book, clock.today())}".rstrip("\n"))
    return DONE


def configure_health(parser: Parser) -> None:
    """Configure ``guildbook health``."""
    parser.describe(
        "Check the book for 8 common mistakes. Each result shows the reason, the details and the action to take.",
        examples="guildbook health",
    )
    parser.set_defaults(run=with_book(lambda _, book, clock: health(book, clock)))


def health(path: Path, clock: Clock) -> int:
    """Print the eight mistakes with the details of each that is not OK."""
    from store.insights.health_check import as_text, signs

    with open_to_read(path, clock) as book:
        say(as_text(signs(book, clock.today())).rstrip("\n"))
    return DONE


def configure_costs(parser: Parser) -> None:
    """Configure ``guildbook costs``."""
    parser.describe(
        "Show the costs of this budget period by bucket and month, budget and forecast, ROI to date, and KPIs.",
        examples="guildbook costs",
    )
    _add_json(parser)
    parser.set_defaults(run=with_book(_run_costs))


def _run_costs(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.json:
        from tui.cli.commands.reports import json_reports

        return json_reports.print_json(book, clock, "costs", json_reports.costs)
    return costs(book, clock)


def costs(path: Path, clock: Clock) -> int:
    """Print costs, budget, ROI and KPIs."""
    from store.finance.text_report import as_text

    with open_to_read(path, clock) as book:
        say(as_text(book, clock.today()).rstrip("\n"))
    return DONE
