"""Several lines of a list at once: some actions are then done for all that are ticked, in one step."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import WidgetHost
from screens.widgets.lists.record_view import RecordView, shown


class MarkHost(WidgetHost, Protocol):
    """A screen whose lines can be marked."""

    def markable(self, key: str) -> bool:
        """Whether there is something behind a line that a key could act on."""


class MarkCommands(Commands[MarkHost]):
    """Marking lines. With none marked, every key is about the selected one."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "space",
            "mark",
            "Tick",
            show=False,
            id="lines.mark",
            tooltip="Tick lines to act on them together",
        ),
    ]
    AT_ONCE = frozenset({"lines.mark"})
    marked: frozenset[str] = frozenset()
    """The keys of the lines that are marked."""

    def chosen(self) -> list[str]:
        """The marked lines in the order of the list, or the selected one."""
        lines = self._lines()
        return [key for key in lines.keys if key in self.marked] or [lines.key]

    def _lines(self) -> RecordView:
        """The list or the board that is shown."""
        return shown(self.screen.query(RecordView))

    def keep(self) -> None:
        """Forget the marks of what is not there any more."""
        self.marked = frozenset(key for key in self.marked if self.screen.markable(key))

    def told(self) -> str:
        """How many lines are ticked, for the list's frame; nothing where none is."""
        return f"{len(self.marked)} ticked · actions apply to all" if self.marked else ""

    def unmark(self) -> None:
        """Nothing is marked any more."""
        self.marked = frozenset()
        self.screen.fill()

    def action_mark(self) -> None:
        """Tick or untick the selected line, and go on to the next."""
        lines = self._lines()
        if not self.screen.markable(lines.key):
            self.screen.say("This line can’t be ticked. Select another one.", problem=True)
            return
        self.marked ^= {lines.key}
        self.screen.fill()
        lines.go_on()

    def holds_back(self) -> bool:
        """Whether something is marked."""
        return bool(self.marked)

    def let_go(self) -> bool:
        """Take all marks away first."""
        if not self.marked:
            return False
        self.unmark()
        return True
