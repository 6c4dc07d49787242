"""Return: costs and benefits as they grew, the day they broke even, and the sessions no one had to buy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.screen import BookScreen
from screens.finance.base import MoneyCommands, amount_line, money_of, trace
from screens.widgets.charts.line_chart import Line, Mark, Plot
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day_month, format_day_short
from store.core.numbers import percent
from store.core.text import pluralize
from store.finance.ledger import told
from store.finance.roi import Instead, Return, first_day, replaced, returned, running
from store.finance.working_hours import learners_time
from store.model.finance import OutsideQuote


def no_price_yet() -> str:
    """The empty list, and the key that fills it."""
    return f"No outside price yet. Press {key_of('return.add')} to add what a session would have cost outside, who quoted it, and the sessions here that took its place: only those that would really have been bought."


class ReturnScreen(BookScreen):
    """The plot above; outside prices with their sessions and the figures below."""

    ROOM = "costs"
    NEXT = "kpis"
    BACK = "costs"
    CSS_PATH = "roi.tcss"
    AT_ONCE = frozenset({"return.switch"})
    ACTIONS = (MoneyCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add price", id="return.add", tooltip="Add what a session would have cost outside"),
        Binding("e", "edit", "Edit", id="return.edit", tooltip="Change this outside price and its sessions"),
        Binding("o", "switch", "Only held", id="return.switch", tooltip="Count only what was held and spent, or what is planned too"),
        Binding("d", "delete", "Delete", show=False, id="return.delete", tooltip="Delete this outside price; undo brings it back"),
        Binding("v", "view", "Key figures", id="return.view", tooltip="On to the key figures"),
        Binding("p", "pitch", "Pitch", show=False, id="return.pitch", tooltip="The pitch, with all of this in it"),
        Binding("escape,backspace", "leave", "Costs", show=False, id="return.leave", tooltip="Back to the costs"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The plot, then prices and figures side by side."""
        yield Plot(
            title="Costs and benefits so far", empty="Nothing to draw yet: no cost and no benefit.", id="curve"
        )
        with Horizontal(id="below"):
            yield Listing(Column(11), Column(share=1), Column(11, right=True), id="instead", empty=no_price_yet)
            yield Pane(id="figures")

    def on_mount(self) -> None:
        """Begin among the prices."""
        self.set_focus(self.query_one(Listing))

    def fill(self) -> None:
        """Show the return of the book so far."""
        self._back = returned(self.book, self.today)
        self._show_curve(self._back)
        found = replaced(self.book, self.today)
        counted_ones = {(one.quote.id, one.source) for one in self._back.instead}
        listing = self.query_one(Listing)
        listing.show(self._rows(found, counted_ones))
        listing.titled(
            f"Sessions not bought · {len(self._back.instead)}", "each: price less own hours" if found else ""
        )
        pane = self.query_one(Pane)
        pane.titled(
            "Held and spent" if self._back.cautious else "With what is planned",
            f"{key_of('list.open')}: list the rows",
        )
        pane.show(self._figures(self._back))

    def _show_curve(self, back: Return) -> None:
        costs = [(day, float(amount)) for day, amount in running(back.entries)]
        benefits = [(day, float(amount)) for day, amount in running(back.instead)]
        since = first_day(back)
        lines = [Line("benefits", [(since, 0.0), *benefits]), Line("costs", costs)] if costs or benefits else []
        marks = (
            [Mark(back.break_even, f"even on {format_day_month(back.break_even)} {back.break_even.year}")]
            if back.break_even
            else []
        )
        self.query_one(Plot).show(lines, since, back.until, marks=marks)

    def _rows(self, found: list[Instead], counted_ones: set[tuple[str, str]]) -> Iterator[Row]:
        quotes = sorted(self.book.outside_quotes.values(), key=lambda quote: (quote.what, quote.id))
        by_quote: defaultdict[str, list[Instead]] = defaultdict(list)
        for one in found:
            by_quote[one.quote.id].append(one)
        for quote in quotes:
            yield Row(
                quote.id,
                (("a session", "dim"), (quote.what, "strong"), money_of(self.book).listed(quote.price)),
                search=quote.source,
            )
            for one in by_quote[quote.id]:
                here = (quote.id, one.source) in counted_ones
                what = one.what if here else f"not counted: {one.problem or 'not held yet'} ({one.what})"
                amount: Span = (money_of(self.book).listed(one.avoided), "good" if here else "dim")
                cells = (
                    (format_day_short(one.on, self.today), "dim"),
                    (f"  {what}", "" if here else "dim"),
                    amount,
                )
                yield Row(f"{quote.id}@{one.source}", cells)

    def _figures(self, back: Return) -> list[list[Span] | str]:
        listed = money_of(self.book).listed
        lines: list[list[Span] | str] = [
            amount_line("Outside price", listed(back.benefits), "good"),
            amount_line("All costs", listed(back.costs)),
            amount_line("Return", percent(back.roi) if back.roi is not None else "–", "strong"),
            amount_line("Break-even", self._even(back)),
            amount_line("Cost avoided", listed(back.avoided)),
            amount_line("Attendances", f"{back.learners:,}"),
            amount_line("For each", listed(back.per_learner) if back.per_learner is not None else "–"),
        ]
        apart = learners_time(self.book, back.since, min(back.until, self.today))
        lines.append([("Learners' time ", "dim"), (f"{apart.words}, apart", "")])
        if back.behind_again:
            lines.append([("Costs have overtaken the benefits again.", "warn")])
        lines += [
            "",
            "Return = (outside price − all costs) ÷ all costs. The hours of these sessions are among the costs; cost avoided, price less own hours, is told apart.",
        ]
        return lines

    def _even(self, back: Return) -> str:
        return format_day_short(back.break_even, self.today) if back.break_even else "not yet"

    # -- keys ------------------------------------------------------------------------------------

    def _here(self) -> OutsideQuote | None:
        return self.book.outside_quotes.get(self.query_one(Listing).key.partition("@")[0])

    @on(Listing.Opened)
    def action_rows(self) -> None:
        """Everything the figures were made from."""
        back, said = self._back, money_of(self.book).said
        rows = [
            f"{format_day_short(one.on, self.today)}  {one.what}: {said(one.price)} outside, own hours {said(one.inside)} ({one.quote.source})"
            for one in back.instead
        ]
        rows += [told(self.book, entry, self.today, said(entry.amount)) for entry in back.entries]
        trace(
            self,
            "Return",
            rows,
            f"{pluralize(len(back.instead), 'session')}, {pluralize(len(back.entries), 'cost')}",
        )

    def action_add(self) -> None:
        """Add an outside price."""
        self.ask_record("What it would have cost outside", OutsideQuote, _label, preset={"quoted_on": self.today})

    def action_edit(self) -> None:
        """Change the selected outside price."""
        if quote := self._here():
            self.ask_record(quote.what, OutsideQuote, _label, base=quote)
        else:
            self.say(f"There is no outside price yet. Press {key_of('return.add')} to add one.", problem=True)

    def action_delete(self) -> None:
        """Delete the selected outside price."""
        quote = self._here()
        self.delete(quote, f"The price of ‘{quote.what}’" if quote else "")

    def action_switch(self) -> None:
        """Count only what was held, or what is planned too."""
        if not self.book.outside_quotes:
            self.say(
                f"There is nothing to count either way yet. Press {key_of('return.add')} to add an outside price.",
                problem=True,
            )
            return
        community = self.book.community
        turned = replace(community, cautious=not community.cautious)
        words = "only what was held and spent" if turned.cautious else "what is planned until the period's end too"
        self.attempt(
            f"Count {words}",
            lambda change: change.put(turned),
            f"Counts {words}. Press {key_of('return.switch')} to turn it back.",
        )


def _label(quote: OutsideQuote) -> str:
    return f"Note the outside price of ‘{quote.what}’"
