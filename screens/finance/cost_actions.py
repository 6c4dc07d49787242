"""Commands for costs: add, mark spent, delete, one or several at once; the budget and the hourly rate."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.multi_select import MarkCommands
from screens.common.host import Host
from screens.finance.base import ask_rate
from screens.widgets.keys import to_undo
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.dates import format_day, format_day_month
from store.core.text import pluralize, quoted
from store.finance.budget_periods import last_ended, period_of
from store.finance.ledger import booked
from store.finance.rates import Rates
from store.model.finance import Budget, Cost, Rate

COST_FIELDS = ("what", "amount", "on", "bucket", "state", "note", "every", "until", "ritual", "gathering")


class CostHost(Host, Protocol):
    """A list of costs, of which several can be ticked."""

    @property
    def marks(self) -> MarkCommands:
        """Which lines are ticked."""

    def here(self) -> Cost | None:
        """The selected cost."""

    def day(self) -> date | None:
        """The day of the selected line, where it is one of a recurring cost."""

    def on_paid_hours(self) -> bool:
        """Whether a line of trainer time is selected."""

    def parted(self, key: str) -> tuple[str, date | None]:
        """The id of the cost on a line, and the day where it is one of a recurring cost."""


class CostCommands(Commands[CostHost]):
    """Commands for the selected cost, or for all that are ticked."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("a", "add", "Add", id="costs.add", tooltip="Add a cost: planned or spent, one-off or repeating"),
        Binding("m", "book", "Mark spent", id="costs.book", tooltip="Record the planned cost as spent"),
        Binding("T", "budget", "Budget", show=False, id="costs.budget", tooltip="Set this period’s budget"),
        Binding("H", "rate", "Rate", show=False, id="costs.rate", tooltip="Set the hourly rate for trainer time"),
        Binding("x", "save_year", "Save report", show=False, id="costs.save", tooltip="Save the annual report for printing"),
        Binding("d", "delete", "Delete", show=False, id="costs.delete", tooltip="Delete the selected cost (can be undone)"),
    ]  # fmt: skip

    def _several(self) -> list[tuple[Cost, date | None]]:
        """The ticked costs with the day of those that repeat; nothing where fewer than two are ticked."""
        found = []
        for key in self.screen.marks.chosen() if len(self.screen.marks.marked) > 1 else ():
            cost, day = self.screen.parted(key)
            found.append((self.book.costs[cost], day))
        return found

    def _book_all(self, chosen: list[tuple[Cost, date | None]]) -> None:
        """Mark the ticked costs that are planned as spent, at the planned amount."""
        due = [(cost, day) for cost, day in chosen if day or cost.state == "planned"]
        if not due:
            self.screen.say("All ticked costs are already spent.", problem=True)
            return

        def work(change: Change) -> None:
            for cost, day in due:
                entry = booked(cost, day) if day else replace(cost, state="spent")
                change.put(replace(entry, on=min(day or cost.on, self.today)))

        named = pluralize(len(due), "cost")
        if self.screen.attempt(f"Mark {named} as spent", work, f"Marked {named} as spent. {to_undo()}"):
            self.screen.marks.unmark()

    def _delete_all(self, chosen: list[tuple[Cost, date | None]]) -> None:
        """Delete all that are ticked; of a repeated cost only those days."""
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
        if self.screen.attempt(f"Delete {named}", work, f"Deleted {named}. {to_undo()}"):
            self.screen.marks.unmark()

    def action_save_year(self) -> None:
        """Save the report on this year, in January on the one before, as a page to print or as text."""
        from screens.common.text_export import save_text
        from store.exchange.year_report import forms, year_to_report
        from store.updates.year import year_of

        number = year_to_report(self.today)
        if (found := year_of(self.book, number, self.today)) is None:
            self.screen.say(f"The book has no records for {number} yet.", problem=True)
        else:
            save_text(
                self.screen, f"Save the annual report for {number}", f"year {number}", forms(self.book, found)
            )

    def action_add(self) -> None:
        """Add a cost."""
        preset = {"on": self.today}
        self.screen.ask_record(
            "Add cost", Cost, lambda cost: f"Add cost {quoted(cost.what)}", preset=preset, names=COST_FIELDS
        )

    def action_book(self) -> None:
        """Turn the planned cost into a spent entry, or all that are ticked."""
        if several := self._several():
            self._book_all(several)
            return
        cost, day = self.screen.here(), self.screen.day()
        if cost is None:
            self.screen.say("Select a planned cost first. Trainer time is counted automatically.", problem=True)
        elif day is None and cost.state == "spent":
            self.screen.say(f"{quoted(cost.what)} is already spent.", problem=True)
        else:
            self.screen.ask_record(
                f"Mark spent: {cost.what}",
                Cost,
                lambda entry: f"Mark {quoted(entry.what)} as spent on {format_day_month(entry.on)}",
                base=booked(cost, day) if day else replace(cost, state="spent"),
                preset={"on": min(day or cost.on, self.today)},
                names=("amount", "on", "note"),
                enter_saves=True,
                intro="Enter the amount paid and the date. This replaces the planned entry." if day else "",
            )

    def action_delete(self) -> None:
        """Delete the selected cost, or all that are ticked; of a repeated one, one day or all."""
        if several := self._several():
            self._delete_all(several)
            return
        cost, day = self.screen.here(), self.screen.day()
        if cost and day:
            self._ask_which(cost, day)
        elif cost is None and self.screen.on_paid_hours():
            self.screen.say(
                "Trainer time comes from logged sessions. Edit them under Recognition or Calendar.",
                problem=True,
            )
        else:
            self.screen.delete(cost, quoted(cost.what) if cost else "")

    def _ask_which(self, cost: Cost, day: date) -> None:
        from screens.widgets.lists.picker import Picker

        if not self.screen.may_write():
            return

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == ("all",):
                self.screen.delete(cost, quoted(cost.what))
            elif picked == ("day",):
                without = replace(cost, except_on=tuple(sorted({*cost.except_on, day})))
                label = f"Delete {quoted(cost.what)} on {format_day_month(day)}"
                self.screen.attempt(
                    label,
                    lambda change: change.put(without),
                    f"Deleted {quoted(cost.what)} on {format_day(day)}. {to_undo()}",
                )

        options = [
            Option("day", "Only this day", format_day(day, self.today)),
            Option("all", "All days", cost.every),
        ]
        self.screen.app.push_screen(Picker(f"Delete {quoted(cost.what)}", options), chosen)

    def action_budget(self) -> None:
        """Set the period's budget."""

        since, until, found = period_of(self.book, self.today)
        ended = last_ended(self.book, self.today)
        preset = (
            {}
            if found
            else {
                "since": since,
                "until": until,
                "name": str(since.year),
                "amount": ended.amount if ended else self.book.community.budget,
            }
        )
        self.screen.ask_record(
            "Set budget", Budget, lambda _: "Set budget", base=found, preset=preset,
            names=("amount", "name", "since", "until", "note"),
        )  # fmt: skip

    def action_rate(self) -> None:
        """Set the hourly rate."""
        first = Rates(self.book).begin is None
        ask_rate(self.screen, Rate, {"since": period_of(self.book, self.today)[0] if first else self.today})
