"""The board: columns of cards, drawn, each scrolled by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from screens.widgets.keys import Text, as_written, key_of
from screens.widgets.lists.board_areas import Area, side_by_side
from screens.widgets.lists.card import Card, CardLine, Lane, is_cut, padded, roomy_line, shortened_title, usual_line
from screens.widgets.lists.paging import turned
from screens.widgets.lists.record_view import RecordView
from screens.widgets.spans import Span, fit
from store.core.text import normalize

AROUND_TITLE = 3
"""Cells beside a title: for the arrows of a column that is scrolled, and for the gap."""
MOST_CELLS = 1000
"""Parts of lines that are kept drawn: more than the largest window shows."""


class Board(RecordView, can_focus=True):
    """Columns of cards with one cursor."""

    CARD_LINES: ClassVar[int] = 3
    """Two lines of text and one of air."""
    FOLDS_EMPTY: ClassVar[bool] = False
    """Whether columns without cards are no wider than their titles."""
    ROOMY_LINES: ClassVar[int] = 0
    """Lines of a card where all cards have room for that many, and their texts need it; 0 where cards never grow."""
    BINDINGS = [
        Binding("enter", "open", "Open", id="board.open", tooltip="Open this person’s page"),
        Binding("down,j", "step(0,1)", "Down", show=False, id="board.down", tooltip="Go to the next card"),
        Binding("up,k", "step(0,-1)", "Up", show=False, id="board.up", tooltip="Go to the previous card"),
        Binding("right,l", "step(1,0)", "Right", show=False, id="board.right", tooltip="Go to the next column"),
        Binding("left,h", "step(-1,0)", "Left", show=False, id="board.left", tooltip="Go to the previous column"),
        Binding(
            "home,g", "edge(0)", "First", show=False, id="board.first", tooltip="Go to the column’s first card"
        ),
        Binding("pagedown", "page(1)", "Page down", show=False, id="board.page_down", tooltip="Go down one page"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="board.page_up", tooltip="Go up one page"),
        Binding("end,G", "edge(-1)", "Last", show=False, id="board.last", tooltip="Go to the column’s last card"),
    ]
    DEFAULT_CSS = (
        "Board { border: none; padding: 0; overflow-y: hidden; scrollbar-gutter: auto; &:focus { border: none; } }"
    )

    class Moved(Message):
        """Another card is selected."""

        def __init__(self, board: Board, key: str) -> None:
            self.board = board
            self.key = key
            super().__init__()

        @property
        def control(self) -> Board:
            """The board it happened on."""
            return self.board

    class Opened(Moved):
        """The selected card was opened."""

    def __init__(self, *, empty: Text, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._empty = empty
        self._all: list[Lane] = []
        self._lanes: list[Lane] = []
        self._texts: list[list[str]] = []
        """What a filter finds each card of each column by, from the first letter typed."""
        self._wanted = ""
        self._column = 0
        self._row = 0
        self._left = 0
        self._tops: list[int] = []
        """The first card in sight of each column."""
        self._told = ""
        self._cells: dict[tuple[int, int, int, int], Strip] = {}
        """What was drawn of a line of a card: its column, its row, which line, how wide."""
        self.card_lines = self.CARD_LINES
        """Lines a card takes now, its air included."""
        self._areas: tuple[Area, ...] = ()
        """Where each column in sight is."""

    # -- what it shows ---------------------------------------------------------------------------

    def show(self, lanes: Sequence[Lane], key: str = "") -> None:
        """Show columns.

        The cursor stays on its card wherever that went, or goes to the card ``key``.
        """
        key = key or self.key
        self._all, self._texts = list(lanes), []
        self._narrow(key)

    def visible_lanes(self) -> list[Lane]:
        """The columns with the cards that the filter lets through, also those scrolled away."""
        return list(self._lanes)

    def empty_text(self, text: Text) -> None:
        """What to say while there is no one on it."""
        self._empty = text
        self.redraw()

    def filter(self, wanted: str) -> None:
        """Show only the cards that hold this text, whatever case and accents."""
        key = self.key
        self._wanted = normalize(wanted.strip())
        self._narrow(key)

    def read_through(self) -> None:
        """Find out what a filter finds each card by.

        Of a long board that takes longer than a letter may.
        """
        self._texts = self._texts or [[card.text for card in lane.cards] for lane in self._all]

    def _narrow(self, key: str) -> None:
        self._lanes, self._cells = self._all, {}
        if wanted := self._wanted:
            self.read_through()
            self._lanes = [
                Lane(
                    lane.title, tuple(card for card, text in zip(lane.cards, texts, strict=True) if wanted in text)
                )
                for lane, texts in zip(self._all, self._texts, strict=True)
            ]
        self._find(key)
        self._settle()

    def _find(self, key: str) -> None:
        for column, lane in enumerate(self._lanes):
            for row, card in enumerate(lane.cards):
                if card.key == key:
                    self._column, self._row = column, row
                    return
        if not self._lane.cards:
            self._column = next((i for i, lane in enumerate(self._lanes) if lane.cards), 0)
        self._row = max(0, min(self._row, len(self._lane.cards) - 1))

    @property
    def _lane(self) -> Lane:
        return self._lanes[self._column] if self._column < len(self._lanes) else Lane("", ())

    @property
    def key(self) -> str:
        """The key of the selected card; nothing while the column is empty."""
        return self._lane.cards[self._row].key if self._row < len(self._lane.cards) else ""

    @property
    def keys(self) -> list[str]:
        """The keys of the cards that the filter lets through, column by column."""
        return [card.key for lane in self._lanes for card in lane.cards]

    def highlight(self, key: str) -> None:
        """Put the cursor on a card."""
        self._find(key)
        self._settle()

    def go_on(self) -> None:
        """Go to the next card of the column."""
        self.action_step(0, 1)

    # -- moving ----------------------------------------------------------------------------------

    def action_step(self, across: int, down: int) -> None:
        """Go to a neighbouring card; empty columns are passed over."""
        if down:
            self._go(self._column, self._row + down)
        column = self._column + across
        while across and 0 <= column < len(self._lanes):
            if self._lanes[column].cards:
                height = self._row - self._tops[self._column]
                seen = max(0, min(height, self._fits() - 1))  # the wheel may have left the cursor out of sight
                self._go(column, self._tops[column] + seen)
                break
            column += across

    def action_page(self, step: int) -> None:
        """Go a page up or down in the column."""
        self._go(self._column, self._row + step * max(self._fits() - 1, 1))

    def action_edge(self, end: int) -> None:
        """Go to the first or last card of the column."""
        self._go(self._column, len(self._lane.cards) - 1 if end else 0)

    def action_open(self) -> None:
        """Open the selected card; without one, say what the empty board says."""
        if self.key:
            self.post_message(self.Opened(self, self.key))
        else:
            self.notify(self._empty_message(), severity="warning", markup=False)

    def _empty_message(self) -> str:
        """What stands in place of cards."""
        return (
            f"No match. Press {key_of('screen.all')} to show everyone." if self._wanted else as_written(self._empty)
        )

    def _at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The column and the row under the mouse; the title of a column is its row -1."""
        if (offset := event.get_content_offset(self)) is None:
            return None
        area = next((area for area in self._areas if area.holds(offset.x, offset.y)), None)
        if area is None:
            return None
        below = offset.y - area.y - 1
        return area.lane, self._tops[area.lane] + below // self.card_lines if below >= 0 else -1

    async def on_click(self, event: events.Click) -> None:
        """Select the card under the mouse; a second click opens it."""
        column, row = self._at(event) or (0, -1)
        if 0 <= row < len(self._lanes[column].cards):
            same = (column, row) == (self._column, self._row)
            self._go(column, row, turn=False)
            if same and event.chain > 1:
                self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the mouse on."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the mouse back."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, step: int) -> None:
        """Scroll the column under the mouse by a card; the cursor stays where it is."""
        if at := self._at(event):
            column, _ = at
            self._tops[column] = self._kept_in(column, self._tops[column] + step)
            self.redraw()
            event.stop()

    def on_resize(self) -> None:
        """Fit the columns anew."""
        self._settle()

    def _settle(self) -> None:
        """Draw, bring the cursor into view, and tell."""
        self._lay_out()
        tops = [*self._tops, *(0 for _ in self._lanes)]
        self._tops = [
            self._kept_in(column, top) for column, top in zip(range(len(self._lanes)), tops, strict=False)
        ]
        self._reach()
        self.redraw()
        self._tell()

    def _lay_out(self) -> None:
        """Work out where each column is, and how many lines a card takes."""
        self._areas = self.lay_out()
        lines = self.lines_of_cards()
        if lines != self.card_lines:
            self.card_lines, self._cells = lines, {}

    def _go(self, column: int, row: int, *, turn: bool = True) -> None:
        """Put the cursor on another card: unless columns shift, only both cards and their titles look different.

        Without ``turn`` everything stays where it is, as under a mouse that clicks twice.
        """
        if column >= len(self._lanes):
            return
        left, tops = self._left, [*self._tops]
        titles = {area.y for area in self._areas if area.lane in (self._column, column)}
        lines = {*self._lines_of_cursor(), *(titles if column != self._column else ())}
        self._column, self._row = column, max(0, min(row, len(self._lanes[column].cards) - 1))
        if turn:
            self._reach()
        self.call_after_refresh(self._tell)  # what else follows the cursor can wait for it to be seen
        if (self._left, self._tops) == (left, tops):
            self.redraw(*lines, *self._lines_of_cursor())
        else:
            self.redraw()

    def _lines_of_cursor(self) -> range:
        """The lines of what is seen in which the selected card stands, without the air below it."""
        area = self._area(self._column)
        if area is None:
            return range(0)
        top = area.y + 1 + (self._row - self._tops[self._column]) * self.card_lines
        return range(max(top, area.y + 1), min(top + self.card_lines, area.bottom))

    def _area(self, column: int) -> Area | None:
        """Where a column is, if it is in sight."""
        return next((area for area in self._areas if area.lane == column), None)

    def _reach(self) -> None:
        """Bring the cursor into view."""
        fits = max(1, len(self._areas))
        left = max(min(self._left, self._column), self._column - fits + 1, 0)
        left = min(left, max(0, len(self._lanes) - fits))
        if left != self._left:
            self._left = left
            self._areas = self.lay_out()
        if self._lanes and self.size:
            top = turned(self._tops[self._column], self._fits(), self._row, self._row, kept=1)
            self._tops[self._column] = self._kept_in(self._column, top)

    def _fits(self, column: int | None = None) -> int:
        """Whole cards there is room for one below the other in a column; the last one needs no air."""
        area = self._area(self._column if column is None else column)
        height = area.height if area else self.size.height
        return max(1, (height - 1 + self._air) // self.card_lines)

    @property
    def _air(self) -> int:
        """Blank lines below a card."""
        return 1 if self.card_lines >= self.CARD_LINES else 0

    def _kept_in(self, column: int, top: int) -> int:
        """A first card in sight below which no room is left empty while there are cards."""
        return max(0, min(top, len(self._lanes[column].cards) - self._fits(column)))

    def _tell(self) -> None:
        if self.key != self._told:
            self._told = self.key
            self.post_message(self.Moved(self, self.key))
            if self.is_attached:
                self.screen.refresh_bindings()  # other keys may act on another line

    # -- drawing ---------------------------------------------------------------------------------

    def lay_out(self) -> tuple[Area, ...]:
        """Where each column in sight is."""
        narrow = {
            place: cell_len(f"{lane.title} {len(lane.cards)}") + AROUND_TITLE
            for place, lane in enumerate(self._lanes)
            if self.FOLDS_EMPTY and not lane.cards
        }
        return side_by_side(len(self._lanes), narrow, self._left, self.content_width(), self.size.height)

    def lines_of_cards(self) -> int:
        """Lines a card takes: more than usual where all cards have room for them, and one would be cut without."""
        lanes = [(area, self._lanes[area.lane].cards) for area in self._areas]
        fit_in = self.size.height // self.ROOMY_LINES if self.ROOMY_LINES else 0
        if len(lanes) < len(self._lanes) or not all(len(cards) <= fit_in for _, cards in lanes):
            return self.CARD_LINES
        cut = any(is_cut(card.written, area.width - 1) for area, cards in lanes for card in cards)
        return self.ROOMY_LINES if cut else self.CARD_LINES

    def notify_style_update(self) -> None:
        """Forget the colours of the last theme."""
        super().notify_style_update()
        self._cells = {}

    def draw_line(self, y: int) -> Strip:
        """Draw one line across the columns; the titles stay above."""
        if y and not any(lane.cards for lane in self._lanes):
            return self.strip([(f" {self._empty_message()}" if y == 2 else "", "dim")])
        whole, x = self.content_width(), 0
        strips: list[Strip] = []
        for area in sorted((area for area in self._areas if area.y <= y < area.bottom), key=lambda area: area.x):
            if area.x > x:
                strips.append(self.strip(self.ground(x, y, area.x - x), width=area.x - x))
            if y == area.y:
                title = self._title(area)
                strips.append(self.strip(title, width=max(area.width, sum(cell_len(text) for text, _ in title))))
            else:
                below, line = divmod(y - area.y - 1, self.card_lines)
                strips.append(self._cell(area.lane, self._tops[area.lane] + below, line, area.width))
            x = area.x + strips[-1].cell_length
        if x < whole:
            strips.append(self.strip(self.ground(x, y, whole - x), width=whole - x))
        return Strip.join(strips).adjust_cell_length(whole, self.look(""))

    def ground(self, x: int, y: int, width: int) -> list[Span]:
        """What stands where no column is; nothing here.

        Args:
            x: where it begins.
            y: its line.
            width: its cells.
        """
        return []

    def _title(self, area: Area) -> list[Span]:
        """The title of a column; at the end of the last one stands that there are more to the left or to the right."""
        if area != self._areas[-1]:
            return self.title_of(area.lane, area.width)
        ways = ("←", self._areas[0].lane > 0), ("→", area.lane + 1 < len(self._lanes))
        more = " ".join(arrow for arrow, there in ways if there)
        left = self.content_width() - area.x - cell_len(more)
        spans = self.title_of(area.lane, min(area.width, left))
        return [*spans, (" " * max(0, left - area.width), ""), (more, "accent")] if more else spans

    def title_of(self, column: int, width: int) -> list[Span]:
        """A column's title in its width, with arrows in the blank before and the gap beside it where it has more cards."""
        lane, top = self._lanes[column], self._tops[column]
        look = "heading" if column == self._column else "dim"
        above, below = top > 0, top + self._fits(column) < len(lane.cards)
        title = fit(shortened_title(f"{lane.title} {len(lane.cards)}", width - 2), width - 2)
        return [("↑" if above else " ", look), (title, look), ("↓" if below else " ", look)]

    def _cell(self, column: int, row: int, line: int, width: int) -> Strip:
        """A column's part of a line, with the gap beside it: drawn once, unless the cursor is there."""
        if (column, row) == (self._column, self._row):
            return self._draw_cell(column, row, line, width, over="cursor" if self.has_focus else "blurred")
        where = column, row, line, width
        if where not in self._cells:
            if len(self._cells) >= MOST_CELLS:
                self._cells.clear()
            self._cells[where] = self._draw_cell(*where)
        return self._cells[where]

    def _draw_cell(self, column: int, row: int, line: int, width: int, over: str = "") -> Strip:
        lane = self._lanes[column]
        if row >= len(lane.cards) or line >= self.card_lines - self._air:
            return self.strip([], width=width)
        card = lane.cards[row].written
        text, look, end, end_look = self.line_of(card, line, width - 1)
        spans = padded(text, end, width - 1, over or look, over or end_look)
        return self.strip([*spans, (" ", "")], width=width)

    def line_of(self, card: Card, line: int, width: int) -> CardLine:
        """One line of a card: its text and look, and what stands at its end with its look.

        Args:
            card: the card.
            line: which of its lines, from 0.
            width: the cells it has, the blank before it and what stands at its end included.
        """
        return (roomy_line if self.card_lines == self.ROOMY_LINES else usual_line)(card, line, width)
