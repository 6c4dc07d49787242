"""Hours given: what trainers spend preparing, delivering and hosting, and what learners spend listening.

Hours are logged once, with a contribution or in the calendar, and what they cost is worked out from there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.date_index import by_day
from store.core.money import NOTHING, to_cent
from store.core.record import ORGANISER
from store.core.text import normalize, pluralize
from store.finance.rates import Rates
from store.model.calendar import Gathering
from store.model.recognition import Contribution
from store.recognition.recognition import LED, sessions

T = TypeVar("T")


class Work(Struct, frozen=True):
    """Minutes one volunteer gave, as one record tells of them."""

    source: str
    """The contribution or the gathering that tells."""
    volunteer: str
    on: date
    minutes: int
    kind: str
    what: str
    gathering: str = ""
    ritual: str = ""


def work(book: Book, since: date = date.min, until: date = date.max) -> Iterator[Work]:
    """All minutes given between two days, both counted; each once.

    A contribution tells of preparing and delivering together. Hosting stands in the calendar; where the same person
    logged a contribution with its minutes for that gathering (named in it, or of that day and topic), that counts
    and the calendar does not count again. The organiser's own hosting is their job, not an hour taken from one.
    """
    for made in _timed(book, since, until):
        ritual = ""
        if made.gathering and (meeting := book.gatherings.get(made.gathering)):
            ritual = meeting.ritual
        what = made.topic or made.note.partition("\n")[0]
        yield Work(made.id, made.volunteer, made.on, made.minutes or 0, made.kind, what, made.gathering, ritual)
    yield from _hosted(book, since, until)


def _timed(book: Book, since: date, until: date) -> list[Contribution]:
    """The contributions whose minutes were noted."""
    return [made for made in book.contributions.cached_query(by_day).between(since, until) if made.minutes]


def _hosted(book: Book, since: date, until: date) -> Iterator[Work]:
    """What the calendar tells of hosts who did not log it themselves."""
    naming = book.contributions.cached_query(_by_gathering)
    for met in held(book, since, until):
        for host in dict.fromkeys((met.host, *met.cohosts)) if met.minutes else ():
            logged = (*_timed(book, met.on, met.on), *naming.get(met.id, ()))
            if host and host != ORGANISER and not any(m.volunteer == host and tells_of(m, met) for m in logged):
                yield Work(met.id, host, met.on, met.minutes or 0, "hosted", met.name, met.id, met.ritual)


def _by_gathering(contributions: Mapping[str, Contribution]) -> dict[str, list[Contribution]]:
    """Those whose minutes were noted, by the gathering they name; it may have been held on another day."""
    found: defaultdict[str, list[Contribution]] = defaultdict(list)
    for made in contributions.values():
        if made.minutes and made.gathering:
            found[made.gathering].append(made)
    return dict(found)


def tells_of(made: Contribution, held: Gathering) -> bool:
    """Whether a contribution of a gathering's host, logged for its day or naming it, is about that gathering."""
    if made.kind not in LED and made.kind != "hosted_ritual":
        return False
    if made.gathering:
        return made.gathering == held.id
    if not made.topic:
        return made.kind == "hosted_ritual"
    return normalize(made.topic) in (normalize(held.topic), normalize(held.name))


def cost_of(one: Work, rates: Rates) -> Decimal | None:
    """What these minutes cost, to the cent; None before hours are counted."""
    hourly = rates.at(one.volunteer, one.on)
    return None if hourly is None else _worth(hourly, one.minutes)


def paid(book: Book, since: date, until: date) -> Iterator[tuple[Work, Decimal]]:
    """The minutes given between two days, both counted, with what they cost, from the day on that hours are counted.

    Whole years are remembered, so that what is asked of one looks at no other.
    """
    for first, last in _years(book, since, until):
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        yield from book.cached_query(_paid_in, first, last) if whole else _paid_in(book, first, last)


def _paid_in(book: Book, since: date, until: date) -> tuple[tuple[Work, Decimal], ...]:
    rates = Rates(book)
    found = ((one, cost_of(one, rates)) for one in work(book, since, until))
    return tuple((one, worth) for one, worth in found if worth)


def first_year(book: Book, today: date) -> int:
    """The year in which hours began to be counted; this one where they are not."""
    return next((first.year for first, _ in _years(book, date.min, today)), today.year)


