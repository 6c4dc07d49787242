"""The driver of a Unix terminal, whatever the terminal does.

Textual reads it in a thread whose errors end the app with a traceback and status 0; here they end it as any other error.
"""

from __future__ import annotations

import codecs
import os
import signal
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from textual.message import Message

GONE = int(getattr(signal, "SIGHUP", 1))
"""The signal that a terminal sends when it goes."""

GIVES_BACK = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[<u"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What undoes all that the driver asked of the terminal: the same codes, in the same order."""


class Reading(XTermParser):
    """Reads what a terminal sends.

    Where it counts no pixels, the mouse is where its columns and lines say.
    """

    def parse_mouse_code(self, code: str) -> Message | None:
        """What the mouse did."""
        if not (self.terminal_size and self.terminal_pixel_size):  # a size that is zero somewhere is none
            self.terminal_pixel_size = None
        return super().parse_mouse_code(code)


class Letters(codecs.getincrementaldecoder("utf-8")):  # type: ignore[misc]
    """Bytes as text.

    What is none becomes a visible mark. No bytes at all mean that the other end is closed.
    """

    def __init__(self) -> None:
        super().__init__(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Some bytes as text."""
        if not data:
            raise EOFError
        return str(super().decode(data, final))


class Writing(WriterThread):
    """Writes to the terminal.

    One that is gone takes nothing any more, and no one waits for it.
    """

    def run(self) -> None:
        """Write until told to stop."""
        try:
            super().run()
        except OSError:
            while self._queue.get() is not None:
                pass


class TerminalDriver(linux_driver.LinuxDriver):
    """Textual's driver, with what a terminal may do to it."""

    has_terminal = False
    """Whether the terminal is the app's, and no editor's or shell's."""

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.has_terminal = True

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()
        self.has_terminal = False

    def give_back(self) -> None:
        """Give the terminal back at once, for an app that does not answer."""
        with suppress(termios.error):
            if self.attrs_before:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            if self._file:
                os.write(self._file.fileno(), GIVES_BACK)

    def _run_input_thread(self) -> None:
        """Read until told to stop; what goes wrong is the app's to tell."""
        try:
            self.run_input_thread()
        except (EOFError, OSError):
            self._app.call_later(self._app.end_by, GONE)  # type: ignore[attr-defined]
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)


linux_driver.XTermParser = Reading  # type: ignore[attr-defined]
linux_driver.getincrementaldecoder = lambda _: Letters  # type: ignore[attr-defined,assignment]
linux_driver.WriterThread = Writing  # type: ignore[attr-defined]
