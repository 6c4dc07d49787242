"""Lines that tell of days away and of closing days: ‘Ana away until 15 Jan’, ‘closed 24 Dec to 2 Jan’."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from store.capture.context import NEW_ONE, Context
from store.capture.name_resolver import Named
from store.capture.proposal import Proposal
from store.capture.tokenizer import Line, Word
from store.core.dates import date_range
from store.core.text import normalize
from store.model.people import Absence

AWAY: tuple[tuple[str, ...], ...] = (
    ("is", "away"), ("are", "away"), ("will", "be", "away"), ("was", "away"), ("away",), ("is", "on", "leave"), ("on", "leave"),
    ("is", "on", "holiday"), ("on", "holiday"), ("is", "on", "vacation"), ("on", "vacation"),
)  # fmt: skip
CLOSED: tuple[tuple[str, ...], ...] = (
    ("closed",), ("we", "are", "closed"), ("office", "closed"), ("the", "office", "is", "closed"),
    ("the", "community", "is", "closed"), ("closing", "days"), ("closing", "day"),
)  # fmt: skip
_FROM = ("from", "between")
_TO = ("to", "until", "till", "through", "and", "–", "—", "-")
_WHY = ("because", "as", "since", "for")
_RANGE = re.compile(r"(\d{1,2})[-–—](\d{1,2})")
_BARE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_LONG_PAST = timedelta(days=31)
"""How long ago days without a year may have ended; beyond that those of next year are meant."""


def ends(context: Context, at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Where one of some phrases ends that stands at a place; nought where none does."""
    line = context.line
    for phrase in phrases:
        end = at + len(phrase)
        if tuple(line.plain(n) for n in range(at, end)) == phrase:
            return end
    return 0


def away(context: Context, place: int) -> Proposal | None:
    """‘Ana away until 15 Jan’: days on which people are away; None where no one is named."""
    line, end = context.line, ends(context, place, AWAY)
    before = context.people, [*line.parts]
    context.only_volunteers()
    who, after = context.people.several(line, 0, (line.plain(place),), unknown=(NEW_ONE,))
    if not who or after != place:
        context.people, line.parts = before
        return None
    line.take(place, end, "verb")
    return _proposal(context, end, who)


def closed(context: Context) -> Proposal:
    """‘closed 24 Dec to 2 Jan’: closing days of the community."""
    end = ends(context, 0, CLOSED)
    context.line.take(0, end, "verb")
    return _proposal(context, end, ())


def _proposal(context: Context, at: int, who: Sequence[Named]) -> Proposal:
    example = "Ana away until 15 Jan" if who else "closed 24 Dec to 2 Jan"
    since, until = _period(context, at)
    why = context.line.skip(context.line.after("when"), *_WHY)
    context.line.skip(why, "of")
    reason = context.line.rest("text").rstrip(".!")
    if not (since and until):
        context.lacks(f"Which days? For example: {example}")
    elif until < since:
        context.lacks(f"The last day is before the first day. For example: {example}")
    days = date_range(since, until) if since and until and since <= until else ""
    told = [("Who", context.names(who)), ("Days", days), ("Reason", reason)]

    def make() -> list[Absence]:
        ids = [context.key_of(one) for one in who] or [""]
        return [Absence(volunteer=key, since=since, until=until, reason=reason) for key in ids if since and until]

    if not who:
        return context.proposal("Closing days", "Add closing days", told, make)
    return context.proposal("Away", f"Record absence of {context.short(who)}", told, make)


def _period(context: Context, at: int) -> tuple[date | None, date | None]:
    """The first and the last day; from today where only the last is named, and one day where only one is."""
    line, today = context.line, context.today
    _apart(line, at)
    at = line.skip(at, *_FROM)
    bare = _number_before_to(line, at)
    if line.plain(at) in _TO or bare is not None:
        line.skip(at if bare is None else at + 1, *_TO)
        until = line.day(past=False, start=at, lead=_TO)
        if until is None:
            return None, None
        if bare is None:
            return _coming(today, until, today)
        line.take(at, at + 1, "when")
        return _coming(_day_of_month(bare, until), until, today)
    whole_week = line.plain(at) == "next" and line.plain(at + 1) == "week"
    since = line.day(past=False, start=at, lead=_FROM)
    if since is None:
        return None, None
    after = line.skip(line.after("when"), *_TO)
    until = line.day(past=False, start=after, end=after + 1, lead=_TO) if line.plain(after - 1) in _TO else None
    return _coming(since, until or (since + timedelta(days=6) if whole_week else since), today)


def _apart(line: Line, at: int) -> None:
    """Take ‘3-15’ apart, so that it reads as ‘3 to 15’."""
    for place in range(at, len(line)):
        if match := _RANGE.fullmatch(line.words[place].text):
            words = [Word(part, normalize(part)) for part in (match[1], "to", match[2])]
            line.words[place : place + 1], line.parts[place : place + 1] = words, [""] * 3
            return


def _number_before_to(line: Line, at: int) -> int | None:
    """The day of the month in ‘3 to 15 Jan’."""
    bare = _BARE.fullmatch(line.plain(at))
    return int(bare[1]) if bare and line.plain(at + 1) in _TO else None


def _day_of_month(number: int, until: date) -> date | None:
    """The last day with that number up to another day."""
    for months in (0, 1, 2):
        with suppress(ValueError):
            day = (until - relativedelta(months=months, day=1)).replace(day=number)
            if day <= until:
                return day
    return None


def _coming(since: date | None, until: date, today: date) -> tuple[date | None, date | None]:
    """The days as they are meant: those of next year where this year's are long past."""
    if since is not None and until < today - (_LONG_PAST if since < today else timedelta(0)):
        return since + relativedelta(years=since < today), until + relativedelta(years=1)
    return since, until
