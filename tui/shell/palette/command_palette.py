"""The palette: any command or record, by a part of its name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from textual import work
from textual.containers import Vertical
from textual.screen import Screen

from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Drawn
from screens.widgets.lists.list_view import Column, Row
from screens.widgets.lists.picker import Picker
from store.core.text import normalize
from store.profiles.search import Sought, everything_named, sought

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.dom import DOMNode
    from textual.notifications import SeverityLevel

    from store.book.book import Book
    from store.core.dates import Clock
    from tui.keybindings.registry import Key, Place

HEIGHT = 24
"""Lines of the palette."""
MOST = 50
"""Lines that are offered; typing more finds the others."""
ENOUGH = 8
"""Lines from which on nothing is looked for whose letters stand apart."""
MOVES = ("list.", "board.", "grid.", "month.", "filter.")
"""Beginnings of the names of keys that only move about."""
WAYS = ("enter", "escape", "tab", "shift+tab")
"""Keys that mean something only where one is."""
PAGES = {
    "volunteer": "volunteers",
    "stakeholder": "stakeholders",
    "department": "departments",
    "ritual": "rituals",
}
"""Screens that are the page of a record, and its table."""


class Entry(Struct, frozen=True):
    """One line of the palette."""

    name: str
    told: str
    where: str
    run: Callable[[], Any]
    normalized: str
    more: str


def entry(name: str, told: str, where: str, run: Callable[[], Any]) -> Entry:
    """A line, ready to be looked through."""
    return Entry(name, told, where, run, normalize(name), normalize(f"{told} {where}"))


class Commands(Protocol):
    """What the palette asks of the app: what can be done, and to do it."""

    book: Book
    clock: Clock

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands of a screen, and of the whole book."""

    def go_to(self, room: str, key: str = "") -> None:
        """Go to a record on its screen."""

    def lead(self, way: GoTo) -> None:
        """Go where a screen would lead."""

    def notify(self, message: str, *, severity: SeverityLevel = "information") -> None:
        """Say something in passing."""

    async def run_action(self, action: str, default_namespace: DOMNode | None = None) -> bool:
        """Do what a key does."""


class Palette(Picker):
    """Every command and every record, those of the present screen first."""

    DEFAULT_CSS = """
    Palette > Vertical { width: 116; }
    """

    def __init__(self, app: Commands, screen: Screen[Any]) -> None:
        super().__init__("Find", ())
        self._of, self._from = app, screen
        self._commands = list(screen_commands(app, screen))
        self._records = list(records(app))
        self._elsewhere: list[Entry] = []
        self._fitted: tuple[str, list[Entry]] = ("", self._in_order())
        """What was looked for last, and all that fits it."""
        self._offered: dict[str, Entry] = {}

    def on_mount(self) -> None:
        """Look up the other screens' commands in a thread: it imports them."""
        super().on_mount()
        self._look_elsewhere()

    @work(group="elsewhere")
    async def _look_elsewhere(self) -> None:
        def look() -> tuple[Place, ...]:
            from tui.keybindings.registry import places

            return places()

        found = await asyncio.to_thread(look)
        self._elsewhere = list(other_commands(self._of, self._from, found))
        self._fitted = ("", self._in_order())
        if self.is_open:
            self.refill()

    def height(self) -> int:
        """As many as there can be: what fits changes with every letter."""
        return HEIGHT

    def columns(self, box: Vertical) -> tuple[Column, ...]:
        """The name, what it is, and where its key works."""
        return Column(share=1), Column(share=2), Column(24, right=True)

    def hint(self) -> str:
        """What can be typed."""
        return "part of a name: command, person, gathering, cost …"

    def matches(self, typed: str) -> list[Row]:
        """What fits, the nearest first.

        Where little does, also what has its letters apart.
        """
        if not typed:
            found = self._commands
        else:
            found = self._with_letters_together(typed)
            wanted = sought(typed)
            if len(found) < ENOUGH and wanted.letters:
                found = nearest_first(fitting(self._in_order(), wanted))
        self._offered = {f"{number}": one for number, one in enumerate(found[:MOST])}
        return [
            Row(key, (one.name, (one.told, "dim"), (one.where, "accent"))) for key, one in self._offered.items()
        ]

    def _in_order(self) -> list[Entry]:
        """All there is; of what fits equally well, what stands first is offered first."""
        return [*self._commands, *self._records, *self._elsewhere]

    def _with_letters_together(self, typed: str) -> list[Entry]:
        """What matches as it is typed. More letters match less, so only what matched before is looked through."""
        wanted = sought(typed, loose=False)
        before, among = self._fitted
        hits = fitting(among if wanted.text.startswith(before) else self._in_order(), wanted)
        self._fitted = (wanted.text, [one for _, one in hits])
        return nearest_first(hits)

    def run(self, picked: tuple[str, ...] | None) -> None:
        """Do what was picked."""
        if picked:
            self.app.call_later(self._offered[picked[0]].run)


