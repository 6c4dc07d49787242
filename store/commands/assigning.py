"""``assign``: who hosts a gathering, takes a role or owns a resource that a to-do asks about."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.calendar.rituals import gatherings
from store.commands.people import find_host, find_owner
from store.commands.plan import Plan
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.core.text import one_line, quoted
from store.library.resources import orphans
from store.model.people import Tenure
from store.people.directory import name_of
from store.people.roles import hand_over
from store.training.readiness import in_words, leads_early
from store.week.action import Act, DealWithGathering, FillRole
from store.week.todo_search import find_todos

_NEAR = 60


class Assign(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="assign"):
    """Assign the host, holder or owner that a to-do asks for."""

    todos: tuple[str, ...]
    """The number of a to-do, or words of its title."""
    to: str

    def plan(self, book: Book, today: date) -> Plan:
        """Who is assigned to what.

        Raises:
            GuildbookError: it is not clear what or who is meant, or the to-do asks for no one.
        """
        (act, *more) = find_todos(book, self.todos, today)
        kinds = {single.kind for single in act.singles}
        if more or len(kinds) > 1 or (act.members and kinds != {"owner"}):
            raise GuildbookError(
                f"{quoted(one_line(act.title))} covers more than one to-do. Assign them one by one."
            )
        match act.kind:
            case "find_host":
                return _host(book, act, find_host(book, self.to), today)
            case "role":
                return _holder(book, act, find_host(book, self.to), today)
            case "owner":
                return _owner(book, act, find_owner(book, self.to))
            case _:
                raise GuildbookError(f"{quoted(one_line(act.title))} does not need a host, holder or owner.")


def _host(book: Book, act: Act, who: str, today: date) -> Plan:
    near = gatherings(book, today - timedelta(days=_NEAR), today + timedelta(days=_NEAR))
    wanted = act.target.gathering if isinstance(act.target, DealWithGathering) else ""
    hosted = replace(next(gathering for gathering in near if gathering.id == wanted), host=who)
    early = leads_early(book, hosted)
    told = (f"Note: {one_line(name_of(book, who))} {in_words(early)}",) if early else ()
    return _plan(hosted.name, name_of(book, who), lambda change: change.put(hosted), told)


def _holder(book: Book, act: Act, who: str, today: date) -> Plan:
    role = book.roles[act.target.role if isinstance(act.target, FillRole) else ""]
    if who == ORGANISER:
        raise GuildbookError("Only a volunteer can hold a role. Name a volunteer.")
    tenure = Tenure(role=role.id, volunteer=who, since=today)
    return _plan(role.name, name_of(book, who), lambda change: hand_over(change, None, tenure))


def _owner(book: Book, act: Act, who: str) -> Plan:
    keys = {single.key for single in act.singles}
    things = [resource for group in orphans(book) if group.key in keys for resource in group.resources]

    def put(change: Change) -> None:
        for thing in things:
            change.put(replace(thing, owner=who))

    what = quoted(things[0].title) if len(things) == 1 else f"{len(things)} resources"
    told = tuple(f"- {one_line(thing.title)}" for thing in things)
    return _plan(what, name_of(book, who), put, told)


def _plan(what: str, name: str, put: Callable[[Change], object], told: tuple[str, ...] = ()) -> Plan:
    return Plan(f"Assign {what} to {name}", put, f"Assigned {one_line(what)} to {one_line(name)}.", told)
