"""The command line: what it prints, how it ends, and what it leaves alone."""

from __future__ import annotations

import email
import io
import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, time
from email import policy
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from store import __version__
from store.book.book import Book
from store.core.dates import Clock
from store.model.calendar import Gathering, Ritual
from store.model.community import DATE_ORDERS, Community
from store.model.people import Department, Volunteer
from store.model.stages import Stage
from store.model.stakeholders import Stakeholder
from store.people.stages import move
from store.persistence.atomic_files import backup_folder
from store.persistence.backups import backups, numbered
from store.updates.compose import compose
from tui import locale as locales
from tui.cli import console
from tui.cli.commands import maintenance as keeping
from tui.cli.commands import reports
from tui.cli.registry import COMMANDS
from tui.main import main
from tui.shell import crash_report as unforeseen
from tui.shell import launcher as start

TODAY = ("--today", "2026-11-23")
HOSTILE = "[/x] Ann [Ops]"
STEERING = "Eve\x1b[2J\x1b]0;x\x07 \u202eklof"


class Said(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Ask = Callable[..., Said]


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

    def asked(*words: str, book: Path = sample) -> Said:
        capfd.readouterr()
        status = main(["--book", str(book), *TODAY, *words])
        return Said(status, *capfd.readouterr())

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
        change.put(Gathering(name="Café", on=date(2026, 11, 20), state="skipped", why="nobody could"))
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


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for the locks, which stay on purpose."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", ".holder"))
    }


def run(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), **settings.pop("env", {})}
    return subprocess.run([sys.executable, *words], capture_output=True, check=False, env=environment, **settings)


# -- help, version and usage -----------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["weak"], "weak"),
        (["--today", "23/11/2026"], "2026-11-23"),
        (["week", "--today", "1600-01-01"], "1600-01-01"),
        (["--book", ""], "--book"),
        (["--book", "a\0b"], "--book"),
        (["update"], "--for"),
        (["update", "--for", "marta", "--kind", "poem"], "poem"),
        (["update", "--for", "marta", "--format", "pdf"], "pdf"),
        (["update", "--for", "marta", "--since", "someday"], "someday"),
        (["update", "--for", "marta", "--since", "2026-11-24"], "--since"),
        (["people", "--stage", "bored"], "bored"),
        (["pitch", "--depth", "endless"], "endless"),
        (["pitch", "--format", "slack"], "slack"),
        (["calendar", "--from", "someday"], "someday"),
        (["calendar", "--from", "fri", "--to", "yesterday"], "turn them round"),
        (["demo", "--volunteers", "0"], "from 1 to"),
        (["demo", "--months", "x"], "«x»"),
        (["import"], "COMMAND"),
        (["import", "people"], "FILE"),
        (["import", "people", "x.csv", "--map", "nonsense"], "nonsense"),
        (["restore", "--y"], "--y"),
        (["week", "\x1b[2J"], "␛[2J"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(words: list[str], named: str, ask: Ask) -> None:
    said = ask(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert said.err.startswith("guildbook: ")
    assert named in said.err


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


# -- the app and the demo --------------------------------------------------------------------------


class Shown(NamedTuple):
    """What the stand-in for the app was given."""

    path: Path
    day: date
    demo: bool
    people: int
    mode: int


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Shown]]:
    """A stand-in for the app, as a module of its name; the real one is tested with a terminal."""
    import types

    seen: list[Shown] = []

    class App:
        return_code = 0

        def __init__(self, book: Book, clock: Clock, demo: bool = False, **told: Any) -> None:
            assert isinstance(told["locale_name"](), str)
            mode, self._book = stat.S_IMODE(book.path.parent.stat().st_mode), book
            seen.append(Shown(book.path, clock.today(), demo, len(book.volunteers), mode))

        def run(self) -> None:
            self._book.claim()  # as the app does once its first screen is there
            assert seen[-1].path.exists()

    module = types.ModuleType("tui.shell.app")
    module.GuildbookApp = App  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.shell.app", module)
    monkeypatch.setattr(console, "on_a_terminal", lambda: True)
    return seen


