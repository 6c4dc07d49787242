"""Answers to a form's question for consent: yes, no, or neither, in eight languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.core.text import normalize

_NO = (
    "no, n, nein, non, nee, nie, nao, false, falsch, faux, falso, onwaar, falsz, 0, not, never, disagree, decline, declined, refuse, "
    "refused, i do not, i don t, i disagree, i decline, i refuse, ich stimme nicht, nicht einverstanden, ich bin nicht, je refuse, "
    "je n accepte pas, pas d accord, no acepto, non accetto, non acconsento, niet akkoord, ik ga niet, nie zgadzam, nie wyrazam, nao "
    "aceito, nao concordo, opt out, opted out, withdrawn, revoked, widerrufen"
)
_YES = (
    "yes, y, ja, oui, si, tak, sim, true, wahr, vrai, verdadero, vero, waar, prawda, verdadeiro, x, ✓, ✔, 1, ok, okay, agree, agreed, "
    "i agree, i consent, i accept, i hereby, i give, i have read, accept, accepted, granted, given, checked, opt in, opted in, "
    "ich stimme, ich willige, ich bin einverstanden, ich habe, einverstanden, zugestimmt, j accepte, je consens, j ai lu, d accord, "
    "acepto, doy mi, he leido, accetto, acconsento, ho letto, presto il, akkoord, ik ga akkoord, ik geef, zgadzam, wyrazam, concordo, "
    "aceito, li e, autorizo"
)
_QUESTION = re.compile(
    r"\b(?:consent|i agree|do you agree|gdpr|data protection|privacy|einwillig|zustimm|einverstand|datenschutz|dsgvo|consentement|"
    r"j accepte|rgpd|consentimiento|acepto|proteccion de datos|consenso|acconsent|accetto|toestemming|akkoord|avg|zgod|rodo|"
    r"consentimento|aceito|lgpd)"
)
_SHORT = 3
"""Words of an answer up to which it says little without its question."""


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[✓✔]", normalize(text)))


def _starts(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words.split(', ')))})(?= |$)")


_STARTS_NO, _STARTS_YES = _starts(_NO), _starts(_YES)


def asks_for_consent(header: str) -> bool:
    """Whether a header is the question whether people agree to what is done with their data, or to take part."""
    return bool(_QUESTION.search(_words(header)))


def consents(answer: str) -> bool | None:
    """Whether an answer is a yes; None where it is not an answer here: type yes or no."""
    words = _words(answer)
    if _STARTS_NO.match(words):
        return False
    return True if _STARTS_YES.match(words) else None


def are_consents(cells: Sequence[str]) -> bool:
    """Whether most answers in a column are yes or no."""
    return sum(consents(cell) is not None for cell in cells) * 2 > len(cells)


def words_of_consent(question: str, answer: str) -> str:
    """The words to be kept with a consent: those of the answer, and of the question where the answer says little alone."""
    short = len(_words(answer).split()) <= _SHORT
    return f"{question.rstrip(' :')}: {answer}" if short else answer
