"""A list whose rows may take several lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from screens.widgets.lists.list_view import Line, Listing


class TallList(Listing):
    """A list of rows as high as what they say."""

    _measured_for: tuple[list[Line], int, bool] = [], 0, False
    _tops: Sequence[int] = (0,)
    """The first line of each row, and the one after the last."""

    @property
    def _roomy(self) -> bool:
        """Whether there is room for lines that only make it easier to read."""
        return not self.screen.has_class("-narrow")

    def _places(self) -> Sequence[int]:
        """The first line of each row, and the one after the last, for the rows and the width of now."""
        now = self._rows, self.content_width(), self._roomy
        before = self._measured_for
        if now[0] is not before[0] or now[1:] != before[1:]:
            self._measured_for = now
            self._tops = list(accumulate(self._heights(), initial=0))
        return self._tops

    def _heights(self) -> Iterable[int]:
        """How many lines each row takes."""
        raise NotImplementedError

    def _lines(self) -> int:
        return max(self._places()[-1], 1)

    def _lines_of(self, index: int) -> range:
        tops = self._places()
        return range(tops[index], tops[index + 1]) if index + 1 < len(tops) else range(1)

    def _row_at(self, line: int) -> int:
        return bisect_right(self._places(), line) - 1
