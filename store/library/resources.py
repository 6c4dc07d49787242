"""The library: resources that outlast those who made them, and those without an owner."""

import re
from collections import defaultdict
from datetime import date
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.core.labels import label_of
from store.core.old_names import NO_OWNER
from store.core.record import ORGANISER
from store.core.text import normalize, one_line, pluralize
from store.model.library import Resource
from store.people.directory import name_of
from store.people.stages import latest_moves

_ADDRESS = r"(?i)(https?://|mailto:|www\.)\S"
_FILE = r"(?i)~|\.{0,2}[/\\]|[a-zA-Z]:[/\\]|file://"
_SHARE = r"(?i)[/\\]{2}|file://(?!(localhost)?/(?![/\\\s]|%2f|%5c))"
"""A path on another computer: ``\\\\server\\share`` with slashes of any kind, a host in a file address, or two slashes behind none."""
_ENDING = r"[^\s/\\]\.[A-Za-z0-9]{1,5}$"
"""How the name of a file ends."""


def link_kind(link: str) -> Literal["nothing", "address", "share", "file", "words"]:
    """What a link is: a web address, a file, or only words such as ‘shelf in room 2’, which lead nowhere.

    A file is what begins like a path, or ends like the name of a file; nothing here looks at the disk. A share is a file
    on another computer: Windows would log in there as soon as anything asks whether it exists.
    """
    link = link.strip()
    if not link:
        return "nothing"
    if re.match(_ADDRESS, link):
        return "address"
    if re.match(_SHARE, link):
        return "share"
    return "file" if re.match(_FILE, link) or re.search(_ENDING, link) else "words"


def shelf(book: Book) -> list[Resource]:
    """Everything documented, sorted by title."""
    return sorted(book.resources.values(), key=lambda resource: (normalize(resource.title), resource.id))


def unkept(book: Book) -> list[Resource]:
    """Resources without an owner: never assigned, or the owner has left; sorted by title."""
    gone = {who for who, move in latest_moves(book).items() if move.stage == "alumni"}
    return [r for r in shelf(book) if r.owner != ORGANISER and (r.owner in gone or r.owner not in book.volunteers)]


def why_unkept(book: Book, resource: Resource) -> str:
    """Why it has no owner, in a few words."""
    return f"{name_of(book, resource.owner)} has left" if resource.owner else "no owner"


class Orphans(Struct, frozen=True):
    """Resources that lost one owner, or never had one."""

    owner: str
    """The id of the leaver; empty where there never was an owner."""
    name: str
    resources: tuple[Resource, ...]
    left_on: date | None = None
    """The day the owner left."""

    @property
    def since(self) -> date | None:
        """The day they lost their owner, or the first of them was added without one; None where that is not known."""
        return self.left_on or min((r.on for r in self.resources if r.on), default=None)

    @property
    def key(self) -> str:
        """Stable name for snoozing it; one resource more makes another one."""
        newest = max(self.resources, key=lambda r: (r.on or date.min, r.id))
        return f"keep:{self.owner or NO_OWNER}:{newest.id}:{len(self.resources)}"

    @property
    def title(self) -> str:
        """What it is about: the one thing, or how many."""
        first = self.resources[0].title
        return first if len(self.resources) == 1 else pluralize(len(self.resources), "resource")

    @property
    def reason(self) -> str:
        """In a few words."""
        return f"{self.name}, the owner, has left" if self.owner else "no owner"

    @property
    def why(self) -> str:
        """What it is, and what is to do."""
        titles = "; ".join(f"‘{one_line(r.title)}’" for r in self.resources[:4])
        more = f" and {len(self.resources) - 4} more" if len(self.resources) > 4 else ""
        return f"{titles}{more}. Assign an owner."


def orphans(book: Book) -> list[Orphans]:
    """Resources without an owner, by who left; those never assigned come last."""
    lost: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in unkept(book):
        lost[resource.owner].append(resource)
    moves = latest_moves(book)
    found = [
        Orphans(
            owner, name_of(book, owner) if owner else "", tuple(rs), moves[owner].on if owner in moves else None
        )
        for owner, rs in lost.items()
    ]
    return sorted(found, key=lambda group: (not group.owner, normalize(group.name), group.owner))


def _found(resource: Resource, lost: set[str]) -> str:
    if link_kind(resource.link) == "share":
        return " (not checked)"
    return " (file missing)" if resource.id in lost else ""


def as_text(book: Book, lost: set[str]) -> str:
    """The library as plain lines.

    Args:
        book: the book.
        lost: the ids of what points to a file that is not there; the store does not look at the disk.
    """
    lines = [f"Library: {pluralize(len(book.resources), 'resource')}"]
    alone = {resource.id for resource in unkept(book)}
    for resource in shelf(book):
        gathering = book.gatherings.get(resource.gathering)
        told = [
            resource.title,
            label_of(resource.kind),
            why_unkept(book, resource) if resource.id in alone else f"owner: {name_of(book, resource.owner)}",
            f"from {gathering.name}" if gathering else "",
            resource.link + _found(resource, lost),
            " ".join(f"#{tag}" for tag in resource.tags),
        ]
        lines.append(f"- {', '.join(one_line(part) for part in told if part)}")
    return "\n".join(lines if book.resources else [*lines, "No resources yet."]) + "\n"
