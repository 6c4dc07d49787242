"""What a screen shows, to keep and to compare: as a picture, and as a text with its looks.

Both go row by row, so that a difference is read in the difference of two files. The text has the words first, then a
list of what is not plain: by row, each look with the columns it has there; ``79↓22`` is a look that goes on in the
same column down to row 22. Grounds are said apart from what is written on them, and colours by the names that they
have in the theme (:mod:`tests.support.looks`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from functools import cache, cached_property
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from tests.support.looks import Looks

ATTRIBUTES = ("bold", "italic", "dim", "underline", "strike")
DRAWN = frozenset({"underline", "strike"})
"""Those that a blank shows too."""
CELL = (12, 24)
"""Width and height of a character in the picture, in units of the picture."""
STYLE = (
    "text{font:20px 'Fira Code',Menlo,Consolas,'DejaVu Sans Mono',monospace}"
    ".bold{font-weight:bold}.italic{font-style:italic}.underline{text-decoration:underline}"
    ".strike{text-decoration:line-through}"
)


class Run(NamedTuple):
    """Some cells of a row that look alike."""

    column: int
    width: int
    text: str
    ink: Color | None
    ground: Color
    attributes: tuple[str, ...]


class Rows(NamedTuple):
    """What is the same in the same columns of some rows one below the other."""

    row: int
    last: int
    column: int
    width: int
    look: str


Place = tuple[int, int, str]
"""First column, number of columns, and look."""


class Picture:
    """What a screen showed."""

    def __init__(self, strips: Sequence[Strip], names: Looks) -> None:
        """Keep what a screen shows.

        Args:
            strips: its lines.
            names: what the theme calls its colours.
        """
        self._names = names
        self._width = strips[0].cell_length
        self.words = [strip.text.rstrip() for strip in strips]
        pieces = [_pieces(strip) for strip in strips]
        self._inks = [_inked(line) for line in pieces]
        self._grounds = [list(_grounds(line)) for line in pieces]

    # -- as a text ---------------------------------------------------------------------------------

    @cached_property
    def text(self) -> str:
        """The words, then the looks."""
        plain, looks = self._looks()
        head = f"{self._width} × {len(self.words)}, foreground on {plain}"
        listed = [f"{row:>2}  {look}" for row, looks_there in sorted(looks.items()) for look in looks_there]
        return "\n".join([head, "", *self.words, "", *listed, ""])

    def beside(self, other: Picture) -> str:
        """The lines that are not as in the other, if any."""
        lines = [*unified_diff(other.text.splitlines(), self.text.splitlines(), n=0, lineterm="")]
        return "".join(f"{line}\n" for line in lines[2:])  # without the names of files

    def _looks(self) -> tuple[str, dict[int, list[str]]]:
        """The name of the ground most of it has; what else there is, by the row where it begins."""
        names = self._names
        grounds = [[(run.column, run.width, names.ground(run.ground)) for run in row] for row in self._grounds]
        cells = Counter[str]()
        for row in grounds:
            for _, width, name in row:
                cells[name] += width
        plain = cells.most_common(1)[0][0]
        inks = [[(run.column, run.width, _named(run, names)) for run in row] for row in self._inks]
        found: dict[int, list[str]] = defaultdict(list)
        for kind, rows, usual in (("on ", grounds, plain), ("", inks, "foreground")):
            there = _rows([[place for place in row if place[2] != usual] for row in rows])
            for (row, look), places in groupby(there, lambda one: (one.row, one.look)):
                found[row].append(f"{kind}{look} {' '.join(map(_columns, places))}")
        return plain, {row: sorted(looks) for row, looks in found.items()}

    # -- as a picture ------------------------------------------------------------------------------

    def svg(self, title: str) -> str:
        """A picture of it in a window, each row of words on a line of the file."""
        across, down = CELL
        width, height = self._width * across, len(self.words) * down
        back = _value(max((run for row in self._grounds for run in row), key=lambda run: run.width).ground)
        boxes = _rows([[(run.column, run.width, _value(run.ground)) for run in row] for row in self._grounds])
        filled = [
            f'<rect x="{box.column * across}" y="{box.row * down}" width="{box.width * across}" '
            f'height="{(box.last - box.row + 1) * down}" fill="{box.look}"/>'
            for box in boxes
            if box.look != back
        ]
        lines = [
            f'<text y="{number * down + 18}">{"".join(map(_drawn, row))}</text>'
            for number, row in enumerate(self._inks)
        ]
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -40 {width + 32} {height + 56}">',
                f"<style>{STYLE}</style>",
                f'<rect x="-16" y="-40" width="{width + 32}" height="{height + 56}" rx="8" fill="#292929"/>',
                f'<text x="{width // 2}" y="-13" text-anchor="middle" fill="#c5c8c6">{escape(title)}</text>',
                f'<rect width="{width}" height="{height}" fill="{back}"/>',
                '<g shape-rendering="crispEdges">',
                *filled,
                "</g>",
                *lines,
                "</svg>",
                "",
            ]
        )


def _pieces(strip: Strip) -> list[Run]:
    """A line piece by piece."""
    column, found = 0, []
    for segment in strip:
        assert segment.style, segment
        found.append(Run(column, segment.cell_length, segment.text, *_seen(segment.style)))
        column += segment.cell_length
    return found


@cache
def _seen(style: Style) -> tuple[Color | None, Color, tuple[str, ...]]:
    """Ink, ground and attributes, where two colours that change places are as they are seen."""
    ink, ground = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    assert ground, style
    return ink, ground, tuple(name for name in ATTRIBUTES if getattr(style, name))


def _inked(pieces: Iterable[Run]) -> list[Run]:
    """What is written on a line: words that look alike and are one blank apart are one."""
    found: list[Run] = []
    for piece in pieces:
        for run in [piece] if DRAWN.intersection(piece.attributes) else _written(piece):
            before = found[-1] if found else None
            gap = run.column - before.column - before.width if before else 2
            if before and gap < 2 and before[3:] == run[3:]:
                text = before.text + " " * gap + run.text
                found[-1] = before._replace(width=before.width + gap + run.width, text=text)
            else:
                found.append(run)
    return found


def _written(piece: Run) -> Iterator[Run]:
    """The words of a piece; how a blank would be written is not seen."""
    for match in re.finditer(r"[^ ]+", piece.text):
        before = cell_len(piece.text[: match.start()])
        yield piece._replace(column=piece.column + before, width=cell_len(match[0]), text=match[0])


def _grounds(pieces: Iterable[Run]) -> Iterator[Run]:
    """What a line is written on."""
    for _, alike in groupby(pieces, lambda piece: piece.ground):
        first, *others = alike
        yield first._replace(width=first.width + sum(piece.width for piece in others))


def _rows(rows: Sequence[Sequence[Place]]) -> list[Rows]:
    """The same places in rows one below the other as one, by the row and look they begin with."""
    found = []
    for number, row in enumerate(rows):
        for place in row:
            if number and place in rows[number - 1]:
                continue
            last = number
            while last + 1 < len(rows) and place in rows[last + 1]:
                last += 1
            found.append(Rows(number, last, *place))
    return sorted(found, key=lambda one: (one.row, one.look, one.column))


def _named(run: Run, names: Looks) -> str:
    assert run.ink, run
    ink = names.ink(run.ink, run.ground)
    return " ".join([*[ink] * (not run.attributes or ink != "foreground"), *run.attributes])


def _columns(one: Rows) -> str:
    across = f"{one.column}-{one.column + one.width - 1}" if one.width > 1 else f"{one.column}"
    return across if one.last == one.row else f"{across}↓{one.last}"


def _drawn(run: Run) -> str:
    assert run.ink, run
    names = " ".join(run.attributes)
    wide = f' textLength="{run.width * CELL[0]}"' if run.width > 1 else ""
    styled = f' class="{names}"' if names else ""
    return f'<tspan x="{run.column * CELL[0]}"{wide}{styled} fill="{_value(run.ink)}">{escape(run.text, quote=False)}</tspan>'


def _value(color: Color) -> str:
    return color.get_truecolor().hex


def readable(kept: str, now: str, name: str) -> str:
    """What has changed in a text or picture, to be read; of a picture the words, or else how they look."""
    for old, new in ((_words(kept), _words(now)), (kept, now)):
        if old != new:
            lines = unified_diff(old.splitlines(), new.splitlines(), f"{name} kept", f"{name} now", "", "", 1, "")
            return "\n".join(lines)
    return ""


def _words(kept: str) -> str:
    """A text as it is, a picture without its marks."""
    return re.sub(r"<[^>]+>", " ", kept) if kept.startswith("<svg") else kept
