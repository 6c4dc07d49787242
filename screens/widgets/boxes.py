"""Boxes that set widgets side by side or one below the other, and paint nothing of their own."""

from __future__ import annotations

from rich.style import Style
from textual import containers
from textual.geometry import Region
from textual.strip import Strip


class Bare:
    """Nothing of it is seen but its background: Textual would compose each of its lines, though others cover them."""

    rich_style: Style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same blank line again and again."""
        return [Strip.blank(crop.width, self.rich_style)] * crop.height


class Horizontal(Bare, containers.Horizontal):
    """Widgets side by side."""


class Vertical(Bare, containers.Vertical):
    """Widgets one below the other."""
