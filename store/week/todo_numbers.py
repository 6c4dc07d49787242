"""The number of a to-do, by which it is named where nothing can be selected.

It is the beginning of a digest of the to-do's stable name: the same every day and on every copy of the book, whatever else
comes up or is done. It has three digits, or as many more as tell it from all others that wait.
"""

from collections.abc import Iterable
from itertools import pairwise

SHORTEST = 3
"""Digits of a number where no other to-do begins with the same."""
_SMALLEST = 10**11


def all_digits(key: str) -> str:
    """Every digit that the number of a to-do may have; the first is not zero."""
    from hashlib import blake2b  # late: its libraries take a hundredth of a start, and no screen shows a number

    digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return str(_SMALLEST + digest % (9 * _SMALLEST))


def numbers(keys: Iterable[str]) -> dict[str, str]:
    """The number of each to-do by its key: as few digits as tell it from all others."""
    digits = {key: all_digits(key) for key in keys}
    length = dict.fromkeys(digits.values(), SHORTEST)
    for one, following in pairwise(sorted(length)):
        apart = 1 + next(
            (place for place, pair in enumerate(zip(one, following, strict=True)) if len({*pair}) > 1), 0
        )
        length[one], length[following] = max(length[one], apart), max(length[following], apart)
    return {key: found[: length[found]] for key, found in digits.items()}
