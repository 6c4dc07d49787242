"""Names of people compared, however they are written, and put into their usual order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.core.names.given_names import PARTICLES, bare, is_degree, is_organisation, is_title
from store.core.text import normalize, one_line, without_unseen

_JOINERS = re.compile("[\u200c-\u200f]")
_ASIDES = re.compile(
    r"[(\[](?:external|guest|unverified|host|co-host|organi[sz]er|presenter|me|extern[aeo]?|gast|invitée?|invité\(e\)|ospite"
    r"|esterno|invitad[oa]|gość|convidad[oa]|(?:she|he|they|sie|er|elle|il|ella|él)\s*[/,|][^)\]]*)[)\]]",
    re.IGNORECASE,
)
"""What meeting programs and people add to a name: where someone is from, how they are spoken of."""
_SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APOSTROPHES = re.compile("['’‘`´]")
_SURE_DEGREES = frozenset(("phd", "dphil", "mba", "msc", "bsc", "llm", "beng", "meng", "cpa"))
"""Degrees that are no one's name, without a comma before them too."""
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""What tells father from son, so that it counts when names are compared."""
_LONGEST = 300
"""Characters of a name; more is none."""
_MOST_WORDS = 5
"""Words of a family name, or of given names; more is a sentence."""


def name_keys(name: str) -> frozenset[str]:
    """What a name is compared by: two names are alike if they have a key in common.

    Titles, degrees, the order of the words, accents, case, hyphens, zero-width marks and notes such as ‘(External)’ do
    not count; ‘Müller’ is like ‘Muller’ and like ‘Mueller’.
    """
    plain = _ASIDES.sub(" ", _JOINERS.sub("", without_unseen(one_line(name)))) or name
    spellings = (plain,) if plain.isascii() else (plain, plain.casefold().translate(_SPELT_OUT))
    return frozenset(map(_key, spellings))


def _key(text: str) -> str:
    words = [word for part in _without_degrees(text) for word in _words(part)]
    return " ".join(sorted(words)) or normalize(one_line(text))


def _without_degrees(text: str) -> Iterable[str]:
    first, *others = text.split(",")
    family_first = len(others) == 1 and len(first.split()) == 1  # ‘Li, Ma’ is a name, ‘Ana Ruiz, MA’ a degree
    yield first
    for part in others:
        if family_first or not all(is_degree(word) and bare(word) not in _GENERATIONS for word in part.split()):
            yield part


def _words(text: str) -> list[str]:
    kept = [word for word in text.split() if not is_title(word) and bare(word) not in _SURE_DEGREES]
    plain = normalize(_APOSTROPHES.sub("", " ".join(kept or text.split()))).translate(_SPELT)
    return re.findall(r"[^\W_]+", plain)


def is_family_first(name: str) -> bool:
    """Whether a name is written ‘Quist, Nora’."""
    if "," not in name or len(name) > _LONGEST:
        return False
    family, given, _, _ = _divided(name)
    if not family or not given or any(map(str.isdigit, name)) or "@" in name:
        return False
    words = family.split(), given.split()
    return max(map(len, words)) <= _MOST_WORDS and not is_organisation([*words[1], *words[0]])


def turned_round(name: str) -> str:
    """A name with its given name first: ``Dr. Nora Quist`` for ``Quist, Dr. Nora``; any other as it is."""
    if not is_family_first(name):
        return name
    family, given, titles, degrees = _divided(name)
    turned = " ".join([*titles, given, family])
    return ", ".join([turned, *degrees])


def _divided(name: str) -> tuple[str, str, list[str], list[str]]:
    """Family name, given names, titles and degrees of a name with commas; no given names where it is in its usual order."""
    parts = [part for part in (part.strip() for part in name.split(",")) if part]
    titles: list[str] = []
    names: list[str] = []
    degrees: list[str] = []
    for part in parts:
        words = part.split()
        if names and len(parts) > 2 and all(map(is_degree, words)):
            degrees.append(part)
            continue
        while words and is_title(words[0]):
            titles.append(words.pop(0))
        if words:
            names.append(" ".join(words))
    if len(names) != 2 or (len(names[0].split()) > 1 and all(map(is_degree, names[1].split()))):
        return "", "", [], []
    return names[0], names[1], titles, degrees


def turned_sorted(name: str) -> str:
    """A name that is known to begin with the family name, with its given name first: ``Nora Quist`` for ``Quist Nora``."""
    return turned_round(family_name_split(name))


def family_name_split(name: str) -> str:
    """A name that is known to begin with the family name, with a comma behind that: ``van Dam, Bo``.

    A single dash may stand between both; of more than two words the first is the family name, with its particles.
    """
    whole = one_line(name)
    if "," in whole:
        return whole
    mark = " - " if " - " in whole else "-"
    family, dash, given = whole.partition(mark)
    if dash and mark not in given and family.strip() and given.strip() and (mark != "-" or " " not in whole):
        return f"{family.strip()}, {given.strip()}"
    words = whole.split()
    start = next((index for index, word in enumerate(words) if bare(word) not in PARTICLES), 0)
    return f"{' '.join(words[: start + 1])}, {' '.join(words[start + 1 :])}" if len(words) > start + 1 else whole
