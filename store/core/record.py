"""Records and their ids."""

from collections.abc import Callable
from random import SystemRandom
from typing import TypeVar

import msgspec
from msgspec import Struct

ORGANISER = "organiser"
"""Stands for the user wherever a record names who hosted or led."""
_LETTERS = (*"23456789abcdefghjkmnpqrstuvwxyz", "")
"""One for each number of five bits: none that is easily taken for another, and nothing for the last one."""
ID_LENGTH = 10
_chance = SystemRandom()


def new_id(bits: Callable[[int], int] = _chance.getrandbits) -> str:
    """Random id of ten characters.

    It is never used again, so that copies can be merged.

    Args:
        bits: draws a number of so many random bits; from the system's own chance unless said otherwise.
    """
    letters = ""
    while len(letters) < ID_LENGTH:
        letters += _LETTERS[bits(5)]
    return letters


class Described(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Struct with described fields: a record, or a form's own shape."""


class Record(Described, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Dated or named thing that the book keeps.

    Immutable: a new one takes its place.
    """

    id: str = msgspec.field(default_factory=new_id)


R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=Described)
