"""The pitch as it leaves the house: plain text or any other form of a document, all saying the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from store.core.text import clean, one_line
from store.exchange import text_forms
from store.exchange.blocks import Block, BlockKind, PageWriter
from store.exchange.update_formats import PAGE_WRITERS
from store.pitch.document import Page

_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "subheading": "subheading",
    "paragraph": "paragraph",
    "bullet": "bullets",
}


def as_text(page: Page) -> str:
    """For the clipboard or a plain email: one line a paragraph, ``- `` bullets."""
    return clean(page.text)


def _written_by(write: PageWriter) -> Callable[[Page], str]:
    """A pitch, its blocks written one after the other."""
    return lambda page: write(one_line(page.title), _blocks(page))


def _blocks(page: Page) -> Iterator[Block]:
    for kind, found in groupby(page.blocks, key=lambda block: block.kind):
        lines = [one_line(block.text) for block in found]
        if kind == "bullet":
            yield Block(_KINDS[kind], tuple(lines))
        else:
            yield from (Block(_KINDS[kind], (line,)) for line in lines)


FORMS: dict[str, Callable[[Page], str]] = {
    form: as_text if form == "text" else _written_by(PAGE_WRITERS[form]) for form in text_forms.DOCUMENT_FORMS
}
"""How each format is written, by its name on the command line."""
ENDINGS = {text_forms.FORMS[form].ending: write for form, write in FORMS.items()}
"""How each file is written, by its ending."""
