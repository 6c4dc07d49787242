"""Asking the command line something in a test, and what is looked at afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

TODAY = ("--today", "2026-11-23")
HOSTILE = "[/x] Ann [Ops]"
STEERING = "Eve\x1b[2J\x1b]0;x\x07 \u202eklof"


class Answer(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def has_line(self, *facts: str) -> bool:
        """Whether one line, on the output or beside it, holds all of some facts."""
        return any(all(fact in line for fact in facts) for line in [*self.lines, *self.err.splitlines()])


Ask = Callable[..., Answer]


class Opened(NamedTuple):
    """What the stand-in for the app was given."""

    path: Path
    day: date
    demo: bool
    people: int
    mode: int


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for the locks, which stay on purpose."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", ".holder"))
    }


def run(*words: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), **settings.pop("env", {})}
    return subprocess.run([sys.executable, *words], capture_output=True, check=False, env=environment, **settings)


def in_order(facts: tuple[str, ...], text: str) -> bool:
    """Whether a text tells all facts, one after the other."""
    place = 0
    for fact in facts:
        if (at := text.find(fact, place)) < 0:
            return False
        place = at + len(fact)
    return True
