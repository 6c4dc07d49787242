"""What a page is made of: blocks of pieces, each figure with the rows it was made from.

What the program says itself holds no figures; every figure and every word of the book is a :class:`Figure`, so that each
of them can be traced.
"""

from __future__ import annotations

from decimal import Decimal
from string import Formatter
from typing import Literal, get_args

from msgspec import Struct

Depth = Literal["half a page", "one page", "full case"]
DEPTHS: tuple[Depth, ...] = get_args(Depth)
CLAIM, SOURCE = "", "Source"
"""What the name of a problem or benefit is, and where a piece of evidence is from, among figures."""
PARTS = {
    "opening": "The proposal",
    "problems": "The problem",
    "benefits": "Expected benefits",
    "gains": "What volunteers gain",
    "investment": "Investment required",
    "return": "Return to date",
    "group": "Pilot",
    "ask": "The ask",
}
"""The parts of a pitch, in order."""
BUCKET_NAMES = {"opportunity": "Trainer time", "operational": "Tools, rooms", "other": "Other"}
"""The buckets in a word or two, for the list of figures."""


class Source(Struct, frozen=True):
    """A row behind a figure: the record, and how it reads."""

    id: str
    text: str
    amount: Decimal | None = None
    """What it adds to a sum of money, where the figure is one."""


class Figure(Struct, frozen=True):
    """A piece of text that comes out of the book: what it says, the rows behind it, and how they make it."""

    text: str
    rows: tuple[Source, ...]
    what: str = ""
    """What it is, for the list of figures."""
    how: str = ""
    """How it is worked out, where it is more than a row or their sum."""
    edits: str = ""
    """The record to change where it should read otherwise; nothing where it is counted."""


Piece = str | Figure


def filled(sentence: str, **figures: Figure) -> list[Piece]:
    """A sentence of :mod:`store.texts.pitch` with its figures in their places."""
    pieces: list[Piece] = []
    for said, place, _, _ in Formatter().parse(sentence):
        pieces += [said] if said else []
        pieces += [figures[place]] if place else []
    return pieces


class Block(Struct, frozen=True):
    """A heading, one below it, a paragraph or a bullet, with the part of the pitch it belongs to."""

    part: str
    kind: Literal["heading", "subheading", "paragraph", "bullet"]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """As it reads."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def figures(self) -> list[Figure]:
        """What in it comes out of the book."""
        return [piece for piece in self.pieces if isinstance(piece, Figure)]


class Page(Struct, frozen=True):
    """A pitch at one depth."""

    title: str
    depth: Depth
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """As plain text: one line a paragraph, ``- `` bullets."""
        lines = [self.title]
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            together = before and before.kind != "paragraph" and not block.kind.endswith("heading")
            together = together and not (before.kind == "bullet" and block.kind == "paragraph")  # type: ignore[union-attr]
            lines += [] if together else [""]
            lines.append(f"- {block.text}" if block.kind == "bullet" else block.text)
        return "\n".join(lines) + "\n"

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return len(self.text.split())
