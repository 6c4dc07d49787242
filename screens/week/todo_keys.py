"""Which keys act on a to-do, the most useful first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from screens.week.todo_actions import View
from store.book.book import Book
from store.calendar.occurrences import to_prepare
from store.model.calendar import Gathering
from store.week.action import Act

OF_KIND: dict[str, tuple[str, ...]] = {
    "add_first": ("list.open", "week.import"),
    "update": ("week.copy", "week.sent"),
    "record": ("list.open", "week.skip"),
    "prepare": ("week.tick", "list.open", "week.skip"),
    "find_host": ("list.open", "week.skip"),
    "remind_host": ("week.copy", "person.contact", "week.skip"),
}
"""The keys of some kinds beside the one that deals with it."""


EVERY = (
    "list.open", "week.copy", "week.sent", "week.tick", "week.skip", "week.snooze", "week.dismiss", "week.bring_back",
    "person.thank", "person.contact", "person.contribute",
)  # fmt: skip
"""The keys that act on some to-dos and not on others."""


def by_usefulness(useful: Iterable[str]) -> dict[str, bool]:
    """Whether each key acts on the selected line: those that do first."""
    acting = dict.fromkeys(useful, True)
    return {**acting, **{key: False for key in EVERY if key not in acting}}


def useful_keys(act: Act | None, view: View, book: Book) -> tuple[str, ...]:
    """The ids of the keys that act on a to-do, or on a list without any."""
    if act is None:
        return ("week.add", "week.import", "week.view")
    if view == "aside":
        return ("week.bring_back", "week.view", "screen.filter")
    return tuple(dict.fromkeys(_of(act, book)))


def keys_of_gathering(book: Book, gathering: Gathering | None) -> Iterator[str]:
    """The ids of the keys that act on a gathering of the list above the to-dos."""
    if gathering is None:
        return
    yield "list.open"
    if gathering.state == "planned":
        if to_prepare(book, gathering):
            yield "week.tick"
        yield "week.skip"
    yield "screen.filter"


def _of(act: Act, book: Book) -> Iterator[str]:
    yield act.press
    if act.members:
        yield from ("list.open", "week.tick")
    else:
        yield from OF_KIND.get(act.kind, ())
        yield "list.open"
    yield from ("week.snooze", "week.dismiss")
    if not act.members:
        yield from _of_person(act.subject, book)
    yield from ("week.view", "screen.filter", "week.add", "week.import")


def _of_person(subject: str, book: Book) -> Iterable[str]:
    if subject in book.volunteers:
        return ("person.contact", "person.thank", "person.contribute")
    return ("person.contact", "person.thank") if subject in book.stakeholders else ()
