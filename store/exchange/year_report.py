"""The report on a year: for a page that prints on three sheets of A4 at most, or as plain text; both say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape

from msgspec import Struct

from store.book.book import Book
from store.core.labels import label_of
from store.core.money import AmountFormat
from store.core.text import clean, one_line, quotation
from store.exchange.blocks import BULLET
from store.exchange.page_parts import BLUE, bar, headed, page, paragraph, row, table
from store.finance.kpis import trends, with_unit
from store.texts.documents import printed_page
from store.texts.documents import year as texts
from store.updates.metrics import Facts
from store.updates.year import Year

_STYLE = f"""\
table.figures {{ table-layout: auto; margin: 1mm 0 2mm }}
table.figures th {{ text-align: right; font-weight: bold; border-bottom: .3mm solid {BLUE}; padding: .5mm 0 .5mm 3mm }}
table.figures th:first-child {{ text-align: left; padding-left: 0 }}
table.figures tbody th {{ font-weight: normal; border: 0 }}
table.figures td {{ text-align: right; width: auto; padding: .5mm 0 .5mm 3mm; white-space: nowrap }}
@media print {{ table, li, p {{ break-inside: avoid }} }}
"""
_MOST = 8
"""Lines of one list, so that the report stays on three sheets."""


class Part(Struct, frozen=True):
    """One part of the report."""

    heading: str
    """Empty for the opening."""
    sentences: tuple[str, ...] = ()
    figures: tuple[tuple[str, ...], ...] = ()
    """A table: its header, then a line for each measure."""
    bars: tuple[tuple[str, int], ...] = ()
    bullets: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.sentences or self.figures or self.bars or self.bullets)


def parts(book: Book, year: Year) -> list[Part]:
    """The report, part by part; what the book knows nothing of is left out."""
    whole = year.whole
    quotes = tuple(quotation(one_line(quote.text)) for quote in whole.quotes[-3:])
    found = [
        Part("", _opening(year), bullets=tuple(_against(year))),
        Part(texts.QUARTERS, figures=tuple(_figures(book, year))),
        Part(texts.RESULTS, bullets=tuple(_results(book, year))),
        Part(texts.COSTS, tuple(_costs(book, year)), bullets=tuple(_buckets(book, year))),
        Part(texts.SPREAD, bars=year.spread if len(year.spread) > 1 else ()),
        Part(texts.PEOPLE, bullets=tuple(_people(year))),
        Part(texts.LEARNED, (year.feedback,) if year.feedback else (), bullets=tuple(_learned(year))),
        Part(texts.VOICES, bullets=quotes),
    ]
    return [part for part in found if not part.empty]


def _opening(year: Year) -> tuple[str, str]:
    whole = year.whole
    taught = texts.opening(sessions=len(whole.sessions), learners=whole.learners, leaders=whole.leaders)
    return taught, texts.community(len(whole.held), whole.members, whole.since, whole.until)


def _against(year: Year) -> Iterator[str]:
    if then := year.before:
        now = year.whole
        yield texts.compared(len(now.sessions), len(then.sessions), texts.SESSIONS)
        yield texts.compared(now.learners, then.learners, texts.LEARNERS)
        yield texts.compared(len(now.held), len(then.held), texts.GATHERINGS)


def _figures(book: Book, year: Year) -> Iterator[tuple[str, ...]]:
    said = AmountFormat(book.community).said
    columns = [(texts.quarter(number), found) for number, found in year.quarters]
    columns.append((f"{year.number}", year.whole))
    if year.before:
        columns.append((texts.before(year.before.until, complete=year.complete), year.before))
    measures: dict[str, Callable[[Facts], str]] = {
        texts.GATHERINGS: lambda f: f"{len(f.held):,}",
        texts.ATTENDANCE: lambda f: texts.rate(f.came, f.seats),
        texts.SESSIONS: lambda f: f"{len(f.sessions):,}",
        texts.LEARNERS: lambda f: f"{f.learners:,}",
        texts.JOINED: lambda f: f"{len(f.joined):,}",
        texts.SPENT: lambda f: said(f.spent),
    }
    yield (texts.MEASURE, *(name for name, _ in columns))
    for measure, told in measures.items():
        yield (measure, *(told(found) for _, found in columns))


def _results(book: Book, year: Year) -> Iterator[str]:
    style = AmountFormat(book.community).style
    for one in trends(book):
        readings = [reading for reading in one.readings if reading.on <= year.whole.until]
        if readings and readings[-1].on >= year.whole.since:
            kpi, last = one.kpi, readings[-1]
            baseline, now, target = (
                with_unit(value, kpi, style) for value in (kpi.baseline, last.value, kpi.target)
            )
            yield texts.reading(one_line(kpi.name), (baseline, kpi.baseline_on), (now, last.on), target)
    yield from (one.text for one in year.whole.departments[:_MOST])


def _costs(book: Book, year: Year) -> Iterator[str]:
    said = AmountFormat(book.community).said
    if (year.whole.spent or year.replaced) and not (year.roi and year.first):
        yield texts.costs(said(year.whole.spent), year.replaced, said(year.avoided), hours=year.hours_costed)
    if year.roi:
        yield year.roi


def _buckets(book: Book, year: Year) -> Iterator[str]:
    said = AmountFormat(book.community).said
    return (texts.bucket(label_of(name), said(amount)) for name, amount in year.buckets.items() if amount)


def _people(year: Year) -> Iterator[str]:
    whole = year.whole
    yield from texts.moved(len(whole.joined), len(whole.grown), len(whole.left))
    if whole.firsts:
        yield texts.first_time(len(whole.firsts))
    if year.thank_yous:
        yield texts.thank_yous(year.thank_yous)
    yield from (one.text for one in whole.certified[:_MOST])


def _learned(year: Year) -> Iterator[str]:
    return (texts.learned(one.topic, one.on, one.outcomes) for one in year.learned[:_MOST])


# -- forms -----------------------------------------------------------------------------------------


def as_text(book: Book, year: Year) -> str:
    """The report as plain lines."""
    blocks = [texts.title(one_line(book.community.name), year.number)]
    for part in parts(book, year):
        lines = [part.heading] if part.heading else []
        lines += part.sentences
        lines += [f"{BULLET}{line}" for line in _lines_of(part.figures)]
        lines += [f"{BULLET}{name or printed_page.OTHERS}: {count:,}" for name, count in part.bars]
        lines += [f"{BULLET}{one_line(line)}" for line in part.bullets]
        blocks.append("\n".join(lines))
    return clean("\n\n".join(blocks) + "\n")


def _lines_of(figures: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A table as lines: the measure, and its figure under each heading."""
    for name, *cells in figures[1:]:
        told = (f"{head} {value}" for head, value in zip(figures[0][1:], cells, strict=True))
        yield f"{name}: {', '.join(told)}"


