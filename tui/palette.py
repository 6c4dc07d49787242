"""The palette's way to any record: type a part of its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import Hit, Hits, Provider
from textual.content import Content

from store.people import department_of
from store.records import LONGEST_LINE
from store.text import folded, one_line

if TYPE_CHECKING:
    from tui.app import GuildbookApp

MOST_HITS = 30


class Records(Provider):
    """Everything that has a name, without regard to case and accents."""

    def _records(self) -> Iterator[tuple[str, str, str, str]]:
        """(name, what it is, screen, id)."""
        app: GuildbookApp = self.app  # type: ignore[assignment]
        book = app.book
        for volunteer in book.volunteers.values():
            yield volunteer.name, department_of(book, volunteer) or "volunteer", "volunteer", volunteer.id
        for stakeholder in book.stakeholders.values():
            yield stakeholder.name, stakeholder.job or "stakeholder", "updates", stakeholder.id
        for post in book.posts.values():
            yield post.what, "post", "posts", post.id
        for role in book.roles.values():
            yield role.name, "role", "roles", role.id
        for ritual in book.rituals.values():
            yield ritual.name, "ritual", "calendar", ritual.id
        for department in book.departments.values():
            yield department.name, "department", "departments", department.id
        for resource in book.resources.values():
            yield resource.title, resource.kind, "library", resource.id
        for wish in book.wishes.values():
            yield wish.title, "topic of the survey", "survey", wish.id

    async def search(self, query: str) -> Hits:
        """Records whose name holds what was typed; a beginning counts more."""
        wanted, app = folded(query[:LONGEST_LINE]), self.app
        found = 0
        for name, what, room, key in self._records():
            at = folded(name).find(wanted)
            if at < 0:
                continue
            score = 1.0 if at == 0 else 0.8
            go = partial(app.go_to, room, key)  # type: ignore[attr-defined]
            # the palette reads a plain help text as markup, but takes Content as it is
            told: Any = Content(one_line(what))
            yield Hit(score, Content(one_line(name)), go, text=one_line(name), help=told)
            found += 1
            if found >= MOST_HITS:
                return
