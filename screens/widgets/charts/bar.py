"""Bars of amounts: their parts are told apart without colour, and rows of bars do not grow into one block."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.spans import Span

PARTS: tuple[Span, ...] = (("■", "accent"), ("□", "accent"), ("▫", "accent"))
"""The mark of each part in turn, such as spent, planned and expected."""
REST: Span = ("·", "dim")
"""What is left up to the full scale."""
LIMIT: Span = ("┃", "warn")
"""Where a limit stands in a bar that goes beyond it."""


def bar_spans(
    parts: Sequence[float], full: float, width: int, *, limit: float = 0, rest: Span = REST
) -> list[Span]:
    """A bar of ``width`` cells.

    A part that holds anything has a cell at least; a limit below the full scale is marked.

    Args:
        parts: the amounts, one after the other from the left; what is below nought counts as nought.
        full: the amount that the whole width stands for.
        width: cells.
        limit: an amount that the parts should not exceed.
        rest: the mark of what is left, blank where the full scale is not a target.
    """
    spans: list[Span] = []
    reached, used = 0.0, 0
    for (mark, look), part in zip(PARTS, parts, strict=False):
        reached += max(part, 0.0)
        end = round(min(reached / full, 1.0) * width) if full > 0 else 0
        cells = min(max(end - used, int(part > 0)), width - used)
        spans.append((mark * cells, look))
        used += cells
    spans.append((rest[0] * (width - used), rest[1]))
    spans = [span for span in spans if span[0]]
    return _marked(spans, round(limit / full * width)) if 0 < limit < full else spans


def bar_text(part: float, full: float, width: int, *, rest: str = REST[0]) -> str:
    """A bar of one part as text, for a cell of a list."""
    return "".join(text for text, _ in bar_spans([part], full, width, rest=(rest, "")))


def _marked(spans: Sequence[Span], at: int) -> list[Span]:
    """The spans with the limit's mark in place of one cell."""
    marked: list[Span] = []
    begin = 0
    for text, look in spans:
        place = at - begin
        if 0 <= place < len(text):
            pieces = (text[:place], look), LIMIT, (text[place + 1 :], look)
            marked += [piece for piece in pieces if piece[0]]
        else:
            marked.append((text, look))
        begin += len(text)
    return marked


def legend(*names: str) -> str:
    """What the marks stand for, in the order of the parts."""
    return "  ".join(f"{mark} {name}" for (mark, _), name in zip(PARTS, names, strict=False))