def as_html(book: Book, year: Year) -> str:
    """The report as a page to print."""
    body = "\n".join(_html(part) for part in parts(book, year))
    return page(one_line(clean(texts.title(book.community.name, year.number))), clean(body), _STYLE)


def _html(part: Part) -> str:
    most = max((count for _, count in part.bars), default=0)
    bars = [row(name or printed_page.OTHERS, bar(count, most), f"{count:,}") for name, count in part.bars]
    items = "".join(f"<li>{escape(line)}</li>" for line in part.bullets)
    body = "\n".join(
        filter(
            None,
            [
                *map(paragraph, part.sentences),
                _table(part.figures),
                table(bars) if bars else "",
                f"<ul>{items}</ul>" if items else "",
            ],
        )
    )
    return headed(part.heading, body) if part.heading else body


def _table(figures: Sequence[tuple[str, ...]]) -> str:
    if not figures:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in figures[0])
    lines = (
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for name, *cells in figures[1:]
    )
    return f'<table class="figures">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{chr(10).join(lines)}\n</tbody>\n</table>'


def forms(book: Book, year: Year) -> dict[str, Callable[[], bytes]]:
    """What writes the report in each of its forms, by how the name of such a file ends."""
    return {".html": lambda: as_html(book, year).encode(), ".txt": lambda: as_text(book, year).encode()}


def year_to_report(today: date) -> int:
    """The year to report on: the one before in January, as this one has hardly begun."""
    return today.year - 1 if today.month == 1 else today.year
