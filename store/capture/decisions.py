"""Requests in the decisions of a gathering: a line with a name and a day, such as ‘Priya sends the slides by Fri’."""

from __future__ import annotations

from datetime import date

from store.book.book import Book
from store.capture.name_resolver import People
from store.capture.tokenizer import Line
from store.model.people import Ask

_JOINTS = ("to", "will", "should", "must", "shall")
"""Words between a name and what they do."""
_BULLETS = " -*•–"


def requests_in(decisions: str, book: Book, today: date) -> list[Ask]:
    """The requests in a text of decisions, one a line, that the book does not hold yet."""
    known = {(ask.who, ask.what) for ask in book.asks.values()}
    read = (_request(line, book, today) for line in decisions.splitlines())
    return [ask for ask in read if ask and (ask.who, ask.what) not in known]


def _request(text: str, book: Book, today: date) -> Ask | None:
    line = Line(text.lstrip(_BULLETS), today, lambda _words, _days: None, day_first=book.community.day_first)
    people = People(book, {})
    for at in range(len(line)):
        ids, end = people.found(line, at) if line.words[at].text[:1].isupper() else ((), at)
        if len(ids) == 1:
            break
    else:
        return None
    by = line.day(past=False, start=end) or line.day(past=False)
    if by is None or by < today:
        return None
    if at == 0:  # ‘Priya to send the slides’ is about sending; ‘slides: Priya’ stays as it is
        line.take(at, end, "who")
        line.skip(end, *_JOINTS)
    what = line.rest("text").rstrip(".")
    return Ask(who=ids[0], what=what, on=today, by=by) if what else None
