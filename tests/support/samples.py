"""The sample community, for tests that only read it or want a copy; nothing of Textual is imported for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from tests.support.making import TODAY


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of it, built once; a test that writes takes a copy."""
    path = tmp_path_factory.mktemp("demo") / "demo.json"
    build_demo(path, TODAY)
    return path


@pytest.fixture(scope="module")
def sample(demo_file: Path) -> Iterator[Book]:
    """The book of it, open for reading."""
    with Book.open(demo_file, Clock(TODAY), write=False) as book:
        yield book
