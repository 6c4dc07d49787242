"""``keys``: every key of the app, and a configuration to start from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.console import note, say
from tui.cli.exit_status import BAD, DONE
from tui.cli.options import with_book
from tui.cli.parser import Parser
from tui.keybindings.config_file import CONFIG_VARIABLE, config_file, wanted_config

if TYPE_CHECKING:
    from store.core.dates import Clock
    from tui.keybindings.keymap import Keymap
    from tui.keybindings.registry import Key

WIDTHS = 14, 18
"""Letters that the keys and what they do take; a longer one pushes the rest on."""
_HEAD = """\
# Your own keys for Guildbook. Save this file as
#   {file}
# or where the variable {variable} says. Remove the # from a line and change its key; a list such as
# ["ctrl+p", ":"] gives several keys. Letters, digits, signs, f1 to f9, f12 and some control keys work.
# Guildbook reports problems with this file when it starts, and in ‘guildbook keys’.

[keys]"""


def configure_keys(parser: Parser) -> None:
    """Configure ``guildbook keys``."""
    parser.describe(
        "Print the keys for each screen, each with its label, a description and, in brackets, the name of its action. To\n"
        "change a key, use that name in the [keys] section of config.toml. Keys that cannot be used are reported, and\n"
        "the default stays. With --config, print a starter file and say where to save it.",
        examples="""
            guildbook keys
            guildbook keys --config
        """,
    )
    parser.add_argument("--config", action="store_true", help="print a config.toml with the default keys")
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, _: Path, __: Clock) -> int:
    return configuration() if args.config else show()


def show() -> int:
    """Print every key, with the user's own in place.

    BAD where some of them cannot be used.
    """
    from screens.widgets.keys import written

    own = _own()
    wanted = own.wanted
    for number, (heading, keys) in enumerate(by_place()):
        say(*[""] * bool(number), heading)
        for key in keys:
            own_keys = ", ".join(map(written, wanted[key.id].split(","))) if key.id in wanted else ""
            usual = f" (default: {key.shown_as})" if own_keys else ""
            gained = key.gained or key.does
            say(f"  {own_keys or key.shown_as:{WIDTHS[0]}} {key.does:{WIDTHS[1]}} {gained}{usual}  [{key.id}]")
    for trouble in own.troubles:
        note(f"{own.file}: {trouble}")
    return BAD if own.troubles else DONE


def _own() -> Keymap:
    from tui.keybindings.conflicts import settled
    from tui.keybindings.keymap import Keymap, read

    file = wanted_config()
    return settled(read(file)) if file else Keymap(config_file(), {}, [])


def by_place() -> Iterator[tuple[str, list[Key]]]:
    """Headings with their keys; the parts of a dialog stand together, each key once."""
    from tui.keybindings.registry import places

    found: dict[str, dict[str, Key]] = {}
    for place in places():
        for key in place.keys:
            found.setdefault(place.name, {}).setdefault(key.id, key)
    return ((name, list(keys.values())) for name, keys in found.items())


def configuration() -> int:
    """Print a configuration with the default keys."""
    say(_HEAD.format(file=config_file(), variable=CONFIG_VARIABLE))
    told: set[str] = set()
    for heading, keys in by_place():
        fresh = [key for key in keys if key.id not in told]
        told.update(key.id for key in fresh)
        if fresh:
            say("", f"# {heading}", *map(_line, fresh))
    return DONE


def _line(key: Key) -> str:
    written = [f'"{_plain(name)}"' for name in key.shown_as.split(", ")]
    value = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    return f"# {key.id} = {value}  # {key.gained or key.does}"


def _plain(name: str) -> str:
    return {"↑": "up", "↓": "down", "←": "left", "→": "right", '"': '\\"', "\\": "\\\\"}.get(name, name)
