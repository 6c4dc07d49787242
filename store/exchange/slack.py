"""Texts for Slack and other chats, as they are pasted: nothing in them becomes markup, an emoji or a call to someone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.exchange.blocks import Block

ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?'\"\u00bb”)\]]")
"""An address of the web, without the mark that ends a sentence after it."""
_CALL = re.compile(r"(?<!\w)@(?=\w)|<(?=[!@#])")
_MARKUP = re.compile(r"`|(?<!\w)[*_~]|[*_~](?!\w)")
"""What Slack reads as markup: signs at the edge of a word, and a backtick anywhere."""
_QUOTE = re.compile(r"^>")
_WORD_JOINER = "\N{WORD JOINER}"


def slack_of(title: str, blocks: Iterable[Block]) -> str:
    """A page of tidy blocks for Slack."""
    parts = [f"{bold(title)}\n\n"]
    for block in blocks:
        if block.kind == "heading":
            parts.append(f"{bold(block.lines[0])}\n")
        else:
            mark = "• " if block.kind == "bullets" else ""
            parts.append("\n".join(mark + literal(line) for line in block.lines) + "\n\n")
    return "".join(parts).rstrip("\n") + "\n"


def bold(line: str) -> str:
    """A line in bold."""
    return f"*{literal(line)}*"


def literal(line: str) -> str:
    """A line that is read as it was typed, without an ``@`` that would ring at someone's desk.

    What is pasted is not decoded, so there are no entities. A sign of markup stands between two marks of no width,
    so that it is at the edge of no word; addresses are left as they are, since they would lead elsewhere.
    """
    told, end = [], 0
    for address in ADDRESS.finditer(line):
        told += [_without_markup(line[end : address.start()]), address[0]]
        end = address.end()
    told.append(_without_markup(line[end:]))
    return _QUOTE.sub(f"{_WORD_JOINER}>", "".join(told))


def _without_markup(text: str) -> str:
    plain = _MARKUP.sub(rf"{_WORD_JOINER}\g<0>{_WORD_JOINER}", text)
    return _CALL.sub(rf"\g<0>{_WORD_JOINER}", plain)
