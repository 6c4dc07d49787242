"""``guildbook requests``, ``guildbook import requests``: the answers to a form come in once, also into a book that it begins."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.persistence.inbox_files import waiting_files
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


def test_what_waits_in_the_inbox_is_taken_in_before_requests_come_in(
    ask: Ask, sample: Path, tmp_path: Path, clock: Clock
) -> None:
    with Book.open(sample, clock):  # as the app has it
        assert ask("add", "met Tom Okafor yesterday").status == 0
    assert waiting_files(sample)
    file = tmp_path / "form.csv"
    file.write_text("Department,Topic,People\nLegal,Excel,12\n", "utf-8")
    assert ask("import", "requests", str(file)).status == 0
    assert not waiting_files(sample)
    with Book.open(sample, clock, write=False) as book:
        assert [step.label for step in sorted(book.steps.values(), key=lambda step: step.number)][-1].startswith(
            "Import"
        )
        assert any(contact.on.day == 22 for contact in book.contacts.values())
