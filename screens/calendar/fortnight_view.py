"""The calendar as a fortnight to plan in: each day a line, free ones too, and the requests that want a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from screens.calendar import formatting as telling
from screens.calendar.day_planning import about_day, away_on, without_date
from screens.calendar.details import about_request
from screens.calendar.planning_actions import PlanningCommands
from screens.calendar.view import CalendarView, ViewHost
from screens.widgets.facts import Fact
from screens.widgets.lists.list_view import Cell, Column, Row
from screens.widgets.lists.option import Option
from screens.widgets.spans import Span
from store.calendar.rituals import gatherings
from store.core.dates import date_range, format_day, format_day_short, week_of
from store.core.text import capitalized, join_words, pluralize
from store.model.calendar import Gathering
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.people.absences import closing_days, told_closed
from store.people.directory import name_of
from store.training.training_requests import by_whom, overdue_by

SPAN = timedelta(weeks=2)
COLUMNS = (Column(11), Column(5), Column(2), Column(share=5), Column(share=4), Column(15), Column(share=5))
"""Day, time, marks, name, host, preparation or attendance, and who is away."""
NARROW = COLUMNS[:5]
"""Without the last two, which the details say."""
ONCE, RITUAL = "once", "ritual"
"""What can be planned on a free day besides the sessions that were requested."""


class FortnightView(CalendarView):
    """Two weeks from the one of the day that is looked at, and below them the training requests without a date."""

    PERIOD = relativedelta(weeks=2)
    WANTS_WIDTH = True

    def __init__(self, screen: ViewHost) -> None:
        super().__init__(screen)
        self._first: date | None = None
        self._days: dict[str, date] = {}
        """The day of each line that has one."""

    @property
    def _columns(self) -> Sequence[Column]:
        """Fewer where it is narrow."""
        return NARROW if self.narrow else COLUMNS

    def enter(self) -> None:
        """Begin with the week of the day that is looked at."""
        self._first = None
        super().enter()

    def turn_to(self, day: date) -> None:
        """Show the fortnight before or after this one, or that of another day."""
        step = day - self.screen.day()
        if self._first and abs(step) == SPAN:
            self._first += step
        super().turn_to(day)

    def _days_shown(self) -> list[date]:
        """The days of the fortnight, which stays while the day that is looked at is one of them."""
        day = self.screen.day()
        if self._first is None or not self._first <= day < self._first + SPAN:
            self._first = week_of(day, self.book.community.first_weekday)
        return [self._first + timedelta(days=n) for n in range(SPAN.days)]

    def fill(self) -> None:
        """Show the days, and the training requests without a date."""
        days = self._days_shown()
        self.take(gatherings(self.book, days[0], days[-1]))
        told = telling.tally([*self.gatherings.values()], self.today)
        title = f"Fortnight · {date_range(days[0], days[-1])}"
        self.listing.titled(f"{title} · {told}" if told else title, telling.LEGEND)
        self._days = {}
        rows = [*self._weeks(days), *self._requests()]
        self.list_rows(rows, self._nearest(), self._columns)

    def _nearest(self) -> str:
        """The line that stays selected, else the first one of the day that is looked at."""
        if self.key in self._days or self.request():
            return self.key
        day = self.screen.day()
        return next((key for key, on in self._days.items() if on >= day), "")

    # -- lines -------------------------------------------------------------------------------------

    def _weeks(self, days: Sequence[date]) -> Iterator[Row]:
        closed = closing_days(self.book, days[0], days[-1])
        explained: set[str] = set()
        by_day = {day: [g for g in self.gatherings.values() if g.on == day] for day in days}
        for first in (days[0], days[7]):
            week = [day for day in days if 0 <= (day - first).days < 7]
            number = sum(len(by_day[day]) for day in week)
            yield Row("", (telling.week_heading(first, number, self.today),), heading=True)
            for day in week:
                closing = closed.get(day)
                brief = closing is not None and closing.id in explained
                yield from self._day_rows(day, by_day[day], closing, brief=brief)
                if closing and not by_day[day]:
                    explained.add(closing.id)

    def _day_rows(
        self, day: date, several: Sequence[Gathering], closing: Absence | None, *, brief: bool
    ) -> Iterator[Row]:
        """The gatherings of a day; without any, that it is free or closed, in brief where a day before says why."""
        look = "accent" if day == self.today else "dim" if day < self.today else ""
        told: Cell = ("Today" if day == self.today else format_day_short(day, self.today), look)
        beside = self._beside(day, closing if several else None)
        for gathering in several:
            self._days[gathering.id] = day
            yield self._gathering_row(gathering, told, beside)
            told, beside = "", ""
        if not several:
            key = f"{closing.id}:{day}" if closing else f"{day}"
            self._days[key] = day
            yield self._row(key, told, "", "", self._state(day, closing, brief=brief), "", "", beside)

    def _gathering_row(self, g: Gathering, day: Cell, beside: Cell) -> Row:
        marks: Span = (telling.all_marks(g, self.clashes), "warn")
        name: Span = (g.name, "strong" if g.state == "planned" else "dim")
        who = telling.host(self.book, g)
        return self._row(g.id, day, telling.at(g), marks, name, who, telling.readiness(self.book, g), beside)

    def _row(self, key: str, *cells: Cell) -> Row:
        return Row(key, cells[: len(self._columns)])

    def _state(self, day: date, closing: Absence | None, *, brief: bool) -> Cell:
        """What a day without gatherings is: closed, free, or a day on which nothing is planned anyway."""
        if closing:
            words = telling.CLOSED if brief else told_closed(closing, self.today)
            return capitalized(words), "dim"
        return "free" if day >= self.today and day.weekday() < telling.SATURDAY else ""

    def _beside(self, day: date, closing: Absence | None) -> Cell:
        """That the community is closed, and who is away, on a working day to come."""
        if closing:
            return "closed", "warn"
        if day < self.today or day.weekday() >= telling.SATURDAY:
            return ""
        names = [name_of(self.book, absence.volunteer) for absence in away_on(self.book, day)]
        return (f"away: {join_words(names, most=2)}" if names else ""), "dim"

    def _requests(self) -> Iterator[Row]:
        requests = without_date(self.book)
        if requests:
            yield Row("", (f"Training requests without a date · {len(requests)}",), heading=True)
        for request in requests:
            yield self._request_row(request)

    def _request_row(self, request: TrainingRequest) -> Row:
        overdue = "!" if overdue_by(self.book, request, self.today) else ""
        size = pluralize(request.size, "person", "people") if request.size else ""
        by = f"needed by {format_day_short(request.needed_by, self.today)}" if request.needed_by else ""
        on: Span = (format_day_short(request.on, self.today), "dim")
        return self._row(
            request.id, on, "", (overdue, "warn"), (request.topic, "strong"), by_whom(self.book, request), size, by
        )

    # -- what is selected --------------------------------------------------------------------------

    def request(self) -> TrainingRequest | None:
        """The selected training request."""
        return self.book.training_requests.get(self.key)

    def person(self) -> str:
        """The host of the selected gathering, or who requested the training."""
        request = self.request()
        return request.asked_by if request else super().person()

    def selection_moved(self) -> None:
        """The day of the selected line is looked at from now on."""
        if day := self._days.get(self.key):
            self.look_at(day)

    def about(self) -> tuple[str, Iterable[Fact]]:
        """The selected gathering or request, or what a free day offers."""
        if request := self.request():
            return request.topic, about_request(self.book, request, self.today)
        if self.gathering() or self.key not in self._days:
            return super().about()
        day = self._days[self.key]
        return format_day(day, self.today), about_day(self.book, day, self.today)

    # -- opening -----------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the selected gathering, find a trainer for the selected request, or plan something on a free day."""
        if request := self.request():
            self._match(request)
        elif self.gathering() or self.screen.closing() or self.key not in self._days:
            super().open()
        else:
            self._plan_on(max(self._days[self.key], self.today))

    def _plan_on(self, day: date) -> None:
        """Plan a gathering, a ritual or a session that was requested, on a day."""
        from screens.widgets.lists.picker import Picker

        requests = {request.id: request for request in without_date(self.book)}
        commands = PlanningCommands(self.screen)
        if not requests:
            commands.action_once()
            return
        if not self.screen.may_write():
            return
        options = [Option(ONCE, "One-off gathering"), Option(RITUAL, "Ritual")]
        options += [
            Option(request.id, f"Session: {request.topic}", by_whom(self.book, request))
            for request in requests.values()
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (ONCE,):
                commands.action_once()
            elif picked == (RITUAL,):
                commands.action_plan()
            elif picked:
                self._match(requests[picked[0]], day)

        self.screen.app.push_screen(Picker(f"Plan for {format_day(day, self.today)}", options), chosen)

    def _match(self, request: TrainingRequest, day: date | None = None) -> None:
        from screens.calendar.matching_actions import MatchingCommands

        MatchingCommands(self.screen).match(request, day)
