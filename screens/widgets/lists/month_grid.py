"""The month grid: a week a row, a day a cell."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from screens.widgets.line_widget import Drawn
from screens.widgets.spans import Span, fit, wrapped
from store.core.dates import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, week_of, weekdays_from

TIMED = 16
"""Cells of a day from which the time stands before the name, not beside the number."""
NARROWEST, WIDEST_EMPTY = 5, 10
"""Cells of a weekend day without anything on it: what its number needs, and room for one word."""
_SATURDAY = 5
JOINT = " · "
"""Stands between a name and its host in one line."""


class DayEntry(Struct, frozen=True):
    """Something on a day, as its cell says it."""

    name: str
    look: str = ""
    marks: str = ""
    at: str = ""
    forms: tuple[str, ...] = ()
    """What stands below the name, from its longest form to its shortest."""
    forms_look: str = ""


class DayLine(Struct, frozen=True):
    """A line of a day's cell: its text, and what follows it or stands at the right end."""

    text: str
    look: str = ""
    end: str = ""
    end_look: str = "dim"
    follows: bool = False


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
        self._entries: Mapping[date, Sequence[DayEntry]] = {}
        self._words_of: Mapping[date, str] = {}
        self._cells: dict[tuple[date, int, int], list[DayLine]] = {}
        """The lines of the days that were drawn, by day, width and height."""
        self._columns: list[int] = []

    def days(self) -> tuple[date, date]:
        """The first and last day the grid shows: whole weeks around the month."""
        first = self.day.replace(day=1)
        last = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return week_of(first, self._starts), week_of(last, self._starts) + timedelta(days=6)

    def start_weeks(self, weekday: int) -> None:
        """Let weeks start on a weekday; Monday is 0."""
        self._starts, self._columns = weekday, []

    def _weeks(self) -> int:
        first, last = self.days()
        return ((last - first).days + 1) // 7

    def show(
        self,
        entries: Mapping[date, Sequence[DayEntry]],
        words: Mapping[date, str] | None = None,
        *,
        told: str = "",
        below: str = "",
    ) -> None:
        """Show what happens each day.

        Args:
            entries: what is on, by day.
            words: a word beside the numbers of some days.
            told: what stands in the frame behind the month.
            below: what the marks mean.
        """
        self._entries, self._words_of, self._cells, self._columns = entries, words or {}, {}, []
        month = f"{MONTH_NAMES[self.day.month - 1]} {self.day.year}"
        self.titled(f"{month} · {told}" if told else month, below)
        self.redraw()

    def go(self, day: date) -> None:
        """Put the cursor on a day, turning to its month."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR or day == self.day:
            return
        before, self.day = self.day, day
        if (before.year, before.month) == (day.year, day.month):
            self.redraw(*{*self._lines_of(before), *self._lines_of(day)})
        else:
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
        tops, left = self._tops(), 0
        row = sum(top <= offset.y for top in tops) - 1
        for column, width in enumerate(self._widths()):
            if left <= offset.x < left + width and row < self._weeks():
                self.go(self.days()[0] + timedelta(days=7 * row + column))
                return
            left += width

    # -- drawing ---------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fit the days anew."""
        self._columns, self._cells = [], {}

    def _widths(self) -> Sequence[int]:
        """Cells of each day of the week; a weekend with nothing on it leaves its room to the other days."""
        total = self.content_width()
        if sum(self._columns) != total:
            first, last = self.days()
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            weekend = [n for n in range(7) if days[n].weekday() >= _SATURDAY]
            if any(self._entries.get(day) for day in days if day.weekday() >= _SATURDAY):
                weekend = []
            narrow = max(NARROWEST, min(total // 12, WIDEST_EMPTY))
            others = [n for n in range(7) if n not in weekend]
            each, rest = divmod(total - narrow * len(weekend), len(others))
            widths = [narrow] * 7
            for place, n in enumerate(others):
                widths[n] = each + (place < rest)
            self._columns = widths
        return self._columns

    def _tops(self) -> list[int]:
        """The line at which each week begins, and the one after the last."""
        room, weeks = max(self.size.height - 1, 0), self._weeks()
        return [1 + room * n // weeks for n in range(weeks + 1)]

    def _lines_of(self, day: date) -> range:
        """The lines of the week of a day."""
        tops, week = self._tops(), (day - self.days()[0]).days // 7
        return range(tops[week], tops[week + 1])

    def draw_line(self, y: int) -> Strip:
        """Draw one line across the seven days."""
        widths = self._widths()
        if y == 0:
            names = zip(weekdays_from(self._starts), widths, strict=True)
            return self.strip([(f" {fit(name[:3], width - 1)}", "dim") for name, width in names])
        tops = self._tops()
        week = sum(top <= y for top in tops) - 1
        if week >= len(tops) - 1:
            return self.strip([])
        first = self.days()[0] + timedelta(days=7 * week)
        spans: list[Span] = []
        for offset, width in enumerate(widths):
            day, height = first + timedelta(days=offset), tops[week + 1] - tops[week]
            over = ("cursor" if self.has_focus else "blurred") if day == self.day else ""
            lines = self._cell(day, width, height)
            spans += _spans(lines[y - tops[week]], width, over)
        return self.strip(spans)

    def _cell(self, day: date, width: int, height: int) -> list[DayLine]:
        """The lines of a day."""
        key = day, width, height
        if key not in self._cells:
            look = "accent" if day == self._today else "" if day.month == self.day.month else "dim"
            number = f"{day.day} today" if day == self._today else f"{day.day}"
            words, entries = self._words_of.get(day, ""), self._entries.get(day, ())
            lines = day_lines(DayLine(number, look, words), entries, width - 2, height)
            self._cells[key] = [*lines, *[DayLine("")] * (height - len(lines))]
        return self._cells[key]


def _spans(line: DayLine, width: int, over: str) -> list[Span]:
    """A line of a day in its width, with the gap to the next day."""
    if line.follows:
        rest = fit(f"{JOINT}{line.end}", width - 1 - cell_len(line.text))
        return [(line.text, over or line.look), (rest, over or line.end_look), (" ", "")]
    end = f"{line.end} " if line.end else ""
    text = fit(line.text, width - 1 - cell_len(end))
    return [(text, over or line.look), (end[:-1], over or line.end_look), (end[-1:], over), (" ", "")]


def day_lines(first: DayLine, entries: Sequence[DayEntry], width: int, height: int) -> list[DayLine]:
    """The lines of a day's cell: its number, and below it as much of what is on as fits.

    Names are whole with what stands below them, where there is room, else behind them; then they have as many lines as each
    can get. What does not fit at all is counted beside the number.

    Args:
        first: the day's number, and the word at its right.
        entries: what is on that day.
        width: cells of a line, without the blank before it, where marks stand, and the gap behind.
        height: lines there are.
    """
    number, room = first.text.partition(" ")[0], height - 1
    if room < 1 and entries:
        return [DayLine(f"{entries[0].marks or ' '}{number} {entries[0].name}", entries[0].look or first.look)]
    hidden = entries[room:]
    ends = [first.end]
    if hidden:
        ends = [f"and {len(hidden)} more", f"+{len(hidden)}"]
    elif len(entries) == 1 and width + 2 < TIMED and not first.end:
        ends = [entries[0].at]
    heads = [(text, end) for end in ends for text in (first.text, number) if end]
    fitting = ((t, e) for t, e in heads if cell_len(t) + 1 + cell_len(e) <= width)
    text, end = next(fitting, (first.text if cell_len(first.text) <= width else number, ""))
    end_look = "warn" if any(entry.look == "warn" for entry in hidden) else "dim"
    return [DayLine(f" {text}", first.look, end, end_look), *_entry_lines(entries, width, room)]


def _entry_lines(entries: Sequence[DayEntry], width: int, room: int) -> list[DayLine]:
    """What is on a day in at most so many lines."""
    most = max(1, room // max(len(entries), 1))
    names = [_name_lines(entry, width, room) for entry in entries]
    below = [[*lines, *_below(entry, width)] for entry, lines in zip(entries, names, strict=True)]
    behind = [
        [*lines[:-1], _with_host(entry, lines[-1], width)] for entry, lines in zip(entries, names, strict=True)
    ]
    short = []
    for entry in entries[:room]:
        *lines, last = _name_lines(entry, width, most)
        short.append([*lines, _with_host(entry, last, width)])
    fitting = (several for several in (below, behind) if sum(map(len, several)) <= room)
    return [line for lines in next(fitting, short) for line in lines]


def _with_host(entry: DayEntry, line: DayLine, width: int) -> DayLine:
    """The last line of a name with what would stand below it behind it, where that fits in some form."""
    room = width + 1 - cell_len(line.text) - len(JOINT)
    form = next((form for form in entry.forms if cell_len(form) <= room), "")
    return DayLine(line.text, line.look, form, entry.forms_look, follows=True) if form else line


def _name_lines(entry: DayEntry, width: int, most: int) -> list[DayLine]:
    """Marks, time and name in so many lines at most; the last one has all that is left, which may be cut at its end."""
    text = f"{entry.at} {entry.name}" if entry.at and width + 2 >= TIMED else entry.name
    lead = entry.marks or " "
    room = width + 1 - cell_len(lead)
    breakable = most > 1 and all(cell_len(word) <= room for word in text.split())
    lines = wrapped(text, room) if breakable else [text]
    lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [DayLine(f"{' ' if n else lead}{line}", entry.look) for n, line in enumerate(lines)]


def _below(entry: DayEntry, width: int) -> list[DayLine]:
    """What stands below the name, in the longest form that fits."""
    if not entry.forms:
        return []
    form = next((form for form in entry.forms if cell_len(form) <= width), entry.forms[-1])
    return [DayLine(f" {form}", entry.forms_look)]
