"""The cards and columns of a board, and how their lines are fitted."""

from typing import Self

from msgspec import Struct
from rich.cells import cell_len

from screens.widgets.lists.lazy_row import Later
from screens.widgets.spans import Span, fit, wrapped
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


ROOMY = 4
"""Lines of a card that has more than the usual two."""
CardLine = tuple[str, str, str, str]
"""One line of a card: its text and look, and what stands at its end with its look."""


def usual_line(card: Card, line: int, width: int) -> CardLine:
    """One of two lines: the name, or what it says of it."""
    if line == 0:
        return card.name, "strong", card.badge, "accent"
    return card.detail, "dim", card.tail, "warn" if card.warn else "dim"


def is_cut(card: Card, width: int) -> bool:
    """Whether one of its two lines does not fit into so many cells."""
    return any(
        1 + cell_len(text) + (cell_len(end) + 1 if end else 0) > width
        for text, end in ((card.name, card.badge), (card.detail, card.tail))
    )


def roomy_line(card: Card, line: int, width: int) -> CardLine:
    """One of four lines: the name on two where it has to, then what is said of it, and at the right what ends it."""
    name = in_lines(card.name, width - 1 - (cell_len(card.badge) + 1 if card.badge else 0), 2)
    if line < len(name):
        return name[line], "strong", card.badge if line == 0 else "", "accent"
    below = in_lines(card.detail, width - 1, ROOMY - 1 - len(name))
    if cell_len(below[-1]) + cell_len(card.tail) + 2 > width:
        below.append("")
    line -= len(name)
    if line >= len(below):
        return "", "", "", ""
    return below[line], "dim", card.tail if line == len(below) - 1 else "", "warn" if card.warn else "dim"


def shortened_title(title: str, width: int) -> str:
    """A column's title in at most so many cells.

    Where it is too long, its words are cut and not its number.
    """
    words, _, number = title.rpartition(" ")
    return title if cell_len(title) <= width else f"{fit(words, width - 1 - cell_len(number))} {number}"


def in_lines(text: str, width: int, most: int) -> list[str]:
    """A text in so many lines at most; the last one has all that is left, which may be more than it shows."""
    lines = wrapped(text, width)
    return [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines


def padded(text: str, end: str, width: int, look: str, end_look: str = "") -> list[Span]:
    """Text from the left, with a few characters at the right end kept."""
    room = width - 1 - (cell_len(end) + 1 if end else 0)
    spans = [(" ", look), (fit(text, room), look)]
    return [*spans, (f" {end}", end_look)] if end else spans
