"""A line to type in."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from store.core.fields import LONGEST_LINE, LONGEST_TEXT
from store.core.text import marked, one_line


class LineField(Input):
    """A text of one line; a pasted one of several lines is joined, not cut."""

    DEFAULT_CSS = "LineField > .input--placeholder { color: $text-muted; }"

    def __init__(self, text: str, placeholder: str, *, over: bool = False) -> None:
        """A line with a text in it; ``over`` lets what is typed first take its place, as a day or an amount wants."""
        super().__init__(text, placeholder=placeholder, compact=True, select_on_focus=over)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Hold nothing that steers the terminal, whichever way it came.

        Places in the text stay the same.
        """
        return marked(value, blanks=False)

    validate__suggestion = validate_placeholder = validate_value

    def on_paste(self, event: events.Paste) -> None:
        """Put a pasted text in, where Textual would take its first line."""
        event.prevent_default()
        event.stop()
        self.put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was copied within the app, as if it was pasted."""
        self.put_in(self.app.clipboard)

    def put_in(self, text: str) -> None:
        """Put a text in at the cursor, its lines joined, or refuse it with a word."""
        joined = one_line(text[:LONGEST_TEXT])  # a megabyte would take its time
        if len(text) > LONGEST_TEXT or len(self.value) + len(joined) > LONGEST_LINE:
            self.notify(f"Not pasted: longer than {LONGEST_LINE} characters.", severity="warning")
            return
        selection = self.selection
        self.replace(joined, *selection) if not selection.is_empty else self.insert_text_at_cursor(joined)
