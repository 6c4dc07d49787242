"""The looks of drawn text, from the theme's own colours.

Component classes would do the same through CSS, but every widget would resolve each of them when it is mounted:
that took a third of the time to the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color

_COLOURS = {
    "accent": "text-accent",
    "warn": "text-warning",
    "good": "text-success",
    "heading": "text-primary",
    "mark": "text-accent",
    "key": "text-accent",
    "cursor": "block-cursor-background",
    "blurred": "panel",
}
"""The variable of the theme that each look takes its colour from."""
_BOLD = ("strong", "warn", "heading", "mark", "key", "cursor")
FEW = "few-colours"
"""The theme's variable that says ‘yes’ where the terminal cannot tell two dark greys apart."""
_QUIET = 0.7
"""How much of the text colour is left in quiet text."""


def style_of(look: str, colours: Mapping[str, str], plain: Style) -> Style:
    """The style of a look on a widget with the style ``plain``.

    The selected row is told by more than its colour: it is bold where the keys go to it, and underlined where a
    terminal of few colours might show it like its neighbours (``$few-colours``).

    Args:
        look: dim, strong, accent, warn, good, heading, mark, key, cursor or blurred; nothing for plain text.
        colours: the theme's variables.
        plain: text colour and background of the widget.
    """
    named = _COLOURS.get(look)
    return _styled(look, colours[named] if named else "", plain, colours.get(FEW) == "yes")


@lru_cache(maxsize=256)
def _styled(look: str, colour: str, plain: Style, few: bool) -> Style:
    bold = Style(bold=True) if look in _BOLD else Style()
    if look == "cursor":
        background = Color.parse(colour)
        return plain + bold + Style(color=background.get_contrast_text(1).rich_color, bgcolor=background.rich_color)
    if look == "blurred":
        return plain + Style(bgcolor=Color.parse(colour).rich_color, underline=few)
    if look == "dim" and plain.color and plain.bgcolor:
        background, text = Color.from_rich_color(plain.bgcolor), Color.from_rich_color(plain.color)
        return plain + Style(color=background.blend(text, _QUIET).rich_color)
    return plain + bold + (Style(color=Color.parse(colour).rich_color) if colour else Style())
