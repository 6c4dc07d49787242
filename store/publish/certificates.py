"""Certificates and thank-you cards: one sheet of A4 for each person, with what they did and the words they were given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.errors import GuildbookError
from store.core.names.given_names import given_name
from store.core.text import clean, in_brief, join_words, one_line, without_marks
from store.finance.working_hours import work
from store.model.people import Volunteer
from store.people.directory import by_name
from store.publish.rendering import palette, render
from store.recognition.recognition import deeds, sessions
from store.texts.documents import certificate as texts

Sheet = Literal["certificate", "card"]
SHEETS: dict[Sheet, tuple[str, str]] = {
    "certificate": ("Certificate", "formal, with figures first"),
    "card": ("Thank-you card", "personal, with words first"),
}
"""What may be printed: its name, and what it is for."""
MOST_QUOTES, MOST_SAID = 3, 600
"""Thank-yous on a sheet, and the characters of them all, so that it stays one page."""


_IN_A_LINE, _ROOM = 60, 15
"""Characters of a quote in a line, and lines that a sheet holds in large letters."""


class Honour(Struct, frozen=True):
    """What one person did in a time."""

    volunteer: Volunteer
    lines: tuple[str, ...]
    quotes: tuple[str, ...]


def contributors(book: Book, year: int | None, today: date) -> list[Volunteer]:
    """Everyone who contributed in a year, or ever, by name."""
    done = {deed.volunteer for deed in deeds(book, *_days(year, today))}
    return by_name(book.volunteers[who] for who in done if who in book.volunteers)


def certificates(
    book: Book, people: Iterable[Volunteer], today: date, *, year: int | None = None, sheet: Sheet = "certificate"
) -> tuple[str, list[str]]:
    """The sheets of these people as one page to print, and the names of those without any contribution then.

    Raises:
        GuildbookError: none of them contributed.
    """
    found = _honours(book, [*people], *_days(year, today))
    empty = [one_line(honour.volunteer.name) for honour in found if not honour.lines]
    honours = [honour for honour in found if honour.lines]
    if not honours:
        when = f"in {year}" if year else "so far"
        raise GuildbookError(f"No contributions {when} by {join_words(empty, most=5) or 'anyone'}.")
    community = one_line(book.community.name)
    page = render(
        "certificates.html.j2",
        texts=texts,
        title=texts.title(community, year),
        community=community,
        reason=(texts.card_reason if sheet == "card" else texts.reason)(community, year),
        organiser=one_line(book.community.organiser),
        on=texts.signed(today),
        card=sheet == "card",
        people=[_told(honour) for honour in honours],
        **palette(book.community.colour),
    )
    return page, empty


def _told(honour: Honour) -> dict[str, object]:
    name = one_line(honour.volunteer.name)
    return {
        "name": name,
        "given": texts.card(given_name(name)),
        "long": len(name) > 30,
        "full": len(honour.lines) + sum(map(len, honour.quotes)) / _IN_A_LINE > _ROOM,
        "lines": honour.lines,
        "quotes": honour.quotes,
    }


def _days(year: int | None, today: date) -> tuple[date, date]:
    return (date(year, 1, 1), date(year, 12, 31)) if year else (date.min, today)


def _honours(book: Book, people: list[Volunteer], since: date, until: date) -> list[Honour]:
    """What each of them did; the book is looked through once for all."""
    done = Counter((deed.volunteer, deed.kind) for deed in deeds(book, since, until))
    reached, minutes = Counter[str](), Counter[str]()
    for session in sessions(book, since, until):
        for leader in session.leaders:
            reached[leader] += session.learners
    for one in work(book, since, until):
        minutes[one.volunteer] += one.minutes
    came = Counter(who for gathering in held(book, since, until) for who in gathering.attended)

    def lines(who: str) -> Iterator[str]:
        kinds = [(kind, number) for kind in texts.KINDS if (number := done[who, kind])]
        yield from (texts.done(kind, number) for kind, number in kinds)
        if kinds and reached[who]:
            yield texts.learners(reached[who])
        if kinds and minutes[who]:
            yield texts.hours(minutes[who])
        if kinds and came[who]:
            yield texts.attended(came[who])

    return [Honour(who, tuple(lines(who.id)), _quotes(book, who.id, since, until)) for who in people]


def _quotes(book: Book, who: str, since: date, until: date) -> tuple[str, ...]:
    """The latest words of thanks that were given to them alone, or for all to read; as many as a sheet holds."""
    given = sorted(
        (one for one in book.recognitions.values() if who in one.to and since <= one.on <= until),
        key=lambda one: (one.on, one.id),
        reverse=True,
    )
    said = [without_marks(one_line(clean(one.words))) for one in given if one.public or len(one.to) == 1]
    found: list[str] = []
    for words in dict.fromkeys(filter(None, said)):
        if len(found) < MOST_QUOTES and sum(map(len, found)) + len(words) <= MOST_SAID:
            found.append(words)
    return tuple(found or [in_brief(words, MOST_SAID) for words in said[:1] if words])
