"""The calendar as another program reads it: khal imports our file and lists what the book lists.

khal is no dependency of the tests. To run this, put it on the path or name it:
``python3 -m venv khal && khal/bin/pip install khal``, then ``GUILDBOOK_KHAL=khal/bin/khal python -m pytest tests/interop``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from store.book.book import Book
from store.calendar.rituals import occurrence_id
from store.core.dates import Clock
from store.demo import build_demo
from store.exchange.ical.exporter import as_ics
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from tests.interop.expected import FIRST, LAST, Shown, told
from tests.interop.random_books import random_calendar
from tests.support.making import TODAY, fill

KHAL = os.environ.get("GUILDBOOK_KHAL") or shutil.which("khal") or ""
LAST_LISTED = LAST - timedelta(days=1)
pytestmark = pytest.mark.skipif(not KHAL, reason="khal is not installed; see the top of this file")


class Khal:
    """khal with a calendar of its own, and nothing of the tester's."""

    def __init__(self, home: Path) -> None:
        self._home = home
        (home / "events").mkdir(parents=True)
        (home / "config").write_text(
            f"[calendars]\n[[guild]]\npath = {home}/events\n[sqlite]\npath = {home}/khal.db\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            "local_timezone = Europe/Vienna\ndefault_timezone = Europe/Vienna\n[default]\ndefault_calendar = guild\n",
            "utf-8",
        )

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [KHAL, "-c", str(self._home / "config"), *words], capture_output=True, text=True, encoding="utf-8",
            timeout=120, check=False, env={**os.environ, "HOME": str(self._home), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def read(self, ics: bytes) -> None:
        """Import a file."""
        path = self._home / "guildbook.ics"
        path.write_bytes(ics)
        self._run("import", "--batch", "-a", "guild", str(path))

    def shows(self) -> Counter[Shown]:
        """Every occurrence it lists: day, time, title; what was called off is left out."""
        listed = self._run(
            "list", "--day-format", "", "--format", "{start-date}|{start-time}|{cancelled}|{title}",
            FIRST.isoformat(), LAST.isoformat(),
        )  # fmt: skip
        rows = [line.split("|", 3) for line in listed.splitlines() if line.count("|") >= 3]
        return Counter(
            (day, at, title)
            for day, at, cancelled, title in rows
            if not cancelled.strip() and day < LAST.isoformat()
        )


def test_the_sample_community(tmp_path: Path) -> None:
    build_demo(tmp_path / "demo.json", TODAY)
    khal = Khal(tmp_path / "khal")
    with Book.open(tmp_path / "demo.json", Clock(TODAY)) as book:
        khal.read(as_ics(book))
        assert khal.shows() == told(book, LAST_LISTED)
        assert told(book, LAST_LISTED).total() > 150


@pytest.mark.parametrize("seed", range(30))
def test_a_random_calendar(tmp_path: Path, seed: int) -> None:
    Book.write_new(tmp_path / "book.json", random_calendar(seed, "Europe/Vienna"), book_id="b")
    khal = Khal(tmp_path / "khal")
    with Book.open(tmp_path / "book.json", Clock(TODAY), write=False) as book:
        khal.read(as_ics(book))
        assert {*khal.shows()} == {*told(book, LAST_LISTED)}  # it lists what goes on after midnight twice


def test_moved_and_skipped_and_a_second_import_updates(book: Book, tmp_path: Path) -> None:
    coffee = Ritual(
        id="coffee", name="Coffee", start=date(2026, 11, 2), rule="FREQ=WEEKLY;BYDAY=MO", at=time(9, 30), minutes=30,
        except_on=(date(2026, 12, 28),), retired_on=date(2027, 4, 30),
    )  # fmt: skip
    last = Ritual(
        id="last", name="Last day", start=date(2026, 1, 31), rule="FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    )
    nearly = Ritual(
        id="nearly", name="The 30th, or the last day", start=date(2026, 1, 30),
        rule="FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", at=time(16),
    )  # fmt: skip
    odd = Ritual(
        id="odd", name="Starts elsewhere", start=date(2026, 11, 5), rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA"
    )

    def of(ritual: Ritual, due: date, **more: object) -> Gathering:
        values = {"name": ritual.name, "at": ritual.at, "minutes": ritual.minutes, "on": due} | more
        return Gathering(id=occurrence_id(ritual, due), ritual=ritual.id, due_on=due, **values)

    fill(
        book, Community(timezone="Europe/Vienna"), coffee, last, nearly, odd,
        of(coffee, date(2026, 12, 7), on=date(2026, 12, 9), at=time(14), why="Room taken"),
        of(coffee, date(2026, 12, 14), state="skipped", why="Ill"),
        of(coffee, date(2026, 12, 21), name="Coffee with cake", host="organiser"),
        of(last, date(2026, 12, 31), on=date(2027, 1, 2)),
        of(coffee, date(2026, 12, 1), name="Not by the rule"),
        Gathering(id="kick", name="Kick-off; part 1, [/x]", on=date(2026, 11, 27), at=time(14), minutes=90),
        Gathering(id="off", name="Called off", on=date(2026, 11, 28), at=time(14), state="skipped"),
    )  # fmt: skip
    khal = Khal(tmp_path / "khal")
    khal.read(as_ics(book))
    assert khal.shows() == told(book, LAST_LISTED)
    assert ("2026-12-09", "14:00", "Coffee") in told(book, LAST_LISTED)

    fill(
        book,
        of(coffee, date(2026, 12, 7), on=date(2026, 12, 10), at=time(15)),
        of(coffee, date(2027, 1, 4), state="skipped"),
        Gathering(id="kick", name="Kick-off", on=date(2026, 11, 30), at=time(10)),
    )
    khal.read(as_ics(book))
    assert khal.shows() == told(book, LAST_LISTED)
