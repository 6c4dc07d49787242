"""The themes for terminals of 256, of 16 and of no colours, composed from what these terminals have.

Left to rounding, two dark greys become black and navy, and amber on white a yellow no one can read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import NamedTuple

from textual.theme import Theme

FIELDS = frozenset(field.name for field in fields(Theme))


class Palette(NamedTuple):
    """The colours of a theme by what they are for."""

    text: str
    quiet: str
    """Titles and scrollbars of lists without the focus."""
    ground: str
    bar: str
    """Behind the first and the last line, and the selected line of a list without the focus."""
    heading: str
    """Headings, and the frame and title of the list with the focus."""
    mark: str
    """What wants doing, and keys."""
    good: str
    """What is done."""
    bad: str
    """Errors."""
    cursor: str
    """Behind the selected line."""
    edge: str
    """Frames of lists without the focus."""

    @property
    def colours(self) -> dict[str, str]:
        """The same by the names that a theme and its variables have for them."""
        text, quiet, ground, bar, heading, mark, good, bad, cursor, edge = self
        return {
            "foreground": text, "background": ground, "surface": ground, "panel": bar,
            "primary": cursor, "secondary": heading, "accent": mark, "warning": mark, "error": bad, "success": good,
            "text-primary": heading, "text-secondary": heading, "text-accent": mark, "text-warning": mark, "text-success": good, "text-error": bad,
            "text-muted": quiet, "text-disabled": quiet, "block-cursor-background": cursor,
            "border": heading, "border-blurred": edge, "scrollbar": quiet, "scrollbar-hover": text, "scrollbar-active": heading,
        }  # fmt: skip


_PALETTES: Mapping[str, Mapping[str, Palette]] = {
    "256": {
        "guildbook-dark": Palette("#dadada", "#9e9e9e", "#121212", "#262626", "#87afd7", "#ffd787", "#87d7af", "#ff8787", "#005fd7", "#4e4e4e"),
        "guildbook-light": Palette("#1c1c1c", "#626262", "#ffffff", "#e4e4e4", "#005f87", "#5f5f00", "#005f00", "#af0000", "#005f87", "#bcbcbc"),
        "guildbook-contrast": Palette("#ffffff", "#c6c6c6", "#000000", "#1c1c1c", "#afd7ff", "#ffd700", "#87ffaf", "#ff8787", "#87d7ff", "#9e9e9e"),
    },
    "standard": {
        "guildbook-dark": Palette("#aaaaaa", "#aaaaaa", "#000000", "#000000", "#55ffff", "#ffff55", "#55ff55", "#ff5555", "#aaaaaa", "#555555"),
        "guildbook-light": Palette("#000000", "#000000", "#ffffff", "#ffffff", "#0000aa", "#aa0000", "#0000aa", "#aa0000", "#0000aa", "#555555"),
        "guildbook-contrast": Palette("#ffffff", "#ffffff", "#000000", "#000000", "#55ffff", "#ffff55", "#55ff55", "#ff5555", "#ffffff", "#aaaaaa"),
    },
    "none": {
        "guildbook-dark": Palette("#c0c0c0", "#a0a0a0", "#121212", "#262626", "#ffffff", "#ffffff", "#c0c0c0", "#ffffff", "#c0c0c0", "#606060"),
        "guildbook-light": Palette("#262626", "#555555", "#ffffff", "#e4e4e4", "#000000", "#000000", "#262626", "#000000", "#262626", "#b0b0b0"),
        "guildbook-contrast": Palette("#ffffff", "#c8c8c8", "#000000", "#1c1c1c", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#a0a0a0"),
    },
}  # fmt: skip
"""By what a terminal has (as Rich names it; none with ``NO_COLOR``): each theme in those colours alone, so that none is rounded."""


def adapted(theme: Theme, system: str) -> Theme:
    """A theme in the colours that a terminal has; as it is where that has all of them."""
    palette = _PALETTES.get(system, {}).get(theme.name)
    if not palette:
        return theme
    own = {name: colour for name, colour in palette.colours.items() if name in FIELDS}
    others = {name: colour for name, colour in palette.colours.items() if name not in FIELDS}
    kept = {name: value for name, value in theme.variables.items() if name != "block-cursor-foreground"}
    return replace(theme, **own, variables={**kept, **others})  # type: ignore[arg-type]
