"""Panels of text: one that only informs, and one to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.cells import cell_len
from textual.strip import Strip

from screens.widgets.keys import as_written
from screens.widgets.line_widget import Drawn
from screens.widgets.spans import Span, wrapped, wrapped_spans

MOST_WRAPPED = 9
"""Lines that one of a panel takes at most where it is as high as what it says."""
MEASURE = 100
"""Cells of a line that is read with ease; a text is not set wider, however wide the window is."""

PaneLine = Sequence[Span] | str
"""A line of a panel; text is wrapped."""


class Pane(Drawn, can_focus=False):
    """A quiet panel of lines that only informs."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, id=id, classes=classes)
        self._source: list[list[Span]] = []
        self._make: Callable[[int, int], Iterable[PaneLine]] | None = None
        self._made_for = 0, 0
        """The width and the lines that the lines were last made for."""
        self._wrapped: list[list[Span]] = []
        self._wrapped_for = 0
        """The width that the lines were last wrapped for."""
        self._left_for = 0
        """The lines that the panel had to spare then."""

    def show(self, lines: Iterable[PaneLine] | Callable[[int, int], Iterable[PaneLine]]) -> None:
        """Show lines; plain text is wrapped, and so are spans while the panel has lines left, else they are cut at the edge.

        Args:
            lines: those, or what gives them for the width and the lines that the panel has.
        """
        self._make = lines if callable(lines) else None
        self._made_for = 0, 0
        if not callable(lines):
            self._take(lines)
        self.on_resize()

    def _take(self, lines: Iterable[PaneLine]) -> None:
        self._source = [[(line, "wrap")] if isinstance(line, str) else list(line) for line in lines]
        self._wrapped_for = 0

    def on_resize(self) -> None:
        """Wrap for the new width."""
        if self.content_width():  # else it is not laid out yet; then comes the first resize
            self.set_height(len(self._lines()))

    @property
    def text(self) -> str:
        """The lines as they are wrapped for its width, also those scrolled away."""
        return "\n".join("".join(part for part, _ in line) for line in self._lines())

    def _lines(self) -> list[list[Span]]:
        """The lines wrapped; also where they are painted before word of a new size comes."""
        room = self.content_width(), self.content_height()
        if self._make and room != self._made_for:
            self._made_for = room
            self._take(self._make(*room))
        size = self.content_width(), self._lines_to_spare()
        if size != (self._wrapped_for, self._left_for):
            self._wrapped_for, self._left_for = size
            self._wrapped = [*self.wrapping(*size)]
        return self._wrapped

    def _lines_to_spare(self) -> int:
        """How many more lines than its own the panel shows; where they decide how high it is, as many as it needs."""
        height = self.styles.height
        grows = height is None or height.is_auto
        return (
            len(self._source) * MOST_WRAPPED if grows else self.scrollable_content_region.height - len(self._source)
        )

    def wrapping(self, width: int, spare: int) -> Iterator[list[Span]]:
        """The lines, texts wrapped whole, and spans that are too wide as long as what follows them stays in sight."""
        if not self._source and (idle := as_written(self._idle[1])):
            yield from ([(part, "dim")] for part in wrapped(idle, width))
        texts = {
            place: wrapped(line[0][0], width)
            for place, line in enumerate(self._source)
            if line and line[0][1] == "wrap"
        }
        spare -= sum(len(parts) - 1 for parts in texts.values())
        for place, line in enumerate(self._source):
            if place in texts:
                yield from ([(part, "")] for part in texts[place])
                continue
            too_wide = spare > 0 and sum(cell_len(text) for text, _ in line) > width
            parts = wrapped_spans(line, width) if too_wide else [line]
            parts = parts if len(parts) - 1 <= spare else [line]
            spare -= len(parts) - 1
            yield from parts

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        y, lines = y + self.scroll_offset.y, self._lines()
        return self.strip(lines[y] if y < len(lines) else [])


class Paper(Drawn, can_focus=True):
    """A text to read, wrapped to the width and scrolled with the arrows."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, id=id, classes=classes)
        self._text = ""
        self._lines: list[str] = []
        self._marked: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """All of it, not wrapped."""
        return self._text

    def show(self, text: str, marked: str = "") -> None:
        """Show a text, with the passage ``marked`` set off at its left."""
        self._text, self._passage = text, marked
        self.rewrap()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self.rewrap()

    def rewrap(self) -> None:
        """Wrap the text for the width of now."""
        if not self.content_width():
            return  # not laid out yet; then comes the first resize
        width = max(min(self.content_width() - 2, MEASURE), 1)
        before, found, _ = self._text.partition(self._passage) if self._text and self._passage else ("", "", "")
        start = len(wrapped(before, width)) - 1 if found else 0
        self._marked = (start, start + len(wrapped(found, width))) if found else (0, 0)
        self._lines = wrapped(self._text or as_written(self._idle[1]), width)
        self.set_height(len(self._lines))
        if found:
            self.scroll_to(y=max(0, self._marked[0] - 2), animate=False)

    _passage = ""

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        y += self.scroll_offset.y
        if y >= len(self._lines):
            return self.strip([])
        inside = self._marked[0] <= y < self._marked[1]
        return self.strip([("▎ " if inside else "  ", "mark"), (self._lines[y], "")])
