"""The words of the command line: what can be asked for, with what it is called and an example."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Container
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from store import __version__
from tui.errors import WrongUsage

if TYPE_CHECKING:
    from store.model.stakeholders import Kind
    from store.pitch.document import Depth

KINDS: dict[str, Kind] = {"overview": "quick overview", "report": "detailed report", "picture": "data picture"}
"""What ``--kind`` takes, and what the book calls it."""
DEPTHS: dict[str, Depth] = {"half": "half a page", "page": "one page", "full": "full case"}
"""What ``--depth`` takes, and what the book calls it."""
PITCH_FORMATS = ("text", "markdown", "html")
FORMATS = ("text", "markdown", "html", "slack", "eml")
SHELLS = ("bash", "zsh", "fish", "powershell")
CHARTER_FORMATS = ("text", "markdown", "html")
TABLES = {
    "people": "everybody, as a table for a spreadsheet",
    "gatherings": "all gatherings, as a table for a spreadsheet",
    "recognitions": "all thanks given, as a table for a spreadsheet",
    "costs": "all costs, as a table for a spreadsheet",
}
"""What ``export`` writes as CSV."""
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


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that also says where help is."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message}; see {self.prog} --help")


class _Unseen(argparse.HelpFormatter):
    """Lays out help that nobody sees, so it does not ask how wide the terminal is: that takes as long as the words do."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parsed(words: list[str]) -> argparse.Namespace:
    """What was typed, understood.

    Only the words that are among it are made ready, as all of them take as long as a small book takes to open; where
    help is wanted or something is wrong, all are.

    Raises:
        WrongUsage: with what is wrong.
        SystemExit: after help was printed.
    """
    if not {"-h", "--help"} & {*words}:
        with suppress(WrongUsage):
            return parser(words).parse_args(words)
    return parser().parse_args(words)


def parser(asked: Container[str] | None = None) -> _Parser:
    """Everything that can be asked for, or only the words among those ``asked``."""
    layout = argparse.RawDescriptionHelpFormatter if asked is None else _Unseen
    everywhere = _everywhere(layout)
    made = _Parser(
        prog="guildbook",
        description=_ABOUT,
        epilog=_EXAMPLES,
        parents=[everywhere],
        formatter_class=layout,
        allow_abbrev=False,
    )
    made.add_argument(
        "--version", action="version", version=f"guildbook {__version__}", help="say which Guildbook this is"
    )
    words = made.add_subparsers(title="words", metavar="WORD", dest="word")
    add = _Adder(words, everywhere, asked)
    _add_demo(add)
    _add_reading(add)
    _add_standing(add)
    _add_update(add)
    _add_money(add)
    _add_charter(add)
    _add_import(add)
    _add_export(add)
    _add_care(add)
    _add_keys(add)
    _add_around(add)
    return made


