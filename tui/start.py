"""Opening the app: on the user's book, or on a made-up one.

Apart from :mod:`tui.commands`, as somebody who waits for the first screen should not wait for what only prints text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from store.book import Book
from store.dates import Clock

DONE = 0


class DemoSize(NamedTuple):
    """How large a made-up community is; the same seed makes the same people."""

    volunteers: int = 24
    months: int = 9
    seed: int = 1


def app(path: Path, clock: Clock, *, sample: bool = False) -> int:
    """Open the app on a book, which is begun where there is none."""
    with Book.open(path, clock, create=True) as book:
        from tui.app import DEMO_WANTED, GuildbookApp

        running = GuildbookApp(book, clock, demo=sample)
        running.run()
        wants_demo = running.return_code == DEMO_WANTED
    return demo(clock, DemoSize()) if wants_demo else running.return_code or DONE


@contextmanager
def made_up(clock: Clock, size: DemoSize) -> Iterator[Path]:
    """A sample book in a folder of its own that nobody else can look into and that goes afterwards."""
    from store.demo import build_demo

    with TemporaryDirectory(prefix="guildbook-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.json"
        build_demo(path, clock.today(), volunteers=size.volunteers, months=size.months, seed=size.seed)
        yield path


def demo(clock: Clock, size: DemoSize) -> int:
    """Open the app on a made-up community that is thrown away afterwards."""
    with made_up(clock, size) as path:
        return app(path, clock, sample=True)
