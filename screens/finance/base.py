"""What the views of Costs and the pitch share: how money is written, what may be picked, the rows behind a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from rich.cells import cell_len

from screens.common.actions.commands import Commands
from screens.common.actions.general_actions import View
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.widgets.lists.option import Option
from screens.widgets.spans import Span, fit
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day_short
from store.core.errors import Invalid
from store.core.fields import Field
from store.core.labels import label_of
from store.core.money import AmountFormat
from store.core.text import one_line, pluralize, quoted
from store.model.finance import OwnRate, Rate
from store.people.directory import full_name_of
from store.recognition.recognition import LED

RATE_FIELDS = ("since", "hour", "pay", "on_costs", "overhead", "hours", "note")
VIEWS = (
    View("costs", "Costs", "by month"),
    View("budget", "Budget", "with forecast"),
    View("return", "ROI", "cost avoided and break-even"),
    View("kpis", "KPIs", "targets and readings"),
)
"""The views of Costs."""


class Figure(Struct, frozen=True):
    """A line of a pane: what it is, how much with its unit, and what stands beside it."""

    name: str
    text: str
    look: str = ""
    beside: tuple[Span, ...] = ()


def money_of(book: Book) -> AmountFormat:
    """How a book writes amounts."""
    return AmountFormat(book.community)


def figure_lines(figures: Sequence[Figure]) -> list[list[Span]]:
    """Lines of a pane whose amounts end in the same column."""
    names = max((cell_len(figure.name) for figure in figures), default=0)
    texts = max((cell_len(figure.text) for figure in figures), default=0)
    return [
        [
            (f"{fit(figure.name, names)}  ", "dim"),
            (fit(figure.text, texts, right=True), figure.look),
            *((("  ", ""), *figure.beside) if figure.beside else ()),
        ]
        for figure in figures
    ]


def trace(screen: Host, what: str, rows: Sequence[str], how: str = "") -> None:
    """List the rows behind a figure."""
    if not rows:
        screen.say(f"No entries for {quoted(what)} yet.")
        return
    from screens.common.trace import Trace

    title = f"{what}: based on {pluralize(len(rows), 'entry', 'entries')}"
    options = [Option(str(number), one_line(row)) for number, row in enumerate(rows)]
    screen.app.push_screen(Trace(f"{title}{f' · {how}' if how else ''}", options))


def ask_rate(screen: Host, kind: type[Rate], preset: Mapping[str, Any], base: Rate | None = None) -> None:
    """The calculator: what goes into an hourly rate, kept so that it can be reviewed."""

    def worked_out(_: Change, rate: Rate) -> None:
        if rate.hour:
            return
        if not rate.pay:
            raise Invalid({"hour": "Enter the cost of an hour, or the annual pay and the productive hours."})
        if rate.hours <= 0:
            raise Invalid({"hours": "Enter productive hours: about 1,600 a year for a full-time job."})

    def come_to(values: Mapping[str, Any]) -> str:
        figures = {
            name: values[name] for name in ("hour", "pay", "on_costs", "overhead", "hours") if values.get(name)
        }
        hourly = Rate(since=screen.today, **figures).hourly
        return f"An hour costs {money_of(screen.book).exact(hourly)}." if hourly else ""

    screen.ask_record(
        "Set hourly rate",
        kind,
        lambda rate: f"Set hourly rate to {money_of(screen.book).exact(rate.hourly)}",
        base=base,
        preset=preset,
        names=(*(("volunteer",) if kind is OwnRate else ()), *RATE_FIELDS),
        also=worked_out,
        intro="Enter the cost of an hour, or the figures behind it: (pay + taxes and benefits + overhead) ÷ productive hours, per person and year.",
        follow=come_to,
    )


class MoneyCommands(Commands[Host]):
    """Commands of every screen about money."""

    def action_pitch(self) -> None:
        """Go to the pitch."""
        self.screen.post_message(GoTo("pitch"))

    def options_for(self, field: Field) -> list[Option] | None:
        """What may be picked; gatherings and contributions with their day, newest first."""
        found: list[Option] = []
        tables = field.ref.split("|")
        if "contributions" in tables:
            found += [option for _, option in sorted(self._contributions(), key=lambda pair: pair[0], reverse=True)]
        if "gatherings" in tables:
            found += [option for _, option in sorted(self._gatherings(), key=lambda pair: pair[0], reverse=True)]
        return found if {"contributions", "gatherings"} & {*tables} else None

    def _contributions(self) -> list[tuple[tuple[date, str], Option]]:
        return [
            (
                (made.on, made.id),
                Option(
                    made.id,
                    f"{format_day_short(made.on, self.today)}  {made.topic or label_of(made.kind)}",
                    full_name_of(self.book, made.volunteer),
                ),
            )
            for made in self.book.contributions.values()
            if made.kind in LED
        ]

    def _gatherings(self) -> list[tuple[tuple[date, str], Option]]:
        return [
            ((g.on, g.id), Option(g.id, f"{format_day_short(g.on, self.today)}  {g.topic or g.name}", g.state))
            for g in self.book.gatherings.values()
        ]
