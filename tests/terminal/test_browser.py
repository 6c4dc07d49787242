"""The app in a browser, where a browser and textual-serve are at hand."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")
pytest.importorskip("aiohttp")

from aiohttp import ClientSession

from store.book import Book
from store.demo import build_demo
from tests.screens.conftest import TODAY
from tests.terminal.browser import CHROMIUM, chromium

pytestmark = pytest.mark.skipif(not CHROMIUM or os.name == "nt", reason="needs Chromium")
PORT = 8527


async def test_a_key_is_pressed_and_a_second_tab_does_no_harm(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    build_demo(book, TODAY)
    words = ["--book", str(book), "--today", TODAY.isoformat(), "serve", "--port", str(PORT)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "XDG_STATE_HOME": str(tmp_path)}
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *words, stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert server.stdout
    try:
        address = (await asyncio.wait_for(server.stdout.readline(), 30)).decode().split()[-1]
        assert address.startswith(f"http://127.0.0.1:{PORT}/?key=")
        while not await answered():
            await asyncio.sleep(0.05)
        await turned_away(address)
        async with chromium(tmp_path / "profile") as tab:
            first = await tab(address)
            await first.until("To do")
            await first.press("d")
            await first.until("brings it back")
            second = await tab(address)
            await second.until("read only")
            await second.press("d")  # which it must not do
            await second.press("2")
            await second.until("waiting on a yes")
            asked = {url.split("/")[2] for url in first.asked if url.startswith("http")}
            assert asked == {f"127.0.0.1:{PORT}"}, "everything the page needs comes from this computer"
    finally:
        server.send_signal(signal.SIGINT)
        await server.wait()
    with Book.open(book) as saved:
        assert saved.writable
        assert len(saved.snoozes) == 1


async def answered() -> bool:
    """Whether the server takes calls by now."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", PORT)
    except OSError:
        return False
    writer.close()
    return True


async def turned_away(address: str) -> None:
    """Who does not have the key, or comes from another page or by another name, gets nothing."""
    bare = address.partition("?")[0]
    async with ClientSession() as session:
        for url, headers in (
            (bare, {}),
            (f"{bare}ws", {}),
            (address, {"Origin": "https://elsewhere.example"}),
            (address, {"Host": f"elsewhere.example:{PORT}"}),
        ):
            async with session.get(url, headers=headers) as answer:
                assert answer.status == 403
