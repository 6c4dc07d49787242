"""Small pictures made of characters: a trend line and a bar, for screens, texts and email alike."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 10
"""Characters of a bar, unless another width is wanted."""
_STEPS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float]) -> str:
    """A trend as one character a value, lowest to highest; flat where nothing changes."""
    if not values:
        return ""
    low, high = min(min(values), 0), max(values)
    if high <= low:
        return _STEPS[0] * len(values)
    return "".join(_STEPS[round((value - low) / (high - low) * (len(_STEPS) - 1))] for value in values)


def bar(part: float, whole: float, width: int = WIDTH) -> str:
    """A share as a bar: ``██████░░░░``."""
    filled = 0 if whole <= 0 else round(max(0.0, min(1.0, part / whole)) * width)
    return "█" * filled + "░" * (width - filled)
