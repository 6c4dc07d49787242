"""What a window too small for any screen says."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from screens.widgets.keys import key_of
from screens.widgets.textual_compat import Fitted


class TooSmall(Fitted, ModalScreen[None]):
    """Covers whatever is open until there is room again.

    Nothing can be done to what cannot be seen.

    The app keeps it on top of whatever is opened and closed below it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit", id="small.quit", tooltip="Close the book and quit"),
    ]
    DEFAULT_CSS = "TooSmall { background: $background; color: $foreground; }"

    def __init__(self, least: tuple[int, int]) -> None:
        """``least`` is the columns and rows that there should be."""
        super().__init__()
        self._least = least

    def render(self) -> Content:
        """How large the window is, and how large it should be."""
        width, height = self.app.size
        return Content(
            f" Guildbook needs {self._least[0]} × {self._least[1]}; this window is {width} × {height}.\n"
            f" Make it larger to continue. Press {key_of('small.quit')} to quit."
        )
