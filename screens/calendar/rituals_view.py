"""The calendar as the list of its rituals: how often each repeats, and its attendance trend."""

from __future__ import annotations

from datetime import timedelta

from screens.calendar import formatting as telling
from screens.calendar.details import Lines, about_ritual, laid_out
from screens.calendar.view import CalendarView, ViewHost
from screens.common.messages import GoTo
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column
from store.calendar.attendance_trend import Vitality, vitality
from store.calendar.rituals import gatherings
from store.model.calendar import Gathering, Ritual

CLASHES_AHEAD = 60
"""Days ahead within which a ritual's clashes are looked for."""


def no_ritual() -> str:
    """No rituals, and the key that adds the first."""
    return f"No rituals yet. Press {key_of('calendar.plan')} to plan the first, such as a weekly coffee corner."


class RitualsView(CalendarView):
    """The rituals by name, the retired ones last."""

    COLUMNS = (Column(5), Column(2), Column(share=3), Column(share=5), Column(10, right=True))

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
        self.listing.titled(f"Rituals · {len(rituals)}", "↓ falling  ! clash  ▃▅▇ attendance")
        self.listing.empty_text(no_ritual)
        self.listing.show(
            telling.ritual_row(r, self._trends[r.id], r.id in self.clashes.rituals, self.today) for r in rituals
        )

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

    def about(self) -> tuple[str, Lines]:
        """The selected ritual."""
        if (ritual := self.ritual()) is None:
            return "", []
        clashing = self.clashes.of_ritual(ritual.id)
        mine = (g for g in self.gatherings.values() if g.ritual == ritual.id)
        absent = ((g, absence) for g in mine for absence in self.clashes.absences_of(g.id))
        trend = self._trends[ritual.id]
        groups = about_ritual(self.book, ritual, trend, clashing, absent, today=self.today)
        return ritual.name, laid_out(groups, low=self.low)
