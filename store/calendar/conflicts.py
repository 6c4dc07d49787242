"""Gatherings that get in each other's way: at the same time, or one person hosting both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate

from msgspec import Struct

from store.model.calendar import Gathering

USUAL_MINUTES = 60
"""How long a gathering is taken to last where no one said."""
CLASHES_NAMED = 3
"""Clashes of one gathering that a text names; that there are more is all else it says."""


class Clash(Struct, frozen=True):
    """A gathering still to be held and another one whose time overlaps its own."""

    gathering: Gathering
    other: Gathering
    people: tuple[str, ...]
    """Who would have to host both; empty where only the times overlap."""


class Clashes:
    """The clashes among some gatherings.

    Only what is planned and has a time can be in the way. One that ends when the next begins is not in its way;
    without a length an hour is meant. People who host are the host and the co-hosts.

    Which gatherings have a clash is known at once; the clashes of one are worked out when they are asked for, as
    there may be as many as there are pairs of gatherings, and a screen shows those of one.
    """

    def __init__(self, found: Iterable[Gathering]) -> None:
        """Put gatherings in the order in which they begin."""
        timed = sorted(((*_span(g), g) for g in found if g.state == "planned" and g.at), key=_in_order)
        self._timed = [gathering for _, _, gathering in timed]
        self._begins = [begins for begins, _, _ in timed]
        self._ends = [ends for _, ends, _ in timed]
        self._busy_until = [*accumulate(self._ends, max)]
        """When the last of the gatherings up to this place ends."""
        self._places = {gathering.id: place for place, gathering in enumerate(self._timed)}
        self.rituals = frozenset(gathering.ritual for gathering in self._timed if gathering.id in self)
        """The ids of the rituals of which a gathering has a clash."""

    def __contains__(self, gathering: str) -> bool:
        """Whether the gathering of an id has a clash."""
        if (place := self._places.get(gathering)) is None:
            return False
        before = place > 0 and self._busy_until[place - 1] > self._begins[place]
        return before or any(begins < self._ends[place] for begins in self._begins[place + 1 : place + 2])

    def of(self, gathering: str) -> Iterator[Clash]:
        """Work out the clashes of the gathering of an id, the earliest first."""
        if gathering not in self:
            return
        place = self._places[gathering]
        begins, mine = self._begins[place], self._timed[place]
        for near in range(bisect_right(self._busy_until, begins), bisect_left(self._begins, self._ends[place])):
            if near != place and self._ends[near] > begins:
                other = self._timed[near]
                yield Clash(mine, other, tuple(sorted(_hosts(mine) & _hosts(other))))

    def of_ritual(self, ritual: str) -> Iterator[Clash]:
        """Work out the clashes of all gatherings of a ritual, the earliest first."""
        for gathering in self._timed:
            if gathering.ritual == ritual:
                yield from self.of(gathering.id)


def _in_order(timed: tuple[datetime, datetime, Gathering]) -> tuple[datetime, datetime, str]:
    begins, ends, gathering = timed
    return begins, ends, gathering.id


def _span(gathering: Gathering) -> tuple[datetime, datetime]:
    assert gathering.at
    start = datetime.combine(gathering.on, gathering.at)
    minutes = USUAL_MINUTES if gathering.minutes is None else gathering.minutes
    return start, start + timedelta(minutes=max(minutes, 1))


def _hosts(gathering: Gathering) -> set[str]:
    return {gathering.host, *gathering.cohosts} - {""}
