"""The filter line: what is typed in it narrows the list above."""

from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget

from screens.widgets.bars import KeyBar
from screens.widgets.keys import FIXED_ENTER, key_of
from screens.widgets.lists.record_view import RecordView
from screens.widgets.text_input import LineField


class FilterLine(LineField):
    """What is typed here narrows the list above it."""

    BINDINGS = [
        Binding(
            "escape,ctrl+g",
            "clear",
            "Show all",
            id="filter.clear",
            tooltip="Clear the filter",
        )
    ]

    def __init__(self, target: RecordView, before: Widget | None) -> None:
        """Make a line that narrows ``target``; leaving it goes back to ``before``."""
        super().__init__(
            "", f"type to filter; press {FIXED_ENTER} to keep it, {key_of('filter.clear')} to show all"
        )
        self._target, self._before = target, before

    def on_mount(self) -> None:
        """Stand above the status line, and have the list read through before the first letter is typed."""
        self.styles.margin = (0, 0, self.screen.query_one(KeyBar).lines, 0)
        self.call_after_refresh(self._target.read_through)

    def aim(self, target: RecordView) -> None:
        """Narrow another list by the same text, and this one no more."""
        if target is not self._target:
            self._target.filter("")
            self._target = self._before = target
            target.filter(self.value)

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Narrow as it is typed."""
        event.stop()
        self._target.filter(self.value)

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Go on in the narrowed list."""
        event.stop()
        self.screen.set_focus(self._target)

    def action_clear(self) -> None:
        """Show all again."""
        self.screen.set_focus(self._before or self._target)
        self._target.filter("")  # looks other than before because of both, but is drawn once
        self.remove()
