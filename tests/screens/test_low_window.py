"""The smallest window, as a browser's page has it at 200%: on every screen each part is seen, and can be read."""

from __future__ import annotations

from screens.widgets.line_widget import Drawn
from store.book.book import Book
from tests.support.harness import PLACES, go, resize, running
from tui.shell.navigation import SMALLEST


async def test_every_part_of_every_screen_is_whole_and_shows_a_line(circle: Book) -> None:
    hidden = {}
    async with running(circle, SMALLEST) as pilot:
        for place in PLACES:
            await go(pilot, place)
            screen = pilot.app.screen
            for part in screen.query(Drawn):
                whole = (
                    screen.size.region.contains_region(part.region)
                    and part.size.height > 0
                    and part.size.width > 20
                )
                if part.display and not whole:
                    hidden[place, part.id] = part.region
        await resize(pilot, (SMALLEST[0], SMALLEST[1] + 8))
        assert not pilot.app.screen.has_class("-low")
    assert not hidden
