"""Changing and skipping one gathering of a ritual, it and all after it, or all of them; and bringing back."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Annotated, Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.references import naming, renamed
from store.book.transaction import Change
from store.calendar import recurrence
from store.calendar.rituals import gatherings, occurrence_id
from store.core.dates import LAST_YEAR, format_day
from store.core.errors import GuildbookError
from store.core.fields import field_info
from store.core.record import Described, new_id
from store.model.calendar import Gathering, Ritual

Scope = Literal["this one", "this and following", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
ASKED_BACK = 28
"""Days back in which a gathering no one marked stays to be asked about when its ritual changes."""
_FOLLOWING = ("name", "at", "minutes", "place")
"""What a gathering takes over from its ritual unless it was said otherwise for that one."""
_END = date(LAST_YEAR, 12, 31)


# -- changing --------------------------------------------------------------------------------------


def comes_back(book: Book, gathering: Gathering) -> Ritual | None:
    """The ritual that a gathering still to be held is one of several of, or None where only it can be meant."""
    ritual = book.rituals.get(gathering.ritual)
    return ritual if ritual and ritual.rule and gathering.due_on and gathering.state != "held" else None


def from_here(ritual: Ritual, day: date) -> Ritual:
    """A ritual as it would stand if it began on one of its days: what ‘this and following’ starts from."""
    rule, start = recurrence.from_day(ritual.rule, ritual.start, day) or (ritual.rule, day)
    return replace(ritual, id=new_id(), rule=rule, start=start, continues=ritual.id)


def change_following(book: Book, change: Change, old: Ritual, new: Ritual, day: date, *, today: date) -> Ritual:
    """Let a ritual be another one from a day on; the old one ends before it and keeps its history.

    Args:
        book: the book.
        change: what it becomes part of.
        old: the ritual as it is.
        new: what it is to be from then on (see :func:`from_here`).
        day: the day that the old rule gives to the first gathering that changes.
        today: the day of the change.

    Returns:
        The ritual that holds from that day on.

    Raises:
        GuildbookError: a later gathering was held already.
    """
    later = [g for g in book.gatherings.values() if g.ritual == old.id and _due(g) >= day]
    if held := [g for g in later if g.state == "held"]:
        last = max(held, key=lambda g: g.on)
        raise GuildbookError(
            f"{old.name} was last held on {format_day(last.on, today)}, after this gathering. Change only this one, or all of them."
        )
    before = next(recurrence.days(old.rule, old.start, old.start, day - timedelta(days=1)), None)
    if before is None:  # nothing is left of the old one: all of it changes
        return change_all(book, change, old, replace(new, id=old.id, continues=old.continues), today)
    new = _in_turn(book, old, new, day)
    new = replace(new, except_on=_moved_along(old, new, day, old.except_on))
    kept = tuple(on for on in old.except_on if on < day)
    change.put(replace(old, rule=recurrence.until_before(old.rule, old.start, day), except_on=kept))
    change.put(new)
    for after in book.rituals.values():
        if after.continues == old.id:
            change.put(replace(after, continues=new.id))
    _carry_over(change, old, new, day, later)
    return new


def change_all(book: Book, change: Change, old: Ritual, new: Ritual, today: date) -> Ritual:
    """Change a ritual; what was held stays as it was, and what was not held yet follows.

    With another rule or first day it counts from today, or from the day after it was last held.

    Returns:
        The ritual as it is kept.
    """
    mine = [g for g in book.gatherings.values() if g.ritual == old.id]
    last = max((_due(g) for g in mine if g.state == "held"), default=date.min)
    since = max(today, last + timedelta(days=1))
    still = [g for g in mine if g.state != "held" and _due(g) >= since]
    if (old.rule, old.start) == (new.rule, new.start) or not (old.rule and new.rule):
        change.put(new)
        same = old.rule == new.rule == ""  # once, on whatever day that is
        _carry_over(change, old, new if same else replace(new, rule=old.rule, start=old.start), since, still)
        return new
    for gathering in gatherings(book, today - timedelta(days=ASKED_BACK), since - timedelta(days=1)):
        if gathering.ritual == old.id and gathering.id not in book.gatherings:
            change.put(gathering)  # whether it was held can still be said
    kept = recurrence.from_day(new.rule, new.start, since)
    if kept and new.start < since:
        new = replace(new, rule=kept[0], start=kept[1])
    new = _in_turn(book, old, new, since)
    passed = tuple(on for on in new.except_on if on < since)
    new = replace(new, except_on=(*passed, *_moved_along(old, new, since, new.except_on)))
    change.put(new)
    _carry_over(change, old, new, since, still)
    return new


def _due(gathering: Gathering) -> date:
    return gathering.due_on or gathering.on


def _in_turn(book: Book, old: Ritual, new: Ritual, since: date) -> Ritual:
    """The new ritual, with the host first whose turn it was under the old one."""
    coming = gatherings(book, since, since + timedelta(days=400)) if len(new.hosts) > 1 else []
    turn = next((g.host for g in coming if g.ritual == old.id and g.id not in book.gatherings), "")
    if turn not in new.hosts or new.hosts != old.hosts:
        return new
    place = new.hosts.index(turn)
    return replace(new, hosts=new.hosts[place:] + new.hosts[:place])


def _places(old: Ritual, new: Ritual, since: date, until: date) -> dict[date, date]:
    """To each day of the old rule the day that has its place under the new one."""
    before = [*recurrence.days(old.rule, old.start, since, until)] if old.rule else [old.start]
    after = islice(recurrence.days(new.rule, new.start, since, _END), len(before)) if new.rule else [new.start]
    return dict(zip(before, after, strict=False))


def _moved_along(old: Ritual, new: Ritual, since: date, days: tuple[date, ...]) -> tuple[date, ...]:
    """Days removed from the old ritual, from a day on, as they stand in the new one."""
    ahead = [on for on in days if on >= since]
    places = _places(old, new, since, max(ahead)) if ahead else {}
    return tuple(places[on] for on in ahead if on in places)


def _carry_over(change: Change, old: Ritual, new: Ritual, since: date, saved: list[Gathering]) -> None:
    """Let gatherings that are not held yet follow their ritual, each in its place in the row."""
    if not saved:
        return
    places = _places(old, new, since, max(map(_due, saved)))
    taken = {g.id: _follow(g, old, new, places.get(_due(g), _due(g))) for g in saved}
    names = {key: kept.id for key, kept in taken.items() if key != kept.id}
    for record in [*naming(change, *names)] if names else []:
        if record.id not in taken:
            change.put(renamed(record, names))
    ids = {kept.id for kept in taken.values()}
    for gathering in saved:
        if gathering.id not in ids:
            change.remove(gathering)
    for kept in taken.values():
        change.put(kept)


def _follow(gathering: Gathering, old: Ritual, new: Ritual, due: date) -> Gathering:
    """A gathering of the old ritual as one of the new; what was said for it alone stays."""
    same = [name for name in _FOLLOWING if getattr(gathering, name) == getattr(old, name)]
    values: dict[str, Any] = {name: getattr(new, name) for name in same}
    if not gathering.moved:
        values["on"] = due
    key = gathering.id
    if key == occurrence_id(old, _due(gathering)):
        key = occurrence_id(new, due)
    return replace(gathering, id=key, ritual=new.id, due_on=due, **values)


# -- skipping --------------------------------------------------------------------------------------


class Skipping(Described, frozen=True, kw_only=True):
    """What is asked when something is skipped; it is kept with the gathering or the ritual, not by itself."""

    why: Annotated[str, field_info("Reason", "optional; a lesson for the next update")] = ""
    scope: Annotated[Scope, field_info("Skip", "only this one, this and following, or all future ones")] = (
        "this one"
    )


def skip(
    book: Book, change: Change, gathering: Gathering, today: date, *, why: str = "", scope: Scope = "this one"
) -> None:
    """Skip one gathering, it and all that follow, or all that are still to come.

    Where nothing follows any more the ritual ends with the day before and keeps its history.
    """
    ritual = comes_back(book, gathering)
    if scope == "this one" or ritual is None:
        change.put(replace(gathering, state="skipped", why=why))
        return
    first = _due(gathering) if scope == "this and following" else today
    change.put(replace(ritual, retired_on=first - timedelta(days=1), retired_why=why))
    for other in book.gatherings.values():
        if other.ritual == ritual.id and other.state == "planned" and _due(other) >= first:
            change.put(replace(other, state="skipped", why=why))


def take_out(book: Book, change: Change, ritual: Ritual, gathering: Gathering) -> None:
    """Take one gathering out of its ritual's row, as if the rule had never given it."""
    change.put(replace(ritual, except_on=tuple(sorted({*ritual.except_on, _due(gathering)}))))
    if known := book.gatherings.get(gathering.id):
        change.remove(known)


