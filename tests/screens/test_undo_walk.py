"""A walk through every screen, doing whatever its keys do: all of it undone is the first book, done again the last."""

from __future__ import annotations

from random import Random

import pytest
from textual.pilot import Pilot

from screens.common.screen import BookScreen
from screens.widgets.forms.form import Form
from screens.widgets.lists.picker import Picker
from store.book.book import Book
from store.book.merge.copies import Tables, copy_of
from store.book.references import dangling
from store.core.dates import Clock
from tests.conftest import LONG
from tests.support.app_internals import fill_in
from tests.support.harness import PLACES, TODAY, go, press, running, standing

WALKS, CHANGES = (10, 90) if LONG else (1, 14)
"""Walks, and how many changes each makes; a hundred can be undone."""
ONLY_MOVE = {
    "j", "k", "h", "l", "g", "G", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab",
    "shift+tab", "ctrl+home", "ctrl+end", "ctrl+pageup", "ctrl+pagedown", "ctrl+n",
}  # fmt: skip
ONLY_LEAD = {
    "app", "all", "all_themes", "back", "bring_in", "command_palette", "copy", "copy_as", "copy_text", "export", "filter",
    "go", "keys", "leave", "month", "open", "out", "page", "quit", "redo", "run", "save", "today", "turn", "undo", "view",
}  # fmt: skip
"""Actions that lead elsewhere, go on in a file or ask the system; what only brings people or calendars in has tests of
its own."""


class Watch:
    """The states a book went through, by how many changes stood then."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.states: list[Tables] = [copy_of(book).tables]
        book.subscribe(self._saved)

    @property
    def standing(self) -> int:
        """How many changes stand now."""
        return standing(self.book)

    def _saved(self, _: object) -> None:
        if not any(step.undone for step in self.book.steps.values()):  # a new change ends what could be done again
            self.states[self.standing :] = [copy_of(self.book).tables]


def bound(screen: BookScreen) -> list[tuple[str, str]]:
    """The keys that do something on a screen, and what."""
    found = {key: active.binding.action.removeprefix("screen.") for key, active in screen.active_bindings.items()}
    return sorted(
        (key, action)
        for key, action in found.items()
        if key not in ONLY_MOVE and action.partition("(")[0].partition(".")[0] not in ONLY_LEAD
    )


async def answer(pilot: Pilot[None], chance: Random) -> None:
    """Answer whatever a key has opened, and come back to a screen of the book."""
    for _ in range(6):
        screen = pilot.app.screen
        if isinstance(screen, Form):
            fill_in(screen, chance)
            await press(pilot, "ctrl+s")
            if pilot.app.screen is screen:
                break
        elif isinstance(screen, Picker):
            await press(pilot, *["down"] * chance.randint(0, 2), *["space"] * chance.randint(0, 1), "enter")
        else:
            break
    for _ in range(12):
        if isinstance(pilot.app.screen, BookScreen):
            return
        await press(pilot, "escape")
    raise AssertionError(pilot.app.screen)


@pytest.mark.parametrize("seed", range(WALKS))
async def test_whatever_was_done_is_undone_and_done_again(demo: Book, seed: int) -> None:
    chance, watch, did = Random(seed), Watch(demo), set[tuple[str, str]]()
    async with running(demo) as pilot:
        tries = 0
        while watch.standing < CHANGES:
            tries += 1
            assert tries < CHANGES * 12, did
            place = chance.choice([*PLACES])
            await go(pilot, place)
            screen = pilot.app.screen
            if not isinstance(screen, BookScreen):  # the palette found something else of that name
                await answer(pilot, chance)
                continue
            await press(pilot, *chance.choices(("down", "right", "tab"), k=chance.randint(0, 3)))
            for key, action in chance.sample(bound(screen), k=min(6, len(bound(screen)))):
                if pilot.app.screen is not screen:
                    break
                before = watch.standing
                await press(pilot, key)
                await answer(pilot, chance)
                if watch.standing != before:
                    did.add((type(screen).__name__, action))
                    assert watch.standing == before + 1, (place, action)  # one action, one change
            pilot.app.clear_notifications()
        last = watch.standing
        assert len(watch.states) == last + 1
        for number in reversed(range(last)):
            await press(pilot, "u")
            assert copy_of(demo).tables == watch.states[number]
        for number in range(last):
            await press(pilot, "U")
            assert copy_of(demo).tables == watch.states[number + 1]
    path = demo.path
    demo.close()
    with Book.open(path, Clock(TODAY)) as again:
        assert copy_of(again).tables == watch.states[-1]
        while again.undo():
            assert copy_of(again).tables == watch.states[standing(again)]
        assert copy_of(again).tables == watch.states[0]
    with Book.open(path, Clock(TODAY)) as again:
        while again.redo():
            pass
        assert copy_of(again).tables == watch.states[-1]
        assert not [*dangling(again)]
    print(f"walk {seed}: {last} changes by {len(did)} actions: {sorted(f'{s}.{a}' for s, a in did)}")
