"""How alive a ritual is: who comes, who hosts, and whether newcomers return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import lineage
from store.core.dates import format_day_month
from store.core.numbers import half_up
from store.core.sparkline import spark
from store.core.text import pluralize
from store.model.calendar import Gathering, Ritual

COMPARED = 3
"""The last so many gatherings are compared with as many before them: fewer would judge an evening, not a ritual."""
FALLEN_TO = 0.7
"""Part of the earlier attendance at or below which a ritual is falling: fewer than that is not chance any more."""
ENOUGH = 3
"""People who came on average before; below that there was nothing to fall."""
FRESH = 120
"""Days after which the last gathering is too long ago to say that a ritual is falling: it has stopped."""
NEWCOMER_DAYS = 180
"""Days back within which someone who came for the first time counts as a newcomer to the ritual."""
DRAWN = 10
"""Gatherings that the little picture shows."""


class Vitality(Struct, frozen=True):
    """What the held gatherings of one ritual say about it, with the rows behind it."""

    ritual: Ritual
    held: tuple[Gathering, ...]
    """Every one of its gatherings that was held with anyone marked, oldest first, also under an earlier rule."""
    hosts: int
    """Distinct people who hosted or co-hosted, the organiser among them."""
    today: date
    falling: bool

    def newcomers(self) -> tuple[int, int]:
        """Who came for the first time in the last :data:`NEWCOMER_DAYS` days, and how many of them came again.

        Not those who came only to the very last one, which is too young.
        """
        first: dict[str, date] = {}
        times: defaultdict[str, int] = defaultdict(int)
        for gathering in self.held:
            for who in gathering.attended:
                first.setdefault(who, gathering.on)
                times[who] += 1
        since, held = self.today - timedelta(days=NEWCOMER_DAYS), self.held
        new = [who for who, on in first.items() if since < on < held[-1].on and on > held[0].on]
        return len(new), sum(times[who] > 1 for who in new)

    @property
    def came(self) -> tuple[int, ...]:
        """How many came each time, oldest first."""
        return tuple(len(g.attended) for g in self.held)

    @property
    def trend(self) -> str:
        """How many came to the last ones, as a little picture."""
        return spark(self.came[-DRAWN:])

    def before_and_now(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """How many came to the earlier and to the later gatherings that are compared."""
        return self.came[-2 * COMPARED : -COMPARED], self.came[-COMPARED:]

    def words(self) -> list[str]:
        """What there is to say, a line each."""
        if not self.held:
            return ["No attendance recorded yet. The trend appears after a few gatherings."]
        lines = [
            f"Recent attendance: {', '.join(map(str, self.came[-2 * COMPARED :]))}.",
            f"Hosted by {pluralize(self.hosts, 'person', 'people')} so far.",
        ]
        new, returned = self.newcomers()
        if new:
            lines.append(f"{pluralize(new, 'newcomer')} in 6 months; {returned} returned.")
        return lines

    def fall(self) -> str:
        """The fall in words, with the figures behind it."""
        before, now = self.before_and_now()
        since = format_day_month(self.held[-2 * COMPARED].on)
        return (
            f"Attendance from {since}: {', '.join(map(str, before))}, then {', '.join(map(str, now))}. "
            f"Average: {half_up(_mean(before)):,}, now {half_up(_mean(now)):,}."
        )


def vitality(book: Book, today: date) -> dict[str, Vitality]:
    """How each ritual goes, by its id."""
    by_ritual: defaultdict[str, list[Gathering]] = defaultdict(list)
    for gathering in book.gatherings.values():
        if gathering.state == "held" and gathering.on <= today:
            by_ritual[gathering.ritual].append(gathering)
    found = {}
    for ritual in book.rituals.values():
        mine = [g for key in lineage(book, ritual.id) for g in by_ritual.get(key, ())]
        found[ritual.id] = _of(ritual, sorted(mine, key=lambda g: (g.on, g.id)), today)
    return found


def falling(book: Book, today: date) -> Iterator[Vitality]:
    """The rituals to be adapted or retired, those that fell furthest first."""
    found = [one for one in vitality(book, today).values() if one.falling]
    return iter(sorted(found, key=lambda one: (_fallen_to(one), one.ritual.name, one.ritual.id)))


def _of(ritual: Ritual, held: list[Gathering], today: date) -> Vitality:
    marked = tuple(g for g in held if g.attended)
    hosts = {who for g in held for who in (g.host, *g.cohosts) if who}
    one = Vitality(ritual, marked, len(hosts), today, falling=False)
    fell = (
        (ritual.retired_on is None or ritual.retired_on > today)
        and len(marked) >= 2 * COMPARED
        and (today - marked[-1].on).days <= FRESH
        and _mean(one.before_and_now()[0]) >= ENOUGH
        and _fallen_to(one) <= FALLEN_TO
    )
    return Vitality(ritual, marked, len(hosts), today, falling=True) if fell else one


def _mean(numbers: tuple[int, ...]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _fallen_to(one: Vitality) -> float:
    before, now = one.before_and_now()
    return _mean(now) / _mean(before) if sum(before) else 1.0
