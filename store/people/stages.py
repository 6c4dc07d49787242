"""The adoption pipeline: stages, dated moves, and the consent that taking part requires."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.model.community import Community
from store.model.people import Volunteer
from store.model.stages import Move, Stage
from store.people.checklists import start
from store.people.directory import by_name

STAGES: tuple[Stage, ...] = get_args(Stage)
ON_THE_WAY: tuple[Stage, ...] = STAGES[:6]
"""The stages a volunteer passes one after the other; alumni and ‘not now’ lie beside the way."""
BEFORE_YES: tuple[Stage, ...] = ("interested", "not_now")
MEMBERS: tuple[Stage, ...] = ("newcomer", "active", "core")
"""Who counts as a member when taking part is measured."""


class StageStatus(Struct, frozen=True, gc=False):
    """Stage of a volunteer, since when, and whether they are stuck there."""

    volunteer: Volunteer
    stage: Stage
    since: date
    days: int
    limit: int | None = None
    """Days in this stage after which someone is stuck; None where no one gets stuck."""

    @property
    def stuck(self) -> bool:
        """Longer in this stage than the settings find good."""
        return self.limit is not None and self.days > self.limit


def stuck_after(community: Community) -> dict[Stage, int]:
    """Days in a stage after which someone is stuck, as the settings say."""
    return {
        "interested": community.stuck_interested,
        "said_yes": community.stuck_said_yes,
        "onboarding": community.stuck_onboarding,
        "newcomer": community.stuck_newcomer,
    }


def latest_moves(book: Book, on: date | None = None) -> Mapping[str, Move]:
    """The move that says where each volunteer stands now, or stood at the end of an earlier day."""
    moves = book.moves.cached_query(_Moves)
    return moves.latest if on is None or moves.last <= on else _latest(moves.until(on))


def moves_in_order(book: Book) -> Sequence[Move]:
    """All moves, the earliest first; of one day in the order in which they were made."""
    return book.moves.cached_query(_Moves).in_order


class _Moves:
    """All moves in order, and the latest of each volunteer."""

    def __init__(self, moves: Mapping[str, Move]) -> None:
        self.in_order = sorted(
            moves.values(), key=attrgetter("id")
        )  # one after the other, as three at once take longer
        self.in_order.sort(key=attrgetter("step"))
        self.in_order.sort(key=attrgetter("on"))
        self.latest = _latest(self.in_order)
        self.last = max((move.on for move in self.in_order[-1:]), default=date.min)

    def until(self, day: date) -> list[Move]:
        """Those to the end of a day."""
        return self.in_order[: bisect_right(self.in_order, day, key=attrgetter("on"))]


def _latest(moves: list[Move]) -> dict[str, Move]:
    return {move.volunteer: move for move in moves}


def standings(book: Book, today: date) -> Mapping[str, StageStatus]:
    """Where every volunteer stands, by id. Without any move they are interested since they were met."""
    return book.cached_query(_standings, today)


def _standings(book: Book, today: date) -> dict[str, StageStatus]:
    moves, limits = latest_moves(book), stuck_after(book.community)
    found = {}
    for volunteer in book.volunteers.values():
        move = moves.get(volunteer.id)
        stage, since = (move.stage, move.on) if move else ("interested", volunteer.met_on or today)
        found[volunteer.id] = StageStatus(volunteer, stage, since, (today - since).days, limits.get(stage))
    return found


def stage_of(book: Book, volunteer: Volunteer, today: date) -> StageStatus:
    """Where one volunteer stands."""
    return standings(book, today)[volunteer.id]


def board(book: Book, today: date) -> dict[Stage, list[StageStatus]]:
    """Everyone by stage, in the order of the pipeline, each column sorted by name."""
    where = standings(book, today)
    columns: dict[Stage, list[StageStatus]] = {stage: [] for stage in STAGES}
    for volunteer in by_name(book.volunteers.values()):
        columns[where[volunteer.id].stage].append(where[volunteer.id])
    return columns


def members(book: Book, today: date, *, on: date | None = None) -> list[Volunteer]:
    """The volunteers who are members today, or were on an earlier day."""
    if on is None or on >= today:
        return [s.volunteer for s in standings(book, today).values() if s.stage in MEMBERS]
    return [
        book.volunteers[who]
        for who, move in latest_moves(book, on).items()
        if move.stage in MEMBERS and who in book.volunteers
    ]


def who_may_host(book: Book) -> list[Volunteer]:
    """Those who have consented and are still here, members first, then by name."""
    moves = latest_moves(book)
    here = [v for v in by_name(book.volunteers.values()) if v.id in moves]
    here = [v for v in here if moves[v.id].stage not in (*BEFORE_YES, "alumni")]
    return sorted(here, key=lambda volunteer: moves[volunteer.id].stage not in MEMBERS)


class Membership:
    """Who was a member on which day, and how many were: told for one day after another without going through all moves."""

    def __init__(self, book: Book) -> None:
        self._turns: dict[str, list[tuple[date, bool]]] = {}
        self._days: list[date] = []
        self._counts: list[int] = []
        inside = 0
        for move in book.moves.cached_query(_Moves).in_order:
            turns = self._turns.setdefault(move.volunteer, [])
            is_now, was = move.stage in MEMBERS, bool(turns) and turns[-1][1]
            if is_now is not was and move.volunteer in book.volunteers:
                turns.append((move.on, is_now))
                inside += 1 if is_now else -1
                self._days.append(move.on)
                self._counts.append(inside)

    def count(self, day: date) -> int:
        """How many there were at the end of a day."""
        place = bisect_right(self._days, day)
        return self._counts[place - 1] if place else 0

    def holds(self, volunteer: str, day: date) -> bool:
        """Whether someone was one at the end of a day."""
        turns = self._turns.get(volunteer, [])
        place = bisect_right(turns, day, key=itemgetter(0))
        return bool(place) and turns[place - 1][1]


def membership(book: Book) -> Membership:
    """Who was a member when, as the dated moves tell it."""
    return book.cached_query(Membership)


def neighbour(stage: Stage, step: int) -> Stage | None:
    """The stage one step on or back from this one, or None at either end.

    From ‘alumni’ and ‘not now’ the way leads back to where it left the pipeline: core and interested.
    """
    if stage == "not_now":
        return "interested"
    if stage == "alumni":
        return None if step > 0 else "core"
    index = ON_THE_WAY.index(stage) + step
    if index == len(ON_THE_WAY):
        return "alumni"
    return ON_THE_WAY[index] if index >= 0 else None


def needs_yes(volunteer: Volunteer, stage: Stage) -> bool:
    """Whether a move into this stage requires the volunteer's consent to be recorded first."""
    return stage not in BEFORE_YES and volunteer.yes_on is None


def move(
    book: Book,
    change: Change,
    volunteer: Volunteer,
    stage: Stage,
    on: date,
    *,
    note: str = "",
    yes: tuple[date, str] | None = None,
) -> Volunteer:
    """Put a dated move into a change, with the consent where it is the first one past ‘interested’.

    Onboarding begins with its checklist.

    Returns:
        The volunteer, with their consent where it was given.

    Raises:
        GuildbookError: the move needs consent and none is recorded or given.
    """
    if yes:
        volunteer = replace(volunteer, yes_on=yes[0], yes_words=yes[1])
        change.put(volunteer)
    if needs_yes(volunteer, stage):
        raise GuildbookError(f"{volunteer.name} has not consented yet. Record their consent first.")
    steps = [m.step for m in book.moves.values() if m.volunteer == volunteer.id]
    change.put(Move(volunteer=volunteer.id, stage=stage, on=on, step=max(steps, default=-1) + 1, note=note))
    if stage == "onboarding":
        start(book, change, volunteer, "onboarding", on)
    return volunteer