def test_alone_it_opens_the_app_and_begins_a_book(ask: Ask, app: list[Shown], tmp_path: Path) -> None:
    path = tmp_path / "new" / "book.json"
    assert ask(book=path).status == 0
    assert app[0][:4] == (path, date(2026, 11, 23), False, 0)
    assert path.exists()


def test_demo_is_private_and_thrown_away(ask: Ask, app: list[Shown], sample: Path) -> None:
    before = files_in(sample.parent)
    assert ask("demo", "--volunteers", "30", "--months", "4", "--seed", "7").status == 0
    assert app[0].demo
    assert app[0].people == 30
    assert app[0].mode == 0o700
    assert not app[0].path.exists()
    assert not app[0].path.parent.exists()
    assert files_in(sample.parent) == before


@pytest.mark.parametrize("words", [[], ["demo"]])
def test_without_a_terminal_the_app_stays_closed(
    words: list[str], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = ask(*words)
    assert said.status == 2
    assert "terminal" in said.err


def test_demo_can_be_written(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "a demo.json"
    said = ask("demo", "--write", str(path), "--volunteers", "40", "--months", "2")
    assert said.status == 0
    assert said.lines[0].startswith("A made-up community of 40 volunteers and ")
    assert f"guildbook --book '{path}'" in said.lines[1]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ask("check", book=path).status == 0
    assert ask("people", book=path).lines[-1].startswith("Total: 40 people")


@pytest.mark.parametrize("there", ["file", "link"])
def test_demo_overwrites_nothing(ask: Ask, tmp_path: Path, there: str) -> None:
    path = tmp_path / "demo.json"
    if there == "file":
        path.write_text("mine")
    else:
        path.symlink_to(tmp_path / "elsewhere")
    said = ask("demo", "--write", str(path), "--volunteers", "5", "--months", "1")
    assert said.status == 1
    assert "exists already" in said.err
    assert not (tmp_path / "elsewhere").exists()
    assert path.is_symlink() or path.read_text() == "mine"


# -- reading the book ------------------------------------------------------------------------------


def test_week(ask: Ask) -> None:
    said = ask("week")
    assert said.status == 0
    assert "- Wed 25 Nov 12:30: Ask me anything, needs a host" in said.lines
    assert said.err == ""


def test_people(ask: Ask) -> None:
    said = ask("people")
    assert said.lines[:4] == [
        "Interested: 2",
        "- Eve␛[2J␛]0;x␇ �klof, Sales, 1 day, since Sun 22 Nov",
        "- Tom Okafor, Sales, 21 days, since Mon 2 Nov, longer than usual",
        "",
    ]
    assert f"- {HOSTILE}, Sales, 9 days, since Sat 14 Nov" in said.lines
    assert "Newcomer: nobody" in said.lines
    assert said.lines[-1] == "Total: 4 people, 1 member among them"
    assert "\x1b" not in said.out


@pytest.mark.parametrize("stage", ["onboarding", "ONB"])
def test_people_of_one_stage(ask: Ask, stage: str) -> None:
    said = ask("people", "--stage", stage)
    assert said.lines == [
        "Onboarding: 1",
        f"- {HOSTILE}, Sales, 9 days, since Sat 14 Nov",
        "",
        "Total: 1 person in «onboarding»",
    ]


def test_calendar_looks_four_weeks_ahead(ask: Ask) -> None:
    said = ask("calendar")
    assert said.lines == [
        "Gatherings, 23 Nov – 21 Dec 2026",
        "",
        "- Wed 25 Nov 12:30: Ask me anything, needs a host, planned",
        "- Fri 27 Nov: Kick-off, hosted by the organiser, planned",
        *(f"- Wed {day} Dec 12:30: Ask me anything, needs a host, planned" for day in (2, 9, 16)),
        "",
        "Total: 5 gatherings, 4 without a host",
    ]


def test_calendar_says_what_became_of_each(ask: Ask) -> None:
    said = ask("calendar", "--from", "-2w", "--to", "22/11")
    assert said.lines[2:-2] == [
        "- Wed 11 Nov 12:30: Ask me anything, no host named, planned, not marked as held or skipped",
        "- Thu 19 Nov: Ask me anything, hosted by Ána Ruiz, held, 2 came, moved from Wed 18 Nov",
        "- Fri 20 Nov: Café, no host named, skipped: nobody could",
    ]
    assert said.lines[-1] == "Total: 3 gatherings"


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


def test_calendar_without_gatherings(ask: Ask) -> None:
    assert ask("calendar", "--from", "2026-01-01", "--to", "2026-01-31").lines[-1] == "None in these days."


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
    assert "no stakeholder in the book yet" in said.err


# -- updates ---------------------------------------------------------------------------------------


def test_update_is_the_draft(ask: Ask, sample: Path, clock: Clock, today: date) -> None:
    said = ask("update", "--for", "marta weiss", "--since", "1/11")
    with Book.open(sample, clock, write=False) as book:
        draft = compose(book, book.stakeholders["marta"], today, since=date(2026, 11, 1))
    assert said.status == 0
    assert said.out == draft.text
    assert [section.title for section in draft.unfilled] == []


def test_update_names_what_is_still_without_words(ask: Ask) -> None:
    said = ask("update", "--for", "marta", "--since", "-2d")
    assert said.status == 0
    assert said.out.startswith("Subject: ")
    assert said.err == "Lessons learned has no words yet: fill or strike before you send this.\n"


@pytest.mark.parametrize("name", ["MÁRTA WEISS", "marta", "mart", "Mark Bell", "mark belli"])
def test_a_stakeholder_is_found_by_a_beginning(ask: Ask, name: str) -> None:
    said = ask("update", "--for", name)
    assert said.status == 0
    assert f"Hello {'Mark' if 'k' in name else 'Márta'}," in said.out


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("mar", "Mark Bell (Sales), Mark Bellini and Márta Weiss (COO)"),
        ("zoe", "There is Mark Bell (Sales), Mark Bellini and Márta Weiss (COO)"),
        ("", "There is Mark Bell (Sales)"),
        ("\x1b[2J", "␛[2J"),
    ],
)
def test_an_unclear_stakeholder_lists_who_could_be_meant(ask: Ask, name: str, named: str) -> None:
    said = ask("update", "--for", name)
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert named in said.err


