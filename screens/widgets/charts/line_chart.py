"""A line chart in characters: days below, numbers at the left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import ceil, floor, log10, nan

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from rich.cells import cell_len
from textual.strip import Strip

from screens.widgets.keys import Text, as_written
from screens.widgets.line_widget import Drawn
from screens.widgets.spans import Span, fit, wrapped
from store.core.dates import MONTH_NAMES, format_day_month, month_start
from store.core.numbers import half_up

STROKES = (tuple("━┃┏┓┗┛"), tuple("─│╭╮╰╯"), tuple("═║╔╗╚╝"))
"""One set for each line in turn, told apart without colour: along, upright, and the four corners."""
BLANK: Span = (" ", "")
UPRIGHT = "┊"
"""What points out a day."""
LOOKS = ("accent", "good", "dim")
MOST_MONTHS_BY_DAY = 70
"""Days up to which the axis counts days; beyond it counts months."""
REACH = 4
"""Times the others' movement that an axis near them may span to hold a line of reference."""
LEAST_FIELD = 24
"""Cells across from which the last values have room beside the lines."""


class Line(Struct, frozen=True):
    """One line: its name and its points in order of days.

    A value holds until the next point. A line of reference, such as a target, is left out of a plot near the others
    where it is so far away that their movement would hardly be seen.
    """

    name: str
    points: Sequence[tuple[date, float]]
    reference: bool = False


