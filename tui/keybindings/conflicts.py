"""Check of the user's own keys: the binding exists, and the key is free wherever it works."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen

from screens.widgets.keys import character_of
from screens.widgets.textual_compat import keys_bound
from store.core.text import quoted
from tui.keybindings.keymap import Keymap, cannot_be
from tui.keybindings.registry import (
    APP,
    DIALOGS,
    EVERY_LIST,
    FILTER_LINE,
    PARTS,
    SHARED,
    bindings,
    class_at,
    ids,
    places,
    typed_in,
)

Chain = tuple[str, tuple[type[DOMNode], ...]]
"""Where one is, and what is asked for a key there: what is focused, then what it lies in."""
Clash = tuple[str, str, str, str]
"""Where, which key, whose it is, and who misses it."""


def settled(keymap: Keymap) -> Keymap:
    """The keys that can be used; each of the others is reported and stays as it was."""
    found = Keymap(keymap.file, dict(keymap.wanted), list(keymap.troubles))
    _drop_unknown(found)
    _drop_typed(found)
    usual = {pair(clash) for chain in chains() for clash in _clashes(chain, {})}
    while clash := next(
        (c for chain in chains() for c in _clashes(chain, found.wanted) if pair(c) not in usual), None
    ):
        _drop(found, clash)
    return found


def pair(clash: Clash) -> frozenset[str]:
    """The two that want one key, whichever gets it."""
    return frozenset(clash[2:])


def _drop_unknown(found: Keymap) -> None:
    known = ids()
    for name in [name for name in found.wanted if name not in known]:
        del found.wanted[name]
        near = get_close_matches(name, known, 1, 0.7)
        hint = f"Did you mean {quoted(near[0])}?" if near else "Run ‘guildbook keys’ for the names."
        found.troubles.append(f"{quoted(name)} is not the name of an action. {hint}")


def _drop_typed(found: Keymap) -> None:
    """Where letters are typed, a letter is no key."""
    for name, keys in list(found.wanted.items()):
        where = next((place for place, _ in ids()[name] if typed_in(place)), None)
        usual = {key for _, had in ids()[name] for key in had.keys}
        if where and (letters := [k for k in keys.split(",") if character_of(k) and k not in usual]):
            del found.wanted[name]
            found.troubles.append(cannot_be(name, _written(letters[0]), "letters are typed there"))


def _drop(found: Keymap, clash: Clash) -> None:
    """Let the later one of two wishes go, or the one wish against what is usual."""
    where, key, *both = clash
    name = [wish for wish in found.wanted if wish in both][-1]
    other = next(other for other in both if other != name)
    del found.wanted[name]
    owner = other if other in ids() else "moving the focus"
    found.troubles.append(cannot_be(name, _written(key), f"{owner} uses it ({where})"))


def _written(key: str) -> str:
    return key_to_character(key) or key


def chains() -> Iterator[Chain]:
    """Every place one can be in, with all that is asked for a key there."""
    app = class_at(APP)
    lists = [class_at(path) for name, path in SHARED.items() if name != FILTER_LINE]
    for place in places():
        if place.room and issubclass(place.kind, Screen):
            parts = [class_at(path) for path in PARTS.get(place.room, {}).values()]
            for kind in parts + lists:
                yield place.name, (kind, place.kind, app)
    for name, (dialog, *inside) in DIALOGS.items():
        for path in inside or [SHARED[EVERY_LIST]]:
            yield name, (class_at(path), class_at(dialog))


def _clashes(chain: Chain, wanted: dict[str, str]) -> Iterator[Clash]:
    where, kinds = chain
    taken: dict[str, str] = {}
    for kind in kinds:
        here: dict[str, str] = {}
        for name, keys in _bound(kind, wanted):
            for key in keys:
                owner = here.setdefault(key, name)
                if owner != name:
                    yield where, key, owner, name
        for key, name in here.items():
            owner = taken.setdefault(key, name)
            if owner != name:
                yield where, key, owner, name


def _bound(kind: type[DOMNode], wanted: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """What is bound in a class, by name; what Textual binds itself has none."""
    for name, found in bindings(kind).items():
        keys = wanted.get(name)
        yield name, keys.split(",") if keys else [binding.key for binding in found]
    for key, binding in keys_bound(kind):
        if not binding.id:
            yield f"({binding.action})", [key]
