"""How well text stands out from what is behind it, as WCAG 2 reckons it (success criteria 1.4.3 and 1.4.6)."""

from __future__ import annotations

from functools import cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.pilot import Pilot

from tests.support.harness import strips

ENOUGH, MUCH = 4.5, 7.0
"""Ratios for text of a common size: level AA, and level AAA."""
LINES = frozenset("─│╭╮╰╯━┃▔▁▂▃▄▅▆▇█░▊▎▌▐▏▕│┌┐└┘├┤┬┴┼┊┆╴╶╷╵┄╌┏┓┗┛╺╸┯┷┠┨")
"""Frames, bars and curves: no text."""


def words(pilot: Pilot[None]) -> list[Segment]:
    """The pieces of text of the screen in front, without what shines through behind a dialog."""
    drawn = strips(pilot)
    parts = [child.region for child in pilot.app.screen.children if child.display]
    pieces = (segment for part in parts for y in part.line_range for segment in drawn[y].crop(part.x, part.right))
    return [segment for segment in pieces if not LINES.issuperset(segment.text.replace(" ", ""))]


def faint(pilot: Pilot[None], least: float, system: ColorSystem = ColorSystem.TRUECOLOR) -> dict[str, float]:
    """Pieces of text whose contrast is less than it should be, on a terminal that has these colours."""
    found = {}
    for segment in words(pilot):
        style = segment.style
        assert style, segment
        assert style.color, segment
        assert style.bgcolor, segment
        ratio = contrast(style.color, style.bgcolor, system)
        if ratio < least:
            found[f"{segment.text.strip()} {style}"] = round(ratio, 2)
    return found


@cache
def contrast(text: Color, behind: Color, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """The ratio of two colours' luminance, from 1 to 21."""
    low, high = sorted(_luminance(color.downgrade(system)) for color in (text, behind))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in color.get_truecolor(DEFAULT_TERMINAL_THEME))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
