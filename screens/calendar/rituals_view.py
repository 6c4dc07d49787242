"""The calendar as the list of its rituals: how often each repeats, and its attendance trend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from screens.calendar import formatting as telling
from screens.calendar.details import about_ritual
from screens.calendar.view import CalendarView, ViewHost
from screens.common.messages import GoTo
from screens.widgets.facts import Fact
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Cell, Column, Row
from store.calendar.attendance_trend import COMPARED, Vitality, vitality
from store.calendar.rituals import gatherings
from store.model.calendar import Gathering, Ritual

CLASHES_AHEAD = 60
"""Days ahead within which a ritual's clashes are looked for."""
YEAR = timedelta(days=366)
"""How far ahead the next gathering of a ritual is looked for."""
HEADS: tuple[Cell, ...] = tuple(
    (head, "dim") for head in ("Next", "", "Ritual", "Repeats", "Next host", "People", "Trend")
)
"""The headings of the columns."""


def no_ritual() -> str:
    """No rituals, and the key that adds the first."""
    return f"No rituals yet. Press {key_of('calendar.plan')} to plan the first, such as a weekly coffee corner."


class RitualsView(CalendarView):
    """The rituals by name, the retired ones last."""

    WANTS_WIDTH = True
    COLUMNS = (
        Column(17), Column(2), Column(share=3), Column(share=5), Column(share=3), Column(6, right=True), Column(10, right=True),
    )  # fmt: skip
    """Next gathering, marks, name, how often it repeats, next host, average attendance, and its trend."""
    WITHOUT_REPEATS = (*COLUMNS[:3], *COLUMNS[4:])
    """The same where it is narrow; the details say how often it repeats."""

    def __init__(self, screen: ViewHost) -> None:
        super().__init__(screen)
        self._trends: dict[str, Vitality] = {}

    def fill(self) -> None:
        """Show every ritual, with its attendance and whether it clashes."""
        rituals = sorted(
            self.book.rituals.values(), key=lambda r: (r.retired_on is not None, r.name.casefold(), r.id)
        )
        self.take(gatherings(self.book, self.today, self.today + timedelta(days=CLASHES_AHEAD)))
        self._trends = vitality(self.book, self.today)
        retired = sum(ritual.retired_on is not None for ritual in rituals)
        told = f"Rituals · {len(rituals)}{f' · {retired} retired' if retired else ''}"
        self.listing.titled(told, f"↓ falling  ! clash  people: average of the last {COMPARED}")
        self.listing.empty_text(no_ritual)
        self.list_rows([*self._rows(rituals)], columns=self.WITHOUT_REPEATS if self.narrow else self.COLUMNS)

    def _rows(self, rituals: Sequence[Ritual]) -> Iterator[Row]:
        if rituals:
            yield self._row("", *HEADS, heading=True)
        coming = self._next([ritual.id for ritual in rituals if ritual.retired_on is None])
        for ritual in rituals:
            trend, clash = self._trends[ritual.id], ritual.id in self.clashes.rituals
            cells = telling.ritual_cells(self.book, ritual, trend, coming.get(ritual.id), self.today, clash=clash)
            yield self._row(ritual.id, *cells)

    def _row(self, key: str, *cells: Cell, heading: bool = False) -> Row:
        return Row(key, (*cells[:3], *cells[4:]) if self.narrow else cells, heading=heading)

    def _next(self, rituals: Sequence[str]) -> dict[str, Gathering]:
        """The next gathering of each ritual; those that come rarely are looked for further ahead."""
        found: dict[str, Gathering] = {}
        planned = [g for g in self.gatherings.values() if g.state == "planned"]
        if len({g.ritual for g in planned} & {*rituals}) < len(rituals):
            planned = [g for g in gatherings(self.book, self.today, self.today + YEAR) if g.state == "planned"]
        for gathering in planned:
            found.setdefault(gathering.ritual, gathering)
        return found

    def no_period(self) -> str:
        """Rituals have no days; the other views do."""
        return f"Rituals are not listed by day. Press {key_of('calendar.view')} to go to the next view."

    def ritual(self) -> Ritual | None:
        """The selected ritual."""
        return self.book.rituals.get(self.key)

    def open(self) -> None:
        """Open the page of the selected ritual."""
        self.screen.post_message(GoTo("ritual", self.key))

    def gathering(self) -> Gathering | None:
        """None: rituals are listed."""
        return None

    def about(self) -> tuple[str, Iterable[Fact]]:
        """The selected ritual."""
        if (ritual := self.ritual()) is None:
            return "", ()
        clashing = self.clashes.of_ritual(ritual.id)
        mine = (g for g in self.gatherings.values() if g.ritual == ritual.id)
        absent = ((g, absence) for g in mine for absence in self.clashes.absences_of(g.id))
        trend = self._trends[ritual.id]
        return ritual.name, about_ritual(self.book, ritual, trend, clashing, absent, today=self.today)
