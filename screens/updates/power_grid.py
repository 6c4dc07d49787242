"""The power and interest grid: four quadrants with their stakeholders, and the way between them."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from screens.widgets.lists.board import Board
from screens.widgets.lists.board_areas import Area
from screens.widgets.lists.card import Card, CardLine
from screens.widgets.spans import Span, fit
from store.updates.stakeholder_map import QUADRANTS

PLACES = ((1, 0), (0, 0), (1, 1), (0, 1), (0, 2))
"""Column and band of each of the quadrants, in their order; those without power and interest stand below."""
AXIS, AXIS_LINE = 8, 6
"""Cells at the left, for the axis of power, and where its line is."""
FOOT = 2
"""Lines below, for the axis of interest."""
UPPER_RIGHT, UPPER_LEFT, LOWER_LEFT = 0, 1, 3
"""The quadrants that the axes go by, by their place among all."""
POWER, INTEREST, LOW, HIGH = "Power", "Interest ▶", "low", "high"
"""What is written on the axes."""


class PowerGrid(Board):
    """Power upwards, interest to the right, a quadrant for each of the four ways to treat a stakeholder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Page", id="support.page", tooltip="Open this stakeholder’s page"),
        Binding("e", "screen.edit", "Edit", id="support.edit", tooltip="Edit power, interest and stance"),
        Binding(
            "n", "screen.contact", "Contact", id="support.contact", tooltip="Record contact with this stakeholder"
        ),
    ]

    # -- where things are --------------------------------------------------------------------------

    def lay_out(self) -> tuple[Area, ...]:
        """Two by two of one size; those not assessed in a band of their own below the axis."""
        if not self._lanes:
            return ()
        width, below = self.content_width() - AXIS, self._height_of_unplaced()
        half, height = width // 2, self.size.height - FOOT - below
        upper = (height - 1) // 2
        across = (AXIS, half), (AXIS + half + 1, width - half - 1)
        bands = (0, upper), (upper + 1, height - upper - 1)
        areas = []
        for lane, (column, band) in zip(range(len(self._lanes)), PLACES, strict=False):
            if band == len(bands):
                areas.append(Area(lane, AXIS, self.size.height - below, width, below))
            else:
                (x, cells), (y, lines) = across[column], bands[band]
                areas.append(Area(lane, x, y, cells, lines))
        return tuple(areas)

    def _height_of_unplaced(self) -> int:
        """Lines for those without power and interest: a title, and cards in a quarter of the height at most."""
        if len(self._lanes) < len(QUADRANTS):
            return 0
        return 1 + self.TIGHT * max(1, min(len(self._lanes[-1].cards), self.size.height // 4 // self.TIGHT))

    TIGHT: ClassVar[int] = 2
    """Lines of a card where not all have room for air below them."""

    def lines_of_cards(self) -> int:
        """With air between the cards while all have room for it."""
        fits = all(
            len(self._lanes[a.lane].cards) * self.CARD_LINES <= a.height for a in self._areas[: len(QUADRANTS) - 1]
        )
        return self.CARD_LINES if fits else self.TIGHT

    # -- moving ------------------------------------------------------------------------------------

    def action_step(self, across: int, down: int) -> None:
        """Go to the next card in a quadrant, and from its edge to the quadrant beside it, above or below."""
        row = self._row + down
        if down and 0 <= row < len(self._lane.cards):
            self._go(self._column, row)
            return
        lane = self._beside(across, down)
        if lane is None:
            return
        last = len(self._lanes[lane].cards) - 1
        self._go(lane, self._row if across else 0 if down > 0 else last)

    def _beside(self, across: int, down: int) -> int | None:
        """The nearest quadrant that way which has cards: in the same line of the grid first."""
        column, band = PLACES[self._column]
        ways = [
            (abs(there[1] - band), abs(there[0] - column), lane)
            for lane, there in zip(range(len(self._lanes)), PLACES, strict=False)
            if self._lanes[lane].cards and ((there[0] - column) * across > 0 or (there[1] - band) * down > 0)
        ]
        return min(ways)[2] if ways else None

    # -- drawing -----------------------------------------------------------------------------------

    def line_of(self, card: Card, line: int, width: int) -> CardLine:
        """The name with what is due, or the way from the current to the target stance."""
        if line == 0:
            room = cell_len(card.name) + cell_len(card.badge) + 2 <= width
            return card.name, "strong", card.badge if room else "!" if card.badge else "", "warn"
        return card.detail, "accent" if card.warn else "dim", "", ""

    def ground(self, x: int, y: int, width: int) -> list[Span]:
        """The axes, and the lines that part the quadrants."""
        if not self._areas:
            return []
        middle, bottom = self._areas[UPPER_LEFT].bottom, self._areas[LOWER_LEFT].bottom
        left, right = self._areas[UPPER_LEFT].width, self._areas[UPPER_RIGHT].width
        if x:
            return [("│" if y < bottom else "", "dim")]
        if y == middle:
            return [(f"{' ' * AXIS_LINE}├─{'─' * left}┼{'─' * right}", "dim")]
        if y == bottom:
            return [(f"{' ' * AXIS_LINE}└─{'─' * (left + right + 1)}", "dim")]
        if y == bottom + 1:
            high = fit(HIGH, right - 1 - cell_len(INTEREST))
            return [(f"{' ' * (AXIS + 1)}{fit(LOW, left + 1)}{high}{INTEREST}", "dim")]
        words = {0: POWER, 1: HIGH, middle + 1: LOW}.get(y, "")
        line = "▲" if y == 0 else "│" if y < bottom else ""
        return [(fit(words, AXIS_LINE) + line, "dim")]


def drawn_stance(words: str) -> str:
    """The way from one stance to another, drawn."""
    return words.replace(" → ", " ─▶ ")
