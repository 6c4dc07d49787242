"""The reference pages in ``docs``, written from the program itself: every command's help, and every key.

``python -m tests.support.reference`` writes them.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from screens.widgets.keys import written
from tui.cli.commands.keys import by_place
from tui.cli.parser import CommandParser, parser
from tui.keybindings.letters import IDEAS, lettered
from tui.keybindings.registry import Key

DOCS = Path(__file__).parents[2] / "docs"
WIDTH = "100"
"""Columns that help is laid out in, whatever the terminal has."""
_ORIGIN = "<!-- Written by `python -m tests.support.reference`; changes made here are lost. -->"


def command_line() -> str:
    """Every command's help as a page."""
    with patch.dict(os.environ, {"COLUMNS": WIDTH}):
        helps = [
            f"{'#' * min(2 + depth, 3)} {made.prog}\n\n```text\n{made.format_help().strip()}\n```"
            for depth, made in _commands(parser())
        ]
    about = "The help of every command, as `guildbook COMMAND --help` prints it."
    return "\n\n".join(["# Command line", _ORIGIN, about, *helps]) + "\n"


def _commands(made: argparse.ArgumentParser, depth: int = 0) -> Iterator[tuple[int, argparse.ArgumentParser]]:
    """A parser and those below it, completed, each with how far below the first it is."""
    if isinstance(made, CommandParser):
        made.configure()
    yield max(depth - 1, 0), made
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _commands(inner, depth + 1)


def keys() -> str:
    """Every key as a page, place by place."""
    about = (
        "Every key of Guildbook by place. Use the name in the last column to choose another key: "
        "`guildbook keys --config` prints a starter file. Capital letters are typed with shift."
    )
    tables = [_table(place, bound) for place, bound in by_place()]
    return "\n\n".join(["# Keys", _ORIGIN, about, _letters(), *tables]) + "\n"


def _letters() -> str:
    """The table of what each letter means, with the actions that go by it."""
    actions: dict[str, dict[str, None]] = {}
    for pressed, _, key in lettered():
        actions.setdefault(pressed, {})[key.does] = None
    lines = [
        "## One letter, one idea",
        "",
        "A letter or sign means the same on every screen. This is what each stands for, and the actions that use it.",
        "",
        "| Key | Idea | Actions |",
        "| --- | --- | --- |",
        *(f"| {_code(idea.key)} | {_cell(idea.means)} | {_cell(', '.join(actions[idea.key]))} |" for idea in IDEAS),
    ]
    return "\n".join(lines)


def _table(place: str, bound: list[Key]) -> str:
    lines = [f"## {place}", "", "| Key | Action | What it does | Name |", "| --- | --- | --- | --- |"]
    for key in bound:
        pressed = " ".join(_code(written(name)) for name in key.keys)
        lines.append(f"| {pressed} | {_cell(key.does)} | {_cell(key.gained)} | `{key.id}` |")
    return "\n".join(lines)


def _code(key: str) -> str:
    return "`` ` ``" if key == "`" else f"`{_cell(key)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PAGES = {"cli.md": command_line, "keys.md": keys}


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
