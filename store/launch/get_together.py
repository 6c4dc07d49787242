"""The nine steps of Get Together, lit by what the book holds; where it cannot tell, by the organiser's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import attendances, held
from store.core.date_index import by_day
from store.core.dates import format_day_month
from store.core.record import ORGANISER
from store.core.text import join_words, pluralize
from store.launch.assessments import Answer, latest, word
from store.launch.charter import words_of
from store.launch.frameworks import TOGETHER, Element
from store.model.assessments import Word
from store.people.directory import last_contact, name_of
from store.people.stages import BEFORE_YES, latest_moves
from store.recognition.recognition import last_thanks

LATELY = 90
"""Days back that count as lately."""
CELEBRATED = 180
"""Days back within which a milestone still shines."""
FAITHFUL = 3
"""Gatherings within those days from which on someone keeps showing up; also how many of them are looked at."""
OPEN_TALKS = ("ask_me_anything", "forum", "social")


class Step(Struct, frozen=True):
    """One step, whether it is lit, and by what."""

    element: Element
    seen: str
    """What the book shows; nothing where it shows nothing."""
    said: Word | None
    """The organiser's word that it is so, where they gave it."""

    @property
    def lit(self) -> bool:
        """By the book, or by the organiser."""
        return bool(self.seen or self.said)


def steps(book: Book, today: date, known: dict[str, Answer] | None = None) -> list[Step]:
    """The nine steps in order; ``known`` are the last answers where the caller has them already."""
    known = latest(book) if known is None else known
    return [
        Step(element, _SHOWN[element.key](book, today), word(known, f"together:{element.key}"))
        for element in TOGETHER
    ]


def _people(book: Book, today: date) -> str:
    said = [v for v in book.volunteers.values() if v.yes_on and v.yes_on <= today]
    return f"{pluralize(len(said), 'volunteer')} have said yes" if len(said) >= 3 else ""


def _did(book: Book, today: date) -> str:
    found = [g for g in held(book, date.min, today) if len(g.attended) >= 3]
    return (
        f"{found[-1].name} on {format_day_month(found[-1].on)}, {pluralize(len(found[-1].attended), 'attendee')}"
        if found
        else ""
    )


def _talk(book: Book, today: date) -> str:
    since = today - timedelta(days=LATELY)
    kinds = {ritual.id: ritual.kind for ritual in book.rituals.values()}
    talks = [g for g in held(book, since, today) if kinds.get(g.ritual) in OPEN_TALKS]
    given = [
        c for c in book.contributions.cached_query(by_day).between(since, today) if c.kind == "answered_question"
    ]
    parts = [(len(talks), "open discussion"), (len(given), "answer")]
    return " and ".join(pluralize(n, noun) for n, noun in parts if n)


def _new(book: Book, today: date) -> str:
    since = today - timedelta(days=LATELY)
    found = [v.name for v in book.volunteers.values() if v.met_on and since <= v.met_on <= today]
    return f"new since {format_day_month(since)}: {join_words(sorted(found), most=3)}" if found else ""


def _identity(book: Book, today: date) -> str:
    meaning = [r.name for r in book.rituals.values() if r.meaning.strip()]
    purpose = words_of(book, "purpose") or any(a.theme == "purpose" for a in book.agreements.values())
    return f"a purpose, and ‘{min(meaning)}’ has a meaning" if purpose and meaning else ""


def _attention(book: Book, today: date) -> str:
    since = today - timedelta(days=LATELY)
    moves = latest_moves(book)
    here = {who for who in book.volunteers if who in moves and moves[who].stage not in (*BEFORE_YES, "alumni")}
    came = attendances(held(book, since, today))
    faithful = sorted(
        (who for who, n in came.items() if n >= FAITHFUL and who in here), key=lambda w: (-came[w], w)
    )
    thanked, talked = last_thanks(book), last_contact(book)
    top = faithful[:FAITHFUL]
    seen = all(max(thanked.get(who, date.min), talked.get(who, date.min)) >= since for who in top)
    return (
        f"{join_words([name_of(book, who) for who in top])} attend most often and have heard from you"
        if top and seen
        else ""
    )


def _hosts(book: Book, today: date) -> set[str]:
    found = {host for g in held(book, today - timedelta(days=LATELY), today) for host in (g.host, *g.cohosts)}
    return found & {*book.volunteers} - {ORGANISER}


def _leaders(book: Book, today: date) -> str:
    hosts = sorted(name_of(book, who) for who in _hosts(book, today))
    return f"recent hosts: {join_words(hosts, most=3)}" if len(hosts) >= 2 else ""


def _supercharge(book: Book, today: date) -> str:
    since = today - timedelta(days=2 * LATELY)
    noted = [(e.volunteer, e.on) for e in book.teaching.values()]
    noted += [(e.volunteer, e.on) for e in book.readiness.values() if e.level != "observed"]
    hosts = _hosts(book, today)
    found = sorted({name_of(book, who) for who, on in noted if who in hosts and since <= on <= today})
    return f"observed or certified: {join_words(found, most=3)}" if found else ""


def _celebrate(book: Book, today: date) -> str:
    kinds = {ritual.id: ritual.kind for ritual in book.rituals.values()}
    found = [g for g in held(book, today - timedelta(days=CELEBRATED), today) if kinds.get(g.ritual) == "milestone"]
    if found:
        return f"{found[-1].name} on {format_day_month(found[-1].on)}"
    since = today - timedelta(days=LATELY)
    public = [r for r in book.recognitions.cached_query(by_day).between(since, today) if r.public]
    return f"{len(public)} recent public thank-yous" if len(public) >= 3 else ""


_SHOWN: dict[str, Callable[[Book, date], str]] = {
    "people": _people,
    "do": _did,
    "talk": _talk,
    "attract": _new,
    "identity": _identity,
    "attention": _attention,
    "leaders": _leaders,
    "supercharge": _supercharge,
    "celebrate": _celebrate,
}
