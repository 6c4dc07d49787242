"""No panel is a bare frame: each has a title and says something, with nothing in the book and with little."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from screens.widgets.line_widget import Drawn
from store.book.book import Book
from tests.support.harness import PLACES, go, here, press, running


def bare(pilot: Pilot[None]) -> list[str]:
    """The framed panels in sight that have no title, or nothing to say."""
    framed = (
        panel
        for panel in pilot.app.screen.query(Drawn)
        if panel.display and panel.region and panel.styles.border_top[0] not in ("", "none")
    )
    return [
        f"{here(pilot)} #{panel.id}"
        for panel in framed
        if not str(panel.border_title or "").strip()
        or not "".join(panel.render_line(y).text for y in range(panel.size.height)).strip()
    ]


@pytest.mark.parametrize("which", ["empty", "circle"])
async def test_every_panel_has_a_title_and_a_sentence(which: str, request: pytest.FixtureRequest) -> None:
    book: Book = request.getfixturevalue(which)
    found: dict[str, list[str]] = {}
    async with running(book) as pilot:
        if here(pilot) == "Welcome":
            await press(pilot, "escape")
        for place in PLACES:
            await go(pilot, place)
            found[place] = bare(pilot)
            if here(pilot) in ("Form", "Picker", "Palette"):  # a place that an empty book does not have
                await press(pilot, "escape")
    assert {place: panels for place, panels in found.items() if panels} == {}
