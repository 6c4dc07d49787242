"""KPIs that the community is meant to move: a baseline frozen with its date, a target, and dated readings."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from store.book.book import Book
from store.core.money import SIGNS, Style, money, separated
from store.core.numbers import with_minus
from store.core.sparkline import spark
from store.core.text import normalize
from store.model.finance import Kpi, Reading

CHANGEABLE = ("name", "unit", "level", "target", "target_on", "source", "note")
"""What can be changed of a KPI later: the baseline is frozen."""


class Trend(Struct, frozen=True):
    """A KPI with its readings, oldest first."""

    kpi: Kpi
    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None

    @property
    def points(self) -> list[tuple[date, float]]:
        """Baseline and readings, for a plot."""
        return [(self.kpi.baseline_on, float(self.kpi.baseline)), *((r.on, float(r.value)) for r in self.readings)]

    @property
    def way(self) -> Decimal | None:
        """How much of the way from baseline to target is done, in whole per cent; None before a reading or a way."""
        asked = self.kpi.target - self.kpi.baseline
        if self.latest is None or not asked:
            return None
        return ((self.latest.value - self.kpi.baseline) / asked * 100).quantize(Decimal(1), ROUND_HALF_UP)

    @property
    def direction(self) -> str:
        """Whether the newest reading is better or worse than the one before it, or the baseline."""
        if self.latest is None:
            return "no reading yet"
        before = self.readings[-2].value if len(self.readings) > 1 else self.kpi.baseline
        change = (self.latest.value - before) * (1 if self.kpi.target >= self.kpi.baseline else -1)
        return "better" if change > 0 else "worse" if change < 0 else "unchanged"

    @property
    def line(self) -> str:
        """The trend as one character a value."""
        return spark([value for _, value in self.points])


def trend(book: Book, kpi: Kpi) -> Trend:
    """A KPI with its readings."""
    found = [reading for reading in book.readings.values() if reading.kpi == kpi.id]
    return Trend(kpi, tuple(sorted(found, key=lambda reading: (reading.on, reading.id))))


def trends(book: Book) -> list[Trend]:
    """All KPIs by name, each with its readings."""
    return [trend(book, kpi) for kpi in sorted(book.kpis.values(), key=lambda kpi: (normalize(kpi.name), kpi.id))]


def number(value: Decimal, style: Style) -> str:
    """A reading as it is shown, with no more decimals than it has: ``19``, ``4.2``."""
    short = value.normalize()
    return separated(with_minus(f"{short:,f}"), style)


def with_unit(value: Decimal, kpi: Kpi, style: Style) -> str:
    """A reading with its unit: ``19 a month``, ``58%``, ``€23,800``."""
    if kpi.unit in SIGNS:
        return money(value, kpi.unit, style, cents=True)
    blank = "" if kpi.unit.startswith("%") else " "
    return f"{number(value, style)}{blank}{kpi.unit}".strip()


def with_sign(value: Decimal, kpi: Kpi, style: Style) -> str:
    """A reading beside one that has its unit: with a sign such as % or €, without a unit in words."""
    return with_unit(value, kpi, style) if kpi.unit in SIGNS or kpi.unit == "%" else number(value, style)