Hit = tuple[float, Entry]
"""How far something is from what is looked for, and what it is."""


def fitting(entries: Sequence[Entry], wanted: Sought) -> list[Hit]:
    """What fits, in the same order."""
    return [(near, one) for one in entries if (near := wanted.near(one.normalized, one.more)) is not None]


def nearest_first(hits: list[Hit]) -> list[Entry]:
    """The nearest first; of those as near, what came first."""
    return [one for _, one in sorted(hits, key=lambda hit: hit[0])]


def records(app: Commands) -> Iterator[Entry]:
    """Everything in the book that has a name."""
    for named in everything_named(app.book, app.clock.today()):
        if named.name:
            yield entry(named.name, named.told, "", partial(app.go_to, named.room, named.key))


def screen_commands(app: Commands, screen: Screen[Any]) -> Iterator[Entry]:
    """The commands of the present screen, and of the whole book."""
    for command in app.get_system_commands(screen):
        name, _, key = command.title.rstrip(")").partition(" (")
        yield entry(name, command.help, key, command.callback)


def other_commands(app: Commands, screen: Screen[Any], places: tuple[Place, ...]) -> Iterator[Entry]:
    """The commands of all other screens, each once."""
    from tui.keybindings.registry import typed_in

    known = {active.binding.id for active in screen.active_bindings.values()}
    for place in places:
        if not place.room or place.kind is type(screen) or typed_in(place):
            continue
        for key in place.keys:
            if key.id in known or key.keys[0] in WAYS or key.id.startswith(MOVES):
                continue
            known.add(key.id)
            shown_as = key_of(key.id, key.keys[0])
            yield entry(
                key.does, key.gained, f"{place.name.partition(',')[0]} {shown_as}", partial(_go, app, place, key)
            )


async def _go(app: Commands, place: Place, key: Key) -> None:
    """Go to another screen's command and run it, where it does nothing yet that one could not see coming."""
    if not _arrive(app, place):
        pressed = key_of(key.id, key.keys[0])
        app.notify(f"Open a page first, then press {pressed} for ‘{key.does}’.", severity="warning")
        return
    app.screen.call_after_refresh(_run, app, place, key)


def _arrive(app: Commands, place: Place) -> bool:
    """Go to the screen; a page needs someone whose page it is, the selected person."""
    screen = app.screen
    who = screen.person() if isinstance(screen, BookScreen) else ""
    of_somebody = place.room in PAGES
    if of_somebody and who not in app.book.tables[PAGES[place.room]]:
        return False
    app.lead(GoTo(place.room, who if of_somebody else ""))
    return True


async def _run(app: Commands, place: Place, key: Key) -> None:
    """Run a command on the screen one has come to, or say its key.

    What changes something at once is only said: from another screen one does not see what.
    """
    where: Any = app.screen
    if not issubclass(place.kind, Screen):
        where = next((part for part in where.query(Drawn) if isinstance(part, place.kind) and part.display), None)
    if where is None or key.at_once:
        app.notify(f"Press {key_of(key.id, key.keys[0])} here for ‘{key.does}’: {key.gained}.")
        return
    if where is not app.screen:
        app.screen.set_focus(where)
    await app.run_action(key.action, where)
