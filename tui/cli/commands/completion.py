"""``completion``: the script that completes commands in a shell."""

from __future__ import annotations

import argparse
from typing import Any

from store.core.errors import GuildbookError
from tui.cli.exit_status import DONE
from tui.cli.options import named_file
from tui.cli.parser import CommandParser, Parser, parser

SHELLS = ("bash", "zsh", "fish", "powershell")


def configure_completion(parser: Parser) -> None:
    """Configure ``guildbook completion``, which asks nothing of the book."""
    parser.describe(
        "Print a script that lets your shell complete Guildbook’s commands and options.",
        examples="""
            guildbook completion bash > ~/.local/share/bash-completion/completions/guildbook
            guildbook completion zsh > ~/.zfunc/_guildbook         (with fpath+=~/.zfunc before compinit in ~/.zshrc)
            guildbook completion fish > ~/.config/fish/completions/guildbook.fish
            guildbook completion powershell | Out-String | Invoke-Expression    (this line in the file $PROFILE names)
        """,
    )
    parser.add_argument("shell", choices=SHELLS, help="your shell")
    parser.set_defaults(run=lambda args: show(args.shell))


def show(shell: str) -> int:
    """Print the script for one of :data:`SHELLS`.

    Raises:
        GuildbookError: shtab is not installed.
    """
    try:
        import shtab
    except ImportError:
        raise GuildbookError("Completion needs another package. To install it, run: pip install shtab") from None
    commands = parser()
    _offer_files(commands, shtab.FILE)
    print(shtab.complete(commands, shell))
    return DONE


def _offer_files(parser: argparse.ArgumentParser, files: Any) -> None:
    """Complete the parsers of all commands, and have files offered wherever one is named."""
    if isinstance(parser, CommandParser):
        parser.configure()
    for action in parser._actions:
        if action.type is named_file:
            action.complete = files  # type: ignore[attr-defined]
        elif isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _offer_files(inner, files)
