"""What stands on the screen is what would be drawn now, although only what changed is painted."""

from __future__ import annotations

from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from screens.widgets.line_widget import Drawn
from screens.widgets.panes import Pane
from store.book.book import Book
from tests.support.app_internals import redraw_now, stale_lines
from tests.support.harness import NARROW, WIDE, press, settle, strips
from tests.support.textual_internals import to_repaint
from tests.support.tiny import showing
from tui.shell.app import GuildbookApp

WALKS = {
    "week": "j j d u k t escape / a n escape escape z u",
    "pipeline": "2 j j l j > u / a n escape v j G g v l j v j l",
    "calendar": "3 j l ] [ v j l v j v j v j v j",
    "recognition": "4 j j v j v j v j o",
    "costs": "5 j j v j v v j",
    "updates": "6 j space j space v j v v j",
    "launch": "7 j j v j v j",
    "library": "8 j j / e x escape G",
}


CASES = [(walk, WIDE) for walk in WALKS] + [("pipeline", NARROW), ("calendar", NARROW)]


@pytest.mark.parametrize(("walk", "size"), CASES, ids=str)
async def test_the_screen_shows_what_would_be_drawn_now(demo: Book, walk: str, size: tuple[int, int]) -> None:
    app = GuildbookApp(demo, demo.clock)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in WALKS[walk].split():
            await press(pilot, key)
            for widget in app.screen.query(Drawn):
                if widget.display and widget.region and not widget.loading:
                    assert not stale_lines(widget), key
            seen = [strip.text for strip in strips(pilot)]
            for widget in app.screen.query("*"):
                widget.refresh()
            await settle(pilot)
            assert [strip.text for strip in strips(pilot)] == seen, key


def paint(widget: Drawn, seen: dict[tuple[int, int], str]) -> None:
    """Paint what a widget asks for, and nothing else, on what is seen of it."""
    lines = widget.render_lines(widget.outer_size.region)
    for region in to_repaint(widget):
        for y in region.line_range:
            for x, letter in enumerate(lines[y].crop(region.x, region.right).text, region.x):
                seen[x, y] = letter


@pytest.mark.parametrize("between", ["nothing", "other words in the frame", "another line"])
async def test_what_is_new_is_painted_whole_where_a_paint_comes_before_it_is_looked_at(between: str) -> None:
    pane = Pane(title="Ann")
    async with showing(pane) as pilot:
        pane.show([[("Ann", "")], [("sings", "")]])
        await settle(pilot)
        seen = {(x, y): " " for y in range(pane.outer_size.height) for x in range(pane.outer_size.width)}
        pane.refresh()
        paint(pane, seen)
        pane.show([[("Bo from Sales", "")], [("sings", "")]])
        redraw_now(pane)
        if between == "another line":
            pane.show([[("Bo from Sales", "")], [("dances", "")]])
            redraw_now(pane, [1])
        elif between == "other words in the frame":
            pane.titled("Cy")
        pane.show([[("Cy, who came from Operations", "")], [("dances", "")]])
        paint(pane, seen)  # with what is new already, but only where Bo was different
        redraw_now(pane)
        paint(pane, seen)
        assert "Cy, who came from Operations" in "".join(seen[x, 1] for x in range(pane.outer_size.width))


async def test_what_is_shown_for_the_first_time_gets_its_looks_once(demo: Book) -> None:
    app = GuildbookApp(demo, demo.clock)
    dressed: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def counted(sheet: Stylesheet, node: DOMNode, **how: Any) -> None:
        dressed[node] += 1
        apply(sheet, node, **how)

    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        with patch.object(Stylesheet, "apply", counted):
            await press(pilot, "8")
        inside = {type(node).__name__: times for node, times in dressed.items() if node.screen is app.screen}
    assert {"TopBar", "Listing", "KeyBar"} <= {*inside}
    assert max(times for name, times in inside.items() if name in ("TopBar", "KeyBar")) == 1, inside
