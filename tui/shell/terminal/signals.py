"""Signals that end the app, as a key does."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread, Timer
from types import FrameType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.driver import Driver

ENDING = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
"""Asked to end; the terminal was closed; interrupted from outside; the window was closed, on Windows. Not all systems
have all of them."""
BY_SIGNAL = 128
"""What the exit status of a program that a signal ended is counted from."""

ANSWERS_WITHIN = 5.0
"""Seconds in which the app ends by itself; a system that shuts down waits for longer."""
TAKES_WITHIN = 0.5
"""Seconds in which a terminal takes what gives it back."""


class Ends(Protocol):
    """The app, as a signal knows it."""

    def terminal(self) -> Driver | None:
        """What reads and writes the terminal."""

    def keep_typed(self) -> None:
        """Keep what stands in open forms and lines."""

    def end_by(self, number: int) -> None:
        """End as a signal asks for."""


@contextmanager
def ended_by_signals(app: Ends) -> Iterator[None]:
    """While the app runs, have the signals end it.

    What is typed is kept, and the terminal given back.

    What is typed is kept at once, and an app that does not answer, as it waits for something or is lost in a loop, is
    ended all the same.
    """

    def end(number: int, _: FrameType | None) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # not begun yet, or over: nothing is typed, and the terminal is as it was
            raise SystemExit(BY_SIGNAL + number) from None
        with suppress(Exception):  # whatever was interrupted must not meet an error of ours
            app.keep_typed()
        loop.call_soon_threadsafe(app.end_by, number)
        insisting = Timer(ANSWERS_WITHIN, _insist, (app, number))
        insisting.daemon = True
        insisting.start()

    numbers = [number for name in ENDING if (number := getattr(signal, name, None)) is not None]
    heeded = {
        number: signal.getsignal(number) for number in numbers if signal.getsignal(number) is not signal.SIG_IGN
    }
    for number in heeded:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, before in heeded.items():
            signal.signal(number, before)


def _insist(app: Ends, number: int) -> None:
    """End a program that did not end by itself; while an editor has the terminal, it is waited for."""
    driver = app.terminal()
    give_back = getattr(driver, "give_back", None)
    if give_back is None or not getattr(driver, "has_terminal", False):
        return
    giving = Thread(target=give_back, daemon=True)  # a terminal that takes nothing is not waited for
    giving.start()
    giving.join(TAKES_WITHIN)
    os._exit(BY_SIGNAL + number)
