"""The text of a sent update, or two of them compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual.strip import Strip

from screens.widgets.panes import MEASURE, Paper
from screens.widgets.spans import wrapped
from store.updates.archive import Change

SIGNS = {"same": " ", "gone": "−", "new": "+"}
"""What stands before a line that both texts have, only the earlier one, or only the later one."""
LOOKS = {"same": "", "gone": "dim", "new": "good"}
BARS = re.compile(r"[░▒▓▁▂▃▄▅▆▇█]+ *")
"""Bars and small charts, which say the figures beside them once more."""


def comparable(letter: str) -> str:
    """A text without bars, and with bullets that are not taken for a sign."""
    lines = (re.sub(r"^- ", "• ", BARS.sub("", line)) for line in letter.split("\n"))
    return "\n".join(line.rstrip() for line in lines)


class Letter(Paper):
    """A text to read; of two, what only one of them says has its sign in the margin."""

    _changes: tuple[Change, ...] = ()
    _margins: list[tuple[str, str]]
    """Of each line of a comparison the sign and the look."""

    def show(self, text: str, marked: str = "") -> None:
        """Show one text."""
        self._changes = ()
        super().show(text, marked)

    def show_changes(self, changes: Iterable[Change]) -> None:
        """Show two texts line by line."""
        changes = tuple(changes)
        self.show("\n".join(f"{SIGNS[change.which]} {change.text}".rstrip() for change in changes))
        self._changes = changes
        self.rewrap()

    def rewrap(self) -> None:
        """Wrap the text, or each line of a comparison beside its sign."""
        if not self._changes or not self.content_width():
            super().rewrap()
            return
        width = max(min(self.content_width() - 2, MEASURE), 1)
        self._marked, self._lines, self._margins = (0, 0), [], []
        for change in self._changes:
            parts = wrapped(change.text, width)
            self._lines += parts
            signs = [SIGNS[change.which], *(" " for _ in parts[1:])]
            self._margins += [(sign, LOOKS[change.which]) for sign in signs]
        self.set_height(len(self._lines))

    def draw_line(self, y: int) -> Strip:
        """Draw one line, of a comparison with its sign."""
        line = y + self.scroll_offset.y
        if not self._changes or line >= len(self._lines):
            return super().draw_line(y)
        sign, look = self._margins[line]
        return self.strip([(f"{sign} {self._lines[line]}", look)])
