"""A picker that says in full, below its list, what speaks for the selected option and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing
from screens.widgets.lists.option import Option
from screens.widgets.lists.picker import LABEL, MOST, Picker, PickList
from screens.widgets.panes import Pane
from screens.widgets.spans import wrapped

MOST_LINES, EDGES = 8, 6
"""Lines of reasons at most, and cells of a line that are borders and blanks."""


class ReasonedPicker(Picker):
    """Pick one option; the reasons of the one that is selected stand below the list."""

    DEFAULT_CSS = """
    ReasonedPicker {
        & #reasons { border-top: solid $border-blurred; padding: 0 1; }
    }
    """

    def __init__(
        self, title: str, options: Iterable[Option], reasons: Mapping[str, Sequence[str]], *, order: str = ""
    ) -> None:
        """Make one.

        Args:
            title: the name of the action that opened it.
            options: what can be picked, in order.
            reasons: lines about some of the options, by their keys.
            order: how the options are sorted, in a line.
        """
        super().__init__(title, options)
        self._reasons, self._order = reasons, order

    def compose(self) -> ComposeResult:
        """A line for what is typed, the list, the reasons, the keys."""
        with Vertical() as box:
            entitle(box, self._title, self._order)
            reasons = Pane(id="reasons")
            reasons.styles.height = lines = self._lines() + 1
            box.styles.height = self.height() + lines
            yield Pane(id="typed")
            yield PickList(*self.columns(box), empty=self._empty, id="options")
            yield reasons
            yield KeyBar()

    def _lines(self) -> int:
        """Lines that the longest reasons take in a window of this width."""
        width = min(MOST, self.app.size.width) - EDGES
        told = [[part for line in lines for part in wrapped(line, width)] for lines in self._reasons.values()]
        return min(max(map(len, told), default=0), MOST_LINES)

    def columns(self, box: Vertical) -> tuple[Column, ...]:
        """The tick, the name and the reasons in brief, in all the room there is."""
        box.styles.width = MOST
        return Column(1), Column(LABEL - 4), Column(share=1)

    def refill(self) -> None:
        """Show what fits what was typed, and the reasons of what is selected."""
        super().refill()
        self._show_reasons()

    @on(Listing.Moved)
    def _show_reasons(self) -> None:
        self.query_one("#reasons", Pane).show(self._reasons.get(self.query_one(PickList).key, ()))
