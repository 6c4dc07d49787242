"""``serve``: the app in a browser of this computer, through textual-serve.

One process of the app for each tab.

Only this computer is answered, and only a tab that was given a key: whatever has one can read the book. A browser sends
a cookie to every port of this computer, and an address stays in its history, so neither holds a key for long. The
printed address works once: the page it opens is handed a key of its own, keeps it for its tab (``sessionStorage``,
which no other port can read), shows ``/`` as its address, and sends the key with its socket. Then the next address is
printed, for another tab.
"""

import argparse
import gc
import hmac
import json
import logging
import os
import secrets
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert

from store.core.dates import Clock
from store.core.errors import GuildbookError
from tui.cli.exit_status import DONE
from tui.cli.options import whole_number, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from aiohttp import web

HERE = "127.0.0.1"
"""The address of this computer, as this computer alone knows it."""
PAGE = Path(__file__).with_name("serving_page")
"""The page and its script; the rest of what it needs comes with textual-serve."""
MOST_CELLS = 1000
"""The widest and highest a page may be, in cells: a screen of a million columns would take all memory."""
_Cells = Annotated[int, Meta(ge=1, le=MOST_CELLS)]


class Size(Struct, forbid_unknown_fields=True):
    """How large the terminal in the page is."""

    width: _Cells
    height: _Cells


class _Stdin(Struct, array_like=True, tag="stdin", forbid_unknown_fields=True):
    text: str


class _Resize(Struct, array_like=True, tag="resize", forbid_unknown_fields=True):
    size: Size


class _Ping(Struct, array_like=True, tag="ping", forbid_unknown_fields=True):
    sent: Annotated[str, Meta(max_length=40)]


class _Focus(Struct, array_like=True, tag="focus", forbid_unknown_fields=True):
    pass


class _Blur(Struct, array_like=True, tag="blur", forbid_unknown_fields=True):
    pass


class Keys:
    """What lets a tab in.

    The key in the printed address, good for one use, and those of the tabs it has opened.
    """

    def __init__(self) -> None:
        self.printed = secrets.token_urlsafe(16)
        self._of_tabs: list[str] = []

    def hand_over(self, given: str) -> str:
        """A key for one tab in exchange for the printed one, which counts no more.

        Nothing for any other.
        """
        if not _same(given, self.printed):
            return ""
        self.printed = secrets.token_urlsafe(16)
        self._of_tabs.append(secrets.token_urlsafe(16))
        return self._of_tabs[-1]

    def fits(self, given: str) -> bool:
        """Whether this is the key of a tab."""
        return any(_same(given, key) for key in self._of_tabs)


def _same(given: str, key: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), key.encode())


def configure_serve(parser: Parser) -> None:
    """Configure ``guildbook serve``."""
    parser.describe(
        "Open the app in a browser, on this computer only, until you press ctrl+c. It prints an address that works\n"
        "once, then a new one for each further tab. A second tab opens the book read-only. Needs the package\n"
        "textual-serve.",
        examples="""
            guildbook serve
            guildbook serve --demo --port 8600
            guildbook serve --font-size 24
        """,
    )
    parser.add_argument(
        "--port", type=whole_number(1024, 65535), default=8520, metavar="N", help="port to use (default: 8520)"
    )
    parser.add_argument(
        "--font-size",
        type=whole_number(8, 48),
        default=16,
        metavar="N",
        help="font size in pixels (default: 16)",
    )
    parser.add_argument("--demo", action="store_true", help="open a sample community in each tab")
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    gc.enable()  # this stays, unlike what prints an answer
    today = [] if clock.frozen is None else ["--today", clock.frozen.isoformat()]
    return serve(
        [*(["demo"] if args.demo else ["--book", str(book.absolute())]), *today], args.port, args.font_size
    )


def serve(arguments: list[str], port: int, font_size: int) -> int:
    """Show the app to a browser until ctrl+c.

    Args:
        arguments: those ``guildbook`` is started with for each tab.
        port: where the browser finds it.
        font_size: font size in pixels.

    Raises:
        GuildbookError: textual-serve is not installed, or the port is taken.
    """
    try:
        import textual_serve  # noqa: F401
    except ImportError:
        raise GuildbookError(
            "Serving needs another package. To install it, run: pip install 'guildbook[serve]'"
        ) from None
    _look_whether_free(port)
    _server(arguments, port, font_size).serve()
    return DONE


