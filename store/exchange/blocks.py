"""What every text that leaves the house is made of, whatever its form: headings, paragraphs and bullets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from store.core.sparkline import WIDTH

BULLET = "- "
"""How a bullet begins in the words of a section."""
BAR = re.compile(rf"(?=[█░]{{{WIDTH}}}\s)(?P<full>█*)(?P<empty>░*)\s+(?P<told>.*)")
"""A bullet that begins with a bar."""
TREND = re.compile(r"(?P<trend>[▁▂▃▄▅▆▇█]{2,})\s+(?P<told>.*)")
"""A bullet that begins with a line of bars."""

BlockKind = Literal["heading", "subheading", "paragraph", "bullets", "blank"]


class Block(Struct, frozen=True):
    """Lines that belong together: a heading, one below it, a paragraph, or bullets without their marks."""

    kind: BlockKind
    lines: tuple[str, ...]


PageWriter = Callable[[str, Iterable[Block]], str]
"""Writes a page in one form, given its title and its blocks; every text in them is clean, and has to stay text."""
