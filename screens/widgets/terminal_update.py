"""A paint of the screen in as few bytes as it takes, for a terminal far away.

Textual begins each line of an update at the left edge of its widget, and writes all colours of each piece anew. Here a line
begins with the piece that changed, and of the colours only what differs from the piece before is written: a move in a list
takes half of the bytes or less. Textual's compositor has no public way to what it made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Piece = tuple[int, int, Iterable[Segment]]
"""Column and line, and what is written from there on."""

_ATTRIBUTES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "reverse": "7",
    "strike": "9",
}
_ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""What takes back each of these; bold and dim have one together."""
_RESET = "\x1b[0m"


class Look(Struct, frozen=True):
    """Colours and attributes of a piece as a terminal is told them; at first it has neither."""

    text: str = "39"
    ground: str = "49"
    attributes: frozenset[str] = frozenset()


PLAIN = Look()


@lru_cache(maxsize=1024)
def look_of(style: Style | None, colours: ColorSystem) -> Look:
    """The codes of a style; a link in it is not among them, as the program shows none."""
    if not style:
        return PLAIN
    return Look(
        ";".join(style.color.downgrade(colours).get_ansi_codes()) if style.color else PLAIN.text,
        ";".join(style.bgcolor.downgrade(colours).get_ansi_codes(foreground=False))
        if style.bgcolor
        else PLAIN.ground,
        frozenset(code for name, code in _ATTRIBUTES.items() if getattr(style, name)),
    )


@lru_cache(maxsize=4096)
def codes_between(before: Look, now: Look) -> str:
    """What turns one look into another; nothing where they are alike."""
    ends = {_ENDS[code] for code in before.attributes - now.attributes}
    codes = sorted(ends) + sorted(
        code for code in now.attributes if code not in before.attributes or _ENDS[code] in ends
    )
    codes += [now.text] if now.text != before.text else []
    codes += [now.ground] if now.ground != before.ground else []
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def compact(update: RenderableType | None) -> Any:
    """The same paint with less to write; what is no update of the screen is left alone."""
    return CompactUpdate(update) if isinstance(update, ChopsUpdate | LayoutUpdate) else update


class CompactUpdate(CompositorUpdate):
    """An update of the screen, or of some spans of its lines."""

    def __init__(self, update: ChopsUpdate | LayoutUpdate) -> None:
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        colours, before, written = console._color_system or ColorSystem.TRUECOLOR, PLAIN, list[str]()
        for x, y, segments in _pieces(self._update):
            written.append(f"\x1b[{y + 1};{x + 1}H")
            for text, style, _ in segments:
                look = look_of(style, colours)
                written += (codes_between(before, look), text)
                before = look
        return "".join(written) + (_RESET if before is not PLAIN else "")


def _pieces(update: ChopsUpdate | LayoutUpdate) -> Iterator[Piece]:
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, chain.from_iterable(line)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < last and end > first:
                yield from _between(strip, x, y, first, last)


def _between(strip: Strip, x: int, y: int, first: int, last: int) -> Iterator[Piece]:
    """The segments of a line that reach into some columns; one with wide characters is whole, as those cannot be cut."""
    start, found = x, list[Segment]()
    for segment in strip:
        begin, x = x, x + segment.cell_length
        if x <= first:
            start = x
        elif begin < last:
            narrow = segment.cell_length == len(segment.text)
            found.append(Segment(segment.text[: last - begin], segment.style) if narrow else segment)
    if found:
        yield start, y, found
