"""The filter of a list or board: a line to type in, opened and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import WidgetHost
from screens.widgets.bars import KeyBar
from screens.widgets.lists.record_view import RecordView, shown
from screens.widgets.textual_compat import leaving

if TYPE_CHECKING:
    from screens.widgets.lists.filter_bar import FilterLine


class FilterCommands(Commands[WidgetHost]):
    """Filtering the list that is shown."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "slash", "filter", "Filter", key_display="/", id="screen.filter", tooltip="Filter the list as you type"
        ),
    ]

    def target(self) -> RecordView:
        """The list that the filter works on: the focused one, or the first."""
        if isinstance(self.screen.focused, RecordView):
            return self.screen.focused
        return shown(self.screen.query(RecordView))

    def lines(self) -> list[FilterLine]:
        """The filter that is open, if one is: one that is being closed takes no more keys, though it is still there."""
        found: list[FilterLine] = [*self.screen.query("FilterLine").results()]
        return [line for line in found if not leaving(line)]

    def action_filter(self) -> None:
        """Open the filter line."""
        from screens.widgets.lists.filter_bar import FilterLine

        for old in self.lines():
            old.aim(self.target())
            old.select_all()  # what is typed next takes its place
            self.screen.set_focus(old)
            return
        line = FilterLine(self.target(), self.screen.focused)
        self.screen.mount(line, before=self.screen.query_one(KeyBar))
        self.screen.set_focus(line)  # at once, so that what is typed next goes there

    def refilter(self) -> None:
        """Let an open filter work on the list that is shown now."""
        for line in self.lines():
            line.aim(self.target())

    def holds_back(self) -> bool:
        """Whether a filter is open, which esc ends before it leaves anything."""
        return bool(self.lines())

    def let_go(self) -> bool:
        """End the filter."""
        for line in self.lines():
            if line.has_focus:
                self.screen.set_focus(self.target())
            line.remove()
        for view in self.screen.query(RecordView):
            view.filter("")
        return True
