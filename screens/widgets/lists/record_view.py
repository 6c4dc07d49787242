"""What a list and a board have in common for those who do not mind which of them is shown."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from screens.widgets.line_widget import Drawn


class RecordView(Drawn):
    """Lines or cards of records, with a cursor on one of them, that a filter narrows."""

    @property
    @abstractmethod
    def key(self) -> str:
        """The key of the selected record; nothing where none is."""

    @property
    @abstractmethod
    def keys(self) -> list[str]:
        """The keys of the records that the filter lets through, in order."""

    @abstractmethod
    def highlight(self, key: str) -> None:
        """Put the cursor on a record."""

    @abstractmethod
    def go_on(self) -> None:
        """Go to the next record."""

    @abstractmethod
    def filter(self, wanted: str) -> None:
        """Show only the records that hold this text, whatever case and accents."""

    @abstractmethod
    def read_through(self) -> None:
        """Find out what a filter finds each record by: in a long list that takes longer than a letter may."""


def shown(views: Iterable[RecordView]) -> RecordView:
    """The first of a screen's lists and boards that is shown."""
    return next(view for view in views if view.display)
