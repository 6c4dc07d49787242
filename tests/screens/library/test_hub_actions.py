"""The hub from the library: chosen in one list, written into its folder, and offered there again."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.model.library import Resource
from store.model.people import Role
from tests.support.harness import press, running, text_of, undoable
from tests.support.making import fill


async def test_what_is_on_the_hub_is_chosen_in_one_list_and_written(book: Book, tmp_path: Path) -> None:
    fill(
        book,
        Role(id="host", name="Host", on_hub=True),
        Resource(id="guide", title="Guide", link="https://example.org"),
    )
    folder = tmp_path / "hub"
    async with running(book) as pilot:
        await press(pilot, "escape", "8")
        async with undoable(pilot, book):
            await press(pilot, "E", "=guide", "space", "enter")
        assert book.resources["guide"].on_hub
        assert book.roles["host"].on_hub
        async with undoable(pilot, book):
            await press(pilot, "x", "ctrl+u", f"={folder}", "enter")
        assert {"library.html", "roles.html", "guildbook-hub.json"} <= {path.name for path in folder.iterdir()}
        (folder / "index.html").write_text("mine")
        await press(pilot, "x", "enter")
        assert "‘index.html’" in text_of(pilot)
        assert (folder / "index.html").read_text() == "mine"
