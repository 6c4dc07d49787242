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
from aiohttp.test_utils import unused_port

from store.book.book import Book
from store.demo import build_demo
from tests.support.harness import TODAY
from tests.support.terminals.browser import CHROMIUM, Page, chromium

pytestmark = pytest.mark.skipif(not CHROMIUM or os.name == "nt", reason="needs Chromium")
PORT = unused_port()


async def test_a_key_is_pressed_a_page_is_read_again_and_a_second_tab_does_no_harm(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    build_demo(book, TODAY)
    words = ["--book", str(book), "--today", TODAY.isoformat(), "serve", "--port", str(PORT)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "XDG_STATE_HOME": str(tmp_path)}
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", *words, stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        address = await printed(server)
        while not await answered():
            await asyncio.sleep(0.05)
        await turned_away(address)
        async with chromium(tmp_path / "profile") as tab:
            first = await tab(address)
            await first.until("To do")
            await first.press("d")
            await first.until("to undo")
            assert await first.value("location.href") == f"http://127.0.0.1:{PORT}/"
            assert await first.value("document.cookie") == ""
            assert await first.value("document.documentElement.outerHTML.includes(sessionStorage.key)") is False
            await used_up(address)
            await first.again()
            await first.press("d")
            await first.until("to undo")  # the book was given back by the app that showed it before
            dismissed = snoozed(book)
            await half_filled(first)
            stranger = await tab(f"http://127.0.0.1:{PORT}/")
            await stranger.shows(REFUSED)
            second = await tab(await printed(server))
            await second.until("read-only")
            await second.press("d")  # which it must not do
            await second.press("2")
            await second.until("waiting for their answer")
            asked = {url.split("/")[2] for url in first.asked if url.startswith("http")}
            assert asked == {f"127.0.0.1:{PORT}"}, "everything the page needs comes from this computer"
    finally:
        server.send_signal(signal.SIGINT)
        await server.wait()
    with Book.open(book) as saved:
        assert saved.writable
    assert snoozed(book) == dismissed
    assert dismissed


async def half_filled(tab: Page) -> None:
    """What is half typed, or pasted with ctrl+v, is asked about before the tab is closed or loaded anew."""
    leaves = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert await tab.value(leaves)
    await tab.press("a")
    await tab.until("Name")
    await tab.paste("Zoe from elsewhere")
    await tab.until("Zoe from elsewhere")
    await tab.shows(f"!{leaves}")
    await tab.press("Escape")
    await tab.press("Escape")
    await tab.shows(leaves)


def snoozed(path: Path) -> set[str]:
    """The to-dos that are set aside in a book, whoever has it open."""
    with Book.open(path, write=False) as book:
        return {snooze.act for snooze in book.snoozes.values()}


REFUSED = "!!document.querySelector('.refused')?.checkVisibility()"
"""Whether a page says that it cannot reach the book."""


async def printed(server: asyncio.subprocess.Process) -> str:
    """The next address that is printed."""
    assert server.stdout
    line = b""
    while b"?key=" not in line:
        line = await asyncio.wait_for(server.stdout.readline(), 30)
        assert line, "the server has ended"
    address = line.decode().split()[-1]
    assert address.startswith(f"http://127.0.0.1:{PORT}/?key=")
    return address


async def used_up(address: str) -> None:
    """An address that was opened lets no one in again."""
    async with ClientSession() as session, session.get(address) as answer:
        assert answer.status == 403


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
            (f"{address}x", {}),
            (f"{bare}ws/x", {}),
            (address, {"Origin": "https://elsewhere.example"}),
            (address, {"Host": f"elsewhere.example:{PORT}"}),
        ):
            async with session.get(url, headers=headers) as answer:
                assert answer.status == 403
