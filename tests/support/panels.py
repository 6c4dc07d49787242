"""What is asked of every panel on a screen: a title and something to say, and no text cut off beside room for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from textual.pilot import Pilot

from screens.widgets.line_widget import Drawn
from screens.widgets.lists.board import Board
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.month_grid import Month
from screens.widgets.panes import Pane
from tests.support.harness import here

ROOM = 3
"""Blanks side by side from which they are room: the gap between two columns has two."""
CUT = "… "
SAYS_KEY = re.compile(r"\b[Pp]ress |^(enter|tab|space|esc|[A-Za-z])(: | )")
"""How a frame would say what a key does: ‘Press tab to go here’, ‘enter: open page’, ‘v by person’."""


def panels(pilot: Pilot[None]) -> Iterator[Drawn]:
    """The panels in sight."""
    return (panel for panel in pilot.app.screen.query(Drawn) if panel.display and panel.region)


def bare(pilot: Pilot[None]) -> list[str]:
    """The framed panels in sight that have no title, or nothing to say."""
    return [
        f"{here(pilot)} #{panel.id}"
        for panel in panels(pilot)
        if panel.styles.border_top[0] not in ("", "none")
        and (not str(panel.border_title or "").strip() or not "".join(_in_sight(panel)).strip())
    ]


def keys_on_frames(pilot: Pilot[None]) -> list[str]:
    """The panels in sight that say on their lower edge what a key does, which the line of keys has."""
    told = ((panel, str(panel.border_subtitle or "")) for panel in panels(pilot))
    return [f"{here(pilot)} #{panel.id}: {below}" for panel, below in told if SAYS_KEY.search(below)]


def cut_with_room(pilot: Pilot[None]) -> list[str]:
    """The texts that are cut off in a panel that has room for more of them.

    Room are blanks side by side through all its lines: for a list through all its rows, also those scrolled away, as its
    columns stand for all of them. What only informs has room in the lines it leaves blank, too. A board and a month have
    cells of one width, of which an empty one is no room for the next.
    """
    return [told for panel in panels(pilot) for told in _cut(panel, f"{here(pilot)} #{panel.id}")]


def _cut(panel: Drawn, where: str) -> list[str]:
    lines = _rows(panel) if type(panel).draw_line is Listing.draw_line else _in_sight(panel)
    cut = [line for line in lines if CUT in f"{line} "]
    if not cut:
        return []
    beside = not isinstance(panel, (Board, Month)) and _bands(lines)
    below = isinstance(panel, Pane) and not lines[-1].strip()
    return [f"{where}: {line.rstrip()}" for line in cut[:3]] if beside or below else []


def _in_sight(panel: Drawn) -> list[str]:
    """The lines of a panel as it shows them."""
    return [panel.draw_line(y).text for y in range(panel.size.height)]


def _rows(panel: Drawn) -> list[str]:
    """All rows of a list as they are drawn, without headings."""
    assert isinstance(panel, Listing)
    rows = (row for row in panel.visible_rows() if not row.heading)
    return [panel.strip(panel.row_spans(row)).text for row in rows]


def _bands(lines: Iterable[str]) -> list[int]:
    """Where so many blanks begin that stand below each other through all lines."""
    lines = list(lines)
    filled = {cell for line in lines for cell in _filled(line)}
    ends = range(max(map(cell_len, lines), default=0) - ROOM + 1)
    return [start for start in ends if filled.isdisjoint(range(start, start + ROOM))]


def _filled(line: str) -> Iterator[int]:
    """The cells of a line that are not blank."""
    cell = 0
    for character in line:
        width = cell_len(character)
        if character != " ":
            yield from range(cell, cell + width)
        cell += width
