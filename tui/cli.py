"""The command line: what can be asked for, how it is read, and how it ends.

Nothing heavy is imported here, so that ``--help`` and ``--version`` answer at once; what the commands do is in
:mod:`tui.commands`.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import re
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from store import __version__
from store.errors import BookUnreadable, GuildbookError
from store.text import one_line

if TYPE_CHECKING:
    from store.adoption import Stage
    from store.dates import Clock
    from store.pieces import Depth
    from store.stakeholders import Kind

DONE, BAD, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit status: done; the book or what was given to it is bad; asked for in a wrong way; stopped by ctrl+c."""

BOOK_VARIABLE, TODAY_VARIABLE = "GUILDBOOK_BOOK", "GUILDBOOK_TODAY"

KINDS: dict[str, Kind] = {"overview": "quick overview", "report": "detailed report", "picture": "data picture"}
"""What ``--kind`` takes, and what the book calls it."""
DEPTHS: dict[str, Depth] = {"half": "half a page", "page": "one page", "full": "full case"}
"""What ``--depth`` takes, and what the book calls it."""
PITCH_FORMATS = ("text", "markdown", "html")
FORMATS = ("text", "markdown", "html", "slack", "eml")
CHARTER_FORMATS = ("text", "markdown", "html")
CALENDAR_AHEAD = 28
"""Days the calendar looks ahead unless told otherwise."""

TABLES = {
    "people": "everybody, as a table for a spreadsheet",
    "gatherings": "all gatherings, as a table for a spreadsheet",
    "recognitions": "all thanks given, as a table for a spreadsheet",
    "costs": "all costs, as a table for a spreadsheet",
}
"""What ``export`` writes as CSV."""

_DAY_OPTIONS = ("--since", "--until", "--from", "--to", "--on")
_BACK = re.compile(r"-\s*\d{1,3}\s*[dwmy]", re.IGNORECASE)

T = TypeVar("T")

_ABOUT = """\
Guildbook keeps one book about your community of internal trainers: who takes part,
what is coming up, whom to thank, and what your stakeholders should hear.

On its own, «guildbook» opens the app. With one of the words below it prints plain
text instead, for reading aloud, for pipes, and for a quick look.
"""

_EXAMPLES = """\
Good first steps:
  guildbook demo                              look around in a made-up community
  guildbook                                   open your own book, or start it
  guildbook import people colleagues.csv      bring in the people you already have

On a Monday:
  guildbook week                              what this week holds, and what it needs
  guildbook update --for marta                the text Marta should get, ready to paste

Each word has its own help, with examples: guildbook update --help

Your book is one file on this computer. Another one is named with --book, or for good
with the variable GUILDBOOK_BOOK. --today looks at the book as if it were that day.

Exit status: 0 done, 1 something is wrong with the book or a file, 2 asked in a wrong way.
"""


class WrongUsage(Exception):
    """The command line asks for something it cannot have; the text is one line."""


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks.

    Args:
        argv: the words after ``guildbook``; those of the process unless given.

    Returns:
        The exit status: 0 done, 1 the book or the input is bad, 2 wrong usage.
    """
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        status = _run(argv)
        if sys.stdout:
            sys.stdout.flush()
    except SystemExit as asked:  # argparse leaves like this after --help and after wrong usage
        status = asked.code if isinstance(asked.code, int) else WRONG_USAGE
    except WrongUsage as wrong:
        status = _complain(str(wrong), WRONG_USAGE)
    except GuildbookError as error:
        status = _complain(str(error))
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        status = _after_system_error(error)
    except Exception as error:
        status = _complain(
            f"something unforeseen went wrong ({type(error).__name__}: {error}). What was saved before is safe."
        )
    return _leave(status)


def _after_system_error(error: OSError) -> int:
    if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
        return DONE  # whoever read our output had enough, as «head» does
    place = f"{error.filename}: " if error.filename else ""
    return _complain(f"{place}{error.strerror or error}.")


def _complain(message: str, status: int = BAD) -> int:
    if sys.stderr:
        with suppress(OSError):
            print(f"guildbook: {one_line(message)}", file=sys.stderr)
    return status


def _leave(status: int) -> int:
    """Flush, so that nothing is left that could fail noisily while the interpreter shuts down."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return status


