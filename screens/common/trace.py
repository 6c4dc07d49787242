"""The rows behind a figure of money."""

from __future__ import annotations

from screens.widgets.lists.picker import Picker


class Trace(Picker):
    """The rows that a figure was made from; it only shows them."""

    DEFAULT_CSS = "Trace { & > Vertical { width: 112; } }"
