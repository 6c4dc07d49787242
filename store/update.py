"""The update: facts of a period, each with the rows behind it, and the draft made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.adoption import MEMBERS, Stage, latest_moves, members
from store.bars import bar, percent
from store.costs import ledger, spent, told
from store.dates import period, plain, shown
from store.money import Purse, to_cent, total
from store.people import full_name_of
from store.recognition import Session, sessions
from store.returns import in_words, returned
from store.rituals import Gathering, gatherings, held
from store.stakeholders import Kind, Stakeholder, Update, draft_for, first_day, sent_updates
from store.text import counted, listed

if TYPE_CHECKING:
    from store.book import Book

AHEAD = 28
"""Days ahead that «what comes next» looks."""

SECTIONS = ("opening", "progress", "participation", "wins", "feedback", "lessons", "next", "cost", "ask")
TITLES = {
    "opening": "In one line",
    "progress": "Progress",
    "participation": "Participation",
    "wins": "Key wins",
    "feedback": "Feedback",
    "lessons": "Lessons learned",
    "next": "What comes next",
    "cost": "Cost and return",
    "ask": "Ask",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One record behind a figure: its id, and how it reads."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything counted for one period, both ends included. Every number is the length or sum of rows."""

    since: date
    until: date
    joined: tuple[Row, ...]
    said_yes: tuple[Row, ...]
    grown: tuple[Row, ...]
    left: tuple[Row, ...]
    """Members who became active or core."""
    members: int
    held: tuple[Row, ...]
    seats: int
    """Members on each gathering's day, added up: everybody who could have come."""
    came: int
    """Members who came, added up over the gatherings."""
    guests: int
    """Others who came."""
    sessions: tuple[Row, ...]
    leaders: int
    """Different people who led or co-led them."""
    learners: int
    quotes: tuple[Row, ...]
    skipped: tuple[Row, ...]
    coming: tuple[Row, ...]
    costs: tuple[Row, ...]
    spent: Decimal


def facts(book: Book, since: date, until: date, today: date) -> Facts:
    """Count a period, both days included."""
    meetings = held(book, since, until)
    seats, came, guests = _attendance(book, meetings, today)
    held_sessions = sorted(sessions(book, since, until), key=lambda s: (-s.learners, s.on, s.id))
    joined, grown, left = _journeys(book, since, until)
    purse, costs = Purse(book), spent(ledger(book, since, until, today))
    return Facts(
        since=since,
        until=until,
        joined=joined,
        said_yes=_said_yes(book, since, until),
        grown=grown,
        left=left,
        members=len(members(book, today, on=until)),
        held=tuple(Row(g.id, f"{shown(g.on, today)}  {g.name}: {len(g.attended)} came") for g in meetings),
        seats=seats,
        came=came,
        guests=guests,
        sessions=tuple(Row(session.id, _told(book, session)) for session in held_sessions),
        leaders=len({leader for session in held_sessions for leader in session.leaders}),
        learners=sum(session.learners for session in held_sessions),
        quotes=tuple(
            Row(g.id, said) for g in meetings for line in g.quotes.splitlines() if (said := _bare_quote(line))
        ),
        skipped=_skipped(book, since, until),
        coming=_coming(book, until),
        costs=tuple(Row(c.id, told(c, today, purse.said(c.amount))) for c in costs),
        spent=total(costs),
    )


def _bare_quote(line: str) -> str:
    """A quote without the marks it may have been typed with."""
    return line.strip().strip('«»"“”„').strip()


