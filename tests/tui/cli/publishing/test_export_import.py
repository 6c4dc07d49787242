"""The command line with other programs: calendars in and out, tables out; whole files or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from icalendar import Calendar

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.dates import Clock
from store.demo import build_demo
from tui.main import main

FILES = Path(__file__).parents[3] / "fixtures" / "calendars"
CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "calendars"


class Said(NamedTuple):
    status: int
    out: str
    err: str


Ask = Callable[..., Said]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("demo") / "demo.json"
    build_demo(path, Clock().today().replace(2026, 11, 23))
    return path.read_bytes()


@pytest.fixture
def ask(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Ask something of the sample community, in a folder of its own."""
    for name in ("GUILDBOOK_BOOK", "GUILDBOOK_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.json").write_bytes(made)

    def asked(*words: str, book: str = "book.json") -> Said:
        capfd.readouterr()
        status = main(["--book", book, "--today", "2026-11-23", *words])
        return Said(status, *capfd.readouterr())

    return asked


def test_the_calendar_is_written_once(ask: Ask) -> None:
    said = ask("export", "calendar", "--ics", "guild.ics")
    assert (said.status, said.err) == (0, "")
    events = Calendar.from_ical(Path("guild.ics").read_bytes()).walk("VEVENT")
    assert said.out == f"Exported the calendar to guild.ics: {len(events)} events.\n"
    before = Path("guild.ics").read_bytes()
    again = ask("export", "calendar", "--ics", "guild.ics")
    assert (again.status, again.out) == (1, "")
    assert all(fact in again.err for fact in ("guild.ics already exists", "--force", "guild-2026-11-23.ics"))
    assert Path("guild.ics").read_bytes() == before


def test_a_file_is_replaced_on_request_and_a_book_never(ask: Ask) -> None:
    Path("out.csv").write_text("last week")
    assert ask("export", "people", "--csv", "out.csv", "--force").status == 0
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    before = Path("book.json").read_bytes()
    Path("other.json").write_bytes(before)
    Path("book.json.backups").mkdir(exist_ok=True)
    Path("link.csv").symlink_to("book.json")
    for ours in ("book.json", "other.json", "link.csv", "book.json.backups/a.csv", "."):
        said = ask("export", "people", "--csv", ours, "--force")
        assert (said.status, said.out) == (1, ""), ours
    assert Path("book.json").read_bytes() == Path("other.json").read_bytes() == before
    assert ask("pitch", "--force").status == 2
    assert ask("person", "Ana", "--force").status == 2


