"""Goes through the screens and dialogs of the app on a book, in whatever terminal this runs in.

The real driver writes the real bytes; only the fingers are ours, as those need not wait for what is on screen.
``python -m tests.support.walks.walker BOOK [PLACE …]``: looks at every place there is, opens the usual dialogs, and presses every key
at the places named.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from textual.pilot import Pilot

from store.book import table
from store.book.book import Book
from store.core.dates import Clock
from tests.support.harness import PLACES, TODAY, go, press
from tests.support.walks.walking import LEAVES
from tui.shell.app import GuildbookApp


async def walk(pilot: Pilot[None], places: list[str]) -> None:
    """Look at every place, open the usual dialogs, press every key at some, copy, and start the timer of a talk."""
    for place in PLACES:
        await go(pilot, place)
    for room in "2356":
        for key in ("a", "e"):
            await press(pilot, room, key, "escape", "escape")
    for place in places:
        await every_key(pilot, place)
    await press(pilot, "1", "?", "escape", "ctrl+p", "=a", "escape", "escape", "2", "d", "u", "U")
    await go(pilot, "facilitate")
    await press(pilot, "space")
    await go(pilot, "facts")
    await press(pilot, "y")


async def every_key(pilot: Pilot[None], place: str) -> None:
    """Press a key of everything that is bound at a place, come to anew each time."""
    await go(pilot, place)
    keys = {active.binding.id: key for key, active in pilot.app.screen.active_bindings.items() if active.binding.id}
    for name, key in keys.items():
        if name not in LEAVES:
            await press(pilot, key)
            while pilot.app.screen.is_modal:
                await press(pilot, "escape")
            await go(pilot, place)


def main() -> int:
    """Walk; the exit status is that of the app, or 1 where a step went wrong."""
    table.tidied = lambda record, _: record  # as if reading cleaned nothing: the screens are safe by themselves
    path, *places = sys.argv[1:]
    wrong: list[BaseException] = []

    async def walked(pilot: Pilot[None]) -> None:
        try:
            await walk(pilot, places)
        except BaseException as error:  # told below, where the terminal is whole again
            wrong.append(error)
        pilot.app.exit()

    with Book.open(Path(path), Clock(TODAY)) as book:
        app = GuildbookApp(book, book.clock)
        app.animation_level = "none"
        asyncio.run(app.run_async(auto_pilot=walked))
    if wrong:
        print(f"walked into {type(wrong[0]).__name__}: {str(wrong[0])!a}")
    return int(bool(wrong)) or app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
