"""The command line as a whole: help, the options every command takes, what it imports, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest

from store import __version__
from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering
from store.model.community import DATE_ORDERS, Community
from store.model.people import Volunteer
from tests.tui.cli.asking import HOSTILE, TODAY, Ask, run
from tui import locale as locales
from tui.cli.commands.reports import text_reports as reports
from tui.cli.registry import COMMANDS
from tui.main import main
from tui.shell import crash_report as unforeseen
from tui.shell import launcher as start


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"guildbook {__version__}\n"


def test_help_names_every_word_and_gives_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for word in (
        "demo",
        "week",
        "people",
        "calendar",
        "update",
        "costs",
        "pitch",
        "import",
        "check",
        "backup",
        "restore",
    ):
        assert f"\n    {word} " in text
    assert "guildbook import people colleagues.csv" in text
    assert "GUILDBOOK_BOOK" in text


@pytest.mark.parametrize(
    "words",
    [
        *([word] for word in COMMANDS),
        *(["import", "people"], ["import", "calendar"], ["export", "calendar"], ["export", "costs"]),
    ],
)
def test_every_word_has_help_with_examples(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"\nExamples:\n  guildbook {' '.join(words)}" in text
    assert "--book FILE" in text


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["update", "--help"], ["import", "people", "--help"], ["weak"]]
)
def test_help_and_version_import_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys; from tui.main import main; main(sys.argv[1:]); "
        "print(sorted({'textual', 'tinydb', 'msgspec', 'rich', 'dateutil'} & set(sys.modules)))"
    )
    assert run("-c", code, *words).stdout.splitlines()[-1] == b"[]"


def test_reading_commands_do_not_import_textual(sample: Path) -> None:
    code = "import sys; from tui.main import main; main(sys.argv[1:]); print('textual' in sys.modules)"
    done = run("-c", code, "--book", str(sample), *TODAY, "week")
    assert done.stdout.splitlines()[-1] == b"False"


def test_global_options_stand_anywhere(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = ("--book", str(sample))
    for words in (
        [*book, *TODAY, "week"],
        ["week", *book, *TODAY],
        [*TODAY, "week", *book],
        ["--today", "2020-01-01", "week", *book, *TODAY],
    ):
        assert main(words) == 0
        assert capsys.readouterr().out.startswith("Week of Mon 23 Nov 2026\n")


def test_book_and_day_from_the_environment(
    sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUILDBOOK_BOOK", str(sample))
    monkeypatch.setenv("GUILDBOOK_TODAY", "2026-11-30")
    assert main(["week"]) == 0
    assert capsys.readouterr().out.startswith("Week of Mon 30 Nov 2026\n")
    assert main(["week", *TODAY]) == 0
    assert capsys.readouterr().out.startswith("Week of Mon 23 Nov 2026\n")
    monkeypatch.setenv("GUILDBOOK_TODAY", "soon")
    assert main(["week"]) == 2
    assert "GUILDBOOK_TODAY" in capsys.readouterr().err


def test_the_usual_book_is_in_the_users_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / name)
    assert main(["week"]) == 1
    assert str(tmp_path / "guildbook" / "book.json") in capsys.readouterr().err


def test_calendar_says_what_is_at_the_same_time(ask: Ask, sample: Path, clock: Clock) -> None:
    with Book.open(sample, clock) as book, book.change("Plan two") as change:
        for name, minute in (("Walk", 0), (HOSTILE, 30)):
            change.put(Gathering(name=name, on=date(2026, 12, 1), at=time(9, minute), host="organiser"))
    said = ask("calendar", "--from", "2026-12-01", "--to", "2026-12-01")
    both = "hosted by the organiser, planned; at the same time as"
    assert said.lines[2:-2] == [
        f"- Tue 1 Dec 09:00: Walk, {both} {HOSTILE}, both hosted by the organiser",
        f"- Tue 1 Dec 09:30: {HOSTILE}, {both} Walk, both hosted by the organiser",
    ]


def test_calendar_names_the_first_of_many_at_the_same_time(ask: Ask, sample: Path, clock: Clock) -> None:
    with Book.open(sample, clock) as book, book.change("Plan many") as change:
        for number in range(20):
            change.put(
                Gathering(id=f"talk-{number:02}", name=f"Talk {number:02}", on=date(2026, 12, 1), at=time(9))
            )
    first, *_, last = ask("calendar", "--from", "2026-12-01", "--to", "2026-12-01").lines[2:-2]
    assert [f"Talk {n:02}" for n in range(20) if f"as Talk {n:02}" in last] == ["Talk 00", "Talk 01", "Talk 02"]
    assert last.endswith("; more gatherings at the same time")
    assert len(first) < 200


def test_reading_leaves_the_folder_alone_and_works_while_the_book_is_open(
    ask: Ask, sample: Path, clock: Clock
) -> None:
    before = sorted(path.name for path in sample.parent.iterdir())
    for words in (
        ["week"],
        ["people"],
        ["calendar"],
        ["check"],
        ["update", "--for", "marta"],
        ["costs"],
        ["pitch"],
        ["restore", "--list"],
    ):
        assert ask(*words).status == 0
    assert sorted(path.name for path in sample.parent.iterdir()) == before
    with Book.open(sample, clock):
        assert ask("week").status == 0


def test_an_empty_book_says_how_to_begin(ask: Ask, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "empty.json"
    Book.open(path, clock, create=True).close()
    assert "guildbook import people" in ask("people", book=path).out
    assert ask("week", book=path).status == 0
    said = ask("update", "--for", "marta", book=path)
    assert said.status == 1
    assert said.err.count("\n") == 1


def test_the_process_ends_with_the_status(sample: Path, tmp_path: Path) -> None:
    assert run("-m", "tui", "--book", str(sample), *TODAY, "check").returncode == 0
    bad = run("-m", "tui", "--book", str(tmp_path / "none.json"), "check")
    assert (bad.returncode, bad.stdout, bad.stderr.count(b"\n")) == (1, b"", 1)
    assert run("-m", "tui", "check", "--nonsense").returncode == 2


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "long.json"
    with Book.open(path, clock, create=True) as book, book.change("Add many") as change:
        for number in range(4000):
            change.put(Volunteer(name=f"Volunteer number {number} with a long name"))
    command = [sys.executable, "-m", "tui", "--book", str(path), *TODAY, "people"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_without_a_character_shows_a_question_mark(sample: Path) -> None:
    done = run(
        "-m", "tui", "--book", str(sample), *TODAY, "people", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    assert done.returncode == 0
    assert b"?na Ruiz" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "--book", str(sample), *TODAY, "week"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what the program remembers of the user."""
    monkeypatch.setattr(start, "theme_file", lambda: tmp_path / "state" / "theme")
    return tmp_path / "state"


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(KeyboardInterrupt(), 130, ""), (BrokenPipeError(), 0, ""), (RuntimeError("x\ny"), 1, "RuntimeError")],
)
def test_nothing_ends_in_a_traceback(
    error: BaseException, status: int, words: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(reports, "week", fail)
    said = ask("week")
    assert said.status == status
    assert words in said.err
    assert said.err.count("\n") == bool(words)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("error", [LookupError, OSError])
def test_an_unexpected_error_says_nothing_of_what_was_in_hand(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, state: Path, error: type[Exception], kept: bool
) -> None:
    def fail(*_: object) -> int:
        whose = HOSTILE
        raise error(f"no {whose}")

    monkeypatch.setattr(reports, "week", fail)
    if not kept:
        state.write_text("a file where the folder should be")
    said = ask("week")
    assert said.status == 1
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "guildbook check" in said.err
    assert error.__name__ in said.err
    assert HOSTILE not in said.err
    assert (str(state / unforeseen.NAME) in said.err) == kept
    if kept:
        text = (state / unforeseen.NAME).read_text("utf-8")
        assert f'in fail: raise error(f"no {{whose}}")\n{error.__name__}\n' in text
        assert HOSTILE not in text


def test_an_error_in_telling_an_error_is_one_line(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise LookupError(HOSTILE)

    monkeypatch.setattr(reports, "week", fail)
    monkeypatch.setattr(start, "theme_file", fail)
    said = ask("week")
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "LookupError" in said.err
    assert HOSTILE not in said.err


def test_days_with_strokes_are_read_as_the_book_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, Clock(date(2026, 11, 23)), create=True) as book, book.change("Begin") as change:
        change.put(Community(date_order=DATE_ORDERS[1]))
    words = ["--book", str(path), "--today", "2026-11-23", "calendar", "--from", "12/4", "--to", "12/5"]
    assert main(words) == 0
    assert "4–5 Dec 2026" in capsys.readouterr().out
    assert main([*words[:5], "--from", "12-4-26", "--to", "2026-12-05"]) == 0
    assert "4–5 Dec 2026" in capsys.readouterr().out


def test_the_locale_is_asked_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in locales.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert locales.name() == "de_AT.UTF-8"
    monkeypatch.setenv("LC_ALL", "C")
    assert locales.name() == "C"


def test_a_day_that_may_be_another_one_is_never_booked_as_today(ask: Ask, sample: Path) -> None:
    for day, status in (("11/20/26", 1), ("20.11.26", 0)):
        said = ask("add", "met", "Márta", day, book=sample)
        assert (said.status, day in said.err) == (status, bool(status))
    with Book.open(sample, Clock(date(2026, 11, 23)), write=False) as book:
        assert [contact.on for contact in book.contacts.values()] == [date(2026, 11, 20)]


def test_a_line_is_noted_in_one_change(ask: Ask, sample: Path) -> None:
    said = ask("add", "met", "Márta", "yesterday,", "wants", "numbers", book=sample)
    assert said.status == 0
    assert "- With: Márta Weiss, COO\n- Note: Met: wants numbers\n- When: Sun 22 Nov 2026, yesterday\n" in said.out
    with Book.open(sample, Clock(date(2026, 11, 23)), write=False) as book:
        assert [contact.who for contact in book.contacts.values()] == ["marta"]
