"""``year``: the report on a year, printed or written to a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.core.errors import GuildbookError
from tui.cli.console import in_one_line, open_to_read, save_file, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_out, whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock

FORMATS = {"text": ".txt", "html": ".html"}
"""What ``--format`` takes, and how such a file ends."""


def configure_year(parser: Parser) -> None:
    """Configure ``guildbook year``."""
    parser.describe(
        "Write the annual report: quarters, comparison with the previous year, results, costs and ROI, departments, people\n"
        "and lessons learned. As HTML, it prints on 3 A4 pages at most.",
        examples="""
            guildbook year
            guildbook year 2026 --format html --out year-2026.html
        """,
    )
    parser.add_argument(
        "year", nargs="?", type=whole_number(FIRST_YEAR, LAST_YEAR), metavar="YEAR",
        help="a calendar year (default: this year; in January, the previous one)",
    )  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="text", help="text (default), or html to print")
    add_out(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.year_report import forms, year_to_report
    from store.updates.year import year_of

    with open_to_read(path, clock) as book:
        today = clock.today()
        number = args.year or year_to_report(today)
        found = year_of(book, number, today)
        if found is None:
            raise GuildbookError(f"The book has no records for {number} up to today. Name another year.")
        data = forms(book, found)[FORMATS[args.format]]()
    if args.out:
        save_file(args.out, data, path, clock, force=args.force)
        say(f"Saved the annual report for {number} to {in_one_line(args.out)}.")
    else:
        print(data.decode(), end="")
    return DONE
