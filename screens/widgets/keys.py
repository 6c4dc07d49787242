"""The keys in force by binding id, for every sentence that names one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key, key_to_character

from screens.widgets.textual_compat import own_keys, running_app

Text = str | Callable[[], str]
"""A text, or what writes it anew each time it is drawn, because it names keys."""

USUAL: dict[str, str] = {
    "go.pipeline": "2",
    "go.calendar": "3",
    "go.updates": "6",
    "tour.skip": "ctrl+g",
    "go.launch": "7",
    "go.facilitate": "0",
    "app.undo": "u",
    "app.palette": "ctrl+p",
    "app.help": "question_mark",
    "app.quit": "q",
    "screen.capture": "semicolon",
    "screen.all": "escape",
    "week.add": "a",
    "week.import": "i",
    "week.view": "v",
    "week.copy": "y",
    "week.bring_back": "B",
    "person.thank": "t",
    "person.contact": "n",
    "person.contribute": "c",
    "sift.filters": "F",
    "sift.sort": "S",
    "sift.group": "b",
    "lines.mark": "space",
    "pipeline.next": "greater_than_sign",
    "pipeline.add": "a",
    "pipeline.edit": "e",
    "sift.narrow": "f",
    "pitch.words": "W",
    "facilitate.reset": "full_stop",
    "charter.review": "m",
    "app.redo": "U",
    "charter.now": "full_stop",
    "facilitate.run": "space",
    "facilitate.skip": "s",
    "charter.moderator": "w",
    "facilitate.more": "plus",
    "calendar.view": "v",
    "calendar.hold": "m",
    "calendar.plan": "a",
    "calendar.once": "A",
    "calendar.edit": "e",
    "calendar.skip": "s",
    "calendar.host": "w",
    "calendar.prepare": "space",
    "calendar.bring_back": "B",
    "calendar.target": "T",
    "recognition.other": "tab",
    "recognition.add": "a",
    "recognition.earlier": "left_square_bracket",
    "recognition.later": "right_square_bracket",
    "costs.add": "a",
    "costs.budget": "T",
    "budget.edit": "e",
    "costs.rate": "H",
    "updates.copy": "y",
    "week.snooze": "z",
    "updates.sent": "m",
    "updates.template": "E",
    "readers.open": "enter",
    "readers.add": "a",
    "readers.edit": "e",
    "support.edit": "e",
    "facts.rows": "enter",
    "facts.toggle": "space",
    "facts.words": "e",
    "launch.word": "space",
    "person.need": "N",
    "session.write_plan": "E",
    "library.add": "a",
    "library.edit": "e",
    "library.copy": "y",
    "library.owner": "w",
    "library.export": "x",
    "library.set_up": "E",
    "library.review": "m",
    "volunteer.ask": "a",
    "volunteer.over": "w",
    "person.ready": "R",
    "volunteer.tick": "space",
    "volunteer.leaving": "L",
    "roles.over": "w",
    "roles.add": "a",
    "posts.add": "a",
    "posts.tick": "space",
    "departments.next": "greater_than_sign",
    "departments.add": "a",
    "requests.add": "a",
    "requests.edit": "e",
    "requests.back": "less_than_sign",
    "departments.edit": "e",
    "pitch.add": "a",
    "kickoff.split": "b",
    "kickoff.later": "greater_than_sign",
    "kickoff.earlier": "less_than_sign",
    "kickoff.session": "A",
    "kickoff.host": "w",
    "kickoff.hold": "m",
    "kickoff.delete": "d",
    "charter.edit": "e",
    "facilitate.note": "a",
    "facilitate.settle": "m",
    "list.open": "enter",
    "list.down": "down",
    "form.save": "ctrl+s",
    "form.leave": "escape",
    "form.enter": "enter",
    "form.pick": "space",
    "columns.ask": "space",
    "columns.rows": "tab",
    "columns.take": "enter",
    "staying.tick_all": "a",
}
"""The usual key of each binding that a sentence elsewhere names.

Asking the bindings themselves would import every screen for a sentence about another one. What the module of a
screen or widget says of its own bindings needs no line here: they are declared by then. Those of commands are only where a
screen lists them.
"""

_ARROWS = ("up", "down", "left", "right")
"""Keys that are written as one character and type none."""
FIXED_ENTER, FIXED_TAB = "enter", "tab"
"""Keys that are Textual's own: a line to type in is done with one, and the other goes on to the next part."""


def key_of(binding: str, usual: str = "") -> str:
    """The key of a binding as it is shown, the user's own where there is one.

    Args:
        binding: its id.
        usual: its usual key, where the caller has it from the binding; :data:`USUAL` or the class that declares it says it
            otherwise.
    """
    app = running_app()
    own = own_keys(app) if app else {}
    return written((own.get(binding) or usual or USUAL.get(binding) or _declared(binding)).split(",")[0])


@cache
def _declared(binding: str) -> str:
    """The usual key of a binding, from the class that declares it.

    Raises:
        KeyError: no class that is imported declares it.
    """
    kinds: list[type[DOMNode]] = [DOMNode]
    for kind in kinds:  # grows on the way: every class below
        for declared in vars(kind).get("BINDINGS", ()):
            if isinstance(declared, Binding) and declared.id == binding:
                return declared.key
        kinds += kind.__subclasses__()
    raise KeyError(binding)


def written(key: str) -> str:
    """A key as people write it: ‘ctrl+s’, ‘>’, ‘enter’."""
    *held, plain = key.split("+")
    return "+".join([*held, plain if plain in ("enter", "backspace", "delete") else format_key(plain)])


def character_of(key: str) -> str:
    """The character that a key types; nothing for keys that type none."""
    typed = key_to_character(key) or written(
        key
    )  # Textual knows some signs by another name than it gives their keys
    return typed if len(typed) == 1 and typed.isprintable() and key not in _ARROWS else ""


def to_undo() -> str:
    """The sentence that ends what is said of a change."""
    return f"Press {key_of('app.undo')} to undo."


def as_written(text: Text) -> str:
    """A text with the keys of now."""
    return text if isinstance(text, str) else text()
