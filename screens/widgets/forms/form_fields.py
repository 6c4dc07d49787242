"""The fields of a form: lines, texts and picks, with their labels."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from screens.widgets.keys import key_of
from screens.widgets.line_widget import Drawn
from screens.widgets.lists.option import NEW, Option
from screens.widgets.lists.pasted_names import is_list, named_in, told
from screens.widgets.lists.picker import Picker
from screens.widgets.spans import fit, wrapped
from screens.widgets.text_input import LineField
from store.core.errors import GuildbookError
from store.core.fields import LONGEST_TEXT, Field
from store.core.text import clean, marked

if TYPE_CHECKING:
    from textual.widgets.text_area import Edit, EditResult


class PickField(Drawn, can_focus=True):
    """A value that is picked, not typed.

    Space or a letter opens the picker, left and right leaf through.
    """

    BINDINGS = [
        Binding("space", "pick", "Pick", id="form.pick", tooltip="Pick from a list"),
        Binding("right", "leaf(1)", "Next", show=False, id="form.leaf_on", tooltip="Choose the next option"),
        Binding(
            "left", "leaf(-1)", "Previous", show=False, id="form.leaf_back", tooltip="Choose the previous option"
        ),
        Binding("backspace,delete", "clear", "Clear", show=False, id="form.clear", tooltip="Clear the choice"),
    ]
    DEFAULT_CSS = """
    PickField { height: 1; border: none; padding: 0; scrollbar-gutter: auto; background: $boost; &:focus { border: none; background: $block-cursor-background; color: $block-cursor-foreground; } }
    """

    class Picked(Message):
        """Another value was picked."""

    def __init__(self, field: Field, options: Callable[[], Sequence[Option]], value: Any) -> None:
        super().__init__()
        self.field = field
        self._options = options
        self.picked: tuple[str, ...] = ()
        self.put(value)

    def put(self, value: Any) -> None:
        """Let a value of the field's record stand in it."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        self.picked = tuple(value) if isinstance(value, tuple) else (value,) if value else ()
        if self.is_mounted:
            self.redraw()

    def value(self) -> Any:
        """The field's value as its record holds it."""
        if self.field.kind == "refs":
            return self.picked
        one = self.picked[0] if self.picked else ""
        if self.field.kind == "own":
            return one.removeprefix(NEW)
        return one == "yes" if self.field.kind == "yes/no" else one

    def options(self) -> Sequence[Option]:
        """What may be picked."""
        return self._options()

    def names(self) -> list[str]:
        """What is picked, as it is told."""
        labels = {option.key: option.label for option in self._options()}
        return [labels.get(key, key.removeprefix(NEW)) for key in self.picked]

    def draw_line(self, y: int) -> Strip:
        """Draw what is picked."""
        if y:
            return self.strip([])
        names = self.names()
        text = ", ".join(names)
        count = f" ({len(names)})" if len(names) > 1 else ""
        width = self.content_width()
        look = "cursor" if self.has_focus else "" if names else "dim"
        shown_text = fit(text or self.field.hint, width - len(count) - 2) + count + " ▾"
        return self.strip([(shown_text, look)], over="cursor" if self.has_focus else "")

    def on_key(self, event: events.Key) -> None:
        """A letter opens the picker, already narrowed to it."""
        if event.is_printable and event.character and event.key != "space":
            event.stop()
            self._open(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted opens the picker, too, narrowed to it; a list of names is ticked at once."""
        event.stop()
        if self.field.kind == "refs" and is_list(event.text) and len(event.text) <= LONGEST_TEXT:
            found, missing = named_in(event.text, self._options())
            self._take(tuple(dict.fromkeys((*self.picked, *found))))
            self.notify(told(found, missing, len(self.picked) - len(found)), markup=False)
        elif event.text.strip():
            self._open().put_in(event.text)

    def action_pick(self) -> None:
        """Open the picker."""
        self._open()

    def _open(self, typed: str = "") -> Picker:
        several, may_add = self.field.kind == "refs", self.field.may_add
        options = list(self._options())
        options += [Option(key, key.removeprefix(NEW)) for key in self.picked if key.startswith(NEW)]
        picker = Picker(
            self.field.label, options, picked=self.picked, several=several, may_add=may_add, typed=typed
        )
        self.app.push_screen(picker, self._take)
        return picker

    def _take(self, picked: tuple[str, ...] | None) -> None:
        if picked is not None:
            self.picked = picked
            self.redraw()
            self.post_message(self.Picked())

    def action_leaf(self, step: int) -> None:
        """Go to the next or previous of a few choices."""
        keys = [option.key for option in self._options()]
        if self.field.kind == "refs" or not keys:
            self._say(f"Press {key_of('form.pick')} to pick from the list.")
            return
        index = keys.index(self.picked[0]) + step if self.picked and self.picked[0] in keys else 0
        self._take((keys[index % len(keys)],))

    def action_clear(self) -> None:
        """Leave the field empty, where that is allowed."""
        if self.field.kind not in ("ref", "refs", "rule") or self.field.needed:
            self._say(f"‘{self.field.label}’ is required. Press {key_of('form.pick')} to pick another option.")
        elif not self.picked:
            self._say(f"Nothing to clear. Press {key_of('form.pick')} to pick an option.")
        else:
            self._take(())

    def _say(self, text: str) -> None:
        self.notify(text, severity="warning", markup=False)


class TextField(TextArea):
    """A text of more than one line.

    Tab leaves it, and a paste beyond what a book keeps is refused with a word.
    """

    DEFAULT_CSS = "TextField .text-area--placeholder { color: $text-muted; }"

    def __init__(self, text: str, lines: int, placeholder: str = "") -> None:
        """A field with this text, some lines high; the placeholder stands in an empty one."""
        super().__init__(clean(text), compact=True, tab_behavior="focus", soft_wrap=True, placeholder=placeholder)
        self.styles.height = lines

    def edit(self, edit: Edit) -> EditResult:
        """Change the text.

        Line ends and tabs aside, nothing comes in that steers the terminal.
        """
        edit.text = clean(edit.text)
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """Show another text, as clean as what is typed."""
        super().load_text(clean(text))

    def validate_suggestion(self, text: str) -> str:
        """Suggest nothing that could not be typed."""
        return marked(text)

    def on_resize(self) -> None:
        """Have it painted as it is wrapped now.

        Where that takes as many lines as before, Textual leaves some as they were.
        """
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Refuse what is longer than a book keeps.

        All else is taken in as Textual does it.
        """
        if len(event.text) > LONGEST_TEXT:
            event.prevent_default()
            event.stop()
            self.notify(f"Not pasted: longer than {LONGEST_TEXT:,} characters.", severity="warning")


class LongField(TextField):
    """Text of several lines; enter begins a new one."""

    BINDINGS = [
        # shown in the line of keys only: the text itself takes the key first
        Binding("enter", "screen.save", "New line", id="form.newline", tooltip="Start a new line"),
        Binding(
            "ctrl+o,f4",
            "edit_outside",
            "Editor",
            id="form.editor",
            tooltip="Edit this text in your own editor ($EDITOR)",
        ),
    ]

    def action_edit_outside(self) -> None:
        """Hand the text to the user's editor, and the terminal with it."""
        from screens.widgets.forms.external_editor import edited, editor

        text, problem = self.text, ""
        try:
            words = editor(os.environ)
            with self.app.suspend():
                try:
                    text = edited(self.text, words)
                except GuildbookError as error:  # inside, or the screen would not come back
                    problem = str(error)
        except SuspendNotSupported:
            problem = "Your editor can’t be opened from here. Keep typing in this field."
        except GuildbookError as error:
            problem = str(error)
        if problem:
            self.notify(problem, severity="warning", markup=False)
        elif text != self.text:
            self.replace(text, self.document.start, self.document.end)


class QuickText(TextField):
    """A few lines for one sentence; enter saves."""

    BINDINGS = [Binding("enter", "screen.save", "Save", id="form.quick_text", tooltip="Save this form")]

    def on_key(self, event: events.Key) -> None:
        """Leave enter to the binding."""
        if event.key == "enter":
            event.prevent_default()  # keeps the text from beginning a line; the key goes on to the binding


class FormLine(LineField):
    """A line of a form: enter goes to the next one."""

    BINDINGS = [Binding("enter", "screen.next", "Next", id="form.enter", tooltip="Go to the next field, or save")]


class QuickLine(LineField):
    """A line of a quick question: enter saves."""

    BINDINGS = [Binding("enter", "screen.next", "Save", id="form.quick", tooltip="Save this form")]


class Labels(Drawn, can_focus=False):
    """The names of the fields, one beside each."""

    DEFAULT_CSS = """
    Labels { border: none; padding: 0 1; height: auto; overflow: hidden; scrollbar-gutter: auto; }
    """

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        """(field name, text) a line."""
        super().__init__()
        self._lines = lines
        self.wrong: set[str] = set()
        self.here = ""
        self.styles.height = len(lines)
        self.styles.width = max(len(text) for _, text in lines) + 5

    def show(self, lines: list[tuple[str, str]]) -> None:
        """Show other lines, as where something stands below a field."""
        if len(lines) != len(self._lines):
            self.styles.height = len(lines)
        self._lines = lines
        self.refresh()

    def draw_line(self, y: int) -> Strip:
        """Draw one name, marked where its field is at fault or focused."""
        name, text = self._lines[y] if y < len(self._lines) else ("", "")
        if text and name in self.wrong:
            return self.strip([(f"! {text}", "warn")])
        look = "heading" if not name else "accent" if name == self.here else "dim"
        return self.strip([(f"  {text}" if text else "", look)])


class Fault(Drawn, can_focus=False):
    """What is wrong with a field, directly below it."""

    DEFAULT_CSS = "Fault { border: none; padding: 0; scrollbar-gutter: auto; }"

    def __init__(self, said: str, width: int) -> None:
        """What is said, in a column so many cells wide."""
        super().__init__()
        self.said = wrapped(said, width)
        self.styles.height = self.lines

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return len(self.said)

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.strip([(self.said[y] if y < self.lines else "", "warn")])


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The part that scrolls.

    The arrow keys are the form's, to go from field to field.
    """
