"""What is in the way of gatherings: another one at the same time, a host who is away, a closing day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import accumulate

from msgspec import Struct

from store.model.calendar import Gathering
from store.model.people import Absence
from store.people.absences import EVERYONE, ByPerson, covering

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

    Whatever its time, one is in the way of nothing but clashes itself where a host is away that day, or the community closed.

    Which gatherings have a clash is known at once; the clashes of one are worked out when they are asked for, as
    there may be as many as there are pairs of gatherings, and a screen shows those of one.
    """

    def __init__(self, found: Iterable[Gathering], absences: ByPerson | None = None) -> None:
        """Put gatherings in the order in which they begin.

        Args:
            found: the gatherings.
            absences: who is away when, and the closing days (:func:`store.people.absences.absences`).
        """
        found = [*found]
        self._absences = _absences_on(found, absences) if absences else {}
        timed = sorted(((*_span(g), g) for g in found if g.state == "planned" and g.at), key=_in_order)
        self._timed = [gathering for _, _, gathering in timed]
        self._begins = [begins for begins, _, _ in timed]
        self._ends = [ends for _, ends, _ in timed]
        self._busy_until = [*accumulate(self._ends, max)]
        """When the last of the gatherings up to this place ends."""
        self._places = {gathering.id: place for place, gathering in enumerate(self._timed)}
        self.rituals = frozenset(gathering.ritual for gathering in found if gathering.id in self)
        """The ids of the rituals of which a gathering has a clash."""

    def __contains__(self, gathering: str) -> bool:
        """Whether the gathering of an id has a clash."""
        if gathering in self._absences:
            return True
        if (place := self._places.get(gathering)) is None:
            return False
        before = place > 0 and self._busy_until[place - 1] > self._begins[place]
        return before or any(begins < self._ends[place] for begins in self._begins[place + 1 : place + 2])

    def of(self, gathering: str) -> Iterator[Clash]:
        """Work out the clashes of the gathering of an id with others, the earliest first."""
        if (place := self._places.get(gathering)) is None:
            return
        begins, mine = self._begins[place], self._timed[place]
        for near in range(bisect_right(self._busy_until, begins), bisect_left(self._begins, self._ends[place])):
            if near != place and self._ends[near] > begins:
                other = self._timed[near]
                yield Clash(mine, other, tuple(sorted(_hosts(mine) & _hosts(other))))

    def absences_of(self, gathering: str) -> tuple[Absence, ...]:
        """The absences of hosts and the closing days that are in the way of the gathering of an id."""
        return self._absences.get(gathering, ())

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


def _absences_on(found: Iterable[Gathering], absences: ByPerson) -> Mapping[str, tuple[Absence, ...]]:
    """The absences in the way of each gathering that has any, by its id."""
    in_the_way = {}
    for gathering in found:
        who = (EVERYONE, *sorted(_hosts(gathering))) if gathering.state == "planned" else ()
        if there := tuple(filter(None, (covering(absences, person, gathering.on) for person in who))):
            in_the_way[gathering.id] = there
    return in_the_way
