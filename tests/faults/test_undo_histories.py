"""Any history of changes, undone and done again in any order and across restarts, is what a plain model says it is."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.book import Book
from store.dates import Clock
from store.joining import Tables, copy_of
from store.people import Volunteer
from store.recognition import Contribution
from store.records import Record
from store.rituals import Gathering

DAY = date(2026, 11, 23)
NAMES = st.sampled_from(["Ann", "[/x] Ann [Ops]", "\u202eEve", "Zoë 👩‍🏫"])
KEYS = st.sampled_from(["a", "b", "c"])


class Histories(RuleBasedStateMachine):
    """A book, and beside it the states it went through."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "book.json"
        self.book = Book.open(self.path, Clock(DAY), create=True)
        self.states: list[Tables] = [copy_of(self.book).tables]
        self.now = 0

    def teardown(self) -> None:
        self.book.close()
        self.folder.cleanup()

    def _put(self, *records: Record) -> None:
        with self.book.change("Put") as change:
            for record in records:
                change.put(record)
        self._remember()

    def _remember(self) -> None:
        after = copy_of(self.book).tables
        if after != self.states[self.now]:
            self.states[self.now + 1 :] = [after]
            self.now += 1

    @rule(key=KEYS, name=NAMES)
    def meet(self, key: str, name: str) -> None:
        self._put(Volunteer(id=key, name=name))

    @rule(who=KEYS, name=NAMES)
    def lead(self, who: str, name: str) -> None:
        if who in self.book.volunteers:
            self._put(
                Contribution(id=f"did-{who}", volunteer=who, kind="led a session", on=DAY, topic=name),
                Gathering(id="talk", name=name, on=DAY, host=who, attended=(who,)),
            )

    @rule(key=KEYS)
    def delete(self, key: str) -> None:
        if key in self.book.volunteers:
            with self.book.change("Delete") as change:
                change.remove(self.book.volunteers[key])
            self._remember()

    @rule()
    def undo(self) -> None:
        assert bool(self.book.undo()) == (self.now > 0)
        self.now = max(0, self.now - 1)

    @rule()
    def redo(self) -> None:
        assert bool(self.book.redo()) == (self.now < len(self.states) - 1)
        self.now = min(len(self.states) - 1, self.now + 1)

    @rule()
    def restart(self) -> None:
        self.book.close()
        self.book = Book.open(self.path, Clock(DAY))

    @invariant()
    def the_book_is_as_the_model_says(self) -> None:
        assert copy_of(self.book).tables == self.states[self.now]


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=400 if os.environ.get("GUILDBOOK_LONG") else 25, stateful_step_count=25, deadline=None
)
