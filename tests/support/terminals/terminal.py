"""A real terminal for tests: the app in a pty of its own, with a screen that can be read (pyte)."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.support.making import TODAY

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
# what pyte would print instead of ignoring it
_STRANGE = re.compile(
    rb"\x1b\[[<>=?][\d;]*[$a-zA-Z]{1,2}|\x1b[P_^][^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_KEEP = (b"\x1b[?25l", b"\x1b[?25h", b"\x1b[?1049h", b"\x1b[?1049l")
PATIENCE = 20.0
"""Seconds before a test gives up; a bound, never a pause."""


class Terminal:
    """One run of ``guildbook`` in a terminal of its own."""

    def __init__(
        self,
        *args: str,
        home: Path,
        size: tuple[int, int] = (120, 36),
        env: Mapping[str, str] | None = None,
        module: str = "tui",
    ) -> None:
        self.columns, self.lines = size
        self.screen = pyte.Screen(self.columns, self.lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        command = [sys.executable, "-m", module, *args]
        settings = {
            "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "LANG": "C.UTF-8", "XDG_DATA_HOME": str(home / "data"), "PYTHONPATH": str(Path(__file__).parents[3]),
            "COLUMNS": str(self.columns), "LINES": str(self.lines), "SSH_CONNECTION": "test",
            **(env or {}),
        }  # fmt: skip
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGHUP, signal.SIGINT):  # as in a terminal, also where the tests run under nohup
                signal.signal(number, signal.SIG_DFL)
            os.chdir(home)
            os.execve(sys.executable, command, settings)
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        os.close(self.file)

    # -- reading ---------------------------------------------------------------------------------

    def read(self, wait: float) -> bool:
        """Read what has come, or comes within so many seconds; whether anything did."""
        if not select.select([self.file], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.file, 65536)
        except OSError:  # the program has ended
            return False
        self.raw += data
        self.stream.feed(_STRANGE.sub(lambda match: match[0] if match[0] in _KEEP else b"", data))
        return True

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, pattern: str, *, gone: bool = False) -> str:
        """Read until the screen shows (or no longer shows) a pattern."""
        end = time.monotonic() + PATIENCE
        while bool(re.search(pattern, self.text)) == gone:
            if time.monotonic() > end:
                raise AssertionError(f"{'still' if gone else 'never'} seen: {pattern}\n{self.text}")
            self.read(0.2)
        return self.text

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Read until something outside the screen holds: what is painted may be ahead of what is written."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"never came true\n{self.text}"
            self.read(0.05)

    def wait_for_file(self, path: Path) -> None:
        """Read until a file is there."""
        self.wait_until(path.exists)

    def wait_end(self, patience: float = PATIENCE) -> int:
        """Read until the program has ended; its exit status."""
        end = time.monotonic() + patience
        while self.status is None:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"did not end\n{self.text}")
        while self.read(0):  # what it wrote last may still wait
            pass
        return self.status

    def wait_stop(self) -> None:
        """Read until the program stands still, as after ctrl+z in a shell."""
        end = time.monotonic() + PATIENCE
        while True:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
            if time.monotonic() > end:
                raise AssertionError(f"did not stop\n{self.text}")

    # -- typing ----------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name or as single characters."""
        for key in keys:
            os.write(self.file, KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self.file, text.encode())

    def do(self, keys: Sequence[str], expect: str) -> str:
        """Press keys, then wait for a pattern."""
        self.press(*keys)
        return self.wait_for(expect)


def on_book(folder: Path) -> Terminal:
    """The app on the book that lies in a folder."""
    return Terminal("--book", "b.json", "--today", str(TODAY), home=folder)