# -- bringing back ---------------------------------------------------------------------------------

OutHow = Literal["removed", "skipped", "moved", "retired"]


class Cancellation(Struct, frozen=True):
    """What is not held when its rule says, and can be brought back."""

    how: OutHow
    name: str
    on: date
    """The day the rule gave it; of a ritual, its last day."""
    ritual: str = ""
    gathering: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.how}:{self.gathering or self.ritual}:{self.on}"


def cancellations(book: Book, ritual: str = "") -> list[Cancellation]:
    """What can be brought back, of one ritual or of all, the latest day first."""
    found = [*_cancellations_of_rituals(book, ritual)]
    for g in book.gatherings.values():
        if ritual and g.ritual != ritual:
            continue
        if g.state == "skipped" or (g.state == "planned" and g.moved):
            how: OutHow = "skipped" if g.state == "skipped" else "moved"
            found.append(Cancellation(how, g.name, _due(g), g.ritual, g.id, g.why))
    return sorted(found, key=lambda out: (-out.on.toordinal(), out.name, out.key))


def _cancellations_of_rituals(book: Book, wanted: str) -> Iterator[Cancellation]:
    for ritual in book.rituals.values():
        if wanted and ritual.id != wanted:
            continue
        if ritual.retired_on:
            yield Cancellation("retired", ritual.name, ritual.retired_on, ritual.id, why=ritual.retired_why)
        for on in ritual.except_on:
            yield Cancellation("removed", ritual.name, on, ritual.id)