def _journeys(book: Book, since: date, until: date) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Who became a member, which members became more than they were, and who left: each person at most once.

    What counts is where somebody stood before the first day and at the end of the last one, not the steps between.
    """
    before, after = latest_moves(book, since - timedelta(days=1)), latest_moves(book, until)
    joined, grown, left = [], [], []
    for person, move in sorted(after.items(), key=lambda pair: (pair[1].on, pair[1].step, pair[1].id)):
        was: Stage = before[person].stage if person in before else "interested"
        row = Row(move.id, f"{full_name_of(book, person)}: {move.stage} since {plain(move.on)}")
        if move.stage in MEMBERS and was not in MEMBERS:
            joined.append(row)
        elif move.stage in MEMBERS and MEMBERS.index(move.stage) > MEMBERS.index(was):
            grown.append(row)
        elif was in MEMBERS and move.stage not in MEMBERS:
            left.append(row)
    return tuple(joined), tuple(grown), tuple(left)


def _said_yes(book: Book, since: date, until: date) -> tuple[Row, ...]:
    found = [v for v in book.volunteers.values() if v.yes_on and since <= v.yes_on <= until]
    found.sort(key=lambda v: (v.yes_on or until, v.name))
    return tuple(Row(v.id, f"{v.name}: yes on {plain(v.yes_on or until)}") for v in found)


def _attendance(book: Book, meetings: list[Gathering], today: date) -> tuple[int, int, int]:
    seats = came = guests = 0
    for gathering in meetings:
        then = {v.id for v in members(book, today, on=gathering.on)}
        seats += len(then)
        came += sum(person in then for person in gathering.attended)
        guests += sum(person not in then for person in gathering.attended)
    return seats, came, guests


def _told(book: Book, session: Session) -> str:
    about = f" «{session.topic}»" if session.topic else " a session"
    reached = f" for {counted(session.learners, 'colleague')}" if session.learners else ""
    verb = "co-led" if session.helped_only else "led"
    names = listed([full_name_of(book, leader) for leader in session.leaders], most=3)
    return f"{names} {verb}{about}{reached} on {plain(session.on)}"


def _skipped(book: Book, since: date, until: date) -> tuple[Row, ...]:
    found = [g for g in book.gatherings.values() if g.state == "skipped" and since <= g.on <= until]
    found.sort(key=lambda g: (g.on, g.id))
    return tuple(
        Row(g.id, f"{g.name} on {plain(g.on)} did not take place{f': {g.why}' if g.why else ''}") for g in found
    )


def _coming(book: Book, until: date) -> tuple[Row, ...]:
    ahead = gatherings(book, until + timedelta(days=1), until + timedelta(days=AHEAD))
    return tuple(Row(g.id, f"{plain(g.on)}: {g.name}{_hosted(book, g)}") for g in ahead if g.state == "planned")


def _hosted(book: Book, gathering: Gathering) -> str:
    return f", hosted by {full_name_of(book, gathering.host)}" if gathering.host else ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an update: what the records say, what the organiser made of it, and the rows behind it."""

    name: str
    figure: str
    words: str
    rows: tuple[Row, ...]
    taken: bool
    edited: bool

    @property
    def title(self) -> str:
        """Its heading."""
        return TITLES[self.name]

    @property
    def to_fill(self) -> bool:
        """Taken into the update but still without words: to be filled, or struck on purpose."""
        return self.taken and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Draft:
    """An update in the making for one reader."""

    stakeholder: Stakeholder
    facts: Facts
    kind: Kind
    subject: str
    greeting: str
    sections: tuple[Section, ...]
    closing: str

    @property
    def taken(self) -> tuple[Section, ...]:
        """The sections that will be read."""
        return tuple(s for s in self.sections if s.taken and s.words.strip())

    @property
    def unfilled(self) -> tuple[Section, ...]:
        """The sections that must be filled or struck before this leaves the house."""
        return tuple(s for s in self.sections if s.to_fill)

    @property
    def body(self) -> str:
        """The text for an e-mail: one line a paragraph, bullets with ``- ``, no headings in a quick overview."""
        parts = [self.greeting]
        for section in self.taken:
            heading = f"{section.title}\n" if self.kind != "quick overview" and section.name != "opening" else ""
            parts.append(heading + section.words.strip())
        return "\n\n".join([*parts, self.closing]) + "\n"

    @property
    def text(self) -> str:
        """Subject and body, as they are copied."""
        return f"Subject: {self.subject}\n\n{self.body}"


