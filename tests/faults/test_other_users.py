"""Other users of the machine: they can read nothing, guess no name, steer no write, and no id is ever used again."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from screens.calendar.export_actions import save_calendar
from screens.common import clipboard
from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.exchange.template_files import keep_template
from store.integrity.erasure import erase
from store.model.agreement import Article
from store.model.people import Volunteer
from store.persistence.atomic_files import put_beside, write_new
from store.persistence.backups import make_backup
from store.persistence.book_paths import (
    backup_folder,
    copies_folder,
    drafts_folder,
    latest_backup,
    templates_folder,
)
from store.persistence.unsaved_drafts import Keeper
from store.updates.templates import built_in
from tests.conftest import LONG
from tests.support.app_internals import keep_copy
from tests.support.making import TODAY
from tui import main as cli
from tui.shell.launcher import DemoSize, made_up

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="access is granted in another way there")

NOW = datetime(2026, 11, 23, 9)


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Accounts that let others read by themselves, and the usual ones."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def too_open(folder: Path) -> dict[str, str]:
    """Whatever others may look at within a folder, with its rights."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 and not path.is_symlink():
            found[str(path.relative_to(folder))] = oct(mode)
    return found


def everything_written(folder: Path) -> None:
    """Have the program write every file it knows of, into a folder that is not there yet."""
    path = folder / "deep" / "down" / "book.json"
    with Book.open(path, Clock(TODAY), create=True) as book:
        with book.change("Add") as change:
            for number in range(3):
                change.put(Volunteer(id=f"v{number}", name=f"Ann {number}"))
            change.put(Article(topic="purpose", text="Why we are here", on=TODAY))
        make_backup(path, NOW)
        with book.change("Add") as change:
            change.put(Volunteer(name="Bob"))
        make_backup(path, NOW)
        keep_copy("text", copies_folder(path), "copy")
        Keeper(path, ("s",), "whole").keep("text", NOW)
        keep_template(path, "quick_overview", built_in("quick_overview") + "\nMore\n")
        book.storage.save_beside(path.with_name("book kept 2026-11-23 090000.json"))
        save_calendar(book, str(folder / "saved.ics"))
        clipboard.save_as(str(folder / "saved.txt"), {".txt": lambda: b"text"})
        erase(book, book.volunteers["v0"])
        with book.change("Add") as change:
            change.put(Volunteer(name="Eve"))
        Keeper(path, ("s",), "whole").keep("text", NOW)
        for words in (["backup"], ["person", "Ann 1", "--export", str(folder / "ann.json")],
                      ["export", "people", "--csv", str(folder / "p.csv")], ["demo", "--write", str(folder / "d.json")],
                      ["export", "calendar", "--ics", str(folder / "c.ics")],
                      ["charter", "--out", str(folder / "charter.txt")], ["pitch", "--out", str(folder / "pitch.txt")]):  # fmt: skip
            assert cli.main(["--book", str(path), *words]) == 0, words
    assert cli.main(["--book", str(path), "restore", "--yes"]) == 0


@pytest.mark.usefixtures("umask")
def test_every_file_and_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    everything_written(tmp_path / "data")
    names = {path.name for path in (tmp_path / "data").rglob("*")}
    for name in ("book.json", ".book.json.lock", "copy.txt", "s-whole.json", "quick-overview.txt", "saved.ics",
                 "book kept 2026-11-23 090000.json", "ann.json", "p.csv", "d.json", "charter.txt"):  # fmt: skip
        assert name in names
    assert any(name.endswith("-before.json") for name in names)
    assert too_open(tmp_path / "data") == {}


@pytest.mark.usefixtures("umask")
def test_the_holder_of_the_lock_is_told_to_the_owner_only(tmp_path: Path) -> None:
    with Book.open(tmp_path / "data" / "book.json", Clock(TODAY), create=True):
        assert {path.name for path in (tmp_path / "data").iterdir()} >= {".book.json.holder", ".book.json.lock"}
        assert too_open(tmp_path / "data") == {}


def test_a_book_that_others_could_read_is_theirs_no_more_once_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    Book.write_new(path, [Volunteer(name="Ann")], book_id="b")
    path.chmod(0o664)
    with Book.open(path, Clock(TODAY)) as book, book.change("Add") as change:
        change.put(Volunteer(name="Bob"))
    for kept in (path, latest_backup(path), *backup_folder(path).iterdir()):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_sample_lies_where_nobody_else_can_look_and_cannot_be_guessed(tmp_path: Path) -> None:
    folders = set()
    for _ in range(2):
        with made_up(Clock(TODAY), DemoSize(2, 1, 1)) as book:
            book.claim()
            assert book.path.exists()
            assert too_open(book.path.parent) == {}
            folders.add(book.path.parent)
        assert not book.path.parent.exists()
    assert len(folders) == 2
    assert {folder.parent for folder in folders} == {Path(tempfile.gettempdir())}


