"""Walking through the app with two keys at a time: every binding pressed in every state that the first key leads to."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from zlib import crc32

from textual.pilot import Pilot
from textual.strip import Strip

from store.book.book import Book
from store.core.dates import Clock
from tests.screens.test_hostile import harmless
from tests.support.harness import NARROW, TODAY, here, hush, press, running, strips

LEAVES = {"app.quit", "welcome.leave"}
"""Names of keys that end the app."""
MOVES = (
    "list.", "board.", "grid.", "month.", "picker.down", "picker.up", "picker.first", "picker.last", "picker.page",
    "columns.left", "columns.right", "columns.first", "columns.last", "form.down", "form.up", "form.leaf", "idea.next",
    "idea.before",
)  # fmt: skip
"""Beginnings of the names of keys that move about: at the last line there is nowhere to go, which is seen."""
COMMON = (*MOVES, "go.", "app.")
"""Beginnings of the names of keys that are the same everywhere; the short walk presses them in a share of the states."""
SHARE = 16
"""One in how many of those."""
SECOND = 2
"""One in how many of the keys of a state that the short walk presses there; another half in each state."""
DIALOGS = 3
"""One in how many places where the short walk goes on into a dialog: most of them are forms."""
ROUNDS = 5
"""How often the keys of a place are tried again where its screen still shows another view."""

State = tuple[list[str], str, list[str], int]
Seen = tuple[list[Strip], State]


class Walk:
    """One place of the app, come to again and again, in a book that is as it was each time."""

    def __init__(self, template: Path, folder: Path, place: str, *, short: bool) -> None:
        """Make a walk.

        Args:
            template: the book, of which copies are walked in.
            folder: where the copies lie.
            place: the keys that lead to the place.
            short: follow up only one key that stays on the screen, and one that opens a dialog.
        """
        self._template, self._folder, self._place, self._short = template, folder, place, short
        self._stack = AsyncExitStack()
        self._apps = 0
        self._followed: Counter[bool] = Counter()
        self.pilot: Pilot[None]
        self.book: Book
        self._first: State
        self.pressed: list[tuple[str, ...]] = []
        """The names of the keys that were pressed: the way to the state, then the key."""
        self.silent: list[str] = []
        """What did nothing and said nothing."""

    async def __aenter__(self) -> Walk:
        await self._begin()
        return self

    async def __aexit__(self, *how: object) -> None:
        await self._stack.aclose()

    async def _begin(self) -> None:
        """A fresh app on a fresh copy of the book."""
        await self._stack.aclose()
        self._apps += 1
        path = self._folder / f"{self._apps}.json"
        shutil.copy(self._template, path)
        self.book = self._stack.enter_context(Book.open(path, Clock(TODAY)))
        self.pilot = await self._stack.enter_async_context(running(self.book, NARROW))
        await press(self.pilot, *self._place.split())
        await hush(self.pilot)
        self._first = self.state()

    # -- where one is ------------------------------------------------------------------------------

    def seen(self) -> Seen:
        """Everything a key could change: what is shown, what lies in front, and the book."""
        return strips(self.pilot), self.state()

    def state(self) -> State:
        """Where one is: what lies in front, what of it is shown and focused, and how the book stands."""
        screens, steps = self.pilot.app.screen_stack, self.book.steps.values()
        ours = [widget for widget in screens[-1].query("*") if widget.id and widget.id[0] != "-"]
        on = screens[-1].focused
        focused = f"{type(on).__name__} {on.id} {(on.border_title or ' ').split(' ')[0]}" if on else ""
        shown = [widget.id or "" for widget in ours if widget.display]
        return [type(screen).__name__ for screen in screens], focused, shown, sum(not step.undone for step in steps)

    def keys(self, *way: str) -> Iterator[tuple[str, str]]:
        """The names of what can be pressed here and a key of each, in an order that differs from place to place."""
        found: dict[str, str] = {}
        for key, active in self.pilot.app.screen.active_bindings.items():
            if (name := active.binding.id) and name not in LEAVES:
                found.setdefault(name, "/" if key == "slash" else key)  # Textual knows it as solidus only
        for name in sorted(found, key=lambda name: number(self._place, *way, name)):
            share = SHARE if name.startswith(COMMON) else SECOND if way else 1
            if not self._short or number(self._place, *way, name) % share == 0:
                yield name, found[name]

    # -- going on and coming back ------------------------------------------------------------------

    async def everything(self) -> None:
        """Press every key of the place, and every key of the states that these lead to."""

        async def no_further() -> None:
            """Where the walk begins is where one comes back to."""

        for name, key in [*self.keys()]:
            if await self._silent(name, key=key):
                self.silent.append(f"{self._place}: {name} ({key})")
            if self._worth_following():
                await self._go_on(name, key)
            await self._back_to(self._first, no_further)

    def _worth_following(self) -> bool:
        if not self._short:
            return True
        dialog = self.pilot.app.screen.is_modal
        if number(self._place) % DIALOGS if dialog else self.state()[0] != self._first[0]:
            return False
        self._followed[dialog] += 1
        return self._followed[dialog] == 1

    async def _go_on(self, name: str, key: str) -> None:
        """Press the keys of the state that a key leads to, each from that very state."""
        await (
            self._begin()
        )  # as a key pressed before may have moved the highlight, so that this one finds another line
        await press(self.pilot, key)
        await hush(self.pilot)
        state = self.state()

        async def again() -> None:
            await press(self.pilot, key)
            await hush(self.pilot)
            if self.state() != state:  # the highlight had been moved, say, so that the key found someone else
                await self._begin()
                await press(self.pilot, key)
                await hush(self.pilot)

        for other, pressed in [*self.keys(name)]:
            if await self._silent(name, other, key=pressed):
                await self._begin()  # what the key has to say may have stood there already, from the one before
                await again()
                if await self._silent(name, other, key=pressed):
                    self.silent.append(f"{self._place}: {name} then {other} ({pressed})")
            await self._back_to(state, again)

    async def _silent(self, *way: str, key: str) -> bool:
        """Press a key, and see whether it neither does nor says anything."""
        before = self.seen()
        await press(self.pilot, key)
        after = self.seen()
        self.pressed.append(way)
        harmless(self.pilot, after[0], f"{self._place}: {' then '.join(way)} ({key})")
        return after == before and not self._may_be_still(way[-1])

    def _may_be_still(self, name: str) -> bool:
        if name.startswith("go."):
            return here(self.pilot).casefold().startswith(name.removeprefix("go."))
        return name.startswith(MOVES)

    async def _back_to(self, state: State, again: Callable[[], Awaitable[None]]) -> None:
        """Come back to a state: one is there still, or after leaving a dialog, or it is all the way again."""
        await hush(self.pilot)
        if self.state() == state:
            return
        await press(self.pilot, "escape")
        await hush(self.pilot)
        if self.state() != state:
            await self._to_first()
            await again()

    async def _to_first(self) -> None:
        """Come back to where the walk begins, in a new app where nothing else leads there."""
        for _ in range(4):
            if self.pilot.app.screen.is_modal:
                await press(self.pilot, "escape")
        while self.state()[-1] > self._first[-1] and self.book.undo():
            pass
        room, *views = self._place.split()
        await press(self.pilot, room)
        for key in [*views * ROUNDS, ""]:
            await hush(self.pilot)
            if self.state() == self._first:
                return
            await press(self.pilot, *[key] * bool(key))
        await self._begin()


def number(*words: str) -> int:
    """A number that is the same for the same words, today and everywhere."""
    return crc32(" ".join(words).encode())
