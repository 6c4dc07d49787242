"""A clock of large digits, to be read from across a room.

Textual's own Digits are three lines high and cannot grow; these fill what they are given. Each dot of the pattern is
drawn with half blocks, so that it is about square and can be of any size.
"""

from __future__ import annotations

from textual.strip import Strip

from screens.widgets.line_widget import Drawn
from screens.widgets.spans import Span

_PATTERNS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("██ ", " █ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
}
DOTS_HIGH = 5
LARGEST = 12
"""Cells across one dot."""


def dots(text: str) -> list[str]:
    """A text of digits and colons as five rows of dots."""
    patterns = [_PATTERNS[character] for character in text if character in _PATTERNS]
    return [" ".join(pattern[row] for pattern in patterns) for row in range(DOTS_HIGH)]


def scale_for(text: str, width: int, height: int) -> int:
    """Cells across one dot, the most that fit.

    One dot is half as many lines high.
    """
    across = max(len(dots(text)[0]), 1)
    return max(1, min(width // across, height * 2 // DOTS_HIGH, LARGEST))


def lines(text: str, scale: int) -> list[str]:
    """The lines of a text, each dot ``scale`` cells wide and half as high."""
    tall = ["".join(dot * scale for dot in row) for row in dots(text) for _ in range(scale)]
    tall += [" " * len(tall[0])] * (len(tall) % 2)
    blocks = {("█", "█"): "█", ("█", " "): "▀", (" ", "█"): "▄", (" ", " "): " "}
    return [
        "".join(blocks[pair] for pair in zip(*tall[row : row + 2], strict=True)) for row in range(0, len(tall), 2)
    ]


class Face(Drawn, can_focus=False):
    """Minutes and seconds in the middle of its place."""

    DEFAULT_CSS = "Face { border: none; padding: 0; overflow: hidden; scrollbar-gutter: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = self._look = ""
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text

    def show(self, text: str, look: str) -> None:
        """Show digits and colons in a look.

        Nothing is painted where they are as they were.
        """
        if (text, look) != (self._text, self._look):
            self._text, self._look = text, look
            self._draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        size = self.scrollable_content_region
        drawn = lines(self._text, scale_for(self._text, size.width - 2, size.height)) if self._text else []
        self._lines = [""] * max(0, (size.height - len(drawn)) // 2) + drawn
        self.set_height(size.height)

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self._lines[y] if y < len(self._lines) else ""
        left = max(0, (self.content_width() - len(line)) // 2)
        spans: list[Span] = [(" " * left, ""), (line, self._look)]
        return self.strip(spans)
