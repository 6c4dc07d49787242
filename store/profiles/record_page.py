"""A page about one record: what it is, what is ahead, the facts by group, and the past."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from store.core.record import Record

Tone = Literal["", "strong", "dim", "warn"]
Fact = tuple[str, Tone]
"""A few words of the head, and how much they matter."""
Head = tuple[tuple[Fact, ...], ...]
"""Lines of facts; a fact without words is left out."""


class Line(Struct, frozen=True):
    """One line of the page, and the record it opens."""

    key: str
    mark: str
    """A day, a label, or a box that is ticked or not."""
    what: str
    more: str = ""
    record: Record | None = None
    """None for a fact: the record of the page itself."""
    warn: bool = False


class Section(Struct, frozen=True):
    """Some lines under a title."""

    title: str
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The title without its count, by which the section is known on every page."""
        return self.title.partition(" · ")[0]


class Page(Struct, frozen=True):
    """Everything about one record."""

    title: str
    head: Head
    """How it stands: two or three lines of facts."""
    ahead: tuple[Line, ...]
    """What comes next beside the to-dos of the week; a line that is one of these too begins its key as that does."""
    now: tuple[Section, ...]
    history: tuple[Section, ...]
    """What was, by kind, the newest first."""
    subjects: tuple[str, ...] = ()
    """The ids of records whose to-dos belong to the page, its own among them."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The facts, then the past."""
        return (*self.now, *self.history)
