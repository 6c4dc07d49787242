"""What lies on the disk, asked from outside the program."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book

FIXTURES = Path(__file__).parents[1] / "fixtures"
PEOPLE, CALENDARS = FIXTURES / "people", FIXTURES / "calendars"


def names(path: Path) -> list[str]:
    """Who is in a book, by name."""
    with Book.open(path, write=False) as book:
        return sorted(who.name for who in book.volunteers.values())


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and what it holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
