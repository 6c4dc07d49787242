"""What repeats: sessions that were not bought outside, the return on all costs, and the day they broke even.

The trainers' hours stand among the costs already. So the return sets the whole supplier quote of a session against all
costs; taking the session's trainer time off its price as well would take them off twice. What one session saved, its
price less its trainer time, is told beside it as cost avoided.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.core.date_index import by_day
from store.core.labels import label_of
from store.core.money import NOTHING, AmountFormat, to_cent, total
from store.core.record import ORGANISER
from store.core.text import join_words
from store.finance.budget_periods import budget_at, period_of
from store.finance.budgets import spent_at
from store.finance.ledger import Entry, by_bucket, ledger, spent, spent_between
from store.finance.rates import Rates
from store.finance.working_hours import Work, cost_of, tells_of, work
from store.model.calendar import Gathering
from store.model.finance import Bucket, OutsideQuote
from store.model.recognition import Contribution
from store.people.directory import full_name_of
from store.recognition.recognition import LED, Session, sessions
from store.texts.update_results import external_training_avoided


class Instead(Struct, frozen=True):
    """One session that took the place of a bought one."""

    quote: OutsideQuote
    source: str
    """The contribution or gathering that tells of it."""
    on: date
    what: str
    price: Decimal
    inside: Decimal
    """What its trainer time cost."""
    held: bool
    problem: str = ""
    """Why it does not count at all; empty where it does."""

    @property
    def avoided(self) -> Decimal:
        """Cost avoided: the supplier quote less the session's trainer time."""
        return self.price - self.inside

    @property
    def amount(self) -> Decimal:
        """What stands on the side of the benefits: the supplier quote, as the hours are among the costs."""
        return self.price


class _Sessions:
    """The sessions of a book and their hours, by any record that tells of them; looked up day by day."""

    def __init__(self, book: Book, today: date) -> None:
        self._book, self._today, self._rates = book, today, Rates(book)
        self._logged_at: defaultdict[str, set[date]] = defaultdict(set)
        for made in book.contributions.values():
            if made.gathering:
                self._logged_at[made.gathering].add(made.on)

    def _session(self, made: Contribution) -> Session | None:
        """The one that a contribution tells of."""
        return next((one for one in sessions(self._book, made.on, made.on) if made.id in one.made), None)

    def found(self, quote: OutsideQuote, source: str) -> tuple[str, Instead] | None:
        """What tells two sessions apart, and the session; None where its record is gone."""
        if made := self._book.contributions.get(source):
            session = self._session(made)
            key, told_by = (session.id, [*session.made]) if session else (source, [source])
            mine = [self._book.contributions[one] for one in told_by]
            gathering = next((g for g in self._gatherings(mine)), None)
            key = gathering.id if gathering else key
            minutes = self._minutes([*told_by, gathering.id] if gathering else told_by)
            told = (source, made.on, self._told(made, session))
            return key, self._made(quote, told, minutes, made.on <= self._today)
        if gathering := self._book.gatherings.get(source):
            minutes = self._minutes([*self._telling(gathering), source])
            is_held = gathering.state == "held" and gathering.on <= self._today
            told = (source, gathering.on, gathering.topic or gathering.name)
            instead = self._made(quote, told, minutes, is_held)
            if gathering.state == "skipped":
                instead = replace(instead, problem="it was skipped")
            elif not is_held and not minutes:
                instead = self._expected(instead, gathering)
            return gathering.id, instead
        return None

    def _gatherings(self, made: Iterable[Contribution]) -> Iterable[Gathering]:
        """The gathering that contributions of one session belong to: named by one, or hosted by who led it."""
        for one in made:
            if one.gathering in self._book.gatherings:
                yield self._book.gatherings[one.gathering]
            for gathering in self._book.gatherings.cached_query(by_day).between(one.on, one.on):
                if one.volunteer in (gathering.host, *gathering.cohosts) and tells_of(one, gathering):
                    yield gathering

    def _telling(self, gathering: Gathering) -> list[str]:
        """The contributions that tell of a gathering."""
        found: dict[str, None] = {}
        hosts, logged = (gathering.host, *gathering.cohosts), self._book.contributions.cached_query(by_day)
        for one in (one for day in self._days(gathering.id) for one in logged.between(day, day)):
            about = one.gathering == gathering.id or (
                one.on == gathering.on and one.volunteer in hosts and tells_of(one, gathering)
            )
            if about and one.kind in LED:
                session = self._session(one)
                found.update(dict.fromkeys(session.made if session else (one.id,)))
        return [*found]

    def _minutes(self, keys: Sequence[str]) -> list[Work]:
        """The hours that these records tell of, or that were logged for these gatherings."""
        found = [one for day in self._days(*keys) for one in work(self._book, day, day)]
        return [one for one in found if {one.source, one.gathering} & {*keys}]

    def _days(self, *keys: str) -> list[date]:
        """The days of these records, and those on which something was logged for these gatherings."""
        found = {day for key in keys for day in self._logged_at.get(key, ())}
        for key in keys:
            if record := self._book.contributions.get(key) or self._book.gatherings.get(key):
                found.add(record.on)
        return sorted(found)

    def _made(
        self, quote: OutsideQuote, told: tuple[str, date, str], minutes: list[Work], is_held: bool
    ) -> Instead:
        source, on, what = told
        worth = [cost_of(one, self._rates) for one in minutes]
        inside = sum((one for one in worth if one is not None), NOTHING)
        problem = ""
        if not self._rates.counts(on):
            problem = "no hourly rate applies on that day"
        elif is_held and not inside:
            problem = "its duration is not recorded"
        return Instead(quote, source, on, what, quote.price, inside, is_held, problem)

    def _expected(self, instead: Instead, gathering: Gathering) -> Instead:
        """A session still to come, with the hours its length lets expect."""
        hosts = [host for host in (gathering.host, *gathering.cohosts) if host and host != ORGANISER] or [""]
        hourly = [self._rates.at(host, gathering.on) or NOTHING for host in hosts]
        inside = to_cent(sum(hourly, NOTHING) * (gathering.minutes or 0) / 60)
        return replace(instead, inside=inside)

    def _told(self, made: Contribution, session: Session | None) -> str:
        leaders = session.leaders if session else (made.volunteer,)
        names = join_words([full_name_of(self._book, who) for who in leaders], most=2)
        return f"{made.topic or label_of(made.kind)}, {names}"


