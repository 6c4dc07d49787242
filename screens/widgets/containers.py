"""Boxes that set widgets side by side or one below the other, and paint nothing of their own."""

from __future__ import annotations

from rich.style import Style
from textual import containers
from textual.app import App
from textual.geometry import Region, Size
from textual.strip import Strip


class Bare:
    """Nothing of it is seen but its background: Textual would compose each of its lines, though others cover them."""

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


class Fitted:
    """A screen that is laid out for the window as it is by now, whatever size it is told of.

    Of two sizes that wait for a busy screen, Textual would go from one to the other and back for ever.
    """

    app: App[object]

    def _screen_resized(self, _: Size) -> None:
        super()._screen_resized(self.app.size)  # type: ignore[misc]


class Horizontal(Bare, containers.Horizontal):
    """Widgets side by side."""


class Vertical(Bare, containers.Vertical):
    """Widgets one below the other."""
