"""Help: every key that works on the present screen, from its bindings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row


class Keys(Listing):
    """The list of keys, which enter leaves as well.

    There is nothing to open in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.dismiss(None)", "Close", show=False, id="help.enter", tooltip="Close this list"),
    ]


class Help(Dialog[None]):
    """The keys, their actions, and what each action does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,ctrl+g,q,question_mark,f1",
            "dismiss(None)",
            "Close",
            key_display="esc",
            id="help.leave",
            tooltip="Close this list",
        ),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        & > Vertical { width: 96; max-width: 98%; height: 90%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Listing { height: 1fr; border: none; &:focus { border: none; } }
    }
    """

    def __init__(self, active: list[ActiveBinding], notes: tuple[str, Iterable[str]] = ("", ())) -> None:
        """Make one.

        Args:
            active: the bindings that work on the screen.
            notes: what else the screen says, below a heading.
        """
        super().__init__()
        self._active, (self._heading, self._notes) = active, notes

    def compose(self) -> ComposeResult:
        """The list of keys."""
        with Vertical() as box:
            entitle(box, "Keys on this screen")
            yield Keys(Column(12), Column(14), Column(share=1))
            yield KeyBar()

    def on_mount(self) -> None:
        """List each action once with all of its keys, those of this place first."""
        keys: dict[str, list[str]] = {}
        told: dict[str, tuple[str, str]] = {}
        for active in sorted(self._active, key=lambda active: not active.binding.show):
            binding = active.binding
            if binding.id and binding.description:
                name = binding.id
                keys.setdefault(name, []).append(self.app.get_key_display(binding))
                told[name] = (binding.description, binding.tooltip)
        rows = [
            Row(name, ((", ".join(dict.fromkeys(pressed)), "accent"), told[name][0], (told[name][1], "dim")))
            for name, pressed in keys.items()
        ]
        if self._heading:
            rows += [Row("", (self._heading,), heading=True), *(Row(line, (line,)) for line in self._notes)]
        self.query_one(Listing).show(rows)
        self.set_focus(self.query_one(Listing))
