"""The server behind `guildbook serve`: who is let in, what a browser is told, and what a page can make the app do."""

from __future__ import annotations

import inspect
import json
import os
import re
import socket
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Any

import pytest

pytest.importorskip("textual_serve")
pytest.importorskip("aiohttp")

import pytest_asyncio
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer, unused_port
from textual_serve import server as textual_serve

from store.core.errors import GuildbookError
from tests.support.app_internals import look_whether_free, served
from tui.cli.commands.serve import HERE, MOST_CELLS

SIZE = {"width": "80", "height": "24"}


class App:
    """Stands where the process of the app would be, and notes what it is told."""

    told: list[object]

    def __init__(self, *_: object, **__: object) -> None:
        App.told = []

    async def start(self, width: int, height: int) -> None:
        self.told.append((width, height))

    async def stop(self) -> None:
        pass

    async def send_bytes(self, data: bytes) -> None:
        self.told.append(data)

    async def set_terminal_size(self, width: int, height: int) -> None:
        self.told.append((width, height))

    async def focus(self) -> None:
        self.told.append("focus")

    async def blur(self) -> None:
        self.told.append("blur")


@pytest_asyncio.fixture
async def browser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[TestClient[Any, Any]]:
    """Whatever calls the server on this computer."""
    monkeypatch.setattr(textual_serve, "AppService", App)
    capsys.readouterr()  # listens from here on, as the address is printed at the start
    port = unused_port()
    server = TestServer(await served(["demo"], port), host=HERE, port=port)
    async with TestClient(server) as client:
        yield client


@pytest.mark.parametrize(
    "name",
    ["_make_app", "_process_messages", "handle_index", "handle_websocket", "initialize_logging", "on_startup"],
)
def test_the_server_is_made_of_what_ours_takes_the_place_of(name: str) -> None:
    assert f"self.{name}" in inspect.getsource(textual_serve.Server), (
        f"textual-serve {version('textual-serve')} has moved Server.{name}: without it tui/cli/commands/serve.py guards nothing."
    )


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """The path of the address that was printed last."""
    return re.findall(r"http://127\.0\.0\.1:\d+(/\S*)", capsys.readouterr().out)[-1]


async def let_in(browser: TestClient[Any, Any], address: str) -> str:
    """The key of a tab that opens an address."""
    async with browser.get(address) as answer:
        assert answer.status == 200
        found = re.search('data-key="([^"]+)"', await answer.text())
    assert found
    return found[1]


async def test_an_address_lets_one_tab_in_and_the_next_is_printed(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(capsys)
    key = await let_in(browser, first)
    assert key not in first
    async with browser.get(first) as answer:
        assert answer.status == 403
    second = printed(capsys)
    assert second != first
    assert await let_in(browser, second) != key
    async with browser.ws_connect(f"/ws/{key}", params=SIZE):
        pass  # the first tab stays let in


async def test_a_look_at_the_head_does_not_use_up_the_address(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    address = printed(capsys)
    async with browser.head(address) as answer:
        assert answer.status == 405
    assert await let_in(browser, address)


async def test_nothing_is_left_with_the_browser_that_reaches_another_port(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    async with browser.get(printed(capsys)) as answer:
        assert not answer.cookies
        assert "Location" not in answer.headers


@pytest.mark.parametrize("key", ["", "x", "%ff", "%ed%a0%80", "é", "printed"])
async def test_without_the_key_of_a_tab_there_is_no_book(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str], key: str
) -> None:
    address = printed(capsys)
    given = address.partition("=")[2] if key == "printed" else key
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.ws_connect(f"/ws/{given}", params=SIZE)
    assert refused.value.status == (403 if key else 404)
    if key != "printed":
        async with browser.get(f"/?key={given}") as answer:
            assert answer.status == 403
    async with browser.get("/") as answer:  # the page a reload asks for, which holds nothing
        assert 'data-key=""' in await answer.text()


@pytest.mark.parametrize(
    "headers", [{"Host": "elsewhere.example"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "null"}]
)
async def test_other_names_and_other_pages_are_turned_away(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str], headers: dict[str, str]
) -> None:
    address = printed(capsys)
    for path in (address, "/", "/page/page.js"):
        async with browser.get(path, headers=headers) as answer:
            assert answer.status == 403
    key = await let_in(browser, address)
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.ws_connect(f"/ws/{key}", params=SIZE, headers=headers)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "path", ["address", "/", "/?key=x", "/ws/x", "/page/page.js", "/static/js/textual.js", "/nowhere"]
)
async def test_every_answer_says_what_the_browser_must_not_do(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str], path: str
) -> None:
    async with browser.get(printed(capsys) if path == "address" else path) as answer:
        told = answer.headers
    assert told["Cache-Control"] == "no-store"
    assert told["Referrer-Policy"] == "no-referrer"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["X-Frame-Options"] == "DENY"
    policy = dict(rule.strip().split(" ", 1) for rule in told["Content-Security-Policy"].split(";"))
    assert (
        policy["default-src"]
        == policy["frame-ancestors"]
        == policy["base-uri"]
        == policy["form-action"]
        == "'none'"
    )
    assert policy["script-src"] == "'self'"


