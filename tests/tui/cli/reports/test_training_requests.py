"""``guildbook requests``, ``guildbook import requests``: the answers to a form come in once, also into a book that it begins."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.training.training_requests import state_of
from tests.tui.cli.asking import Ask, files_in


def test_requests_come_in_once(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    file, path = tmp_path / "form.csv", tmp_path / "new" / "book.json"
    file.write_text("Department,Topic,People\nLegal,Excel,12\n,Chess,3\n", "utf-8")
    assert ask("import", "requests", str(file), "--dry-run", book=path).has_line("Excel", "12 people", "new")
    assert not path.exists()
    assert ask("import", "requests", str(file), book=path).has_line("Imported 1 training request")
    with Book.open(path, clock, write=False) as book:
        (request,) = book.training_requests.values()
        assert state_of(book, request) == "new"
        assert (request.topic, request.size, book.departments[request.department].name) == ("Excel", 12, "Legal")
    assert ask("requests", book=path).has_line("Mon 23 Nov Excel (Legal, 12 people): new, waiting for a trainer")
    before = files_in(path.parent)
    assert ask("import", "requests", str(file), book=path).status == 1
    assert ask("import", "requests", str(file), book=path).has_line("row 3", "no department or person")
    assert files_in(path.parent) == before
