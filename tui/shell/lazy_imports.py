"""Importing dependencies without what this program never uses.

Each is left out only while the others are imported; a later import finds it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


def import_msgspec() -> None:
    """Import msgspec without typing_extensions, and so without inspect."""
    with _stands_for("typing_extensions", None):
        import msgspec  # noqa: F401


def import_textual() -> None:
    """Import what the app is made of without two things that it brings along.

    ssl comes with asyncio, which goes on where there is none: a book is never sent anywhere. Textual's own command
    palette, with all the widgets it is made of, is never opened: :mod:`tui.shell.palette.command_palette` takes its place.
    With it a start takes a twentieth longer (30 of 330 ms of processor time to import the app).

    What Textual imports of its palette is its own matter; this is not in :mod:`screens.widgets.textual_compat`, as that
    imports Textual.
    """
    with _stands_for("ssl", None):
        import asyncio  # noqa: F401
    with _stands_for("textual.command", _Hollow("textual.command")):
        import textual.app  # noqa: F401


class _Hollow(ModuleType):
    """A module whose names can be imported and built upon, with nothing behind them."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def _stands_for(name: str, other: ModuleType | None) -> Iterator[None]:
    """Let an import of a module find another for a while (none: an ImportError), if it is not imported yet."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = other  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
