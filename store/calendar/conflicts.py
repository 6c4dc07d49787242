"""Gatherings that get in each other's way: at the same time, or one person hosting both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from store.model.calendar import Gathering

USUAL_MINUTES = 60
"""How long a gathering is taken to last where nobody said."""


class Clash(Struct, frozen=True):
    """Two gatherings still to be held whose times overlap."""

    one: Gathering
    other: Gathering
    people: tuple[str, ...]
    """Who would have to host both; empty where only the times overlap."""

    def beside(self, key: str) -> Gathering:
        """The gathering that is in the way of the one with this id."""
        return self.other if self.one.id == key else self.one


def clashes(found: Iterable[Gathering]) -> Iterator[Clash]:
    """Every two of these gatherings that overlap, the earliest first.

    Only what is planned and has a time can be in the way. One that ends when the next begins is not in its way;
    without a length an hour is meant. People who host are the host and the co-hosts.
    """
    timed = sorted((_span(g), g.id, g) for g in found if g.state == "planned" and g.at)
    running: list[tuple[datetime, Gathering]] = []
    for (start, end), _, gathering in timed:
        running = [(until, other) for until, other in running if until > start]
        for _, other in running:
            yield Clash(other, gathering, tuple(sorted(_hosts(other) & _hosts(gathering))))
        running.append((end, gathering))


def in_the_way(found: Iterable[Gathering]) -> dict[str, list[Clash]]:
    """The clashes of each gathering that has any, by its id."""
    by_id: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in clashes(found):
        by_id[clash.one.id].append(clash)
        by_id[clash.other.id].append(clash)
    return dict(by_id)


def _span(gathering: Gathering) -> tuple[datetime, datetime]:
    assert gathering.at
    start = datetime.combine(gathering.on, gathering.at)
    minutes = USUAL_MINUTES if gathering.minutes is None else gathering.minutes
    return start, start + timedelta(minutes=max(minutes, 1))


def _hosts(gathering: Gathering) -> set[str]:
    return {gathering.host, *gathering.cohosts} - {""}
