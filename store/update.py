"""The update: the draft made of the facts of a period, in the organiser's own words where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.dates import period
from store.facts import Facts, Row, facts
from store.stakeholders import Kind, Stakeholder, Update, draft_for, first_day, sent_updates
from store.wording import Writer

if TYPE_CHECKING:
    from store.book import Book

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
    writer = Writer(book, stakeholder, counted_facts, chosen_kind)
    return Draft(
        stakeholder=stakeholder,
        facts=counted_facts,
        kind=chosen_kind,
        subject=f"INFO: {book.community.name}, {period(since, until)}",
        greeting=f"Hello {stakeholder.name.partition(' ')[0]},",
        sections=tuple(_section(name, writer, kept) for name in SECTIONS),
        closing="\n".join(filter(None, ["Best wishes,", book.community.organiser])),
    )


def _section(name: str, writer: Writer, kept: Update | None) -> Section:
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
