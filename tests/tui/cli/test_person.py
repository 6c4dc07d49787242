"""``guildbook person``: the page, everything as a file, and erasing; and the same counts as on the board."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.labels import label_of
from store.people.stages import board
from store.persistence.book_paths import latest_backup
from tests.store.integrity.test_erasure import found_in
from tests.tui.cli.asking import Ask
from tui.cli import console

CLOCK = Clock(date(2026, 11, 23))


@pytest.fixture
def sample(demo_book: Path) -> Path:
    return demo_book


def test_people_counts_as_the_board_does(ask: Ask, sample: Path) -> None:
    said = ask("people")
    with Book.open(sample, CLOCK, write=False) as book:
        counts = {label_of(stage).capitalize(): len(people) for stage, people in board(book, CLOCK.today()).items()}
    told = {m[1]: int(m[2]) for line in said.lines if (m := re.fullmatch(r"([A-Z][a-z ]+): (\d+)", line))}
    assert told == {stage: count for stage, count in counts.items() if count}
    assert said.lines[-1].startswith(f"Total: {sum(counts.values())} people")


def test_the_page(ask: Ask) -> None:
    said = ask("person", "priya")
    assert said.status == 0
    assert said.lines[0] == "Priya Nair, core for 96 days, IT"
    assert "- Recently: too many: 4 requests in 60 days, 1 open, 3 accepted" in said.lines
    assert any(line.startswith("At risk if they leave · ") for line in said.lines)


def test_export_writes_a_new_file_only(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "ana.json"
    assert ask("person", "ana ruiz", "--export", str(out)).out == f"Exported everything about Ana Ruiz to {out}.\n"
    assert json.loads(out.read_bytes())["person"]["name"] == "Ana Ruiz"
    again = ask("person", "ana ruiz", "--export", str(out))
    assert (again.status, again.out) == (1, "")
    assert "already exists" in again.err


def test_erase_leaves_no_byte(ask: Ask, sample: Path) -> None:
    needles = ("Ana Ruiz", "ana.ruiz", "Ruiz")
    ask("backup")
    assert found_in(sample.parent, needles)
    said = ask("person", "Ana Ruiz", "--erase", "--yes")
    assert (said.status, said.err) == (0, "")
    assert said.out.count(f"Deleted: {latest_backup(sample)}") == 1
    assert "history of sync services" in said.lines[-1]
    assert found_in(sample.parent, needles) == {}
    assert ask("check").status == 0
    assert ask("person", "Ana Ruiz").status == 1


def test_erase_asks_first(ask: Ask, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sample.read_bytes()
    assert (ask("person", "Ana Ruiz", "--erase").status, sample.read_bytes()) == (2, before)
    monkeypatch.setattr(console, "on_a_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: print(question) or "n")
    said = ask("person", "Ana Ruiz", "--erase")
    assert (said.status, said.lines[-1]) == (0, "Nothing was changed.")
    assert "This cannot be undone" in said.out
    assert sample.read_bytes() == before
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert ask("person", "Ana Ruiz", "--erase").status == 0
    assert sample.read_bytes() != before


def test_nobody_is_erased_by_the_beginning_of_a_name(ask: Ask, sample: Path) -> None:
    before = sample.read_bytes()
    said = ask("person", "ana", "--erase", "--yes")
    assert (said.status, sample.read_bytes()) == (1, before)
    assert "write the whole name: ‘Ana Ruiz’" in said.err


@pytest.mark.parametrize("words", [("--yes",), ("--erase", "--export", "x")])
def test_wrong_usage(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask("person", "ana", *words).status == 2
