"""Keys of keyboards without Latin letters.

Each is the key that lies at its place on a Latin one.
"""

from __future__ import annotations

import unicodedata

from screens.widgets.textual_compat import key_named

_LAYOUTS = (
    ("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё"),
    ('QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~', "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"),
    ("s]'S}\"", "іїєІЇЄ"),  # where Ukrainian differs from Russian
    ("wertyuiopasdfghjklzxcvbnm", "ςερτυθιοπασδφγηξκλζχψωβνμ"),
    ("ERTYUIOPASDFGHJKLZXCVBNM", "ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"),
)
"""Characters of the American layout, and what the same keys type in the Russian, Ukrainian and Greek ones."""
_LATIN = {there: here for latin, other in _LAYOUTS for here, there in zip(latin, other, strict=True)}


def latin(key: str) -> str:
    """The key at the same place of a Latin keyboard, as Textual calls it.

    ``o`` for ``щ``, ``ctrl+s`` for ``ctrl+ы``.

    Returns:
        Nothing for keys of other layouts, and for those that are Latin already.
    """
    held, _, letter = key.rpartition("+")
    at_its_place = _LATIN.get(letter, "")
    return "+".join(filter(None, [held, key_named(at_its_place)])) if at_its_place else ""


def is_foreign(key: str) -> bool:
    """Whether a key is a letter, and no Latin one."""
    return len(key) == 1 and key.isalpha() and not unicodedata.name(key, "").startswith("LATIN")
