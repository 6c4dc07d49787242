"""Text in cells: spans of it with their looks, fitted to a width or wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells, set_cell_size

from store.core.text import one_line

Span = tuple[str, str]
"""A piece of text and the name of its look (see :mod:`screens.widgets.styles`), or nothing for plain text."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Text in ``width`` cells, padded or cut, control characters visible."""
    text = safe(text)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if right else text + padding


def safe(text: str) -> str:
    """Text without anything that could break a line or steer the terminal.

    Blanks at its ends stay.
    """
    if text.isprintable():
        return text
    bare = text.strip(" ")
    start = len(text) - len(text.lstrip(" "))
    return " " * start + one_line(bare) + " " * (len(text) - start - len(bare)) if bare else text


def fit_spans(spans: Iterable[Span], width: int) -> list[Span]:
    """Spans in exactly ``width`` cells; control characters become visible."""
    fitted: list[Span] = []
    for raw, look in spans:
        text = safe(raw)
        length = cell_len(text)
        if length > width:
            fitted.append((fit(text, width), look))
            return fitted
        fitted.append((text, look))
        width -= length
    return [*fitted, (" " * width, "")]


def wrapped(text: str, width: int) -> list[str]:
    """Text broken at spaces into lines of at most ``width`` cells.

    Words wider than a line are cut where it ends.
    """
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in one_line(paragraph).split(" "):
            candidate = f"{line} {word}" if line else word
            if cell_len(candidate) <= width:
                line = candidate
            elif line and cell_len(word) <= width:
                lines.append(line)
                line = word
            else:
                *full, line = _cut(candidate, width)
                lines += full
        lines.append(line)
    return lines


def wrapped_spans(spans: Sequence[Span], width: int) -> list[list[Span]]:
    """Spans broken at spaces into lines of at most ``width`` cells; below a label, all that follows it stands beside it."""
    width = max(width, 1)
    label = spans[0][0] if len(spans) > 1 and spans[0][1] == "dim" and spans[0][0].endswith(" ") else ""
    indent = cell_len(label) if cell_len(label) <= width // 2 else 0
    lines: list[list[Span]] = [[spans[0]] if indent else []]
    left = width - indent
    for text, look in spans[1:] if indent else spans:
        for found in _WORDS.findall(safe(text)):
            word = found
            if cell_len(word.rstrip(" ")) > left and left < width - indent:
                lines.append([(" " * indent, "")] if indent else [])
                left, word = width - indent, word.lstrip(" ")
            whole = word if cell_len(word) <= left else word.rstrip(" ")
            if not whole:
                continue  # a blank at the edge
            *full, last = _cut(whole, left)
            for part in full:
                lines[-1].append((part, look))
                lines.append([(" " * indent, "")] if indent else [])
                left = width - indent
            lines[-1].append((last, look))
            left -= cell_len(last)
    return lines


_WORDS = re.compile(r" *[^ ]+ *| +")
"""The words of a text with the blanks around them."""


def _cut(text: str, width: int) -> list[str]:
    """Text in pieces of at most ``width`` cells; a character wider than that becomes an ellipsis."""
    pieces = filter(None, chop_cells(text, width))
    return [piece if cell_len(piece) <= width else "…" for piece in pieces] or [""]
