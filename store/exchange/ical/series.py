"""Days of a repeating event, its exceptions, and its rule as a ritual."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from store.calendar import recurrence
from store.core import recurrence_rules
from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.exchange.ical.events import Event, Moment, Zones
from store.exchange.ical.rule_expansion import Budget, Expansion, Wanted, expand

_DAY = timedelta(days=1)


class Series:
    """An event that repeats, with its exceptions, between two days."""

    def __init__(
        self, master: Event, changes: list[Event], zones: Zones, window: tuple[date, date], budget: Budget
    ) -> None:
        self._since, self._until = window
        self.master, self._zones = master, zones
        self._budget = budget
        self.notes: list[str] = []
        expansions = [self._expanded(rule) for rule in master.rules]
        self.note = self._note_on(expansions)
        self.unreadable = any(found.unreadable for found in expansions)
        self._expansion = expansions[0] if expansions else Expansion()
        gone = {moment for rule in master.except_rules for moment in self._expanded(rule).moments}
        self.moments = sorted({m for found in expansions for m in found.moments} - gone)
        """The wall-clock times of its rules in its own zone, from a day before the first day asked for."""
        self._without = {self._own(moment) for moment in master.without if not moment.whole_day}
        without_days = (moment for moment in master.without if moment.whole_day or master.begins.whole_day)
        self._without_days = {self._own(moment).date() for moment in without_days}
        beside = {self._own(moment): moment for moment in master.extra}
        self.extra = [m for wall, m in beside.items() if wall not in self.moments and not self._is_without(wall)]
        self._add_first_day(gone)
        if self.note:
            self.notes.append(self.note)
        self._given = {*self.moments, *map(self._own, self.extra)}
        self.changed: dict[datetime, Event] = {}
        self.strays: list[Event] = []
        for change in sorted(changes, key=lambda event: event.version):
            self._place(change)
        self.changed_days = {self._local(moment).date() for moment in self.changed}

    def _note_on(self, expansions: list[Expansion]) -> str:
        """Why a ritual cannot keep the rules, or nothing."""
        if len(expansions) > 1 or self.master.except_rules:
            return "it has several rules, so its dates are imported one by one"
        return next((found.note for found in expansions if found.note), "")

    def _add_first_day(self, gone: set[datetime]) -> None:
        """Add the day the event begins on, where no rule gives it."""
        start, rules = self.master.begins.wall, self.master.rules
        if self._is_without(start):
            return
        if not rules:
            if start not in map(self._own, self.extra):
                self.extra.insert(0, self.master.begins)
            return
        in_rule = start in gone or any(start.date() == wall.date() for wall in self.moments)
        if in_rule or not self._since <= start.date() <= self._until:
            return
        self.extra.append(self.master.begins)
        if self.moments:
            self.notes.append("its first day does not follow its repeat rule; both are imported")
        elif not self.note:
            self.note = "its repeat rule produces no dates"

    def _expanded(self, rule: str) -> Expansion:
        first, last = max(self._since, date(FIRST_YEAR, 1, 2)), min(self._until, date(LAST_YEAR, 12, 30))
        wanted = Wanted(first - _DAY, last + _DAY, self._budget)
        return expand(rule, self.master.begins.wall, wanted, self._zones.from_utc(self.master.begins))

    def _own(self, moment: Moment) -> datetime:
        """Some time on the event's own wall clock."""
        return self._zones.on_clock_of(self.master.begins, moment)

    def _local(self, wall: datetime) -> datetime:
        """A time of the event's own wall clock, where the book is."""
        begins = self.master.begins
        return Moment(wall, begins.zone, begins.whole_day).within(self._zones.own)

    def _is_without(self, wall: datetime) -> bool:
        return wall in self._without or wall.date() in self._without_days

    def _place(self, change: Event) -> None:
        """Find the time of the series that a change stands in for."""
        assert change.replaces
        wall = self._own(change.replaces)
        if change.replaces.whole_day and not self.master.begins.whole_day:
            wall = datetime.combine(wall.date(), self.master.begins.wall.time())
        if self._is_without(wall) and change.version < self.master.version:
            return  # it was moved first, and taken out of the series later
        known = wall in self._given
        if known or not self._near(wall):
            self.changed[wall] = change
        else:
            self.strays.append(change)

    def _near(self, wall: datetime) -> bool:
        """Whether a time is among those worked out."""
        return self._since - _DAY <= wall.date() <= self._until + _DAY

    # -- as a ritual -------------------------------------------------------------------------------

    def ritual_days(self, *, whole: bool) -> dict[date, time]:
        """Days of the rule with their time here; none if no ritual has them.

        Args:
            whole: give them also where one is left, which needs no rule.
        """
        if self.note or not self._expansion.rule:
            return {}
        local = [(wall, self._local(wall)) for wall in self.moments]
        if any(wall.date() != here.date() for wall, here in local):
            self.notes.append("its days differ in the book’s time zone, so its dates are imported one by one")
            return {}
        found = {here.date(): here.time() for _, here in local if self._since <= here.date() <= self._until}
        left_out = frozenset(self.excepted(self._since))
        taking_place = [day for day in found if day in self.changed_days or day not in left_out]
        if not whole and len(taking_place) < 2 and self._ends_within([*found]) and not self.extra:
            return {}
        return found

    def _ends_within(self, days: list[date]) -> bool:
        rule = recurrence_rules.parse_rule(self._expansion.rule)
        if rule.until:
            return rule.until <= self._until
        return bool(rule.count) and self._expansion.before + len(self.moments) >= (rule.count or 0) and bool(days)

    def rule_from(self, start: date, days: list[date]) -> str:
        """Rule from a day on; nothing if that would be another rule."""
        rule = self._expansion.rule
        parsed = recurrence_rules.parse_rule(rule)
        if parsed.count:
            before = self._expansion.before + sum(wall.date() < start for wall in self.moments)
            rule = rule.replace(f"COUNT={parsed.count}", f"COUNT={parsed.count - before}")
        try:
            same = [*islice(recurrence.days(rule, start, start, days[-1]), len(days))] == days
        except ValueError:
            same = False
        if not same:
            self.notes.append(
                "its repeat rule cannot start on a different day, so its dates are imported one by one"
            )
        return rule if same else ""

    def days_known_as(self) -> Iterator[tuple[date, str]]:
        """Days of the rule, each with its UID if it was imported by itself."""
        for wall in self.moments:
            yield self._local(wall).date(), f"{self.master.uid}#{wall:%Y%m%dT%H%M}"

    def excepted(self, start: date) -> tuple[date, ...]:
        """The days of the rule that are left out, from a day on."""
        begins = self.master.begins
        times = {wall for wall in self._without if wall in self._given or wall.time() == begins.wall.time()}
        days = {self._local(wall).date() for wall in times} | self._without_days
        return tuple(sorted(day for day in days if day >= start))

    def changes_since(self, start: date) -> Iterator[tuple[Event, date]]:
        """Changes of days from a day on, and of days moved to there from before."""
        for wall, change in sorted(self.changed.items(), key=lambda pair: pair[0]):
            due = self._local(wall).date()
            now = change.begins.within(self._zones.own).date()
            if due >= start or (not change.cancelled and self._since <= now):
                yield change, due

    def extra_inside(self) -> Iterator[Moment]:
        """Days beside the rule among those asked for that are not changed."""
        for moment in self.extra:
            if (
                self._own(moment) not in self.changed
                and self._since <= moment.within(self._zones.own).date() <= self._until
            ):
                yield moment

    # -- as dates ----------------------------------------------------------------------------------

    def single(self) -> Iterator[tuple[Event, datetime, Moment]]:
        """Each time not excluded: its event, its time in the series, its time."""
        begins = self.master.begins
        times = {
            wall: Moment(wall, begins.zone, begins.whole_day) for wall in self.moments if not self._is_without(wall)
        }
        times |= {self._own(moment): moment for moment in self.extra}
        for wall, moment in times.items():
            if wall not in self.changed:
                yield self.master, wall, moment
        for wall, change in self.changed.items():
            if not change.cancelled:
                yield change, wall, change.begins
