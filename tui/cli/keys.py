"""``guildbook keys``: every key there is, place by place, and a configuration to begin with."""

from __future__ import annotations

from collections.abc import Iterator

from screens.widgets.keys import written
from tui.cli.console import BAD, note, say
from tui.keybindings.config_file import CONFIG_VARIABLE, config_file, wanted_config
from tui.keybindings.conflicts import settled
from tui.keybindings.keymap import Keymap, read
from tui.keybindings.registry import Key, places
from tui.shell.launcher import DONE

WIDTHS = 14, 18
"""Letters that the keys and what they do take; a longer one pushes the rest on."""
_HEAD = """\
# Keys of your own for Guildbook. This file belongs in
#   {file}
# or wherever ${variable} says. Take the # off a line and change the key; a list such as
# ["ctrl+p", ":"] gives several. Letters, digits, signs, f1 to f9, f12 and some control keys will do.
# What cannot be had is told at the start, and by «guildbook keys».

[keys]"""


def show() -> int:
    """Print every key there is, with those of one's own in place; BAD where some of them cannot be had."""
    own = _own()
    wanted = own.wanted
    for number, (heading, keys) in enumerate(_by_place()):
        say(*[""] * bool(number), heading)
        for key in keys:
            own_keys = ", ".join(map(written, wanted[key.id].split(","))) if key.id in wanted else ""
            usual = f" (usually {key.shown_as})" if own_keys else ""
            gained = key.gained or key.does
            say(f"  {own_keys or key.shown_as:{WIDTHS[0]}} {key.does:{WIDTHS[1]}} {gained}{usual}  [{key.id}]")
    for trouble in own.troubles:
        note(f"{own.file}: {trouble}")
    return BAD if own.troubles else DONE


def _own() -> Keymap:
    file = wanted_config()
    return settled(read(file)) if file else Keymap(config_file(), {}, [])


def _by_place() -> Iterator[tuple[str, list[Key]]]:
    """Headings with their keys; the parts of a dialog stand together, each key once."""
    found: dict[str, dict[str, Key]] = {}
    for place in places():
        for key in place.keys:
            found.setdefault(place.name, {}).setdefault(key.id, key)
    return ((name, list(keys.values())) for name, keys in found.items())


def configuration() -> int:
    """Print a configuration in which every key is as usual."""
    say(_HEAD.format(file=config_file(), variable=CONFIG_VARIABLE))
    told: set[str] = set()
    for heading, keys in _by_place():
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
