"""The parser of the command line, completed by each command."""

from __future__ import annotations

import argparse
import re
from collections.abc import Container
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from store import __version__
from tui.cli.exit_status import WrongUsage
from tui.cli.options import iso_day, named_file
from tui.cli.registry import COMMANDS

_ABOUT = """\
Guildbook keeps everything about your community of internal trainers in one book:
people, calendar, recognition, costs and stakeholder updates.

To open the app, run ‘guildbook’ on its own. The commands below print plain text
instead, for screen readers, pipes or a quick look.
"""
_EXAMPLES = """\
First steps:
  guildbook demo                              explore a sample community
  guildbook                                   open your own book, or start one
  guildbook import people colleagues.csv      import the people you already have

Every Monday:
  guildbook week                              see this week’s gatherings and to-dos
  guildbook update --for marta                print Marta’s update, ready to paste
  guildbook sent marta                        record it as sent
  guildbook snooze 329                        snooze a to-do by its number

Each command has its own help with examples: guildbook update --help

Your book is one file on this computer. Use --book to open another file, or set the
variable GUILDBOOK_BOOK to open it every time. Use --today to see the book as of another day.

Exit status: 0 done, 1 problem with the book or a file, 2 wrong usage.
"""
_DAY_OPTIONS = ("--since", "--until", "--from", "--to", "--on")
_RELATIVE_DAY = re.compile(r"-\s*\d{1,3}\s*[dwmy]", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that also says where help is."""

    def __init__(self, *, brief: str = "", **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)
        self._positionals.title = "arguments"
        self._brief = brief
        self._subcommands: Any = None

    def error(self, message: str) -> NoReturn:
        """Say what is wrong.

        Raises:
            WrongUsage: always.
        """
        raise WrongUsage(f"{message}. For help, run: {self.prog} --help")

    def describe(self, about: str = "", *, examples: str) -> None:
        """Set the help of the command, and add the options for every command.

        Args:
            about: what it does, where more needs saying than its line in the list of commands.
            examples: for the end of its help, a line each.
        """
        self.description = about or f"{self._brief[0].upper()}{self._brief[1:]}."
        self.epilog = "\n  ".join(["Examples:", *(line.strip() for line in examples.strip().splitlines())]) + "\n"
        self.add_everywhere()

    def add_everywhere(self) -> None:
        """Add the options that stand before or after the command.

        They have no default, so that neither place undoes the other.
        """
        group, unset = self.add_argument_group("options for every command"), argparse.SUPPRESS
        group.add_argument(
            "--book", type=named_file, metavar="FILE", default=unset, help="use this book instead of your usual one"
        )
        group.add_argument(
            "--today", type=iso_day, metavar="YYYY-MM-DD", default=unset, help="show the book as of this day"
        )

    def add_subcommand(self, name: str, brief: str) -> Parser:
        """Add a command below this one, as in ``import people``.

        Which one was typed is in ``args.what``.

        Args:
            name: what is typed.
            brief: its line in the list of commands.
        """
        if self._subcommands is None:
            self._subcommands = self.add_subparsers(
                title="commands", metavar="COMMAND", dest="what", required=True, parser_class=Parser
            )
        made: Parser = self._subcommands.add_parser(
            name, help=brief, brief=brief, formatter_class=self.formatter_class
        )
        return made


class CommandParser(Parser):
    """The parser of one command, completed once that was typed."""

    def __init__(self, *, command: str, **settings: Any) -> None:
        super().__init__(**settings)
        self._command = command

    def configure(self) -> None:
        """Let the module of the command add its arguments and what runs it."""
        module = import_module(f"tui.cli.commands.{COMMANDS[self._command][0]}")
        getattr(module, f"configure_{self._command.replace('-', '_')}")(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse what was typed after the command."""
        self.configure()
        return super().parse_known_args(args, namespace)


class _Unseen(argparse.HelpFormatter):
    """Lays out help that no one sees, so it does not ask how wide the terminal is: that takes as long as the parser itself."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parse(argv: list[str]) -> argparse.Namespace:
    """Parse the command line.

    ``run`` in the answer runs the command, ``command`` is None where none was typed.

    Only the parsers of the commands among it are made, as all of them take as long as a small book takes to open;
    where help is wanted or something is wrong, all are.

    Raises:
        WrongUsage: with what is wrong.
        SystemExit: after help was printed.
    """
    argv = _with_relative_days(argv)
    if not {"-h", "--help"} & {*argv}:
        with suppress(WrongUsage):
            return parser(argv).parse_args(argv)
    return parser().parse_args(argv)


def parser(among: Container[str] | None = None) -> Parser:
    """The parser of all commands, or only of those ``among`` some."""
    layout = argparse.RawDescriptionHelpFormatter if among is None else _Unseen
    made = Parser(prog="guildbook", description=_ABOUT, epilog=_EXAMPLES, formatter_class=layout)
    made.add_everywhere()
    made.add_argument("--version", action="version", version=f"guildbook {__version__}", help="print the version")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", dest="command", parser_class=CommandParser)
    for name, (_, brief) in COMMANDS.items():
        if among is None or name in among:
            commands.add_parser(name, help=brief, command=name, brief=brief, formatter_class=layout)
    return made


def _with_relative_days(argv: list[str]) -> list[str]:
    """The arguments, a day such as ``-2w`` tied to its option; argparse would take it for another option."""
    joined: list[str] = []
    for argument in argv:
        if joined and joined[-1] in _DAY_OPTIONS and _RELATIVE_DAY.fullmatch(argument):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined
