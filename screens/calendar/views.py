"""What each view of the calendar shows: a month, a week, an agenda, the list of rituals, the hosting rota."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.binding import Binding

from screens.calendar import formatting as telling
from screens.calendar import hosting_view as rota
from screens.calendar.planning_actions import PlanningCommands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.screen import BookScreen
from screens.widgets.charts.line_chart import Plot
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, wrapped
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Card, Lane
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.month_grid import Month
from store.calendar import hosting
from store.calendar.attendance_trend import Vitality, vitality
from store.calendar.conflicts import Clashes
from store.calendar.rituals import HOSTING_WINDOW, gatherings
from store.core.dates import DAY_NAMES, period, shown, week_of
from store.model.calendar import Gathering, Ritual

AGENDA_BACK, AGENDA_AHEAD = 30, 60
"""Days around the highlighted day that the agenda lists."""
CLASHES_AHEAD = 60
"""Days ahead within which a ritual's clashes are looked for."""


DAYS = (Column(11), Column(5), Column(2), Column(share=3), Column(share=2), Column(10, right=True))
"""Columns of a list of gatherings: day, time, marks, name, host, who came."""
WEEK = DAYS[1:]
"""Columns of a week's list, where the days are headings."""
RITUALS = (Column(5), Column(2), Column(share=3), Column(share=5), Column(10, right=True))
"""Columns of the list of rituals: time, marks, name, rhythm, how many came."""


def nothing_on_the_day() -> str:
    """An empty day, and the keys that fill it."""
    return f"Nothing on this day. Press {key_of('calendar.plan')} to plan a ritual from here, {key_of('calendar.once')} a one-off gathering."


class WeekBoard(Board):
    """Seven days side by side, each gathering with its time and marks, its name, and its host."""

    CARD_LINES = 5
    BINDINGS = [Binding("enter", "open", "Open", id="calendar.week_open", tooltip="Open this gathering")]

    def line_of(self, card: Card, line: int, width: int) -> tuple[str, str, str, str]:
        """The time, one or two lines of name, the host."""
        if line == 0:
            return card.detail, "dim", card.badge, "warn"
        name, *more = wrapped(card.name, width - 2)
        whole = [name, " ".join(more)] if more else [name]
        if line <= len(whole):
            return whole[line - 1], "strong", "", ""
        return (card.tail, "warn" if card.warn else "", "", "") if line == len(whole) + 1 else ("", "", "", "")


