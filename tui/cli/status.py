"""What the command line tells of the launch, the library and the eight mistakes, as plain lines."""

from __future__ import annotations

from pathlib import Path

from screens.common.link_opener import lost
from store.core.dates import Clock
from store.insights import health_check as health
from store.launch import roadmap
from store.library import resources as library
from tui.cli.console import reading, say
from tui.shell.launcher import DONE


def launch(path: Path, clock: Clock) -> int:
    """Print the six steps, what is there and what is missing."""
    with reading(path, clock) as book:
        say(roadmap.as_text(roadmap.roadmap(book, clock.today())).rstrip("\n"))
    return DONE


def shelf(path: Path, clock: Clock) -> int:
    """Print the library, with what nobody keeps and which files are not there."""
    with reading(path, clock) as book:
        links = {key: resource.link for key, resource in book.resources.items()}
        say(library.as_text(book, lost(links, path.parent)).rstrip("\n"))
    return DONE


def mistakes(path: Path, clock: Clock) -> int:
    """Print the eight mistakes with what is behind each that is not fine."""
    with reading(path, clock) as book:
        say(health.as_text(health.signs(book, clock.today())).rstrip("\n"))
    return DONE
