"""A year of Mondays: a trainer deals with the lines of Week, while the demo's rituals and its people go on.

What holds for whoever works the list holds for the order of its kinds (:mod:`store.week.kinds`).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.demo import build_demo
from store.week import snoozing
from store.week.action import Act
from store.week.kinds import KINDS, Rank
from store.week.plan import plan, set_aside
from tests.conftest import LONG
from tests.support.making import TODAY
from tests.support.walks.robot import deal, live

WEEKS = 52
SEEDS = range(1, 9) if LONG else (2,)
OCCASIONS = ("record", "prepare", "find_host", "thank", "write_up")
"""Kinds of to-dos about one occasion: once done, they are done for good."""


class Year:
    """What a trainer saw in a year who deals with the first lines of Week every Monday."""

    def __init__(self, path: Path, seed: int, lines: int) -> None:
        self.waiting: list[int] = []
        self.arisen: set[str] = set()
        self.shown: set[str] = set()
        self.unseen: defaultdict[str, int] = defaultdict(int)
        """The longest that a to-do of a kind waited without being shown, in days."""
        self.late: list[int] = []
        """Days by which each update with a due day was overdue that had not been set aside."""
        self.again: list[str] = []
        """To-dos that stood on the list though they were done, or set aside until later."""
        self.returned: list[str] = []
        self.missing: list[str] = []
        """Dismissed to-dos that were on the list again on their day, and those that were not."""
        self._first: dict[str, date] = {}
        self._done: dict[str, date] = {}
        self._aside: dict[str, date | None] = {}
        self._put_off: set[str] = set()
        chance = Random(seed)
        build_demo(path, TODAY)
        with Book.open(path, Clock(TODAY)) as book:
            for week in range(WEEKS):
                monday = TODAY + timedelta(weeks=week)
                if week:
                    live(book, chance, monday)
                self._look(book, monday)
                for line in plan(book, monday).acts[:lines]:
                    self._deal(book, line, monday, chance.random())

    def _look(self, book: Book, monday: date) -> None:
        week = plan(book, monday)
        shown = {single.key for line in week.acts for single in line.singles}
        waiting = {act.key: act for act in week.all_acts}
        self.waiting.append(week.waiting)
        self._first = {key: self._first.get(key, monday) for key in waiting if key not in shown}
        for key, act in waiting.items():
            self.arisen.add(act.kind)
            if key in shown:
                self.shown.add(act.kind)
            else:
                self.unseen[act.kind] = max(self.unseen[act.kind], (monday - self._first[key]).days)
            if act.kind == "update" and act.returns and act.key not in self._put_off:
                self.late.append(act.overdue)
        self._look_back(book, set(waiting), monday)

    def _look_back(self, book: Book, waiting: set[str], monday: date) -> None:
        """What was done or set aside is not there before its time, and there then."""
        self.again += [key for key, since in self._done.items() if key in waiting and since < monday]
        would_be = waiting | {one.act.key for one in set_aside(book, monday)}
        for key, until in list(self._aside.items()):
            if until is None or until > monday:
                self.again += [key] if key in waiting else []
            else:
                del self._aside[key]
                if key in would_be:
                    (self.returned if key in waiting else self.missing).append(key)

    def _deal(self, book: Book, line: Act, monday: date, choice: float) -> None:
        if choice < 0.8:
            deal(book, line, monday)
            left = {act.key for act in plan(book, monday).all_acts}
            for act in line.singles:
                assert act.key not in left, act
                self._put_off.discard(act.key)
                if act.kind in OCCASIONS:
                    self._done[act.key] = monday
            return
        dismissed = choice > 0.9
        with book.change("Set aside") as change:
            (snoozing.dismiss if dismissed else snoozing.snooze)(book, change, line, monday)
        for act in line.singles:
            self._put_off.add(act.key)
            if act.kind != "do":
                self._aside[act.key] = snoozing.back_on(act, monday) if dismissed else monday + timedelta(days=7)


@pytest.fixture(autouse=True)
def _without_a_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A year of changes need not survive a power cut."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    return


@pytest.mark.parametrize("seed", SEEDS)
def test_who_deals_with_the_seven_leaves_nothing_waiting(tmp_path: Path, seed: int) -> None:
    year = Year(tmp_path / "book.json", seed, lines=7)
    assert max(year.waiting) <= 12
    assert max(year.late) <= 7
    assert max(year.unseen.values()) <= 28, dict(year.unseen)
    assert year.shown == year.arisen
    assert len(year.arisen) >= 16
    assert (year.again, year.missing) == ([], [])
    assert len(year.returned) >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_who_deals_with_three_a_week_neglects_upkeep_alone(tmp_path: Path, seed: int) -> None:
    year = Year(tmp_path / "book.json", seed, lines=3)
    waited = {kind for kind, days in year.unseen.items() if days > 28}
    assert waited
    assert {KINDS[kind].rank for kind in waited} == {Rank.UPKEEP}
    assert max(year.late) <= 14
    assert year.again == []