def _years(book: Book, since: date, until: date) -> Iterator[tuple[date, date]]:
    """The years in which hours are counted, each from its first to its last day that is asked for."""
    begin = Rates(book).begin
    known = [*book.contributions.cached_query(by_day).days[-1:], *book.gatherings.cached_query(by_day).days[-1:]]
    if begin is None or not known:
        return
    since, until = max(since, begin), min(until, max(known))
    for year in range(since.year, until.year + 1):
        yield max(since, date(year, 1, 1)), min(until, date(year, 12, 31))


class Sum(Struct, frozen=True):
    """Minutes, and what they cost."""

    minutes: int = 0
    cost: Decimal = NOTHING


def paid_by_month(book: Book, since: date, until: date) -> dict[date, Sum]:
    """The sums of :func:`paid` in each calendar month that has any, by its first day."""
    found: dict[date, Sum] = {}
    for first, last in _years(book, since, until):
        found |= book.cached_query(_in_months, first, last)
    return found


def paid_sum(book: Book, since: date, until: date) -> Decimal:
    """What all minutes cost that were given between two days, both counted."""
    return sum((month.cost for month in paid_by_month(book, since, until).values()), NOTHING)


def _in_months(book: Book, since: date, until: date) -> dict[date, Sum]:
    """The sums of each month between two days of one year.

    Most give the same few lengths of time at everyone's rate: those are counted and not added up one by one.
    """
    rates, alike = Rates(book), Counter[tuple[int, Decimal, int]]()
    for first, last, hourly in rates.stretches(since, until):
        timed = _timed(book, first, last)
        alike.update(
            (made.on.month, hourly, made.minutes or 0) for made in timed if made.volunteer not in rates.own
        )
    own = (made for made in _timed(book, since, until) if made.volunteer in rates.own) if rates.own else ()
    for one in (*own, *_hosted(book, since, until)):
        alike[one.on.month, rates.at(one.volunteer, one.on) or NOTHING, one.minutes or 0] += 1
    minutes, costs = Counter[int](), defaultdict[int, Decimal](Decimal)
    for (month, hourly, lasted), times in alike.items():
        if worth := _worth(hourly, lasted):
            minutes[month] += lasted * times
            costs[month] += worth * times
    return {date(since.year, month, 1): Sum(minutes[month], costs[month]) for month in costs}


@lru_cache(maxsize=4096)
def _worth(hourly: Decimal, minutes: int) -> Decimal:
    """What minutes at a rate cost; asked thousands of times for the same few lengths."""
    return to_cent(hourly * minutes / 60)


def untimed(book: Book, since: date, until: date) -> list[Contribution]:
    """Contributions that cannot count as no one noted their minutes, oldest first."""
    return [made for made in book.contributions.cached_query(by_day).between(since, until) if not made.minutes]


def in_hours(minutes: int) -> str:
    """Minutes as hours: ``14.5 h``."""
    return f"{minutes / 60:,.1f}".removesuffix(".0") + " h"


# -- learners' own time, which is never mixed with the costs ---------------------------------------


class LearnersTime(Struct, frozen=True):
    """What learners spent in sessions, shown apart from every cost."""

    minutes: int
    worth: Decimal
    """At everyone's rate of each session's day; nothing where no rate held."""
    sessions: tuple[str, ...]
    """The contributions it was counted from."""
    unknown: int
    """Sessions with learners of which no one noted how long they sat there."""

    @property
    def words(self) -> str:
        """In one line, with what is missing."""
        line = in_hours(self.minutes)
        missing = pluralize(self.unknown, "session")
        return f"{line}, {missing} of unknown duration" if self.unknown else line


def learners_time(book: Book, since: date, until: date) -> LearnersTime:
    """Learners × the minutes a session lasted, over all sessions between two days."""
    return book.cached_query(_learners_time, since, until)


def _learners_time(book: Book, since: date, until: date) -> LearnersTime:
    rates, minutes, worth, counted_in, unknown = Rates(book), 0, NOTHING, [], 0
    for session in sessions(book, since, until):
        lasted = max((book.contributions[made].lasted or 0 for made in session.made), default=0)
        if not session.learners:
            continue
        if not lasted:
            unknown += 1
            continue
        counted_in.append(session.id)
        minutes += session.learners * lasted
        worth += to_cent((rates.at("", session.on) or NOTHING) * session.learners * lasted / 60)
    return LearnersTime(minutes, worth, tuple(counted_in), unknown)
