"""A panel of facts about what is selected: labels at the left, texts wrapped beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len

from screens.widgets.panes import MEASURE, Pane
from screens.widgets.spans import Span, wrapped


class Fact(NamedTuple):
    """One fact: its text, its look, and the label before it; without a label the text begins at the left."""

    text: str
    look: str = ""
    label: str = ""


class FactPane(Pane):
    """A panel whose facts are never cut: each takes the lines it needs."""

    _facts: tuple[Fact, ...] = ()

    def tell(self, facts: Iterable[Fact]) -> None:
        """Show facts; those without a text are left out."""
        self._facts = tuple(fact for fact in facts if fact.text)
        self.show(())

    def wrapping(self, width: int, spare: int) -> Iterator[list[Span]]:
        """The facts, each wrapped whole beside its label; what the panel says without one."""
        if not self._facts:
            yield from super().wrapping(width, spare)
        labels = max((cell_len(fact.label) + 2 for fact in self._facts if fact.label), default=0)
        for text, look, label in self._facts:
            indent = labels if label else 0
            parts = wrapped(text, min(max(width - indent, 1), MEASURE))
            for nth, part in enumerate(parts):
                yield [(label.ljust(indent) if nth == 0 else " " * indent, "dim"), (part, look)]
