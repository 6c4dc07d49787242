"""What the cells of a column look like: names, addresses, yes and no, numbers, or values that repeat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from store.core.names.given_names import PARTICLES, bare, is_degree, is_organisation, is_title
from store.core.names.person_names import name_keys
from store.core.text import normalize
from store.exchange.people_import.cells import is_address, person

_YES_NO = frozenset(
    normalize(
        "yes, no, y, n, true, false, ✓, ✔, 0, 1, maybe, ja, nein, vielleicht, oui, non, peut-être, sí, quizás, sì, forse, nee, "
        "misschien, tak, nie, może, sim, não, talvez, wahr, falsch, vrai, faux, verdadero, falso, vero, waar, onwaar, prawda, fałsz, "
        "verdadeiro"
    ).split(", ")
)
_STARTING_YES_NO = re.compile(r"(?:yes|no|maybe|ja|nein|oui|non|sí|sì|tak|nie|sim|não|nee)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[!?:;]|(?<!\b\w)\.\s+\w{4}")
"""Marks of sentences; no point behind an initial is one."""
_MOST_WORDS = 6
_LONGEST_NAME = 120
_REPEATING = 0.5
"""Share of different values below which a column repeats itself."""
_LETTERS_OF_A_NUMBER = 3
"""As in ‘EMP-00101’."""
_TOO_FEW = 4
"""Cells below which nothing can be said to repeat."""


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of cells that pass a test."""
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def are_yes_no(cells: Sequence[str]) -> bool:
    """Whether a column answers a question by yes and no."""
    return bool(cells) and all(map(_is_yes_no, cells))


def _is_yes_no(cell: str) -> bool:
    return normalize(cell).strip(" .!") in _YES_NO or bool(_STARTING_YES_NO.match(cell.strip()))


def never_name(cells: Sequence[str]) -> bool:
    """Whether a column cannot hold names, whatever its header: yes and no, numbers, or a few values again and again."""
    return are_yes_no(cells) or are_numbers(cells) or _repeats(cells)


def only_repeats(cells: Sequence[str]) -> bool:
    """Whether nothing but repetition speaks against a column of names."""
    return never_name(cells) and not are_yes_no(cells) and not are_numbers(cells)


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether most cells of a column are numbers, of an employee or of anything else."""
    return share(cells, _is_number) > 0.5


def _is_number(cell: str) -> bool:
    text = cell.strip()
    return any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) <= (
        0 if " " in text else _LETTERS_OF_A_NUMBER
    )


def _repeats(cells: Sequence[str]) -> bool:
    different = {normalize(cell).strip() for cell in cells}
    return len(cells) >= _TOO_FEW and len(different) <= len(cells) * _REPEATING


def are_names(cells: Sequence[str]) -> bool:
    """Whether most cells of a column look like the names of different people."""
    if never_name(cells) or share(cells, could_be_name) <= 0.5:
        return False
    keys = [min(name_keys(cell)) for cell in cells]
    return len(keys) < _TOO_FEW or len({*keys}) > len(keys) * _REPEATING


def are_addresses(cells: Sequence[str]) -> bool:
    """Whether at least half of the cells of a column are email addresses, with a name or without."""
    return share(cells, lambda cell: is_address(cell) or bool(person(cell)[1])) >= 0.5


def has_address(cells: Sequence[str]) -> bool:
    """Whether any cell of a column holds an email address."""
    return any("@" in cell and bool(person(cell)[1]) for cell in cells)


def could_be_name(cell: str) -> bool:
    """Whether a cell may be a name: words that begin with a capital, or of a script without capitals."""
    name = person(cell)[0]
    if not name or len(name) > _LONGEST_NAME or any(map(str.isdigit, name)) or "@" in name:
        return False
    words = name.replace(",", " ").split()
    plain = [word for word in words if not is_title(word) and not is_degree(word) and bare(word) not in PARTICLES]
    if not plain or len(words) > _MOST_WORDS or _SENTENCE.search(" ".join(plain)) or is_organisation(words):
        return False
    return all(not word[0].islower() for word in plain) and any(map(str.isalpha, name))


def has_full_names(cells: Sequence[str]) -> bool:
    """Whether most cells have more than one word."""
    return share(cells, lambda cell: " " in person(cell)[0].strip() or "," in cell) > 0.5
