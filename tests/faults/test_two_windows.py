"""Several programs at one book: whoever does not hold it says who does, and nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from store.book.book import Book
from tests.conftest import LONG

INSERT = """
import os, sys
from pathlib import Path
from store.book.book import Book
from store.people.directory import Volunteer

path, name, many = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
done = refused = 0
while done < many:
    with Book.open(path) as book:
        if not book.writable:
            assert book.note.endswith(" has this book open."), book.note
            assert f"process {os.getpid()} " not in book.note
            refused += "process" in book.note
            continue
        for _ in range(2):
            with book.change("Insert") as change:
                change.put(Volunteer(id=f"{name}-{done}", name=name))
            done += 1
            os.write(1, f"{name}-{done - 1}\\n".encode())
sys.stderr.write(f"{refused}\\n")
"""
PROGRAMS, INSERTS = (4, 250) if LONG else (2, 40)


def begin(path: Path, name: str) -> subprocess.Popen[str]:
    """A program that opens the book, inserts two people, closes it, over and over."""
    return subprocess.Popen(
        [sys.executable, "-c", INSERT, str(path), name, str(INSERTS)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_what_several_programs_insert_is_all_there_though_one_is_killed(tmp_path: Path) -> None:
    path, chance = tmp_path / "book.json", random.Random(20261123)
    Book.open(path, create=True).close()
    programs = [begin(path, f"p{number}") for number in range(PROGRAMS)]
    victim = begin(path, "victim")
    assert victim.stdout
    heard = [victim.stdout.readline() for _ in range(chance.randint(1, 5))]
    victim.kill()
    heard += victim.stdout.readlines()  # with what was read ahead, which communicate() would not find
    victim.communicate()
    acknowledged, refused = {line.strip() for line in heard if "\n" in line}, 0
    for program in programs:
        said, told = program.communicate(timeout=300)
        assert program.returncode == 0, told
        acknowledged |= {*said.split()}
        refused += int(told)
    with Book.open(path) as book:
        assert book.writable, book.note
        found = {*book.volunteers}
    assert acknowledged <= found
    assert len(found - acknowledged) <= 1  # the victim's last, saved before it could say so
    assert len(acknowledged) >= PROGRAMS * INSERTS
    print(f"{len(acknowledged)} inserts acknowledged and there, {refused} openings told who holds the book")
