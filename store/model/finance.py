"""Rates, costs, budgets, supplier quotes, KPIs and their readings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.money import NOTHING, to_cent
from store.core.record import Record


class Rate(Record, frozen=True, kw_only=True):
    """What an hour costs from a day on, for everyone without a rate of their own.

    Loaded hourly cost = (pay + employer's taxes and benefits + overhead) ÷ productive hours a year, or one figure that the
    personnel department has worked out already.
    """

    since: Annotated[date, field_info("Valid from", "time before the first rate is not costed", needed=True)]
    hour: Annotated[Decimal | None, field_info("Cost per hour", "if you know this, no other figure is needed")] = (
        None
    )
    pay: Annotated[Decimal, field_info("Annual pay", "an average will do")] = NOTHING
    on_costs: Annotated[Decimal, field_info("Taxes and benefits", "paid by the employer, per year")] = NOTHING
    overhead: Annotated[Decimal, field_info("Overhead", "annual share of desk, room and tools")] = NOTHING
    hours: Annotated[Number, field_info("Productive hours", "per year, excluding holidays and sick days")] = 0
    note: Annotated[str, field_info("Note", "where these figures come from")] = ""

    @property
    def hourly(self) -> Decimal:
        """The loaded hourly cost, to the cent; that rounded amount is what hours are multiplied with."""
        if self.hour:
            return self.hour
        whole = self.pay + self.on_costs + self.overhead
        return to_cent(whole / self.hours) if self.hours > 0 else NOTHING


class OwnRate(Rate, frozen=True, kw_only=True):
    """What an hour of one person costs from a day on."""

    volunteer: Annotated[str, field_info("Person", "the person this rate is for", needed=True, ref="volunteers")]


Bucket = Literal["opportunity", "operational", "other"]
State = Literal["planned", "spent"]
Every = Literal["once", "weekly", "monthly", "quarterly", "yearly"]


class Cost(Record, frozen=True, kw_only=True):
    """Money or paid time, planned or spent, once or repeatedly."""

    what: Annotated[str, field_info("Description", "for example: room for the kick-off", needed=True)]
    bucket: Annotated[
        Bucket,
        field_info("Bucket", "opportunity: paid time · operational: tools, rooms · other: gifts, extras"),
    ] = "operational"
    amount: Annotated[Decimal, field_info("Amount", "for example: 120", needed=True)]
    on: Annotated[date, field_info("Date", "the first date, if the cost repeats", needed=True)]
    state: Annotated[State, field_info("Status", "if it repeats: spent when due, or planned until booked")] = (
        "spent"
    )
    every: Annotated[Every, field_info("Repeats", "later dates follow from the first", heading="If it repeats")] = (
        "once"
    )
    until: Annotated[date | None, field_info("Until", "the latest date it can repeat", heading="If it repeats")] = (
        None
    )
    ritual: Annotated[str, field_info("Ritual", "the ritual it pays for", ref="rituals", heading="Belongs to")] = ""
    gathering: Annotated[
        str, field_info("Gathering", "the gathering it pays for", ref="gatherings", heading="Belongs to")
    ] = ""
    note: Annotated[str, field_info("Note", "for example: supplier, or who approved it", long=True)] = ""
    except_on: Annotated[tuple[date, ...], field_info("Except on", hidden=True)] = ()
    series: Annotated[str, field_info("Booked from", ref="costs", hidden=True)] = ""
    """The recurring cost whose day this entry stands for."""
    due_on: Annotated[date | None, field_info("Due on", hidden=True)] = None
    """That day."""


class Budget(Record, frozen=True, kw_only=True):
    """What may be spent in a period."""

    name: Annotated[str, field_info("Name", "for example: 2026, or school year 26/27")] = ""
    since: Annotated[date, field_info("First day", "the first day it covers", needed=True)]
    until: Annotated[date, field_info("Last day", "the last day it covers", needed=True)]
    amount: Annotated[Decimal, field_info("Budget", "including trainer time", needed=True)]
    note: Annotated[str, field_info("Note", "who approved it, and for what", long=True)] = ""


Level = Literal["reaction", "learning", "behaviour", "results", "roi"]
"""Levels of evaluation: Kirkpatrick's four, and Phillips's fifth."""


class Kpi(Record, frozen=True, kw_only=True):
    """A key performance indicator with its baseline and target."""

    name: Annotated[str, field_info("KPI", "for example: complaints about tone", needed=True)]
    unit: Annotated[str, field_info("Unit", "for example: a month, minutes, %")] = ""
    level: Annotated[Level, field_info("Evaluation level", "from participants’ reaction to ROI")] = "results"
    baseline: Annotated[Decimal, field_info("Baseline", "before the community started", needed=True, kind="figure")]
    baseline_on: Annotated[date, field_info("Baseline date", "the day it was measured", needed=True)]
    target: Annotated[
        Decimal, field_info("Target", "below the baseline if less is better", needed=True, kind="figure")
    ]
    target_on: Annotated[date | None, field_info("Target date", "the day by which to reach the target")] = None
    source: Annotated[str, field_info("Source", "who measures it, and how")] = ""
    note: Annotated[str, field_info("Note", "the reasons behind these figures", long=True)] = ""


class Reading(Record, frozen=True, kw_only=True):
    """The value of a KPI on one day."""

    kpi: Annotated[str, field_info("KPI", "the KPI that was measured", needed=True, ref="kpis")]
    value: Annotated[
        Decimal, field_info("Reading", "the figure, for example: 42 or 4.5", needed=True, kind="figure")
    ]
    on: Annotated[date, field_info("Date", "the day it was measured", needed=True)]
    source: Annotated[str, field_info("Source", "where this figure comes from")] = ""


class OutsideQuote(Record, frozen=True, kw_only=True):
    """A supplier's price for a session, and the sessions of the community that replaced it."""

    what: Annotated[str, field_info("Training", "for example: Excel course, one day", needed=True)]
    price: Annotated[Decimal, field_info("Supplier quote", "for one session, including travel", needed=True)]
    source: Annotated[str, field_info("Source", "supplier, number of learners, file location", needed=True)]
    quoted_on: Annotated[date, field_info("Quoted on", "the date on the quote", needed=True)]
    sessions: Annotated[
        tuple[str, ...],
        field_info(
            "Sessions that replaced it",
            "only those you would otherwise have bought",
            ref="contributions|gatherings",
        ),
    ] = ()
    note: Annotated[str, field_info("Note", "scope, conditions or contact", long=True)] = ""
