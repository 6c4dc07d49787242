"""Parts of a page that prints on A4: its frame and style, headings, lists, tables, and bars drawn within it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

BLUE, PALE, MARK = "#2f6f9f", "#e3e6e8", "#b3261e"
_STYLE = f"""\
@page {{ size: A4; margin: 12mm 14mm }}
* {{ box-sizing: border-box }}
body {{ font: 10pt/1.35 Calibri, Arial, sans-serif; color: #1a1a1a; max-width: 182mm; margin: 0 auto; padding: 4mm;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }}
h1 {{ font-size: 17pt; margin: 0 0 2mm }}
h2 {{ font-size: 11pt; margin: 3.5mm 0 1mm; color: {BLUE} }}
p {{ margin: 0 0 2mm }}
.large {{ display: flex; flex-wrap: wrap; gap: 4mm; margin: 4mm 0 }}
.large div {{ flex: 1 1 40mm; border-top: 1mm solid {BLUE}; padding-top: 1.5mm }}
.large b {{ display: block; font-size: 22pt; line-height: 1.1 }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
td {{ padding: .3mm 2mm .3mm 0; vertical-align: middle; overflow-wrap: anywhere }}
td:first-child {{ width: 34% }}
td:last-child {{ width: 20%; padding-right: 0 }}
svg {{ display: block; width: 100% }}
blockquote {{ margin: 0; padding-left: 3mm; border-left: 1mm solid {PALE}; font-size: 11pt }}
ul {{ margin: 0 0 0 6mm; padding: 0 }}
@media print {{ body {{ padding: 0; max-width: none }} h2 {{ break-after: avoid }} }}
"""


def page(title: str, body: str, style: str = "") -> str:
    """A page with its title above it.

    Args:
        title: what it is called, as text.
        body: what is on it, as HTML.
        style: what it has besides the style of every page.
    """
    title = escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def bar(value: int | Decimal, of: int | Decimal, mark: float | None = None) -> str:
    """A bar as wide as its column; what is full of it, and the target as a line across."""
    full = 100 * float(value) / float(of) if of else 0
    line = "" if mark is None else f'<rect x="{100 * mark - 0.4:.1f}" width=".8" height="12" fill="{MARK}"/>'
    return (
        '<svg viewBox="0 0 100 12" preserveAspectRatio="none" height="12" aria-hidden="true">'
        f'<rect width="100" height="12" fill="{PALE}"/><rect width="{full:.1f}" height="12" fill="{BLUE}"/>{line}</svg>'
    )


def row(name: str, drawing: str, value: str) -> str:
    """A line of a table of bars: its name, its bar and its value."""
    return f"<tr><td>{escape(name)}</td><td>{drawing}</td><td>{escape(value)}</td></tr>"


def table(rows: Iterable[str]) -> str:
    """A table of such lines."""
    return f"<table>\n{chr(10).join(rows)}\n</table>"


def listed(heading: str, lines: Sequence[str]) -> str:
    """A list under its heading; nothing where it has no lines."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return headed(heading, f"<ul>{items}</ul>") if lines else ""


def headed(heading: str, body: str) -> str:
    """A heading, and what is below it."""
    return f"<h2>{escape(heading)}</h2>\n{body}"


def paragraph(text: str) -> str:
    """A paragraph of text; nothing where there is none."""
    return f"<p>{escape(text)}</p>" if text else ""
