"""Functions that do what they did, and note what they are asked or what they yield."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


def spied(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[tuple[Any, ...]]:
    """What a function is called with from now on."""
    calls, real = list[tuple[Any, ...]](), getattr(owner, name)
    monkeypatch.setattr(owner, name, lambda *with_: (calls.append(with_), real(*with_))[1])
    return calls


def yielded(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[Any]:
    """What a generator hands out from now on, as far as it is asked."""
    seen, real = list[Any](), getattr(owner, name)

    def noted(*with_: object) -> Iterator[Any]:
        for one in real(*with_):
            seen.append(one)
            yield one

    monkeypatch.setattr(owner, name, noted)
    return seen
