"""Turning pages: which lines are in sight once the cursor has moved."""

from __future__ import annotations

OVERLAP = 2
"""Lines of one page that are still in sight on the next."""


def turned(top: int, height: int, first: int, last: int, *, kept: int = OVERLAP) -> int:
    """The top line in sight, with the page turned if the cursor needs it.

    A page at a time, as in a book: what is read stands still meanwhile, and a terminal far away gets little to read.

    Args:
        top: the top line now, or whatever is counted.
        height: how many are seen.
        first: the first one of the cursor.
        last: its last one.
        kept: how many of one page are still seen on the next, where there is room.
    """
    kept = min(kept, (height - 1) // 3)
    if first < top:
        return min(first, last + 1 + kept - height)
    if last >= top + height:
        return max(first - kept, last + 1 - height)
    return top
