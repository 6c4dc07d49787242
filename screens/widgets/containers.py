"""Boxes that set widgets side by side or one below the other, and paint nothing of their own."""

from __future__ import annotations

from rich.style import Style
from textual import containers, events
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
    """A screen that minds what Textual does not: how large the window is by now, and that it was left before it opened."""

    app: App[object]
    _closing: bool
    _pruning: bool

    def _screen_resized(self, _: Size) -> None:
        """Of two sizes that wait for a busy screen, Textual would go from one to the other and back for ever."""
        super()._screen_resized(self.app.size)  # type: ignore[misc]

    async def on_event(self, event: events.Event) -> None:
        """Begin nothing where it was left before it opened, as by two clicks in one go: none of its widgets is there."""
        if not (isinstance(event, events.Mount | events.Resize) and (self._closing or self._pruning)):
            await super().on_event(event)  # type: ignore[misc]


class Horizontal(Bare, containers.Horizontal):
    """Widgets side by side."""


class Vertical(Bare, containers.Vertical):
    """Widgets one below the other."""
