"""The passages of a pitch, from the facts of a book: problems, benefits, investment, return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.core.dates import date_range, format_day
from store.core.money import NOTHING
from store.core.numbers import percent
from store.core.text import clean, one_line, pluralize, quoted
from store.finance.budget_periods import year_of
from store.finance.ledger import BUCKETS, spent
from store.finance.working_hours import in_hours, learners_time
from store.model.community import COMMUNITY
from store.model.pitch import PITCH, Evidence
from store.pitch.case import Point
from store.pitch.document import BUCKET_NAMES, CLAIM, PARTS, SOURCE, Block, Figure, Piece, Source, filled
from store.pitch.figures import Facts, month
from store.texts import pitch as texts


def heading(part: str, words: str) -> Block:
    """A heading."""
    return Block(part, "heading", (words,))


def subheading(part: str, category: str) -> Block:
    """A category as the heading of what belongs to it."""
    return Block(
        part, "subheading", (Figure(category, (Source(PITCH, f"the category {quoted(category)}"),), "Category"),)
    )


def paragraph(part: str, pieces: Iterable[Piece]) -> Block:
    """A paragraph."""
    return Block(part, "paragraph", tuple(pieces))


def bullet(part: str, pieces: Iterable[Piece]) -> Block:
    """A bullet."""
    return Block(part, "bullet", tuple(pieces))


def said(f: Facts, part: str, sentence: str, text: str, most: int = 0) -> Iterator[Block]:
    """Own words as they were typed, a paragraph a line; only so many of them where there is little room.

    Args:
        f: the facts.
        part: the part of the pitch they belong to.
        sentence: what the first line is put into; empty where it stands for itself.
        text: the words.
        most: lines at most; all of them unless given.
    """
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    for number, line in enumerate(lines[:most] if most else lines):
        words = f.own(line, PARTS[part])
        yield paragraph(part, filled(sentence, words=words) if sentence and number == 0 else [words])


def opening(f: Facts, most: int = 0) -> Iterator[Block]:
    """For whom, and what is proposed."""
    if f.pitch.reader:
        yield paragraph("opening", filled(texts.for_whom(), recipient=f.own(f.pitch.reader, "Decision-maker")))
    yield from said(f, "opening", "", f.pitch.opening, most)


def signed(f: Facts) -> Iterator[Block]:
    """The organiser's name."""
    if name := one_line(f.book.community.organiser):
        yield paragraph("ask", [Figure(name, (Source(COMMUNITY, "your name, in Settings"),), "Your name")])


def name(point: Point) -> Figure:
    """What a problem or benefit is called."""
    text = point.name.rstrip(".")
    behind = (*point.figures, *point.quotes)
    rows = tuple(Source(one.id, one_line(f"{one.source}: {one.text}")) for one in behind)
    return Figure(text, rows or (Source(point.claim.id, "no evidence yet"),), CLAIM, edits=point.claim.id)


def point_with(f: Facts, point: Point, found: Sequence[Evidence]) -> list[Piece]:
    """A problem or benefit and the evidence behind it, a sentence each."""
    pieces = filled(texts.point(evidence=bool(found)), name=name(point))
    for number, one in enumerate(found):
        pieces += [*([" "] if number else []), *with_source(f, one)]
    return pieces


def with_source(f: Facts, one: Evidence) -> list[Piece]:
    """A quote or figure with where it is from."""
    said = f.evidence(one)
    source = Figure(one_line(one.source), said.rows, SOURCE, edits=one.id)
    return filled(texts.evidence(said.text, sourced=bool(one.source)), evidence=said, source=source)


def demand(f: Facts) -> Iterator[Block]:
    """The training requests of a year that could not be met."""
    if not f.unmet:
        return
    rows, size = f.unmet_rows(), sum(request.size or 0 for request in f.unmet)
    count = Figure(pluralize(len(f.unmet), "training request"), rows, "Unmet demand")
    people = Figure(pluralize(size, "person", "people"), rows, "Colleagues")
    yield bullet("problems", filled(texts.unmet(sized=bool(size)), requests=count, people=people))


def in_all(f: Facts) -> list[Piece]:
    """The whole investment of the period in a sentence."""
    s = f.status
    if not s.entries:
        return [texts.NO_INVESTMENT]
    days = date_range(s.since, s.until)
    named = s.name or (f"{s.since.year}" if (s.since, s.until) == year_of(s.since) else "")
    span = Figure(named or days, (Source(COMMUNITY, days),), "Period")
    rows = f.entry_rows(s.entries) + f.to_come()
    forecast = Figure(f.said(s.forecast), rows, "Forecast", s.formula)
    so_far = f.money(spent(s.entries), "Spent to date")
    sentence = texts.investment(trainer_time=bool(_rows_in(f, "opportunity")), spent=bool(s.spent))
    return filled(sentence, period=span, forecast=forecast, spent=so_far)