def replaced(book: Book, today: date) -> list[Instead]:
    """Every session marked as one that would have been bought, oldest first, each counted once at most."""
    return book.cached_query(_replaced, today)


def _replaced(book: Book, today: date) -> list[Instead]:
    if not book.outside_quotes:
        return []
    known, found, seen = _Sessions(book, today), [], set()
    for quote in sorted(book.outside_quotes.values(), key=lambda quote: (quote.quoted_on, quote.id)):
        for source in quote.sessions:
            if (session := known.found(quote, source)) is None:
                continue
            key, instead = session
            twice = "already counted with another supplier quote"
            found.append(replace(instead, problem=twice) if key in seen else instead)
            seen.add(key)
    return sorted(found, key=lambda instead: (instead.on, instead.source, instead.quote.id))


# -- the return ------------------------------------------------------------------------------------


class Return(Struct, frozen=True):
    """Costs and benefits between two days, and what follows from them."""

    since: date
    until: date
    cautious: bool
    """Only sessions held and money spent; otherwise what is planned too."""
    entries: tuple[Entry, ...]
    instead: tuple[Instead, ...]
    """The sessions that count."""
    sessions: tuple[Session, ...]
    """All sessions held in that time, whose learners the costs are divided by."""

    @property
    def costs(self) -> Decimal:
        """All costs."""
        return total(self.entries)

    @property
    def buckets(self) -> dict[Bucket, Decimal]:
        """Costs by bucket."""
        return by_bucket(self.entries)

    @property
    def benefits(self) -> Decimal:
        """What the sessions would have cost outside."""
        return total(self.instead)

    @property
    def avoided(self) -> Decimal:
        """Cost avoided: supplier quotes less the sessions' trainer time."""
        return sum((one.avoided for one in self.instead), NOTHING)

    @property
    def learners(self) -> int:
        """Attendances of sessions; who came twice counts twice."""
        return sum(session.learners for session in self.sessions)

    @property
    def roi(self) -> Decimal | None:
        """Return on investment in per cent; see :func:`roi`. None as well while no session is compared with a quote."""
        return roi(self.benefits, self.costs) if self.instead else None

    @property
    def per_learner(self) -> Decimal | None:
        """Costs ÷ attendances, to the cent; None where no one came."""
        return to_cent(self.costs / self.learners) if self.learners else None

    @property
    def break_even(self) -> date | None:
        """The first day on which benefits so far reach costs so far."""
        return break_even(running(self.entries), running(self.instead))

    @property
    def behind_again(self) -> bool:
        """Whether costs have overtaken the benefits since they broke even."""
        return self.break_even is not None and self.benefits < self.costs


