"""The pitch as it is read: half a page, one page or the full case; and what is still missing in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.core.text import one_line, quoted
from store.finance.ledger import by_bucket
from store.model.pitch import PITCH
from store.pitch.case import Point, by_category
from store.pitch.document import Block, Depth, Page
from store.pitch.figures import Facts
from store.pitch.sections import (
    back_in_short,
    buckets,
    budget,
    bullet,
    demand,
    heading,
    in_all,
    learners,
    opening,
    paragraph,
    point_with,
    returns,
    said,
    signed,
    subheading,
    with_source,
)
from store.texts import pitch as texts

MOST_HALF, MOST_PAGE = 2, 3
"""Problems and benefits on half a page and on one page."""


def write(book: Book, today: date, depth: Depth) -> Page:
    """The pitch at a depth, from what the book holds now."""
    facts = Facts(book, today, exact=depth == "full case")
    writers = {"half a page": _half, "one page": _page, "full case": _full}
    return Page(texts.title(one_line(book.community.name)), depth, tuple(writers[depth](facts)))


def _half(f: Facts) -> Iterator[Block]:
    yield from opening(f, 1)
    if f.problems or f.unmet:
        yield heading("problems", texts.PROBLEMS)
    for point in f.problems[:MOST_HALF]:
        yield bullet("problems", point_with(f, point, (point.figures + point.quotes)[:1]))
    yield from demand(f)
    if f.benefits:
        yield heading("benefits", texts.BENEFITS)
    for point in f.benefits[:MOST_HALF]:
        found = f.kpi(point.claim)
        best = () if found else (point.figures + point.quotes)[:1]
        yield bullet("benefits", point_with(f, point, best) + ([" ", *f.kpi_pieces(found)] if found else []))
    yield paragraph("investment", [*in_all(f), *back_in_short(f)])
    yield from said(f, "group", texts.pilot_in_short(), f.pitch.group, 1)
    yield from said(f, "ask", texts.ask_in_short(), f.pitch.ask, 1)
    yield from signed(f)


def _page(f: Facts) -> Iterator[Block]:
    yield from opening(f)
    if f.problems or f.unmet:
        yield heading("problems", texts.PROBLEMS)
    for point in f.problems[:MOST_PAGE]:
        best = [*point.figures[:1], *point.quotes[:1]]
        yield bullet("problems", point_with(f, point, best))
    yield from demand(f)
    for part, title, points in _benefits(f):
        yield heading(part, title)
        for point in points[:MOST_PAGE]:
            found = f.kpi(point.claim)
            chosen = point.quotes[:1] if found else (point.figures + point.quotes)[:1]
            pieces = point_with(f, point, chosen)
            yield bullet(part, pieces + ([" ", *f.kpi_pieces(found)] if found else []))
    yield heading("investment", texts.INVESTMENT)
    yield paragraph("investment", in_all(f))
    yield from buckets(f, words=False)
    yield from returns(f)
    if f.pitch.group.strip():
        yield heading("group", texts.PILOT)
        yield from said(f, "group", "", f.pitch.group)
    if f.pitch.ask.strip():
        yield heading("ask", texts.ASK)
    yield from said(f, "ask", "", f.pitch.ask)
    yield from signed(f)


def _benefits(f: Facts) -> Iterator[tuple[str, str, list[Point]]]:
    """The part, its heading and the benefits of the organisation, then of the volunteers; where there are any."""
    for part, title, points in (("benefits", texts.BENEFITS, f.benefits), ("gains", texts.GAINS, f.gains)):
        if points:
            yield part, title, points


def _full(f: Facts) -> Iterator[Block]:
    yield from opening(f)
    if f.problems or f.unmet:
        yield heading("problems", texts.PROBLEMS)
    for category, found in by_category(f.problems):
        if category:
            yield subheading("problems", category)
        for point in found:
            yield paragraph("problems", point_with(f, point, ()))
            for one in (*point.figures, *point.quotes):
                yield bullet("problems", with_source(f, one))
    yield from demand(f)
    for part, title, points in _benefits(f):
        yield heading(part, title)
        for point in points:
            yield paragraph(part, point_with(f, point, ()))
            for one in (*point.quotes, *point.figures):
                yield bullet(part, with_source(f, one))
            if trend_found := f.kpi(point.claim):
                yield bullet(part, f.kpi_pieces(trend_found))
    yield heading("investment", texts.INVESTMENT)
    yield paragraph("investment", in_all(f))
    yield from buckets(f, words=True)
    yield from budget(f)
    yield from learners(f)
    yield from returns(f)
    if f.pitch.group.strip():
        yield heading("group", texts.PILOT)
        yield from said(f, "group", "", f.pitch.group)
    if f.pitch.ask.strip():
        yield heading("ask", texts.ASK)
    yield from said(f, "ask", "", f.pitch.ask)
    yield from signed(f)


# -- what is missing -------------------------------------------------------------------------------


class Gap(Struct, frozen=True):
    """Something the pitch still wants."""

    part: str
    key: str
    """The record it is about; nothing where it is the whole part."""
    text: str
    wants: Literal["quote", "figure", ""] = ""
    """The kind of evidence that would fill it; nothing where something else would."""
    field: str = ""
    """The field of the record that would fill it."""


def gaps(book: Book, today: date) -> list[Gap]:
    """What is missing, in the order of the pitch."""
    return [*_gaps(Facts(book, today))]


def _gaps(f: Facts) -> Iterator[Gap]:
    if not f.pitch.opening.strip():
        yield Gap("opening", PITCH, "The proposal in your own words", field="opening")
    yield from _of_problems(f)
    yield from _of_benefits(f)
    for bucket, amount in by_bucket(f.status.entries).items():
        if not amount and not getattr(f.pitch, bucket).strip():
            yield Gap(
                "investment", bucket, f"{texts.BUCKETS[bucket]}: a cost, or the reason there is none", field=bucket
            )
    if not f.pitch.group.strip():
        yield Gap("group", PITCH, "The pilot group", field="group")
    if not f.pitch.ask.strip():
        yield Gap("ask", PITCH, "Your request", field="ask")


def _of_problems(f: Facts) -> Iterator[Gap]:
    if not f.problems:
        yield Gap("problems", "", "A first problem")
    for point in f.problems:
        yield from _one_sided(point, "problems")
        if not point.claim.category.strip():
            yield Gap("problems", point.claim.id, f"A category for {quoted(point.name)}", field="category")
        yield from _unsourced(point, "problems")


def _of_benefits(f: Facts) -> Iterator[Gap]:
    if not f.benefits:
        yield Gap("benefits", "", "A first benefit")
    for part, _, points in _benefits(f):
        for point in points:
            if f.kpi(point.claim) is None and part == "benefits":
                yield Gap(part, point.claim.id, f"A KPI for {quoted(point.name)}", field="kpi")
            if not point.quotes:
                yield Gap(part, point.claim.id, f"A testimonial for {quoted(point.name)}", "quote")
            yield from _unsourced(point, part)


def _unsourced(point: Point, part: str) -> Iterator[Gap]:
    for one in (*point.figures, *point.quotes):
        if not one.source.strip():
            yield Gap(part, one.id, f"A source for {quoted(one_line(one.text)[:40])}", field="source")


def _one_sided(point: Point, part: str) -> Iterator[Gap]:
    if not point.figures:
        yield Gap(part, point.claim.id, f"A figure for {quoted(point.name)}", "figure")
    if not point.quotes:
        yield Gap(part, point.claim.id, f"A quote for {quoted(point.name)}", "quote")
