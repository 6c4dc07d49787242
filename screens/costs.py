"""Costs: what the community takes, in three buckets, against the year's budget."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from screens.base import BookScreen
from screens.widgets.drawn import Pane, Span, fit
from screens.widgets.listing import Column, Listing, Row
from store.bars import bar, percent
from store.costs import Cost, by_bucket, costs_between, total, year_of
from store.dates import short
from store.launch import Community


class CostsScreen(BookScreen):
    """The list of costs, with the totals beside it."""

    ROOM = "costs"
    CSS_PATH = "costs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="costs.add", tooltip="Add a cost, planned or spent"),
        Binding("e", "edit", "Edit", id="costs.edit", tooltip="Change the highlighted cost"),
        Binding(
            "d", "delete", "Delete", id="costs.delete", tooltip="Delete the highlighted cost; undo brings it back"
        ),
        Binding("b", "budget", "Budget", id="costs.budget", tooltip="Set this year's budget and the currency"),
    ]

    def body(self) -> ComposeResult:
        """The costs at the left, the totals at the right."""
        with Horizontal():
            yield Listing(
                Column(11),
                Column(share=1),
                Column(12),
                Column(8),
                Column(12, right=True),
                title="Costs",
                id="costs",
                empty="No cost noted yet. a adds one: paid hours, tools and rooms, gifts and the usually forgotten.",
            )
            yield Pane(id="totals")

    def fill(self) -> None:
        """Show the costs, the newest first, and this year's totals."""
        costs = sorted(self.book.costs.values(), key=lambda cost: (cost.on, cost.id), reverse=True)
        self.query_one(Listing).show(self._row(cost) for cost in costs)
        self.query_one(Listing).titled(f"Costs · {len(costs)}")
        pane = self.query_one(Pane)
        pane.titled(f"This year · {self.book.community.currency}")
        pane.show(self._totals())

    def _row(self, cost: Cost) -> Row:
        state = (cost.state, "dim" if cost.state == "spent" else "accent")
        amount = f"{cost.amount:,.2f}"
        return Row(cost.id, ((short(cost.on, self.today), "dim"), cost.what, (cost.bucket, "dim"), state, amount))

    def _totals(self) -> list[list[Span]]:
        spent = costs_between(self.book, *year_of(self.today))
        planned = costs_between(self.book, *year_of(self.today), state="planned")
        whole, budget = total(spent), self.book.community.budget
        lines: list[list[Span]] = [
            [
                (f"{name.capitalize():<13}", "dim"),
                (fit(f"{amount:,.2f}", 12, right=True), ""),
                (f"  {bar(float(amount), float(whole), 12)}", "accent"),
            ]
            for name, amount in by_bucket(spent).items()
        ]
        lines.append([(f"{'Spent':<13}", "dim"), (fit(f"{whole:,.2f}", 12, right=True), "strong")])
        lines.append([(f"{'Planned':<13}", "dim"), (fit(f"{total(planned):,.2f}", 12, right=True), "")])
        if budget:
            left = budget - whole - total(planned)
            lines.append([(f"{'Budget':<13}", "dim"), (fit(f"{budget:,.2f}", 12, right=True), "")])
            over = "warn" if left < 0 else "good"
            lines.append(
                [(f"{'Still free':<13}", "dim"), (fit(f"{left:,.2f}".removesuffix(".00"), 12, right=True), over)]
            )
            lines.append([(f"{percent(float(whole), float(budget))} of the budget is spent", "dim")])
        else:
            lines.append([("b sets a budget for the year", "dim")])
        return lines

    def _here(self) -> Cost | None:
        return self.book.costs.get(self.query_one(Listing).key)

    def action_add(self) -> None:
        """Add a cost."""
        preset = {"on": self.today}
        self.ask_record("A cost", Cost, lambda cost: f"Add cost «{cost.what}»", preset=preset)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the highlighted cost."""
        if cost := self._here():
            self.ask_record(cost.what, Cost, lambda changed: f"Edit cost «{changed.what}»", base=cost)
        else:
            self.say("There is no cost to change yet; a adds one.", problem=True)

    def action_delete(self) -> None:
        """Delete the highlighted cost."""
        cost = self._here()
        self.delete(cost, f"«{cost.what}»" if cost else "")

    def action_budget(self) -> None:
        """Set the year's budget."""
        self.ask_record(
            "This year's budget",
            Community,
            lambda _: "Set the budget",
            base=self.book.community,
            names=("budget", "currency"),
            enter_saves=True,
        )