def roi(benefits: Decimal, costs: Decimal) -> Decimal | None:
    """Return on investment = (benefits - costs) ÷ costs × 100 (Phillips), in per cent with one decimal.

    None where nothing was spent.
    """
    if not costs:
        return None
    return ((benefits - costs) / costs * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def running(found: Sequence[Entry] | Sequence[Instead]) -> list[tuple[date, Decimal]]:
    """The sum so far on each day on which something was added."""
    so_far = NOTHING
    points: list[tuple[date, Decimal]] = []
    for day, amount in sorted(((one.on, one.amount) for one in found), key=lambda pair: pair[0]):
        so_far += amount
        if points and points[-1][0] == day:
            points.pop()
        points.append((day, so_far))
    return points


def break_even(costs: Sequence[tuple[date, Decimal]], benefits: Sequence[tuple[date, Decimal]]) -> date | None:
    """The first day on which cumulative benefits ≥ cumulative costs; None before there are both, or while they are less.

    Args:
        costs: sums so far by day, as :func:`running` gives them.
        benefits: the same for benefits.
    """
    days: dict[date, tuple[Decimal | None, Decimal | None]] = {day: (value, None) for day, value in costs}
    for day, value in benefits:
        days[day] = (days.get(day, (None, None))[0], value)
    cost = benefit = NOTHING
    for day in sorted(days):
        cost, benefit = days[day][0] or cost, days[day][1] or benefit
        if cost and benefit >= cost:
            return day
    return None


def returned(
    book: Book, today: date, *, since: date = date.min, until: date | None = None, cautious: bool | None = None
) -> Return:
    """The return between two days: from the beginning to today unless said otherwise.

    Args:
        book: the book.
        today: what counts as held and spent.
        since: the first day.
        until: the last day; otherwise today, or the end of the budget period where planned things count too.
        cautious: only what is held and spent; the book's own switch unless given.
    """
    cautious = book.community.cautious if cautious is None else cautious
    last = until or (today if cautious else period_of(book, today)[1])
    return book.cached_query(_returned, today, since, last, cautious)


def _returned(book: Book, today: date, since: date, last: date, cautious: bool) -> Return:
    entries = ledger(book, since, last, today)
    instead = [one for one in replaced(book, today) if not one.problem and since <= one.on <= last]
    if cautious:
        entries, instead = spent(entries), [one for one in instead if one.held]
    taught = sorted(sessions(book, since, min(last, today)), key=lambda session: (session.on, session.id))
    return Return(since, last, cautious, tuple(entries), tuple(instead), tuple(taught))


# -- for an update ---------------------------------------------------------------------------------


def first_day(found: Return) -> date:
    """The first day anything of it happened; its last day where nothing did."""
    days = [*(one.on for one in found.entries[:1]), *(one.on for one in found.instead[:1])]
    return min(days, default=found.until)


def in_words(book: Book, until: date) -> str:
    """ROI of all that was held and spent by a day, in a sentence for an update.

    Nothing where no session took the place of a bought one, or nothing was spent.
    """
    return book.cached_query(_in_words, until)


def _in_words(book: Book, until: date) -> str:
    instead = replaced_between(book, date.min, until)
    costs = spent_between(book, date.min, until, until) if instead else NOTHING
    if (back := roi(total(instead), costs)) is None:
        return ""
    said, budget = AmountFormat(book.community).said, budget_at(book, until)
    held = len(sessions(book, date.min, until))
    of_all = said(budget) if budget and spent_at(book, until) == costs else ""
    return external_training_avoided(len(instead), held, said(total(instead)), said(costs), back, budget=of_all)


def replaced_between(book: Book, since: date, until: date) -> list[Instead]:
    """The sessions held between two days that took the place of bought ones."""
    return [one for one in replaced(book, until) if one.held and not one.problem and since <= one.on <= until]
