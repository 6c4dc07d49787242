"""Library: by kind, searched, opened, copied, handed over; what points to no file and what no one keeps stand out."""

from __future__ import annotations

import nturl2path
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot

from screens.common import link_opener as opening
from screens.library.library import KINDS, MANY
from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.library.resources import link_kind
from store.model.library import Resource
from tests.support.harness import (
    HOSTILE,
    NARROW,
    TODAY,
    circle_records,
    here,
    press,
    running,
    text_of,
    toasts,
    undoable,
)
from tests.support.making import fill


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Book]:
    """The circle with five things, one of which is a file beside the book."""
    (tmp_path / "slides.pptx").write_text("x")
    things = [
        Resource(id="a", title=f"Guide by {HOSTILE}", link="slides.pptx", owner="ann", tags=("excel", "[beta]")),
        Resource(id="b", title="Gone", link="missing/gone.mp4", kind="recording", owner="bo", gathering="kick_off"),
        Resource(id="c", title="Net", link="https://example.com/[x]", kind="process", owner=ORGANISER),
        Resource(id="d", title="Paper", link="shelf in room 2", kind="message"),
        Resource(id="e", title="Unlinked", kind="role_description", owner="bo"),
    ]
    Book.write_new(tmp_path / "book.json", [*circle_records(), *things], book_id="shelf")
    with Book.open(tmp_path / "book.json", Clock(TODAY)) as book:
        yield book


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been handed to the system."""
    targets: list[str] = []
    monkeypatch.setattr(opening, "start", lambda target, **_: targets.append(target))
    return targets


unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def on(pilot: Pilot[None], key: str) -> None:
    pilot.app.screen.query_one(Listing).highlight(key)


def test_every_kind_has_a_heading() -> None:
    assert {*KINDS} == {*MANY}


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_what_is_lost_and_what_nobody_keeps_stand_out(shelf: Book, size: tuple[int, int]) -> None:
    async with running(shelf, size) as pilot:
        await press(pilot, "8")
        lines = text_of(pilot).splitlines()
        assert [line for line in lines if "!  Gone" in line and "file missing" in line]
        assert [line for line in lines if "!  Paper" in line and "no owner" in line]
        assert [line for line in lines if "   Net" in line and "you" in line and "web link" in line]
        assert f"Guide by {HOSTILE}" in text_of(pilot)
        assert "1 without an owner · 1 file missing" in text_of(pilot)
        assert [line for line in text_of(pilot).splitlines() if "Role descriptions · 1" in line]


async def test_a_file_that_comes_back_is_seen_again(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        (shelf.path.parent / "missing").mkdir()
        (shelf.path.parent / "missing" / "gone.mp4").write_text("x")
        await press(pilot, "1", "8")
        assert "file missing" not in text_of(pilot)


@pytest.mark.parametrize("typed", ["beta", "slides", "gone", "kick-off", "example.com", "a file"])
async def test_search_looks_through_title_link_tags_and_gathering(shelf: Book, typed: str) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8", "/", f"={typed}", "enter")
        assert len(pilot.app.screen.query_one(Listing).keys) == 1


async def test_enter_opens_what_can_be_opened(shelf: Book, opened: list[str]) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        for key, word in (
            ("a", "Opened slides.pptx."),
            ("c", "Opened https://example.com/[x]."),
            ("b", "File missing"),
            ("d", "neither a web link nor a file"),
            ("e", "No link yet"),
        ):
            on(pilot, key)
            await press(pilot, "enter")
            assert word in toasts(pilot)[-1]
        assert opened == [str(shelf.path.parent / "slides.pptx"), "https://example.com/[x]"]


async def test_the_link_is_copied(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        on(pilot, "c")
        await press(pilot, "y")
        assert (shelf.path.with_name("book.json.copies") / "link-c.txt").read_text() == "https://example.com/[x]"
        assert pilot.app.clipboard == "https://example.com/[x]"
        on(pilot, "e")
        await press(pilot, "y")
        assert toasts(pilot)[-1] == "No link yet. Press e to add one."


async def test_added_edited_handed_over_and_deleted(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "8")
        async with undoable(pilot, shelf):
            await press(pilot, "a", f"=Notes of {HOSTILE}", "tab", "tab", "=~/nowhere/at all.md", "ctrl+s")
        added = next(r for r in shelf.resources.values() if r.title.startswith("Notes"))
        assert (added.owner, added.on) == (ORGANISER, TODAY)
        assert "2 files missing" in text_of(pilot)
        on(pilot, "d")
        async with undoable(pilot, shelf):
            await press(pilot, "w", "=[/x]", "enter")
        assert shelf.resources["d"].owner == "ann"
        assert "without an owner" not in text_of(pilot)
        async with undoable(pilot, shelf):
            await press(pilot, "e", "= [2]", "ctrl+s")
        assert shelf.resources["d"].title == "Paper [2]"
        async with undoable(pilot, shelf):
            await press(pilot, "d")


@pytest.mark.parametrize("key", ["enter", "e", "y", "w", "d"])
async def test_an_empty_library_names_the_key_that_fills_it(empty: Book, key: str) -> None:
    async with running(empty, NARROW) as pilot:
        await press(pilot, "escape", "8", key)
        if key != "enter":
            assert toasts(pilot)[-1] == "No resources yet. Press a to add the first."
        assert "Press a to add the first" in text_of(pilot)


async def test_week_leads_to_what_nobody_keeps(empty: Book) -> None:
    fill(empty, *(Resource(id=key, title=key, owner=ORGANISER) for key in "ace"), Resource(id="d", title=HOSTILE))
    async with running(empty) as pilot:
        assert "no owner" in text_of(pilot)
        await press(pilot, "down", "enter")  # below the first step
        assert here(pilot) == "LibraryScreen"
        assert pilot.app.screen.query_one(Listing).key == "d"


async def test_the_palette_leads_to_a_thing(shelf: Book) -> None:
    async with running(shelf) as pilot:
        await press(pilot, "ctrl+p", "=guide by", "enter")
        assert here(pilot) == "LibraryScreen"
        assert pilot.app.screen.query_one(Listing).key == "a"


# -- links and the disk --------------------------------------------------------------------------------


def test_only_files_can_be_lost(tmp_path: Path) -> None:
    (tmp_path / "here.md").write_text("x")
    links = {
        "here": "here.md",
        "whole": str(tmp_path / "here.md"),
        "url": (tmp_path / "here.md").as_uri(),
        "gone": "gone.md",
        "no one": "~nobody-by-this-name/x",
        "long": "/" + "x" * 5000,
        "null": "/a\0b",
        "net": "https://example.com/gone.md",
        "share": r"\\server\share\x.pdf",
        "words": "shelf in room 2",
        "nothing": "",
    }
    assert opening.lost(links, tmp_path) == {"gone", "no one", "long", "null"}


def test_only_this_computer_is_asked_where_a_link_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(opening, "path_of", lambda link, folder: asked.append(link) or folder)
    assert opening.lost({link: link for link in [*ELSEWHERE, "x.pdf"]}, tmp_path) == set()
    assert asked == ["x.pdf"]


ELSEWHERE = [
    r"\\server\share\x.pdf",
    "//server/share/x.pdf",
    r"\/server\share\x.pdf",
    r"  \\server\share ",
    r"\\?\UNC\server\share\x.pdf",
    r"\\.\UNC\server\share\x.pdf",
    "file://server/share/x.pdf",
    "FILE://server/share/x.pdf",
    "file:////server/share/x.pdf",
    "file://///server/share/x.pdf",
    "file://localhost//server/share/x.pdf",
    "file:///%5C%5Cserver/share/x.pdf",
    "file:///%5cserver/share/x.pdf",
    "file:///%2Fserver/share/x.pdf",
    r"file:///\server\share\x.pdf",
    r"file://\\server\share\x.pdf",
    "file://localhost.evil/share/x.pdf",
    "file:///\t/server/share/x.pdf",
]
HERE = [
    "x.pdf",
    "~/x.pdf",
    "/x.pdf",
    r"\x.pdf",
    r"C:\x\y.pdf",
    "C:/x.pdf",
    r"C:\\server\x.pdf",
    "file:///C:/x.pdf",
    "file:///x%20y.pdf",
    "FILE://localhost/x.pdf",
    "file:///C:/%5C%5Cserver/x.pdf",
    "smb://server/x.pdf",
    "x://server/share/x.pdf",
    r"..\\server\x.pdf",
]


@pytest.mark.parametrize("link", ELSEWHERE)
def test_a_file_on_another_computer_is_told_from_one_here(link: str, tmp_path: Path) -> None:
    assert link_kind(link) == "share"
    with pytest.raises(GuildbookError, match="another computer"):
        opening.open_link(link, tmp_path)


def test_a_file_address_names_this_computer_or_another(tmp_path: Path) -> None:
    if sys.platform == "win32":
        assert opening.path_of("file://server/share/a%20b.pdf", tmp_path) == Path("//server/share/a b.pdf")
    assert opening.path_of("file://LOCALHOST/a%20b.pdf", tmp_path) == tmp_path / "/a b.pdf"


@pytest.mark.parametrize("size", [(120, 36), NARROW])
async def test_a_file_on_another_computer_is_not_called_missing(shelf: Book, size: tuple[int, int]) -> None:
    fill(shelf, Resource(id="f", title="Share", link=r"\\server\share\x.pdf", owner="bo"))
    async with running(shelf, size) as pilot:
        await press(pilot, "8")
        assert [line for line in text_of(pilot).splitlines() if "   Share" in line and "not checked" in line]
        assert "1 file missing" in text_of(pilot)
        on(pilot, "f")
        await press(pilot, "enter")
        assert "on another computer" in toasts(pilot)[-1]


@pytest.mark.parametrize("link", HERE)
def test_what_is_taken_for_a_file_here_leads_to_no_other_computer_on_windows(link: str) -> None:
    assert link_kind(link) == "file"
    if link.casefold().startswith("file://"):
        link = nturl2path.url2pathname(urlsplit(link).path)
    assert re.fullmatch("[a-zA-Z]:", (PureWindowsPath(r"C:\book") / link).drive)


@unix
def test_a_symbolic_link_is_not_followed_to_draw_a_list(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").symlink_to(tmp_path / "gone" / "y.pdf")
    assert opening.lost({"x": "x.pdf"}, tmp_path) == set()
    with pytest.raises(GuildbookError, match="File missing"):
        opening.open_link("x.pdf", tmp_path)


@unix
@pytest.mark.parametrize(
    "name",
    [
        *(
            "setup.EXE",
            "run.command",
            "run.terminal",
            "x.pif",
            "x.msc",
            "x.py",
            "x.desktop",
            "x.url",
            "x.webloc",
            "x.lnk",
            "x.docm",
        ),
        *(
            "x.exe.",
            "x.exe ",
            "x.pdf.exe",
            "x.pdf:evil.exe",
            "x.pdf.",
            "x.pdf .",
            ".pdf",
            "program",
            "x.exe::$DATA",
            "x.pdf\u200b",
        ),
    ],
)
def test_what_could_run_is_not_opened(tmp_path: Path, opened: list[str], name: str) -> None:
    (tmp_path / name).write_text("x")
    for link in (str(tmp_path / name), (tmp_path / name).as_uri()):
        with pytest.raises(GuildbookError, match=r"could be a program|File missing"):
            opening.open_link(link, tmp_path)
    with pytest.raises(GuildbookError, match="could be a program"):
        opening.open_link((tmp_path / name).as_uri(), tmp_path)
    assert not opened


@unix
@pytest.mark.parametrize(
    "name", ["x.pdf", "X.PPTX", "12:30 notes.md", "a.exe.pdf", "[x] Ann [Ops].mp4", "x%2e.png"]
)
def test_what_is_shown_is_opened(tmp_path: Path, opened: list[str], name: str) -> None:
    (tmp_path / name).write_text("x")
    opening.open_link(str(tmp_path / name), tmp_path)
    opening.open_link((tmp_path / name).as_uri(), tmp_path)
    assert opened == [str(tmp_path / name)] * 2


@unix
@pytest.mark.parametrize(
    ("name", "is_opened"),
    [
        *[("slides", True), ("2.1 slides", True), ("Dr. Smith", True), ("talk.key", True)],
        *[
            ("Evil.app", False),
            ("EVIL.APP", False),
            ("x.workflow", False),
            ("x.{20D04FE0-3AEA-1069-A2D8-08002B30309D}", False),
        ],
    ],
)
def test_a_folder_is_opened_unless_it_could_run(
    tmp_path: Path, opened: list[str], name: str, is_opened: bool
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / name)
    for link in (tmp_path / name, tmp_path / "link"):
        if is_opened:
            opening.open_link(str(link), tmp_path)
        else:
            with pytest.raises(GuildbookError, match="could be a program"):
                opening.open_link(str(link), tmp_path)
    assert len(opened) == 2 * is_opened


@unix
def test_a_symbolic_link_counts_as_what_it_leads_to(tmp_path: Path, opened: list[str]) -> None:
    (tmp_path / "evil.sh").write_text("x")
    (tmp_path / "x.pdf").symlink_to(tmp_path / "evil.sh")
    with pytest.raises(GuildbookError, match="could be a program"):
        opening.open_link("./x.pdf", tmp_path)
    assert not opened


@unix
def test_a_stream_within_a_file_is_not_opened_on_windows(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening.sys, "platform", "win32")
    (tmp_path / "evil.exe:x.pdf").write_text("x")
    with pytest.raises(GuildbookError, match="could be a program"):
        opening.open_link("./evil.exe:x.pdf", tmp_path)
    assert not opened


@unix
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, opened: list[str]) -> None:
    os.mkfifo(tmp_path / "x.pdf")
    with pytest.raises(GuildbookError, match="could be a program"):
        opening.open_link("./x.pdf", tmp_path)
    assert not opened


@pytest.mark.parametrize(
    "link", ["/" + "x" * 5000, "/a\0b.pdf", "file://localhost[/x.pdf", "file:///%00.pdf", "~nobody-by-this-name/x"]
)
def test_what_is_no_path_is_told(tmp_path: Path, opened: list[str], link: str) -> None:
    with pytest.raises(GuildbookError):
        opening.open_link(link, tmp_path)
    assert not opened


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("www.example.com", "https://www.example.com"),
        ("https://example.com/[x]?a=1&b=ü#c", "https://example.com/[x]?a=1&b=ü#c"),
        ('https://example.com/a b" -evil \\', "https://example.com/a%20b%22%20-evil%20%5C"),
        ("mailto:ann@example.com?subject=Join us", "mailto:ann@example.com?subject=Join%20us"),
    ],
)
def test_an_address_is_handed_on_as_one_word(tmp_path: Path, opened: list[str], link: str, target: str) -> None:
    assert opening.open_link(link, tmp_path) == f"Opened {link}."
    assert opened == [target]


@pytest.mark.parametrize("link", ["mailto:x@example.com?attach=/etc/passwd", "MAILTO:x@example.com?%61ttachment=x"])
def test_an_email_address_attaches_no_file(tmp_path: Path, opened: list[str], link: str) -> None:
    with pytest.raises(GuildbookError, match="attach"):
        opening.open_link(link, tmp_path)
    assert not opened


def test_without_a_desktop_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(GuildbookError, match="Press y to copy the link"):
        opening.start("https://example.com")


def test_the_system_gets_the_target_and_nothing_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tuple[list[str], dict[str, object]]] = []
    monkeypatch.setattr(opening.sys, "platform", "darwin")
    monkeypatch.setattr(opening.subprocess, "Popen", lambda args, **how: begun.append((args, how)))
    opening.start("https://example.com")
    args, how = begun[0]
    assert args == ["open", "https://example.com"]
    opening.start("/x/notes", is_folder=True)
    assert begun[1][0] == ["open", "-R", "/x/notes"]
    assert {how[stream] for stream in ("stdin", "stdout", "stderr")} == {opening.subprocess.DEVNULL}
