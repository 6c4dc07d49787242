"""``guildbook launch``, ``library`` and ``health``: the same as on the screens, as plain lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.insights import health_check as health
from store.launch import roadmap
from tests.tui.cli.asking import Ask

CLOCK = Clock(date(2026, 11, 23))


@pytest.fixture
def sample(demo_book: Path) -> Path:
    return demo_book


def test_launch_tells_the_six_steps(ask: Ask, sample: Path) -> None:
    said = ask("launch")
    with Book.open(sample, CLOCK, write=False) as book:
        told = roadmap.roadmap(book, CLOCK.today())
    assert said.lines[0] == f"Launch: {told.words}"
    assert sum(line.startswith("- [x]") for line in said.lines) == sum(step.done for step in told.steps)
    assert any(line.startswith("- [ ] Every resource has an owner: ") for line in said.lines)


def test_health_tells_all_eight(ask: Ask, sample: Path) -> None:
    said = ask("health")
    with Book.open(sample, CLOCK, write=False) as book:
        found = health.signs(book, CLOCK.today())
    assert [line.split(":")[0].removeprefix("- ") for line in said.lines if line.startswith("- ")] == [
        sign.label for sign in found
    ]


def test_library_tells_what_is_lost_and_what_nobody_keeps(ask: Ask, sample: Path) -> None:
    said = ask("library")
    (line,) = [line for line in said.lines if line.startswith("- Preparing a pitch")]
    assert "no owner, library/preparing-a-pitch.mp4 (file missing)" in line
    (sample.parent / "library").mkdir()
    (sample.parent / "library" / "preparing-a-pitch.mp4").write_text("x")
    assert "preparing-a-pitch.mp4 (file missing)" not in ask("library").out
