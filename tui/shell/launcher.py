"""Opening the app: on the user's book, or on a made-up one.

Apart from :mod:`tui.cli`, as someone who waits for the first screen should not wait for what only prints text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookAway
from tui.shell.lazy_imports import import_textual

if TYPE_CHECKING:
    from store.book.traces import Traces
    from store.model.community import Community
    from tui.keybindings.keymap import Keymap

DONE = 0
HANDED_OVER = 0.0002
"""Seconds after which Textual's writing thread gets its turn while the app works on; Python's 5 ms make a move in a list
half as long again (1.7 times a bare Textual's instead of 1.2)."""


class DemoSize(Struct, frozen=True):
    """How large a made-up community is; the same seed makes the same people."""

    volunteers: int = 24
    months: int = 9
    seed: int = 1


def app(path: Path, clock: Clock) -> int:
    """Open the app on a book, which is started where there is none.

    Where one is missing, what becomes of it is asked.
    """
    try:
        book = Book.open(path, clock, create=True, claim=False)
    except BookAway:
        return _ask_about_missing(path, clock)
    with book:
        status = _run(book, clock, sample=False)
    from tui.shell.startup_tasks import (
        DEMO_WANTED,
        OWN_BOOK_WANTED,
    )  # after the book, as a missing one need not wait for the app

    if status != DEMO_WANTED:
        return status
    status = _demo(clock, DemoSize(), tour=True)
    return app(path, clock) if status in (DONE, OWN_BOOK_WANTED) else status


def _ask_about_missing(path: Path, clock: Clock) -> int:
    """Ask over an empty book that can't be written, and open whatever there is then."""
    from store.book.traces import traces_of

    with Book.open(path, clock, write=False, create=True, anew=True) as nothing:
        status = _run(nothing, clock, sample=False, traces=traces_of(path))
    from tui.shell.startup_tasks import BOOK_IS_THERE

    return app(path, clock) if status == BOOK_IS_THERE else status


def _run(book: Book, clock: Clock, *, sample: bool, tour: bool = False, traces: Traces | None = None) -> int:
    import_textual()
    from tui.shell.app import GuildbookApp
    from tui.shell.terminal.signals import ended_by_signals

    sys.setswitchinterval(HANDED_OVER)
    running = GuildbookApp(
        book, clock, demo=sample, tour=tour, traces=traces, keys=own_keys(), suggested=_suggested, theme_kept_in=None if sample else theme_file(),
    )  # fmt: skip
    with ended_by_signals(running):
        running.run()
    return running.return_code or DONE


def _suggested() -> Community:
    from tui.locale import new_community

    return new_community()


def own_keys() -> Keymap | None:
    """The keys of one's own, where there are any."""
    from tui.keybindings.config_file import wanted_config

    if not (file := wanted_config()):
        return None
    from tui.keybindings.keymap import read

    return read(file)


def theme_file() -> Path:
    """Where the theme that was chosen is kept.

    Beside what else this program remembers of the user, not in the book.
    """
    from platformdirs import user_state_path

    return user_state_path("guildbook", appauthor=False) / "theme"


@contextmanager
def made_up(clock: Clock, size: DemoSize, *, as_here: bool = False) -> Iterator[Book]:
    """A sample book in a private folder that goes afterwards.

    Args:
        clock: what day it is.
        size: how large it is.
        as_here: dates are typed and weeks start as this computer's locale has it.
    """
    from tempfile import TemporaryDirectory

    from store.demo import begin_demo
    from store.launch.locale_defaults import guess
    from tui import locale as locales

    with TemporaryDirectory(prefix="guildbook-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.json"
        habits = guess(locales.name()) if as_here else None
        with begin_demo(
            path, clock, volunteers=size.volunteers, months=size.months, seed=size.seed, habits=habits
        ) as book:
            yield book


def demo(clock: Clock, size: DemoSize, own: Path, *, tour: bool = True) -> int:
    """Open the app on a made-up community that is discarded afterwards.

    Args:
        clock: what day it is.
        size: how large it is.
        own: the user's own book, which is opened next where that is asked for.
        tour: it is shown in five lines.
    """
    status = _demo(clock, size, tour=tour)
    from tui.shell.startup_tasks import OWN_BOOK_WANTED

    return app(own, clock) if status == OWN_BOOK_WANTED else status


def _demo(clock: Clock, size: DemoSize, *, tour: bool) -> int:
    with made_up(clock, size, as_here=True) as book:
        return _run(book, clock, sample=True, tour=tour)
