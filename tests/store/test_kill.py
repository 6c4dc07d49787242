"""What was acknowledged survives the program being killed at any moment.

``GUILDBOOK_LONG=1`` runs the long form.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from store.book import Book
from store.check import findings
from tests.conftest import LONG

WRITE = """
import sys
from datetime import date
from pathlib import Path
from store.book import Book
from store.people import Contact, Volunteer
book = Book.open(Path(sys.argv[1]), create=True)
assert book.writable, book.note
for number in range(int(sys.argv[2]), 10**9):
    with book.change(f"Add {number}") as change:
        person = change.put(Volunteer(name=str(number), notes="x" * 200))
        for part in range(3):
            change.put(Contact(who=person.id, on=date(2026, 11, 23), note=str(part)))
    if number % 5 == 4:
        assert book.undo() and book.redo()
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def write_until_killed(path: Path, first: int, acknowledged: int) -> list[int]:
    """Kill a writing program right after it acknowledged so many changes; returns all it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        heard = [process.stdout.readline() for _ in range(acknowledged)]
        process.kill()
        rest, said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said
    whole = "".join(heard) + rest
    return [int(line) for line in whole.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_every_acknowledged_change_survives_a_kill(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    for turn in range(300 if LONG else 15):
        if turn % 15 == 0:
            path, known = tmp_path / f"book{turn}.json", set[int]()
        first = max(known, default=-1) + 1
        acknowledged = write_until_killed(path, first, chance.randint(1, 40))
        assert acknowledged == list(range(first, first + len(acknowledged)))
        with Book.open(path) as book:
            assert book.writable, book.note  # the dead one's lock is free
            found = {int(person.name) for person in book.volunteers.values()}
            wanted = known | set(acknowledged)
            in_flight = {first + len(acknowledged)}  # saved, but killed before it could say so
            assert wanted <= found <= wanted | in_flight
            parts = Counter(contact.who for contact in book.contacts.values())
            assert parts == dict.fromkeys(book.volunteers, 3)  # each change whole
            assert not list(findings(book))
        left = [file.name for file in path.parent.rglob("*.tmp")]
        assert left == []
        known = found


DIE = """
import os, signal, sys
from datetime import date
from itertools import count
from pathlib import Path
from store.book import Book
from store.people import Contact, Volunteer

def add(book, number):
    with book.change(f"Add {number}") as change:
        person = change.put(Volunteer(name=str(number)))
        change.put(Contact(who=person.id, on=date(2026, 11, 23)))

def deadly(where, name, moments, last):
    real = getattr(where, name)
    def act(*args):
        if next(moments) == last:
            if name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        found = real(*args)
        if next(moments) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    setattr(where, name, act)

for last in count():
    child = os.fork()
    if not child:
        book = Book.open(Path(sys.argv[1]) / f"{last:02}.json", create=True)
        add(book, 0)
        moments = count()
        for where, name in [(os, "open"), (os, "write"), (os, "fsync"), (os, "link"), (Path, "replace")]:
            deadly(where, name, moments, last)
        add(book, 1)
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_kill_at_every_step_of_a_save_leaves_the_book_before_or_after_it(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", DIE, str(tmp_path)], check=True)
    paths = sorted(tmp_path.glob("*.json"))
    assert len(paths) >= 15  # two moments of each call, and the last one that went through
    outcomes = []
    for path in paths:
        with Book.open(path) as book:
            assert book.writable, book.note
            outcomes.append(sorted(person.name for person in book.volunteers.values()))
            assert {contact.who for contact in book.contacts.values()} == set(book.volunteers)
            assert book.undo() == f"Add {outcomes[-1][-1]}"
    assert [file.name for file in tmp_path.rglob("*.tmp")] == []
    before, after = ["0"], ["0", "1"]
    assert outcomes == [before] * outcomes.count(before) + [after] * outcomes.count(after)
    assert outcomes.count(before) >= 10
    assert outcomes.count(after) >= 3
