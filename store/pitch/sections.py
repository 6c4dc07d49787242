"""The passages of a pitch, from the facts of a book: problems, benefits, investment, return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.core.dates import date_range, format_day
from store.core.money import NOTHING
from store.core.numbers import percent
from store.core.text import clean, normalize, one_line, pluralize
from store.finance.ledger import BUCKETS, spent, year_of
from store.finance.working_hours import in_hours, learners_time
from store.model.community import COMMUNITY
from store.model.pitch import PITCH, Evidence
from store.pitch.case import Point
from store.pitch.document import BUCKET_NAMES, BUCKET_TITLES, CLAIM, PARTS, SOURCE, Block, Figure, Piece, Source
from store.pitch.figures import Facts, month


def heading(part: str, words: str) -> Block:
    """A heading."""
    return Block(part, "heading", (words,))


def subheading(part: str, category: str) -> Block:
    """A category as the heading of what belongs to it."""
    return Block(
        part, "subheading", (Figure(category, (Source(PITCH, f"the category «{category}»"),), "Category"),)
    )


def paragraph(part: str, pieces: Iterable[Piece]) -> Block:
    """A paragraph."""
    return Block(part, "paragraph", tuple(pieces))


def bullet(part: str, pieces: Iterable[Piece]) -> Block:
    """A bullet."""
    return Block(part, "bullet", tuple(pieces))


def said(f: Facts, part: str, before: str, text: str, most: int = 0) -> Iterator[Block]:
    """Own words, a paragraph a line; only so many of them where there is little room."""
    lines = [line for line in clean(text).split("\n") if line.strip()]
    lines = lines[:most] if most else lines
    for number, line in enumerate(lines):
        line = line.strip()  # noqa: PLW2901
        begun = before if number == 0 else ""
        yield paragraph(part, [begun, f.own(line if begun else line[:1].upper() + line[1:], PARTS[part])])


def opening(f: Facts, most: int = 0) -> Iterator[Block]:
    """For whom, and what is proposed."""
    if f.pitch.reader:
        yield paragraph("opening", ["For ", f.own(f.pitch.reader, "For whom"), "."])
    yield from said(f, "opening", "", f.pitch.opening, most)


def signed(f: Facts) -> Iterator[Block]:
    """The organiser's name."""
    if name := one_line(f.book.community.organiser):
        yield paragraph("ask", [Figure(name, (Source(COMMUNITY, "your name, in the settings"),), "Your name")])


def name(point: Point) -> Figure:
    """What a problem or benefit is called."""
    text = point.name.rstrip(".")
    behind = (*point.figures, *point.quotes)
    rows = tuple(Source(one.id, one_line(f"{one.source}: {one.text}")) for one in behind)
    return Figure(text, rows or (Source(point.claim.id, "no evidence yet"),), CLAIM, edits=point.claim.id)


def told_of(f: Facts, found: Iterable[Evidence]) -> list[Piece]:
    """Evidence after the name of what it stands behind, a sentence each."""
    pieces: list[Piece] = []
    for number, one in enumerate(found):
        pieces += [": " if number == 0 else " ", *with_source(f, one)]
    return pieces or ["."]


def with_source(f: Facts, one: Evidence) -> list[Piece]:
    """A quote or figure with where it is from."""
    said = f.evidence(one)
    if not one.source:
        return [said, "." if not said.text.endswith(("»", ".", "!", "?")) else ""]
    source = Figure(one_line(one.source), said.rows, SOURCE, edits=one.id)
    return [said, " (", source, ")."]


def by_category(found: list[Point]) -> list[tuple[str, list[Point]]]:
    """Problems by category, each where its first one stands."""
    groups: dict[str, tuple[str, list[Point]]] = {}
    for point in found:
        category = one_line(point.claim.category)
        groups.setdefault(normalize(category), (category, []))[1].append(point)
    return [*groups.values()]


def in_all(f: Facts) -> list[Piece]:
    """The whole investment of the period in a sentence."""
    s = f.status
    if not s.entries:
        return ["The investment is yet to be worked out."]
    days = date_range(s.since, s.until)
    named = s.name or (f"{s.since.year}" if (s.since, s.until) == year_of(s.since) else "")
    span = Figure(named or days, (Source(COMMUNITY, days),), "The period")
    rows = f.entry_rows(s.entries) + f.to_come()
    forecast = Figure(f.said(s.forecast), rows, "Forecast", s.formula)
    so_far = f.money(spent(s.entries), "Spent so far")
    included = ", the trainers' paid time included" if _rows_in(f, "opportunity") else ""
    spent_of_it: list[Piece] = ["; ", so_far, " of it is spent."] if s.spent else ["."]
    return [
        "In " if named else "For ",
        span,
        " it takes ",
        forecast,
        f" all in all{included}",
        *spent_of_it,
    ]