def opened_names(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every file that is made from now on, with the flags it was made with."""
    made: list[tuple[str, int]] = []
    real = os.open

    def watched(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_CREAT:
            made.append((Path(path).name, flags))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", watched)
    return made


def test_files_are_made_anew_and_follow_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened_names(monkeypatch)
    everything_written(tmp_path / "data")
    assert len(made) > 20
    follows = {name for name, flags in made if not flags & os.O_NOFOLLOW}
    shared = {name for name, flags in made if not flags & os.O_EXCL}
    assert follows <= {".book.json.holder", ".demo.json.holder"}  # made with O_EXCL, which follows no link either
    assert shared <= {".book.json.lock", ".demo.json.lock"}  # the one file that two programs hold at once


def linked(tmp_path: Path, act: Callable[[Path], object], at: Callable[[Path], Path]) -> bytes:
    """What is in a file of someone else after the program wrote where a link to that file lay."""
    victim, path = tmp_path / "victim", tmp_path / "data" / "book.json"
    path.parent.mkdir(exist_ok=True)
    victim.write_bytes(b"untouched")
    with Book.open(path, Clock(TODAY), create=True) as book, book.change("Add") as change:
        change.put(Volunteer(name="Ann"))
    link = at(path)
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(victim)
    try:
        act(path)
    except GuildbookError:
        assert link.is_symlink()
    return victim.read_bytes()


def reopened(path: Path) -> None:
    with Book.open(path, Clock(TODAY)) as book, book.change("Add") as change:
        change.put(Volunteer(name="Bob"))


TARGETS: dict[str, tuple[Callable[[Path], object], Callable[[Path], Path]]] = {
    "lock": (reopened, lambda path: path.with_name(".book.json.lock")),
    "holder": (reopened, lambda path: path.with_name(".book.json.holder")),
    "latest": (reopened, latest_backup),
    "backup": (
        lambda path: make_backup(path, NOW),
        lambda path: backup_folder(path) / f"{NOW:%Y-%m-%dT%H%M%S}.json",
    ),
    "copy": (
        lambda path: keep_copy("text", copies_folder(path), "x"),
        lambda path: copies_folder(path) / "x.txt",
    ),
    "draft": (
        lambda path: Keeper(path, ("s",), "whole").keep("text", NOW),
        lambda path: drafts_folder(path) / "s-whole.json",
    ),
    "draft on its way": (
        lambda path: Keeper(path, ("s",), "whole").keep("text", NOW),
        lambda path: drafts_folder(path) / ".s-whole.json.tmp",
    ),
    "template on its way": (
        lambda path: put_beside(templates_folder(path) / "report.txt", b"text"),
        lambda path: templates_folder(path) / ".report.txt.tmp",
    ),
    "export": (
        lambda path: write_new(path.with_name("out.csv"), b"text"),
        lambda path: path.with_name("out.csv"),
    ),
    "saved": (
        lambda path: clipboard.save_as(str(path.with_name("out.txt")), {".txt": lambda: b"text"}),
        lambda path: path.with_name("out.txt"),
    ),
    "kept beside": (
        lambda path: Book.open(path, write=False).storage.save_beside(path.with_name("kept.json")),
        lambda path: path.with_name("kept.json"),
    ),
}


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_where_the_program_writes_leads_nowhere(tmp_path: Path, target: str) -> None:
    assert linked(tmp_path, *TARGETS[target]) == b"untouched"


def test_a_hard_link_where_a_draft_is_on_its_way_is_not_written_through(tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "book.json.drafts"
    victim.write_bytes(b"untouched")
    folder.mkdir()
    os.link(victim, folder / ".s-whole.json.tmp")
    Keeper(tmp_path / "book.json", ("s",), "whole").keep("text", NOW)
    assert victim.read_bytes() == b"untouched"
    assert b"text" in (folder / "s-whole.json").read_bytes()


def test_no_id_is_ever_used_again(tmp_path: Path) -> None:
    path, seen = tmp_path / "book.json", set()
    Book.open(path, create=True).close()
    for _ in range(200 if LONG else 20):
        with Book.open(path) as book:
            with book.change("Add") as change:
                added = [change.put(Volunteer(name="Ann")) for _ in range(3)]
            assert seen.isdisjoint(who.id for who in added)
            seen |= {who.id for who in added}
            with book.change("Delete") as change:
                change.remove(max(book.volunteers.values(), key=lambda who: who.id))
    assert len(seen) == 3 * (200 if LONG else 20)
    assert all(len(key) == 10 for key in seen)
