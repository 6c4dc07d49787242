"""Spare time: what no one asked for yet is done while no key is pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic


class SpareTime:
    """When there is some, and work that is done in it."""

    def __init__(self) -> None:
        """There is some at once."""
        self._from = 0.0
        self._moved = asyncio.Event()

    def none_for(self, seconds: float) -> None:
        """Someone wants an answer now; what follows, they may want soon."""
        self._from = monotonic() + seconds
        self._moved.set()

    @property
    def here(self) -> bool:
        """Whether there is some now."""
        return monotonic() >= self._from

    async def come(self) -> None:
        """Wait until there is some."""
        await asyncio.sleep(0)
        while (left := self._from - monotonic()) > 0:
            self._moved.clear()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)

    async def do(self, steps: Iterable[object]) -> None:
        """Take one step after the other, so that no key waits for more than one."""
        await self.come()
        for _ in steps:
            await self.come()
