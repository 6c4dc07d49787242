"""Widgets drawn line by line: they show long lists as fast as short ones, and user text never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.looks import style_of
from store.text import one_line

Span = tuple[str, str]
"""A piece of text and the name of its look (see :mod:`screens.widgets.looks`), or nothing for plain text."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Text in exactly ``width`` cells: padded, or cut with an ellipsis; control characters become visible."""
    text = safe(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if right else text + padding


def safe(text: str) -> str:
    """Text without anything that could break a line or steer the terminal; blanks at its ends stay."""
    if text.isprintable():
        return text
    bare = text.strip(" ")
    start = len(text) - len(text.lstrip(" "))
    return " " * start + one_line(bare) + " " * (len(text) - start - len(bare)) if bare else text


def fit_spans(spans: Iterable[Span], width: int) -> list[Span]:
    """Spans in exactly ``width`` cells; control characters become visible."""
    fitted: list[Span] = []
    for raw, look in spans:
        text = safe(raw)
        length = cell_len(text)
        if length > width:
            fitted.append((fit(text, width), look))
            return fitted
        fitted.append((text, look))
        width -= length
    return [*fitted, (" " * width, "")]


def entitle(widget: Widget, title: str, below: str = "") -> None:
    """Put words into a widget's frame, above and below, as they are: brackets stay brackets."""
    widget.border_title = Content(one_line(title))
    widget.border_subtitle = Content(one_line(below))


class Drawn(ScrollView):
    """A widget that paints its own lines."""

    DEFAULT_CSS = """
    Drawn {
        background: $surface; color: $foreground; border: round $foreground 25%; border-title-color: $text-muted;
        padding: 0 1; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { border: round $primary; border-title-color: $text-primary; }
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """Cells there are to scroll through; unlike Textual's own it does not lay out the screen by itself."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.titled(title)
        self._looks: dict[str, Style] = {}

    def titled(self, title: str, below: str = "") -> None:
        """Set the words in the frame, above and below."""
        entitle(self, title, below)

    def notify_style_update(self) -> None:
        """Forget the colours of the last theme."""
        super().notify_style_update()
        self._looks = {}

    def look(self, name: str) -> Style:
        """The style of a look, on the widget's own background."""
        if name not in self._looks:
            self._looks[name] = style_of(name, self.app.theme_variables, self.rich_style)
        return self._looks[name]

    def strip(self, spans: Sequence[Span], *, over: str = "") -> Strip:
        """One line in the widget's width; with ``over`` that look's colours replace all others."""
        width = self.scrollable_content_region.width
        fitted = fit_spans(spans, width)
        return Strip([Segment(text, self.look(over or look)) for text, look in fitted], width)

    def content_width(self) -> int:
        """Cells there are to draw in."""
        return self.scrollable_content_region.width

    def set_height(self, lines: int) -> None:
        """Tell how many lines there are to scroll through, and draw them anew.

        Only the scrollbar follows at once, as in Textual's own lists; the whole screen is laid out again only where
        the lines decide how high this widget is.
        """
        before, self.virtual_size = self.virtual_size.height, Size(self.content_width(), lines)
        if self.container_size:
            self._scroll_update(self.virtual_size)
        height = self.styles.height
        self.refresh(layout=lines != before and height is not None and height.is_auto)


class Pane(Drawn, can_focus=False):
    """A quiet panel of lines that only informs."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, id=id, classes=classes)
        self._source: list[list[Span]] = []
        self._lines: list[list[Span]] = []

    def show(self, lines: Iterable[Sequence[Span] | str]) -> None:
        """Show lines; plain text is wrapped, spans are cut at the edge."""
        self._source = [[(line, "wrap")] if isinstance(line, str) else list(line) for line in lines]
        self._wrap()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()

    def _wrap(self) -> None:
        width = self.content_width()
        if not width:
            return  # not laid out yet; then comes the first resize
        self._lines = []
        for line in self._source:
            if line and line[0][1] == "wrap":
                self._lines += [[(part, "")] for part in wrapped(line[0][0], width)]
            else:
                self._lines.append(line)
        self.set_height(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        y += self.scroll_offset.y
        return self.strip(self._lines[y] if y < len(self._lines) else [])


def wrapped(text: str, width: int) -> list[str]:
    """Text broken at spaces into lines of at most ``width`` cells; words wider than a line are cut where it ends."""
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in one_line(paragraph).split(" "):
            candidate = f"{line} {word}" if line else word
            if cell_len(candidate) <= width:
                line = candidate
            elif line and cell_len(word) <= width:
                lines.append(line)
                line = word
            else:
                *full, line = _cut(candidate, width)
                lines += full
        lines.append(line)
    return lines


def _cut(text: str, width: int) -> list[str]:
    """Text in pieces of at most ``width`` cells; a character wider than that becomes an ellipsis."""
    pieces = filter(None, chop_cells(text, width))
    return [piece if cell_len(piece) <= width else "…" for piece in pieces] or [""]


class Paper(Drawn, can_focus=True):
    """A text to be read, wrapped to the width and scrolled with the arrow keys."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, id=id, classes=classes)
        self._text = ""
        self._lines: list[str] = []
        self._marked: tuple[int, int] = (0, 0)

    def show(self, text: str, marked: str = "") -> None:
        """Show a text, with the passage ``marked`` set off at its left."""
        self._text, self._passage = text, marked
        self._wrap()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()

    def _wrap(self) -> None:
        if not self.content_width():
            return  # not laid out yet; then comes the first resize
        width = max(self.content_width() - 2, 1)
        before, found, _ = self._text.partition(self._passage) if self._text and self._passage else ("", "", "")
        start = len(wrapped(before, width)) - 1 if found else 0
        self._marked = (start, start + len(wrapped(found, width))) if found else (0, 0)
        self._lines = wrapped(self._text, width)
        self.set_height(len(self._lines))
        if found:
            self.scroll_to(y=max(0, self._marked[0] - 2), animate=False)

    _passage = ""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        y += self.scroll_offset.y
        if y >= len(self._lines):
            return self.strip([])
        inside = self._marked[0] <= y < self._marked[1]
        return self.strip([("▎ " if inside else "  ", "mark"), (self._lines[y], "")])
