"""The name by which a person is greeted and thanked, from their name as it was typed."""

from __future__ import annotations

import re
import unicodedata

from store.core.text import one_line


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    "dr prof professor univ-prof pd mr mrs ms miss mx sir frau herr fräulein mme mlle monsieur madame sig "
    "señor señora dhr mevr dipl-ing drs"
)
_POINTED_TITLES = _set("mag. ing. ir. fr. hr. sr. sra. rev. dipl. m. univ. sig.ra dott. dott.ssa h.c. hon.")
"""Titles that are names, or their beginnings, without their point."""
_AFTER_NAMES = _set("phd dphil md mba msc bsc ma ba beng meng llm cpa jr sr ii iii iv esq obe mbe cbe")
PARTICLES = _set(
    "van von der den de del della di da dos das do du des la le el al bin ibn ben bint abu ter ten te zu zum "
    "zur af av y e i o und 't op"
)
_LEGAL_FORMS = _set("GmbH AG KG SE Ltd Limited LLC Inc PLC plc Corp SA SARL Srl BV NV Oy AB eV")
_BODIES = _set(
    "the team council board committee department division group office desk service services union works "
    "academy university institute association foundation company managers trainers leads betriebsrat abteilung "
    "verein"
)
"""Words that no person's name has, other than as a coincidence."""
_FAMILY_FIRST = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""Kana, Chinese characters and Hangul; compared one by one, as ``re`` takes 3 ms to compile classes this large."""
_LONG_CAPITALS = 3
"""Letters from which on a word in capitals is a family name (‘WEISS Jörg’), not initials (‘JJ Abrams’)."""


def given_name(name: str) -> str:
    """The name someone is addressed by: ``Jörg`` for ``Weiß, Dr. Jörg``.

    Titles are skipped and a name with its family name first is turned round. What is no person's full name stays
    whole: an organisation, a family name with its title or particle, a name written family name first without a comma.
    """
    whole = one_line(name)
    if any(first <= letter <= last for letter in whole for first, last in _FAMILY_FIRST):
        return whole
    if is_organisation(whole.split()):
        return whole
    words = _in_order(whole)
    named = _without_titles(words)
    if len(named) < len(words) and len(named) < 2:
        return whole  # ‘Frau Weiß’: the family name alone would be curt
    given = _given(named)
    return _softened(given, all_capitals=all(map(_in_capitals, named))) if given else " ".join(words)


def _in_order(whole: str) -> list[str]:
    """The words of a name, the given name first."""
    family, comma, rest = whole.partition(",")
    after = rest.split()
    if not comma or not after:
        return family.split()
    if all(map(is_degree, after)):
        return family.split()
    return [*(word.rstrip(",") for word in after), *family.split()]


def is_degree(word: str) -> bool:
    """Whether a word stands after names: a degree or ‘Jr.’."""
    return bare(word) in _AFTER_NAMES


def bare(word: str) -> str:
    """A word of a name without its points and case."""
    return word.strip(".,()").replace(".", "").casefold()


def is_title(word: str) -> bool:
    """Whether a word is a title or a form of address."""
    return bare(word) in _TITLES or word.casefold() in _POINTED_TITLES


def is_organisation(words: list[str]) -> bool:
    """Whether words name no person: a legal form, an ampersand, a figure, or a lower-case noun after a capital."""
    for word in words:
        if word in ("&", "+", "/") or word.strip(".,").replace(".", "") in _LEGAL_FORMS or bare(word) in _BODIES:
            return True
        if any(map(str.isdigit, word)):
            return True
    nouns = (word for word in words[1:] if word[0].islower() and bare(word) not in PARTICLES and not is_title(word))
    return bool(words) and words[0][0].isupper() and any(nouns)


def _without_titles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) and is_title(words[start]):
        start += 1
    return words[start:]


def _given(words: list[str]) -> str:
    """The given name among the words of a name; nothing where there is none beside the family name."""
    if len(words) < 2:
        return "".join(words)
    first, *others = words
    if first[:1].islower() and bare(first) in PARTICLES:
        return ""
    if _is_initial(first):
        return next((word for word in others[:-1] if not _is_initial(word)), "")
    if _is_family_name_in_capitals(first) and not all(map(_in_capitals, others)):
        return next(word for word in others if not _in_capitals(word))
    return first


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word.endswith(".")


def _in_capitals(word: str) -> bool:
    return word == word.upper() and word != word.lower()


def _is_family_name_in_capitals(word: str) -> bool:
    return _in_capitals(word) and len(word) >= _LONG_CAPITALS


def _softened(word: str, *, all_capitals: bool) -> str:
    """A given name without capitals throughout: ``Ana-María`` for ``ANA-MARÍA``."""
    if not (all_capitals or _is_family_name_in_capitals(word)) or len(word) < 2:
        return word
    return unicodedata.normalize("NFC", re.sub(r"\w+", lambda match: match[0].capitalize(), word))
