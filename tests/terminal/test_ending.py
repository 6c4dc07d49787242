"""How the app ends when it is not asked by a key: the terminal is given back, and what is half typed is kept."""

from __future__ import annotations

import io
import os
import signal
import termios
from pathlib import Path
from threading import Event, Thread
from typing import Any
from unittest.mock import Mock

import pytest
from textual.drivers._writer_thread import MAX_QUEUED_WRITES

from store.book.book import Book
from store.core.dates import Clock
from store.model.people import Volunteer
from store.persistence.unsaved_drafts import half_filled

pytest.importorskip("pty")
from tests.support.making import TODAY
from tests.support.terminals.terminal import PATIENCE, Terminal
from tests.support.textual_internals import reading_driver
from tui.shell.terminal.terminal_driver import Writing

GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
"""The screen as it was, the cursor, no mouse, no marks around what is pasted."""
PIXELS = "\x1b[48;36;120;0;0t"
"""A terminal that tells its size and knows of no pixels."""
MOVE = "\x1b[<35;10;10M\x1b[<35;12;11M"


def in_terminal(folder: Path) -> Terminal:
    """The app on a book with one person."""
    if not (folder / "b.json").exists():
        Book.write_new(folder / "b.json", [Volunteer(id="ana", name="Ana Ruiz")], book_id="b")
    return Terminal("--book", "b.json", "--today", str(TODAY), home=folder, env={"TMPDIR": str(folder)})


def modes(screen: Terminal) -> list[Any]:
    """How the terminal treats what is typed, as ``stty`` tells it."""
    return termios.tcgetattr(screen.file)


def half_a_form(screen: Terminal) -> None:
    """Open a form, and type into it."""
    screen.do(["2"], "Ana Ruiz")
    screen.do(["a"], "Name")
    screen.type("Zoë Half")
    screen.wait_for("Zoë Half")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back_and_loses_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with in_terminal(tmp_path) as screen:
        before = modes(screen)
        screen.wait_for("To do")
        assert modes(screen) != before
        half_a_form(screen)
        os.kill(screen.pid, number)
        assert screen.wait_end() == 128 + number
        assert modes(screen) == before
        assert all(code in screen.raw for code in GIVEN_BACK)
        assert b"Traceback" not in screen.raw
    with in_terminal(tmp_path) as screen:
        screen.wait_for("Zoë Half")
        screen.do(["enter"], "Restored what you typed")
        screen.do(["ctrl+s"], r"Interested 2")
        screen.press("q")
        assert screen.wait_end() == 0
    with Book.open(tmp_path / "b.json", Clock(TODAY), write=False) as book:
        assert sorted(found.name for found in book.volunteers.values()) == ["Ana Ruiz", "Zoë Half"]


def test_two_signals_at_once_are_one_end(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as screen:
        before = modes(screen)
        screen.wait_for("To do")
        half_a_form(screen)
        os.kill(screen.pid, signal.SIGTERM)
        os.kill(screen.pid, signal.SIGHUP)
        assert screen.wait_end() in (128 + signal.SIGTERM, 128 + signal.SIGHUP)
        assert modes(screen) == before
    assert half_filled(tmp_path / "b.json")


@pytest.mark.parametrize("ignored", [False, True])
def test_a_terminal_that_is_closed_ends_it(tmp_path: Path, ignored: bool) -> None:
    usual = signal.signal(signal.SIGHUP, signal.SIG_IGN) if ignored else signal.getsignal(signal.SIGHUP)
    try:
        screen = in_terminal(tmp_path)  # which hands on what is ignored, as nohup does
    finally:
        signal.signal(signal.SIGHUP, usual)
    screen.wait_for("To do")
    half_a_form(screen)
    os.close(screen.file)
    _, status = os.waitpid(screen.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    [half] = half_filled(tmp_path / "b.json")
    assert half.typed == {"name": "Zoë Half"}


def test_the_end_of_what_is_read_ends_it() -> None:
    """As some systems tell that a terminal was closed: there is always something to read, and it is nothing."""
    reading, writing = os.pipe()
    os.write(writing, b"x")
    os.close(writing)
    app = Mock()
    driver, read = reading_driver(app, reading)
    driver.exit_event = Event()
    driver.cursor_origin, driver.send_message = None, lambda _: None  # type: ignore[method-assign,assignment]
    thread = Thread(target=read, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    driver.exit_event.set()
    app.call_later.assert_called_once_with(app.end_by, signal.SIGHUP)
    os.close(reading)


def test_nobody_waits_for_a_terminal_that_is_gone() -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(5, "Input/output error")

    writing = Writing(Gone())

    def write() -> None:
        for _ in range(3 * MAX_QUEUED_WRITES):
            writing.write("painted")
        writing.stop()

    writing.start()
    painting = Thread(target=write, daemon=True)
    painting.start()
    painting.join(PATIENCE)
    assert not painting.is_alive()


def test_a_terminal_without_pixels_bears_the_mouse(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as screen:
        screen.wait_for("To do")
        screen.type(PIXELS + MOVE)
        screen.do(["2"], "Ana Ruiz")
        screen.press("q")
        assert screen.wait_end() == 0


def broken(folder: Path, program: str) -> Terminal:
    """A program that is the app with a fault, on a book with one person."""
    (folder / "broken.py").write_text(program, encoding="utf-8")
    Book.write_new(folder / "b.json", [Volunteer(id="ana", name="Ana Ruiz")], book_id="b")
    env = {
        "PYTHONPATH": os.pathsep.join((str(folder), str(Path(__file__).parents[2]))),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    return Terminal("--book", "b.json", "--today", str(TODAY), home=folder, env=env, module="broken")


HANGING = """
import time
import tui.shell.terminal.signals
from screens.widgets.forms.form import Form

def hang(self):
    open("hanging", "w").close()
    while True:
        time.sleep(0.01)

Form.action_next = hang
tui.shell.terminal.signals.ANSWERS_WITHIN = 0.2
from tui.main import entry
entry()
"""


def test_an_app_that_does_not_answer_is_ended_all_the_same(tmp_path: Path) -> None:
    with broken(tmp_path, HANGING) as screen:
        before = modes(screen)
        screen.wait_for("To do")
        half_a_form(screen)
        screen.press("enter")
        screen.wait_for_file(tmp_path / "hanging")
        screen.raw = b""
        os.kill(screen.pid, signal.SIGTERM)
        assert screen.wait_end() == 128 + signal.SIGTERM
        assert modes(screen) == before
        assert all(code in screen.raw for code in GIVEN_BACK)
    [half] = half_filled(tmp_path / "b.json")
    assert half.typed == {"name": "Zoë Half"}


BROKEN = """
from textual._xterm_parser import XTermParser

def fails(self, code):
    raise LookupError("Ana Ruiz")

XTermParser.parse_mouse_code = fails
from tui.main import entry
entry()
"""


def test_an_error_while_reading_the_terminal_is_one_line_and_no_success(tmp_path: Path) -> None:
    with broken(tmp_path, BROKEN) as screen:
        before = modes(screen)
        screen.wait_for("To do")
        half_a_form(screen)
        screen.raw = b""
        screen.type(MOVE)
        assert screen.wait_end() == 1
        assert modes(screen) == before
        told = screen.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "unexpected error" in told
    assert "guildbook --book" in told
    assert "Traceback" not in told
    assert "Ana Ruiz" not in told
    assert half_filled(tmp_path / "b.json")
