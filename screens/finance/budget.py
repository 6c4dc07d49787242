"""Budget: each period with what is spent and planned, and the forecast; hourly rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view, view_menu
from screens.common.screen import BookScreen
from screens.finance.base import VIEWS, MoneyCommands, ask_rate, money_of, trace
from screens.finance.budget_lines import outlook, period_name, rate_lines, standing
from screens.finance.cost_lines import month_name
from screens.finance.month_list import MonthList
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from store.core.dates import date_range, format_day_short
from store.core.money import total
from store.core.record import Record
from store.finance.budget_periods import period_of
from store.finance.budgets import Status, status
from store.finance.ledger import Entry, in_months, planned, spent, told
from store.model.finance import Budget, OwnRate, Rate
from store.people.directory import name_of

BUDGET_FIELDS = ("amount", "name", "since", "until", "note")
UNNAMED = "this year"
"""The key of the calendar year while no budget holds it."""


class BudgetScreen(BookScreen):
    """Periods and hourly rates at the left, where the selected period stands at the right."""

    ROOM = "costs"
    NEXT = "return"
    PREVIOUS = "costs"
    VIEWS = VIEWS
    BACK = "costs"
    CSS_PATH = "budget.tcss"
    ACTIONS = (MoneyCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add budget", id="budget.add", tooltip="Add a budget for a period"),
        Binding("H", "rate", "Hourly rate", id="budget.rate", tooltip="Set the hourly rate from a given date"),
        Binding("A", "own_rate", "Personal rate", show=False, id="budget.own_rate", tooltip="Set an hourly rate for one person"),
        Binding("e", "edit", "Edit", id="budget.edit", tooltip="Edit the selected budget or rate"),
        Binding("d", "delete", "Delete", show=False, id="budget.delete", tooltip="Delete the selected budget or rate (can be undone)"),
        Binding("v", "view", "ROI", id="budget.view", tooltip="Next view: ROI"),
        previous_view("budget"),
        view_menu("budget", "Go to costs, budget, ROI or KPIs"),
        Binding("P", "pitch", "Pitch", show=False, id="budget.pitch", tooltip="Open the pitch, which uses these figures"),
        other_list("budget"),
        Binding("escape,backspace", "leave", "Costs", show=False, id="budget.leave", tooltip="Back to Costs"),
    ]  # fmt: skip

    _months: Mapping[str, Sequence[Entry]] = {}
    """What each line among the months stands for."""
    _status: Status

    def body(self) -> ComposeResult:
        """Periods and rates, where the selected period stands, and its months below."""
        with Horizontal():
            yield Listing(Column(share=1), Column(23), Column(13, right=True), id="periods")
            yield Pane(id="standing")
        yield MonthList(
            id="months", empty="The months of the period appear here once something is spent or planned."
        )

    def on_mount(self) -> None:
        """Begin among the periods."""
        self.set_focus(self.query_one("#periods"))

    def _now(self) -> str:
        found = period_of(self.book, self.today)[2]
        return found.id if found else UNNAMED

    def fill(self) -> None:
        """Show every period and rate."""
        rows = [Row("budgets", (f"Budgets · {len(self.book.budgets)}",), heading=True)]
        since, until, now = period_of(self.book, self.today)
        if now is None:
            amount = self.book.community.budget
            text = money_of(self.book).column(amount) if amount else "not set"
            rows.append(Row(UNNAMED, ("This year", (date_range(since, until), "dim"), text)))
        for budget in sorted(self.book.budgets.values(), key=lambda b: (b.since, b.until, b.id), reverse=True):
            span = (date_range(budget.since, budget.until), "dim")
            mark = " ◂ current" if now and budget.id == now.id else ""
            rows.append(
                Row(
                    budget.id, (f"{budget.name or 'Budget'}{mark}", span, money_of(self.book).column(budget.amount))
                )
            )
        rates: list[Rate] = sorted(self.book.rates.values(), key=lambda r: (r.since, r.id), reverse=True)
        own = [(name_of(self.book, r.volunteer), r.since, r.id, r) for r in self.book.own_rates.values()]
        rates += [rate for *_, rate in sorted(own)]
        rows.append(Row("rates", (f"Hourly rates · {len(rates)}",), heading=True))
        for rate in rates:
            who = name_of(self.book, rate.volunteer) if isinstance(rate, OwnRate) else "Everyone"
            cells = (
                who,
                (f"from {format_day_short(rate.since, self.today)}", "dim"),
                money_of(self.book).column(rate.hourly),
            )
            rows.append(Row(rate.id, cells))
        if not rates:
            rows.append(
                Row(
                    "no rate",
                    (f"Press {key_of('budget.rate')} to set one, so that trainer time is costed.", "", ""),
                )
            )
        listing = self.query_one("#periods", Listing)
        listing.show(rows, "" if listing.key else self._now())
        listing.titled("Budgets and hourly rates")
        self._show_standing()

    @on(Listing.Moved, "#periods")
    def _show_standing(self) -> None:
        """Where the selected period stands, or what the rate is made of; the months of the period."""
        pane, here = self.query_one(Pane), self._here()
        now = self._status = status(self.book, self.today, here if isinstance(here, Budget) else None)
        self._show_months(now)
        if isinstance(here, Rate):
            pane.titled("Calculation")
            pane.show(rate_lines(here, money_of(self.book)))
            return
        pane.titled(f"{period_name(now)}{outlook(now, money_of(self.book))}")
        pane.show([*standing(self.book, now, self.today), "", now.formula])

    def _show_months(self, now: Status) -> None:
        """The amounts of each month, spent and planned."""
        months = {f"{month}": found for month, found in in_months(now.entries).items()}
        parts = {key: (total(spent(entries)), total(planned(entries))) for key, entries in months.items()}
        bars, self._months = self.query_one(MonthList), months
        bars.measure(parts, money_of(self.book))
        bars.show(Row(key, (_month(key),)) for key in parts)
        bars.titled(f"{period_name(now)} by month · {len(parts)}", bars.scale)

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected budget or rate."""
        return {"budget.edit": True, "budget.delete": self._here()}

    def _here(self) -> Record | None:
        key = self.query_one("#periods", Listing).key
        return self.book.budgets.get(key) or self.book.rates.get(key) or self.book.own_rates.get(key)

    @on(Listing.Opened, "#periods")
    def _rows_behind(self) -> None:
        """The entries behind a period, or the inputs of a rate."""
        if isinstance(self._here(), Rate) or self.query_one("#periods", Listing).key == "no rate":
            self.action_edit()
        else:
            self._trace(f"Spent and planned, {period_name(self._status)}", self._status.entries)

    @on(Listing.Opened, "#months")
    def _rows_of_month(self, event: Listing.Opened) -> None:
        """The entries of a month."""
        self._trace(f"Spent and planned, {_month(event.key)}", self._months[event.key])

    def _trace(self, what: str, entries: Sequence[Entry]) -> None:
        trace(
            self, what, [told(self.book, one, self.today, money_of(self.book).exact(one.amount)) for one in entries]
        )

    def action_add(self) -> None:
        """Add a budget."""
        self.ask_record("Add budget", Budget, _label, names=BUDGET_FIELDS)

    def action_rate(self) -> None:
        """Set the hourly rate."""
        ask_rate(self, Rate, {"since": period_of(self.book, self.today)[0] if not self.book.rates else self.today})

    def action_own_rate(self) -> None:
        """Set the hourly rate of one person."""
        if self.book.rates:
            ask_rate(self, OwnRate, {"since": self.today})
        else:
            self.say(
                f"No hourly rate for everyone yet. Press {key_of('budget.rate')} to set that first.",
                problem=True,
            )

    def action_edit(self) -> None:
        """Edit the selected budget or rate."""
        here, key = self._here(), self.query_one("#periods", Listing).key
        if isinstance(here, Rate):
            ask_rate(self, type(here), {}, here)
        elif isinstance(here, Budget):
            self.ask_record(f"Edit budget {here.name}".rstrip(), Budget, _label, base=here, names=BUDGET_FIELDS)
        elif key == UNNAMED:
            since, until, _ = period_of(self.book, self.today)
            preset = {"since": since, "until": until, "name": str(since.year), "amount": self.book.community.budget}
            self.ask_record("Set this year’s budget", Budget, _label, preset=preset, names=BUDGET_FIELDS)
        else:
            self.action_rate()

    def action_delete(self) -> None:
        """Delete the selected budget or rate."""
        here = self._here()
        name = f"The budget {here.name}".rstrip() if isinstance(here, Budget) else "The hourly rate"
        self.delete(here, name)


def _month(key: str) -> str:
    return month_name(date.fromisoformat(key))


def _label(budget: Budget) -> str:
    return f"Set budget {budget.name}".rstrip()
