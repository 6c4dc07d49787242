"""Costs: what the community takes, month by month, in three buckets, with the period's totals beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.multi_select import TickingScreen
from screens.finance.base import CostingScreen
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lazy_row import Later
from screens.widgets.line_widget import Pane, Span
from screens.widgets.list_view import Column, Line, Listing, Row
from screens.widgets.option import Option
from store.book.transaction import Change
from store.core.dates import MONTH_NAMES, period, plain, short, shown
from store.core.money import total
from store.core.sparkline import bar, percent
from store.core.text import counted, one_line
from store.finance.budgets import Status, period_of, status
from store.finance.ledger import Entry, booked, in_months, ledger, left_out, planned, spent, told, typed
from store.finance.rates import Rates
from store.finance.working_hours import Sum, first_year, in_hours, learners_time, paid_by_month, untimed
from store.model.finance import Budget, Cost, Rate

COST_FIELDS = ("what", "bucket", "amount", "on", "state", "every", "until", "ritual", "gathering", "note")
HOURS = "hours@"
"""How the key of a month's paid hours begins; a day of a recurring cost has its id, an @ and the day."""


class CostsScreen(TickingScreen, CostingScreen):
    """The costs by month, with the totals of the period beside them."""

    ROOM = "costs"
    NEXT = "budget"
    CSS_PATH = "costs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="costs.add", tooltip="Add a cost, planned or spent, once or coming back"),
        Binding("e", "edit", "Edit", id="costs.edit", tooltip="Change the highlighted cost"),
        Binding("m", "book", "Mark spent", id="costs.book", tooltip="This was spent: what was planned becomes an entry"),
        Binding("v", "view", "Forecast", id="costs.view", tooltip="On to budget and forecast, the return, key figures"),
        Binding("p", "pitch", "Pitch", id="costs.pitch", tooltip="The pitch, with all of this in it"),
        Binding("b", "budget", "Budget", show=False, id="costs.budget", tooltip="Set this period's budget"),
        Binding("r", "rate", "Rate", show=False, id="costs.rate", tooltip="Work out what an hour of a trainer costs"),
        Binding("d", "delete", "Delete", show=False, id="costs.delete", tooltip="Delete the highlighted cost; undo brings it back"),
    ]  # fmt: skip

    _now: list[list[Span]]
    _entries: dict[str, Entry]
    """What the lines stand for: there are hundreds, and each is written when it is seen."""
    _apart: set[str]
    """The lines that do not count."""

    def body(self) -> ComposeResult:
        """The costs at the left, the totals at the right."""
        with Horizontal():
            yield Listing(
                Column(11),
                Column(share=1),
                Column(11),
                Column(7),
                Column(10, right=True),
                title="Costs",
                id="costs",
                empty=lambda: (
                    f"No cost noted yet. Press {key_of('costs.add')} to add one: tools and rooms, licences, gifts, cake. Press {key_of('costs.rate')} to work out what an hour costs; paid hours are then counted from what you log."
                ),
            )
            yield Pane(id="totals")

    def get_ready(self) -> Iterator[None]:
        """What paid hours cost in each year."""
        for year in range(first_year(self.book, self.today), self.today.year):
            paid_by_month(self.book, date(year, 1, 1), date(year, 12, 31))
            yield
        now = status(self.book, self.today)
        learners_time(self.book, *self._so_far(now))
        yield
        typed(self.book, date.min, self._last_day(now), self.today)
        yield

    def _last_day(self, now: Status) -> date:
        """The last day that is listed."""
        return max([now.until, *(c.on for c in self.book.costs.values() if c.every == "once")])

    def _so_far(self, now: Status) -> tuple[date, date]:
        """The days of a period up to today."""
        return now.since, min(now.until, self.today)

    def fill(self) -> None:
        """Show the costs, the newest first, and the period's totals."""
        now = status(self.book, self.today)
        listing = self.query_one(Listing)
        self.keep_marks()
        listing.show(self._rows(self._last_day(now)))
        listing.titled(f"Costs · {len(listing.keys)}", self.told_marked())
        pane = self.query_one(Pane)
        name = now.name or ("This year" if now.since.year == now.until.year else period(now.since, now.until))
        pane.titled(f"{name} · {self.book.community.currency}")
        self._now = self._totals(now)
        self._show_here()

    @on(Listing.Moved)
    def _show_here(self) -> None:
        """The totals, and below them what the highlighted line leaves out."""
        self.query_one(Pane).show([*self._now, *self._about()])

    def _about(self) -> Iterator[list[Span] | str]:
        """The whole name of the highlighted cost, how it comes back, what it belongs to, and the note."""
        if (cost := self._here()) is None:
            return
        yield ""
        yield one_line(cost.what)
        if cost.every != "once":
            yield f"{cost.every}, until {shown(cost.until, self.today)}" if cost.until else cost.every
        if held := self.book.gatherings.get(cost.gathering):
            yield f"for {one_line(held.topic or held.name)}, {shown(held.on, self.today)}"
        elif ritual := self.book.rituals.get(cost.ritual):
            yield f"for {one_line(ritual.name)}"
        if cost.note:
            yield cost.note

    # -- the list --------------------------------------------------------------------------------

    def _rows(self, last: date) -> Iterator[Line]:
        """Month by month, newest first; a month's paid hours are one line, and its sums are those of the ledger."""
        months = in_months(typed(self.book, date.min, last, self.today))
        quiet = in_months(left_out(self.book, date.min, last, self.today))
        given = paid_by_month(self.book, date.min, self.today)
        to_come = paid_by_month(self.book, self.today + timedelta(days=1), last)
        self._entries, self._apart = {}, {_key(entry) for entries in quiet.values() for entry in entries}
        for month in sorted({*months, *quiet, *given, *to_come}, reverse=True):
            hours, ahead = given.get(month, Sum()), to_come.get(month, Sum())
            entries = months.get(month, [])
            so_far, planned_too = total(spent(entries)) + hours.cost, total(planned(entries)) + ahead.cost
            yield Row(f"month {month}", (self._heading(month, so_far, planned_too),), heading=True)
            lines = {_key(entry): entry for entry in (*entries, *quiet.get(month, ()))}
            self._entries |= lines
            newest_first = sorted(lines, key=lambda key: (lines[key].on, key), reverse=True)
            yield from (Later(key, self._row) for key in newest_first)
            if month in given or month in to_come:
                yield self._hours(month, hours.minutes + ahead.minutes, hours.cost + ahead.cost)

    def _heading(self, month: date, so_far: Decimal, ahead: Decimal) -> str:
        parts = [f"{self.purse.listed(so_far)} spent"] if so_far else []
        parts += [f"{self.purse.listed(ahead)} planned"] if ahead else []
        return " · ".join([f"{MONTH_NAMES[month.month - 1]} {month.year}", *parts])

    def _row(self, key: str) -> Row:
        entry = self._entries[key]
        state: Span = (entry.state, "dim" if entry.state == "spent" else "accent")
        what = f"{entry.what} ↻" if entry.kind == "recurring" else entry.what
        amount: Span = (self.purse.listed(entry.amount), "")
        if key in self._apart:
            state, amount = ("apart", "dim"), (f"({self.purse.listed(entry.amount)})", "dim")
        what = f"✓ {what}" if key in self.marked else what
        return Row(key, ((short(entry.on, self.today), "dim"), what, (entry.bucket, "dim"), state, amount))

    def _hours(self, month: date, minutes: int, cost: Decimal) -> Row:
        what = f"Paid hours logged, {in_hours(minutes)}"
        bucket: Span = ("opportunity", "dim")
        return Row(f"{HOURS}{month}", (("counted", "dim"), what, bucket, ("spent", "dim"), self.purse.listed(cost)))

    # -- the totals ------------------------------------------------------------------------------

    def _totals(self, now: Status) -> list[list[Span]]:
        purse, whole = self.purse, now.spent
        lines = [
            [*self.named(name.capitalize(), purse.listed(amount)), (f"  {bar(float(amount), float(whole), 8)}", "accent")]
            for name, amount in now.spent_on.items()
        ]  # fmt: skip
        lines.append(self.named("Spent", purse.listed(whole), "strong"))
        lines.append(self.named("Planned", purse.listed(now.committed)))
        if now.budget and now.free is not None:
            lines.append(self.named("Budget", purse.listed(now.budget)))
            lines.append(self.named("Still free", purse.listed(now.free), "warn" if now.free < 0 else "good"))
            lines.append([(f"{percent(float(whole), float(now.budget))} of the budget is spent", "dim")])
        else:
            lines.append([(f"{key_of('costs.budget')}: set a budget for this time", "dim")])
        return [*lines, *self._about_hours(now)]

    def _about_hours(self, now: Status) -> Iterator[list[Span]]:
        """What an hour costs, and what is apart from the costs."""
        rates = Rates(self.book)
        hourly = rates.at("", self.today)
        if hourly is None:
            yield [(f"{key_of('costs.rate')}: work out what an hour costs", "dim")]
        else:
            yield self.named("An hour", self.purse.listed(hourly))
        apart = learners_time(self.book, *self._so_far(now))
        if apart.minutes:
            yield [*self.named("Learners' time", in_hours(apart.minutes)), ("  apart", "dim")]
        if hourly is not None and (missing := untimed(self.book, now.since, self.today)):
            yield [(f"{counted(len(missing), 'contribution')} without minutes", "dim")]

    # -- keys ------------------------------------------------------------------------------------

    def _here(self) -> Cost | None:
        return self.book.costs.get(self._parted(self.query_one(Listing).key)[0])

    def _day(self) -> date | None:
        """The day of the highlighted line, where it is one of a recurring cost."""
        return self._parted(self.query_one(Listing).key)[1]

    def _parted(self, key: str) -> tuple[str, date | None]:
        """The id of the cost that a line tells of, and the day where it is one of a recurring cost."""
        cost, at, day = key.rpartition("@")
        if at and cost in self.book.costs and key not in self.book.costs:
            return cost, date.fromisoformat(day)
        return key, None

    def markable(self, key: str) -> bool:
        """Whether a line is a cost, or one day of one."""
        return self._parted(key)[0] in self.book.costs

    def _all(self) -> list[tuple[Cost, date | None]]:
        """The marked costs with the day of those that come back; nothing where fewer than two are marked."""
        found = []
        for key in self.chosen() if len(self.marked) > 1 else ():
            cost, day = self._parted(key)
            found.append((self.book.costs[cost], day))
        return found

    def _book_all(self, chosen: list[tuple[Cost, date | None]]) -> None:
        """Mark what is planned of the marked as spent, as planned."""
        due = [(cost, day) for cost, day in chosen if day or cost.state == "planned"]
        if not due:
            self.say("All that is marked is spent already.", problem=True)
            return

        def work(change: Change) -> None:
            for cost, day in due:
                entry = booked(cost, day) if day else replace(cost, state="spent")
                change.put(replace(entry, on=min(day or cost.on, self.today)))

        named = counted(len(due), "cost")
        if self.attempt(f"Mark {named} spent", work, f"{named} marked spent, as planned. {to_undo()}"):
            self.unmark()

    def _delete_all(self, chosen: list[tuple[Cost, date | None]]) -> None:
        """Take out all that are marked; of what comes back only those days."""
        days: defaultdict[str, set[date]] = defaultdict(set)
        for cost, day in chosen:
            days[cost.id] |= {day} if day else set()

        def work(change: Change) -> None:
            for key, off in days.items():
                cost = self.book.costs[key]
                if off:
                    change.put(replace(cost, except_on=tuple(sorted({*cost.except_on, *off}))))
                else:
                    change.remove(cost)

        named = f"{len(chosen)} costs"
        if self.attempt(f"Delete {named}", work, f"{named} are deleted. {to_undo()}"):
            self.unmark()

    def action_add(self) -> None:
        """Add a cost."""
        preset = {"on": self.today}
        label = "Add cost «{}»"
        self.ask_record("A cost", Cost, lambda cost: label.format(cost.what), preset=preset, names=COST_FIELDS)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the highlighted cost, or list the hours of a month."""
        key = self.query_one(Listing).key
        if cost := self._here():
            self.ask_record(
                cost.what, Cost, lambda changed: f"Edit cost «{changed.what}»", base=cost, names=COST_FIELDS
            )
        elif key.startswith(HOURS):
            self._show_hours(date.fromisoformat(key.removeprefix(HOURS)))
        else:
            self.say(f"There is no cost to change yet. Press {key_of('costs.add')} to add one.", problem=True)

    def _show_hours(self, month: date) -> None:
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        hours = [entry for entry in ledger(self.book, month, last, self.today) if entry.kind == "hours"]
        rows = [told(self.book, entry, self.today, self.purse.said(entry.amount)) for entry in hours]
        self.trace(f"Paid hours, {MONTH_NAMES[month.month - 1]}", rows, "minutes × hourly cost")

    def action_book(self) -> None:
        """Turn what was planned into a spent entry, or all that are marked."""
        if several := self._all():
            self._book_all(several)
            return
        cost, day = self._here(), self._day()
        if cost is None:
            self.say("Highlight a planned cost first; paid hours are counted by themselves.", problem=True)
        elif day is None and cost.state == "spent":
            self.say(f"«{cost.what}» is spent already.", problem=True)
        else:
            self.ask_record(
                f"{cost.what}: spent",
                Cost,
                lambda entry: f"«{entry.what}» was spent on {plain(entry.on)}",
                base=booked(cost, day) if day else replace(cost, state="spent"),
                preset={"on": min(day or cost.on, self.today)},
                names=("amount", "on", "note"),
                enter_saves=True,
                intro="What was really paid, and when. The plan for that day goes." if day else "",
            )

    def action_delete(self) -> None:
        """Delete the highlighted cost, or all that are marked; of one that comes back, one day or all."""
        if several := self._all():
            self._delete_all(several)
            return
        cost, day = self._here(), self._day()
        if cost and day:
            self._ask_which(cost, day)
        elif cost is None and self.query_one(Listing).key:
            self.say(
                "Paid hours are counted from what was logged; change that on Recognition or in the calendar.",
                problem=True,
            )
        else:
            self.delete(cost, f"«{cost.what}»" if cost else "")

    def _ask_which(self, cost: Cost, day: date) -> None:
        from screens.widgets.picker import Picker

        if not self.may_write():
            return

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == ("all",):
                self.delete(cost, f"«{cost.what}»")
            elif picked == ("day",):
                without = replace(cost, except_on=tuple(sorted({*cost.except_on, day})))
                label = f"Leave «{cost.what}» out on {plain(day)}"
                self.attempt(
                    label, lambda change: change.put(without), f"«{cost.what}» is left out on {shown(day)}."
                )

        options = [
            Option("day", "Only this day", shown(day, self.today)),
            Option("all", "All its days", cost.every),
        ]
        self.app.push_screen(Picker(f"Take out «{cost.what}»", options), chosen)

    def action_budget(self) -> None:
        """Set the period's budget."""

        since, until, found = period_of(self.book, self.today)
        preset = (
            {}
            if found
            else {"since": since, "until": until, "name": str(since.year), "amount": self.book.community.budget}
        )
        self.ask_record(
            "The budget", Budget, lambda _: "Set the budget", base=found, preset=preset,
            names=("amount", "name", "since", "until", "note"),
        )  # fmt: skip

    def action_rate(self) -> None:
        """Work out what an hour costs."""
        first = Rates(self.book).begin is None
        self.ask_rate(Rate, {"since": period_of(self.book, self.today)[0] if first else self.today})


def _key(entry: Entry) -> str:
    """The key of a typed cost's line; one that comes back has a line for each of its days."""
    return f"{entry.id}@{entry.on}" if entry.kind == "recurring" else entry.id