@pytest.mark.parametrize(("kind", "heading"), [("overview", False), ("report", True), ("picture", True)])
def test_update_of_another_kind(ask: Ask, kind: str, heading: bool) -> None:
    said = ask("update", "--for", "marta", "--kind", kind)
    assert ("\nParticipation\n" in said.out) is heading  # an overview only sets off what comes next


@pytest.mark.parametrize(
    ("form", "sign"), [("text", "Subject: "), ("markdown", "# "), ("html", "<!DOCTYPE html>"), ("slack", "*INFO")]
)
def test_update_in_another_form(ask: Ask, form: str, sign: str) -> None:
    assert ask("update", "--for", "marta", "--format", form).out.startswith(sign)


def test_update_as_a_mail_draft(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "marta.eml"
    said = ask("update", "--for", "marta", "--format", "eml", "--out", str(path))
    assert said.out == f"The update for Márta Weiss is in {path}.\n"
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "Márta Weiss <marta@example.org>"
    assert message["X-Unsent"] == "1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_mail_draft_keeps_its_line_ends_when_printed(sample: Path) -> None:
    done = run("-m", "tui", "--book", str(sample), *TODAY, "update", "--for", "mark bell", "--format", "eml")
    assert done.returncode == 0
    assert b"\r\n" in done.stdout
    assert b"\n" not in done.stdout.replace(b"\r\n", b"")
    assert b"no usable e-mail address" in done.stderr


@pytest.mark.parametrize("there", ["file", "link", "folder", "nowhere"])
def test_update_overwrites_nothing(ask: Ask, tmp_path: Path, there: str) -> None:
    path = tmp_path / "out.txt"
    if there == "file":
        path.write_text("mine")
    elif there == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif there == "folder":
        path.mkdir()
    else:
        path = tmp_path / "nowhere" / "out.txt"
    before = files_in(tmp_path)
    said = ask("update", "--for", "marta", "--out", str(path))
    assert (said.status, said.out) == (1, "")
    assert str(path) in said.err.splitlines()[0]
    assert files_in(tmp_path) == before
    assert not (tmp_path / "elsewhere").exists()


# -- bringing people in ----------------------------------------------------------------------------

SHEET = "Name,E-mail,Department,Born\nBo Lind,bo@example.org,IT,1990\nTom Okafor,,Sales,1980\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(SHEET)
    return path


def names_in(path: Path, clock: Clock) -> set[str]:
    with Book.open(path, clock, write=False) as book:
        return {volunteer.name for volunteer in book.volunteers.values()}


def test_import_brings_people_in(ask: Ask, sample: Path, sheet: Path, clock: Clock) -> None:
    said = ask("import", "people", str(sheet))
    assert said.status == 0
    assert said.lines[-1] == f"Brought in 1 person; the book is {sample}."
    assert "  row 3: Tom Okafor is in the book already (same name and department)" in said.lines
    assert "Bo Lind" in names_in(sample, clock)
    assert ask("import", "people", str(sheet)).lines[-1].startswith("Brought in 0 people")


def test_import_begins_a_book(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    path = tmp_path / "new" / "book.json"
    assert ask("import", "people", str(sheet), book=path).status == 0
    assert names_in(path, clock) == {"Bo Lind", "Tom Okafor"}


@pytest.mark.parametrize("existing", [True, False])
def test_a_dry_run_changes_nothing(ask: Ask, tmp_path: Path, sample: Path, sheet: Path, existing: bool) -> None:
    before = files_in(tmp_path)
    book = sample if existing else tmp_path / "new" / "book.json"
    said = ask("import", "people", str(sheet), "--dry-run", book=book)
    assert said.status == 0
    assert f"Come in: {1 if existing else 2} p" in said.out
    assert said.lines[-1] == "Nothing was changed: this was a dry run."
    assert files_in(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_columns_can_be_told(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    path = tmp_path / "new.json"
    said = ask("import", "people", str(sheet), "--map", "Born=tags", "--map", "E-mail=-", book=path)
    assert said.status == 0
    with Book.open(path, clock, write=False) as book:
        assert {(v.name, v.email, v.tags) for v in book.volunteers.values()} == {
            ("Bo Lind", "", ("1990",)),
            ("Tom Okafor", "", ("1980",)),
        }


def test_a_bad_row_is_named_and_the_others_come_in(ask: Ask, tmp_path: Path, sheet: Path, clock: Clock) -> None:
    sheet.write_text(SHEET + "Ida,not an address,HR,\nUlf,nor this,HR,\n")
    path = tmp_path / "new.json"
    said = ask("import", "people", str(sheet), book=path)
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert f"{sheet}: 2 rows do not fit, the first is row 4 (E-mail: «not an address»" in said.err
    assert "  row 5: E-mail: «nor this» is not an e-mail address" in said.lines
    assert names_in(path, clock) == {"Bo Lind", "Tom Okafor"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("broken.xlsx", b"PK\x03\x04 but no more"),
        ("missing.csv", None),
        (".", None),
    ],
)
def test_what_is_no_sheet_is_refused(ask: Ask, tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = files_in(tmp_path)
    said = ask("import", "people", str(path))
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert str(path) in said.err
    assert files_in(tmp_path) == before


def test_import_waits_for_another_window(ask: Ask, sample: Path, sheet: Path, clock: Clock) -> None:
    before = sample.read_bytes()
    with Book.open(sample, clock):
        said = ask("import", "people", str(sheet))
    assert said.status == 1
    assert "has this book open" in said.err
    assert sample.read_bytes() == before


# -- care of the book ------------------------------------------------------------------------------


def test_check_of_a_sound_book(ask: Ask, sample: Path) -> None:
    said = ask("check")
    assert said.status == 0
    assert said.out == f"{sample} is sound: 23 records in 8 tables.\n"


def test_check_names_what_does_not_fit(ask: Ask, sample: Path) -> None:
    sample.write_text(sample.read_text().replace('"department":"sales"', '"department":"gone"'))
    said = ask("check")
    assert said.status == 1
    assert said.lines[-1] == f"{sample}: 4 things do not fit."
    assert "- volunteers, record person0: Department names gone, which is not in the book" in said.lines


def test_a_rule_that_no_calendar_knows_is_one_line(ask: Ask, sample: Path) -> None:
    sample.write_text(sample.read_text().replace("FREQ=WEEKLY", "FREQ=SECONDLY"))
    for words in (["week"], ["calendar"], ["update", "--for", "marta"]):
        said = ask(*words)
        assert (said.status, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert "rituals, record ama: " in said.err
    assert "rituals, record ama: " in ask("check").out


BAD_BOOKS = {
    "empty": b"",
    "truncated": "half",
    "newer": "newer",
    "other": b'{"name": "package"}\n',
    "text": "Bücher\n".encode("latin-1"),
}


BEGINNING: list[list[str]] = [[], ["import", "people", "people.csv"]]
"""What begins a book where there is none."""
ASKING: list[list[str]] = [["week"], ["people"], ["calendar"], ["check"], ["backup"], ["update", "--for", "marta"]]


@pytest.mark.parametrize(
    ("words", "bad"),
    [
        *((words, bad) for words in (*ASKING, *BEGINNING) for bad in (*BAD_BOOKS, "folder")),
        *((words, "missing") for words in ASKING),
    ],
)
def test_a_bad_book_is_one_line_and_left_alone(
    words: list[str],
    bad: str,
    *,
    ask: Ask,
    sample: Path,
    sheet: Path,
    app: list[Shown],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(sheet.parent)
    path = sample.with_name("bad.json")
    whole = sample.read_bytes()
    content = {"half": whole[: len(whole) // 2], "newer": whole.replace(b'"format":1', b'"format":999')}
    if bad == "folder":
        path.mkdir()
    elif bad != "missing":
        data = BAD_BOOKS[bad]
        path.write_bytes(content[data] if isinstance(data, str) else data)
    before = files_in(sample.parent)
    said = ask(*words, book=path)
    assert (said.status, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert str(path) in said.err
    assert files_in(sample.parent) == before
    assert not app


def test_backup_names_the_copy(ask: Ask, sample: Path) -> None:
    said = ask("backup")
    kept = numbered(sample)[0].path
    assert said.out == f"Kept a copy: {kept}\n"
    assert kept.read_bytes() == sample.read_bytes()
    assert ask("backup").out == f"Nothing has changed since the last copy: {kept}\n"


def changed(path: Path, clock: Clock, name: str) -> bytes:
    """Put somebody more into a book; returns the bytes it had before."""
    before = path.read_bytes()
    with Book.open(path, clock) as book, book.change(f"Add {name}") as change:
        change.put(Volunteer(name=name))
    return before


def test_check_repairs_what_is_safe_after_a_backup(ask: Ask, sample: Path) -> None:
    broken = sample.read_bytes().replace(b'"host":"person2"', b'"host":"nobodyatall"')
    sample.write_bytes(broken)
    assert ask("check").status == 1
    said = ask("check", "--repair")
    assert said.status == 0
    assert "- mended: gatherings, record ama-20261118: Host no longer names nobodyatall" in said.lines
    assert broken in {kept.path.read_bytes() for kept in backups(sample)}
    assert ask("check", "--repair").lines[0] == "- mended: nothing; what is left only you can decide"


@pytest.mark.parametrize(
    "name",
    ["(conflicted copy 2026-11-23).json", ".sync-conflict-20261123-101500-ABC.json", " 2.json", " kept 1.json"],
)
def test_check_names_a_copy_that_a_sync_service_left(ask: Ask, sample: Path, clock: Clock, name: str) -> None:
    copy = sample.with_name(f"{sample.stem}{name}")
    copy.write_bytes(sample.read_bytes())
    Book.open(sample.with_name(f"{sample.stem}-of-others.json"), clock, create=True).close()
    sample.with_name(f"{sample.stem}-notes.json").write_bytes(b"[]")
    said = ask("check")
    assert said.status == 0
    [line] = [line for line in said.lines if line.startswith("Beside it lies")]
    assert line.endswith(f"guildbook merge {shlex.quote(str(copy))}")
    copy.unlink()
    assert "Beside" not in ask("check").out


def test_check_mends_nothing_where_no_backup_could_be_kept(
    ask: Ask, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = sample.read_bytes().replace(b'"host":"person2"', b'"host":"nobodyatall"')
    sample.write_bytes(broken)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.book.opening.make_backup", full)
    said = ask("check", "--repair")
    assert said.status == 1
    assert "No backup could be kept: " in said.err
    assert "Nothing was mended." in said.err
    assert sample.read_bytes() == broken


def test_check_names_every_record_that_keeps_a_book_shut(ask: Ask, sample: Path) -> None:
    broken = sample.read_bytes()
    for was, now in (
        (b'"yes_on":"2026-11-22"', b'"yes_on":"2026-02-30"'),
        (b'"id":"person1","name":', b'"id":"person1","called":'),
        (b'"kind":"onboarding","on":"2026-11-14"', b'"kind":"onboarding","on":18'),
    ):
        assert was in broken, was
        broken = broken.replace(was, now, 1)
    sample.write_bytes(broken)
    for repair in ((), ("--repair",)):
        said = ask("check", *repair)
        assert said.status == 1
        assert len([line for line in said.lines if line.startswith("- ")]) == 3
        assert any(line.endswith(": no day that there is - at yes_on") for line in said.lines)
        assert any("checklists" in line and "Expected date, got int - at on" in line for line in said.lines)
        assert "Nothing was changed" in said.err
    assert sample.read_bytes() == broken
    sample.write_bytes(broken.replace(b'"format":1', b'"format":9'))
    assert ask("check").out == ""  # what a newer one wrote is no damage


def test_restore_brings_back_the_newest_copy_that_differs(ask: Ask, sample: Path, clock: Clock) -> None:
    before = changed(sample, clock, "Zoe")
    after = sample.read_bytes()
    said = ask("restore", "--yes")
    assert said.status == 0
    assert "4 volunteers" in said.lines[0]
    assert sample.read_bytes() == before
    assert after in {kept.path.read_bytes() for kept in backups(sample)}
    assert ask("restore", "--yes").status == 0
    assert sample.read_bytes() == after


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe"])
def test_restore_keeps_a_damaged_file_aside(ask: Ask, sample: Path, clock: Clock, damage: bytes) -> None:
    changed(sample, clock, "Zoe")
    good = sample.read_bytes()
    assert ask("backup").status == 0
    kept = {path.name: path.read_bytes() for path in backup_folder(sample).iterdir()}
    sample.write_bytes(damage)
    assert "restore" in ask("week").err
    said = ask("restore", numbered(sample)[0].path.stem, "--yes")
    assert said.status == 0
    assert sample.read_bytes() == good
    aside = backup_folder(sample) / "2026-11-23T090000-unreadable.json"
    assert str(aside) in said.lines[-1]
    assert aside.read_bytes() == damage
    assert {**kept, aside.name: damage} == {
        path.name: path.read_bytes() for path in backup_folder(sample).iterdir()
    }


def test_restore_of_a_book_that_is_gone(ask: Ask, sample: Path) -> None:
    assert ask("backup").status == 0
    good = sample.read_bytes()
    sample.unlink()
    assert ask("restore", "--yes").status == 0
    assert sample.read_bytes() == good


def test_restore_skips_damaged_copies(ask: Ask, sample: Path, clock: Clock) -> None:
    before = changed(sample, clock, "Zoe")
    damaged = backup_folder(sample) / "00099-2026-12-31T090000.json"
    damaged.write_bytes(b'{"guildbook": {"file": ')
    assert f"- {damaged.name}: Thu 31 Dec 2026 09:00, cannot be read" in ask("restore", "--list").lines
    assert ask("restore", "--yes").status == 0
    assert sample.read_bytes() == before
    said = ask("restore", str(damaged.name), "--yes")
    assert said.status == 1
    assert str(damaged) in said.err


def test_restore_by_name_or_from_any_file(ask: Ask, sample: Path, tmp_path: Path, clock: Clock) -> None:
    before = changed(sample, clock, "Zoe")
    elsewhere = tmp_path / "from the memory stick.json"
    elsewhere.write_bytes(before)
    assert ask("restore", str(elsewhere), "--yes").status == 0
    assert sample.read_bytes() == before
    assert elsewhere.read_bytes() == before
    assert "nothing was changed" in ask("restore", str(elsewhere), "--yes").out
    for nothing in (str(tmp_path), "nowhere.json"):
        said = ask("restore", nothing, "--yes")
        assert said.status == 1
        assert "restore --list" in said.err


@pytest.mark.parametrize(
    ("answer", "restored"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_restore_asks_first(
    ask: Ask, sample: Path, clock: Clock, *, terminal: Callable[[str], None], answer: str, restored: bool
) -> None:
    before = changed(sample, clock, "Zoe")
    after = sample.read_bytes()
    terminal(answer)
    said = ask("restore")
    assert said.status == 0
    assert "[y/N]" in said.out
    assert sample.read_bytes() == (before if restored else after)


def test_restore_without_anybody_to_ask(
    ask: Ask, sample: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(sample, clock, "Zoe")
    before = files_in(sample.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    said = ask("restore")
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "--yes" in said.err
    assert files_in(sample.parent) == before


def test_restore_waits_for_another_window(ask: Ask, sample: Path, clock: Clock) -> None:
    changed(sample, clock, "Zoe")
    with Book.open(sample, clock):
        before = files_in(sample.parent)
        said = ask("restore", "--yes")
        assert (said.status, said.out) == (1, "")
        assert "close it there first" in said.err
        assert files_in(sample.parent) == before


def test_restore_without_backups(ask: Ask, sample: Path, tmp_path: Path) -> None:
    shutil.rmtree(backup_folder(sample))
    said = ask("restore", "--yes")
    assert said.status == 1
    assert "no good backup" in said.err
    assert ask("restore", "--list").out == f"No backups of {sample} yet.\n"
    assert ask("restore", "--yes", book=tmp_path / "no" / "where.json").status == 1


def test_restore_follows_a_link_to_the_book(ask: Ask, sample: Path, tmp_path: Path, clock: Clock) -> None:
    before = changed(sample, clock, "Zoe")
    link = tmp_path / "home" / "book.json"
    link.parent.mkdir()
    link.symlink_to(sample)
    assert ask("restore", "--yes", book=link).status == 0
    assert link.is_symlink()
    assert sample.read_bytes() == before


def test_restore_refuses_a_file_changed_meanwhile(
    ask: Ask, sample: Path, clock: Clock, terminal: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(sample, clock, "Zoe")
    terminal("")

    def agreed(question: str) -> bool:
        sample.write_bytes(sample.read_bytes() + b"\n")
        return True

    monkeypatch.setattr(keeping, "agreed", agreed)
    said = ask("restore")
    assert said.status == 1
    assert "changed by another program" in said.err
    assert sample.read_bytes().endswith(b"\n\n")
    assert json.loads(sample.read_bytes())["volunteers"]


# -- how it ends -----------------------------------------------------------------------------------


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
    assert "4 – 5 Dec 2026" in capsys.readouterr().out
    assert main([*words[:5], "--from", "12-4-26", "--to", "2026-12-05"]) == 0
    assert "4 – 5 Dec 2026" in capsys.readouterr().out


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


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("thank Mark for cake", "Which Mark? (Mark Bell and Mark Bellini) Say it more exactly"),
        ("spent cake", "How much?"),
        ("met Zoe", "Who is «Zoe»?"),
        ("\x1b[2J led it", "Nothing was saved."),
    ],
)
def test_a_line_that_leaves_something_open_saves_nothing(ask: Ask, sample: Path, line: str, words: str) -> None:
    before = sample.read_bytes()
    said = ask("add", line, book=sample)
    assert said.status == 1
    assert words in said.err
    assert "\x1b" not in said.err
    assert sample.read_bytes() == before
    said = ask("add", "--dry-run", "buy pens fri", book=sample)
    assert (said.status, said.out.splitlines()[-1]) == (0, "Nothing was saved.")
    assert sample.read_bytes() == before


def test_a_book_begun_by_an_import_has_the_habits_of_the_locale(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    sheet, path = tmp_path / "people.csv", tmp_path / "new.json"
    sheet.write_text("Name,Department\nAnn,Ops\n")
    assert ask("import", "people", str(sheet), book=path).status == 0
    with Book.open(path, Clock(date(2026, 11, 23)), write=False) as book:
        assert (book.community.currency, book.community.day_first, len(book.steps)) == ("USD", False, 1)
