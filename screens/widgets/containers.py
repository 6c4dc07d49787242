"""Boxes that set widgets side by side and paint nothing of their own."""

from __future__ import annotations

from rich.style import Style
from textual import containers
from textual.geometry import Region
from textual.strip import Strip


class Bare:
    """Nothing of it is seen but its background.

    Textual would compose each of its lines, though others cover them.
    """

    rich_style: Style
    _background: Style | None = None

    def notify_style_update(self) -> None:
        """Forget the background of the last theme."""
        super().notify_style_update()  # type: ignore[misc]
        self._background = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same blank line again and again."""
        self._background = self._background or self.rich_style
        return [Strip.blank(crop.width, self._background)] * crop.height


class Horizontal(Bare, containers.Horizontal):
    """Widgets side by side."""


class Vertical(Bare, containers.Vertical):
    """Widgets one below the other."""
