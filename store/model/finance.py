"""Rates, costs, budgets, supplier quotes, KPIs and their readings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.money import NOTHING, to_cent
from store.core.record import Record


class Rate(Record, frozen=True, kw_only=True):
    """What an hour costs from a day on, for everyone without a rate of their own.

    Loaded hourly cost = (pay + employer's taxes and benefits + overhead) ÷ productive hours a year.
    """

    since: Annotated[
        date, field_info("From", "paid hours are counted by themselves from the first such day on", needed=True)
    ]
    pay: Annotated[Decimal, field_info("Pay a year", "an average will do", needed=True)]
    on_costs: Annotated[Decimal, field_info("Taxes and benefits", "what the employer pays on top, a year")] = (
        NOTHING
    )
    overhead: Annotated[Decimal, field_info("Overhead", "desk, room, tools: their share a year")] = NOTHING
    hours: Annotated[Number, field_info("Productive hours", "a year, without holidays and sick days", needed=True)]
    note: Annotated[str, field_info("Note", "where these figures are from")] = ""

    @property
    def hourly(self) -> Decimal:
        """The loaded hourly cost, to the cent; that rounded amount is what hours are multiplied with."""
        whole = self.pay + self.on_costs + self.overhead
        return to_cent(whole / self.hours) if self.hours > 0 else NOTHING


class OwnRate(Rate, frozen=True, kw_only=True):
    """What an hour of one person costs from a day on."""

    volunteer: Annotated[str, field_info("Whose", needed=True, ref="volunteers")]


Bucket = Literal["opportunity", "operational", "other"]
State = Literal["planned", "spent"]
Every = Literal["once", "weekly", "monthly", "quarterly", "yearly"]


class Cost(Record, frozen=True, kw_only=True):
    """Money or paid time, planned or spent, once or again and again."""

    what: Annotated[str, field_info("What for", needed=True)]
    bucket: Annotated[
        Bucket,
        field_info("Bucket", "opportunity: paid hours · operational: tools, rooms · other: gifts, the forgotten"),
    ] = "operational"
    amount: Annotated[Decimal, field_info("Amount", needed=True)]
    on: Annotated[date, field_info("When", "the first time, where it comes back", needed=True)]
    state: Annotated[
        State, field_info("Planned or spent", "one that comes back is spent on its days, or planned until booked")
    ] = "spent"
    every: Annotated[Every, field_info("Comes back", "the days are worked out, not copied")] = "once"
    until: Annotated[date | None, field_info("Until", "the last day it may come back")] = None
    ritual: Annotated[str, field_info("For which ritual", ref="rituals")] = ""
    gathering: Annotated[str, field_info("For which gathering", ref="gatherings")] = ""
    note: Annotated[str, field_info("Note", long=True)] = ""
    except_on: Annotated[tuple[date, ...], field_info("Except on", hidden=True)] = ()
    series: Annotated[str, field_info("Booked from", ref="costs", hidden=True)] = ""
    """The recurring cost whose day this entry stands for."""
    due_on: Annotated[date | None, field_info("Due on", hidden=True)] = None
    """That day."""


class Budget(Record, frozen=True, kw_only=True):
    """What may be spent in a stretch of days."""

    name: Annotated[str, field_info("Name", "for instance: 2026, or school year 26/27")] = ""
    since: Annotated[date, field_info("From", needed=True)]
    until: Annotated[date, field_info("To the day", "the last one", needed=True)]
    amount: Annotated[Decimal, field_info("Budget", "paid time included", needed=True)]
    note: Annotated[str, field_info("Note", "who agreed to it, and what it may be used for", long=True)] = ""


Level = Literal["reaction", "learning", "behaviour", "results", "roi"]
"""Levels of evaluation: Kirkpatrick's four, and Phillips's fifth."""


class Kpi(Record, frozen=True, kw_only=True):
    """A figure to be moved."""

    name: Annotated[str, field_info("Key figure", "for instance: complaints about tone", needed=True)]
    unit: Annotated[str, field_info("Unit", "for instance: a month, minutes, %")] = ""
    level: Annotated[Level, field_info("What it tells of", "from how people liked it to what it earned")] = (
        "results"
    )
    baseline: Annotated[
        Decimal, field_info("Baseline", "before the community; it stays as it is", needed=True, kind="figure")
    ]
    baseline_on: Annotated[date, field_info("Baseline of", "the day it was measured", needed=True)]
    target: Annotated[
        Decimal, field_info("Target", "lower than the baseline where less is better", needed=True, kind="figure")
    ]
    target_on: Annotated[date | None, field_info("Target by")] = None
    source: Annotated[str, field_info("Source", "who measures it, and how")] = ""
    note: Annotated[str, field_info("Note", long=True)] = ""


class Reading(Record, frozen=True, kw_only=True):
    """What a key figure was on a day."""

    kpi: Annotated[str, field_info("Key figure", needed=True, ref="kpis")]
    value: Annotated[Decimal, field_info("Reading", needed=True, kind="figure")]
    on: Annotated[date, field_info("On", needed=True)]
    source: Annotated[str, field_info("Source", "where this figure is from")] = ""


class OutsideQuote(Record, frozen=True, kw_only=True):
    """What a session would have cost outside, and the sessions here that took its place."""

    what: Annotated[str, field_info("What", "for instance: Excel course, one day", needed=True)]
    price: Annotated[Decimal, field_info("Outside price", "for one session, travel included", needed=True)]
    source: Annotated[str, field_info("Source", "who quoted it, for how many, and where it is kept", needed=True)]
    quoted_on: Annotated[date, field_info("Quoted on", needed=True)]
    sessions: Annotated[
        tuple[str, ...],
        field_info(
            "Instead of it", "only sessions that would really have been bought", ref="contributions|gatherings"
        ),
    ] = ()
    note: Annotated[str, field_info("Note", long=True)] = ""
