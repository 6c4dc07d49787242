"""The parser of the command line: what all words share; each word's own part is in its module, see :mod:`tui.cli.registry`."""

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
_DAY_OPTIONS = ("--since", "--until", "--from", "--to", "--on")
_BACK = re.compile(r"-\s*\d{1,3}\s*[dwmy]", re.IGNORECASE)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line that also says where help is."""

    def __init__(self, *, brief: str = "", **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)
        self._brief = brief
        self._words: Any = None

    def error(self, message: str) -> NoReturn:
        """Say what is wrong.

        Raises:
            WrongUsage: always.
        """
        raise WrongUsage(f"{message}; see {self.prog} --help")

    def describe(self, about: str = "", *, examples: str) -> None:
        """Give the word its help, and the options that stand before or after every word.

        Args:
            about: what it does, where more needs saying than its line in the list of words.
            examples: for the end of its help, a line each.
        """
        self.description = about or f"{self._brief[0].upper()}{self._brief[1:]}."
        self.epilog = "\n  ".join(["Examples:", *(line.strip() for line in examples.strip().splitlines())]) + "\n"
        self.add_everywhere()

    def add_everywhere(self) -> None:
        """Add the options that stand before or after the word.

        They have no default, so that neither place undoes the other.
        """
        group, unset = self.add_argument_group("everywhere"), argparse.SUPPRESS
        group.add_argument(
            "--book", type=named_file, metavar="FILE", default=unset, help="another book than your usual one"
        )
        group.add_argument(
            "--today", type=iso_day, metavar="YYYY-MM-DD", default=unset, help="look at it as if it were this day"
        )

    def add_word(self, word: str, brief: str) -> Parser:
        """Let a word follow this one, as in ``import people``; which one did is in ``args.what``.

        Args:
            word: what is typed.
            brief: its line in the list of words.
        """
        if self._words is None:
            self._words = self.add_subparsers(
                title="words", metavar="WORD", dest="what", required=True, parser_class=Parser
            )
        made: Parser = self._words.add_parser(word, help=brief, brief=brief, formatter_class=self.formatter_class)
        return made


class CommandParser(Parser):
    """The parser of one word, which its module completes once the word was typed."""

    def __init__(self, *, word: str, **settings: Any) -> None:
        super().__init__(**settings)
        self._word = word

    def configure(self) -> None:
        """Let the module of the word say what it takes and what runs it."""
        module = import_module(f"tui.cli.{COMMANDS[self._word][0]}")
        getattr(module, f"configure_{self._word}")(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Understand what was typed after the word."""
        self.configure()
        return super().parse_known_args(args, namespace)


class _Unseen(argparse.HelpFormatter):
    """Lays out help that nobody sees, so it does not ask how wide the terminal is: that takes as long as the words do."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parse(words: list[str]) -> argparse.Namespace:
    """What was typed, understood; ``run`` in it answers, unless no word was typed.

    Only the words that are among it are made ready, as all of them take as long as a small book takes to open; where
    help is wanted or something is wrong, all are.

    Raises:
        WrongUsage: with what is wrong.
        SystemExit: after help was printed.
    """
    words = _joined(words)
    if not {"-h", "--help"} & {*words}:
        with suppress(WrongUsage):
            return parser(words).parse_args(words)
    return parser().parse_args(words)


def parser(asked: Container[str] | None = None) -> Parser:
    """Everything that can be asked for, or only the words among those ``asked``."""
    layout = argparse.RawDescriptionHelpFormatter if asked is None else _Unseen
    made = Parser(prog="guildbook", description=_ABOUT, epilog=_EXAMPLES, formatter_class=layout)
    made.add_everywhere()
    made.add_argument(
        "--version", action="version", version=f"guildbook {__version__}", help="say which Guildbook this is"
    )
    words = made.add_subparsers(title="words", metavar="WORD", dest="word", parser_class=CommandParser)
    for word, (_, brief) in COMMANDS.items():
        if asked is None or word in asked:
            words.add_parser(word, help=brief, word=word, brief=brief, formatter_class=layout)
    return made


def _joined(argv: list[str]) -> list[str]:
    """The words typed, with a day such as ``-2w`` tied to its option; argparse would take it for another option."""
    told: list[str] = []
    for word in argv:
        if told and told[-1] in _DAY_OPTIONS and _BACK.fullmatch(word):
            told[-1] += f"={word}"
        else:
            told.append(word)
    return told
