"""What the command line takes in from other calendars, and writes for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.text import counted, folded, listed, one_line
from store.exchange.csv_export import as_csv
from store.exchange.ical.exporter import as_ics
from store.exchange.ical.importer import CalendarPlan, carry_out, coming_words, plan_import, read_file, summary
from store.model.calendar import Ritual
from store.persistence.atomic_files import write_new
from tui.cli.console import BAD, looked_at, note, reading, say
from tui.locale import begin
from tui.shell.launcher import DONE


def export_calendar(path: Path, clock: Clock, out: Path, name: str | None = None) -> int:
    """Write the calendar, or one ritual, to a new .ics file.

    Raises:
        GuildbookError: no ritual, or more than one, is called so; the time zone is none; or the file cannot be written.
    """
    with reading(path, clock) as book:
        ritual = find_ritual(book, name) if name is not None else None
        data = as_ics(book, ritual)
        write_new(out, data)
        what = f"«{one_line(ritual.name)}»" if ritual else "The calendar"
        say(f"{what} is in {one_line(str(out))}: {counted(data.count(b'BEGIN:VEVENT'), 'event')}.")
        if not book.community.timezone.strip():
            note("The book has no time zone, so other programs show its times as their own; the settings have one.")
    return DONE


def find_ritual(book: Book, name: str) -> Ritual:
    """The ritual of that name, without regard to case and accents; a beginning that fits only one is enough.

    Raises:
        GuildbookError: none, or more than one, is called so; the line names those there are.
    """
    wanted = folded(one_line(name))
    everything = sorted(book.rituals.values(), key=lambda ritual: (folded(ritual.name), ritual.start, ritual.id))
    same = [ritual for ritual in everything if folded(one_line(ritual.name)) == wanted]
    begun = [ritual for ritual in everything if wanted and folded(one_line(ritual.name)).startswith(wanted)]
    found = same or begun
    if len(found) > 1:
        going_on = [ritual for ritual in found if ritual.retired_on is None]
        found = going_on if len(going_on) == 1 else found
    if len(found) == 1:
        return found[0]
    if not everything:
        raise GuildbookError("There is no ritual in the book yet; plan one in the app, under Calendar.")
    names = listed([ritual.name for ritual in found or everything], most=12)
    if found:
        raise GuildbookError(f"«{name}» fits {names}; say which by writing more of the name.")
    raise GuildbookError(f"No ritual is called «{name}». There is {names}.")


def export_table(path: Path, clock: Clock, what: str, out: Path) -> int:
    """Write one table of the book to a new CSV file.

    Raises:
        GuildbookError: the book cannot be read, or the file cannot be written.
    """
    with reading(path, clock) as book:
        write_new(out, as_csv(book, what, clock.today()))
    say(f"{what.capitalize()} are in {one_line(str(out))}.")
    return DONE


def import_calendar(
    path: Path,
    clock: Clock,
    file: Path,
    *,
    since: date | None = None,
    until: date | None = None,
    dry_run: bool = False,
) -> int:
    """Bring in another calendar; exit status 1 where an event cannot be read, while the others come in.

    Args:
        path: the book, begun where there is none.
        clock: today.
        file: the .ics file.
        since: the first day asked for; today unless given.
        until: the last one; a year later unless given.
        dry_run: only say what would happen.

    Raises:
        GuildbookError: the file cannot be read, or the book cannot be written.
    """
    found, today = read_file(file), clock.today()
    with looked_at(path, clock) as book:
        plan = plan_import(book, found, today, (since, until))
    came = coming_words(plan.coming)
    if came and not dry_run:
        with Book.open(path, clock, create=True) as book:
            plan = plan_import(book, found, today, (since, until))  # the lock is ours now: look once more
            with book.change(f"Bring in {came}") as change:
                begin(book, change)
                carry_out(plan, change)
    say(*summary(plan, today))
    if dry_run:
        say("Nothing was changed: this was a dry run.")
    else:
        say(f"Brought in {came or 'nothing new'}; the book is {one_line(str(path))}.")
    return _after(file, plan)


def _after(file: Path, plan: CalendarPlan) -> int:
    wrong = [entry for entry in plan.entries if entry.problem]
    if wrong:
        events = counted(len(wrong), "event")
        note(f"{file}: {events} cannot be read, the first is «{wrong[0].name}» ({wrong[0].words}).")
    return BAD if wrong else DONE
