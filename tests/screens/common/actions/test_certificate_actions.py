"""Certificates from the pipeline: of all who are ticked, in one page, and never over a file that is there."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from tests.support.harness import press, running, text_of
from tests.support.making import fill, led, members


async def test_one_page_for_all_who_are_ticked(book: Book, tmp_path: Path) -> None:
    fill(book, *members("ann", "bo"), led(5, "ann"), led(5, "bo"))
    path = tmp_path / "all.html"
    async with running(book) as pilot:
        await press(
            pilot,
            "escape",
            "2",
            "space",
            "space",
            "x",
            "tab",
            "ctrl+u",
            "=20x",
            "tab",
            "ctrl+u",
            f"={path}",
            "ctrl+s",
        )
        assert "‘20x’" in text_of(pilot)
        assert not path.exists()
        await press(pilot, "ctrl+u", "=2026", "ctrl+s")
        assert path.read_text().count('class="sheet"') == 2
