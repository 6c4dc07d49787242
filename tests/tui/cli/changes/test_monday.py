"""The whole Monday without the screen: each line of the week is dealt with by commands, and every step can be undone."""

from __future__ import annotations

import shutil
from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.week.plan import plan
from tests.support.harness import demo_file
from tests.support.making import TODAY
from tests.support.walks.monday import LINES, MONDAY, counts, type_in, waiting

__all__ = ["demo_file"]


def test_every_line_of_the_week_is_dealt_with_by_commands(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    shutil.copy(demo_file, path)
    with Book.open(path, Clock(TODAY), write=False) as book:
        lines = plan(book, TODAY).acts
        before, records = waiting(book), counts(book)
        wanted = {single.key for act in lines for single in act.singles}
    assert [act.title for act in lines] == [*MONDAY]
    assert [line for line in LINES if type_in(path, line)] == []
    with Book.open(path, Clock(TODAY), write=False) as book:
        assert not wanted & waiting(book)
        assert len(book.steps) == len(LINES)
    assert [type_in(path, "undo") for _ in LINES] == [0] * len(LINES)
    with Book.open(path, Clock(TODAY), write=False) as book:
        assert (waiting(book), counts(book)) == (before, records)
