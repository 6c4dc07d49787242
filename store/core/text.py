"""The one cleaning rule for text that people type, paste or import; and words about words: counts, lists, quotation marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from store.core.old_names import SPEECH_MARKS

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff{_BIDI}]"
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")
_BLANK = r"[\t\n\r]"
_BLANKS = re.compile(f"{_BLANK}+")
_MOST_MARKS = 30
"""Accents on one letter; no script needs more (UAX 15), and composing takes as long as their square."""
_PILES = re.compile(f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}")


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """Make unseen characters visible and compose the rest (NFC).

    Line ends and tabs stay.
    Control characters, lone surrogates and bidirectional controls become visible marks, so that no text can
    steer the terminal or reorder what is shown. Joiners stay, for emoji and for scripts that need them.
    """
    if not text.isprintable():
        text = marked(text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _PILES.sub(_without_piles, text))


def marked(text: str, *, blanks: bool = True) -> str:
    """Text with a visible mark in place of each unseen character.

    Places in it stay the same.

    Args:
        text: any text.
        blanks: whether line ends and tabs stay; each becomes a space otherwise.
    """
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, _mark, text if blanks else re.sub(_BLANK, " ", text))


def is_plain(text: str) -> bool:
    """True if a line is as :func:`clean` would leave it.

    It is asked often, so answered fast.
    """
    return (text.isprintable() and unicodedata.is_normalized("NFC", text)) or clean(text) == text


def _without_piles(match: re.Match[str]) -> str:
    """Replace accents beyond those that any script needs by one mark."""
    kept, height = [], 0
    for char in match[0]:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= _MOST_MARKS:
            kept.append(char)
        elif height == _MOST_MARKS + 1:
            kept.append("\N{REPLACEMENT CHARACTER}")
    return "".join(kept)


def one_line(text: str) -> str:
    """Clean text in one line: breaks and tabs become a space, ends trimmed."""
    return _BLANKS.sub(" ", clean(text)).strip()


def in_brief(text: str, most: int = 40) -> str:
    """Text in one line and cut short, as an error names it."""
    line = one_line(text[: 2 * most])
    return line if len(line) <= most else f"{line[: most - 1]}…"


def without_unseen(text: str) -> str:
    """Text without the marks of no width that pasting leaves; joiners stay, for emoji and for scripts that need them."""
    return text if text.isascii() else _NO_WIDTH.sub("", text)


def alike(text: str) -> str:
    """A name of a thing as it is compared: without case, accents, unseen marks and double blanks."""
    return " ".join(normalize(without_unseen(text)).split())


def normalize(text: str) -> str:
    """Text without case and accents, as it is compared and sorted."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", _PILES.sub(_without_piles, text.casefold()))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def quoted(name: str) -> str:
    """A name or title in a sentence: ‘Excel for planners’."""
    return f"‘{name}’"


def quotation(said: str) -> str:
    """What a person said, in the marks of speech, whatever marks it was typed with: “I dared to ask.”"""
    return f"“{without_marks(said)}”"


def without_marks(said: str) -> str:
    """What a person said without the quotation marks it may have been typed with."""
    bare = said.strip().strip(SPEECH_MARKS).strip()
    if len(bare) > 1 and bare[0] in "'‘" and bare[-1] in "'’":
        bare = bare[1:-1].strip()
    return bare


def capitalized(words: str) -> str:
    """Words as the beginning of a sentence; the capitals within stay, as those of names."""
    return f"{words[:1].upper()}{words[1:]}"


def ended(words: str) -> str:
    """Words as the end of a sentence: with a full stop, unless a mark ends them already."""
    words = words.rstrip()
    return words if words.rstrip("’')" + SPEECH_MARKS).endswith((".", "!", "?", "…")) else f"{words}."


def pluralize(number: int, noun: str, plural: str = "") -> str:
    """Number with its noun: ``1 person``, ``3 people``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ordinal(number: int) -> str:
    """A place in a row: ``1st``, ``2nd``, ``11th``."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


def join_words(names: Sequence[str], most: int = 0) -> str:
    """Names joined for a sentence: ``Ana, Li and Tom``.

    Beyond ``most``: ``Ana, Li and 3 more``.
    """
    if most and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
