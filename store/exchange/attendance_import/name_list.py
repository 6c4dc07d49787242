"""A list of names as people type and paste it: a line each, or one line with commas; addresses beside them."""

from __future__ import annotations

import re

from store.core.names.person_names import is_family_first, turned_round
from store.core.text import one_line
from store.exchange.attendance_import.report import Participant
from store.exchange.attendance_import.report_columns import has_person_heading
from store.exchange.attendance_import.stays import Stay, participants_of
from store.exchange.people_import.cells import is_address

_BULLET = re.compile(r"^\s*(?:[-–—*•·○▪✓✔☑]|\[[ xX✓]?\]|\(?\d{1,3}[.):]|\d{1,3}\s+(?=[^\W\d]))\s*")
_ADDRESS = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\"]+)\s*[>)\]]?"
)
_MARKS = re.compile(r"[;\t|]")
_COMMA = re.compile(r",(?!\s*(?:PhD|MD|Jr|Sr|MBA)\b)")
_AND = re.compile(r"\s(?:and|und|et|y|e|en|i|&|\+)\s")
_LONGEST_NAME = 80
_MOST_WORDS = 7


def names_in(text: str) -> list[Participant]:
    """The people of a list; a line that is a sentence is no name.

    ‘Ruiz, Ana’ is one name where it has a line to itself among others, or below a heading.
    """
    lines = [bare for line in text.splitlines() if (bare := _BULLET.sub("", one_line(line)).strip())]
    several = len(lines) > 1
    if several and has_person_heading([lines[0]]) and len(lines[0].split()) < 4:
        lines = lines[1:]
    found = [
        stay
        for line in lines
        for stay in ([_entry(line)] if several and _is_turned(line) else _entries(line))
        if stay
    ]
    return participants_of([found])[0]


def _is_turned(line: str) -> bool:
    """Whether a line is one name with the family name first."""
    family, comma, given = line.partition(",")
    return bool(comma) and min(len(family.split()), len(given.split())) == 1 and is_family_first(line)


def _entries(line: str) -> list[Stay | None]:
    parts = [part for part in (_MARKS if _MARKS.search(line) else _COMMA).split(line) if part.strip()]
    if len(parts) > 1 and _AND.search(parts[-1]):
        parts[-1:] = _AND.split(parts[-1])
    if len(parts) == 2 and is_address(parts[1]):  # a name and its address in two cells
        return [Stay(parts[0].strip(), (parts[1].strip(),))]
    return [_entry(part) for part in parts]


def _entry(part: str) -> Stay | None:
    match = _ADDRESS.search(part)
    name = one_line(_ADDRESS.sub(" ", part, count=1) if match else part).strip(" \"'“”,.<>")
    if (
        len(name) > _LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
        or not any(map(str.isalpha, name or (match[1] if match else "")))
    ):
        return None
    return Stay(turned_round(name), (match[1],) if match else ())
