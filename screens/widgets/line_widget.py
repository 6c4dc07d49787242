"""Widgets drawn line by line: fast in long lists, user text no markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Self

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.keys import Text, as_written
from screens.widgets.line_diff import changed_part
from screens.widgets.styles import style_of
from screens.widgets.textual_compat import follow_scrollbar
from store.core.text import one_line

Span = tuple[str, str]
"""A piece of text and the name of its look (see :mod:`screens.widgets.styles`), or nothing for plain text."""


CORNER = 4
"""Cells that a frame's corner and the blanks around its words take."""
MOST_WRAPPED = 9
"""Lines that one of a panel takes at most where it is as high as what it says."""
MEASURE = 100
"""Cells of a line that is read with ease; a text is not set wider, however wide the window is."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Text in ``width`` cells, padded or cut, control characters visible."""
    text = safe(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if right else text + padding


def safe(text: str) -> str:
    """Text without anything that could break a line or steer the terminal.

    Blanks at its ends stay.
    """
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
    """Put words into a widget's frame, above and below; none is markup."""
    for frame, words in (("border_title", title), ("border_subtitle", below)):
        told = Content(one_line(words))
        if getattr(widget, frame) != told.markup:
            setattr(widget, frame, told)


class Drawn(ScrollView):
    """A widget that paints its own lines."""

    DEFAULT_CSS = """
    Drawn {
        background: $surface; color: $foreground; border: round $border-blurred; border-title-color: $text-muted; border-title-style: bold;
        border-subtitle-color: $text-muted;
        padding: 0 1; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
    }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """Cells there are to scroll through; unlike Textual's own it does not lay out the screen by itself."""

    def __init__(self, *, title: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._measured = 0
        self._words: tuple[str, str] = "", ""
        """What stands in the frame, above and below."""
        self._idle: tuple[str, Text] = "", ""
        """The title and the sentence while there is nothing to show."""
        self._entitling: tuple[str, str] | None = None
        """What stood there, while it is exchanged."""
        self.titled(title)
        self._looks: dict[str, Style] = {}
        self._nothing: Strip | None = None
        self._painted: dict[int, Strip] = {}
        """Each line as it was last handed to Textual."""
        self._to_paint: dict[int, Strip] = {}
        """Lines drawn to see whether they look different, until they are painted or all are drawn anew.

        Only the part that looks different is painted of them, so they are not drawn a second time by then: something new
        would be seen in part, and taken for painted.
        """
        self._to_paint_in = Size(0, 0)
        """How large the widget was then."""
        self._to_redraw = False

    def when_empty(self, title: str, words: Text) -> Self:
        """Have a title and a sentence of its own while there is nothing to show; returns the widget."""
        self._idle = title, words
        self.titled("")
        return self

    def titled(self, title: str, below: str = "") -> None:
        """Set the words in the frame, and have only the frame painted anew."""
        title = title or self._idle[0]
        self._entitling, self._words = self._words, (one_line(title), one_line(below))
        try:
            entitle(self, title, below)
        finally:
            self._entitling = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have regions painted anew, or all of it, as Textual does."""
        if self._entitling and not layout and (frame := self._changed_frame(self._entitling)):
            regions = frame
        else:
            self._to_paint = {}
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _changed_frame(self, before: tuple[str, str]) -> tuple[Region, ...]:
        """Where the words in the frame are others, as seen from the content; those above stand at the left."""
        (width, height), (x, y) = self.outer_size, self.content_offset
        longest = max(cell_len(before[0]), cell_len(self._words[0])) + CORNER
        above = Region(-x, -y, min(width, longest), 1) if before[0] != self._words[0] else None
        below = Region(-x, height - 1 - y, width, 1) if before[1] != self._words[1] else None
        return tuple(filter(None, (above, below)))

    def notify_style_update(self) -> None:
        """Forget the colours of the last theme."""
        super().notify_style_update()
        self._looks, self._nothing, self._to_paint = {}, None, {}

    def look(self, name: str) -> Style:
        """The style of a look, on the widget's own background."""
        if name not in self._looks:
            self._looks[name] = style_of(name, self.app.theme_variables, self.rich_style)
        return self._looks[name]

    def strip(self, spans: Sequence[Span], *, over: str = "", width: int = 0) -> Strip:
        """One line in the widget's width unless told.

        With ``over`` that look's colours replace all others.
        """
        width = width or self.content_width()
        if not spans and not over:
            return self._blank(width)
        fitted = fit_spans(spans, width)
        alike = groupby(fitted, key=lambda span: over or span[1])  # each change of colours is written out
        return Strip([Segment("".join(text for text, _ in run), self.look(look)) for look, run in alike], width)

    def _blank(self, width: int) -> Strip:
        """A line with nothing on it, as most of a panel's are."""
        if self._nothing is None or self._nothing.cell_length != width:
            self._nothing = Strip([Segment(" " * width, self.look(""))], width)
        return self._nothing

    def content_width(self) -> int:
        """Cells there are to draw in."""
        return self._measured or self.scrollable_content_region.width

    def content_height(self) -> int:
        """Lines there are to draw in; none before it is laid out."""
        return self.scrollable_content_region.height

    @contextmanager
    def measuring(self) -> Iterator[int]:
        """Ask Textual once for the width, which it works out anew each time, while line after line is drawn."""
        before = self._measured
        self._measured = self.content_width()
        try:
            yield self._measured
        finally:
            self._measured = before

    def set_height(self, lines: int) -> None:
        """Set how many lines there are to scroll through, and redraw changes.

        Only the scrollbar follows at once, as in Textual's own lists; the whole screen is laid out again only where
        the lines decide how high this widget is.
        """
        before, self.virtual_size = self.virtual_size, Size(self.content_width(), lines)
        if self.container_size and self.virtual_size != before:
            follow_scrollbar(self)
        height = self.styles.height
        if lines != before.height and height is not None and height.is_auto:
            self.refresh(layout=True)
        else:
            self.redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines as Textual asks for them."""
        if self._to_paint_in != self.size:
            self._to_paint = {}
        with self.measuring():
            return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One of these lines."""
        self._painted[y] = strip = self._to_paint.pop(y, None) or self.draw_line(y)
        return strip

    def draw_line(self, y: int) -> Strip:
        """One line of what is seen, from the top."""
        raise NotImplementedError

    def redraw(self, *lines: int) -> None:
        """Have painted what looks different.

        A terminal far away gets little to read.

        Args:
            lines: the only ones of what is seen that may look different, from the top; they are looked at now. Without
                any, all are, once what is going on is done.
        """
        if lines:
            self._refresh_changed(lines)
        else:
            self._to_redraw = self._to_redraw or self.call_later(self._redraw_all)

    def _redraw_all(self) -> None:
        self._to_redraw = False
        self._refresh_changed(range(self.scrollable_content_region.height))

    def _refresh_changed(self, places: Iterable[int]) -> None:
        with self.measuring() as width:
            if width < 1:
                return  # in a window too small for anything
            lines = {y: self.draw_line(y) for y in places}
        changed = {y: line for y, line in lines.items() if line != self._painted.get(y)}
        waiting = self._to_paint if self._to_paint_in == self.size else {}
        if changed:
            self.refresh(*(changed_part(y, self._painted.get(y), line) for y, line in changed.items()))
        self._to_paint = {y: lines.get(y, line) for y, line in waiting.items()} | changed
        self._to_paint_in = self.size


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


def wrapped(text: str, width: int) -> list[str]:
    """Text broken at spaces into lines of at most ``width`` cells.

    Words wider than a line are cut where it ends.
    """
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


def wrapped_spans(spans: Sequence[Span], width: int) -> list[list[Span]]:
    """Spans broken at spaces into lines of at most ``width`` cells; below a label, all that follows it stands beside it."""
    width = max(width, 1)
    label = spans[0][0] if len(spans) > 1 and spans[0][1] == "dim" and spans[0][0].endswith(" ") else ""
    indent = cell_len(label) if cell_len(label) <= width // 2 else 0
    lines: list[list[Span]] = [[spans[0]] if indent else []]
    left = width - indent
    for text, look in spans[1:] if indent else spans:
        for found in _WORDS.findall(safe(text)):
            word = found
            if cell_len(word.rstrip(" ")) > left and left < width - indent:
                lines.append([(" " * indent, "")] if indent else [])
                left, word = width - indent, word.lstrip(" ")
            whole = word if cell_len(word) <= left else word.rstrip(" ")
            if not whole:
                continue  # a blank at the edge
            *full, last = _cut(whole, left)
            for part in full:
                lines[-1].append((part, look))
                lines.append([(" " * indent, "")] if indent else [])
                left = width - indent
            lines[-1].append((last, look))
            left -= cell_len(last)
    return lines


_WORDS = re.compile(r" *[^ ]+ *| +")
"""The words of a text with the blanks around them."""


def _cut(text: str, width: int) -> list[str]:
    """Text in pieces of at most ``width`` cells; a character wider than that becomes an ellipsis."""
    pieces = filter(None, chop_cells(text, width))
    return [piece if cell_len(piece) <= width else "…" for piece in pieces] or [""]


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