def buckets(f: Facts, *, words: bool) -> Iterator[Block]:
    """Each bucket with what is spent and planned, and the word about it; together they make the forecast."""
    if not f.status.entries and not any(getattr(f.pitch, bucket).strip() for bucket in BUCKETS):
        return
    found = {bucket: _rows_in(f, bucket) for bucket in BUCKETS}
    amounts = [sum((row.amount for row in rows if row.amount), NOTHING) for rows in found.values()]
    shown_as = dict(zip(BUCKETS, f.adding_up(amounts), strict=True))
    for bucket, rows in found.items():
        word = one_line(getattr(f.pitch, bucket)).rstrip(".")
        pieces: list[Piece] = [f"{BUCKET_TITLES[bucket]}: "]
        amount = shown_as[bucket]
        if rows:
            pieces += [Figure(f.said(amount), rows, BUCKET_NAMES[bucket], f.status.formula)]
        else:
            pieces.append("nothing")
        if word and (words or not rows):
            pieces += [" (", f.own(word, f"On {bucket} costs"), ")"]
        yield bullet("investment", [*pieces, "."])


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
            "Learners' time",
            "learners × how long each session lasted",
        )
        yield paragraph(
            "investment",
            ["Learners spent ", time, " in sessions; their time is not among these costs."],
        )


def budget(f: Facts) -> Iterator[Block]:
    """The budget, and what would be left of it."""
    s = f.status
    if s.budget is None or s.left_at_end is None:
        return
    given = Source(COMMUNITY, f"budget for {date_range(s.since, s.until)}: {f.purse.exact(s.budget)}", s.budget)
    rows = (given, *f.entry_rows(s.entries), *f.to_come())
    left = Figure(f.said(abs(s.left_at_end)), rows, "Left at its end", f"budget − forecast. {s.formula}")
    ends = " of it will be left over." if s.left_at_end >= 0 else " will be missing."
    yield paragraph(
        "investment",
        ["The budget is ", Figure(f.said(s.budget), (given,), "Budget"), "; as it goes now, ", left, ends],
    )


def back_in_short(f: Facts) -> list[Piece]:
    """What came back so far, in a sentence."""
    back = f.back
    if not back.instead or back.roi is None:
        return []
    rows = f.instead_rows(back.instead)
    count = Figure(pluralize(len(back.instead), "session"), rows, "Not bought")
    so_far = " So far " if back.cautious else " With what is planned, "
    return [so_far, count, " took the place of bought ones, which would have cost ", _outside(f), "."]


def _outside(f: Facts) -> Figure:
    return Figure(f.said(f.back.benefits), f.instead_rows(f.back.instead), "Price outside")


def returns(f: Facts) -> Iterator[Block]:
    """The return so far: cost avoided, return on investment, cost per learner, break-even."""
    back = f.back
    if not back.instead or back.roi is None:
        return
    inside, costs = f.instead_rows(back.instead), f.entry_rows(back.entries)
    count = Figure(pluralize(len(back.instead), "session"), inside, "Not bought")
    held: list[Piece] = (
        ["We held ", count, " that would otherwise have been bought"]
        if back.cautious
        else [count, " take the place of bought ones"]
    )
    own = Figure(f.said(back.benefits - back.avoided), inside, "Their own hours")
    avoided = Figure(f.said(back.avoided), inside, "Cost avoided", "outside price − the session's own hours")
    yield heading("return", "What came back so far" if back.cautious else "What comes back, with what is planned")
    yield paragraph(
        "return",
        [*held, ". Outside they would have cost ", _outside(f),
         "; our own hours for them cost ", own, ", so ", avoided, " was not spent."],
    )  # fmt: skip
    rate = Figure(percent(back.roi), inside + costs, "Return", "(benefits − costs) ÷ costs × 100")
    pieces: list[Piece] = [
        "The whole community, all paid hours included, cost ", f.money(back.entries, "All costs"),
        ". Measured against those ", _outside(f), " that is a return of ", rate, ".",
    ]  # fmt: skip
    beyond: list[Piece] = [" What it brings beyond that is not counted here."] if f.benefits else []
    yield paragraph("return", pieces + _per_learner(f) + _break_even(f) + beyond)


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
    how = "all costs ÷ attendances of sessions"
    return [
        " Each seat in a session cost ",
        Figure(f.said(back.per_learner), rows, "Per seat", how),
        ".",
    ]


def _break_even(f: Facts) -> list[Piece]:
    back = f.back
    if back.break_even is None:
        return []
    rows = f.instead_rows(back.instead) + f.entry_rows(back.entries)
    how = "first day on which benefits so far ≥ costs so far"
    even = Figure(f"{back.break_even.day} {month(back.break_even)}", rows, "Break-even", how)
    again = "; since then costs have overtaken them again." if back.behind_again else "."
    return [" Benefits caught up with costs on ", even, again]
