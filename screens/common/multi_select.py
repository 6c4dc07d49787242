"""Several lines of a list at once: space marks them, and what some keys do is then done for all, in one step."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.common.screen import BookScreen
from screens.widgets.list_view import Listing


class TickingScreen(BookScreen):
    """A screen whose lines can be marked. With none marked, every key is about the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "mark",
            "Mark",
            show=False,
            id="lines.mark",
            tooltip="Mark this line; keys then act on all that are marked",
        ),
    ]
    marked: frozenset[str] = frozenset()
    """The keys of the lines that are marked."""

    def markable(self, key: str) -> bool:
        """Whether there is something behind a line that a key could act on."""
        raise NotImplementedError

    def chosen(self) -> list[str]:
        """The marked lines in the order of the list, or the highlighted one."""
        listing = self.query_one(Listing)
        return [key for key in listing.keys if key in self.marked] or [listing.key]

    def keep_marks(self) -> None:
        """Forget the marks of what is not there any more."""
        self.marked = frozenset(key for key in self.marked if self.markable(key))

    def told_marked(self) -> str:
        """How many lines are marked, for the list's frame; nothing where none is."""
        return f"{len(self.marked)} marked: what is done next is done to all" if self.marked else ""

    def unmark(self) -> None:
        """Nothing is marked any more."""
        self.marked = frozenset()
        self.fill()

    def action_mark(self) -> None:
        """Mark or unmark the highlighted line, and go on to the next."""
        listing = self.query_one(Listing)
        if not self.markable(listing.key):
            self.say("There is nothing to mark on this line.", problem=True)
            return
        self.marked ^= {listing.key}
        self.fill()
        listing.action_move(1)

    def holds_back(self) -> bool:
        """Whether something is marked, or left out."""
        return bool(self.marked) or super().holds_back()

    def action_all(self) -> None:
        """Take all marks away first; then end the filter."""
        if self.marked:
            self.unmark()
        else:
            super().action_all()
