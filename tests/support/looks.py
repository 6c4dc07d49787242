"""The names of the colours on a screen: the theme's own, so that they stay when a theme changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rich.color import Color as Drawn
from textual.app import App
from textual.color import Color

GROUNDS = (
    "surface", "background", "panel", "primary", "primary-muted", "scrollbar-background", "scrollbar",
    "panel-lighten-1", "foreground", "boost",
)  # fmt: skip
INKS = (
    "foreground", "border", "text-accent", "text-primary", "text-success", "border-blurred", "success", "background",
    "text-error", "primary", "scrollbar",
    "scrollbar-background",
)  # fmt: skip
"""Variables of a theme, those first whose name is the better one for a colour that several have."""
QUIET = 0.7
"""How much of the text's colour is left in quiet text (screens/widgets/styles.py)."""
TINT = 0.05
"""How much of the text's colour a field with the focus has in its ground (Textual's Input)."""
BEHIND = 0.6
"""How much of the background lies over a screen that is behind a dialog (Textual's ModalScreen)."""


SELECTED = "input-selection-background"
VARIABLES = (*GROUNDS, *INKS, SELECTED)


class Looks:
    """What one theme calls its colours: those of grounds, and those of what is written on each."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self._colours = {name: Color.parse(colours[name]) for name in VARIABLES}
        self._grounds: dict[Color, str] = {}
        self._inks: dict[tuple[Color, Color], str] = {}
        veil = self._colours["background"].with_alpha(BEHIND)
        grounds = self._plain_grounds()
        pairs = [(ground, ink, name) for ground in grounds.values() for name, ink in self._inks_on(ground).items()]
        for depth in ("", "behind ", "far behind "):
            for name, ground in grounds.items():
                self._grounds.setdefault(ground, depth + name)
            for ground, ink, name in pairs:
                seen = depth if self._grounds[ground] in GROUNDS else ""
                self._inks.setdefault((ink, ground), seen + name)
            grounds = {name: ground + veil for name, ground in grounds.items()}
            pairs = [(ground + veil, ink + veil, name) for ground, ink, name in pairs]

    def _plain_grounds(self) -> dict[str, Color]:
        known = self._colours
        focus = known["primary-muted"].blend(known["foreground"], TINT)
        return {
            **{name: known["surface"] + known[name] for name in GROUNDS},
            "field": focus,
            "selection": focus + known[SELECTED],
        }

    def _inks_on(self, ground: Color) -> dict[str, Color]:
        known = self._colours
        return {
            **{name: known[name] for name in INKS},
            "quiet": ground.blend(known["foreground"], QUIET),
            "text": ground + ground.get_contrast_text(1),
            "text-muted": ground + ground.get_contrast_text(0.6),
            "text-disabled": ground + ground.get_contrast_text(0.38),
        }

    def ground(self, behind: Drawn) -> str:
        """The name of the colour behind a text, or its value where it has none."""
        return self._grounds.get(_plain(behind)) or _plain(behind).hex

    def ink(self, text: Drawn, behind: Drawn) -> str:
        """The name of a text's colour on the one behind it; on a screen behind a dialog the name it has in front."""
        return self._inks.get((_plain(text), _plain(behind))) or _plain(text).hex


def looks_of(app: App[Any]) -> Looks:
    """What the theme that an app has now calls its colours."""
    return _looks(tuple((name, app.theme_variables[name]) for name in VARIABLES))


@cache
def _looks(colours: tuple[tuple[str, str], ...]) -> Looks:
    return Looks(dict(colours))


@cache
def _plain(color: Drawn) -> Color:
    return Color.from_rich_color(color)