def _prepare(stream: Any) -> None:
    """Let no character stop us: one the terminal cannot show becomes a question mark."""
    if hasattr(stream, "reconfigure"):
        with suppress(OSError, ValueError):
            if os.name == "nt" and not os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(encoding="utf-8", errors="replace")
            else:
                stream.reconfigure(errors="replace")


# -- reading the command line ----------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that also says where help is."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message}; see {self.prog} --help")


def _parser() -> _Parser:
    everywhere = _everywhere()
    parser = _Parser(
        prog="guildbook",
        description=_ABOUT,
        epilog=_EXAMPLES,
        parents=[everywhere],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"guildbook {__version__}", help="say which Guildbook this is"
    )
    words = parser.add_subparsers(title="words", metavar="WORD", dest="word")
    add = _Adder(words, everywhere)
    _add_demo(add)
    _add_reading(add)
    _add_standing(add)
    _add_update(add)
    _add_money(add)
    _add_charter(add)
    _add_import(add)
    _add_export(add)
    _add_care(add)
    return parser


def _everywhere() -> argparse.ArgumentParser:
    """The options that stand before or after the word; without a default, so that neither place undoes the other."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group("everywhere")
    group.add_argument("--book", type=_file, metavar="FILE", help="another book than your usual one")
    group.add_argument("--today", type=_iso_day, metavar="YYYY-MM-DD", help="look at it as if it were this day")
    return parser


class _Adder:
    """Adds a word to the command line, with its help and the options that stand everywhere."""

    def __init__(self, words: Any, everywhere: argparse.ArgumentParser) -> None:
        self._words, self._everywhere = words, everywhere

    def __call__(self, word: str, brief: str, *, about: str = "", examples: str = "") -> argparse.ArgumentParser:
        """Add one.

        Args:
            word: what is typed.
            brief: its line in the list of words.
            about: what it does, where more needs saying than the line.
            examples: for the end of its help, a line each.
        """
        parser: argparse.ArgumentParser = self._words.add_parser(
            word,
            help=brief,
            description=about or f"{brief[0].upper()}{brief[1:]}.",
            epilog=f"Examples:\n{textwrap.indent(textwrap.dedent(examples).strip(), '  ')}\n",
            parents=[self._everywhere],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        return parser


def _add_demo(add: _Adder) -> None:
    parser = add(
        "demo",
        "look around in a made-up community",
        about="Opens a made-up community, dated around today. Try anything: it is thrown away when you leave.\n"
        "With --write it becomes a file instead, to keep.",
        examples="""
            guildbook demo
            guildbook demo --volunteers 60 --months 18
            guildbook demo --write sample.json
        """,
    )
    parser.add_argument("--write", type=_file, metavar="FILE", help="write it to a new file; the app stays closed")
    parser.add_argument(
        "--volunteers", type=_number(1, 5000), default=24, metavar="N", help="how many (24, the least)"
    )
    parser.add_argument("--months", type=_number(1, 60), default=9, metavar="M", help="how long it has run (9)")
    parser.add_argument(
        "--seed", type=_number(0, 2**32), default=1, metavar="S", help="another number, other people"
    )


def _add_reading(add: _Adder) -> None:
    add(
        "week",
        "what this week holds, and what it needs",
        examples="""
            guildbook week
            guildbook week --today 2026-11-23
        """,
    )
    people = add(
        "people",
        "everybody, stage by stage",
        examples="""
            guildbook people
            guildbook people --stage onboarding
        """,
    )
    people.add_argument("--stage", metavar="STAGE", help="only this stage; its beginning is enough")
    person = add(
        "person",
        "everything about one person",
        about="Prints one person's page: facts, asks, checklists, what would be lost without them, and what was.\n"
        "With --export it writes all the book holds about them to a new file, as JSON.\n"
        "With --erase it forgets them: in the book, in what could be undone, in backups and in copied texts.\n"
        "What it cannot reach: the history of sync services and disks, mail that was sent, files you saved elsewhere.",
        examples="""
            guildbook person "Ana Ruiz"
            guildbook person ana --export ana.json
            guildbook person ana.ruiz@example.com --erase
        """,
    )
    which = person.add_argument_group("which person")
    which.add_argument("name", metavar="NAME", help="name or e-mail; a beginning will do, but not to erase")
    what = person.add_mutually_exclusive_group()
    what.add_argument("--export", type=_file, metavar="FILE", help="write everything about them to a new file")
    what.add_argument("--erase", action="store_true", help="forget them; this cannot be undone")
    person.add_argument("--yes", action="store_true", help="with --erase: do not ask first")
    calendar = add(
        "calendar",
        "the gatherings between two days",
        about="The gatherings between two days, with host and state: today and four weeks on unless you say otherwise.",
        examples="""
            guildbook calendar
            guildbook calendar --from mon --to +2w
            guildbook calendar --from 1/11 --to 2026-11-30
        """,
    )
    calendar.add_argument("--from", dest="since", metavar="DAY", help="first day: fri, 27/11, +2w or 2026-11-27")
    calendar.add_argument("--to", dest="until", metavar="DAY", help="last day, said the same way")


def _add_standing(add: _Adder) -> None:
    add(
        "launch",
        "the six steps of a launch, and what is missing",
        about="The six steps with what the book shows of each, what you said of it, and what is still missing.",
        examples="guildbook launch",
    )
    add(
        "library",
        "what is written down, and who keeps it",
        about="Everything documented with its owner and its link. Says what nobody keeps, and which files are gone.",
        examples="guildbook library",
    )
    add(
        "health",
        "the eight mistakes: fine, watch or act",
        about="Eight tests on the book, each with its reason, the lines behind it and what helps.",
        examples="guildbook health",
    )


def _add_update(add: _Adder) -> None:
    parser = add(
        "update",
        "the text a stakeholder should get",
        about="Writes the update for one stakeholder from what the book holds, in your own words where you have\n"
        "given some in the app. It starts where their last update ended. Nothing is sent or marked as sent.",
        examples="""
            guildbook update --for marta
            guildbook update --for "Marta Weiss" --since 1/10 --kind report
            guildbook update --for marta --format eml --out marta.eml
        """,
    )
    parser.add_argument(
        "--for", dest="name", required=True, metavar="NAME", help="who reads it; a beginning will do"
    )
    parser.add_argument("--since", metavar="DAY", help="first day told of: fri, 27/11, -2w or 2026-11-27")
    parser.add_argument("--until", metavar="DAY", help="last day told of (today)")
    parser.add_argument("--kind", choices=KINDS, help="another kind than the reader usually gets")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="text (usual); eml is a draft for your mail"
    )
    parser.add_argument("--out", type=_file, metavar="FILE", help="write to a new file instead of the screen")


def _add_money(add: _Adder) -> None:
    add(
        "costs",
        "what it costs, the budget, and what comes back",
        about="What the community costs in this budget period, by bucket and month; budget and forecast; the return so\n"
        "far; and the key figures.",
        examples="guildbook costs",
    )
    parser = add(
        "pitch",
        "the pitch, as long as its reader wants it",
        about="Writes the pitch from what the book holds: problems and benefits with their evidence, the investment, the\n"
        "return, the small group to start with, and the ask. What is missing in it is said beside it.",
        examples="""
            guildbook pitch
            guildbook pitch --depth full --format html --out pitch.html
        """,
    )
    parser.add_argument(
        "--depth", choices=DEPTHS, default="page", help="half a page, one page (usual), or the full case"
    )
    parser.add_argument("--format", choices=PITCH_FORMATS, default="text", help="text (usual), markdown or html")
    parser.add_argument("--out", type=_file, metavar="FILE", help="write to a new file instead of the screen")


def _add_charter(add: _Adder) -> None:
    parser = add(
        "charter",
        "what the community agreed on",
        about="Prints the charter, topic by topic, with the moderator and the day of the next review.\n"
        "With --on it is the charter as it was on that day.",
        examples="""
            guildbook charter
            guildbook charter --on 30/6
            guildbook charter --format html --out charter.html
        """,
    )
    parser.add_argument("--on", metavar="DAY", help="as it was then: 30/6, -3m or 2026-06-30")
    parser.add_argument("--format", choices=CHARTER_FORMATS, default="text", help="text (usual), markdown or html")
    parser.add_argument("--out", type=_file, metavar="FILE", help="write to a new file instead of the screen")


def _add_import(add: _Adder) -> None:
    parser = add("import", "bring in what you already have", examples="guildbook import people colleagues.csv")
    what = parser.add_subparsers(title="words", metavar="WORD", dest="what", required=True)
    people = _Adder(what, _everywhere())(
        "people",
        "people from a CSV or Excel file",
        about="Brings in people from a CSV or Excel file, a row each. Somebody who is already in the book is known\n"
        "again by e-mail or name, and left as they are. A row that does not fit is named, and the others come in.\n"
        "With --dry-run it only says what would happen.",
        examples="""
            guildbook import people colleagues.csv --dry-run
            guildbook import people colleagues.xlsx --sheet "Interested"
            guildbook import people colleagues.csv --map "Unit=department" --map "Mail=email"
        """,
    )
    which = people.add_argument_group("which people")
    which.add_argument("file", type=_file, metavar="FILE", help="the file: .csv or .xlsx")
    people.add_argument(
        "--map",
        action="append",
        default=[],
        metavar='"Column=field"',
        help="what a column holds; «-» leaves it out",
    )
    people.add_argument("--sheet", default="", metavar="SHEET", help="which sheet, where an Excel file has several")
    people.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    calendar = _Adder(what, _everywhere())(
        "calendar",
        "rituals and gatherings from another calendar",
        about="Brings in a calendar that Outlook, Google, Apple or another program exported. What comes back becomes a\n"
        "ritual, all else a gathering; what is in the book already stays as it is. Only what lies between two days\n"
        "comes in: from today on, a year, unless you say otherwise. Every event is told of, with what becomes of it.",
        examples="""
            guildbook import calendar calendar.ics --dry-run
            guildbook import calendar calendar.ics --from 1/9 --to +6m
        """,
    )
    which = calendar.add_argument_group("which calendar")
    which.add_argument("file", type=_file, metavar="FILE", help="the file: .ics")
    calendar.add_argument(
        "--from", dest="since", metavar="DAY", help="first day: fri, 27/11, +2w or 2026-11-27 (today)"
    )
    calendar.add_argument("--to", dest="until", metavar="DAY", help="last day, said the same way (a year later)")
    calendar.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")


def _add_export(add: _Adder) -> None:
    parser = add(
        "export",
        "write the calendar or a table for other programs",
        examples="guildbook export calendar --ics guild.ics",
    )
    what = parser.add_subparsers(title="words", metavar="WORD", dest="what", required=True)
    adder = _Adder(what, _everywhere())
    calendar = adder(
        "calendar",
        "the calendar for Outlook, Google, Apple and others",
        about="Writes every ritual and gathering to a new .ics file. A program that takes in a later file brings what it\n"
        "has up to date. Notes, quotes and who came stay in the book.",
        examples="""
            guildbook export calendar --ics guild.ics
            guildbook export calendar --ics forum.ics --ritual "Open forum"
        """,
    )
    calendar.add_argument("--ics", type=_file, required=True, metavar="FILE", help="write to this new file")
    calendar.add_argument("--ritual", metavar="NAME", help="only this ritual; a beginning of its name will do")
    for table, brief in TABLES.items():
        csv = adder(table, brief, examples=f"guildbook export {table} --csv {table}.csv")
        csv.add_argument("--csv", type=_file, required=True, metavar="FILE", help="write to this new file")


def _add_care(add: _Adder) -> None:
    check = add(
        "check",
        "look the book over for anything that does not fit",
        examples="""
            guildbook check
            guildbook check --repair
        """,
    )
    check.add_argument("--repair", action="store_true", help="mend what is safe to mend, after a backup")
    add(
        "backup",
        "keep a copy of the book as it is now",
        about="Keeps a copy of the book as it is now, in a folder beside it. The app does so too, whenever you open it.",
        examples="guildbook backup",
    )
    restore = add(
        "restore",
        "bring back an earlier copy of the book",
        about="Brings back an earlier copy of the book: the newest good one that differs, or the one you name.\n"
        "The present file is kept among the backups first, whatever state it is in.",
        examples="""
            guildbook restore --list
            guildbook restore
            guildbook restore 2026-11-20T091200.json
        """,
    )
    which = restore.add_argument_group("which copy")
    which.add_argument("backup", nargs="?", default="", metavar="BACKUP", help="a name from --list, or a file")
    restore.add_argument("--list", action="store_true", help="name the copies there are, and change nothing")
    restore.add_argument("--yes", action="store_true", help="do not ask first")
    merge = add(
        "merge",
        "bring another copy of the book into this one",
        about="Brings what another copy of the book holds into this one: what was changed on the other computer, or what\n"
        "a sync service kept as a second file. What only one copy changed is taken from it; where both changed the same,\n"
        "you are asked. The other file is only read. One undo takes all of it back.",
        examples="""
            guildbook merge ~/sync/book-desktop.json --dry-run
            guildbook merge ~/sync/book-desktop.json
        """,
    )
    merge.add_argument("other", type=_file, metavar="OTHER", help="the other copy")
    merge.add_argument("--take", choices=("here", "there"), default="", help="whose side counts where both changed")
    merge.add_argument("--dry-run", action="store_true", help="only say what would happen")


def _file(text: str) -> Path:
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("a file is needed here")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise argparse.ArgumentTypeError(f"«{text}» is in nobody's home folder") from None


def _iso_day(text: str) -> date:
    from store.dates import in_range

    try:
        return in_range(datetime.strptime(text, "%Y-%m-%d").date())
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» is not a day; write it like 2026-11-23") from None


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"«{text}» is not a whole number from {least} to {most}")

    return number


# -- doing it --------------------------------------------------------------------------------------


def _run(argv: list[str] | None) -> int:
    args = _parser().parse_args(_joined(sys.argv[1:] if argv is None else argv))
    clock = _clock(args)
    if args.word == "demo":
        return _demo(args, clock)
    book = _book(args)
    if args.word is None:
        return _app(book, clock)
    from tui import commands

    match args.word:
        case "week" | "launch" | "library" | "health":
            return _standing(args.word, book, clock)
        case "people" | "costs" | "pitch":
            return _reading(args, book, clock)
        case "person":
            return _person(args, book, clock)
        case "calendar":
            return commands.calendar(book, clock, *_days(args, clock))
        case "update" | "charter":
            return (_update if args.word == "update" else _charter)(args, book, clock)
        case "import" | "export":
            return (_import if args.word == "import" else _export)(args, book, clock)
        case "check":
            return commands.check(book, clock, repair=args.repair)
        case "backup":
            return commands.backup(book, clock)
        case "restore":
            return _restore(args, book, clock)
        case _:
            return _merge(args, book, clock)


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
        book = _from_outside(BOOK_VARIABLE, _file, named)
    else:
        from platformdirs import user_data_path

        book = user_data_path("guildbook", appauthor=False) / "book.json"
    if book.is_dir():
        raise BookUnreadable(f"{book} is a folder, not a book.")
    return book


def _clock(args: argparse.Namespace) -> Clock:
    from store.dates import Clock

    if "today" in args:
        return Clock(args.today)
    day = os.environ.get(TODAY_VARIABLE)
    return Clock(_from_outside(TODAY_VARIABLE, _iso_day, day) if day else None)


def _from_outside(variable: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise WrongUsage(f"the variable {variable}: {error}") from None


def _day(option: str, text: str, today: date) -> date:
    from store.dates import parse_day

    try:
        return parse_day(text, today)
    except ValueError as error:
        raise WrongUsage(f"{option}: {error}") from None


def _days(args: argparse.Namespace, clock: Clock) -> tuple[date, date]:
    today = clock.today()
    since = _day("--from", args.since, today) if args.since else today
    until = _day("--to", args.until, today) if args.until else since + timedelta(days=CALENDAR_AHEAD)
    if until < since:
        raise WrongUsage(f"--to {until} lies before --from {since}; turn them round")
    return since, until


def _stage(text: str | None) -> Stage | None:
    from store.adoption import STAGES
    from store.records import choose

    try:
        return cast("Stage", choose(text, STAGES)) if text is not None else None
    except ValueError as error:
        raise WrongUsage(f"--stage: {error}") from None


def _app(book: Path, clock: Clock) -> int:
    _need_terminal("guildbook week prints the week as plain text")
    _put_off_collecting()
    from tui import start

    return start.app(book, clock)


def _put_off_collecting() -> None:
    """Nothing made before the first screen is garbage; the app looks for some again once that is shown."""
    gc.disable()


def _demo(args: argparse.Namespace, clock: Clock) -> int:
    if not args.write:
        _need_terminal("guildbook demo --write FILE makes the file without it")
        _put_off_collecting()
    from tui import start

    size = start.DemoSize(args.volunteers, args.months, args.seed)
    if args.write:
        from tui import commands

        return commands.write_demo(args.write, clock, size)
    return start.demo(clock, size)


def _person(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import persons

    if args.yes and not args.erase:
        raise WrongUsage("--yes goes with --erase")
    if args.export:
        return persons.export(book, clock, args.name, args.export)
    if not args.erase:
        return persons.page(book, clock, args.name)
    if not args.yes and not _on_a_terminal():
        raise WrongUsage(
            "erasing asks before it forgets somebody, and there is nobody to ask; add --yes to go ahead"
        )
    return persons.erase(book, clock, args.name, ask=not args.yes)


def _standing(word: str, book: Path, clock: Clock) -> int:
    from tui import commands, standing

    return {
        "week": commands.week,
        "launch": standing.launch,
        "library": standing.shelf,
        "health": standing.mistakes,
    }[word](book, clock)


def _update(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import commands

    today = clock.today()
    since = _day("--since", args.since, today) if args.since else None
    until = _day("--until", args.until, today) if args.until else None
    if since and since > (until or today):
        raise WrongUsage(f"--since {since} lies after the last day told of, {until or today}")
    return commands.update(
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
    from tui import exchanging

    if args.what == "calendar":
        return exchanging.export_calendar(book, clock, args.ics, args.ritual)
    return exchanging.export_table(book, clock, args.what, args.csv)


def _reading(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    """What only looks at the book and prints."""
    from tui import commands, pitches

    if args.word == "people":
        return commands.people(book, clock, _stage(args.stage))
    if args.word == "costs":
        return pitches.costs(book, clock)
    return pitches.pitch(book, clock, depth=DEPTHS[args.depth], form=args.format, out=args.out)


def _charter(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import charters

    on = _day("--on", args.on, clock.today()) if args.on else None
    return charters.show(book, clock, on=on, form=args.format, out=args.out)


def _import(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    if args.what == "calendar":
        return _import_calendar(args, book, clock)
    from store.exchange.people import read_mapping
    from tui import commands

    try:
        mapping = read_mapping(args.map)
    except GuildbookError as error:
        raise WrongUsage(f"--map: {error}") from None
    return commands.import_people(book, clock, args.file, sheet=args.sheet, mapping=mapping, dry_run=args.dry_run)


def _import_calendar(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import exchanging

    today = clock.today()
    since = _day("--from", args.since, today) if args.since else None
    until = _day("--to", args.until, today) if args.until else None
    if until and until < (since or today):
        raise WrongUsage(f"--to {until} lies before --from {since or today}; turn them round")
    return exchanging.import_calendar(book, clock, args.file, since=since, until=until, dry_run=args.dry_run)


def _restore(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import commands

    if args.list:
        return commands.list_backups(book, clock)
    if not args.yes and not _on_a_terminal():
        raise WrongUsage(
            "restore asks before it replaces the book, and there is nobody to ask; add --yes to go ahead"
        )
    return commands.restore(book, clock, args.backup, ask=not args.yes)


def _merge(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from tui import copies

    ask = _on_a_terminal()
    return copies.merge(book, clock, args.other, take=args.take, ask=ask, dry_run=args.dry_run)


def _need_terminal(instead: str) -> None:
    if not _on_a_terminal():
        raise WrongUsage(f"the app needs a terminal of its own; {instead}")


def _on_a_terminal() -> bool:
    with suppress(ValueError, AttributeError):  # closed, or none at all
        return sys.stdin.isatty() and sys.stdout.isatty()
    return False
