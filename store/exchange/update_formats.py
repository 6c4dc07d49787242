"""An update as it leaves the house: plain text, Markdown, Slack, HTML, a draft for the mail program, or for another channel.

All forms are made of the same draft and say the same figures; they differ only in how a heading, a paragraph
and a bullet are written. Text of the book is text in each of them: it never becomes markup, a link to someone,
or a header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import unquote
from html import escape
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from store.core.text import clean, one_line
from store.exchange.blocks import BAR, BULLET, TREND, Block, BlockKind, PageWriter
from store.exchange.channel_forms import as_chat, as_points
from store.exchange.printed_page import as_page
from store.exchange.slack import ADDRESS, slack_of
from store.exchange.text_forms import DOCUMENT_FORMS
from store.updates.draft import Draft
from store.updates.templates import MARK


class Document(Struct, frozen=True):
    """A text other than an update: a title, and parts with a heading each. It leaves the house in the same forms."""

    subject: str
    parts: tuple[tuple[str, str], ...]
    """Heading and words of each part."""


def _tidy(draft: Draft) -> Draft:
    """The draft with every text clean, and on one line where there is room for one."""
    return replace(
        draft,
        subject=one_line(draft.subject),
        outline=tuple(
            replace(passage, heading=one_line(passage.heading), words=clean(passage.words).strip())
            for passage in draft.passages
        ),
    )


def _tidy_document(document: Document) -> Document:
    """The document with every text clean."""
    parts = tuple((one_line(heading), clean(words).strip()) for heading, words in document.parts)
    return Document(one_line(document.subject), parts)


def _tidied(letter: Draft | Document) -> Draft | Document:
    return _tidy_document(letter) if isinstance(letter, Document) else _tidy(letter)


def _blocks(draft: Draft | Document) -> Iterator[Block]:
    """A tidy draft's body in reading order; headings are where :attr:`Draft.body` has them."""
    if isinstance(draft, Document):
        for heading, words in draft.parts:
            yield Block("heading", (heading,))
            yield from _read(words)
        return
    for passage in draft.passages:
        yield from _read(passage.marked)


def _read(words: str) -> Iterator[Block]:
    for kind, found in groupby((line.strip() for line in words.split("\n")), key=_kind_of):
        if kind == "heading":
            yield from (Block(kind, (line.removeprefix(MARK),)) for line in found)
        elif kind != "blank":
            yield Block(kind, tuple(line.removeprefix(BULLET) for line in found))


def _kind_of(line: str) -> BlockKind:
    if not line:
        return "blank"
    if line.startswith(MARK):
        return "heading"
    return "bullets" if line.startswith(BULLET) else "paragraph"


# -- plain text ------------------------------------------------------------------------------------


def as_text(draft: Draft | Document) -> str:
    """The update for the clipboard or a plain email: a subject line, one line a paragraph, ``- `` bullets."""
    if isinstance(draft, Document):
        document = _tidy_document(draft)
        return "\n\n".join([document.subject, *(f"{heading}\n{words}" for heading, words in document.parts)]) + "\n"
    return _tidy(draft).text


# -- Markdown --------------------------------------------------------------------------------------

_MARKUP = re.compile(r"[\\`*\[\]<>~]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)")
_LINE_START = re.compile(r"[-+](?=[\s-]|$)|#{1,6}(?=\s|$)|(?<=\d)[.)](?=\s|$)")
_NUMBERED = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")


def markdown_of(title: str, blocks: Iterable[Block]) -> str:
    """A page of tidy blocks as Markdown."""
    parts = [f"# {_markdown(title)}"]
    mark, before = "-", ""
    for block in blocks:
        match block.kind:
            case "heading":
                parts.append(f"## {_markdown(block.lines[0])}")
            case "subheading":
                parts.append(f"### {_markdown(block.lines[0])}")
            case "bullets":
                mark = "*" if before == "bullets" and mark == "-" else "-"  # another mark begins another list
                parts.append("\n".join(f"{mark} {_markdown(line)}" for line in block.lines))
            case _:
                parts.append("\n\n".join(_markdown(line) for line in block.lines))
        before = block.kind
    return "\n\n".join(parts) + "\n"


