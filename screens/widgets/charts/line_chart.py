"""A line chart in characters: days below, numbers at the left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import ceil, floor, log10

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from rich.cells import cell_len
from textual.strip import Strip

from screens.widgets.keys import Text, as_written
from screens.widgets.line_widget import Drawn, Span, fit, wrapped
from store.core.dates import MONTH_NAMES, format_day_month, month_start
from store.core.numbers import half_up

STROKES = (tuple("━┃┏┓┗┛"), tuple("─│╭╮╰╯"), tuple("═║╔╗╚╝"))
"""One set for each line in turn, told apart without colour: along, upright, and the four corners."""
UPRIGHT = "┊"
"""What points out a day."""
LOOKS = ("accent", "good", "dim")
MOST_MONTHS_BY_DAY = 70
"""Days up to which the axis counts days; beyond it counts months."""


class Line(Struct, frozen=True):
    """One line: its name and its points in order of days.

    A value holds until the next point.
    """

    name: str
    points: Sequence[tuple[date, float]]


class Mark(Struct, frozen=True):
    """A day that is pointed out.

    A dotted upright in the plot, its words in the frame.
    """

    day: date
    words: str


def whole(value: float) -> str:
    """A number of the axis without decimals."""
    return f"{half_up(value):,}"


class Plot(Drawn, can_focus=False):
    """Lines over days.

    It only shows them; the screen that fills it says what they mean.
    """

    DEFAULT_CSS = "Plot { overflow-y: hidden; border-subtitle-color: $foreground; }"

    def __init__(self, *, title: str = "", empty: Text = "", id: str | None = None) -> None:  # noqa: A002
        """Make a plot.

        Args:
            title: the words in its frame.
            empty: what to say while there is nothing to draw.
            id: its id.
        """
        super().__init__(title=title, id=id)
        self._heading = title
        self._empty = empty
        self._lines: Sequence[Line] = ()
        self._since = self._until = date.min
        self._most = 0.0
        self._written: Callable[[float], str] = whole
        self._marks: Sequence[Mark] = ()
        self._drawn: list[list[Span]] = []

    def show(
        self,
        lines: Sequence[Line],
        since: date,
        until: date,
        *,
        most: float = 0,
        written: Callable[[float], str] = whole,
        marks: Sequence[Mark] = (),
    ) -> None:
        """Show lines between two days.

        Args:
            lines: at most as many as can be told apart, the most telling first; it lies on top.
            since: the day at the left edge.
            until: the day at the right edge.
            most: what the axis reaches at least.
            written: how a number of the axis is written.
            marks: days to point out.
        """
        self._lines, self._since, self._until = lines, since, until
        self._most, self._written, self._marks = most, written, marks
        told = [names([line for line in lines if line.points]), *(f"{UPRIGHT} {mark.words}" for mark in marks)]
        self.titled(self._heading, "   ".join(filter(None, told)))
        self._settle()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._settle()

    def _settle(self) -> None:
        size = self.scrollable_content_region
        if any(line.points for line in self._lines):
            self._drawn = [*draw(
                self._lines, self._since, self._until, (size.width, size.height),
                most=self._most, written=self._written, marks=self._marks,
            )]  # fmt: skip
        else:
            self._drawn = [[(line, "dim")] for line in wrapped(as_written(self._empty), max(size.width, 1))]
        self.set_height(len(self._drawn))

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.strip(self._drawn[y] if y < len(self._drawn) else [])


def draw(
    lines: Sequence[Line],
    since: date,
    until: date,
    size: tuple[int, int],
    *,
    most: float = 0,
    written: Callable[[float], str] = whole,
    marks: Sequence[Mark] = (),
) -> Iterator[list[Span]]:
    """The text lines of a plot, from the highest number to the days below.

    See :meth:`Plot.show`.

    Args:
        lines: what to draw.
        since: the day at the left edge.
        until: the day at the right edge; an earlier one counts as the day after ``since``.
        size: cells across and lines down, all in all.
        most: what the axis reaches at least.
        written: how a number of the axis is written.
        marks: days to point out; those outside are left out.
    """
    until = max(until, since + timedelta(days=1))
    height = max(size[1] - 2, 2)
    values = [value for line in lines for _, value in line.points]
    scale = (min([0, *values]), max([most, 1, *values]))
    ticks = number_ticks(*scale, max(2, (height + 1) // 2))
    margin = max(cell_len(written(tick)) for tick in ticks) + 1
    width = max(size[0] - margin - 2, 8)
    rows = {row_of(tick, scale, height): written(tick) for tick in ticks}
    dotted = {_column(mark.day, since, until, width) for mark in marks if since <= mark.day <= until}
    field = _field(lines, since, until, (width, height), scale, dotted=dotted)
    for row in range(height):
        yield [
            (fit(rows.get(row, ""), margin, right=True), "dim"),
            (" ┤" if row in rows else " │", "dim"),
            *field[row],
        ]
    days = day_ticks(since, until, width)
    axis = ["─"] * width
    for column, _ in days:
        axis[column] = "┬"
    for column in dotted:
        axis[column] = "┴"
    yield [(" " * margin + " └" + "".join(axis), "dim")]
    yield [(" " * (margin + 2) + _labels(days, width), "dim")]


def names(lines: Sequence[Line]) -> str:
    """Each line's stroke with its name."""
    return "   ".join(f"{STROKES[n % len(STROKES)][0] * 2} {line.name}" for n, line in enumerate(lines))