class Mark(Struct, frozen=True):
    """A day that is pointed out.

    A dotted upright in the plot, its words beside it, or in the frame where they have no room there.
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
        self._heading = self._title = title
        self._empty = empty
        self._lines: Sequence[Line] = ()
        self._since = self._until = date.min
        self._most, self._near = 0.0, False
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
        near: bool = False,
        written: Callable[[float], str] = whole,
        marks: Sequence[Mark] = (),
        title: str = "",
    ) -> None:
        """Show lines between two days.

        Args:
            lines: at most as many as can be told apart, the most telling first; it lies on top.
            since: the day at the left edge.
            until: the day at the right edge.
            most: what the axis reaches at least.
            near: whether the axis begins near the lines, as for rates and scores, and not at nought.
            written: how a number of the axis is written.
            marks: days to point out.
            title: the words in the frame, where they say more than its usual ones.
        """
        self._lines, self._since, self._until = lines, since, until
        self._most, self._near, self._written, self._marks = most, near, written, marks
        self._title = title or self._heading
        self._settle()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._settle()

    def _settle(self) -> None:
        size = self.scrollable_content_region
        if any(line.points for line in self._lines):
            self._drawn = [*draw(
                self._lines, self._since, self._until, (size.width, size.height),
                most=self._most, near=self._near, written=self._written, marks=self._marks,
            )]  # fmt: skip
        else:
            self._drawn = [[(line, "dim")] for line in wrapped(as_written(self._empty), max(size.width, 1))]
        drawn = {text for line in self._drawn for text, look in line if look == "mark"}
        aside = (f"{UPRIGHT} {mark.words}" for mark in self._marks if not any(mark.words in text for text in drawn))
        self.titled(self._title, "   ".join(filter(None, (names(self._lines), *aside))))
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
    near: bool = False,
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
        near: whether the axis begins near the lines.
        written: how a number of the axis is written.
        marks: days to point out; those outside are left out.
    """
    until = max(until, since + timedelta(days=1))
    height = max(size[1] - 2, 2)
    scale = number_axis(lines, most=most, near=near)
    ticks = number_ticks(*scale, max(2, (height + 1) // 2))
    margin = max(cell_len(written(tick)) for tick in ticks) + 1
    ends = _ends(lines, scale, height, written)
    beside = max((cell_len(text) for text, _ in ends.values()), default=0) + 1
    width = size[0] - margin - 2
    if width - beside < LEAST_FIELD:
        ends, beside = {}, 0
    width = max(width - beside, 8)
    rows = {row_of(tick, scale, height): written(tick) for tick in ticks}
    pointed = {_column(mark.day, since, until, width): mark.words for mark in marks if since <= mark.day <= until}
    within = [line if scale[0] <= last_value(line) <= scale[1] else Line(line.name, ()) for line in lines]
    field = _field(within, since, until, (width, height), scale, pointed=pointed)
    for row in range(height):
        end, look = ends.get(row, ("", ""))
        yield [
            (fit(rows.get(row, ""), margin, right=True), "dim"),
            (" ┤" if row in rows else " │", "dim"),
            *field[row],
            (fit(end, beside, right=True), look),
        ]
    days = day_ticks(since, until, width)
    axis = ["─"] * width
    for column, _ in days:
        axis[column] = "┬"
    for column in pointed:
        axis[column] = "┴"
    yield [(" " * margin + " └" + "".join(axis), "dim")]
    yield [(" " * (margin + 2) + _labels(days, width), "dim")]


def names(lines: Sequence[Line]) -> str:
    """Each line's stroke with its name, in the order in which they end at the right, the highest first."""
    drawn = [(STROKES[n % len(STROKES)][0], line) for n, line in enumerate(lines) if line.points]
    drawn.sort(key=lambda one: -last_value(one[1]))
    return "   ".join(f"{stroke * 2} {line.name}" for stroke, line in drawn)


def last_value(line: Line) -> float:
    """Where a line ends at the right; not a number where it has no points."""
    return line.points[-1][1] if line.points else nan


def number_axis(lines: Sequence[Line], *, most: float = 0, near: bool = False) -> tuple[float, float]:
    """The lowest and the highest number of an axis.

    Near the lines it begins at a round number below the lowest, but at nought where that is no further away than the
    lines move; a line of reference counts where it is within :data:`REACH`.
    """
    values = [value for line in lines if not (near and line.reference) for _, value in line.points]
    if not near:
        return min([0, *values]), max([most, 1, *values])
    wanted = [value for line in lines if line.reference for _, value in line.points]
    values = values or wanted
    moved = max(values) - min(values)
    values += [
        value for value in wanted if not moved or max([value, *values]) - min([value, *values]) <= REACH * moved
    ]
    low, high = min(values), max(values)
    if 0 <= low <= high - low:
        return 0, max(high, most) or 1
    step = _round_step((high - low or abs(high)) / 4)
    return floor(low / step) * step, max(high, most, floor(low / step) * step + step)


def _ends(
    lines: Sequence[Line], scale: tuple[float, float], height: int, written: Callable[[float], str]
) -> dict[int, Span]:
    """The last value of each line by its row, with an arrow where it is beyond the axis.

    One whose row is taken goes to the next below, or else above.
    """
    low, high = scale
    found: dict[int, Span] = {}
    drawn = [(last_value(line), LOOKS[number % len(LOOKS)]) for number, line in enumerate(lines) if line.points]
    for value, look in sorted(drawn, reverse=True):
        arrow = "↑" if value > high else "↓" if value < low else ""
        row = row_of(min(max(value, low), high), scale, height)
        free = (place for place in (row, row + 1, row - 1, row + 2) if 0 <= place < height and place not in found)
        if (place := next(free, None)) is not None:
            found[place] = f"{arrow}{written(value)}", look
    return found


def _field(
    lines: Sequence[Line],
    since: date,
    until: date,
    size: tuple[int, int],
    scale: tuple[float, float],
    *,
    pointed: Mapping[int, str],
) -> list[list[Span]]:
    """The cells between the axes, row by row from the top; the first line is drawn last and lies on top."""
    width, height = size
    empty = [(UPRIGHT, "mark") if column in pointed else BLANK for column in range(width)]
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
    for column, words in pointed.items():
        _write_beside(cells, column, f" {words} ")
    return [_joined(row) for row in cells]


def _write_beside(cells: Sequence[list[Span]], column: int, words: str) -> None:
    """Write words beside an upright, at its right if nothing is drawn there, else at its left, as high as can be."""
    for row in cells[: len(cells) // 2 + 1]:
        for start in (column + 1, column - len(words)):
            end = start + len(words)
            if start >= 0 and end <= len(row) and all(cell == BLANK for cell in row[start:end]):
                row[start:end] = [(letter, "mark") for letter in words]
                return


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
    step = _round_step((high - low) / max(most - 1, 1))
    if float(low).is_integer() and float(high).is_integer():
        step = max(step, 1)
    found = [number * step for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
    return found if len(found) > 1 else [low, high]


def _round_step(rough: float) -> float:
    """The next larger of 1, 2, 5, 10, 20 … and their tenths."""
    scale = 10.0 ** floor(log10(rough))
    return next(n * scale for n in (1, 2, 5, 10) if n * scale >= rough * (1 - 1e-9))


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
