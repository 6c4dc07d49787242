"""ROI: costs and benefits over time, break-even, and external training avoided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.screen import BookScreen
from screens.finance.base import VIEWS, Figure, MoneyCommands, figure_lines, money_of, trace
from screens.widgets.charts.line_chart import Line, Mark, Plot
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.dates import format_day_month, format_day_short
from store.core.money import NOTHING
from store.core.numbers import percent
from store.core.text import pluralize, quoted
from store.finance.ledger import told
from store.finance.roi import Instead, Return, first_day, replaced, returned, running
from store.finance.working_hours import in_hours, learners_time
from store.model.finance import OutsideQuote


def no_price_yet() -> str:
    """The empty list, and the key that fills it."""
    return f"No supplier quotes yet. Press {key_of('return.add')} to add the first, with the sessions that replaced it. Include only training you would have bought."


class ReturnScreen(BookScreen):
    """The plot above; supplier quotes with their sessions and the figures below."""

    ROOM = "costs"
    NEXT = "kpis"
    PREVIOUS = "budget"
    VIEWS = VIEWS
    BACK = "costs"
    CSS_PATH = "roi.tcss"
    AT_ONCE = frozenset({"return.switch"})
    ACTIONS = (MoneyCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add quote", id="return.add", tooltip="Add a supplier quote for training you avoided buying"),
        Binding("e", "edit", "Edit", id="return.edit", tooltip="Edit this supplier quote and its sessions"),
        Binding("O", "switch", "Held only", id="return.switch", tooltip="Count held sessions only, or planned ones too"),
        Binding("d", "delete", "Delete", show=False, id="return.delete", tooltip="Delete this supplier quote (can be undone)"),
        Binding("v", "view", "KPIs", id="return.view", tooltip="Next view: KPIs"),
        previous_view("return"),
        view_menu("return", "Go to costs, budget, ROI or KPIs"),
        Binding("P", "pitch", "Pitch", show=False, id="return.pitch", tooltip="Open the pitch, which uses these figures"),
        Binding("escape,backspace", "leave", "Costs", show=False, id="return.leave", tooltip="Back to Costs"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The plot, then quotes and figures side by side."""
        yield Plot(title="Costs and benefits to date", empty="No costs or benefits to show yet.", id="curve")
        with Horizontal(id="below"):
            yield Listing(Column(11), Column(share=1), Column(13, right=True), id="instead", empty=no_price_yet)
            yield Pane(id="figures")

    def on_mount(self) -> None:
        """Begin among the quotes."""
        self.set_focus(self.query_one(Listing))

    def fill(self) -> None:
        """Show the ROI to date."""
        self._back = returned(self.book, self.today)
        self._show_curve(self._back)
        found = replaced(self.book, self.today)
        counted_ones = {(one.quote.id, one.source) for one in self._back.instead}
        listing = self.query_one(Listing)
        listing.show(self._rows(found, counted_ones))
        sessions = pluralize(len(self._back.instead), "session")
        listing.titled(
            f"External training avoided · {sessions}",
            "cost avoided: quote − trainer time" if found else "",
        )
        self._show_figures()

    def _show_figures(self) -> None:
        """The figures below each other, or in two columns where there are few lines for them."""
        pane = self.query_one(Pane)
        pane.titled("Held and spent" if self._back.cautious else "Including planned")
        pane.show(self._figures(self._back))

    @on(events.Resize)
    def _resized(self) -> None:
        if hasattr(self, "_back"):
            self.call_after_refresh(self._show_figures)

    def _show_curve(self, back: Return) -> None:
        costs = [(day, float(amount)) for day, amount in running(back.entries)]
        benefits = [(day, float(amount)) for day, amount in running(back.instead)]
        since = first_day(back)
        lines = [Line("benefits", [(since, 0.0), *benefits]), Line("costs", costs)] if costs or benefits else []
        marks = (
            [Mark(back.break_even, f"break-even {format_day_month(back.break_even)} {back.break_even.year}")]
            if back.break_even
            else []
        )
        title = f"Costs and benefits to date · {self._outcome(back)}" if lines else ""
        self.query_one(Plot).show(lines, since, back.until, written=self._written, marks=marks, title=title)

    def _written(self, amount: float) -> str:
        return money_of(self.book).said(Decimal(str(amount)))

    def _outcome(self, back: Return) -> str:
        """The ROI and when the benefits reached the costs."""
        roi = f"ROI {percent(back.roi)}" if back.roi is not None else "no costs yet"
        return f"{roi} · break-even {self._even(back)}"

    def _rows(self, found: list[Instead], counted_ones: set[tuple[str, str]]) -> Iterator[Row]:
        quotes = sorted(self.book.outside_quotes.values(), key=lambda quote: (quote.what, quote.id))
        by_quote: defaultdict[str, list[Instead]] = defaultdict(list)
        for one in found:
            by_quote[one.quote.id].append(one)
        for quote in quotes:
            counted = [one for one in by_quote[quote.id] if (quote.id, one.source) in counted_ones]
            what = f"{quote.what}, {money_of(self.book).said(quote.price)} each"
            avoided = money_of(self.book).column(sum((one.avoided for one in counted), NOTHING))
            yield Row(quote.id, (("quote", "dim"), (what, "strong"), (avoided, "strong")), search=quote.source)
            for one in by_quote[quote.id]:
                here = (quote.id, one.source) in counted_ones
                what = one.what if here else f"not counted: {one.problem or 'not held yet'} ({one.what})"
                amount: Span = (money_of(self.book).column(one.avoided), "good" if here else "dim")
                cells = (
                    (format_day_short(one.on, self.today), "dim"),
                    (f"  {what}", "" if here else "dim"),
                    amount,
                )
                yield Row(f"{quote.id}@{one.source}", cells)

    def _figures(self, back: Return) -> list[list[Span] | str]:
        column = money_of(self.book).column
        apart = learners_time(self.book, back.since, min(back.until, self.today))
        figures = [
            Figure("Supplier quotes", column(back.benefits), "good"),
            Figure("Total cost", column(back.costs)),
            Figure("ROI", percent(back.roi) if back.roi is not None else "–", "strong"),
            Figure("Break-even", self._even(back)),
            Figure("Cost avoided", column(back.avoided)),
            Figure("Attendances", f"{back.learners:,}"),
            Figure("Per attendance", column(back.per_learner) if back.per_learner is not None else "–"),
            Figure("Learners’ time", in_hours(apart.minutes)),
        ]
        half = len(figures) // 2
        lines: list[list[Span] | str] = [*figure_lines(figures)]
        if self.has_class("-narrow"):
            beside = zip(figure_lines(figures[:half]), figure_lines(figures[half:]), strict=True)
            lines = [[*left, ("      ", ""), *right] for left, right in beside]
        if back.behind_again:
            lines.append([("Costs exceed the benefits again.", "warn")])
        unknown = f" ({apart.words})" if apart.unknown else ""
        return [
            *lines,
            "",
            f"ROI = (supplier quotes − total cost) ÷ total cost. Total cost includes trainer time. Cost avoided = supplier quotes − trainer time for these sessions. Learners’ time{unknown} is excluded.",
        ]

    def _even(self, back: Return) -> str:
        return format_day_short(back.break_even, self.today) if back.break_even else "not yet"

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected quote."""
        quote = self._here()
        return {"return.edit": quote, "return.delete": quote, "return.switch": quote}

    def _here(self) -> OutsideQuote | None:
        return self.book.outside_quotes.get(self.query_one(Listing).key.partition("@")[0])

    @on(Listing.Opened)
    def action_rows(self) -> None:
        """Everything the figures were made from."""
        back, said = self._back, money_of(self.book).said
        rows = [
            f"{format_day_short(one.on, self.today)}  {one.what}: supplier quote {said(one.price)}, trainer time {said(one.inside)} ({one.quote.source})"
            for one in back.instead
        ]
        rows += [told(self.book, entry, self.today, said(entry.amount)) for entry in back.entries]
        trace(
            self,
            "ROI",
            rows,
            f"{pluralize(len(back.instead), 'session')}, {pluralize(len(back.entries), 'cost')}",
        )

    def action_add(self) -> None:
        """Add a supplier quote."""
        self.ask_record("Add supplier quote", OutsideQuote, _label, preset={"quoted_on": self.today})

    def action_edit(self) -> None:
        """Edit the selected supplier quote."""
        if quote := self._here():
            self.ask_record(f"Edit supplier quote: {quote.what}", OutsideQuote, _label, base=quote)
        else:
            self.say(f"No supplier quotes yet. Press {key_of('return.add')} to add the first.", problem=True)

    def action_delete(self) -> None:
        """Delete the selected supplier quote."""
        quote = self._here()
        self.delete(quote, f"The supplier quote for {quoted(quote.what)}" if quote else "")

    def action_switch(self) -> None:
        """Count only held sessions, or planned ones too."""
        if not self.book.outside_quotes:
            self.say(f"No supplier quotes yet. Press {key_of('return.add')} to add the first.", problem=True)
            return
        community = self.book.community
        turned = replace(community, cautious=not community.cautious)
        words = "held sessions only" if turned.cautious else "planned sessions and costs too"
        self.attempt(
            f"Count {words}",
            lambda change: change.put(turned),
            f"Counting {words}. Press {key_of('return.switch')} to switch back.",
        )


def _label(quote: OutsideQuote) -> str:
    return f"Save the supplier quote for {quoted(quote.what)}"