def _markdown(line: str) -> str:
    """A line of text that Markdown shows as it was typed."""
    line = line.strip()
    told, end = [], 0
    for address in ADDRESS.finditer(line):
        told += [_MARKUP.sub(r"\\\g<0>", line[end : address.start()]), f"<{address[0]}>"]
        end = address.end()
    told.append(_MARKUP.sub(r"\\\g<0>", line[end:]))
    text = "".join(told)
    number = _NUMBERED.match(text)
    start = _LINE_START.match(text, number.end() if number else 0)
    return f"{text[: start.start()]}\\{text[start.start() :]}" if start else text


# -- HTML ------------------------------------------------------------------------------------------

_PAGE = "font-family:Calibri,Arial,sans-serif;font-size:11pt;line-height:1.45;color:#1a1a1a;max-width:42em"
_TITLE = "font-size:15pt;margin:0 0 12pt"
_HEADING = "font-size:12pt;margin:14pt 0 4pt"
_SUBHEADING = "font-size:11pt;margin:8pt 0 4pt"
_PARAGRAPH = "margin:0 0 8pt"
_LIST = "margin:0 0 8pt 24pt;padding:0"
"""Outlook draws the marks of a list in its margin, so that padding instead of one would cut them off."""
_TABLE = "border-collapse:collapse;margin:0 0 8pt"
_BAR_CELL = "padding:3pt 8pt 3pt 0"
_TREND_CELL = "font-family:Consolas,Menlo,monospace;font-size:13pt;line-height:1;padding:3pt 8pt 3pt 0"
_CELL = "padding:3pt 0"
_FULL, _EMPTY = "#2f6f9f", "#e3e6e8"
_BAR_TABLE = "border-collapse:collapse"
_STEP = 12
"""Width of one step of a bar."""


def html_of(title: str, blocks: Iterable[Block], *, titled: bool = True) -> str:
    """A page of tidy blocks as HTML; in a mail, whose subject says it already, without the title above."""
    body = "\n".join(_html(block) for block in blocks)
    above = f'<h1 style="{_TITLE}">{escape(title)}</h1>\n' if titled else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        f'<body style="{_PAGE}">\n{above}{body}\n</body>\n</html>\n'
    )


def _html(block: Block) -> str:
    match block.kind:
        case "heading":
            return f'<h2 style="{_HEADING}">{escape(block.lines[0])}</h2>'
        case "subheading":
            return f'<h3 style="{_SUBHEADING}">{escape(block.lines[0])}</h3>'
        case "bullets":
            drawn = [_drawn(line) for line in block.lines]
            return _table([row for row in drawn if row]) if all(drawn) else _list(block.lines)
        case _:
            return f'<p style="{_PARAGRAPH}">{"<br>".join(escape(line) for line in block.lines)}</p>'


def _list(lines: tuple[str, ...]) -> str:
    items = "\n".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul style="{_LIST}">\n{items}\n</ul>'


def _drawn(line: str) -> str:
    """The row of a table for a line that begins with a bar or a trend; nothing for any other line.

    A bar is two cells with a colour of their own, which every mail program draws; a trend stays a line of signs.
    """
    bar, trend = BAR.fullmatch(line), TREND.fullmatch(line)
    if trend and not bar:
        picture = f'<td style="{_TREND_CELL}" aria-hidden="true">{trend["trend"]}</td>'
        return f'<tr>{picture}<td style="{_CELL}">{escape(trend["told"])}</td></tr>'
    if not bar:
        return ""
    parts = ((len(bar["full"]), _FULL), (len(bar["empty"]), _EMPTY))
    cells = "".join(
        f'<td width="{width * _STEP}" bgcolor="{colour}" '
        f'style="width:{width * _STEP}px;height:12px;line-height:12px;font-size:1px;background-color:{colour}">&nbsp;</td>'
        for width, colour in parts
        if width
    )
    picture = (
        f'<table role="presentation" cellpadding="0" cellspacing="0" style="{_BAR_TABLE}"><tr>{cells}</tr></table>'
    )
    told = f'<td style="{_CELL}">{escape(bar["told"])}</td>'
    return f'<tr><td style="{_BAR_CELL}" aria-hidden="true">{picture}</td>{told}</tr>'


