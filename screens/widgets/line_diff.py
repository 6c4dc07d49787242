"""The part of a line that looks different from what is painted.

All that a terminal has to be sent.

A move in a list writes 1.7 KB that way; each line anew whole, it is 15 KB, which a terminal far away is slow to read.
"""

from __future__ import annotations

from itertools import takewhile

from textual.geometry import Region
from textual.strip import Strip


def changed_part(y: int, before: Strip | None, now: Strip) -> Region:
    """The part of a line between its first and last difference."""
    if before is None or before.cell_length != now.cell_length:
        return Region(0, y, now.cell_length, 1)
    left = sum(
        was.cell_length for was, _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))
    )
    return Region(left, y, now.cell_length - left - _same_end(before, now), 1)


def _same_end(before: Strip, now: Strip) -> int:
    """Cells that are the same after the last difference; of pieces that differ, the blanks at their ends."""
    cells = 0
    for was, is_ in zip(reversed(before), reversed(now), strict=False):
        if was != is_:
            blanks = min(len(piece.text) - len(piece.text.rstrip(" ")) for piece in (was, is_))
            return cells + (blanks if was.style == is_.style else 0)
        cells += is_.cell_length
    return cells
