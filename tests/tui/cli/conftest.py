"""What the tests of the command line begin with: a small book, someone who asks it, and a stand-in for the app."""

from __future__ import annotations

import io
import shutil
import stat
import sys
import types
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.people import Department, Volunteer
from store.model.stages import Stage
from store.model.stakeholders import Stakeholder
from store.people.stages import move
from tests.tui.cli.asking import HOSTILE, STEERING, TODAY, Answer, Ask, Opened
from tui.cli import console
from tui.main import main


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No book and no day of the tester's own, and no user folder to find one in."""
    for name in ("GUILDBOOK_BOOK", "GUILDBOOK_TODAY", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], sample: Path) -> Ask:
    """Ask something of the sample book."""

    def asked(*words: str, book: Path = sample) -> Answer:
        capfd.readouterr()
        status = main(["--book", str(book), *TODAY, *words])
        return Answer(status, *capfd.readouterr())

    return asked


@pytest.fixture
def sample(tmp_path: Path, clock: Clock) -> Path:
    """A small book with a few people, gatherings and stakeholders."""
    path = tmp_path / "sample.json"
    sales = Department(id="sales", name="Sales")
    people: list[tuple[str, Stage, date]] = [
        ("Tom Okafor", "interested", date(2026, 11, 2)),
        (HOSTILE, "onboarding", date(2026, 11, 14)),
        ("Ána Ruiz", "core", date(2026, 3, 1)),
        (STEERING, "interested", date(2026, 11, 22)),
    ]
    with Book.open(path, clock, create=True) as book, book.change("Set up") as change:
        change.put(sales)
        for number, (name, stage, since) in enumerate(people):
            person = Volunteer(id=f"person{number}", name=name, department="sales", yes_on=since)
            change.put(person)
            move(book, change, person, stage, since)
        change.put(
            Ritual(id="ama", name="Ask me anything", start=date(2026, 11, 4), rule="FREQ=WEEKLY", at=time(12, 30))
        )
        change.put(
            Gathering(
                id="ama-20261118", name="Ask me anything", ritual="ama", on=date(2026, 11, 19),
                due_on=date(2026, 11, 18), state="held", host="person2", attended=("person2", "person1"),
            )
        )  # fmt: skip
        change.put(Gathering(name="Café", on=date(2026, 11, 20), state="skipped", why="no one could"))
        change.put(Gathering(name="Kick-off", on=date(2026, 11, 27), host="organiser"))
        change.put(Stakeholder(id="marta", name="Márta Weiss", job="COO", email="marta@example.org"))
        change.put(Stakeholder(id="mark", name="Mark Bell", job="Sales"))
        change.put(Stakeholder(id="mark2", name="Mark Bellini"))
    return path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend to sit at a terminal and to type an answer."""

    def typing(answer: str) -> None:
        monkeypatch.setattr(console, "on_a_terminal", lambda: True)
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))

    return typing


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Opened]]:
    """A stand-in for the app, as a module of its name; the real one is tested with a terminal."""

    seen: list[Opened] = []

    class App:
        return_code = 0

        def __init__(self, book: Book, clock: Clock, demo: bool = False, **told: Any) -> None:
            assert isinstance(told["suggested"](), Community)
            mode, self._book = stat.S_IMODE(book.path.parent.stat().st_mode), book
            seen.append(Opened(book.path, clock.today(), demo, len(book.volunteers), mode))

        def run(self) -> None:
            self._book.claim()  # as the app does once its first screen is there
            assert seen[-1].path.exists()

    module = types.ModuleType("tui.shell.app")
    module.GuildbookApp = App  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.shell.app", module)
    monkeypatch.setattr(console, "on_a_terminal", lambda: True)
    return seen


SHEET = "Name,Email,Department,Born\nBo Lind,bo@example.org,IT,1990\nTom Okafor,,Sales,1980\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(SHEET)
    return path


@pytest.fixture
def demo_book(demo_file: Path, tmp_path: Path) -> Path:
    """The sample community in a folder of its own."""
    folder = tmp_path / "books"
    folder.mkdir()
    return Path(shutil.copy(demo_file, folder / "book.json"))
