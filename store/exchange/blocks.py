"""What every text that leaves the house is made of, whatever its form: headings, paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

BlockKind = Literal["heading", "subheading", "paragraph", "bullets", "blank"]


class Block(Struct, frozen=True):
    """Lines that belong together: a heading, one below it, a paragraph, or bullets without their marks."""

    kind: BlockKind
    lines: tuple[str, ...]


PageWriter = Callable[[str, Iterable[Block]], str]
"""Writes a page in one form, given its title and its blocks; every text in them is clean, and has to stay text."""
