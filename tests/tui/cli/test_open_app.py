"""``guildbook`` and ``guildbook demo``: which book the app is opened on, and what is left of it."""

from __future__ import annotations

import io
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from store.core.shell_words import shell_word
from tests.tui.cli.asking import Ask, Opened, files_in
from tui.shell.startup_tasks import DEMO_WANTED, OWN_BOOK_WANTED


def test_alone_it_opens_the_app_and_begins_a_book(ask: Ask, app: list[Opened], tmp_path: Path) -> None:
    path = tmp_path / "new" / "book.json"
    assert ask(book=path).status == 0
    assert app[0][:4] == (path, date(2026, 11, 23), False, 0)
    assert path.exists()


def test_demo_is_private_and_thrown_away(ask: Ask, app: list[Opened], sample: Path) -> None:
    before = files_in(sample.parent)
    assert ask("demo", "--volunteers", "30", "--months", "4", "--seed", "7").status == 0
    assert app[0].demo
    assert app[0].people == 30
    assert app[0].mode == 0o700
    assert not app[0].path.exists()
    assert not app[0].path.parent.exists()
    assert files_in(sample.parent) == before


@pytest.mark.parametrize(
    ("words", "codes", "opened"),
    [
        ([], (DEMO_WANTED, 0, 0), "own demo own"),
        ([], (DEMO_WANTED, OWN_BOOK_WANTED, 0), "own demo own"),
        ([], (DEMO_WANTED, 130), "own demo"),
        (["demo"], (OWN_BOOK_WANTED, 0), "demo own"),
        (["demo"], (0,), "demo"),
    ],
)
def test_the_demo_leads_back_to_the_own_book(
    words: list[str], codes: tuple[int, ...], opened: str, ask: Ask, app: list[Opened]
) -> None:
    left = iter(codes)
    vars(sys.modules["tui.shell.app"])["GuildbookApp"].return_code = property(lambda _: next(left))
    assert ask(*words).status == codes[-1]
    assert " ".join("demo" if one.demo else "own" for one in app) == opened


@pytest.mark.parametrize("words", [[], ["demo"]])
def test_without_a_terminal_the_app_stays_closed(
    words: list[str], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = ask(*words)
    assert said.status == 2
    assert "terminal" in said.err


def test_demo_can_be_written(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "a demo.json"
    said = ask("demo", "--write", str(path), "--volunteers", "40", "--months", "2")
    assert said.status == 0
    assert "40 volunteers" in said.lines[0]
    assert f"guildbook --book {shell_word(str(path))}" in said.lines[1]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ask("check", book=path).status == 0
    assert ask("people", book=path).has_line("40 people")


@pytest.mark.parametrize("there", ["file", "link"])
def test_demo_overwrites_nothing(ask: Ask, tmp_path: Path, there: str) -> None:
    path = tmp_path / "demo.json"
    if there == "file":
        path.write_text("mine")
    else:
        path.symlink_to(tmp_path / "elsewhere")
    said = ask("demo", "--write", str(path), "--volunteers", "5", "--months", "1")
    assert said.status == 1
    assert "already exists" in said.err
    assert not (tmp_path / "elsewhere").exists()
    assert path.is_symlink() or path.read_text() == "mine"
