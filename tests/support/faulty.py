"""A system that refuses a call that has to do with files, or lets something else happen just before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest

CHANGING = ("write", "fsync", "link", "replace", "mkdir", "unlink")
"""Those between which the disk changes, once a file is open."""
CALLS = ("open", "write", "fsync", "close", "link", "replace", "stat", "mkdir", "unlink")


class Faulty:
    """Lets the n-th of all calls to the system fail, or all from there on."""

    def __init__(self, patch: pytest.MonkeyPatch, index: int, number: int, *, lasting: bool = False) -> None:
        self.index, self.number, self.lasting = index, number, lasting
        self.made: list[str] = []
        for call in CALLS:
            patch.setattr(os, call, self._watched(call, getattr(os, call)))

    @property
    def hit(self) -> str:
        """The call that failed, if any did."""
        return self.made[self.index] if len(self.made) > self.index else ""

    def _watched(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            self.made.append(call)
            place = len(self.made) - 1
            if place == self.index or (self.lasting and place > self.index):
                if call == "close":
                    real(*args)
                if call == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])  # half of it arrives
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **kwargs)

        return act


class Meanwhile:
    """Lets another program do something just before the n-th of all calls."""

    def __init__(
        self, patch: pytest.MonkeyPatch, index: int, happen: Callable[[], None], calls: Sequence[str] = CALLS
    ) -> None:
        self.index, self.happen, self.made = index, happen, list[tuple[str, str]]()
        self._at_it = False
        for call in calls:
            patch.setattr(os, call, self._watched(call, getattr(os, call)))

    @property
    def hit(self) -> bool:
        """Whether it happened."""
        return len(self.made) > self.index

    def _watched(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            if not self._at_it:
                self._at_it = True  # what the other program calls is not counted
                self.made.append((call, str(args[-1])))
                if len(self.made) - 1 == self.index:
                    self.happen()
                self._at_it = False
            return real(*args, **kwargs)

        return act
