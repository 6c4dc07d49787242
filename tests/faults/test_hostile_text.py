"""No text in a book steers a terminal: the bytes that reach it are looked at, on every screen and on the command line."""

from __future__ import annotations

import base64
import io
import os
import re
import select
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.book.book import Book
from store.core.text import clean
from store.model.people import Volunteer
from tests.conftest import LONG
from tests.screens import test_hostile
from tests.support.harness import PLACES
from tests.support.making import TODAY
from tui import main as cli

pytest.importorskip("pty")
from tests.support.terminals.terminal import Terminal

WORSE = (
    "\x1b]52;c;RVZJTA==\x07",
    "\x1b]2;EVIL TITLE\x07\x1b]0;EVIL\x1b\\",
    "\x1b[31;45;99mEVIL\x1b[6n\x1b[c",
    "\x9b5i\x9d52;c;RVZJTA==\x9c",
    "\x1bP+q544e\x1b\\\x1b_Gf=100;EVIL\x1b\\\x1b^EVIL\x1b\\",
    "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\u202eexe.gnp\u202c\u2066a\u2069\u200e\u200f\u061c",
    "\r\x08\x08\x7f\x0c\x0b\x0e\x0f\x05",
    "\u200b\u2060\ufeff\u00ad zero width",
    "4,000 " * 666,
    "👩\u200d👩\u200d👧\u200d👦🏳\ufe0f\u200d🌈 " + "e" + "\u0301" * 40,
    "[@click=app.quit]hi[/]",
)
_CSI = re.compile(r"\x1b\[([<>=?]?)([0-9;:]*)([ $]?)([@-~])")
_OWN = re.compile(r"\x1b(?:[78=>c]|\(B)")
_OSC = re.compile(r"\x1b\]([0-9]+);([^\x07\x1b]*)(?:\x07|\x1b\\)")
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which every text of every table is hostile, as another program could have written it."""
    path = tmp_path_factory.mktemp("hostile") / "[red] b\x1b]2;EVIL\x07\u202e.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_hostile, "TEXTS", WORSE)
        patch.setattr("store.book.transaction.tidied", lambda record, _: record)
        Book.write_new(path, test_hostile.hostile_records(), book_id="hostile")
    raw = path.read_bytes()
    assert all(sign in raw for sign in (b"\\u001b]52", "\u202e".encode(), "\x9b".encode(), b"\x7f"))
    return path


def looked_through(raw: bytes) -> tuple[list[str], list[str]]:
    """What reached a terminal that no program of ours sends, and what was put into its title.

    Raises:
        AssertionError: the bytes are not UTF-8.
    """
    text = raw.decode("utf-8")
    strange, titles = [], []
    for number, words in _OSC.findall(text):
        if number == "2":
            titles.append(words)
        elif not (number == "52" or (number == "22" and words in ("default", "pointer", "text"))):
            strange.append(f"OSC {number}")
    rest = _OSC.sub("", text)
    for private, numbers, between, final in _CSI.findall(rest):
        if final not in "mHhlJKnptu" or (final == "m" and numbers == "31;45;99") or (final == "n" and not private):
            strange.append(f"CSI {private}{numbers}{between}{final}")
    rest = _OWN.sub("", _CSI.sub("", rest))
    return strange + [repr(found) for found in _STEERS.findall(rest.replace("\r\n", "\n"))], titles


def copied(raw: bytes) -> list[str]:
    """What the terminal was asked to put on the clipboard."""
    return [base64.b64decode(found).decode("utf-8") for found in re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", raw)]


def test_what_is_looked_for_is_found() -> None:
    assert looked_through(b"\x1b[1;38;2;1;2;3mAnn\x1b[0m\x1b[2;3H\x1b[?25l")[0] == []
    for text in WORSE[:8]:
        strange, titles = looked_through(text.encode())
        assert strange or titles or copied(text.encode()), text


def test_no_byte_of_a_text_steers_the_terminal_on_any_screen_or_dialog(hostile: Path) -> None:
    places = PLACES if LONG else ()
    with Terminal(
        str(hostile),
        *places,
        home=hostile.parent,
        size=(120, 36) if LONG else (80, 24),
        module="tests.support.walks.walker",
    ) as screen:
        screen.stream = SimpleNamespace(feed=lambda _: None)  # only the bytes are wanted
        status = screen.wait_end(patience=1800 if LONG else 180)
        strange, titles = looked_through(screen.raw)
        assert status == 0, screen.raw[-400:]
    assert set(strange) == set()
    assert len(screen.raw) > 100_000
    assert titles
    assert all(title.isprintable() or "\u200d" in title for title in titles)
    assert {clean(title) for title in titles} == {*titles}
    assert all(title.endswith(" – Guildbook") for title in titles)
    texts = copied(screen.raw)
    assert texts
    assert "EVIL" not in texts  # which only a text of the book asks for
    assert {clean(text) for text in texts} == {*texts}


def test_bytes_that_are_no_text_and_pastes_of_any_size_leave_the_screen_alive(tmp_path: Path) -> None:
    Book.write_new(tmp_path / "b.json", [Volunteer(name="Bo")], book_id="b")
    with Terminal("--book", "b.json", "--today", str(TODAY), home=tmp_path) as screen:
        screen.wait_for("To do")
        screen.do(["2", "a"], "Add person")
        send(screen, b"\x1b[200~" + b"x" * (1_000_000 if LONG else 50_000) + b"\x1b[201~")
        screen.wait_for("longer than 500 characters")
        send(screen, b"\x1b[200~Ann \xff\xfe \xed\xa0\xbd \xe2\x80\xaeB\x1b[201~\xff")
        screen.wait_for("Ann .*B")
        screen.do(["ctrl+s"], "Added Ann")
        screen.do(["5"], "No costs yet")
        screen.press("q")
        assert screen.wait_end() == 0
        strange, _ = looked_through(screen.raw)
    assert strange == []
    assert copied(screen.raw) == []


def send(screen: Terminal, data: bytes) -> None:
    """Type bytes, however many, while what the program answers is read."""
    while data:
        readable, writable, _ = select.select([screen.file], [screen.file], [], 20)
        assert readable or writable
        if readable:
            screen.read(0)
        if writable:
            data = data[os.write(screen.file, data[:4096]) :]


SAID = [
    ["week"], ["people"], ["people", "--stage", "interested"], ["calendar", "--from", "1/10", "--to", "+4w"], ["launch"], ["requests"], ["health"],
    ["library"], ["costs"], ["check"], ["charter"], ["restore", "--list"], ["backup"], ["person", WORSE[0]], ["person", "[/x] Ann"],
    ["pitch", "--depth", "full"], ["pitch", "--format", "html"], ["pitch", "--format", "markdown"], ["update", "--for", "no one"],
    *(["update", "--for", WORSE[-1], "--format", form] for form in ("text", "markdown", "html", "slack", "eml")),
    ["import", "people", "\x1b[2J.csv"], ["import", "calendar", "\x1b[2J.ics"], ["\x1b[2J"], ["--\x1b[2J"], ["merge", "\x1b[2J"],
    ["--today", "\x1b[2J\u202e", "week"], ["export", "people", "--csv", "\x1b[2J/\u202e.csv"], ["restore", "\x1b[2J", "--yes"],
    ["demo", "--write", "\x1b[2J/x"], ["update", "--for", "\ud83e"], ["week", "--\u202e"], ["--help"],
]  # fmt: skip


@pytest.mark.parametrize("words", SAID, ids=lambda words: words[0] if words[0].isalpha() else "strange")
def test_no_byte_of_a_text_steers_the_terminal_from_the_command_line(
    hostile: Path, words: list[str], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.book.table.tidied", lambda record, _: record)  # as if reading cleaned nothing
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    status = cli.main(["--today", str(TODAY), "--book", str(hostile), *words] if "--today" not in words else words)
    said = capfdbinary.readouterr()
    assert status in (0, 1, 2)
    assert len(said.out + said.err) > 20
    text = (said.out + said.err).replace(b"\r\n", b"\n").decode("utf-8")
    assert _STEERS.findall(text) == []
    assert "Traceback" not in text
