"""Library: by kind, searched, opened, copied, handed over; what points to no file and what nobody keeps stand out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens import opening
from screens.library import KINDS, MANY
from screens.widgets.listing import Listing
from store.book import Book
from store.dates import Clock
from store.errors import GuildbookError
from store.library import Resource
from store.records import ORGANISER
from tests.screens.conftest import (
    HOSTILE,
    NARROW,
    TODAY,
    circle_records,
    here,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.store.making import fill


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Book]:
    """The circle with five things, one of which is a file beside the book."""
    (tmp_path / "slides.pptx").write_text("x")
    things = [
        Resource(id="a", title=f"Guide by {HOSTILE}", link="slides.pptx", owner="ann", tags=("excel", "[beta]")),
        Resource(id="b", title="Gone", link="missing/gone.mp4", kind="recording", owner="bo", gathering="kick-off"),
        Resource(id="c", title="Net", link="https://example.com/[x]", kind="process", owner=ORGANISER),
        Resource(id="d", title="Paper", link="shelf in room 2", kind="message"),
        Resource(id="e", title="Unlinked", kind="role description", owner="bo"),
    ]
    Book.write_new(tmp_path / "book.json", [*circle_records(), *things], book_id="shelf")
    with Book.open(tmp_path / "book.json", Clock(TODAY)) as book:
        yield book


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been handed to the system."""
    targets: list[str] = []
    monkeypatch.setattr(opening, "start", targets.append)
    return targets


def on(pilot: Pilot[None], key: str) -> None:
    pilot.app.screen.query_one(Listing).highlight(key)


def test_every_kind_has_a_heading() -> None:
    assert {*KINDS} == {*MANY}


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_what_is_lost_and_what_nobody_keeps_stand_out(shelf: Book, size: tuple[int, int]) -> None:
    async with running(shelf, size) as pilot:
        await press(pilot, "8")
        lines = text_of(pilot).splitlines()
        assert [line for line in lines if "!  Gone" in line and "no such file" in line]
        assert [line for line in lines if "!  Paper" in line and "nobody keeps it" in line]
        assert [line for line in lines if "   Net" in line and "you" in line and "on the net" in line]
        assert f"Guide by {HOSTILE}" in text_of(pilot)
        assert "1 without an owner, 1 link to no file" in text_of(pilot)
        assert [line for line in text_of(pilot).splitlines() if "Role descriptions · 1" in line]


async def test_a_file_that_comes_back_is_seen_again(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        (shelf.path.parent / "missing").mkdir()
        (shelf.path.parent / "missing" / "gone.mp4").write_text("x")
        await press(pilot, "1", "8")
        assert "no such file" not in text_of(pilot)


@pytest.mark.parametrize("typed", ["beta", "slides", "gone", "kick-off", "example.com", "a file"])
async def test_search_looks_through_title_link_tags_and_gathering(shelf: Book, typed: str) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8", "/", f"={typed}", "enter")
        assert len(pilot.app.screen.query_one(Listing).keys) == 1


async def test_enter_opens_what_can_be_opened(shelf: Book, opened: list[str]) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        for key, word in (
            ("a", "Opened slides.pptx."),
            ("c", "Opened https://example.com/[x]."),
            ("b", "There is no file"),
            ("d", "neither an address nor a file"),
            ("e", "It has no link yet"),
        ):
            on(pilot, key)
            await press(pilot, "enter")
            assert word in toasts(pilot)[-1]
        assert opened == [str(shelf.path.parent / "slides.pptx"), "https://example.com/[x]"]


async def test_the_link_is_copied(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        on(pilot, "c")
        await press(pilot, "y")
        assert (shelf.path.with_name("book.json.copies") / "link-c.txt").read_text() == "https://example.com/[x]"
        assert pilot.app.clipboard == "https://example.com/[x]"
        on(pilot, "e")
        await press(pilot, "y")
        assert toasts(pilot)[-1] == "It has no link yet; e says where it is."


async def test_added_edited_handed_over_and_deleted(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        async with undoable(pilot, shelf):
            await press(pilot, "a", f"=Notes of {HOSTILE}", "tab", "tab", "=~/nowhere/at all.md", "ctrl+s")
        added = next(r for r in shelf.resources.values() if r.title.startswith("Notes"))
        assert (added.owner, added.on) == (ORGANISER, TODAY)
        assert "2 links to no file" in text_of(pilot)
        on(pilot, "d")
        async with undoable(pilot, shelf):
            await press(pilot, "w", "=[/x]", "enter")
        assert shelf.resources["d"].owner == "ann"
        assert "without an owner" not in text_of(pilot)
        async with undoable(pilot, shelf):
            await press(pilot, "e", "= [2]", "ctrl+s")
        assert shelf.resources["d"].title == "Paper [2]"
        async with undoable(pilot, shelf):
            await press(pilot, "d")


@pytest.mark.parametrize("key", ["enter", "e", "y", "w", "d"])
async def test_an_empty_library_names_the_key_that_fills_it(empty: Book, key: str) -> None:
    async with running(empty, NARROW) as pilot:
        await press(pilot, "escape", "8", key)
        if key != "enter":
            assert toasts(pilot)[-1] == "Nothing is written down yet; a adds the first."
        assert "a adds the first" in text_of(pilot)


async def test_week_leads_to_what_nobody_keeps(empty: Book) -> None:
    fill(empty, *(Resource(id=key, title=key, owner=ORGANISER) for key in "ace"), Resource(id="d", title=HOSTILE))
    async with running(empty) as pilot:
        assert "nobody keeps it true" in text_of(pilot)
        await press(pilot, "enter")
        assert here(pilot) == "LibraryScreen"
        assert pilot.app.screen.query_one(Listing).key == "d"


async def test_the_palette_leads_to_a_thing(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "ctrl+p", "=guide by", "enter")
        assert here(pilot) == "LibraryScreen"
        assert pilot.app.screen.query_one(Listing).key == "a"


# -- links and the disk --------------------------------------------------------------------------------


def test_only_files_can_be_lost(tmp_path: Path) -> None:
    (tmp_path / "here.md").write_text("x")
    links = {
        "here": "here.md",
        "whole": str(tmp_path / "here.md"),
        "url": (tmp_path / "here.md").as_uri(),
        "gone": "gone.md",
        "nobody": "~nobody-by-this-name/x",
        "long": "/" + "x" * 5000,
        "null": "/a\0b",
        "net": "https://example.com/gone.md",
        "words": "shelf in room 2",
        "nothing": "",
    }
    assert opening.lost(links, tmp_path) == {"gone", "nobody", "long", "null"}


def test_what_would_run_is_not_opened(tmp_path: Path, opened: list[str]) -> None:
    (tmp_path / "setup.EXE").write_text("x")
    with pytest.raises(GuildbookError, match="is a program"):
        opening.open_link("setup.EXE", tmp_path)
    assert opening.open_link("www.example.com", tmp_path) == "Opened www.example.com."
    assert opened == ["https://www.example.com"]


def test_without_a_desktop_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(GuildbookError, match="y copies the link"):
        opening.start("https://example.com")


def test_the_system_gets_the_target_and_nothing_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr(opening.sys, "platform", "darwin")
    monkeypatch.setattr(opening.subprocess, "Popen", lambda args, **how: begun.append((args, how)))
    opening.start("https://example.com")
    ((args, how),) = begun
    assert args == ["open", "https://example.com"]
    assert {how[stream] for stream in ("stdin", "stdout", "stderr")} == {opening.subprocess.DEVNULL}
