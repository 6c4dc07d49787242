"""The gathering someone means by a name, a day, or both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date, timedelta

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.date_parsing import parse_day
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, quoted
from store.model.calendar import Gathering

BACK = 400
"""Days back in which a gathering is looked for."""
_DAY_WORDS = 3
_NAMED = 6


def find_gathering(book: Book, text: str, today: date, days: Collection[date] = (), *, ahead: int = 0) -> Gathering:
    """The gathering up to today, or some days ahead, that is meant: ‘Coffee corner’, ‘24/11’ or ‘Coffee corner 24/11’.

    Of several with one name it is the one on the days given, otherwise the next to come, otherwise the latest.

    Args:
        book: where it is looked for.
        text: what was typed; nothing leaves it to the days.
        today: the day without which ‘fri’ means nothing.
        days: days it is likely on, as a report tells them.
        ahead: so many days after today it may be.

    Raises:
        GuildbookError: there is none, or the day has several.
    """
    past = gatherings(book, today - timedelta(days=BACK), today + timedelta(days=ahead))
    if not text.strip():
        if not days:
            raise GuildbookError("The report has no date. Name the gathering.")
        first = next((day for day in days if any(g.on == day for g in past)), next(iter(days)))
        return _only([g for g in past if g.on == first], format_day(first, today))
    for name, on in _readings(text, today, day_first=book.community.day_first):
        found = [g for g in _called(past, name) if on is None or g.on == on]
        if found and on is None:
            return _likeliest(found, today, days)
        if found:
            return _only(found, text)
    raise GuildbookError(
        f"No gathering matches {quoted(text)}. Give its name or its date as shown in the calendar."
        if ahead
        else f"No gathering up to today matches {quoted(text)}. Give its name or its date as shown in the calendar."
    )


def _likeliest(found: list[Gathering], today: date, days: Collection[date]) -> Gathering:
    listed = [g for g in found if g.on in days] or found
    coming = [g for g in listed if g.on >= today]
    return min(coming, key=lambda g: (g.on, g.id)) if coming else max(listed, key=lambda g: (g.on, g.id))


def _readings(text: str, today: date, *, day_first: bool) -> Iterator[tuple[str, date | None]]:
    """A name and a day, as a text may be divided into them."""
    yield text, None
    words = text.split()
    for length in range(min(_DAY_WORDS, len(words)), 0, -1):
        with suppress(ValueError):
            yield (
                " ".join(words[:-length]),
                parse_day(" ".join(words[-length:]).strip("()"), today, day_first=day_first),
            )


def _called(found: list[Gathering], name: str) -> list[Gathering]:
    """Those with a name: the same, else begun so, else with it inside; all where it is empty."""
    wanted = normalize(name).strip(" ,")
    for fits in (str.__eq__, str.startswith, str.__contains__):
        if called := [g for g in found if fits(normalize(g.name), wanted)]:
            return called
    return []


def _only(found: list[Gathering], what: str) -> Gathering:
    if len(found) == 1:
        return found[0]
    if not found:
        raise GuildbookError(f"There is no gathering on {what}. Name a gathering on another day.")
    names = join_words([quoted(g.name) for g in found], most=_NAMED)
    raise GuildbookError(f"There are several gatherings on {what}: {names}. Name one of them.")
