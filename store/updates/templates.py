"""Layouts: what stands where in an update, as a template anyone can read and change.

A template is plain text. Its first line is the subject. A line that begins with ``# `` is a heading, one with ``%``
a remark no one is sent. ``$progress`` on a line of its own is where that part of the update goes; its heading goes
with it where the part is left out. ``$community`` and the like may stand anywhere in a line; ``$$`` is a dollar sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from string import Template

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.fields import LONGEST_TEXT
from store.core.labels import label_of
from store.core.text import clean, join_words
from store.model.stakeholders import Kind
from store.texts.updates import HEADINGS
from store.texts.updates import SUBJECT as SUBJECT_LINE

TITLES = HEADINGS
"""The parts of an update in the order of the list beside it, and how each is called."""
PLACES = ("greeting", *TITLES, "closing")
"""What has a line of its own in a template."""
WORDS = ("mail", "community", "period", "result", "reply", "since", "until", "organiser", "reader", "job")
"""What may stand anywhere in a line: the kind of mail (INFO, ACTION, DECISION), names and days, and for the subject the
result and what answer is wanted by when."""
MARK, REMARK, SUBJECT = "# ", "%", "Subject:"


class BrokenTemplate(GuildbookError):
    """A template that cannot be followed; its text names the line and what is wrong with it."""

    def __init__(self, line: int, wrong: str) -> None:
        super().__init__(f"line {line}: {wrong}")
        self.line = line


class Place(Struct, frozen=True):
    """One passage of an update: where a part goes, or, without a name, a paragraph every update has."""

    name: str
    heading: str = ""
    text: str = ""


class Layout(Struct, frozen=True):
    """A template that was understood."""

    subject: str
    places: tuple[Place, ...]

    @property
    def names(self) -> frozenset[str]:
        """The parts it has a place for."""
        return frozenset(place.name for place in self.places)


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """A line of a template with its names put in; what they hold is never read as a template again."""
    return Template(text).safe_substitute(values)


def read_layout(text: str) -> Layout:
    """Understand a template.

    Raises:
        BrokenTemplate: a name no one knows, a part in the middle of a line, no subject, or no place for lessons.
    """
    if len(text) > LONGEST_TEXT:
        raise BrokenTemplate(1, f"it is longer than {LONGEST_TEXT:,} characters")
    lines = [(number, line.rstrip()) for number, line in enumerate(clean(text).split("\n"), 1)]
    lines = [(number, line) for number, line in lines if not line.startswith(REMARK)]
    subject = next(((number, line) for number, line in lines if line.strip()), (1, ""))
    if not subject[1].startswith(SUBJECT) or not subject[1].removeprefix(SUBJECT).strip():
        raise BrokenTemplate(subject[0], f"the first line must be the subject, such as ‘{SUBJECT} {SUBJECT_LINE}’")
    _check_names(*subject, WORDS)
    places = tuple(_places([line for line in lines if line[0] > subject[0]]))
    missing = [f"${name}" for name in ("opening", "lessons") if all(place.name != name for place in places)]
    if missing:
        raise BrokenTemplate(
            max(number for number, line in lines if line.strip()),
            f"{missing[0]} is missing" if len(missing) == 1 else f"{join_words(missing)} are missing",
        )
    return Layout(subject[1].removeprefix(SUBJECT).strip(), places)


def _places(lines: list[tuple[int, str]]) -> Iterator[Place]:
    heading, said = "", list[str]()

    def paragraph() -> Iterator[Place]:
        if said or heading:
            yield Place("", heading, "\n".join(said))
        said.clear()

    for number, line in [*lines, (0, "")]:
        name = _own_line(line)
        if name:
            _check_place(number, name)
            if said:
                yield from paragraph()
                heading = ""
            yield Place(name, heading)
            heading = ""
        elif line.startswith(MARK) or not line.strip():
            if line.startswith(MARK) or said:  # a heading waits over a blank line for what it is above
                yield from paragraph()
                heading = ""
            if line.startswith(MARK):
                _check_names(number, line, WORDS)
                heading = line.removeprefix(MARK).strip()
        else:
            _check_names(number, line, WORDS)
            said.append(line.strip())
    yield from paragraph()


def _own_line(line: str) -> str:
    """The one name a line consists of, if it is not one that may stand anywhere."""
    match = re.fullmatch(r"\s*\$(?:(\w+)|\{(\w+)\})\s*", line)
    name = (match[1] or match[2]) if match else ""
    return "" if name in WORDS else name


def _check_place(number: int, name: str) -> None:
    if name not in PLACES:
        raise BrokenTemplate(number, _unknown(f"${name}", (*PLACES, *WORDS)))


def _check_names(number: int, line: str, known: tuple[str, ...]) -> None:
    for match in Template.pattern.finditer(line):
        name = match["named"] or match["braced"]
        if match["invalid"] is not None:
            raise BrokenTemplate(number, "a single $ starts a name such as $community; write $$ for a dollar sign")
        if name in PLACES:
            raise BrokenTemplate(number, f"${name} needs a line of its own")
        if name and name not in known:
            raise BrokenTemplate(number, _unknown(f"${name}", (*PLACES, *WORDS)))


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name.removeprefix("$"), known, 1)
    return f"{name} is unknown; did you mean ${near[0]}?" if near else f"{name} is unknown"


# -- the built-in ones -----------------------------------------------------------------------------

_ABOUT = """\
% Template for your {kind}. Move or delete lines, and add text of your own.
% Lines that start with % are notes for you and are never sent. Keep $opening and $lessons.
% Sections, each on a line of its own: {parts}
% Values, anywhere in a line: {words}
"""
_ORDERS: dict[Kind, tuple[str, ...]] = {
    "quick_overview": (
        "opening", "participation", "progress", "wins", "gains", "feedback", "lessons", "promised", "next", "cost",
        "figures", "ask",
    ),
    "detailed_report": tuple(TITLES),
    "charts": (
        "opening", "figures", "participation", "progress", "wins", "gains", "cost", "feedback", "lessons", "promised",
        "next", "ask",
    ),
}  # fmt: skip


def built_in(kind: Kind) -> str:
    """The template every community begins with, as a file to be changed."""
    parts, words = (", ".join(f"${name}" for name in names) for names in (PLACES, WORDS))
    headed = {"lessons", "next", "ask"} if kind == "quick_overview" else {*TITLES} - {"opening"}
    body = [f"{f'# {TITLES[name]}{chr(10)}' if name in headed else ''}${name}" for name in _ORDERS[kind]]
    subject = f"{SUBJECT} {SUBJECT_LINE}"
    return _ABOUT.format(kind=label_of(kind), parts=parts, words=words) + "\n".join(
        (subject, "", "\n\n".join(("$greeting", *body, "$closing")), "")
    )


@cache
def built_in_layout(kind: Kind) -> Layout:
    """The built-in template, understood."""
    return read_layout(built_in(kind))
