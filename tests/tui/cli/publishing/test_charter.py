"""The charter on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.book import Book
from store.model.agreement import Article
from tests.support.making import ago, fill
from tui.main import main

DAY = ("--today", "2026-11-23")


@pytest.fixture
def path(book: Book) -> Path:
    fill(
        book,
        Article(topic="vision", text="Everyone [/x] teaches", on=ago(100)),
        Article(topic="vision", text="Every team has a teacher", on=ago(10)),
    )
    return book.path


def test_it_is_printed_as_it_is_and_as_it_was(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--book", str(path), *DAY, "charter"]) == 0
    now = "Charter of Trainers' community, Fri 13 Nov 2026\n\nVision\nEvery team has a teacher\n"
    assert capsys.readouterr().out == now
    assert main(["--book", str(path), *DAY, "charter", "--on", "-1m", "--format", "markdown"]) == 0
    assert "## Vision\n\nEveryone \\[/x\\] teaches" in capsys.readouterr().out


def test_it_is_written_to_a_new_file_only(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "charter.html"
    words = ["--book", str(path), *DAY, "charter", "--format", "html", "--out", str(out)]
    assert main(words) == 0
    assert "<h2" in out.read_text()
    assert main(words) == 1
    assert "already exists" in capsys.readouterr().err


def test_nothing_agreed_is_said_in_one_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--book", str(path), *DAY, "charter", "--on", "2026-01-01"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "charter" in said.err
    assert main(["--book", str(path), *DAY, "charter", "--on", "some day"]) == 2
