"""What a pitch stands on: the facts of a book, counted once, each as a piece of text with its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from store.book.book import Book
from store.core.dates import MONTH_NAMES, format_day
from store.core.money import AmountFormat, in_whole, total
from store.core.text import normalize, one_line, quotation, without_marks
from store.finance.budgets import Status, status
from store.finance.kpis import Trend, trend, with_unit
from store.finance.ledger import Entry, told
from store.finance.roi import Instead, Return, returned
from store.model.community import COMMUNITY
from store.model.finance import Kpi
from store.model.pitch import PITCH, Claim, Evidence
from store.pitch.case import points, the_pitch
from store.pitch.document import Figure, Piece, Source, filled
from store.texts import pitch as texts
from store.training.training_requests import from_whom, unmet, waits_for


class Facts:
    """What the pitch is made of, counted once."""

    def __init__(self, book: Book, today: date, *, exact: bool = True) -> None:
        """Count it.

        Args:
            book: the book.
            today: the day it is told on.
            exact: amounts to the cent; otherwise in whole units of the currency, as a short text has them.
        """
        self.book, self.today, self.purse, self._exact = book, today, AmountFormat(book.community), exact
        self._rows: dict[Entry, Source] = {}
        self.pitch = the_pitch(book)
        self.problems, every = points(book, "problem"), points(book, "benefit")
        self.benefits = [point for point in every if point.claim.whose == "organisation"]
        self.gains = [point for point in every if point.claim.whose == "volunteers"]
        self.status = _investment(book, today)
        self.unmet = unmet(book, today)
        self.back: Return = returned(book, today)

    def kpi(self, claim: Claim) -> Trend | None:
        """The KPI of a benefit, with its readings."""
        kpi = self.book.kpis.get(claim.kpi)
        return trend(self.book, kpi) if kpi else None

    def said(self, amount: Decimal) -> str:
        """An amount as this text has it."""
        if self._exact:
            return self.purse.exact(amount)
        return self.purse.said(amount)

    def adding_up(self, amounts: list[Decimal]) -> list[Decimal]:
        """The parts of a sum as this text has them, so that a reader who adds them up finds the sum it names."""
        return amounts if self._exact else in_whole(amounts)

    # -- pieces ------------------------------------------------------------------------------------

    def own(self, text: str, what: str) -> Figure:
        """Words of the pitch itself."""
        return Figure(one_line(text), (Source(PITCH, f"{what}, in your own words"),), what, edits=PITCH)

    def evidence(self, one: Evidence) -> Figure:
        """A quote or figure as it was noted."""
        text = without_marks(one_line(one.text))
        about = f"{format_day(one.on, self.today)}  {one.source or 'no source recorded'}: {one.text}"
        text = quotation(text) if one.kind == "quote" else text
        return Figure(text, (Source(one.id, one_line(about)),), one.kind.capitalize(), edits=one.id)

    def money(self, entries: Iterable[Entry], what: str, how: str = "") -> Figure:
        """The sum of lines of the ledger."""
        lines = [*entries]
        rows = self.entry_rows(lines) or (Source(COMMUNITY, "no cost in this period"),)
        return Figure(self.said(total(lines)), rows, what, how)

    def entry_rows(self, entries: Iterable[Entry]) -> tuple[Source, ...]:
        """Lines of the ledger as rows."""
        return tuple(self._entry_row(entry) for entry in entries)

    def _entry_row(self, entry: Entry) -> Source:
        """A line of the ledger as a row; written once, however many figures it stands behind."""
        if (row := self._rows.get(entry)) is None:
            row = Source(entry.id, told(self.book, entry, self.today, self.purse.exact(entry.amount)), entry.amount)
            self._rows[entry] = row
        return row

    def unmet_rows(self) -> tuple[Source, ...]:
        """Training requests that could not be met, as rows."""
        return tuple(
            Source(
                r.id,
                one_line(
                    f"{format_day(r.on, self.today)}  {from_whom(self.book, r)}: {r.topic}, {waits_for(self.book, r, self.today)}"
                ),
            )
            for r in self.unmet
        )

    def instead_rows(self, found: Iterable[Instead]) -> tuple[Source, ...]:
        """Sessions that took the place of bought ones, as rows."""
        return tuple(
            Source(
                one.quote.id,
                one_line(
                    f"{format_day(one.on, self.today)}  {one.what}: supplier quote {self.purse.exact(one.price)}, "
                    f"trainer time {self.purse.exact(one.inside)} ({one.quote.source})"
                ),
            )
            for one in found
        )

    def to_come(self) -> tuple[Source, ...]:
        """Paid hours to come until the period's end, as a row."""
        s, said = self.status, self.purse.exact
        if not s.hours_to_come:
            return ()
        less = "minus trainer time already planned"
        text = f"expected trainer time: {said(s.pace)} a day × {s.days_left} days, {less}: {said(s.hours_to_come)}"
        return (Source(COMMUNITY, text, s.hours_to_come),)

    def trend_rows(self, found: Trend) -> tuple[Source, ...]:
        """Baseline, target and readings as rows."""
        kpi, style = found.kpi, self.purse.style
        about = f": {one_line(kpi.source)}" if kpi.source else ""
        return (
            Source(
                kpi.id,
                f"{format_day(kpi.baseline_on, self.today)}  baseline {with_unit(kpi.baseline, kpi, style)}{about}",
            ),
            *(
                Source(r.id, f"{format_day(r.on, self.today)}  {with_unit(r.value, kpi, style)}{_source(r.source)}")
                for r in found.readings
            ),
            Source(kpi.id, f"target {with_unit(kpi.target, kpi, style)}{self._by(kpi.target_on)}"),
        )

    def _by(self, day: date | None) -> str:
        return f" by {format_day(day, self.today)}" if day else ""

    def value(self, value: Decimal, kpi: Kpi) -> str:
        """A reading with its unit; an amount of money as all others are written."""
        if self.purse.currency and normalize(kpi.unit) == normalize(self.purse.currency):
            return self.purse.exact(value)
        return with_unit(value, kpi, self.purse.style)

    def kpi_pieces(self, found: Trend) -> list[Piece]:
        """A KPI in a sentence."""
        kpi, rows = found.kpi, self.trend_rows(found)
        aim = texts.kpi_target(self.value(kpi.target, kpi), month(kpi.target_on) if kpi.target_on else "")
        target = Figure(aim, rows, "Target", edits=kpi.id)
        name, latest = one_line(kpi.name), found.latest
        if latest is None:
            at = texts.kpi_at(name, self.value(kpi.baseline, kpi), month(kpi.baseline_on))
            return filled(texts.kpi(read=False), baseline=Figure(at, rows, "Baseline", edits=kpi.id), target=target)
        began = month(kpi.baseline_on)
        began = began.split()[0] if kpi.baseline_on.year == latest.on.year else began
        was = texts.kpi_from(name, self.value(kpi.baseline, kpi), began)
        now = texts.kpi_now(self.value(latest.value, kpi), month(latest.on))
        return filled(
            texts.kpi(read=True),
            baseline=Figure(was, rows, "Baseline", edits=kpi.id),
            now=Figure(now, rows, "Now", edits=kpi.id),
            target=target,
        )


def _source(source: str) -> str:
    return f": {one_line(source)}" if source else ""


def month(day: date) -> str:
    """A day as a case speaks of it: ``February 2026``."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _investment(book: Book, today: date) -> Status:
    """The period that is told of: this one, or a later one where all that is noted is planned for then."""
    now = status(book, today)
    ahead = [cost.on for cost in book.costs.values() if cost.on > now.until]
    return now if now.entries or not ahead else status(book, today, around=min(ahead))
