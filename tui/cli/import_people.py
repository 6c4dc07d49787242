"""Bringing people in from a file, on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.core.text import counted
from store.exchange.people_import.import_plan import ImportPlan, summary
from store.exchange.people_import.importer import carry_out, plan_import
from store.exchange.people_import.spreadsheet_reader import read_sheet
from tui.cli.console import BAD, looked_at, named, note, say
from tui.locale import begin
from tui.shell.launcher import DONE


def import_people(
    path: Path,
    clock: Clock,
    file: Path,
    *,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> int:
    """Bring in the people of a CSV or Excel file; exit status 1 where a row does not fit, while the others come in.

    Args:
        path: the book, begun where there is none.
        clock: today.
        file: the sheet.
        sheet: which one of a workbook.
        mapping: the fields that columns go into, where they are not to be guessed.
        dry_run: only say what would happen.

    Raises:
        GuildbookError: the file cannot be read, or the book cannot be written.
    """
    found = read_sheet(file, sheet)
    with looked_at(path, clock) as book:
        plan = plan_import(book, found, clock.today(), mapping)
    if plan.newcomers and not dry_run:
        with Book.open(path, clock, create=True) as book:
            plan = plan_import(book, found, clock.today(), mapping)  # the lock is ours now: look once more
            with book.change(f"Bring in {counted(len(plan.newcomers), 'person', 'people')}") as change:
                begin(book, change)
                carry_out(book, plan, change)
    say(*summary(plan))
    if dry_run:
        say("Nothing was changed: this was a dry run.")
    else:
        say(f"Brought in {counted(len(plan.newcomers), 'person', 'people')}; the book is {named(path)}.")
    if plan.problems:
        note(_left_out(file, plan))
    return BAD if plan.problems else DONE


def _left_out(file: Path, plan: ImportPlan) -> str:
    first = plan.problems[0]
    rows = counted(len(plan.bad_rows), "row does", "rows do")
    return (
        f"{file}: {rows} not fit, the first is row {first.row} ({first.text}). "
        "Put that right and import the file again: whoever is in the book already stays as they are."
    )
