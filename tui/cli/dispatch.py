"""How each word of the command line is answered: what was typed is made sense of, then :mod:`tui.cli.overview` and others do it."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from store.core.errors import BookUnreadable, GuildbookError
from tui.cli.parser import DEPTHS, KINDS, iso_day, named_file, parsed
from tui.errors import WrongUsage
from tui.shell.lazy_imports import import_msgspec

if TYPE_CHECKING:
    from store.core.dates import Clock
    from store.model.stages import Stage

BOOK_VARIABLE, TODAY_VARIABLE = "GUILDBOOK_BOOK", "GUILDBOOK_TODAY"
CALENDAR_AHEAD = 28
"""Days the calendar looks ahead unless told otherwise."""
_DAY_OPTIONS = ("--since", "--until", "--from", "--to", "--on")
_BACK = re.compile(r"-\s*\d{1,3}\s*[dwmy]", re.IGNORECASE)
T = TypeVar("T")


def run(words: list[str]) -> int:
    """Do what the words ask for; returns the exit status.

    What is made for an answer, or before the first screen, is no garbage: whoever stays longer looks for some again.
    """
    gc.disable()
    try:
        return _answered(words)
    finally:
        gc.enable()


def _answered(words: list[str]) -> int:
    args = parsed(_joined(words))
    if args.word == "completion":
        from tui.cli import completion as completing

        return completing.show(args.shell)
    import_msgspec()
    clock = _clock(args)
    if args.word == "demo":
        return _demo(args, clock)
    book = _book(args)
    if args.word is None:
        return _app(book, clock)
    return _CALLS[args.word](args, book, clock)


def _joined(argv: list[str]) -> list[str]:
    """The words typed, with a day such as ``-2w`` tied to its option; argparse would take it for another option."""
    told: list[str] = []
    for word in argv:
        if told and told[-1] in _DAY_OPTIONS and _BACK.fullmatch(word):
            told[-1] += f"={word}"
        else:
            told.append(word)
    return told


def _book(args: argparse.Namespace) -> Path:
    """The book that is meant: named here, named by the variable, or the user's own.

    Raises:
        BookUnreadable: a folder is named.
    """
    if "book" in args:
        book: Path = args.book
    elif named := os.environ.get(BOOK_VARIABLE):
        book = _from_outside(BOOK_VARIABLE, named_file, named)
    else:
        from platformdirs import user_data_path

        book = user_data_path("guildbook", appauthor=False) / "book.json"
    if book.is_dir():
        raise BookUnreadable(f"{book} is a folder, not a book.")
    return book


def _clock(args: argparse.Namespace) -> Clock:
    from store.core.dates import Clock

    if "today" in args:
        return Clock(args.today)
    day = os.environ.get(TODAY_VARIABLE)
    return Clock(_from_outside(TODAY_VARIABLE, iso_day, day) if day else None)


def _from_outside(variable: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise WrongUsage(f"the variable {variable}: {error}") from None


def _day(option: str, text: str, book: Path, clock: Clock) -> date:
    from store.core.dates import parse_day

    in_order = re.search(r"(?<![\d/-])\d{1,2}[/-]\d", text)  # what begins with the year is the same in all books
    day_first = not in_order or _day_first(book, clock)
    try:
        return parse_day(text, clock.today(), day_first=day_first)
    except ValueError as error:
        raise WrongUsage(f"{option}: {error}") from None


def _day_first(book: Path, clock: Clock) -> bool:
    """Whether 10/11 is in November, as the settings of the book say."""
    from tui.cli.console import looked_at

    with looked_at(book, clock) as opened:
        return opened.community.day_first


def _days(args: argparse.Namespace, book: Path, clock: Clock) -> tuple[date, date]:
    today = clock.today()
    since = _day("--from", args.since, book, clock) if args.since else today
    until = _day("--to", args.until, book, clock) if args.until else since + timedelta(days=CALENDAR_AHEAD)
    if until < since:
        raise WrongUsage(f"--to {until} lies before --from {since}; turn them round")
    return since, until


def _stage(text: str | None) -> Stage | None:
    from store.core.parsing import choose
    from store.people.stages import STAGES

    try:
        return cast("Stage", choose(text, STAGES)) if text is not None else None
    except ValueError as error:
        raise WrongUsage(f"--stage: {error}") from None


def _app(book: Path, clock: Clock) -> int:
    _need_terminal("guildbook week prints the week as plain text")
    from tui.shell import launcher as start

    return start.app(book, clock)


def _demo(args: argparse.Namespace, clock: Clock) -> int:
    if not args.write:
        _need_terminal("guildbook demo --write FILE makes the file without it")
    from tui.shell import launcher as start

    size = start.DemoSize(args.volunteers, args.months, args.seed)
    if args.write:
        from tui.cli import maintenance as keeping

        return keeping.write_demo(args.write, clock, size)
    return start.demo(clock, size)


def _add(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import capture as adding

    return adding.add(book, clock, " ".join(args.line), dry_run=args.dry_run)


def _person(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import person as persons

    if args.yes and not args.erase:
        raise WrongUsage("--yes goes with --erase")
    if args.export:
        return persons.export(book, clock, args.name, args.export)
    if not args.erase:
        return persons.page(book, clock, args.name)
    if not args.yes and not _on_a_terminal():
        raise WrongUsage("erasing asks first, and there is no one to ask; add --yes to go ahead")
    return persons.erase(book, clock, args.name, ask=not args.yes)


def _week(_: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import overview as commands

    return commands.week(book, clock)


def _people(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import overview as commands

    return commands.people(book, clock, _stage(args.stage))


def _calendar(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import overview as commands

    return commands.calendar(book, clock, *_days(args, book, clock))


def _standing(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import status as standing

    ways = {"launch": standing.launch, "library": standing.shelf, "health": standing.mistakes}
    return ways[args.word](book, clock)


def _update(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import update as writing

    today = clock.today()
    since = _day("--since", args.since, book, clock) if args.since else None
    until = _day("--until", args.until, book, clock) if args.until else None
    if since and since > (until or today):
        raise WrongUsage(f"--since {since} lies after the last day told of, {until or today}")
    return writing.update(
        book,
        clock,
        args.name,
        since=since,
        until=until,
        kind=KINDS[args.kind] if args.kind else None,
        form=args.format,
        out=args.out,
    )


def _export(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import export_import as exchanging

    if args.what == "calendar":
        return exchanging.export_calendar(book, clock, args.ics, args.ritual)
    return exchanging.export_table(book, clock, args.what, args.csv)


def _costs(_: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import finance as pitches

    return pitches.costs(book, clock)


def _pitch(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import finance as pitches

    return pitches.pitch(book, clock, depth=DEPTHS[args.depth], form=args.format, out=args.out)


def _charter(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import charter as charters

    on = _day("--on", args.on, book, clock) if args.on else None
    return charters.show(book, clock, on=on, form=args.format, out=args.out)


def _import(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.what == "calendar":
        return _import_calendar(args, book, clock)
    from store.exchange.people_import.column_mapping import read_mapping
    from tui.cli import import_people as bringing

    try:
        mapping = read_mapping(args.map)
    except GuildbookError as error:
        raise WrongUsage(f"--map: {error}") from None
    return bringing.import_people(book, clock, args.file, sheet=args.sheet, mapping=mapping, dry_run=args.dry_run)


def _import_calendar(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import export_import as exchanging

    today = clock.today()
    since = _day("--from", args.since, book, clock) if args.since else None
    until = _day("--to", args.until, book, clock) if args.until else None
    if until and until < (since or today):
        raise WrongUsage(f"--to {until} lies before --from {since or today}; turn them round")
    return exchanging.import_calendar(book, clock, args.file, since=since, until=until, dry_run=args.dry_run)


def _check(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import maintenance as keeping

    return keeping.check(book, clock, repair=args.repair)


def _backup(_: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import maintenance as keeping

    return keeping.backup(book, clock)


def _restore(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import maintenance as keeping

    if args.list:
        return keeping.list_backups(book, clock)
    if not args.yes and not _on_a_terminal():
        raise WrongUsage(
            "restore asks before it replaces the book, and there is nobody to ask; add --yes to go ahead"
        )
    return keeping.restore(book, clock, args.backup, ask=not args.yes)


def _serve(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import serve as serving

    gc.enable()
    today = [] if clock.frozen is None else ["--today", clock.frozen.isoformat()]
    return serving.serve([*(["demo"] if args.demo else ["--book", str(book.absolute())]), *today], args.port)


def _merge(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui.cli import merge as copies

    ask = _on_a_terminal()
    return copies.merge(book, clock, args.other, take=args.take, ask=ask, dry_run=args.dry_run)


def _keys(args: argparse.Namespace, _: Path, __: Clock) -> int:
    from tui.cli import keys

    return keys.configuration() if args.config else keys.show()


_CALLS: dict[str, Callable[[argparse.Namespace, Path, Clock], int]] = {
    "add": _add,
    "week": _week,
    "people": _people,
    "person": _person,
    "calendar": _calendar,
    "launch": _standing,
    "library": _standing,
    "health": _standing,
    "update": _update,
    "costs": _costs,
    "pitch": _pitch,
    "charter": _charter,
    "import": _import,
    "export": _export,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "merge": _merge,
    "keys": _keys,
    "serve": _serve,
}
"""How each word that asks something of a book is answered; nothing is imported for the others."""


def _need_terminal(instead: str) -> None:
    if not _on_a_terminal() and "TEXTUAL_DRIVER" not in os.environ:  # textual-serve shows it elsewhere
        raise WrongUsage(f"the app needs a terminal of its own; {instead}")


def _on_a_terminal() -> bool:
    with suppress(ValueError, AttributeError):  # closed, or none at all
        return sys.stdin.isatty() and sys.stdout.isatty()
    return False