def _everywhere(layout: type[argparse.HelpFormatter]) -> argparse.ArgumentParser:
    """The options that stand before or after the word; without a default, so that neither place undoes the other."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, formatter_class=layout)
    group = parser.add_argument_group("everywhere")
    group.add_argument("--book", type=named_file, metavar="FILE", help="another book than your usual one")
    group.add_argument("--today", type=iso_day, metavar="YYYY-MM-DD", help="look at it as if it were this day")
    return parser


class _Adder:
    """Adds a word to the command line, with its help and the options that stand everywhere."""

    def __init__(
        self, words: Any, everywhere: argparse.ArgumentParser, asked: Container[str] | None = None
    ) -> None:
        self._words, self.everywhere, self._asked = words, everywhere, asked

    def __call__(self, word: str, brief: str, *, about: str = "", examples: str = "") -> argparse.ArgumentParser:
        """Add one.

        Args:
            word: what is typed.
            brief: its line in the list of words.
            about: what it does, where more needs saying than the line.
            examples: for the end of its help, a line each.
        """
        if self._asked is not None and word not in self._asked:
            return cast("argparse.ArgumentParser", _Unasked())
        parser: argparse.ArgumentParser = self._words.add_parser(
            word,
            help=brief,
            description=about or f"{brief[0].upper()}{brief[1:]}.",
            epilog="\n  ".join(["Examples:", *(line.strip() for line in examples.strip().splitlines())]) + "\n",
            parents=[self.everywhere],
            formatter_class=self.everywhere.formatter_class,
            allow_abbrev=False,
        )
        return parser


class _Unasked:
    """Stands for a word that was not typed: whatever is said of it is not kept."""

    def __getattr__(self, _: str) -> Callable[..., _Unasked]:
        return self._not_kept

    def _not_kept(self, *_: object, **__: object) -> _Unasked:
        return self


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
    parser.add_argument(
        "--write", type=named_file, metavar="FILE", help="write it to a new file; the app stays closed"
    )
    parser.add_argument(
        "--volunteers", type=_number(1, 5000), default=24, metavar="N", help="how many (24, the least)"
    )
    parser.add_argument("--months", type=_number(1, 120), default=9, metavar="M", help="how long it has run (9)")
    parser.add_argument(
        "--seed", type=_number(0, 2**32), default=1, metavar="S", help="another number, other people"
    )


def _add_reading(add: _Adder) -> None:
    line = add(
        "add",
        "note anything in one line, as ; does in the app",
        about="Understands a line as you would say it, says in words what it means, and saves it in one change.\n"
        "Where a name is ambiguous or a word is not understood, it says so and saves nothing.",
        examples="""
            guildbook add thank Ana Ruiz for the feedback session
            guildbook add "call Tom fri"
            guildbook add spent 40 cake yesterday --dry-run
        """,
    )
    line.add_argument("line", nargs="+", metavar="LINE", help="what to note")
    line.add_argument("--dry-run", action="store_true", help="only say what it means")
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
        "With --erase it erases them: in the book, in what could be undone, in backups and in copied texts. Files it\n"
        "deleted, files of others that name them, and places that may still tell of them are listed afterwards.\n"
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
    what.add_argument("--export", type=named_file, metavar="FILE", help="write everything about them to a new file")
    what.add_argument("--erase", action="store_true", help="erase them; this cannot be undone")
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
    parser.add_argument("--out", type=named_file, metavar="FILE", help="write to a new file instead of the screen")


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
    parser.add_argument("--out", type=named_file, metavar="FILE", help="write to a new file instead of the screen")


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
    parser.add_argument("--out", type=named_file, metavar="FILE", help="write to a new file instead of the screen")


def _add_import(add: _Adder) -> None:
    parser = add("import", "bring in what you already have", examples="guildbook import people colleagues.csv")
    what = parser.add_subparsers(title="words", metavar="WORD", dest="what", required=True)
    people = _Adder(what, add.everywhere)(
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
    which.add_argument("file", type=named_file, metavar="FILE", help="the file: .csv or .xlsx")
    people.add_argument(
        "--map",
        action="append",
        default=[],
        metavar='"Column=field"',
        help="what a column holds; «-» leaves it out",
    )
    people.add_argument("--sheet", default="", metavar="SHEET", help="which sheet, where an Excel file has several")
    people.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    calendar = _Adder(what, add.everywhere)(
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
    which.add_argument("file", type=named_file, metavar="FILE", help="the file: .ics")
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
    adder = _Adder(what, add.everywhere)
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
    calendar.add_argument("--ics", type=named_file, required=True, metavar="FILE", help="write to this new file")
    calendar.add_argument("--ritual", metavar="NAME", help="only this ritual; a beginning of its name will do")
    for table, brief in TABLES.items():
        csv = adder(table, brief, examples=f"guildbook export {table} --csv {table}.csv")
        csv.add_argument("--csv", type=named_file, required=True, metavar="FILE", help="write to this new file")


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
        "you are asked. Someone erased in one copy never comes back unasked. The other file is only read. One undo takes\n"
        "all of it back.",
        examples="""
            guildbook merge ~/sync/book-desktop.json --dry-run
            guildbook merge ~/sync/book-desktop.json
        """,
    )
    merge.add_argument("other", type=named_file, metavar="OTHER", help="the other copy")
    merge.add_argument("--take", choices=("here", "there"), default="", help="whose side counts where both changed")
    merge.add_argument("--dry-run", action="store_true", help="only say what would happen")


def _add_keys(add: _Adder) -> None:
    keys = add(
        "keys",
        "every key of the app, and how to have others",
        about="Prints every key, screen by screen: the key, what it does, what is gained, and its name in brackets. By\n"
        "that name it is changed, in the section [keys] of config.toml; what cannot be had is told, and stays as it was.\n"
        "With --config it prints such a file to begin with, and says where it belongs.",
        examples="""
            guildbook keys
            guildbook keys --config
        """,
    )
    keys.add_argument("--config", action="store_true", help="print a config.toml in which all keys are as usual")


def _add_around(add: _Adder) -> None:
    serve = add(
        "serve",
        "the app in a browser of this computer",
        about="Shows the app in a browser, on this computer only, until ctrl+c. It prints the address to open, which works\n"
        "once, and then the next, for another tab. A second tab opens the book for reading. Needs the package\n"
        "textual-serve.",
        examples="""
            guildbook serve
            guildbook serve --demo --port 8600
        """,
    )
    serve.add_argument("--port", type=_number(1024, 65535), default=8520, metavar="N", help="another port (8520)")
    serve.add_argument("--demo", action="store_true", help="a made-up community in each tab")
    completion = add(
        "completion",
        "the words at the press of tab, in your shell",
        about="Prints what makes a shell complete the words and options of guildbook when tab is pressed.",
        examples="""
            guildbook completion bash > ~/.local/share/bash-completion/completions/guildbook
            guildbook completion zsh > ~/.zfunc/_guildbook         (with fpath+=~/.zfunc before compinit in ~/.zshrc)
            guildbook completion fish > ~/.config/fish/completions/guildbook.fish
            guildbook completion powershell >> $PROFILE
        """,
    )
    completion.add_argument("shell", choices=SHELLS, help="which shell")


def named_file(text: str) -> Path:
    """A file that was named; raises ArgumentTypeError where it cannot be one."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("a file is needed here")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise argparse.ArgumentTypeError(f"«{text}» is in nobody's home folder") from None


def iso_day(text: str) -> date:
    """A day as ISO 8601 writes it; raises ArgumentTypeError where it is none."""
    from store.core.dates import in_range

    try:
        if len(text) != 10 or text[4] + text[7] != "--":
            raise ValueError
        return in_range(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» is not a day; write it like 2026-11-23") from None


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"«{text}» is not a whole number from {least} to {most}")

    return number
