"""The user's keys, as ``config.toml`` names them.

Whether each of them exists and is free is checked by :mod:`tui.keybindings.conflicts`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME

from screens.widgets.textual_compat import key_named
from store.core.text import quoted
from store.persistence.atomic_files import read_regular_file

_DEFAULTS = "The default keys apply until you correct it."
SECTION = "keys"
_SPECIAL = {
    "enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right",
}  # fmt: skip
_OTHERWISE = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}
_PUNCTUATION = {*KEY_TO_UNICODE_NAME, *KEY_NAME_REPLACEMENTS.values(), "comma", "colon", "semicolon", "full_stop"}
_CONTROL = {f"ctrl+{letter}" for letter in "adefgklnopqrstuxy"}
_FUNCTION = {f"f{number}" for number in (*range(1, 10), 12)}
_KEPT = {
    "ctrl+h": "terminals send backspace for it",
    "ctrl+i": "terminals send tab for it",
    "ctrl+j": "terminals cannot tell it from enter",
    "ctrl+m": "terminals cannot tell it from enter",
    "ctrl+b": "tmux uses it",
    "ctrl+c": "terminals use it to copy or stop",
    "ctrl+v": "terminals use it to paste",
    "ctrl+z": "shells use it to suspend programs",
    "ctrl+w": "terminals and browsers use it to close windows",
    "f10": "terminals use it to open their menu",
    "f11": "terminals use it for full screen",
}
"""Keys that must not be bound, and why."""


class Keymap(Struct):
    """The user's own keys."""

    file: Path
    wanted: dict[str, str]
    """For each binding its keys, as Textual writes them: with commas between."""
    troubles: list[str]
    """What cannot be used, a line each."""

    def in_one_line(self) -> str:
        """What is wrong, for a place that has room for one line.

        Nothing where all is well.
        """
        if not self.troubles:
            return ""
        more = len(self.troubles) - 1
        rest = f" {more} more: run ‘guildbook keys’." if more else ""
        return f"{self.file.name}: {self.troubles[0]}{rest}"


def read(file: Path) -> Keymap:
    """What a configuration says of keys."""
    found = Keymap(file, {}, [])
    for name, value in _section(file, found).items():
        _take(found, name, value)
    return found


def _section(file: Path, found: Keymap) -> dict[str, Any]:
    import tomllib

    try:
        told = tomllib.loads(read_regular_file(file).decode("utf-8-sig"))
    except OSError as error:
        found.troubles.append(f"cannot be read ({error.strerror or error}). {_DEFAULTS}")
        return {}
    except ValueError as error:  # not TOML, or not UTF-8
        found.troubles.append(f"cannot be understood ({error}). {_DEFAULTS}")
        return {}
    section = told.get(SECTION, {})
    if not isinstance(section, dict):
        found.troubles.append(f"‘{SECTION}’ is not a section. Write [{SECTION}] above your keys.")
        return {}
    return _flat(section)


def _flat(section: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Names with their dots; TOML takes ``calendar.plan`` for a table in a table."""
    flat: dict[str, Any] = {}
    for name, value in section.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {before + name: value}
    return flat


def _take(found: Keymap, name: str, value: object) -> None:
    """Take over the keys of one binding, or report why not."""
    told = [key for key in (value if isinstance(value, list) else [value]) if isinstance(key, str)]
    if not told or (isinstance(value, list) and len(told) < len(value)):
        found.troubles.append(f'{name} needs a key in quotes, or a list of them: {name} = "f2".')
        return
    keys = []
    for key in told:
        known, trouble = usable(key)
        if trouble:
            found.troubles.append(cannot_be(name, key, trouble))
            return
        keys.append(known)
    found.wanted[name] = ",".join(dict.fromkeys(keys))


def cannot_be(name: str, key: str, why: str) -> str:
    """Report that a binding cannot have a key."""
    return f"{name} cannot be {quoted(key)}: {why}. Choose another key."


def usable(typed: str) -> tuple[str, str]:
    """A key as Textual calls it, or why it cannot be used.

    Args:
        typed: as people write it: ‘a’, ‘>’, ‘ctrl+t’, ‘f2’, ‘space’.
    """
    if len(typed) == 1 and typed.isprintable() and typed != " ":
        return key_named(typed), ""
    key = typed.strip().lower().replace("-", "+") if len(typed) > 1 else typed
    key = _OTHERWISE.get(key, key)
    if key in _KEPT:
        return "", _KEPT[key]
    if key.startswith(("alt+", "meta+", "option+")):
        return "", "terminals differ in what they send for alt"
    if key in ("ctrl+enter", "shift+enter"):
        return "", "most terminals send plain enter for it"
    if key in _SPECIAL | _CONTROL | _FUNCTION | _PUNCTUATION:
        return key, ""
    return "", "not every terminal has this key"
