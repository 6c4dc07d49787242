"""The pitch as it leaves the house: plain text, Markdown or HTML, all saying the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from store.core.text import clean, one_line
from store.exchange import text_forms
from store.exchange.update_formats import Block, BlockKind, html_of, markdown_of
from store.pitch.document import Page

_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "subheading": "subheading",
    "paragraph": "paragraph",
    "bullet": "bullets",
}


def as_text(page: Page) -> str:
    """For the clipboard or a plain e-mail: one line a paragraph, ``- `` bullets."""
    return clean(page.text)


def as_markdown(page: Page) -> str:
    """As Markdown, readable as it stands."""
    return markdown_of(one_line(page.title), _blocks(page))


def as_html(page: Page) -> str:
    """As a small page of its own: styles in place, everything escaped, nothing fetched from anywhere."""
    return html_of(one_line(page.title), _blocks(page))


def _blocks(page: Page) -> Iterator[Block]:
    for kind, found in groupby(page.blocks, key=lambda block: block.kind):
        lines = [one_line(block.text) for block in found]
        if kind == "bullet":
            yield Block(_KINDS[kind], tuple(lines))
        else:
            yield from (Block(_KINDS[kind], (line,)) for line in lines)


FORMS: dict[str, Callable[[Page], str]] = {"text": as_text, "markdown": as_markdown, "html": as_html}
"""How each format is written, by its name on the command line."""
ENDINGS = {text_forms.FORMS[form].ending: write for form, write in FORMS.items()}
"""How each file is written, by its ending."""
