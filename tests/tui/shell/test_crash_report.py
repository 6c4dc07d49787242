"""What is left on the terminal after an error no one foresaw: one line that helps, and no one's name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from tests.support.harness import HOSTILE, TODAY
from tui.shell.app import GuildbookApp
from tui.shell.crash_report import NAME


def fails(_: object) -> None:
    """What a mistake in the program does, with someone's name in hand."""
    whose = HOSTILE
    raise LookupError(f"no {whose}")


@pytest.mark.parametrize("kept", [True, False])
async def test_one_line_and_no_names(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kept: bool
) -> None:
    monkeypatch.setattr(GuildbookApp, "action_keys", fails)
    app = GuildbookApp(book, Clock(TODAY), theme_kept_in=tmp_path / "state" / "theme" if kept else None)
    with pytest.raises(LookupError):
        async with app.run_test() as pilot:
            await pilot.press("escape", "question_mark")
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith(
        "guildbook: an unexpected error ended the app (LookupError). Everything you saved is safe."
    )
    assert f"--book{book.path}check" in told.replace(" ", "")
    assert "Ann" not in told
    assert "Traceback" not in told
    assert app.return_code == 1
    found = tmp_path / "state" / NAME
    assert found.exists() == kept == (NAME in told.replace(" ", ""))
    if kept:
        text = found.read_text(encoding="utf-8")
        assert 'in fails: raise LookupError(f"no {whose}")\nLookupError\n' in text
        assert "Ann" not in text
        assert os.name == "nt" or not found.stat().st_mode & 0o077


async def test_where_it_cannot_be_kept_the_line_stands_alone(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setattr(GuildbookApp, "action_keys", fails)
    app = GuildbookApp(book, Clock(TODAY), theme_kept_in=tmp_path / "state" / "theme")
    with pytest.raises(LookupError):
        async with app.run_test() as pilot:
            await pilot.press("escape", "question_mark")
    assert "".join(capsys.readouterr().err.split()).endswith("book.jsoncheck"), "where a long path is broken, too"