class CalendarViews(BookScreen):
    """The calendar's views, of which one is seen; its keys are in :mod:`screens.calendar.calendar`."""

    _view = "month"

    def body(self) -> ComposeResult:
        """The month, week or a list at the left, the day or details at the right."""
        with Horizontal():
            yield Month(self.today, self.today, id="month")
            yield WeekBoard(
                empty=lambda: (
                    f"Nothing in this week. Press {key_of('calendar.plan')} to plan a ritual, {key_of('calendar.once')} a one-off gathering."
                ),
                id="week",
            )
            yield Listing(*DAYS, id="list")
            yield Listing(
                Column(5), Column(2), Column(share=3), Column(share=2), id="day", empty=nothing_on_the_day
            )
            yield Plot(
                title=f"Hosted by you · {HOSTING_WINDOW} days",
                empty="Nothing was hosted so far.",
                id="share",
            )
            yield Pane(id="about")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _month(self) -> Month:
        return self.query_one(Month)

    @property
    def _list(self) -> Listing:
        return self.query_one("#list", Listing)

    @property
    def _week_is_board(self) -> bool:
        return self._view == "week" and not self.has_class("-narrow")

    def day(self) -> date:
        """The day that is looked at."""
        return self._month.day

    def _take(self, found: Sequence[Gathering]) -> None:
        """Remember what is shown, and what is in its way."""
        self._found = {gathering.id: gathering for gathering in found}
        self._clashes = Clashes(found)

    def fill(self) -> None:
        """Show what the book holds around the highlighted day."""
        self._vital: dict[str, Vitality] = {}
        self._month.start_weeks(self.book.community.first_weekday)
        self._list.set_columns(*{"rituals": RITUALS, "week": WEEK}.get(self._view, DAYS))
        {
            "month": self._fill_month,
            "week": self._fill_week,
            "agenda": self._fill_agenda,
            "rituals": self._fill_rituals,
            "hosts": self._fill_hosts,
        }[self._view]()
        self._show_about()

    def _fill_month(self) -> None:
        self._span = self._month.days()
        found = gatherings(self.book, *self._span)
        self._take(found)
        self._by_day: defaultdict[date, list[Gathering]] = defaultdict(list)
        for gathering in found:
            self._by_day[gathering.on].append(gathering)
        entries = {
            day: [telling.in_month(g, self._clashes) for g in several] for day, several in self._by_day.items()
        }
        self._month.show(entries, telling.LEGEND)
        self._fill_day()

    def _fill_day(self) -> None:
        day = self._month.day
        listing = self.query_one("#day", Listing)
        listing.titled(shown(day, self.today))
        narrow = self.has_class("-narrow")  # else the host stands in the panel below
        found = self._by_day.get(day, ())
        listing.show(telling.day_row(self.book, g, self._clashes, with_host=narrow) for g in found)

    def _fill_week(self) -> None:
        first = week_of(self._month.day, self.book.community.first_weekday)
        days = [first + timedelta(days=n) for n in range(7)]
        found = gatherings(self.book, days[0], days[-1])
        self._take(found)
        title, key = f"Week · {period(days[0], days[-1])}", self._nearest(found)
        if self._week_is_board:
            board = self.query_one("#week", WeekBoard)
            board.titled(title, telling.LEGEND)
            board.show([self._lane(day, found) for day in days], key)
        else:
            self._list.titled(title, telling.LEGEND)
            self._list.show(self._week_rows(days, found), key)

    def _nearest(self, found: Sequence[Gathering]) -> str:
        """What stays highlighted where something is, else the first one from the day that is looked at on."""
        shown_now = self.query_one("#week", WeekBoard).key if self._week_is_board else self._list.key
        ahead = [g.id for g in found if g.on >= self._month.day]
        return shown_now if shown_now in self._found else next(iter([*ahead, *(g.id for g in found)]), "")

    def _lane(self, day: date, found: Sequence[Gathering]) -> Lane:
        name = f"{DAY_NAMES[day.weekday()][:3]} {day.day} today" if day == self.today else f"{shown(day, day)} ·"
        return Lane(name, tuple(telling.card(self.book, g, self._clashes) for g in found if g.on == day))

    def _week_rows(self, days: Sequence[date], found: Sequence[Gathering]) -> Iterator[Row]:
        for day in days:
            there = [g for g in found if g.on == day]
            words = (
                f"{shown(day, self.today)}{' · today' if day == self.today else ''}{'' if there else ' · nothing'}"
            )
            yield Row("", (words,), heading=True)
            for g in there:
                yield telling.week_row(self.book, g, self._clashes)

    def _fill_agenda(self) -> None:
        centre = self._month.day
        first, last = centre - timedelta(days=AGENDA_BACK), centre + timedelta(days=AGENDA_AHEAD)
        found = gatherings(self.book, first, last)
        self._take(found)
        self._list.titled(f"Agenda · {shown(first, self.today)} – {shown(last, self.today)}", telling.LEGEND)
        self._list.empty_text(
            lambda: (
                f"Nothing is planned around here. Press {key_of('calendar.plan')} to plan a ritual, {key_of('calendar.once')} a one-off gathering."
            )
        )
        key = self._list.key if self._list.key in self._found else ""
        key = key or next((g.id for g in found if g.on >= centre), "")
        self._list.show((telling.agenda_row(self.book, g, self._clashes, self.today) for g in found), key)

    def _fill_rituals(self) -> None:
        rituals = sorted(
            self.book.rituals.values(), key=lambda r: (r.retired_on is not None, r.name.casefold(), r.id)
        )
        self._take(gatherings(self.book, self.today, self.today + timedelta(days=CLASHES_AHEAD)))
        self._vital = vitality(self.book, self.today)
        self._list.titled(f"Rituals · {len(rituals)}", "↓ fewer come  ! clash  ▃▅▇ who came")
        self._list.empty_text(
            lambda: (
                f"No ritual yet. Press {key_of('calendar.plan')} to plan the first one; it is what keeps a community alive."
            )
        )
        self._list.show(
            telling.ritual_row(r, self._vital[r.id], r.id in self._clashes.rituals, self.today) for r in rituals
        )

    def _fill_hosts(self) -> None:
        turns = hosting.turns(self.book, self.today)
        self._take(turns)
        self._share = hosting.share(self.book, self.today)
        self._ready = {ready.volunteer.id: ready for ready in hosting.never_hosted(self.book, self.today)}
        self._list.titled(
            rota.titled(self._share, narrow=self.has_class("-narrow")),
            f"{key_of('calendar.host')} picks a host  {key_of('calendar.target')} target",
        )
        self._list.empty_text(rota.nothing_planned)
        self._list.show(rota.rows(self.book, turns, self._clashes, self.today))
        rota.draw(self.query_one("#share", Plot), self._share, self.today)

    def _show_about(self) -> None:
        pane = self.query_one("#about", Pane)
        title, lines = "", []
        if ritual := self.ritual():
            title, one = ritual.name, self._vital[ritual.id]
            lines = telling.about_ritual(self.book, ritual, one, self._clashes.of_ritual(ritual.id), self.today)
        elif self._view == "hosts" and (ready := self._ready.get(self._list.key)):
            title, lines = ready.volunteer.name, rota.about_ready(ready, self.today)
        elif gathering := self.gathering():
            title = gathering.name
            lines = telling.about_gathering(self.book, gathering, self._clashes, self.today)
        if self._view == "hosts":
            share, aim = rota.about(self._share)
            air = [] if self.has_class("-narrow") else [""]
            lines = [share, *air, *lines, *(air if lines else ()), aim]
        pane.titled(title)
        pane.show(lines)

    def action_host(self) -> None:
        """Say who hosts the highlighted gathering, or what who never hosted could host."""
        if self._view == "hosts" and (ready := self._ready.get(self._list.key)):
            GatheringCommands(self).pick_turn(ready.volunteer, [*self._found.values()])
        else:
            PlanningCommands(self).action_host()

    # -- what is highlighted ---------------------------------------------------------------------

    def ritual(self) -> Ritual | None:
        """The highlighted ritual, in the list of them."""
        return self.book.rituals.get(self._list.key) if self._view == "rituals" else None

    def gathering(self) -> Gathering | None:
        """The highlighted gathering."""
        if self._view == "rituals":
            return None
        if self._week_is_board:
            return self._found.get(self.query_one("#week", WeekBoard).key)
        listing = self.query_one("#day", Listing) if self._view == "month" else self._list
        return self._found.get(listing.key)

    def person(self) -> str:
        """The host of the highlighted gathering, who could be asked to host, or who hosted."""
        if self._view == "hosts" and (who := self._list.key.removeprefix(rota.HOSTED)) in self.book.volunteers:
            return who
        gathering = self.gathering()
        return gathering.host if gathering else ""
