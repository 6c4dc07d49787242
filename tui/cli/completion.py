"""What makes a shell complete the words of ``guildbook``, written by shtab from the same parser that reads them."""

from __future__ import annotations

import argparse
from typing import Any

from store.core.errors import GuildbookError
from tui.cli.parser import named_file, parser

DONE = 0


def show(shell: str) -> int:
    """Print the script for one of :data:`tui.cli.parser.SHELLS`.

    Raises:
        GuildbookError: shtab is not installed.
    """
    try:
        import shtab
    except ImportError:
        raise GuildbookError("Completion needs one package more: pip install shtab.") from None
    words = parser()
    _offer_files(words, shtab.FILE)
    print(shtab.complete(words, shell))
    return DONE


def _offer_files(words: argparse.ArgumentParser, files: Any) -> None:
    """Let files be offered wherever one is named."""
    for action in words._actions:
        if action.type is named_file:
            action.complete = files  # type: ignore[attr-defined]
        elif isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _offer_files(inner, files)
