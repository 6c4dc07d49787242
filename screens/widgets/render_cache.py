"""Lines that are kept painted: at each paint Textual asks every widget in sight for all of its lines, though most have nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.geometry import Region, Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    Base = object  # a widget class more would take its time at each start


class Kept(Base):
    """Hands out the same lines again until it is to be painted anew, looks different or has another size."""

    _kept: tuple[Region, Size, list[Strip]] | None = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have regions painted anew, or all of it, as Textual does."""
        self._kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget the colours of the last theme."""
        super().notify_style_update()
        self._kept = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines as Textual asks for them."""
        if self._kept is None or self._kept[:2] != (crop, self.size):
            self._kept = crop, self.size, self.fresh_lines(crop)
        return self._kept[2]

    def fresh_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are to be now."""
        return super().render_lines(crop)
