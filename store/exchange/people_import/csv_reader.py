"""Rows from text: what divides its cells, and quotation marks that no one closed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from store.exchange.people_import.header_meanings import HEADER_WITHIN, header_words
from store.exchange.people_import.sheet import DELIMITERS

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def is_text(text: str) -> bool:
    """Whether what was decoded is text at all; a few control characters do not matter."""
    sample = text[:100_000]
    return "\0" not in text and len(_CONTROLS.findall(sample)) * 20 <= len(sample)


def numbered_rows(text: str) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """The rows of a text with their numbers as Excel counts them, blank ones too, and what divides their cells."""
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    if lines and (match := _SEPARATOR_LINE.fullmatch(lines[0])):
        delimiter, lines = match[1], lines[1:]  # Excel's own hint, which it does not count as a row
    else:
        delimiter = max(DELIMITERS, key=lambda delimiter: _how_well_it_divides(lines, delimiter))
    return enumerate(_records(lines, delimiter), 1), delimiter


def _how_well_it_divides(lines: list[str], delimiter: str) -> tuple[int, bool, float, int]:
    """The more header words, then the more evenly, a delimiter divides the first rows, the better."""
    rows = [row for row in islice(_records(lines, delimiter), 50) if row]
    if not rows:
        return 0, False, 0.0, 0
    header = max(rows[:HEADER_WITHIN], key=header_words)
    words, widths = header_words(header), [len(row) for row in rows]
    usual = max(set(widths), key=widths.count)
    evenness = widths.count(usual) / len(widths)
    # ‘Ruiz, Ana’ below the one header ‘Name’ is a name, not two cells.
    divides = len(header) == usual if words else usual > 1 and evenness >= 0.5
    return words, divides, evenness, usual


def _records(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """The rows of some lines. A quotation mark that no one closed costs one row, not all that follow."""
    start = 0
    while start < len(lines):
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, skipinitialspace=True, strict=True)
        read = 0
        try:
            for row in reader:
                read = reader.line_num
                yield row
        except csv.Error:
            yield _one_by_itself(lines[start + read].rstrip("\r\n"), delimiter)
            start += read + 1
        else:
            return


def _one_by_itself(line: str, delimiter: str) -> list[str]:
    """One line whose quotation marks do not follow the rules."""
    if delimiter != "\t" and line.count('"') % 2 == 0:
        with suppress(csv.Error):
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    return [_unquoted(cell) for cell in line.split(delimiter)]


def _unquoted(cell: str) -> str:
    """A cell without its quotation marks: Excel copies ‘"Nick" Jones’ as it stands, and quotes only breaks and tabs."""
    inner = cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' != cell and '"' not in inner else cell
