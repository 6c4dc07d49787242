"""Which to-dos stand on Week, in which order, and which of them are put together.

Overdue updates come first, all of them, even beyond seven. Then what a gathering of today or tomorrow wants, people who
have waited three weeks, gatherings without a record, preparation, updates due, people, and upkeep
(:data:`store.week.kinds.KINDS`). Where seven lines are not
enough, one line stands for all of a kind, the largest kind first, and then for all about the gatherings to come. The
last line, every other week the last two, is kept for upkeep that has waited long, so that nothing waits for ever.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from store.core.dates import format_day
from store.core.text import join_words, pluralize
from store.week.action import Act, objects_of
from store.week.kinds import KINDS, PERSON_AFTER, PLACES, PREPARE_NOW_WITHIN, UPKEEP_AFTER, Rank

MOST_LINES = 7
"""A Monday plan one person can finish."""
TURNS = (1, 2)
"""Lines kept for upkeep that has waited long, in weeks of an even and of an odd number: with one, some of it stayed unseen
for six weeks of a year with training requests; with two each week, people had to wait."""
LAST_IN_TURN = ("write_up",)
"""Kinds whose turn comes last: what is written up too late is worth little."""
MOST_WAITING = 12
"""To-dos beyond which the largest lines are preferred."""
MOST_NAMED = 3
"""Names in the reason of a to-do that stands for several."""


def rank_of(act: Act, today: date) -> Rank:
    """Where a to-do belongs: lateness lifts an update, the day before a gathering what it wants, waiting a person."""
    rank = KINDS[act.kind].rank
    if rank is Rank.PREPARE and act.on and (act.on - today).days <= PREPARE_NOW_WITHIN:
        return Rank.PREPARE_NOW
    if rank is Rank.DUE_UPDATE and act.overdue > 0:
        return Rank.OVERDUE_UPDATE
    if rank is Rank.PERSON and act.waited(today) >= PERSON_AFTER:
        return Rank.LONG_WAITING_PERSON
    return rank


def ordered(acts: Iterable[Act], today: date) -> list[Act]:
    """In the stated order, each once: no two share verb and object."""
    found: dict[tuple[str, str, str], Act] = {}
    for act in sorted(acts, key=lambda act: _place(act, today)):
        found.setdefault((act.verb, act.subject, act.name), act)
    return list(found.values())


def _place(act: Act, today: date) -> tuple[Rank, int, int, int, str, str]:
    return rank_of(act, today), PLACES[act.kind], -act.overdue, -act.waited(today), act.name, act.key


class Places:
    """Where the lines of Week stood when the day's work began, so that none moves while they are dealt with.

    What comes up in the course of it stands below them; only an update that is overdue still goes to the top.
    """

    def __init__(self) -> None:
        self._on: date | None = None
        self._places: dict[str, int] = {}

    def in_place(self, lines: Sequence[Act], today: date) -> tuple[Act, ...]:
        """The lines as they stood, then those that came up since."""
        if self._on != today:
            self._on, self._places = today, {}
        for number, line in enumerate(lines, max(self._places.values(), default=0) + 1):
            for single in line.singles:
                self._places.setdefault(single.key, number)
        return tuple(sorted(lines, key=lambda line: self._place(line, today)))

    def _place(self, line: Act, today: date) -> tuple[bool, int]:
        """That of the first that it stands for: a line for several is the same line when one of them is done."""
        known = min(self._places[single.key] for single in line.singles)
        return rank_of(line, today) is not Rank.OVERDUE_UPDATE, known


def lines_of_week(acts: Sequence[Act], today: date) -> list[Act]:
    """The lines of Week out of all to-dos that wait, which are in order."""
    lines = _as_few_as_needed(acts, today)
    return lines if len(lines) <= MOST_LINES else _chosen(lines, today)


def _as_few_as_needed(acts: Sequence[Act], today: date) -> list[Act]:
    """As they are where seven lines are enough, else with one for all of a kind, and then of a group of kinds."""
    lines = list(acts)
    for kind in _largest_first(acts):
        if len(lines) > MOST_LINES:
            lines = _put_together(lines, {kind}, today)
    for group in dict.fromkeys(kind.group for kind in KINDS.values() if kind.group):
        if len(lines) > MOST_LINES:
            kinds = {group, *(name for name, kind in KINDS.items() if kind.group == group)}
            lines = _put_together(lines, kinds, today)
    return lines


def _chosen(lines: list[Act], today: date) -> list[Act]:
    """Those with which the week begins: what is pressing, upkeep whose turn it is, and what comes next."""
    updates = sum(rank_of(act, today) is Rank.OVERDUE_UPDATE for act in lines)
    pressing = sum(rank_of(act, today) <= Rank.DUE_UPDATE for act in lines)
    kept = TURNS[today.isocalendar().week % 2]
    first = max(updates, min(MOST_LINES, max(pressing, MOST_LINES - kept)))
    turns = _turns(lines[first:], today)[: max(0, MOST_LINES - first)]
    rest = [act for act in lines[first:] if act not in turns]
    chosen = [*lines[:first], *turns, *rest][: max(first, MOST_LINES)]
    chosen = _with_few_waiting(chosen, [act for act in lines if act not in chosen], today)
    return [act for act in lines if act in chosen]


def _with_few_waiting(chosen: list[Act], left: list[Act], today: date) -> list[Act]:
    """The chosen lines, where more than twelve to-dos would wait with the largest of the others for the smallest.

    Updates, people who have waited long, records and preparation are not exchanged.
    """

    def size(act: Act) -> int:
        return len(act.singles)

    while sum(map(size, left)) > MOST_WAITING:
        small = min((act for act in chosen if rank_of(act, today) > Rank.DUE_UPDATE), key=size, default=None)
        large = max(left, key=size)
        if small is None or size(large) <= size(small):
            break
        chosen, left = (
            [*(act for act in chosen if act is not small), large],
            [*(act for act in left if act is not large), small],
        )
    return chosen


def _largest_first(acts: Sequence[Act]) -> list[str]:
    sizes = Counter(act.kind for act in acts)
    return [kind for kind, size in sizes.most_common() if size > 1]


def _turns(acts: Sequence[Act], today: date) -> list[Act]:
    """Upkeep whose turn it is, what has waited longest first."""
    found = [a for a in acts if rank_of(a, today) is Rank.UPKEEP and a.waited(today) >= UPKEEP_AFTER]
    return sorted(found, key=lambda act: (act.kind in LAST_IN_TURN, -act.waited(today)))


def _put_together(lines: Sequence[Act], kinds: set[str], today: date) -> list[Act]:
    """The same lines with one for all of some kinds, in the place of the first; overdue updates stay by themselves."""
    alike = [act for act in lines if act.kind in kinds and rank_of(act, today) is not Rank.OVERDUE_UPDATE]
    if len(alike) < 2:
        return list(lines)
    line = several(tuple(single for act in alike for single in act.singles), today)
    others = {act.key for act in alike[1:]}
    return [line if act is alike[0] else act for act in lines if act.key not in others]


def several(members: tuple[Act, ...], today: date) -> Act:
    """One to-do that stands for several and opens the first of them."""
    first = members[0]
    mixed = len({act.kind for act in members}) > 1
    kind = KINDS[first.kind].group or first.kind if mixed else first.kind
    overdue, things = max(act.overdue for act in members), objects_of(members)
    named = dict.fromkeys((act.gathering if mixed else "") or act.name for act in members)
    names = join_words([*named], most=MOST_NAMED)
    since = None if any(act.since is None for act in members) else min(a.since for a in members if a.since)
    soonest = min((act.on for act in members if act.on), default=None)
    if overdue:
        reason = f"up to {pluralize(overdue, 'day')} overdue · {names}"
    else:
        reason = f"from {format_day(soonest, today)} · {names}" if soonest else names
    return replace(
        first,
        key=f"all:{kind}",
        kind=kind,
        name=f"{things} {KINDS[kind].counted}",
        reason=reason,
        why="",
        since=since,
        overdue=overdue,
        to="",
        returns=None,
        members=members,
    )
