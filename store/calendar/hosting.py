"""The hosting rota: whose turn it is, who might host next, and how much still hangs on the organiser."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import HOSTING_WINDOW, gatherings, held, hosting_share
from store.core.numbers import half_up, percent, percent_of
from store.core.record import ORGANISER
from store.core.text import normalize, pluralize
from store.model.calendar import Gathering
from store.model.people import Absence, Volunteer
from store.people.absences import absence_on
from store.people.stages import members

TURNS_AHEAD = 42
"""Days ahead for which the rota says whose turn it is."""
ASK_FROM = 3
"""Gatherings someone came to before being asked to host one is a small next step."""
SHARE_WEEKS = 26
"""Weeks back over which the organiser's share is drawn."""
LEVEL_WITHIN = 3
"""Percentage points within which a share has neither fallen nor risen."""
_TRENDS = {"falling": "falling", "rising": "rising", "level": "unchanged"}


class Ready(Struct, frozen=True):
    """Someone who came often and never hosted."""

    volunteer: Volunteer
    came: int
    """Gatherings they came to, of whatever ritual."""
    most: str
    """The name of what they came to most often."""
    turn: Gathering | None = None
    """What is to come that they host already, the first of it."""
    away: Absence | None = None
    """Their absence today."""


class Share(Struct, frozen=True):
    """The organiser's share of what was hosted, over time and compared with the target."""

    mine: int
    of: int
    points: tuple[tuple[date, float], ...]
    """Per cent on a day, each over the :data:`HOSTING_WINDOW` days up to it; days without any hosting are left out."""
    target: int | None

    @property
    def now(self) -> float | None:
        """Per cent today; None where nothing was hosted."""
        return 100 * self.mine / self.of if self.of else None

    @property
    def way(self) -> Literal["falling", "rising", "level", ""]:
        """Where the line goes, from its first point to its last; nothing where there are not two."""
        if len(self.points) < 2:
            return ""
        change = self.points[-1][1] - self.points[0][1]
        if abs(change) < LEVEL_WITHIN:
            return "level"
        return "falling" if change < 0 else "rising"

    def words(self) -> str:
        """The share in one sentence or two, with the target where there is one."""
        if self.now is None:
            return f"No gathering was hosted in the last {HOSTING_WINDOW} days."
        share = percent_of(self.mine, self.of)
        share = f"{share}, {_TRENDS[self.way]}" if self.way else share
        said = f"You hosted {self.mine} of {pluralize(self.of, 'gathering')} in the last {HOSTING_WINDOW} days ({share})."
        if self.target is None:
            return said
        over = half_up(self.now) - self.target
        reached = "reached" if over <= 0 else f"{pluralize(over, 'percentage point')} to go"
        return f"{said} Target: {percent(self.target)} at most ({reached})."


def turns(book: Book, today: date, ahead: int = TURNS_AHEAD) -> list[Gathering]:
    """What is to come, each with whose turn it is."""
    return [g for g in gatherings(book, today, today + timedelta(days=ahead)) if g.state == "planned"]


def never_hosted(book: Book, today: date) -> list[Ready]:
    """The members who came three times or more and never hosted or co-hosted: the smallest next ask, likeliest first.

    Those who have a turn ahead stand last, as they were asked, and behind them who is away.
    """
    past = [g for g in book.gatherings.values() if g.state == "held"]
    hosts = {who for g in past for who in (g.host, *g.cohosts)}
    came: dict[str, Counter[str]] = {}
    for gathering in past:
        for who in gathering.attended:
            came.setdefault(who, Counter())[gathering.name] += 1
    ahead: dict[str, Gathering] = {}
    for gathering in turns(book, today):
        for who in (gathering.host, *gathering.cohosts):
            ahead.setdefault(who, gathering)
    found = [
        Ready(
            v,
            came[v.id].total(),
            max(came[v.id], key=lambda name: (came[v.id][name], name)),
            ahead.get(v.id),
            absence_on(book, v.id, today),
        )
        for v in members(book, today)
        if v.id not in hosts and v.id in came and came[v.id].total() >= ASK_FROM
    ]
    return sorted(
        found,
        key=lambda ready: (
            ready.away is not None,
            ready.turn is not None,
            -ready.came,
            normalize(ready.volunteer.name),
            ready.volunteer.id,
        ),
    )


def hosted_by(book: Book, today: date) -> list[tuple[str, int]]:
    """Who hosted how many of the gatherings held in the last :data:`HOSTING_WINDOW` days, most first."""
    found = Counter(g.host for g in held(book, today - timedelta(days=HOSTING_WINDOW), today) if g.host)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0] != ORGANISER, pair[0]))


def share(book: Book, today: date) -> Share:
    """The organiser's share of hosting now, and at the end of each of the last weeks."""
    mine, of = hosting_share(book, today)
    points = []
    for back in range(SHARE_WEEKS, -1, -1):
        day = today - timedelta(weeks=back)
        part, whole = hosting_share(book, day)
        if whole:
            points.append((day, 100 * part / whole))
    return Share(mine, of, tuple(points), book.community.hosting_target)
