"""The app in a browser of this computer, through textual-serve: one process of the app for each tab.

Only this computer is answered, and only a browser that was given the key: whatever reads this address can read the book.
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import GuildbookError

if TYPE_CHECKING:
    from aiohttp import web

DONE = 0
HERE = "127.0.0.1"
"""The address of this computer, as this computer alone knows it."""
_COOKIE = "guildbook-key"


def serve(words: list[str], port: int) -> int:
    """Show the app to a browser until ctrl+c.

    Args:
        words: what is said to ``guildbook`` for each tab.
        port: where the browser finds it.

    Raises:
        GuildbookError: textual-serve is not installed, or the port is taken.
    """
    try:
        import textual_serve  # noqa: F401
    except ImportError:
        raise GuildbookError(
            "The browser needs one package more: pip install 'guildbook[serve]', or textual-serve by itself."
        ) from None
    _look_whether_free(port)
    _server(words, port).serve()
    return DONE


def _look_whether_free(port: int) -> None:
    with socket.socket() as probe:
        try:
            probe.bind((HERE, port))
        except OSError as error:
            raise GuildbookError(f"Port {port} cannot be used ({error.strerror}); --port names another.") from None


def _command(words: list[str]) -> str:
    """What a shell of this system starts the app with."""
    whole = [sys.executable, "-m", "tui", *words]
    return subprocess.list2cmdline(whole) if os.name == "nt" else shlex.join(whole)


def _server(words: list[str], port: int) -> Any:
    from textual_serve.server import Server

    class Serving(Server):
        """A server that speaks plainly, and to one browser only."""

        key = secrets.token_urlsafe(16)

        def initialize_logging(self) -> None:
            logging.basicConfig(level="WARNING")

        async def on_startup(self, _: web.Application) -> None:
            print(f"Guildbook is at {self.public_url}/?key={self.key}")
            print("Only this computer can see it. ctrl+c ends it.", flush=True)

        async def _make_app(self) -> web.Application:
            made = await super()._make_app()
            made.middlewares.append(_guard(self.key, port))
            return made

    return Serving(
        _command(words), HERE, port, title="Guildbook", templates_path=Path(__file__).with_name("serving_page")
    )


def _guard(key: str, port: int) -> Any:
    """Turn away other pages of the browser, other names for this computer, and whoever has not the key."""
    from aiohttp import web

    known = {f"{name}:{port}" for name in (HERE, "localhost")}

    @web.middleware
    async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
        given = request.query.get("key") or request.cookies.get(_COOKIE, "")
        origin = request.headers.get("Origin", "")
        if request.host not in known or (origin and origin.removeprefix("http://") not in known):
            raise web.HTTPForbidden(text="Guildbook answers this computer only.")
        if not hmac.compare_digest(given.encode(), key.encode()):
            raise web.HTTPForbidden(text="Open the address that guildbook serve has printed, with its key.")
        answer: web.StreamResponse = await handler(request)
        if "key" in request.query:
            answer.set_cookie(_COOKIE, key, httponly=True, samesite="Strict")
        return answer

    return guard