def _look_whether_free(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":  # connections of a server that has just ended are still being wound up
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as error:
            raise GuildbookError(
                f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
            ) from None


def _command(arguments: list[str]) -> str:
    """The command line that starts the app, for the shell of this system."""
    whole = [sys.executable, "-m", "tui", *arguments]
    return subprocess.list2cmdline(whole) if os.name == "nt" else shlex.join(whole)


def _server(arguments: list[str], port: int, font_size: int = 16) -> Any:
    from aiohttp import web
    from textual_serve.server import Server

    class Serving(Server):
        """A server that speaks plainly, and to tabs with a key only."""

        keys = Keys()

        def initialize_logging(self) -> None:
            logging.basicConfig(level="WARNING")

        async def on_startup(self, _: web.Application) -> None:
            print(f"Guildbook is at {self._address()}")
            print("The address works once, on this computer only. Press ctrl+c to stop.", flush=True)

        def _address(self) -> str:
            return f"{self.public_url}/?key={self.keys.printed}"

        async def _make_app(self) -> web.Application:
            made = web.Application(middlewares=[_guard(port)])
            made.add_routes(
                [
                    web.get("/", self.handle_index, allow_head=False),  # a look at the head must not use up the key
                    web.get("/ws/{key}", self.handle_websocket),
                    web.static("/static", self.statics_path),
                    web.static("/page", PAGE),
                ]
            )
            made.on_startup.append(self.on_startup)
            made.on_response_prepare.append(_shield(port))
            return made

        async def handle_index(self, request: web.Request) -> web.Response:
            """The page, with a key for its tab where the printed one was given."""
            key = ""
            if "key" in request.query:
                if not (key := self.keys.hand_over(request.query["key"])):
                    raise web.HTTPForbidden(
                        text="This address works once. Open the one that guildbook serve printed last."
                    )
                print(f"That address has already been used. For another tab, open {self._address()}", flush=True)
            page = (PAGE / "app_index.html").read_text("utf-8")
            return web.Response(
                text=Template(page).substitute(key=key, font_size=font_size), content_type="text/html"
            )

        async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
            """The socket between a page and the app, for a tab with a key."""
            if not self.keys.fits(request.match_info["key"]):
                raise web.HTTPForbidden(text="Open the address that guildbook serve printed last.")
            try:
                convert(dict(request.query), Size, strict=False)
            except ValidationError:
                raise web.HTTPBadRequest(text=f"A page has 1 to {MOST_CELLS} columns and rows.") from None
            return await super().handle_websocket(request)

        async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
            async for message in websocket:
                if message.type == web.WSMsgType.TEXT:
                    await _obey(message.data, app_service, websocket)

    return Serving(_command(arguments), HERE, port, title="Guildbook")


async def _obey(text: str, app: Any, page: Any) -> None:
    """Do what a page says; what it never says by itself is let be."""
    try:
        said = convert(json.loads(text), _Stdin | _Resize | _Ping | _Focus | _Blur)
    except (ValueError, RecursionError):  # no JSON, or none of these; brackets without end
        return
    match said:
        case _Stdin():
            await app.send_bytes(said.text.encode(errors="replace"))  # half a character, as JSON can have it
        case _Resize():
            await app.set_terminal_size(said.size.width, said.size.height)
        case _Ping():
            await page.send_json(["pong", said.sent])
        case _Focus():
            await app.focus()
        case _Blur():
            await app.blur()


def _guard(port: int) -> Any:
    """Turn away other pages of the browser and other names for this computer."""
    from aiohttp import web

    known = {f"{name}:{port}" for name in (HERE, "localhost")}

    @web.middleware
    async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
        origin = request.headers.get("Origin", "")
        if request.host not in known or (origin and origin.removeprefix("http://") not in known):
            raise web.HTTPForbidden(text="Guildbook answers this computer only.")
        answer: web.StreamResponse = await handler(request)
        return answer

    return guard


def _shield(port: int) -> Any:
    """Send with every answer what the browser must not do with it: keep it, frame it, tell others of it, run what is not ours."""
    sockets = " ".join(f"ws://{name}:{port}" for name in (HERE, "localhost"))
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src data:; connect-src {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }

    async def shield(_: "web.Request", answer: "web.StreamResponse") -> None:
        answer.headers.update(headers)

    return shield