def _table(rows: list[str]) -> str:
    """Bars below each other, so that they can be compared; a screen reader hears only the figures."""
    return f'<table role="presentation" style="{_TABLE}">\n{chr(10).join(rows)}\n</table>'


# -- a draft for the mail program ------------------------------------------------------------------


def as_eml(draft: Draft, sender_name: str) -> bytes:
    """The update as a file that a mail program opens as a message yet to be sent.

    It has no date and no message number in it: the mail program gives both when it is sent.

    Args:
        draft: the update.
        sender_name: the organiser's name. A sender is only named where an address stands with it, as in
            ``Ana Ruiz <ana@example.org>``; otherwise the mail program puts in the account's own.

    Returns:
        The file's bytes: subject, the readers who have a usable address, text and HTML.
    """
    draft = _tidy(draft)
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = in_header(draft.subject)
    if sender := address_of(*name_and_address(one_line(sender_name))):
        message["From"] = sender
    if recipients := recipients_of(draft):
        message["To"] = recipients
    message.set_content(draft.body, cte="quoted-printable")
    message.add_alternative(
        html_of(draft.subject, _blocks(draft), titled=False), subtype="html", cte="quoted-printable"
    )
    # where an encoded word does not fit on a line, Python 3.11 leaves an empty one behind, which some programs show
    return message.as_bytes().replace(b" =?utf-8?q??=\r\n", b"\r\n")


def recipients_of(draft: Draft) -> list[Address]:
    """The mail addresses of the readers who have a usable one."""
    found = (address_of(reader.name, reader.email) for reader in draft.readers)
    return [address for address in found if address]


def in_header(text: str) -> str:
    """Text as it may stand in a header: on one line, and nothing in it that stands for other signs, such as a line end.

    The library takes ``=?utf-8?q?=0A?=`` for what it encodes and writes that out.
    """
    return one_line(text).replace("=?", "= ?")


def name_and_address(text: str) -> tuple[str, str]:
    """The name and the address in ``Ana Ruiz <ana@example.org>``, as far as they are there.

    ``parseaddr`` of newer Python finds none in a text with a comma, a quotation mark or more behind the address.
    """
    if not (found := re.match(r"(?P<name>.*?)<(?P<email>[^<>@]*@[^<>@]*)>", text)):
        return "", text.strip()
    name = found["name"].strip()
    return unquote(name), found["email"].strip()


def address_of(name: str, email: str) -> Address | None:
    """A person's mail address with their name, or None where what the book holds is not an address."""
    try:
        bare = Address(addr_spec=in_header(email))
        domain = bare.domain.encode("idna").decode("ascii")
        return Address(in_header(name), bare.username, domain) if domain else None
    except (ValueError, IndexError, MessageError):
        return None


# -- any of them -----------------------------------------------------------------------------------


PAGE_WRITERS: dict[str, PageWriter] = {"slack": slack_of, "markdown": markdown_of, "html": html_of}
"""What writes each form of a page; the other forms are made of more, or of less, than blocks."""
CHANNEL_WRITERS: dict[str, Callable[[Draft], str]] = {"chat": as_chat, "points": as_points, "page": as_page}
"""What writes each form that is more or less than the letter."""


def _page(letter: Draft | Document, write: PageWriter) -> str:
    """An update or another text, its blocks written one after the other."""
    tidy = _tidied(letter)
    return write(tidy.subject, _blocks(tidy))


def page_of(letter: Draft | Document, form: str) -> str:
    """An update or another text as a page in one of the forms of :data:`PAGE_WRITERS`."""
    return _page(letter, PAGE_WRITERS[form])


def in_form(letter: Draft | Document, form: str, sender: str) -> bytes:
    """An update or another text in one of its forms, as the bytes of a file.

    Args:
        letter: the update, or another text, which is plain text in a form that only updates have.
        form: one of :data:`~store.exchange.text_forms.FORMS`.
        sender: the organiser's name, for a mail draft.
    """
    fits = form in DOCUMENT_FORMS or not isinstance(letter, Document)
    if form == "text" or not fits:
        return as_text(letter).encode()
    if form == "eml" and isinstance(letter, Draft):
        return as_eml(letter, sender)
    if form in CHANNEL_WRITERS and isinstance(letter, Draft):
        return CHANNEL_WRITERS[form](_tidy(letter)).encode()
    return page_of(letter, form).encode()
