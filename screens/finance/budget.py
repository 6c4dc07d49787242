"""Budget: each period with what is spent and planned, and the forecast; hourly rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.screen import BookScreen
from screens.finance.base import VIEWS, WIDE_NAME, MoneyCommands, amount_line, ask_rate, money_of, trace
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import MONTH_NAMES, date_range, format_day_short
from store.core.numbers import percent_of
from store.core.record import Record
from store.core.sparkline import bar
from store.finance.budgets import Status, last_ended, period_of, status
from store.finance.ledger import BUCKETS, by_month, told
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
        Binding("escape,backspace", "leave", "Costs", show=False, id="budget.leave", tooltip="Back to Costs"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """Periods and rates, and where the period stands."""
        with Horizontal():
            yield Listing(Column(share=1), Column(23), Column(12, right=True), id="periods")
            yield Pane(id="standing")

    def on_mount(self) -> None:
        """Begin among the periods."""
        self.set_focus(self.query_one(Listing))

    def _now(self) -> str:
        found = period_of(self.book, self.today)[2]
        return found.id if found else UNNAMED

    def fill(self) -> None:
        """Show every period and rate."""
        rows = [Row("budgets", ("Budgets",), heading=True)]
        since, until, now = period_of(self.book, self.today)
        if now is None:
            amount = self.book.community.budget
            text = money_of(self.book).listed(amount) if amount else "not set"
            rows.append(Row(UNNAMED, ("This year", (date_range(since, until), "dim"), text)))
        for budget in sorted(self.book.budgets.values(), key=lambda b: (b.since, b.until, b.id), reverse=True):
            span = (date_range(budget.since, budget.until), "dim")
            mark = " ◂ current" if now and budget.id == now.id else ""
            rows.append(
                Row(
                    budget.id, (f"{budget.name or 'Budget'}{mark}", span, money_of(self.book).listed(budget.amount))
                )
            )
        rows.append(Row("rates", ("Hourly rates",), heading=True))
        rates: list[Rate] = sorted(self.book.rates.values(), key=lambda r: (r.since, r.id), reverse=True)
        own = [(name_of(self.book, r.volunteer), r.since, r.id, r) for r in self.book.own_rates.values()]
        rates += [rate for *_, rate in sorted(own)]
        for rate in rates:
            who = name_of(self.book, rate.volunteer) if isinstance(rate, OwnRate) else "Everyone"
            cells = (
                who,
                (f"from {format_day_short(rate.since, self.today)}", "dim"),
                money_of(self.book).listed(rate.hourly),
            )
            rows.append(Row(rate.id, cells))
        if not rates:
            rows.append(
                Row(
                    "no rate",
                    (f"Not set. Press {key_of('budget.rate')} to set it.", ("to cost trainer time", "dim"), ""),
                )
            )
        listing = self.query_one(Listing)
        listing.show(rows, "" if listing.key else self._now())
        listing.titled(f"Budgets and hourly rates · {self.book.community.currency}")
        self._show_standing()

    @on(Listing.Moved)
    def _show_standing(self) -> None:
        pane = self.query_one(Pane)
        here = self._here()
        if isinstance(here, Rate):
            pane.titled("Calculation")
            pane.show(self._rate_lines(here))
            return
        now = status(self.book, self.today, here if isinstance(here, Budget) else None)
        pane.titled(now.name or date_range(now.since, now.until), f"Press {key_of('list.open')} to see the entries")
        pane.show([*self._standing(now), "", now.formula, "", *self._months(now)])

    def _standing(self, now: Status) -> list[list[Span]]:
        purse, so_far, ahead = money_of(self.book), now.spent_on, now.planned_for
        lines: list[list[Span]] = [[(f"{'':<{WIDE_NAME}}{'Spent':>12}{'Planned':>12}", "dim")]]
        for bucket in BUCKETS:
            line = amount_line(bucket.capitalize(), purse.listed(so_far[bucket]))
            lines.append([*line, (f"{purse.listed(ahead[bucket]):>12}", "accent")])
        both = amount_line("Total", purse.listed(now.spent), "strong")
        lines.append([*both, (f"{purse.listed(now.committed):>12}", "accent")])
        lines.append(amount_line("Forecast hours", purse.listed(now.hours_to_come)))
        lines.append(amount_line("Forecast", purse.listed(now.forecast), "strong"))
        if now.budget is None or now.left_at_end is None:
            ended = last_ended(self.book, self.today)
            said = (
                f"The last budget ended on {format_day_short(ended.until, self.today)}."
                if ended
                else "No budget set."
            )
            return [*lines, [(f"{said} Press {key_of('budget.edit')} to set one.", "warn" if ended else "dim")]]
        look = "warn" if now.left_at_end < 0 else "good"
        lines.append(amount_line("Budget", purse.listed(now.budget)))
        lines.append(amount_line("Forecast balance", purse.listed(now.left_at_end), look))
        share = f"{bar(float(now.spent), float(now.budget), 20)} {percent_of(now.spent, now.budget)} spent"
        return [*lines, [(share, "accent")]]

    def _months(self, now: Status) -> list[list[Span]]:
        """The total of each month, spent and planned."""
        months = by_month(now.entries)
        most = float(max(months.values(), default=0))
        return [
            [(f"{MONTH_NAMES[day.month - 1][:3]} {day.year:<11}", "dim"), (f"{money_of(self.book).listed(amount):>12}", ""),
             (f"  {bar(float(amount), most, 12)}", "accent")]
            for day, amount in months.items()
        ]  # fmt: skip

    def _rate_lines(self, rate: Rate) -> list[list[Span] | str]:
        listed = money_of(self.book).listed
        worked_out = [
            amount_line("Annual pay", listed(rate.pay)),
            amount_line("Taxes, benefits", listed(rate.on_costs)),
            amount_line("Overhead", listed(rate.overhead)),
            amount_line("Total", listed(rate.pay + rate.on_costs + rate.overhead), "strong"),
            amount_line("÷ hours per year", f"{rate.hours:,}"),
        ]
        return [
            *(() if rate.hour else worked_out),
            amount_line("Hourly rate", listed(rate.hourly), "strong"),
            "",
            rate.note or f"Press {key_of('budget.edit')} to record where these figures come from.",
            "",
            "Time logged from that date is costed at this rate. Paid hours entered as costs after that date are excluded to avoid double counting.",
        ]

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected budget or rate."""
        return {"budget.edit": True, "budget.delete": self._here()}

    def _here(self) -> Record | None:
        key = self.query_one(Listing).key
        return self.book.budgets.get(key) or self.book.rates.get(key) or self.book.own_rates.get(key)

    @on(Listing.Opened)
    def _rows_behind(self) -> None:
        """The entries behind a period, or the inputs of a rate."""
        here = self._here()
        if isinstance(here, Rate) or self.query_one(Listing).key == "no rate":
            self.action_edit()
            return
        now = status(self.book, self.today, here if isinstance(here, Budget) else None)
        rows = [
            told(self.book, entry, self.today, money_of(self.book).exact(entry.amount)) for entry in now.entries
        ]
        trace(self, f"Spent and planned, {now.name or date_range(now.since, now.until)}", rows)

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
        here, key = self._here(), self.query_one(Listing).key
        if isinstance(here, Rate):
            ask_rate(self, type(here), {}, here)
        elif isinstance(here, Budget):
            self.ask_record(f"Edit budget {here.name}".rstrip(), Budget, _label, base=here, names=BUDGET_FIELDS)
        elif key == UNNAMED:
            since, until, _ = period_of(self.book, self.today)
            preset = {"since": since, "until": until, "name": str(since.year), "amount": self.book.community.budget}
            self.ask_record("Set this year's budget", Budget, _label, preset=preset, names=BUDGET_FIELDS)
        else:
            self.action_rate()

    def action_delete(self) -> None:
        """Delete the selected budget or rate."""
        here = self._here()
        name = f"The budget {here.name}".rstrip() if isinstance(here, Budget) else "The hourly rate"
        self.delete(here, name)


def _label(budget: Budget) -> str:
    return f"Set budget {budget.name}".rstrip()
