"""Widgets drawn line by line: fast in long lists, user text no markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.keys import Text
from screens.widgets.line_diff import changed_part
from screens.widgets.spans import Span, fit_spans
from screens.widgets.styles import style_of
from screens.widgets.textual_compat import follow_scrollbar
from store.core.text import one_line

CORNER = 4
"""Cells that a frame's corner and the blanks around its words take."""


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