def compose(
    book: Book,
    stakeholder: Stakeholder,
    today: date,
    *,
    since: date | None = None,
    until: date | None = None,
    kind: Kind | None = None,
) -> Draft:
    """The update one stakeholder would get today, in the words kept for them where there are any.

    The period starts the day after the last update's end and runs to today unless said otherwise.
    """
    kept = draft_for(book, stakeholder.id)
    sent = sent_updates(book, stakeholder.id)
    until = until or today
    since = since or min(first_day(stakeholder, sent[-1] if sent else None, until), until)
    counted_facts = facts(book, since, until, today)
    chosen_kind = kind or (kept.kind if kept else stakeholder.kind)
    writer = _Writer(book, stakeholder, counted_facts, chosen_kind)
    return Draft(
        stakeholder=stakeholder,
        facts=counted_facts,
        kind=chosen_kind,
        subject=f"INFO: {book.community.name}, {period(since, until)}",
        greeting=f"Hello {stakeholder.name.partition(' ')[0]},",
        sections=tuple(_section(name, writer, kept) for name in SECTIONS),
        closing="\n".join(filter(None, ["Best wishes,", book.community.organiser])),
    )


def _section(name: str, writer: _Writer, kept: Update | None) -> Section:
    figure, words, rows = writer.write(name)
    own = kept.words.get(name) if kept else None
    by_default = (bool(words.strip()) and (name != "cost" or writer.kind != "quick overview")) or name == "lessons"
    by_default = by_default or bool(own and own.strip())  # what somebody wrote is meant to be read
    return Section(
        name=name,
        figure=figure,
        words=words if own is None else own,
        rows=rows,
        taken=kept.chosen.get(name, by_default) if kept else by_default,
        edited=own is not None,
    )


def keep(
    book: Book,
    draft: Draft,
    *,
    words: dict[str, str | None] | None = None,
    chosen: dict[str, bool] | None = None,
) -> Update:
    """The draft record with a section's own words (None: back to the facts) or choice put in."""
    kept = draft_for(book, draft.stakeholder.id)
    all_words = {**(kept.words if kept else {}), **(words or {})}
    base = kept or Update(to=(draft.stakeholder.id,), since=draft.facts.since, until=draft.facts.until)
    return Update(
        id=base.id,
        to=base.to,
        since=draft.facts.since,
        until=draft.facts.until,
        kind=draft.kind,
        channel=draft.stakeholder.channel,
        words={name: text for name, text in all_words.items() if text is not None},
        chosen={**(kept.chosen if kept else {}), **(chosen or {})},
    )


def sent(book: Book, draft: Draft, on: date) -> Update:
    """The record of this draft as sent: the exact text, with day, channel and reader."""
    kept = draft_for(book, draft.stakeholder.id)
    fresh = Update(
        to=(draft.stakeholder.id,),
        since=draft.facts.since,
        until=draft.facts.until,
        kind=draft.kind,
        state="sent",
        sent_on=on,
        channel=draft.stakeholder.channel,
        subject=draft.subject,
        text=draft.body,
    )
    if not kept:
        return fresh
    return replace(fresh, id=kept.id)


Written = tuple[str, str, tuple[Row, ...]]


