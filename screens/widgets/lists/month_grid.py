"""The month grid: a week a row, a day a cell."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from screens.widgets.line_widget import Drawn, Span, fit, wrapped
from store.core.dates import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, week_of, weekdays_from


class Month(Drawn, can_focus=True):
    """One month with a cursor on a day."""

    BINDINGS = [
        Binding("enter", "open", "Open", id="month.open", tooltip="Open this day"),
        Binding("right,l", "step(1)", "Next day", show=False, id="month.right", tooltip="Go to the next day"),
        Binding(
            "left,h", "step(-1)", "Previous day", show=False, id="month.left", tooltip="Go to the previous day"
        ),
        Binding("down,j", "step(7)", "Next week", show=False, id="month.down", tooltip="Go one week later"),
        Binding("up,k", "step(-7)", "Previous week", show=False, id="month.up", tooltip="Go one week earlier"),
    ]

    class Moved(Message):
        """Another day is selected."""

        def __init__(self, month: Month, day: date) -> None:
            self.month = month
            self.day = day
            super().__init__()

    class Opened(Moved):
        """The selected day was opened."""

    def __init__(self, day: date, today: date, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.day = day
        self._today, self._starts = today, 0
        self._entries: Mapping[date, Sequence[Span]] = {}

    def days(self) -> tuple[date, date]:
        """The first and last day the grid shows: whole weeks around the month."""
        first = self.day.replace(day=1)
        last = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return week_of(first, self._starts), week_of(last, self._starts) + timedelta(days=6)

    def start_weeks(self, weekday: int) -> None:
        """Let weeks start on a weekday; Monday is 0."""
        self._starts = weekday

    def _weeks(self) -> int:
        first, last = self.days()
        return ((last - first).days + 1) // 7

    def show(self, entries: Mapping[date, Sequence[Span]], below: str = "") -> None:
        """Show what happens each day, and below what the marks mean."""
        self._entries = entries
        self.titled(f"{MONTH_NAMES[self.day.month - 1]} {self.day.year}", below)
        self.redraw()

    def go(self, day: date) -> None:
        """Put the cursor on a day, turning to its month."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR or day == self.day:
            return
        self.day = day
        self.redraw()
        self.post_message(self.Moved(self, day))

    def action_step(self, days: int) -> None:
        """Go some days on or back."""
        self.go(self.day + timedelta(days=days))

    def action_open(self) -> None:
        """Open the day."""
        self.post_message(self.Opened(self, self.day))

    async def on_click(self, event: events.Click) -> None:
        """Highlight the day under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        row, column = (offset.y - 1) // self._cell_height(), offset.x // self._cell_width()
        if row < self._weeks() and column < 7:
            self.go(self.days()[0] + timedelta(days=7 * row + column))

    # -- drawing ---------------------------------------------------------------------------------

    def _cell_width(self) -> int:
        return max(4, self.content_width() // 7)

    def _cell_height(self) -> int:
        return max(2, (self.size.height - 1) // self._weeks())

    def draw_line(self, y: int) -> Strip:
        """Draw one line across the seven days."""
        width, height = self._cell_width(), self._cell_height()
        if y == 0:
            return self.strip([(f" {fit(name[:3], width - 1)}", "dim") for name in weekdays_from(self._starts)])
        week, line = divmod(y - 1, height)
        first, last = self.days()
        first += timedelta(days=7 * week)
        if first > last:
            return self.strip([])
        spans: list[Span] = []
        for offset in range(7):
            spans += self._cell(first + timedelta(days=offset), line, width, height)
        return self.strip(spans)

    def _cell(self, day: date, line: int, width: int, height: int) -> list[Span]:
        entries = self._entries.get(day, ())
        here = day == self.day
        over = ("cursor" if self.has_focus else "blurred") if here else ""
        if line == 0:
            text = f"{day.day}" + (" today" if day == self._today and width >= 9 else "")
            look = "accent" if day == self._today else "strong" if day.month == self.day.month else "dim"
            return [(f" {fit(text, width - 2)}", over or look), (" ", "")]
        lines = _day_lines(entries, width - 1, height - 1)
        if line - 1 < len(lines):  # up to the next day, whose own gap keeps them apart
            text, look = lines[line - 1]
            return [(f" {fit(text, width - 1)}", over or look)]
        return [(" " * (width - 1), over), (" ", "")]


def _day_lines(entries: Sequence[Span], width: int, room: int) -> Sequence[Span]:
    """What a day's cell says below its number: whole names where there is room, else how many more there are."""
    whole = [(part, look) for text, look in entries for part in _broken(text, width)]
    if len(whole) <= room:
        return whole
    if len(entries) <= room:
        return entries
    return [*entries[: room - 1], (f"+{len(entries) - room + 1} more", "dim")]


def _broken(text: str, width: int) -> list[str]:
    """A name broken between its words; one with a word too long for that stays whole, to be cut at its end."""
    return wrapped(text, width) if all(cell_len(word) <= width for word in text.split()) else [text]
