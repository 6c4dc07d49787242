"""A headless Chromium, spoken to in its own protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0", "--window-size=1240,760",
    "--remote-allow-origins=*", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip
"""Nothing but this computer is reached."""


class Page:
    """One tab."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._ids = socket, itertools.count(1)
        self.asked: list[str] = []
        """Every address the page has asked for."""
        self.received: list[str] = []
        """What the terminal in the page was sent, piece by piece."""

    async def call(self, method: str, **how: Any) -> dict[str, Any]:
        """Ask the browser for something and wait for its answer."""
        number = next(self._ids)
        await self._socket.send_json({"id": number, "method": method, "params": how})
        while True:
            message = await self._socket.receive_json(timeout=30)
            self._note(message)
            if message.get("id") == number:
                return message.get("result", {})  # type: ignore[no-any-return]

    def _note(self, message: dict[str, Any]) -> None:
        told = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif message.get("method") == "Network.webSocketFrameReceived":
            payload = told["response"]["payloadData"]
            binary = told["response"]["opcode"] == 2
            self.received.append(base64.b64decode(payload).decode(errors="replace") if binary else payload)

    async def until(self, wanted: str) -> None:
        """Wait until the terminal was sent this text since the last wait."""
        while wanted not in "".join(self.received):
            self._note(await self._socket.receive_json(timeout=10))
        self.received.clear()

    async def press(self, letter: str) -> None:
        """Press a key with a letter."""
        await self.call("Page.bringToFront")
        code = {"Escape": 27}.get(letter) or ord(letter.upper())
        for kind in ("keyDown", "keyUp"):
            text = {"text": letter} if kind == "keyDown" and len(letter) == 1 else {}
            await self.call("Input.dispatchKeyEvent", type=kind, key=letter, windowsVirtualKeyCode=code, **text)

    async def paste(self, text: str) -> None:
        """Press ctrl+v with a text on the clipboard that another program has put there."""
        await self.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        await self.call(
            "Runtime.evaluate",
            expression=f"navigator.clipboard.writeText({text!r})",
            awaitPromise=True,
            userGesture=True,
        )
        for kind in ("rawKeyDown", "keyUp"):
            how = {"commands": ["paste"]} if kind == "rawKeyDown" else {}
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key="v",
                code="KeyV",
                modifiers=2,
                windowsVirtualKeyCode=86,
                **how,
            )

    async def value(self, script: str) -> Any:
        """What a script in the page comes to."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return told.get("result", {}).get("value")  # nothing while another page is being loaded

    async def again(self) -> None:
        """Load the page anew, and wait until its terminal is written to."""
        await self.call("Runtime.evaluate", expression="window.before = true")
        await self.call("Page.reload")
        await self.shows("!window.before && document.body?.matches('.-first-byte')")

    async def shows(self, script: str) -> None:
        """Wait until a script in the page comes to true."""
        async with asyncio.timeout(30):
            while not await self.value(script):
                await asyncio.sleep(0.05)

    async def picture(self, path: Path) -> None:
        """Keep what the tab shows."""
        shot = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(shot["data"]))


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Any]:
    """A browser with an empty profile; gives what opens a tab."""
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *FLAGS, f"--user-data-dir={folder}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    try:
        async with ClientSession() as session:
            line = b""
            while b"DevTools listening on" not in line:
                line = await asyncio.wait_for(process.stderr.readline(), 30)
                assert line, "the browser did not start"
            place = line.split()[-1].decode().split("/")[2]

            async def tab(address: str) -> Page:
                async with session.put(f"http://{place}/json/new?about:blank") as answer:
                    made = await answer.json()
                page = Page(await session.ws_connect(made["webSocketDebuggerUrl"], max_msg_size=0))
                await page.call("Network.enable")
                await page.call("Page.enable")
                await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
                await page.call("Page.navigate", url=address)
                return page

            yield tab
    finally:
        process.kill()
        await process.wait()
