"""Lines and cards that are written when they are seen.

Of a thousand in a list, three dozen ever are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from msgspec import Struct


class Written(Protocol):
    """A line or a card as it is drawn."""

    @property
    def text(self) -> str:
        """What a filter finds it by."""

    @property
    def written(self) -> Self:
        """Itself."""


W = TypeVar("W", bound=Written)


class Later(Struct, Generic[W], frozen=True, gc=False):
    """A line or card that is written only when drawn or looked through."""

    key: str
    write: Callable[[str], W]
    """Makes the one of a key, for all of a list or board."""
    heading: ClassVar[bool] = False

    @property
    def written(self) -> W:
        """The line or card."""
        return self.write(self.key)

    @property
    def text(self) -> str:
        """What a filter finds it by."""
        return self.written.text
