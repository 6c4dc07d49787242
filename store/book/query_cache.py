"""Cached queries: answers kept until a table they read changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from msgspec import Struct

from store.book.schema import Tables
from store.book.table import Table

T = TypeVar("T")

TablesRead = dict[str, tuple[Table[Any], int]]
"""Tables by name, each with the version it had when it was read."""


class Answer(Struct, frozen=True):
    """Result of a query, and the tables that were read for it."""

    value: Any
    read: TablesRead

    @property
    def is_current(self) -> bool:
        """True if none of these tables has changed since."""
        return all(table.version == version for table, version in self.read.values())


class QueryCache:
    """Last answer to each query, by its function and arguments."""

    def __init__(self) -> None:
        self.answers: dict[tuple[Hashable, ...], Answer] = {}

    def get(self, query: tuple[Hashable, ...]) -> Answer | None:
        """Answer that still holds, or None."""
        answer = self.answers.get(query)
        return answer if answer and answer.is_current else None

    def keep(self, query: tuple[Hashable, ...], answer: Answer) -> Answer:
        """Keep an answer in the place of the one before."""
        self.answers[query] = answer
        return answer


class CachedTables(Tables):
    """Tables of a book, with the answers to what was asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self._queries = QueryCache()

    def cached_query(self, make: Callable[..., T], *about: Hashable) -> T:
        """Result of ``make(book, *about)``, kept until a table it read changes.

        Which tables those are is noted while it reads. The result must be whole, no generator that goes on reading,
        and the caller must not change it.
        """
        result: T = self._answer(make, about).value
        return result

    def knows(self, make: Callable[..., object], *about: Hashable) -> bool:
        """Whether the answer to a query is kept and still holds, so that asking takes no time."""
        return self._queries.get((make, *about)) is not None

    def _answer(self, make: Callable[..., Any], about: tuple[Hashable, ...]) -> Answer:
        query = (make, *about)
        if answer := self._queries.get(query):
            return answer
        tracker = ReadTracker(self)
        return self._queries.keep(query, Answer(make(tracker, *about), tracker.tables_read))


class ReadTracker(CachedTables):
    """A book as it is handed to a query: notes the tables that are read."""

    def __init__(self, book: CachedTables) -> None:
        self._book = book
        self.tables_read: TablesRead = {}

    def __getattr__(self, name: str) -> Any:
        """Look up an attribute of the book, and note a table.

        It is an attribute like any other from then on.
        """
        value = getattr(self._book, name)
        if isinstance(value, Table):
            self.tables_read[name] = value, value.version
            setattr(self, name, value)
        elif name in ("tables", "_kinds"):
            self.tables_read |= {table.name: (table, table.version) for table in self._book.tables.values()}
        return value

    def _answer(self, make: Callable[..., Any], about: tuple[Hashable, ...]) -> Answer:
        answer: Answer = self._book._answer(make, about)
        self.tables_read |= answer.read
        return answer
