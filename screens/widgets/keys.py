"""The keys in force by binding id, for every sentence that names one."""

from __future__ import annotations

from collections.abc import Callable

from textual.keys import format_key

from screens.widgets.textual_compat import own_keys, running_app

Text = str | Callable[[], str]
"""A text, or what writes it anew each time it is drawn, because it names keys."""

USUAL: dict[str, str] = {
    "go.pipeline": "2",
    "go.calendar": "3",
    "go.launch": "7",
    "go.facilitate": "0",
    "app.undo": "u",
    "app.redo": "U",
    "app.palette": "ctrl+p",
    "app.quit": "q",
    "screen.capture": "semicolon",
    "screen.all": "escape",
    "person.thank": "t",
    "person.contact": "n",
    "person.contribute": "c",
    "sift.filters": "F",
    "sift.sort": "s",
    "sift.group": "b",
    "lines.mark": "space",
    "pipeline.next": "greater_than_sign",
    "pipeline.add": "a",
    "pipeline.edit": "e",
    "sift.narrow": "f",
    "pipeline.import": "i",
    "pipeline.view": "v",
    "calendar.hold": "m",
    "calendar.plan": "a",
    "calendar.once": "o",
    "calendar.edit": "e",
    "calendar.view": "v",
    "calendar.skip": "s",
    "calendar.host": "w",
    "calendar.prepare": "space",
    "calendar.bring_back": "B",
    "calendar.target": "T",
    "recognition.other": "tab",
    "recognition.add": "a",
    "recognition.view": "v",
    "recognition.earlier": "left_square_bracket",
    "recognition.later": "right_square_bracket",
    "costs.add": "a",
    "costs.budget": "b",
    "costs.rate": "r",
    "updates.back": "escape",
    "updates.sent": "m",
    "updates.view": "v",
    "updates.template": "T",
    "readers.open": "enter",
    "readers.add": "a",
    "readers.edit": "e",
    "facts.toggle": "space",
    "facts.words": "e",
    "launch.other": "tab",
    "launch.word": "space",
    "person.need": "N",
    "library.add": "a",
    "library.edit": "e",
    "library.copy": "y",
    "library.owner": "w",
    "checkups.answer": "a",
    "checkups.all": "o",
    "needs.add": "a",
    "needs.answer": "r",
    "volunteer.other": "tab",
    "volunteer.ask": "a",
    "volunteer.over": "w",
    "person.ready": "R",
    "volunteer.tick": "space",
    "volunteer.leaving": "L",
    "roles.other": "tab",
    "roles.over": "w",
    "roles.add": "a",
    "departments.next": "greater_than_sign",
    "departments.add": "a",
    "departments.edit": "e",
    "departments.people": "enter",
    "coverage.view": "v",
    "budget.rate": "r",
    "budget.edit": "e",
    "return.add": "a",
    "return.switch": "o",
    "kpis.add": "a",
    "kpis.read": "r",
    "kpis.pitch": "p",
    "pitch.add": "a",
    "pitch.words": "w",
    "sent.mark": "space",
    "posts.add": "a",
    "posts.edit": "e",
    "posts.view": "v",
    "support.other": "tab",
    "support.leave": "escape",
    "support.edit": "e",
    "duties.open": "enter",
    "stakeholder.other": "tab",
    "kickoff.split": "s",
    "kickoff.later": "greater_than_sign",
    "kickoff.earlier": "less_than_sign",
    "kickoff.session": "o",
    "kickoff.host": "w",
    "kickoff.hold": "m",
    "kickoff.delete": "d",
    "charter.edit": "e",
    "charter.moderator": "w",
    "charter.review": "m",
    "charter.earlier": "left_square_bracket",
    "charter.now": "full_stop",
    "survey.add": "a",
    "survey.take_up": "m",
    "facilitate.run": "space",
    "facilitate.skip": "s",
    "facilitate.more": "plus",
    "facilitate.note": "a",
    "facilitate.settle": "m",
    "facilitate.reset": "r",
    "idea.keep": "enter",
    "idea.deeper": "tab",
    "idea.leave": "escape",
    "list.open": "enter",
    "filter.clear": "escape",
    "form.save": "ctrl+s",
    "form.leave": "escape",
    "form.enter": "enter",
    "form.pick": "space",
    "small.quit": "q",
    "capture.leave": "escape",
    "capture.save": "enter",
    "picker.tick": "space",
    "bring_in.leave": "escape",
    "bring_in.read": "enter",
    "columns.ask": "space",
    "calendar_in.leave": "escape",
    "calendar_in.read": "enter",
    "resuming.drop": "d",
}
"""The usual key of each binding that a sentence names.

Asking the bindings themselves would import every screen for a sentence about another one.
"""

FIXED_ENTER, FIXED_TAB = "enter", "tab"
"""Keys that are Textual's own: a line to type in is done with one, and the other goes on to the next part."""


def key_of(binding: str, usual: str = "") -> str:
    """The key of a binding as it is shown, the user's own where there is one.

    Args:
        binding: its id.
        usual: its usual key, for whoever has it from the binding; :data:`USUAL` says it otherwise.
    """
    app = running_app()
    own = own_keys(app) if app else {}
    return written((own.get(binding) or usual or USUAL[binding]).split(",")[0])


def written(key: str) -> str:
    """A key as people write it: ‘ctrl+s’, ‘>’, ‘enter’."""
    *held, plain = key.split("+")
    return "+".join([*held, plain if plain in ("enter", "backspace", "delete") else format_key(plain)])


def to_undo() -> str:
    """The sentence that ends what is said of a change."""
    return f"Press {key_of('app.undo')} to undo."


def as_written(text: Text) -> str:
    """A text with the keys of now."""
    return text if isinstance(text, str) else text()