def buckets(f: Facts, *, words: bool) -> Iterator[Block]:
    """Each bucket with what is spent and planned, and the word about it; together they make the forecast."""
    if not f.status.entries and not any(getattr(f.pitch, bucket).strip() for bucket in BUCKETS):
        return
    found = {bucket: _rows_in(f, bucket) for bucket in BUCKETS}
    amounts = [sum((row.amount for row in rows if row.amount), NOTHING) for rows in found.values()]
    shown_as = dict(zip(BUCKETS, f.adding_up(amounts), strict=True))
    for bucket, rows in found.items():
        word = one_line(getattr(f.pitch, bucket)).rstrip(".")
        amount = Figure(f.said(shown_as[bucket]), rows, BUCKET_NAMES[bucket], f.status.formula)
        told = bool(word) and (words or not rows)
        sentence = texts.bucket(texts.BUCKETS[bucket], amount=bool(rows), words=told)
        yield bullet(
            "investment",
            filled(sentence, amount=amount, words=f.own(word, f"Note: {BUCKET_NAMES[bucket].lower()}")),
        )


def _rows_in(f: Facts, bucket: str) -> tuple[Source, ...]:
    mine = [entry for entry in f.status.entries if entry.bucket == bucket]
    return f.entry_rows(mine) + (f.to_come() if bucket == "opportunity" else ())


def learners(f: Facts) -> Iterator[Block]:
    """Learners' own time, apart from the costs."""
    spent_there = learners_time(f.book, f.status.since, min(f.status.until, f.today))
    if spent_there.minutes:
        made = f.book.contributions
        rows = tuple(
            Source(one, f"{format_day(made[one].on, f.today)}  {one_line(made[one].topic) or 'a session'}")
            for one in spent_there.sessions
        )
        time = Figure(
            in_hours(spent_there.minutes).replace(" h", " hours"),
            rows,
            "Learners’ time",
            "learners × duration of each session",
        )
        yield paragraph(
            "investment",
            filled(texts.learners_time(), hours=time),
        )


def budget(f: Facts) -> Iterator[Block]:
    """The budget, and what would be left of it."""
    s = f.status
    if s.budget is None or s.left_at_end is None:
        return
    given = Source(COMMUNITY, f"budget for {date_range(s.since, s.until)}: {f.purse.exact(s.budget)}", s.budget)
    rows = (given, *f.entry_rows(s.entries), *f.to_come())
    left = Figure(f.said(abs(s.left_at_end)), rows, "Forecast balance", f"budget − forecast. {s.formula}")
    sentence = texts.budget(enough=s.left_at_end >= 0)
    yield paragraph("investment", filled(sentence, budget=Figure(f.said(s.budget), (given,), "Budget"), left=left))


def back_in_short(f: Facts) -> list[Piece]:
    """What came back so far, in a sentence."""
    back = f.back
    if not back.instead or back.roi is None:
        return []
    rows = f.instead_rows(back.instead)
    count = Figure(pluralize(len(back.instead), "session"), rows, "External training avoided")
    sentence = texts.replaced_in_short(len(back.instead), held=back.cautious)
    return filled(sentence, sessions=count, price=_outside(f))


def _outside(f: Facts) -> Figure:
    return Figure(f.said(f.back.benefits), f.instead_rows(f.back.instead), "Supplier quotes")


def returns(f: Facts) -> Iterator[Block]:
    """The return so far: cost avoided, return on investment, cost per learner, break-even."""
    back = f.back
    if not back.instead or back.roi is None:
        return
    inside, costs = f.instead_rows(back.instead), f.entry_rows(back.entries)
    count = Figure(pluralize(len(back.instead), "session"), inside, "External training avoided")
    own = Figure(f.said(back.benefits - back.avoided), inside, "Trainer time for sessions")
    avoided = Figure(
        f.said(back.avoided), inside, "Cost avoided", "supplier quotes − trainer time of these sessions"
    )
    yield heading("return", texts.RETURN if back.cautious else texts.EXPECTED_RETURN)
    sentence = texts.replaced(held=back.cautious)
    yield paragraph("return", filled(sentence, sessions=count, price=_outside(f), own=own, avoided=avoided))
    rate = Figure(percent(back.roi), inside + costs, "ROI", "(benefits − costs) ÷ costs × 100")
    pieces = filled(texts.roi(), costs=f.money(back.entries, "Total cost"), price=_outside(f), rate=rate)
    yield paragraph("return", [*pieces, texts.NOT_COUNTED, *_per_learner(f), *_break_even(f)])


def _per_learner(f: Facts) -> list[Piece]:
    back = f.back
    if back.per_learner is None:
        return []
    seats = tuple(
        Source(
            s.id,
            f"{format_day(s.on, f.today)}  {one_line(s.topic) or 'a session'}: {pluralize(s.learners, 'learner')}",
        )
        for s in back.sessions
    )
    rows = f.entry_rows(back.entries) + seats
    how = "total cost ÷ learner attendances"
    cost = Figure(f.said(back.per_learner), rows, "Cost per attendance", how)
    return filled(texts.cost_per_attendance(), cost=cost)


def _break_even(f: Facts) -> list[Piece]:
    back = f.back
    if back.break_even is None:
        return []
    rows = f.instead_rows(back.instead) + f.entry_rows(back.entries)
    how = "first day on which benefits to date ≥ costs to date"
    even = Figure(f"{back.break_even.day} {month(back.break_even)}", rows, "Break-even", how)
    return filled(texts.break_even(behind_again=back.behind_again), day=even)
