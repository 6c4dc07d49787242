"""Whatever a monkey does: the file holds what is in memory, the book stays sound, all is undone, and the app still answers.

The short form does some hundred things to each of three books: the demo, the hostile one and an empty one.
``GUILDBOOK_LONG=1 python -m pytest -n0 -s tests/faults/test_monkey.py`` does sixty thousand, to each of the three in turn.
``GUILDBOOK_MONKEY=seed:count`` does again what failed; the seed decides which book it is and what is done to it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from tests.conftest import LONG
from tests.faults.monkey import Monkey
from tests.screens.test_hostile import hostile_records
from tests.support.harness import TODAY, own_colours  # noqa: F401 -- a fixture


def _demo(path: Path) -> None:
    build_demo(path, TODAY)


def _hostile(path: Path) -> None:
    Book.write_new(path, hostile_records(), book_id="hostile")


def _empty(path: Path) -> None:
    Book.open(path, Clock(TODAY), create=True).close()


BOOKS: tuple[Callable[[Path], None], ...] = (_demo, _hostile, _empty)
"""By seed, in turn."""
SEEDS, COUNT = (30, 2_000) if LONG else (3, 600)
ASKED = os.environ.get("GUILDBOOK_MONKEY", "")
RUNS = [tuple(map(int, ASKED.split(":")))] if ASKED else [(seed, COUNT) for seed in range(SEEDS)]


@pytest.mark.parametrize(("seed", "count"), RUNS)
async def test_whatever_a_monkey_does_is_saved_undone_and_answered(tmp_path: Path, seed: int, count: int) -> None:
    path = tmp_path / "book.json"
    BOOKS[seed % len(BOOKS)](path)
    monkey = Monkey(path, seed)
    await monkey.run(count)
    print(f"{seed}: {monkey.events} events, {monkey.runs} runs, {monkey.saves} saves, {monkey.undone} undone")
