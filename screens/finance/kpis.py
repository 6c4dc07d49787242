"""KPIs: baseline, readings and target of each, its progress, and testimonials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list, previous_view, view_menu
from screens.common.screen import BookScreen
from screens.finance.base import VIEWS, Figure, MoneyCommands, figure_lines, money_of
from screens.widgets.charts.bar import bar_spans
from screens.widgets.charts.line_chart import Line, Plot
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.reason_list import ReasonList
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.dates import format_day_short
from store.core.labels import label_of
from store.core.money import SIGNS
from store.core.numbers import percent
from store.core.text import one_line, pluralize, quotation, quoted
from store.finance.kpis import CHANGEABLE, Trend, trend, trends, with_sign, with_unit
from store.model.finance import Kpi, Reading
from store.pitch.case import testimonials
from store.training.feedback import at_level

KPI_FIELDS = ("name", "unit", "level", "baseline", "baseline_on", "target", "target_on", "source", "note")

LONGEST_LINE = 6
"""Cells of a trend in the list: the latest values."""
WIDE_BAR = 20
"""Cells of the bar of progress."""
LOOKS = {"better": "good", "worse": "warn"}


def no_figure_yet() -> str:
    """The empty list, and the key that fills it."""
    return f"No KPIs yet. Press {key_of('kpis.add')} to add the first, with its baseline and target."


class KpisScreen(BookScreen):
    """The KPIs; progress, trend, readings and testimonials of one."""

    ROOM = "costs"
    NEXT = "costs"
    PREVIOUS = "return"
    VIEWS = VIEWS
    BACK = "costs"
    CSS_PATH = "kpis.tcss"
    ACTIONS = (MoneyCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="kpis.add", tooltip="Add a KPI with its baseline and target"),
        Binding("r", "read", "Reading", id="kpis.read", tooltip="Add a reading of the selected KPI"),
        Binding("e", "edit", "Edit", id="kpis.edit", tooltip="Edit the selected KPI or reading"),
        Binding("d", "delete", "Delete", show=False, id="kpis.delete", tooltip="Delete the selected KPI or reading (can be undone)"),
        Binding("v", "view", "Costs", id="kpis.view", tooltip="Next view: costs"),
        previous_view("kpis"),
        view_menu("kpis", "Go to costs, budget, ROI or KPIs"),
        other_list("kpis"),
        Binding("P", "pitch", "Pitch", show=False, id="kpis.pitch", tooltip="Open the pitch, which uses these figures"),
        Binding("escape,backspace", "leave", "Costs", show=False, id="kpis.leave", tooltip="Back to Costs"),
    ]  # fmt: skip

    _wanted = ""

    def body(self) -> ComposeResult:
        """The KPIs, and one of them in full."""
        with Horizontal():
            yield ReasonList(LONGEST_LINE, 4, id="kpis", empty=no_figure_yet)
            yield Plot(
                title="Trend",
                empty=lambda: f"Press {key_of('kpis.read')} to add the first reading.",
                id="curve",
            )
            yield Pane(id="about").when_empty("KPI", "The selected KPI appears here with its target and readings.")
            yield Listing(
                Column(11), Column(16, right=True), Column(share=1), id="readings",
                empty=lambda: f"No readings yet. Press {key_of('kpis.read')} to add the current value and its date.",
            )  # fmt: skip
            yield Pane(id="said").when_empty("Testimonials", "Quotes that support the selected KPI appear here.")

    def on_mount(self) -> None:
        """Begin among the KPIs."""
        self.set_focus(self.query_one("#kpis"))

    def arrive(self, key: str) -> None:
        """Select a KPI."""
        if key and self.is_mounted:
            self.query_one("#kpis", Listing).highlight(key)
        else:
            self._wanted = key

    def fill(self) -> None:
        """Show every KPI."""
        found = trends(self.book)
        listing = self.query_one("#kpis", Listing)
        listing.show((self._row(one) for one in found), self._wanted)
        self._wanted = ""
        listing.titled(f"KPIs · {len(found)}")
        self._show_one()

    def _row(self, found: Trend) -> Row:
        way = percent(found.way) if found.way is not None else "–"
        look = LOOKS.get(found.direction, "dim")
        name, line = (found.kpi.name, "strong"), (found.line[-LONGEST_LINE:], look)
        return Row(found.kpi.id, (line, name, (self._aim(found), "dim"), (way, look)), search=found.kpi.source)

    def _aim(self, found: Trend) -> str:
        """The last reading, and the target with its day."""
        kpi, style = found.kpi, money_of(self.book).style
        by = f" by {format_day_short(kpi.target_on, self.today)}" if kpi.target_on else ""
        now = with_sign(found.latest.value, kpi, style) if found.latest else found.direction
        return f"{now} → {with_unit(kpi.target, kpi, style)}{by}"

    def _kpi(self) -> Kpi | None:
        return self.book.kpis.get(self.query_one("#kpis", Listing).key)

    @on(Listing.Moved, "#kpis")
    def _show_one(self) -> None:
        kpi = self._kpi()
        about, readings, said = (
            self.query_one("#about", Pane),
            self.query_one("#readings", Listing),
            self.query_one("#said", Pane),
        )
        plot = self.query_one(Plot)
        if kpi is None:
            about.titled("")
            about.show([])
            readings.titled("Readings")
            readings.show([])
            said.titled("Testimonials")
            said.show([])
            plot.show((), self.today, self.today)
            return
        found = trend(self.book, kpi)
        about.titled(kpi.name)
        about.show(self._about(found))
        readings.titled(f"Readings · {len(found.readings)}")
        readings.show(self._reading(kpi, reading) for reading in reversed(found.readings))
        quotes = testimonials(self.book, kpi.id)
        said.titled(f"Testimonials · {len(quotes)}")
        none = (
            f"No testimonials yet. Press {key_of('kpis.pitch')} to add a quote to a benefit that this KPI supports."
        )
        said.show([f"{quotation(one_line(one.text))} {one.source}".strip() for one in quotes] or [none])
        self._show_trend(plot, found)

    def _show_trend(self, plot: Plot, found: Trend) -> None:
        """The readings near which the axis begins, but for amounts of money, and the target."""
        kpi, style = found.kpi, money_of(self.book).style
        last = max(self.today, found.points[-1][0])
        unit = "" if kpi.unit in SIGNS or kpi.unit == "%" else kpi.unit
        readings = Line(f"reading, {unit}" if unit else "reading", found.points)
        target = Line("target", [(kpi.baseline_on, float(kpi.target))], reference=True)
        plot.show(
            [readings, target],
            min(kpi.baseline_on, last),
            last,
            near=kpi.unit not in SIGNS,
            written=lambda value: with_sign(Decimal(str(round(value, 2))), kpi, style),
        )

    def _about(self, found: Trend) -> Iterator[list[Span] | str]:
        kpi, style, latest = found.kpi, money_of(self.book).style, found.latest
        if found.way is not None:
            bar = bar_spans([float(found.way)], 100, WIDE_BAR)
            yield [*bar, (f"  {percent(found.way)} to target", LOOKS.get(found.direction, ""))]
        else:
            yield [("No progress to report yet.", "dim")]
        figures = [("Baseline", kpi.baseline, f"measured {format_day_short(kpi.baseline_on, self.today)}", "")]
        if latest:
            on = format_day_short(latest.on, self.today)
            figures.append(
                ("Reading", latest.value, f"{on}, {found.direction}", LOOKS.get(found.direction, "strong"))
            )
        by = f"by {format_day_short(kpi.target_on, self.today)}" if kpi.target_on else ""
        figures.append(("Target", kpi.target, by, ""))
        yield from figure_lines(
            [
                Figure(name, with_unit(value, kpi, style), look, ((when, "dim"),) if when else ())
                for name, value, when, look in figures
            ]
        )
        facts = [("Level", label_of(kpi.level))]
        since = latest.on + timedelta(days=1) if latest else kpi.baseline_on
        if said := at_level(self.book, kpi.level, since, self.today):
            facts.append(("Feedback", f"since {format_day_short(since, self.today)}: {said}"))
        if kpi.source:
            facts.append(("Source", one_line(kpi.source)))
        yield from ([(f"{name:<10}", "dim"), (text, "")] for name, text in facts)
        if kpi.note:
            yield kpi.note

    def _reading(self, kpi: Kpi, reading: Reading) -> Row:
        day, value = (
            format_day_short(reading.on, self.today),
            with_unit(reading.value, kpi, money_of(self.book).style),
        )
        return Row(reading.id, ((day, "dim"), (value, "strong"), (reading.source or " ", "dim")))

    # -- keys ------------------------------------------------------------------------------------

    def _held(self) -> Reading | None:
        """The selected reading, while the cursor is among the readings."""
        listing = self.query_one("#readings", Listing)
        return self.book.readings.get(listing.key) if self.focused is listing else None

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected KPI or reading."""
        return dict.fromkeys(("kpis.read", "kpis.edit", "kpis.delete"), self._kpi())

    def action_add(self) -> None:
        """Add a KPI."""
        self.ask_record(
            "Add KPI", Kpi, lambda kpi: f"Add KPI {quoted(kpi.name)}",
            preset={"baseline_on": self.today}, names=KPI_FIELDS,
            intro="The baseline and its date cannot be changed later, so that progress stays comparable.",
        )  # fmt: skip

    def action_read(self) -> None:
        """Add a reading of the selected KPI."""
        if kpi := self._kpi():
            self.ask_record(
                f"Add reading: {kpi.name}", Reading, lambda _: f"Add reading: {quoted(kpi.name)}",
                preset={"kpi": kpi.id, "on": self.today}, names=("value", "on", "source"), enter_saves=True,
                intro=f"Unit: {kpi.unit}" if kpi.unit else "",
            )  # fmt: skip
        else:
            self.say(no_figure_yet(), problem=True)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Edit the selected reading or KPI."""
        kpi = self._kpi()
        if reading := self._held():
            name = kpi.name if kpi else ""
            self.ask_record(
                f"Edit reading: {name}",
                Reading,
                lambda _: f"Edit reading: {quoted(name)}",
                base=reading,
                names=("value", "on", "source"),
            )
        elif kpi:
            self.ask_record(
                f"Edit KPI: {kpi.name}", Kpi, lambda changed: f"Edit KPI {quoted(changed.name)}", base=kpi, names=CHANGEABLE,
                intro=f"The baseline stays at {with_unit(kpi.baseline, kpi, money_of(self.book).style)}.",
            )  # fmt: skip
        else:
            self.say(no_figure_yet(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected reading, or the KPI with its readings."""
        if reading := self._held():
            self.delete(reading, "The reading")
        elif kpi := self._kpi():
            readings = len(trend(self.book, kpi).readings)
            name = quoted(kpi.name)
            self.delete(kpi, f"{name} with {pluralize(readings, 'reading')}" if readings else name)
        else:
            self.say(no_figure_yet(), problem=True)
