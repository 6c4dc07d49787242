"""The pulse of the community on Week: a figure with its unit, its share and its course, and what it counts."""

from __future__ import annotations

from collections.abc import Iterable

from screens.widgets.lists.columns import Cell, Column, table
from screens.widgets.spans import Span
from store.calendar.rituals import HOSTING_WINDOW
from store.insights.pulse import ENGAGED_WITHIN, Pulse

COUNTED = {
    "engaged": f"members who attended, hosted or contributed in {ENGAGED_WITHIN} days",
    "attended": "attendances, and the change from the same days last month",
    "led_by_you": f"gatherings you hosted in {HOSTING_WINDOW} days",
    "gone_quiet": "members without attendance, contribution or contact",
}
"""What each figure counts, by its key."""
ROOMY = 80
"""Cells from which there is room to say that."""
LONGEST_SHARE = 4


def pulse_table(pulses: Iterable[Pulse], room: int) -> list[list[Span]]:
    """A line for each figure: its label, the figure, its share with its course, and what it counts where there is room."""
    rows: list[tuple[Cell, ...]] = [
        (
            (pulse.label.capitalize(), "dim"),
            (pulse.figure, "strong"),
            f"{pulse.share:>{LONGEST_SHARE}} {pulse.trend}".rstrip(),
            (COUNTED[pulse.key] if room >= ROOMY else "", "dim"),
        )
        for pulse in pulses
    ]
    return table(rows, (Column(), Column(), Column(), Column()), room)


def pulse_line(pulses: Iterable[Pulse]) -> list[Span]:
    """All figures on one line; of those with a share only that, but for attendances."""
    spans: list[Span] = []
    for pulse in pulses:
        figure = pulse.share if pulse.share and pulse.key != "attended" else pulse.figure
        spans += [(f"{pulse.label.capitalize()} ", "dim"), (f"{figure}   ", "strong")]
    return spans