def _field(
    lines: Sequence[Line],
    since: date,
    until: date,
    size: tuple[int, int],
    scale: tuple[float, float],
    *,
    dotted: Collection[int] = (),
) -> list[list[Span]]:
    """The cells between the axes, row by row from the top; the first line is drawn last and lies on top."""
    width, height = size
    empty = [(UPRIGHT, "mark") if column in dotted else (" ", "") for column in range(width)]
    cells: list[list[Span]] = [[*empty] for _ in range(height)]
    for number, line in reversed([*enumerate(lines)]):
        along, upright, down_right, down_left, up_right, up_left = STROKES[number % len(STROKES)]
        look = LOOKS[number % len(LOOKS)]
        path = [
            None if value is None else row_of(value, scale, height)
            for value in columns(line.points, since, until, width)
        ]
        for column, (before, now) in enumerate(pairwise([None, *path])):
            if now is None:
                continue
            if before is None or before == now:
                cells[now][column] = (along, look)
                continue
            rising = now < before
            cells[before][column] = (up_left if rising else down_left, look)
            cells[now][column] = (down_right if rising else up_right, look)
            for row in range(min(before, now) + 1, max(before, now)):
                cells[row][column] = (upright, look)
    return [_joined(row) for row in cells]


def _joined(cells: Sequence[Span]) -> list[Span]:
    """Neighbours that look alike in one piece."""
    return [("".join(text for text, _ in run), look) for look, run in groupby(cells, key=lambda cell: cell[1])]


def columns(points: Sequence[tuple[date, float]], since: date, until: date, width: int) -> list[float | None]:
    """The value of a line at each of ``width`` columns.

    The last one reached by that day, None before the first.
    """
    span = (until - since).days
    found: list[float | None] = []
    for column in range(width):
        # the last column is the last day itself, so that the newest value is always seen
        day = since + timedelta(days=span * column // max(width - 1, 1))
        found.append(next((value for on, value in reversed(points) if on <= day), None))
    return found


def _column(day: date, since: date, until: date, width: int) -> int:
    """The first column that shows what a day reached."""
    return min(width - 1, ceil((day - since).days * (width - 1) / (until - since).days))


def row_of(value: float, scale: tuple[float, float], height: int) -> int:
    """The row of a value, from the top, on an axis from lowest to highest."""
    low, high = scale
    return height - 1 - round((value - low) / (high - low) * (height - 1))


def number_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``most`` of them.

    The two ends where only one would fit.
    """
    rough = (high - low) / max(most - 1, 1)
    scale = 10.0 ** floor(log10(rough))
    step = next(n * scale for n in (1, 2, 5, 10) if n * scale >= rough * (1 - 1e-9))
    if float(low).is_integer() and float(high).is_integer():
        step = max(step, 1)
    found = [number * step for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
    return found if len(found) > 1 else [low, high]


def day_ticks(since: date, until: date, width: int) -> list[tuple[int, str]]:
    """Columns of the axis below with their days, as many as have room."""
    span = (until - since).days
    room = max(width // 9, 1)
    found: list[date] = []
    if span <= MOST_MONTHS_BY_DAY:
        step = next((n for n in (1, 2, 7, 14) if n >= span / room), 28)
        found = [since + timedelta(days=days) for days in range(0, span + 1, step)]
    else:
        months = ceil(span / 30 / room)
        every = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if n >= months), 240)
        first = month_start(since + relativedelta(months=1) - timedelta(days=1))
        day = first if every < 12 else first.replace(month=1) + relativedelta(years=first.month > 1)
        while day <= until:
            found.append(day)
            day += relativedelta(months=every)
    columns = [(ceil((day - since).days * (width - 1) / span), day) for day in found]
    return [
        (column, _day_words(day, span, number)) for number, (column, day) in enumerate(columns) if column < width
    ]


def _day_words(day: date, span: int, number: int) -> str:
    if span <= MOST_MONTHS_BY_DAY:
        return format_day_month(day)
    month = MONTH_NAMES[day.month - 1][:3]
    return f"{month} {day.year}" if number == 0 or day.month == 1 else month


def _labels(days: Sequence[tuple[int, str]], width: int) -> str:
    """The words under their columns; one without room is left out."""
    line = ""
    for column, words in days:
        at = min(column, width - len(words))
        if at >= len(line) + bool(line) and at >= 0:
            line += " " * (at - len(line)) + words
    return line
