"""``guildbook check``, ``backup`` and ``restore``: what they change, and what they leave alone."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.core.shell_words import shell_word
from store.model.people import Volunteer
from store.persistence.backups import backups, numbered
from store.persistence.book_paths import backup_folder
from tests.tui.cli.asking import Ask, Opened, files_in
from tui.cli.commands import maintenance as keeping


def test_check_of_a_sound_book(ask: Ask, sample: Path) -> None:
    said = ask("check")
    assert said.status == 0
    assert said.has_line(str(sample), "23 records", "8 tables")


def test_check_hints_at_people_who_are_perhaps_one(ask: Ask, sample: Path, clock: Clock) -> None:
    changed(sample, clock, "Tom Okaforr")
    said = ask("check")
    assert said.status == 0
    assert said.has_line("Tom Okafor", "Tom Okaforr", "same person")


def test_check_names_what_does_not_fit(ask: Ask, sample: Path) -> None:
    sample.write_text(sample.read_text().replace('"department":"sales"', '"department":"gone"'))
    said = ask("check")
    assert said.status == 1
    assert said.has_line(str(sample), "4")
    assert said.has_line("volunteers", "person0", "Department", "gone")


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
    app: list[Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(sheet.parent)
    path = sample.with_name("bad.json")
    whole = sample.read_bytes()
    content = {"half": whole[: len(whole) // 2], "newer": whole.replace(b'"format":3', b'"format":999')}
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
    assert said.has_line(str(kept))
    assert kept.read_bytes() == sample.read_bytes()
    assert ask("backup").has_line(str(kept))
    assert [copy.path for copy in numbered(sample)] == [kept]


def changed(path: Path, clock: Clock, name: str) -> bytes:
    """Put someone more into a book; returns the bytes it had before."""
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
    assert said.has_line("gatherings", "ama-20261118", "Host", "nobodyatall")
    mended = sample.read_bytes()
    assert broken in {kept.path.read_bytes() for kept in backups(sample)}
    assert ask("check", "--repair").status == 0
    assert sample.read_bytes() == mended


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
    [line] = [line for line in said.lines if "guildbook merge" in line]
    assert line.endswith(f"guildbook merge {shell_word(str(copy))}")
    copy.unlink()
    assert "guildbook merge" not in ask("check").out


def test_check_mends_nothing_where_no_backup_could_be_kept(
    ask: Ask, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = sample.read_bytes().replace(b'"host":"person2"', b'"host":"nobodyatall"')
    sample.write_bytes(broken)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.book.claiming.make_backup", full)
    said = ask("check", "--repair")
    assert said.status == 1
    assert "No space left on device" in said.err
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
        assert said.has_line("person3", "yes_on")
        assert said.has_line("person1")
        assert said.has_line("checklists", " on")
    assert sample.read_bytes() == broken
    sample.write_bytes(broken.replace(b'"format":3', b'"format":9'))
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


def test_restore_from_a_file_as_it_is_pasted(ask: Ask, sample: Path) -> None:
    copy = sample.with_name("other copy.json")
    copy.write_bytes(sample.read_bytes())
    assert ask("restore", f"'{copy}'", "--yes").status == 0
    assert ask("restore", "~no one of that name/x", "--yes").status == 1


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
    assert "Nothing was changed" in ask("restore", str(elsewhere), "--yes").out
    for nothing in (str(tmp_path), "nowhere.json"):
        said = ask("restore", nothing, "--yes")
        assert said.status == 1
        assert "restore --list" in said.err


@pytest.mark.parametrize("damaged", [False, True])
def test_restore_from_elsewhere_brings_nobody_back_who_was_erased(
    ask: Ask, sample: Path, tmp_path: Path, clock: Clock, *, damaged: bool
) -> None:
    """The file of before has the person, in records and in what could be undone; the present one remembers the erasing."""
    changed(sample, clock, "Zoe Maria Quist")
    with Book.open(sample, clock) as book, book.change("Note") as change:
        zoe = next(v for v in book.volunteers.values() if v.name == "Zoe Maria Quist")
        change.put(replace(zoe, notes="Quist, from the north"))
    elsewhere = tmp_path / "from the memory stick.json"
    elsewhere.write_bytes(sample.read_bytes())
    assert ask("person", zoe.id, "--erase", "--yes").status == 0
    if damaged:
        sample.write_bytes(b"{")
    said = ask("restore", str(elsewhere), "--yes")
    assert said.status == 0
    assert said.has_line("Zoe Maria Quist was erased on", "stay erased")
    assert b"Quist" not in sample.read_bytes()
    with Book.open(sample, clock, write=False) as book:
        assert zoe.id in book.erased
        assert "person0" in book.volunteers
    assert b"Quist" in elsewhere.read_bytes()  # not a file of ours


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
        assert said.err.count("\n") == 1
        assert files_in(sample.parent) == before


def test_restore_without_backups(ask: Ask, sample: Path, tmp_path: Path) -> None:
    shutil.rmtree(backup_folder(sample))
    said = ask("restore", "--yes")
    assert said.status == 1
    assert said.err.count("\n") == 1
    assert ask("restore", "--list").has_line(str(sample))
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

    def confirmed(question: str) -> bool:
        sample.write_bytes(sample.read_bytes() + b"\n")
        return True

    monkeypatch.setattr(keeping, "confirmed", confirmed)
    said = ask("restore")
    assert said.status == 1
    assert "Another program has changed" in said.err
    assert sample.read_bytes().endswith(b"\n\n")
    assert json.loads(sample.read_bytes())["volunteers"]
