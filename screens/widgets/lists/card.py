"""The cards and columns of a board, and how their lines are fitted."""

from typing import Self

from msgspec import Struct
from rich.cells import cell_len

from screens.widgets.line_widget import Span, fit
from screens.widgets.lists.lazy_row import Later
from store.core.text import normalize


class Card(Struct, frozen=True, gc=False):
    """One card: its key, two lines, their ends, and whether it is marked."""

    key: str
    name: str
    detail: str
    badge: str = ""
    tail: str = ""
    warn: bool = False
    search: str = ""

    @property
    def text(self) -> str:
        """What a filter finds it by, folded."""
        return normalize(f"{self.name} {self.detail} {self.search}")

    @property
    def written(self) -> Self:
        """Itself."""
        return self


class Lane(Struct, frozen=True):
    """One column: its title and cards."""

    title: str
    cards: tuple[Card | Later[Card], ...]


def shortened_title(title: str, width: int) -> str:
    """A column's title in at most so many cells.

    Where it is too long, its words are cut and not its number.
    """
    words, _, number = title.rpartition(" ")
    return title if cell_len(title) <= width else f"{fit(words, width - 1 - cell_len(number))} {number}"


def padded(text: str, end: str, width: int, look: str, end_look: str = "") -> list[Span]:
    """Text from the left, with a few characters at the right end kept."""
    room = width - 1 - (cell_len(end) + 1 if end else 0)
    spans = [(" ", look), (fit(text, room), look)]
    return [*spans, (f" {end}", end_look)] if end else spans
