"""Names from any script, long or strange, stand on the board and in the list as they are and break no line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from wcwidth import wcswidth

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.dates import Clock
from store.core.text import clean
from store.model.people import Department, Volunteer
from store.people.directory import by_name
from tests.support.harness import HOSTILE, NARROW, TODAY, WIDE, press, running, strips, text_of

SHORT = (
    HOSTILE,
    "[@click=app.quit]Q[/]",
    "Ann [Ops",
    r"back\[slash]",
    "{curly} $name %s",
    "佐藤 美咲",
    "김민준",
    "Олена Коваль",
    "نور الهدى",
    "שָׁלוֹם כהן",
    "นภัสสร ศรีสุข",
    "क्षितिज शर्मा",
    "Zoe\u0308 N\u0303u\u0303",
    "Z\u0351\u036b\u0343a\u0300\u0316lgo",
    "👩‍👩‍👧 Fam",
    "👍🏽 Thumb",
    "❤️ Heart",
    "Tab\there",
    "Line\nbreak",
    "turned \u202eround",
    "bell \x07 rings",
    "e",
    "Élan",
    "elan",
    "Zz",
    "àà",
)
LONG = tuple((name * 200)[:200] for name in ("Wolfeschlegel ", "[b]長い名前", "a\u0301\u0302", "👩‍👩‍👧", "مرحبا "))
CONJUNCTS = re.compile("[\u0900-\u0dff]")
"""Scripts of India, over whose conjuncts no two terminals agree."""
SIZES = [WIDE, NARROW, (61, 20), (97, 31)]


@pytest.fixture
def town(tmp_path: Path) -> Any:
    """Everyone with a strange name, in departments with strange names."""
    path = tmp_path / "book.json"
    places = [Department(id=f"d{number}", name=clean(name)) for number, name in enumerate(LONG)]
    people = [
        Volunteer(id=f"v{number:02}", name=clean(name), department=f"d{number % len(LONG)}", met_on=TODAY,
                  topics=(clean(name),), tags=(clean(name),))
        for number, name in enumerate(SHORT + LONG)
    ]  # fmt: skip
    Book.write_new(path, [*places, *people], book_id="names")
    with Book.open(path, Clock(TODAY)) as book:
        yield book


def whole(pilot: Pilot[Any], width: int) -> None:
    """Every painted line takes exactly the screen's width, as Textual counts and as terminals do."""
    for strip in strips(pilot):
        assert sum(cell_len(segment.text) for segment in strip) == width
        if not CONJUNCTS.search(strip.text):
            assert wcswidth(strip.text) == width, strip.text


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_as_wide_as_the_screen(town: Book, size: tuple[int, int]) -> None:
    async with running(town, size) as pilot:
        await press(pilot, "2")
        for _ in range(len(town.volunteers)):
            whole(pilot, size[0])
            await press(pilot, "j")
        await press(pilot, "g", "v", "space", "b", "=topic", "enter")
        for _ in range(len(town.volunteers) // 8):
            whole(pilot, size[0])
            await press(pilot, "pagedown")


async def test_names_stand_as_they_are(town: Book) -> None:
    async with running(town) as pilot:
        await press(pilot, "2", "v")
        seen = ""
        for _ in range(3):
            seen += text_of(pilot)
            await press(pilot, "pagedown")
        for name in SHORT:
            assert " ".join(clean(name).split()) in seen
        for name in LONG:
            assert f"{clean(name)[:6]}" in seen


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_can_be_looked_for(town: Book, size: tuple[int, int]) -> None:
    async with running(town, size) as pilot:
        await press(pilot, "2", "v")
        listing = pilot.app.screen.query_one("#people", Listing)
        for key, volunteer in town.volunteers.items():
            listing.filter(volunteer.name.upper())
            assert key in listing.keys
        listing.filter("")


def test_sorted_without_case_and_accents(town: Book) -> None:
    order = [volunteer.name for volunteer in by_name(town.volunteers.values())]
    latin = [name for name in order if name in ("e", "Élan", "elan", "Zz", "àà", "Ann [Ops")]
    assert latin == ["àà", "Ann [Ops", "e", "Élan", "elan", "Zz"]