class _Writer:
    """Turns facts into words for one reader: what is a figure, what is a sentence, which rows are behind it."""

    def __init__(self, book: Book, stakeholder: Stakeholder, found: Facts, kind: Kind) -> None:
        self.book, self.stakeholder, self.facts, self.kind = book, stakeholder, found, kind
        self.most = 5 if kind == "detailed report" else 3

    def write(self, name: str) -> Written:
        """One section's figure, words and rows."""
        writers: dict[str, Callable[[], Written]] = {
            "opening": self._opening,
            "progress": self._progress,
            "participation": self._participation,
            "wins": self._wins,
            "feedback": self._feedback,
            "lessons": self._lessons,
            "next": self._next,
            "cost": self._cost,
            "ask": self._ask,
        }
        return writers[name]()

    def _bullets(self, rows: tuple[Row, ...], what: str) -> str:
        lines = [f"- {row.text}" for row in rows[: self.most]]
        more = len(rows) - self.most
        return "\n".join([*lines, f"- and {counted(more, f'more {what}')}"] if more > 0 else lines)

    def _opening(self) -> Written:
        f = self.facts
        if f.leaders:
            reached = f", who reached {counted(f.learners, 'learner')}" if f.learners else ""
            line = f"In one line: {counted(f.leaders, 'colleague')} trained others since {plain(f.since)}{reached}."
        elif f.came:
            line = f"In one line: members came together {counted(len(f.held), 'time')} since {plain(f.since)}."
        elif f.joined or f.said_yes:
            yes, joined = counted(len(f.said_yes), "new yes", "new yeses"), counted(len(f.joined), "newcomer")
            line = f"In one line: the community is growing, with {yes if f.said_yes else joined}."
        else:
            line = f"In one line: a quiet stretch since {plain(f.since)}; what comes next is below."
        stake = (
            f" What you care about, {self.stakeholder.stake}, is what this works towards."
            if self.stakeholder.stake
            else ""
        )
        return "", line + stake, ()

    def _progress(self) -> Written:
        f = self.facts
        core = sum(self.book.moves[row.id].stage == "core" for row in f.grown)
        told = [
            f"{counted(len(f.said_yes), 'colleague')} said yes" if f.said_yes else "",
            f"{counted(len(f.joined), 'newcomer')} joined" if f.joined else "",
            f"{counted(len(f.grown) - core, 'member')} became active" if len(f.grown) > core else "",
            f"{counted(core, 'member')} became core" if core else "",
            f"{counted(len(f.left), 'member')} left" if f.left else "",
        ]
        told = [part for part in told if part]
        now = f"the community has {counted(f.members, 'member')}"
        words = (
            f"{listed(told).capitalize()}; {now}." if told else f"Nobody new this time; {now}." if f.members else ""
        )
        return f"{len(f.joined)} joined, {core} core", words, f.said_yes + f.joined + f.grown + f.left

    def _participation(self) -> Written:
        f = self.facts
        if not f.held:
            return "no gathering", "", ()
        share = percent(f.came, f.seats)
        words = f"{counted(len(f.held), 'gathering')} held; members took {f.came} of {f.seats} places ({share})."
        if not f.seats:  # before anybody was a member
            return f"{f.guests} came", f"{counted(len(f.held), 'gathering')} held; {f.guests} came.", f.held
        if f.guests:
            words += f" {counted(f.guests, 'guest')} came too."
        if self.kind == "data picture":
            words = f"Places taken by members: {bar(f.came, f.seats)} {share} ({f.came} of {f.seats})\n" + words
        return f"{f.came} of {f.seats} → {share}", words, f.held

    def _wins(self) -> Written:
        f = self.facts
        if not f.sessions:
            return "0", "", ()
        words = self._bullets(f.sessions, "session")
        if self.kind == "data picture":
            made = {session.id: session for session in sessions(self.book, f.since, f.until)}
            told = [made[row.id] for row in f.sessions[: self.most]]
            words = "\n".join(
                f"- {bar(s.learners, f.learners)} {s.learners:,} of {f.learners:,} learners: {s.topic or 'a session'}"
                for s in told
            )
        return str(len(f.sessions)), words, f.sessions

    def _feedback(self) -> Written:
        quotes = self.facts.quotes
        words = "\n".join(f"- «{row.text}»" for row in quotes[: self.most - 1])
        return counted(len(quotes), "quote"), words, quotes

    def _lessons(self) -> Written:
        skipped = self.facts.skipped
        words = "\n".join(f"- {row.text}." for row in skipped[: self.most])
        return (str(len(skipped)) if skipped else "fill or strike"), words, skipped

    def _next(self) -> Written:
        coming = self.facts.coming
        return counted(len(coming), "gathering"), self._bullets(coming, "gathering"), coming

    def _cost(self) -> Written:
        f, purse = self.facts, Purse(self.book)
        if not f.costs:
            return "nothing spent", "", ()
        words = f"{purse.said(f.spent)} spent in this period, paid time included."
        if f.learners:
            words += f" That is {purse.said(to_cent(f.spent / f.learners))} for each learner."
        if self.book.outside_quotes:
            so_far = returned(self.book, f.until, cautious=True)
            words = " ".join(filter(None, [words, in_words(so_far, purse.said(so_far.benefits))]))
        return purse.said(f.spent), words, f.costs

    def _ask(self) -> Written:
        ask = self.stakeholder.ask.strip()
        return ("1" if ask else "nothing"), ask or "Nothing is needed from you this time.", ()
