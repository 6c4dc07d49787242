"""Answers on a scale: numbers, stars and words, each as a number of its scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from store.core.fields import HIGHEST_RATING, LOWEST_RATING
from store.core.text import normalize

_NUMBER = re.compile(
    r"(\d{1,2})(?:[.,](\d))?(?:\s*(?:[/:]|of|von|sur|de)\s*(\d{1,2}))?(?:\s*[-–:(=].*|\s+[^\W\d].*)?"
)
_STARS = re.compile(r"(?:★|⭐️?|\*)+[☆\s]*")
_TOP = re.compile(r"\b[01]\s*(?:[-–…]|to|bis|a|à|through)\s*(5|10|4|6|7)\b|(?:/|out of|von|sur)\s*(5|10|4|6|7)\b")
_LIKELY = re.compile(r"\blikely\b|wahrscheinlich|probabil|probable|vraisemblabl")
_SHORTEST, _LONGEST = 3, 10
_WORDS = {
    5: "strongly agree, fully agree, very satisfied, extremely satisfied, excellent, very good, very useful, extremely useful, outstanding"
    ", stimme voll zu, stimme voll und ganz zu, trifft voll zu, sehr zufrieden, ausgezeichnet, sehr gut, sehr hilfreich, tout a fait d'accord"
    ", tres satisfait, tres satisfaite, tres bien, muy satisfecho, muy satisfecha, muy bueno, muy de acuerdo, totalmente de acuerdo",
    4: "agree, satisfied, good, useful, stimme zu, stimme eher zu, trifft zu, trifft eher zu, zufrieden, gut, hilfreich, d'accord, satisfait"
    ", satisfaite, bien, satisfecho, satisfecha, bueno, de acuerdo",
    3: "neutral, neither agree nor disagree, neither satisfied nor dissatisfied, average, undecided, teils teils, teils/teils"
    ", weder noch, mittel, neutre, moyen, ni de acuerdo ni en desacuerdo, regular",
    2: "disagree, dissatisfied, fair, not useful, stimme nicht zu, stimme eher nicht zu, trifft eher nicht zu, unzufrieden, pas d'accord"
    ", insatisfait, insatisfaite, insatisfecho, insatisfecha, en desacuerdo",
    1: "strongly disagree, very dissatisfied, extremely dissatisfied, poor, very poor, useless, stimme gar nicht zu"
    ", stimme uberhaupt nicht zu, trifft nicht zu, trifft gar nicht zu, sehr unzufrieden, schlecht, pas du tout d'accord, tres insatisfait"
    ", tres insatisfaite, muy insatisfecho, muy insatisfecha, totalmente en desacuerdo",
}  # fmt: skip
_LIKERT = {word.strip(): value for value, words in _WORDS.items() for word in words.split(",")}
_YES = frozenset(["yes", "y", "ja", "oui", "si", "sí", "tak", "true", "definitely", "certainly", "absolutely"])
_NO = frozenset(["no", "n", "nein", "non", "nie", "nee", "false", "maybe", "perhaps", "vielleicht"])


class Scale(Struct, frozen=True):
    """Answers on one scale."""

    values: tuple[Decimal, ...]
    lowest: int
    top: int

    @property
    def mean(self) -> Decimal:
        """Their mean, as they were given."""
        return sum(self.values, Decimal()) / len(self.values)

    @property
    def rating(self) -> Decimal:
        """Their mean on a scale from 1 to 5."""
        if (self.lowest, self.top) == (LOWEST_RATING, HIGHEST_RATING):
            return self.mean
        steps = HIGHEST_RATING - LOWEST_RATING
        return LOWEST_RATING + (self.mean - self.lowest) * steps / (self.top - self.lowest)

    def favourable(self) -> int:
        """How many of them recommend: 9 or 10 of 10, otherwise the upper quarter of the scale."""
        least = self.top - 1 if self.top >= HIGHEST_RATING else self.top
        return sum(value >= least for value in self.values)


def scale_of(heading: str, cells: Sequence[str]) -> Scale | None:
    """The scale that all of some answers are on, or None where one of them is on none.

    How long it is says the heading, ‘12 of 20’ in an answer, or the highest answer: 5, or else 10.
    """
    read = [_value(cell) for cell in cells]
    values = [value for value, _ in filter(None, read)]
    if not values or len(values) < len(read):
        return None
    top = max((top for _, top in filter(None, read)), default=0) or _top(normalize(heading), max(values))
    if not _SHORTEST <= top <= _LONGEST or any(value > top for value in values):
        return None
    lowest = 0 if min(values) == 0 else LOWEST_RATING
    return Scale(tuple(values), lowest, top)


def _top(heading: str, highest: Decimal) -> int:
    """How long a scale is by its heading, else by its highest answer; how likely something is, is asked from 0 to 10."""
    if told := _TOP.search(heading):
        return int(told[1] or told[2])
    return _LONGEST if highest > HIGHEST_RATING or _LIKELY.search(heading) else HIGHEST_RATING


def _value(cell: str) -> tuple[Decimal, int] | None:
    """An answer as a number, and the top of its scale where the answer says it."""
    text = normalize(cell).strip(" .!")
    if (known := _LIKERT.get(text)) is not None:
        return Decimal(known), HIGHEST_RATING
    if _STARS.fullmatch(cell.strip()):
        return Decimal(sum(char in "★⭐*" for char in cell)), HIGHEST_RATING
    if match := _NUMBER.fullmatch(text):
        return Decimal(f"{match[1]}.{match[2] or 0}"), int(match[3] or 0)
    return None


def yes_of(cells: Sequence[str]) -> int | None:
    """How many of some answers are a yes; None where one of them is not an answer here: type yes or no."""
    words = [re.split(r"[\s,.!–-]+", normalize(cell).strip())[0] for cell in cells]
    if not words or not all(word in _YES or word in _NO for word in words):
        return None
    return sum(word in _YES for word in words)
