"""The KPIs that recipients watch: how each moved, and whether that is news to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from store.core.money import AmountFormat
from store.finance.kpis import Trend, trend, with_sign, with_unit
from store.model.finance import Kpi, Reading
from store.texts import update_results as texts
from store.updates.narrative.context import Context

OFTEN_ENOUGH = 3
"""How often the same reading is told: once as news, then with its day; after that only a new one is."""


class Movement(Struct, frozen=True):
    """A KPI with its newest reading by the last day, and the one before."""

    known: Trend
    before: tuple[Decimal, date]
    """The last reading before the period, or the one before the newest where that is older; else the baseline."""
    news: bool
    """Whether it lies in the period, or the recipients have not been told of it."""
    told: int
    """How often they were."""

    @property
    def kpi(self) -> Kpi:
        """The KPI."""
        return self.known.kpi

    @property
    def latest(self) -> Reading:
        """The newest reading."""
        return self.known.readings[-1]

    @property
    def reached(self) -> bool:
        """Whether the newest reading is at the target or beyond it."""
        return at_target(self.kpi, self.latest.value)

    @property
    def newly_reached(self) -> bool:
        """Whether it is the first to be there after one that was not."""
        return self.reached and not at_target(self.kpi, self.before[0])


def at_target(kpi: Kpi, value: Decimal) -> bool:
    """Whether a value is at the target of a KPI or beyond it, on the side away from the baseline."""
    if kpi.target == kpi.baseline:
        return value == kpi.target
    return value >= kpi.target if kpi.target > kpi.baseline else value <= kpi.target


def movement(context: Context, kpi: Kpi) -> Movement | None:
    """How a KPI moved by the last day of the period; None before its first reading."""
    readings = tuple(one for one in trend(context.book, kpi).readings if one.on <= context.facts.until)
    if not readings:
        return None
    latest, since = readings[-1], context.facts.since
    value = with_unit(latest.value, kpi, AmountFormat(context.book.community).style)
    last = context.told.last(kpi.name, value)
    news = last is None or latest.on > last or latest.on >= since
    earlier = [(one.value, one.on) for one in readings[:-1] if one.on < since]
    before = earlier[-1] if earlier else (kpi.baseline, kpi.baseline_on)
    return Movement(Trend(kpi, readings), before, news, 0 if news else context.told.times(kpi.name, value))


def watched(context: Context) -> list[Movement]:
    """The KPIs that the recipients watch, as far as they were read, each once; news first."""
    keys = dict.fromkeys(reader.watches for reader in context.readers)
    moved = [found for key in keys if (kpi := context.book.kpis.get(key)) and (found := movement(context, kpi))]
    return sorted(moved, key=lambda one: not one.news)


def in_words(context: Context, moved: Movement, *, way: bool = False) -> str:
    """A KPI in words: its movement where that is news, and the way to its target if wanted; else its last reading with the day."""
    kpi, style, until = moved.kpi, AmountFormat(context.book.community).style, context.facts.until
    now, target = with_unit(moved.latest.value, kpi, style), with_sign(kpi.target, kpi, style)
    if not moved.news:
        return texts.reading_told_before(kpi.name, now, target, moved.latest.on, until)
    value, day = moved.before
    return texts.reading(
        kpi.name,
        now,
        with_sign(value, kpi, style),
        target,
        before_on=day,
        until=until,
        change=moved.latest.value - value,
        read_on=moved.latest.on if moved.latest.on < context.facts.since else None,
        reached=moved.reached,
        progress=moved.known.way if way else None,
    )


def in_short(context: Context, moved: Movement) -> str:
    """The movement of a KPI for a subject line."""
    kpi = moved.kpi
    now = with_unit(moved.latest.value, kpi, AmountFormat(context.book.community).style)
    return texts.reading_in_short(kpi.name, now, moved.latest.value - moved.before[0])
