"""Everything that may be put on the hub, for ticking many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.text import normalize
from store.launch.charter import shown_on_hub, standing
from store.model.agreement import TITLES, TOPICS, Article, Wish
from store.model.calendar import Gathering, Ritual
from store.model.library import Resource
from store.model.people import Role

Shareable = Ritual | Gathering | Role | Resource | Article | Wish


class Choice(NamedTuple):
    """A record that may be on the hub."""

    key: str
    name: str
    kind: str
    record: Shareable


def choices(book: Book, today: date) -> list[Choice]:
    """What may be put on the hub now: by kind, each kind by name; what is over is left out."""
    return [*_by_name(book, today), *_charter(book)]


def tick(book: Book, change: Change, today: date, keys: Collection[str]) -> int:
    """Put exactly these on the hub; the number of records changed."""
    changed = 0
    for choice in choices(book, today):
        record, wanted = choice.record, choice.key in keys
        if record.on_hub != wanted:
            changed += 1
            if isinstance(record, Article):
                shown_on_hub(change, record, wanted)
            else:
                change.put(replace(record, on_hub=wanted))
    return changed


def _by_name(book: Book, today: date) -> Iterator[Choice]:
    rituals = [ritual for ritual in book.rituals.values() if not ritual.retired_on or ritual.retired_on >= today]
    once = [gathering for gathering in book.gatherings.values() if not gathering.ritual and gathering.on >= today]
    named: list[tuple[str, str, Shareable]] = [
        *(("ritual", ritual.name, ritual) for ritual in rituals),
        *(("gathering", gathering.name, gathering) for gathering in once),
        *(("role", role.name, role) for role in book.roles.values()),
        *(("resource", resource.title, resource) for resource in book.resources.values()),
        *(("suggested topic", wish.title, wish) for wish in book.wishes.values() if not wish.gathering),
    ]
    kinds = [kind for kind, *_ in named]
    for kind, name, record in sorted(named, key=lambda one: (kinds.index(one[0]), normalize(one[1]), one[2].id)):
        yield Choice(f"{kind}:{record.id}", name, kind, record)


def _charter(book: Book) -> Iterator[Choice]:
    for topic in TOPICS:
        if article := standing(book, topic):
            yield Choice(f"charter:{topic}", TITLES[topic], "charter", article)
