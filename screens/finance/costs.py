"""Costs by month in three buckets, with the period's totals beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.actions.multi_select import MarkCommands
from screens.common.screen import BookScreen
from screens.finance.base import VIEWS, MoneyCommands, money_of
from screens.finance.cost_actions import COST_FIELDS, CostCommands
from screens.finance.cost_lines import (
    HOURS,
    days_so_far,
    hours_row,
    last_day,
    month_name,
    show_hours,
    totals,
)
from screens.finance.month_list import MonthList
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.line_widget import CORNER
from screens.widgets.lists.lazy_row import Later
from screens.widgets.lists.list_view import Column, Line, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.dates import date_range, format_day, format_day_short
from store.core.money import total
from store.core.text import one_line, quoted
from store.finance.budgets import status
from store.finance.ledger import Entry, in_months, left_out, planned, spent, typed
from store.finance.working_hours import Sum, first_year, learners_time, paid_by_month
from store.model.finance import Cost

USUAL_WIDTH = 37
"""Cells of the pane about a cost, before it is laid out."""


class CostsScreen(BookScreen):
    """The costs by month, with the totals of the period beside them."""

    ROOM = "costs"
    NEXT = "budget"
    PREVIOUS = "kpis"
    VIEWS = VIEWS
    CSS_PATH = "costs.tcss"
    ACTIONS = (CostCommands, MarkCommands, MoneyCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *MarkCommands.keys(),
        *CostCommands.keys("add"),
        Binding("e", "edit", "Edit", id="costs.edit", tooltip="Edit the selected cost"),
        *CostCommands.keys("book"),
        Binding("v", "view", "Forecast", id="costs.view", tooltip="Next view: budget and forecast, then ROI and KPIs"),
        previous_view("costs"),
        view_menu("costs", "Go to costs, budget, ROI or KPIs"),
        Binding("P", "pitch", "Pitch", id="costs.pitch", tooltip="Open the pitch, which uses these figures"),
        *CostCommands.keys("budget", "rate", "save_year", "delete"),
    ]  # fmt: skip

    _entries: dict[str, Entry]
    """What the lines stand for: there are hundreds, and each is written when it is seen."""
    _apart: set[str]
    """The lines that do not count."""

    def body(self) -> ComposeResult:
        """The costs at the left, the totals of the period and the selected cost at the right."""
        with Horizontal():
            yield MonthList(
                Column(11),
                Column(share=1),
                Column(11),
                Column(8),
                Column(13, right=True),
                title="Costs",
                id="costs",
                empty=lambda: (
                    f"No costs yet. Press {key_of('costs.add')} to add the first, such as room hire, licences or gifts. Press {key_of('costs.rate')} to set an hourly rate; logged trainer time is then costed automatically."
                ),
            )
            with Vertical(id="beside"):
                yield Pane(id="totals")
                yield Pane(id="cost").when_empty("Cost", "The selected cost appears here with what it belongs to.")

    def get_ready(self) -> Iterator[None]:
        """The cost of trainer time in each year."""
        for year in range(first_year(self.book, self.today), self.today.year):
            paid_by_month(self.book, date(year, 1, 1), date(year, 12, 31))
            yield
        now = status(self.book, self.today)
        learners_time(self.book, *days_so_far(now, self.today))
        yield
        typed(self.book, date.min, last_day(self.book, now), self.today)
        yield

    def fill(self) -> None:
        """Show the costs, the newest first, and the period's totals."""
        now = status(self.book, self.today)
        listing = self.query_one(MonthList)
        self.marks.keep()
        listing.show(self._rows(listing, last_day(self.book, now)))
        listing.titled(f"Costs · {len(listing.keys)}", self.marks.told() or listing.scale)
        name = now.name or ("This year" if now.since.year == now.until.year else date_range(now.since, now.until))
        left = f" · {money_of(self.book).said(now.free)} remaining" if now.free is not None else ""
        pane = self.query_one("#totals", Pane)
        pane.titled(f"{name}{left}")
        pane.show(totals(self.book, now, self.today))
        self._show_here()

    @on(Listing.Moved)
    def _show_here(self) -> None:
        """The selected cost: how it stands, how it repeats, what it belongs to, and the note."""
        pane, cost = self.query_one("#cost", Pane), self.here()
        pane.titled(one_line(cost.what) if cost else "Trainer time" if self.on_paid_hours() else "")
        pane.show(self._about(cost) if cost else self._about_hours())

    def _about(self, cost: Cost) -> Iterator[list[Span] | str]:
        entry = self._entries[self.query_one(Listing).key]
        amount, when = money_of(self.book).exact(entry.amount), format_day(entry.on, self.today)
        yield f"{amount} spent on {when}" if entry.state == "spent" else f"{amount} planned for {when}"
        apart = ", excluded: logged time is counted instead" if self.query_one(Listing).key in self._apart else ""
        yield [(f"{entry.bucket.capitalize()}{apart}", "dim")]
        if len(cost.what) > (self.query_one("#cost", Pane).content_width() or USUAL_WIDTH) - CORNER:
            yield one_line(cost.what)
        if cost.every != "once":
            yield f"{cost.every}, until {format_day(cost.until, self.today)}" if cost.until else cost.every
        if held := self.book.gatherings.get(cost.gathering):
            yield f"for {one_line(held.topic or held.name)}, {format_day(held.on, self.today)}"
        elif ritual := self.book.rituals.get(cost.ritual):
            yield f"for {one_line(ritual.name)}"
        if cost.note:
            yield cost.note

    def _about_hours(self) -> Iterator[str]:
        """What a month's trainer time is made of."""
        if self.on_paid_hours():
            yield "Logged time for contributions and hosting × hourly rate."

    # -- the list --------------------------------------------------------------------------------

    def _rows(self, listing: MonthList, last: date) -> Iterator[Line]:
        """Month by month, newest first; a month's trainer time is one line, and its sums are those of the ledger."""
        months = in_months(typed(self.book, date.min, last, self.today))
        quiet = in_months(left_out(self.book, date.min, last, self.today))
        given = paid_by_month(self.book, date.min, self.today)
        to_come = paid_by_month(self.book, self.today + timedelta(days=1), last)
        self._entries, self._apart = {}, {_key(entry) for entries in quiet.values() for entry in entries}
        parts: dict[str, tuple[Decimal, Decimal]] = {}
        for month in sorted({*months, *quiet, *given, *to_come}, reverse=True):
            hours, ahead = given.get(month, Sum()), to_come.get(month, Sum())
            entries = months.get(month, [])
            so_far, planned_too = total(spent(entries)) + hours.cost, total(planned(entries)) + ahead.cost
            key = f"month {month}"
            parts[key] = so_far, planned_too
            yield Row(key, (month_name(month),), heading=True)
            lines = {_key(entry): entry for entry in (*entries, *quiet.get(month, ()))}
            self._entries |= lines
            newest_first = sorted(lines, key=lambda key: (lines[key].on, key), reverse=True)
            yield from (Later(key, self._row) for key in newest_first)
            if month in given or month in to_come:
                yield hours_row(month, hours.minutes + ahead.minutes, hours.cost + ahead.cost, money_of(self.book))
        listing.measure(parts, money_of(self.book))

    def _row(self, key: str) -> Row:
        entry = self._entries[key]
        state: Span = (entry.state, "dim" if entry.state == "spent" else "accent")
        what = f"{entry.what} ↻" if entry.kind == "recurring" else entry.what
        amount: Span = (money_of(self.book).column(entry.amount), "")
        if key in self._apart:
            state, amount = ("excluded", "dim"), (f"({money_of(self.book).column(entry.amount)})", "dim")
        what = f"✓ {what}" if key in self.marks.marked else what
        return Row(
            key, ((format_day_short(entry.on, self.today), "dim"), what, (entry.bucket, "dim"), state, amount)
        )

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected cost, or with all that are ticked."""
        cost, several = self.here(), bool(self.marks.marked)
        planned = cost and (self.day() or cost.state != "spent")
        return {
            "costs.book": several or planned,
            "costs.edit": cost,
            "lines.mark": cost,
            "costs.delete": several or cost,
        }

    def here(self) -> Cost | None:
        """The selected cost."""
        return self.book.costs.get(self.parted(self.query_one(Listing).key)[0])

    def on_paid_hours(self) -> bool:
        """Whether a line of trainer time is selected."""
        return self.query_one(Listing).key.startswith(HOURS)

    def day(self) -> date | None:
        """The day of the selected line, where it is one of a recurring cost."""
        return self.parted(self.query_one(Listing).key)[1]

    def parted(self, key: str) -> tuple[str, date | None]:
        """The id of the cost on a line, and the day where it is one of a recurring cost."""
        cost, at, day = key.rpartition("@")
        if at and cost in self.book.costs and key not in self.book.costs:
            return cost, date.fromisoformat(day)
        return key, None

    @property
    def marks(self) -> MarkCommands:
        """Which lines are marked."""
        return self.commands.of(MarkCommands)

    def markable(self, key: str) -> bool:
        """Whether a line is a cost, or one day of one."""
        return self.parted(key)[0] in self.book.costs

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Edit the selected cost, or list the hours of a month."""
        key = self.query_one(Listing).key
        if cost := self.here():
            self.ask_record(
                f"Edit cost: {cost.what}",
                Cost,
                lambda changed: f"Edit cost {quoted(changed.what)}",
                base=cost,
                names=COST_FIELDS,
            )
        elif key.startswith(HOURS):
            show_hours(self, date.fromisoformat(key.removeprefix(HOURS)))
        else:
            self.say(f"No costs yet. Press {key_of('costs.add')} to add the first.", problem=True)


def _key(entry: Entry) -> str:
    """The key of a typed cost's line; one that repeats has a line for each of its days."""
    return f"{entry.id}@{entry.on}" if entry.kind == "recurring" else entry.id
