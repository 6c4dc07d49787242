"""What tests ask of Textual that has no public way; the next release may move it, and then it is mended here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import Mock

import pytest
from rich.console import Console
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets._toast import ToastRack

from screens.widgets.terminal_update import compact
from tui.shell.terminal.terminal_driver import TerminalDriver


def failure(app: App[Any]) -> Exception | None:
    """What ended the app."""
    return app._exception


def pull(app: App[Any], size: tuple[int, int]) -> None:
    """Tell an app of another size, as the terminal does while its corner is pulled at."""
    assert app._driver
    app._driver._size = size
    app.post_message(events.Resize(Size(*size), Size(*size)))


def pulled(app: App[Any]) -> None:
    """Have the new size followed now; Textual waits for a moment in which no one pulls any more."""
    app._check_resize()


async def mouse(pilot: Pilot[None], event: type[events.MouseEvent], offset: tuple[int, int]) -> None:
    """Let one thing happen to the mouse, somewhere on the screen."""
    await pilot._post_mouse_events([event], offset=offset, button=0)


def to_repaint(widget: Widget) -> set[Region]:
    """The parts of a widget that it asked to have painted; it does not ask again for them."""
    return set(widget._exchange_repaint_regions())


def parsed_once(sheet: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
    """Parse a style sheet, or take what was parsed for another app; rules are not changed once they are parsed."""
    key = (css, *where, *how.items(), frozenset(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *where, **how)
    return _parsed[key]


_parse_rules, _parsed = Stylesheet._parse_rules, dict[tuple[Any, ...], list[RuleSet]]()


def intervals_begun(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of each timer that begins from now on."""
    begun, start = list[float](), Timer._start

    def counted(timer: Timer) -> None:
        begun.append(timer._interval)
        start(timer)

    monkeypatch.setattr(Timer, "_start", counted)
    return begun


def toast_racks(screen: Screen[Any]) -> list[Widget]:
    """The places of a screen in which Textual would show toasts."""
    return [*screen.query(ToastRack).results()]


def beats(timer: Timer) -> bool:
    """Whether a timer goes on, and is not held."""
    return timer._active.is_set()


def lays_out(attribute: object) -> bool:
    """Whether a new value of a reactive attribute lays out the screen."""
    assert isinstance(attribute, Reactive)
    return attribute._layout


def suggest(line: Input, text: str) -> None:
    """Have a line suggest how it goes on."""
    line._suggestion = text


def take_out(pump: MessagePump) -> None:
    """Take a message out ahead of its time, as Textual does to see what comes."""
    pump._peek_message()


def call_after_paint(screen: Screen[Any], call: Callable[[], object]) -> None:
    """Have something called by a screen once it is painted, without waking the screen up for it."""
    screen._callbacks.append((call, screen))


def calls_after_paint(screen: Screen[Any]) -> int:
    """How many such calls are still to come."""
    return len(screen._callbacks)


def call_later_on(screen: Screen[Any], call: Callable[[], object]) -> None:
    """Have something called by a screen once it is painted."""
    screen._invoke_later(call, screen)


def bindings_for(kind: type[DOMNode], key: str) -> Sequence[Binding]:
    """What a key is bound to in a class and those it inherits from."""
    return kind._merge_bindings().get_bindings_for_key(key)


def counted_layouts(screen: Screen[Any], monkeypatch: pytest.MonkeyPatch, *, most: int) -> list[Size]:
    """The sizes that a screen is laid out for from now on; after so many it is not any more."""
    laid_out, lay_out = list[Size](), screen._refresh_layout

    def counted(size: Size | None = None, *, scroll: bool = False) -> None:
        laid_out.append(size or screen.app.size)
        if len(laid_out) < most:
            lay_out(size, scroll=scroll)

    monkeypatch.setattr(screen, "_refresh_layout", counted)
    return laid_out


def reading_driver(app: object, file: int) -> tuple[TerminalDriver, Callable[[], None]]:
    """A driver of an app that reads from a file, and the work of its thread that reads."""
    driver = TerminalDriver.__new__(TerminalDriver)
    driver._app, driver._loop, driver._debug, driver.fileno = app, Mock(), False, file  # type: ignore[assignment]
    return driver, driver._run_input_thread


def paints(app: type[App[Any]], console: Console, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What an app writes to a terminal from now on, paint by paint."""
    written: list[str] = []
    real = app._display

    def display(self: App[Any], screen: Screen[Any], update: Any) -> None:
        real(self, screen, update)
        if screen is self.screen and isinstance(update, CompositorUpdate):
            written.append(compact(update).render_segments(console))

    monkeypatch.setattr(app, "_display", display)
    return written


def whole_paint(screen: Screen[Any], console: Console) -> str:
    """A screen as Textual itself writes it whole."""
    return screen._compositor.render_full_update().render_segments(console)
