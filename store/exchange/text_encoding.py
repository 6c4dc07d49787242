"""Encoding of a text file: told by its bytes, among those that spreadsheets of today and yesterday write."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from store.core.errors import GuildbookError
from store.core.old_names import SPEECH_MARKS
from store.core.text import in_brief, quoted

_LEGACY = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "mac_roman": "Mac Roman", "cp850": "DOS (850)"}
"""Encodings with one byte for a letter, the likelier first."""
_ALIASES = {"mac": "mac_roman", "dos": "cp850", "ansi": "cp1252"}
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in ("äöüß", "éèêëàâîïôùûüçœæ", "áéíóúüñ", "àèéìíîòóùú", "áéíóúâêôãõàç", "åäöé", "æøåé", "ąćęłńóśźż",
                    "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čšžćđ", "ăâîșțşţ", "éëïöüèêáíóú", "áæéíðóöúýþ")
)  # fmt: skip
"""Letters beside a to z of German, French, Spanish, Italian, Portuguese, Swedish, Danish, Polish, Czech, Slovak, Hungarian,
Croatian, Romanian, Dutch, Icelandic."""
_AT_THE_EDGE = frozenset(SPEECH_MARKS + "–—‘’‚…€§©®™°·•†¡¿\u00a0")
"""Signs that stand beside words, not within them."""
_NO_LETTERS = frozenset("ªºƒˆˇ")
_WORD = re.compile(r"[^\s,;:\"'()<>@/|\\._!?+=\[\]{}-]+")
_TWICE = re.compile(
    "[ÃÂÄÅ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
"""What the letters of Europe look like that were encoded twice."""
_SAMPLE = 100_000
_BROKEN, _ODD = 3, 1


class Decoded(Struct, frozen=True):
    """Text of a file, and how it was read."""

    text: str
    encoding: str
    """The name people know it by."""
    doubtful: bool = False
    """Whether signs were left that no name has."""


def decode(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file.

    Args:
        data: its bytes.
        encoding: as it was named; told by the bytes unless it is.

    Raises:
        GuildbookError: there is no encoding of that name.
    """
    if encoding:
        return _as_named(data, encoding)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", "replace"), "UTF-16")
    if wide := _unmarked_wide(data[:4096]):
        return Decoded(data.decode(wide, "replace"), "UTF-16")
    try:
        text = data.decode("utf-8-sig")
        return Decoded(_encoded_once(text), "UTF-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(not char.isascii() for char in text) - broken
    if whole > broken:  # one damaged byte must not turn every other accent into two strange signs
        return Decoded(text, "UTF-8", doubtful=True)
    return _legacy(data)


def _encoded_once(text: str) -> str:
    """A text without the second encoding that some programs put over the first: ‘Jörg’ for ‘JÃ¶rg’."""
    if not _TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _as_named(data: bytes, encoding: str) -> Decoded:
    wanted = encoding.strip().casefold()
    name = _ALIASES.get(wanted, wanted)
    try:
        name = codecs.lookup("utf-8-sig" if name in ("utf-8", "utf8") else name).name
        text = data.decode(name, "replace")
    except (LookupError, ValueError, AssertionError):
        raise GuildbookError(
            f"There is no encoding {quoted(in_brief(encoding))}. Try utf-8, windows-1250, mac-roman or cp850."
        ) from None
    return Decoded(text.removeprefix("\ufeff"), _LEGACY.get(name, name.removesuffix("-sig").upper()))


def _unmarked_wide(sample: bytes) -> str:
    """The UTF-16 a file is in although no mark says so: every other byte of western text is nought."""
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""


def _legacy(data: bytes) -> Decoded:
    oddities = {name: _oddity(data[:_SAMPLE].decode(name, "replace")) for name in _LEGACY}
    name = min(oddities, key=lambda name: oddities[name])
    return Decoded(data.decode(name, "replace"), _LEGACY[name], doubtful=oddities[name] >= _BROKEN)


def _oddity(text: str) -> int:
    """How much of a text no language writes so; one for all of it together, as most lists are of one country."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = {char for word in words for char in word.lower() if not char.isascii() and char not in _AT_THE_EDGE}
    return sum(map(_odd, words)) + (0 if _in_one_alphabet(letters) else _ODD)


def _in_one_alphabet(letters: set[str]) -> bool:
    return any(letters <= alphabet for alphabet in _ALPHABETS)


def _odd(word: str) -> int:
    letters = {char for char in word.lower() if not char.isascii() and char not in _AT_THE_EDGE}
    inner = word.strip("".join(_AT_THE_EDGE))
    if not inner:
        return 0
    if any(not char.isalpha() or char in _NO_LETTERS for char in letters) or not _AT_THE_EDGE.isdisjoint(
        inner.replace("’", "")
    ):
        return _BROKEN
    if inner != inner.upper() and any(char.isupper() and not char.isascii() for char in inner[1:]):
        return _BROKEN  # ‘FÅhrung’
    capitals = [char.isupper() for char in inner if char.isascii() and char.isalpha()]
    if len(capitals) > 1 and all(capitals) and inner != inner.upper():
        return _BROKEN  # ‘MöLLER’
    if not inner[0].isascii() and inner[0].islower():
        return _ODD
    return 0 if _in_one_alphabet(letters) else _ODD
