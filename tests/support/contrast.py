"""How well text stands out from what is behind it, as WCAG 2 reckons it (success criteria 1.4.3, 1.4.6 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.line_widget import Drawn
from screens.widgets.styles import style_of
from tests.support.harness import strips

ENOUGH, MUCH, MARK = 4.5, 7.0, 3.0
"""Ratios for text of a common size, level AA and level AAA, and for what is no text but says something."""
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


def faint_marks(pilot: Pilot[None]) -> dict[str, float]:
    """The cursor's row and the scrollbars' thumbs that stand out too little from what is around them (1.4.11)."""
    drawn, found = strips(pilot), {}
    for part in pilot.app.screen.query(Drawn):
        if not part.is_attached or not part.region or part.region not in pilot.app.screen.region:
            continue
        around, name = part.background_colors[1].rich_color, part.id or type(part).__name__
        if part.has_focus and (row := _cursor(part, drawn)):
            whole = around == row and isinstance(part.parent, Widget)  # a field that is the cursor's row itself
            found[f"{name}: cursor"] = contrast(
                row, part.parent.background_colors[1].rich_color if whole else around
            )
        if part.show_vertical_scrollbar:
            bar = part.vertical_scrollbar.region
            pieces = (piece for y in bar.line_range for piece in drawn[y].crop(bar.x, bar.right))
            found[f"{name}: thumb"] = max(contrast(color, around) for piece in pieces for color in _colors(piece))
    return {mark: round(ratio, 2) for mark, ratio in found.items() if ratio < MARK}


def _cursor(part: Drawn, drawn: list[Strip]) -> Color | None:
    """What is behind the row of the cursor, which is bold all over."""
    look = style_of("cursor", part.app.theme_variables, Style())
    inner = part.content_region
    pieces = (piece for y in inner.line_range for piece in drawn[y].crop(inner.x, inner.right) if piece.style)
    return next((look.bgcolor for piece in pieces if piece.style and piece.style.bgcolor == look.bgcolor), None)


def _colors(piece: Segment) -> Iterator[Color]:
    """The colours that are seen of a piece: what is behind it, and its own where it is not blank."""
    style = piece.style or Style()
    seen = (
        (style.color, style.bgcolor) if piece.text.strip() else (style.color if style.reverse else style.bgcolor,)
    )
    yield from (color for color in seen if color)


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
