"""Library: what is written down, who keeps it, where it lies, and whether it is still there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, get_args, get_type_hints

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from screens.common.actions.multi_select import MarkCommands
from screens.common.screen import BookScreen
from screens.library.hub_actions import HubCommands
from screens.library.plan_lines import about_plan, plan_rows
from screens.library.resource_actions import ResourceCommands, highlighted_resource
from screens.library.resource_lines import about_resource
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from store.core.errors import GuildbookError
from store.core.text import pluralize
from store.library.resources import link_kind, shelf, unkept, why_unkept
from store.model.library import Resource
from store.model.training import SessionPlan
from store.people.directory import name_of
from store.training.session_plans import certified_authors

KINDS: tuple[str, ...] = get_args(get_type_hints(Resource)["kind"])
MANY = {
    "recording": "Recordings",
    "role_description": "Role descriptions",
    "shared_material": "Shared material",
    "process": "Processes",
    "message": "Messages",
}
"""The headings, in the words for several."""
LEADS_TO = {"address": "web link", "file": "a file", "share": "not checked"}
"""Where a link leads, in a word; a file on another computer is not asked for."""


class LibraryScreen(BookScreen):
    """Everything documented, by kind, with the selected thing beside it."""

    ROOM = "library"
    CSS_PATH = "library.tcss"
    ACTIONS = (ResourceCommands, HubCommands, MarkCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *MarkCommands.keys(),
        *ResourceCommands.keys(),
        *HubCommands.keys(),
    ]

    def __init__(self, *how: object) -> None:
        super().__init__(*how)  # type: ignore[arg-type]
        self._lost: set[str] = set()

    def body(self) -> ComposeResult:
        """The things at the left, one of them at the right."""
        with Horizontal():
            yield Listing(
                Column(1), Column(share=3), Column(share=2), Column(), id="things",
                empty=lambda: f"No resources yet. Press {key_of('library.add')} to add the first: a recording, a role description or anything you would miss if someone left.",
            )  # fmt: skip
            yield Pane(id="thing").when_empty(
                "Resource", "The selected resource appears here with its owner and file."
            )

    def arrive(self, key: str) -> None:
        """Select a resource or a session plan."""
        if self.is_mounted:
            self.query_one(Listing).highlight(key)

    def fill(self) -> None:
        """Show everything by kind; then look, beside the screen, which files are there."""
        self._show()
        self._look()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Files come and go while other screens are open. Textual calls what the base class does as well."""
        if self.refresher.unchanged_since_left:
            self._look()

    def _show(self) -> None:
        self._alone = {resource.id for resource in unkept(self.book)}
        listing, things = self.query_one(Listing), shelf(self.book)
        counts = Counter[str](thing.kind for thing in things)
        rows: list[Row] = []
        for kind in KINDS:
            if counts[kind]:
                rows.append(Row("", (f"{MANY[kind]} · {counts[kind]}",), heading=True))
                rows += [self._row(thing) for thing in things if thing.kind == kind]
        self._certified = certified_authors(self.book, self.today)
        rows += plan_rows(self.book, self._certified, self.today)
        gone = [thing for thing in things if thing.id in self._lost]
        told = [f"Library · {len(things)}", f"{len(self._alone)} without an owner" if self._alone else ""]
        told.append(f"{pluralize(len(gone), 'file')} missing" if gone else "")
        self.marks.keep()
        listing.titled(" · ".join(filter(None, told)), self.marks.told())
        listing.show(rows)
        self._show_thing()

    def _row(self, thing: Resource) -> Row:
        lost, alone = thing.id in self._lost, thing.id in self._alone
        owner = why_unkept(self.book, thing) if alone else name_of(self.book, thing.owner)
        link = "file missing" if lost else LEADS_TO.get(link_kind(thing.link), "")
        gathering = self.book.gatherings.get(thing.gathering)
        mark = ("✓", "accent") if thing.id in self.marks.marked else ("!" if lost or alone else " ", "warn")
        cells = (
            mark,
            (thing.title, "strong"),
            (owner, "warn" if alone else ""),
            (link or " ", "warn" if lost else "dim"),
        )
        search = " ".join([thing.link, *thing.tags, gathering.name if gathering else ""])
        return Row(thing.id, cells, search=search)

    @work(exclusive=True, group="links")
    async def _look(self) -> None:
        """Ask the disk which files are there, in a thread, as a network drive may sleep."""
        from screens.common.link_opener import lost

        links = {thing.id: thing.link for thing in self.book.resources.values()}
        found = await asyncio.to_thread(lost, links, self.book.path.parent)
        if found != self._lost and self.is_mounted:
            self._lost = found
            self._show()

    def plan_here(self) -> SessionPlan | None:
        """The selected session plan."""
        return self.book.session_plans.get(self.query_one(Listing).key)

    def here(self) -> Resource | None:
        """The selected resource."""
        return self.book.resources.get(self.query_one(Listing).key)

    @on(Listing.Moved)
    def _show_thing(self) -> None:
        pane, thing = self.query_one("#thing", Pane), self.here()
        if plan := self.plan_here():
            pane.titled(plan.topic)
            pane.show(about_plan(self.book, plan, self.today, certified=plan.id in self._certified))
        elif thing is None:
            pane.titled("")
            pane.show([])
        else:
            pane.titled(thing.title)
            alone, lost = thing.id in self._alone, thing.id in self._lost
            pane.show(about_resource(self.book, thing, self.today, alone=alone, lost=lost))

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected resource, or with all that are ticked."""
        thing, plan = self.here(), self.plan_here()
        return {
            "library.review": plan,
            "library.copy": plan or (thing and thing.link.strip()),
            "library.edit": thing or plan,
            "library.owner": thing or plan,
            "lines.mark": thing,
            "library.delete": thing or plan,
        }

    @on(Listing.Opened)
    def _open(self) -> None:
        """Open what the link leads to, or the session plan."""
        if self.plan_here():
            self.commands.of(ResourceCommands).action_edit()
        elif thing := highlighted_resource(self):
            self._open_link(thing.link)

    @work(group="opening")
    async def _open_link(self, link: str) -> None:
        """Look at a file and open it, in a thread, as another computer may answer late or never."""
        from screens.common.link_opener import open_link

        try:
            self.say(await asyncio.to_thread(open_link, link, self.book.path.parent))
        except GuildbookError as error:
            self.say(str(error), problem=True)

    @property
    def marks(self) -> MarkCommands:
        """Which lines are ticked."""
        return self.commands.of(MarkCommands)

    def markable(self, key: str) -> bool:
        """Whether a line is a resource."""
        return key in self.book.resources