def bring_back(book: Book, change: Change, out: Cancellation) -> None:
    """Put something back to where its rule has it: removed, skipped, moved or retired."""
    if out.gathering:
        gathering = book.gatherings[out.gathering]
        back = replace(gathering, state="planned", why="")
        ritual = book.rituals.get(gathering.ritual)
        if out.how == "moved" and gathering.due_on:
            back = replace(back, on=gathering.due_on, at=ritual.at if ritual else gathering.at)
        change.put(back)
        return
    ritual = book.rituals[out.ritual]
    if out.how == "retired":
        change.put(replace(ritual, retired_on=None, retired_why=""))
    else:
        change.put(replace(ritual, except_on=tuple(on for on in ritual.except_on if on != out.on)))


# -- preparing -------------------------------------------------------------------------------------


def to_prepare(book: Book, gathering: Gathering) -> tuple[str, ...]:
    """What is to be prepared for a gathering: its ritual's list, and what was ticked before that list changed."""
    ritual = book.rituals.get(gathering.ritual)
    return tuple(dict.fromkeys((*(ritual.preparation if ritual else ()), *gathering.prepared)))


def left_to_prepare(book: Book, gathering: Gathering) -> tuple[str, ...]:
    """What of it is not ticked yet."""
    return tuple(item for item in to_prepare(book, gathering) if item not in gathering.prepared)