def test_a_file_that_cannot_be_replaced_stays(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.csv").write_text("last week")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        said = ask("export", "people", "--csv", "out.csv", "--force")
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert Path("out.csv").read_text() == "last week"
    assert not [path for path in Path().iterdir() if path.name.endswith(".tmp")]


def test_a_link_is_not_followed(ask: Ask) -> None:
    Path("link.ics").symlink_to("elsewhere.ics")
    assert ask("export", "calendar", "--ics", "link.ics").status == 1
    assert not Path("elsewhere.ics").exists()


def test_one_ritual(ask: Ask) -> None:
    assert "‘Open forum’ to a.ics" in ask("export", "calendar", "--ics", "a.ics", "--ritual", "open").out
    names = {str(event["SUMMARY"]) for event in Calendar.from_ical(Path("a.ics").read_bytes()).walk("VEVENT")}
    assert names == {"Open forum"}
    none = ask("export", "calendar", "--ics", "b.ics", "--ritual", "nothing")
    assert none.status == 1
    assert all(name in none.err for name in ("‘nothing’", "Ask me anything"))
    assert "‘m’ matches" in ask("export", "calendar", "--ics", "b.ics", "--ritual", "m").err
    assert not Path("b.ics").exists()


@pytest.mark.parametrize("what", ["people", "gatherings", "kpi-readings"])
def test_tables(ask: Ask, what: str) -> None:
    said = ask("export", what, "--csv", "out.csv")
    assert (said.status, said.out) == (0, f"Exported {what.replace('-', ' ')} to out.csv.\n")
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ask("export", what, "--csv", "out.csv").status == 1


def test_what_was_written_comes_in_as_nothing_new(ask: Ask) -> None:
    ask("export", "calendar", "--ics", "guild.ics")
    before = Path("book.json").read_bytes()
    said = ask("import", "calendar", "guild.ics", "--from", "2020-01-01", "--to", "2030-01-01")
    assert said.status == 0
    assert Path("book.json").read_bytes() == before


def test_a_calendar_comes_in(ask: Ask) -> None:
    google = str(FILES / "google.ics")
    dry = ask("import", "calendar", google, "--dry-run", book="new.json")
    assert dry.status == 0
    assert not Path("new.json").exists()
    said = ask("import", "calendar", google, "--from", "1/11", "--to", "30/11", book="new.json")
    assert "- Kick-off, part 2: once, Fri 27 Nov at 14:00" in said.out
    assert "- Office closed: Thu 24 Dec" in said.out
    assert "- Called off: " in said.out
    assert "1 ritual and 1 gathering" in said.out.splitlines()[-1]
    with Book.open(Path("new.json"), write=False) as book:
        assert (len(book.rituals), book.steps and [step.label for step in book.steps.values()]) == (
            1, ["Import 1 ritual and 1 gathering"],
        )  # fmt: skip


def test_what_changed_in_the_other_calendar_is_told_and_taken_over(ask: Ask) -> None:
    def on_days() -> list[str]:
        with Book.open(Path("new.json"), write=False) as book:
            found = gatherings(book, date(2027, 1, 1), date(2027, 2, 28))
            return [f"{g.on:%d.%m.} {g.at:%H:%M}" for g in found if g.state != "skipped" and g.at]

    first, second, third = (
        str(CASES / f"u01{part}.ics") for part in ("a-series", "b-series-changed", "c-series-called-off")
    )
    ask("import", "calendar", first, book="new.json")
    told = ask("import", "calendar", second, book="new.json")
    assert "Circle: Tue 12 Jan 2027, 10:00, 9 h → Wed 13 Jan 2027, 14:00, 1 h" in told.out
    assert "2 changes not applied." in told.out
    assert on_days() == ["05.01. 10:00", "12.01. 10:00", "19.01. 10:00", "26.01. 10:00"]
    dry = ask("import", "calendar", second, "--update", "--dry-run", book="new.json")
    assert "not applied" not in dry.out
    taken = ask("import", "calendar", second, "--update", book="new.json")
    assert "2 changes" in taken.out.splitlines()[-1]
    assert on_days() == ["05.01. 14:00", "13.01. 14:00", "19.01. 14:00", "26.01. 14:00"]
    before = Path("new.json").read_bytes()
    ask("import", "calendar", second, "--update", book="new.json")
    assert Path("new.json").read_bytes() == before
    assert "cancelled" in ask("import", "calendar", third, "--update", book="new.json").out
    assert not on_days()


def test_an_event_that_cannot_be_read_ends_badly_and_the_others_come_in(ask: Ask) -> None:
    said = ask("import", "calendar", str(FILES / "khal.ics"), "--to", "+2d")
    assert said.status == 1
    assert "1 event" in said.err
    assert "No beginning" in said.err
    with Book.open(Path("book.json"), write=False) as book:
        assert any(step.label.startswith("Import") for step in book.steps.values())


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["import", "calendar", "none.ics"], 1, "none.ics"),
        (["import", "calendar", "book.json"], 1, "book.json"),
        (["import", "calendar", "x.ics", "--from", "5/12", "--to", "1/12"], 2, "--to"),
        (["import", "calendar", "x.ics", "--from", "soonish"], 2, "soonish"),
        (["export"], 2, "COMMAND"),
        (["export", "calendar"], 2, "--ics"),
        (["export", "people"], 2, "--csv"),
        (["export", "people", "--csv", "nowhere/a.csv"], 1, "nowhere/a.csv"),
    ],
)
def test_what_goes_wrong_is_one_line(ask: Ask, words: list[str], status: int, why: str) -> None:
    said = ask(*words)
    assert (said.status, said.out) == (status, "")
    assert why in said.err
    assert said.err.count("\n") == 1
