"""What was acknowledged survives the program being killed at any moment.

``GUILDBOOK_LONG=1`` runs the long form.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from store.book.book import Book
from store.integrity.check import findings
from store.model.people import Contact, Volunteer
from store.persistence.storage import SafeStorage
from tests.conftest import LONG

WRITE = """
import os, sys
from datetime import date
from pathlib import Path
from store.book.book import Book
from store.people.directory import Contact, Volunteer
book = Book.open(Path(sys.argv[1]))
assert book.writable, book.note
for number in range(int(sys.argv[2]), 10**9):
    earlier = book.volunteers.get(f"own{number - 2:06}")
    with book.change(f"Change {number}") as change:
        if number % 4 == 3 and earlier:
            change.remove(earlier)
        else:
            person = change.put(Volunteer(id=f"own{number:06}", name=str(number), notes="x" * 200))
            for part in range(3):
                change.put(Contact(id=f"own{number:06}-{part}", who=person.id, on=date(2026, 11, 23)))
    if number % 5 == 4:
        assert book.undo() and book.redo()
    os.write(1, f"{number}\\n".encode())
"""


def own(changes: int) -> set[str]:
    """Whom so many changes have left in the book."""
    left = {number for number in range(changes) if number % 4 != 3}
    gone = {number - 2 for number in range(changes) if number % 4 == 3}
    return {f"own{number:06}" for number in left - gone}


class Writer:
    """A program that writes into a book and says so after each change, until it is killed at some moment."""

    def __init__(self, path: Path, first: int) -> None:
        command = [sys.executable, "-c", WRITE, str(path), str(first)]
        # unbuffered: what was read ahead with a line would be missing from what communicate() finds
        self.process = subprocess.Popen(command, bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def kill_after(self, changes: int, chance: random.Random) -> int:
        """Kill it at any moment of the change that follows so many; returns how many it acknowledged in all."""
        with self.process:
            assert self.process.stdout
            begun = time.monotonic()
            heard = [self.process.stdout.readline() for _ in range(changes)]
            one = (time.monotonic() - begun) / changes  # seconds a change takes, and the start of the program
            time.sleep(chance.uniform(0, min(one, 0.05)))  # the moment it is killed is what this is about
            self.process.kill()
            rest, said = self.process.communicate()
        assert self.process.returncode == -signal.SIGKILL, said.decode()
        return (b"".join(heard) + rest).count(b"\n")


def begin(path: Path, records: int) -> dict[str, bytes]:
    """A book of so many records; returns the line of each."""
    people = [Volunteer(id=f"p{n:06}", name=f"[/x] Ann [Ops] {n}", notes="y" * 100) for n in range(records // 2)]
    contacts = [Contact(id=f"c{n:06}", who=who.id, on=date(2026, 11, 1)) for n, who in enumerate(people)]
    Book.write_new(path, [*people, *contacts], book_id="killed")
    return lines(path)


def lines(path: Path) -> dict[str, bytes]:
    """Every record of a book as it stands in the file."""
    file = SafeStorage(path, writable=False)
    return {
        key: line.raw
        for table in ("volunteers", "contacts", "guildbook")
        for key, line in file.lines(table).items()
    }


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(("records", "kills"), [(1000, 200), (10_000, 200)] if LONG else [(300, 10), (2000, 4)])
def test_every_acknowledged_change_survives_a_kill(tmp_path: Path, records: int, kills: int) -> None:
    chance, path, saved, unfinished, ahead = random.Random(20261123), tmp_path / "book.json", 0, 0, 0
    before = begin(path, records)
    for _ in range(kills):
        acknowledged = saved + Writer(path, saved).kill_after(chance.randint(1, 12), chance)
        unfinished += bool([*path.parent.rglob("*.tmp")])
        with Book.open(path) as book:
            assert book.writable, book.note  # the dead one's lock is free
            found = {key for key in book.volunteers if key.startswith("own")}
            assert found in (own(acknowledged), own(acknowledged + 1))  # saved, but killed before it could say so
            saved = acknowledged + (found != own(acknowledged))
            ahead += saved - acknowledged
            parts = Counter(contact.who for contact in book.contacts.values() if contact.who in found)
            assert parts == dict.fromkeys(found, 3)  # each change whole
            assert not list(findings(book))
        after = lines(path)
        assert {key: after.get(key) for key in before} == before  # every other record byte for byte
        assert len(after) == len(before) + 4 * len(found)
        assert not [*path.parent.rglob("*.tmp")]
    print(
        f"{records} records: {kills} kills, {unfinished} in the midst of a save, {ahead} after it and before the word"
    )
    print(f"{saved} changes acknowledged and there")


DIE = """
import os, signal, sys
from datetime import date
from itertools import count
from pathlib import Path
from store.book.book import Book
from store.people.directory import Contact, Volunteer

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
