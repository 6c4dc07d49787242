"""Books that tests of the store share."""

from __future__ import annotations

import pytest

from store.book.book import Book


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book to fill in memory again and again."""
    return Book.open(tmp_path_factory.mktemp("scratch") / "book.json", write=False, create=True)