@pytest.mark.parametrize(
    "path", ["/download/x", "/static/", "/static/js", "/ws", "/page/../serving.py", "/page/%2e%2e/serving.py"]
)
async def test_there_is_nothing_else_to_be_had(browser: TestClient[Any, Any], path: str) -> None:
    async with browser.get(path) as answer:
        assert answer.status in (403, 404)


# -- what a page says --------------------------------------------------------------------------------

DEEP = 100_000
MALFORMED = [
    "",
    "no JSON",
    "[]",
    "{}",
    "null",
    '"stdin"',
    "7" * 5000,
    "[" * DEEP,
    '["stdin"]',
    '["stdin",null]',
    '["stdin","x",' + "[" * DEEP,
    '["stdin",7]',
    '[["stdin"],"x"]',
    '["quit"]',
    '["resize"]',
    '["resize",[80,24]]',
    '["resize","80x24"]',
    '["resize",{}]',
    '["resize",{"width":80}]',
    '["resize",{"width":"80","height":24}]',
    '["resize",{"width":null,"height":24}]',
    '["resize",{"width":true,"height":24}]',
    '["resize",{"width":80.5,"height":24}]',
    '["resize",{"width":NaN,"height":24}]',
    '["resize",{"width":1e999,"height":24}]',
    '["resize",{"width":0,"height":24}]',
    '["resize",{"width":80,"height":-1}]',
    '["resize",{"width":1000000,"height":24}]',
    '["resize",{"width":80,"height":1000000}]',
    json.dumps(["ping", "x" * 1000]),
    '["ping",{"x":1}]',
]


async def test_what_a_page_never_says_by_itself_is_let_be(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    key = await let_in(browser, printed(capsys))
    async with browser.ws_connect(f"/ws/{key}", params=SIZE) as page:
        for text in MALFORMED:
            await page.send_str(text)
        await page.send_bytes(b'["stdin","x"]')
        await page.send_json(["ping", "1"])
        assert await page.receive_json(timeout=10) == ["pong", "1"]
    assert App.told == [(80, 24)]
    assert "Traceback" not in "".join(capsys.readouterr())


async def test_what_it_says_arrives(browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str]) -> None:
    key = await let_in(browser, printed(capsys))
    async with browser.ws_connect(f"/ws/{key}", params=SIZE) as page:
        await page.send_json(["stdin", "Ana 🙂"])
        await page.send_str('["stdin","half \\ud83d"]')
        await page.send_json(["resize", {"width": MOST_CELLS, "height": 1}])
        await page.send_json(["blur"])
        await page.send_json(["focus"])
        await page.send_json(["ping", "1"])
        await page.receive_json(timeout=10)
    assert App.told == [(80, 24), "Ana 🙂".encode(), b"half ?", (MOST_CELLS, 1), "blur", "focus"]


@pytest.mark.parametrize("width", ["1000000", "0", "-5", "NaN", "1e9", "1_0", "", None])
async def test_a_page_of_no_possible_size_begins_nothing(
    browser: TestClient[Any, Any], capsys: pytest.CaptureFixture[str], width: str | None
) -> None:
    key = await let_in(browser, printed(capsys))
    App.told = []
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.ws_connect(
            f"/ws/{key}", params={"height": "24"} | ({} if width is None else {"width": width})
        )
    assert refused.value.status == 400
    assert not App.told


# -- the port ------------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server((HERE, 0)) as taken, pytest.raises(GuildbookError, match="--port"):
        look_whether_free(taken.getsockname()[1])


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a port is free at once")
def test_a_port_is_free_again_as_soon_as_its_server_has_ended() -> None:
    with socket.create_server((HERE, 0)) as server, socket.create_connection(server.getsockname()) as page:
        port = server.getsockname()[1]
        answered, _ = server.accept()
        answered.close()  # the server hangs up first, so its end of the line lingers
        assert page.recv(1) == b""
    look_whether_free(port)
