"""Books that open although a value or two is none a form would take: each is answered, or refused in a line that says where.

``GUILDBOOK_LONG=1`` runs 500 mutants on the command line and 150 in the app. ``GUILDBOOK_MUTANT=123`` runs that one alone.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookUnreadable, GuildbookError
from store.core.text import one_line
from store.persistence.migrations import FORMAT
from tests.conftest import LONG
from tests.faults.mutants import Data, mutant
from tests.support.harness import PLACES, circle_records, go, running
from tests.support.making import TODAY
from tui.cli.exit_status import WrongUsage
from tui.main import run

ONE = os.environ.get("GUILDBOOK_MUTANT", "")
MUTANTS = (int(ONE),) if ONE else range(500 if LONG else 120)
WORDS = None if LONG or ONE else 7
"""How many of the words each mutant is asked; all of them in the long form."""
IN_THE_APP = (int(ONE),) if ONE else range(150 if LONG else 15)
PATIENCE = 120
"""Seconds for all words, or all rooms, of one mutant on any machine: two are meant, what hangs takes for ever."""
EVERY_FIELD = Path(f"tests/books/format-{FORMAT}-every-field.json")
HOME = Path(__file__).parents[2]


class Hangs(BaseException):
    """Patience has run out; nothing but a test catches this."""


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Whatever is done within comes to an end; where a system has no alarm, whoever runs the tests will notice."""

    def give_up(*_: object) -> None:
        raise Hangs(what)

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def sound(demo_file: Path) -> list[Data]:
    """The books that mutants are made of: in two of them no record is like another, so that each is missed."""
    circle = demo_file.with_name("circle.json")
    Book.write_new(circle, circle_records(), book_id="circle")
    return [json.loads(path.read_bytes()) for path in (demo_file, circle, HOME / EVERY_FIELD)]


def of(sound: list[Data], number: int) -> tuple[bytes, str]:
    """The mutant of a number; only every fifth has much to read."""
    return mutant(sound[0 if number % 5 == 0 else 1 + number % 2], number)


def contents(folder: Path) -> dict[Path, bytes]:
    """All that lies in a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words_for(data: Data, chance: Random, out: Path) -> list[list[str]]:
    """What a book is asked: all there is that changes nothing, or in the short form some of it, other words each time."""
    words = [*every_word(data, chance, out)]
    return chance.sample(words, min(WORDS, len(words))) if WORDS else words


def every_word(data: Data, chance: Random, out: Path) -> Iterator[list[str]]:
    """What may be asked of a book without changing it."""
    for word in ("week", "people", "calendar", "launch", "requests", "library", "health", "costs", "check"):
        yield [word]
    yield ["calendar", "--from", "-1y", "--to", "+1y"]
    yield ["pitch", "--depth", "full", "--format", chance.choice(("text", "markdown", "html"))]
    yield ["charter", "--format", chance.choice(("text", "markdown", "html"))]
    for name in names(data, "stakeholders", chance):
        form = chance.choice(("text", "markdown", "html", "slack", "eml"))
        kind = chance.choice(("overview", "report", "picture"))
        yield ["update", "--for", name, "--format", form, "--kind", kind]
        yield ["update", "--for", name, "--since", "-1y"]
    for name in names(data, "volunteers", chance):
        yield ["person", name]
        yield ["add", "--dry-run", "thank", name, "for", "helping"]
    for what in ("people", "gatherings", "recognitions", "costs"):
        yield ["export", what, "--csv", str(out / f"{what}.csv")]
    yield ["export", "calendar", "--ics", str(out / "all.ics")]


def names(data: Data, table: str, chance: Random) -> list[str]:
    """A name out of a table, as a shell can hand it over."""
    rows = data.get(table)
    found = [row.get("name") for row in rows.values() if isinstance(row, dict)] if isinstance(rows, dict) else []
    good = [name for name in found if isinstance(name, str) and name.strip() and name[0] != "-" and len(name) < 500]
    return [chance.choice(good)] if good else []


def asked(words: list[str]) -> str:
    """What the command line refuses a question with; nothing where it answers.

    What it did not foresee is raised here, as is what it only turned into words.
    """
    try:
        run(words)
    except (GuildbookError, WrongUsage) as refused:
        if refused.__cause__:
            raise refused.__cause__ from None
        return one_line(str(refused))
    return ""


@pytest.mark.parametrize("number", MUTANTS)
def test_the_command_line_answers_or_refuses_in_a_line_and_writes_nothing(
    number: int,
    sound: list[Data],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, what = of(sound, number)
    path, out = tmp_path / "data" / "book.json", tmp_path / "out"
    path.parent.mkdir()
    out.mkdir()
    path.write_bytes(data)
    monkeypatch.chdir(out)
    before = contents(path.parent)
    try:
        rows = json.loads(data)
    except ValueError:
        rows = {}
    for words in words_for(rows, Random(number), out):
        told = f"{what}: {' '.join(words)}"
        with patience(told):
            refusal = asked(["--book", str(path), "--today", TODAY.isoformat(), *words])
        assert len(refusal) < 1_000, told
        assert refusal or capsys.readouterr().out, told
    assert contents(path.parent) == before, what


@pytest.mark.parametrize("number", IN_THE_APP)
async def test_the_app_shows_every_room_or_does_not_open_and_writes_nothing(
    number: int, sound: list[Data], tmp_path: Path
) -> None:
    data, what = of(sound, number + 10_000)
    path = tmp_path / "book.json"
    path.write_bytes(data)
    chance = Random(number)
    places = [*PLACES] if LONG else chance.sample([*PLACES], 9)
    try:
        book = Book.open(path, Clock(TODAY))
    except BookUnreadable:
        assert path.read_bytes() == data, what
        return
    with book, patience(what):
        async with running(book) as pilot:
            for place in places:
                await go(pilot, place)
                assert pilot.app.is_running, f"{what}: {place}"
    assert path.read_bytes() == data, what


def test_most_mutants_open_and_each_is_another_book(sound: list[Data], tmp_path: Path) -> None:
    """Else little would be tried: what is refused at once is asked nothing more."""
    path, mutants = tmp_path / "book.json", [of(sound, number)[0] for number in range(120)]
    assert len({*mutants, *(json.dumps(data).encode() for data in sound)}) > 110
    opened = 0
    for data in mutants:
        path.write_bytes(data)
        with suppress(BookUnreadable), Book.open(path, write=False):
            opened += 1
    assert 60 < opened < 120
    assert [of(sound, number)[0] for number in range(120)] == mutants
