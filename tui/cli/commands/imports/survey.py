"""``import survey``: topics that people want, with their counts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from tui.cli.console import in_one_line, open_or_empty, open_to_write, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_dry_run, add_sheet, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.exchange.feedback_import.survey_reader import SurveyTopic


def configure_survey(parser: Parser) -> None:
    """Configure ``guildbook import survey``."""
    parser.describe(
        "Import suggested topics and their votes from a survey: a column of topics with a column of votes, or form\n"
        "responses. No one is named. A topic that is already in the book keeps the higher number of votes.",
        examples="guildbook import survey topics.csv --dry-run",
    )
    parser.add_argument("file", type=named_file, metavar="FILE", help="a .csv or .xlsx file")
    add_sheet(parser)
    add_dry_run(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.feedback_import.survey_reader import carry_out, coming_words, told
    from tui.locale import apply_to_new_book

    with open_or_empty(path, clock) as book:
        topics = _topics(book, args)
    if any(topic.gains for topic in topics) and not args.dry_run:
        with open_to_write(path, clock, create=True) as book:
            topics = _topics(book, args)  # the lock is ours now: look once more
            with book.change(f"Import {coming_words(topics)}") as change:
                apply_to_new_book(book, change)
                carry_out(book, topics, change, clock.today())
    say(*map(told, topics))
    if args.dry_run:
        say("Dry run: nothing was changed.")
    else:
        say(f"Imported {coming_words(topics)} into {in_one_line(path)}.")
    return DONE


def _topics(book: Book, args: argparse.Namespace) -> list[SurveyTopic]:
    from store.exchange.feedback_import.survey_reader import read_survey
    from store.exchange.people_import.sheet import SheetNeeded

    try:
        return read_survey(book, args.file, args.sheet)
    except SheetNeeded as error:
        raise GuildbookError(f"{error} Name the sheet with --sheet.") from None
