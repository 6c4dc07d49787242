"""``guildbook import survey``: topics come in once, also into a book that it begins."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from tests.tui.cli.asking import Ask, files_in

FILE = Path(__file__).parents[3] / "fixtures" / "cases" / "survey" / "s01-counts.csv"


def test_topics_come_in_once(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "new" / "book.json"
    assert ask("import", "survey", str(FILE), "--dry-run", book=path).has_line("Giving feedback", "9 votes, new")
    assert not path.exists()
    assert ask("import", "survey", str(FILE), book=path).has_line("Imported 2 topics")
    with Book.open(path, clock, write=False) as book:
        assert {(wish.title, wish.votes) for wish in book.wishes.values()} == {
            ("Excel pivot tables", 14),
            ("Giving feedback", 9),
        }
    before = files_in(path.parent)
    assert ask("import", "survey", str(FILE), book=path).has_line("Imported 0 topics")
    assert files_in(path.parent) == before
