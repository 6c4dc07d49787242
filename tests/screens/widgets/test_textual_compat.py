"""What is asked of Textual's insides: each name is where it was, and no one but these files asks for one."""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import textual
from textual import events
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

import screens
import tui
from screens.widgets import textual_compat
from screens.widgets.line_widget import Drawn
from tests.support.textual_internals import call_later_on, lays_out, take_out

ALLOWED = {
    "screens.widgets.textual_compat",
    "screens.widgets.terminal_update",
    "tui.shell.terminal.terminal_driver",
}
"""The files that may ask for what is Textual's own."""
NAMED = re.compile(r"(?<![\w.])_[a-z]\w*|(?<=\.)_[a-z]\w*")


def moved(name: str) -> str:
    """The sentence that someone reads who tries a new release."""
    return (
        f"Textual {textual.__version__} has moved {name}; screens/widgets/textual_compat.py says what it was for."
    )


class Lines(ScrollView):
    """A list of lines."""

    BINDINGS = [Binding("j", "down", "Down", id="lines.down")]

    def render_line(self, y: int) -> Strip:
        return Strip.blank(10)


class Asking(textual_compat.OpenApp[None], inherit_bindings=False):
    """An app in which one key stands for another, and an error has last words."""

    BINDINGS = [Binding("o", "open", "Open", id="ask.open")]
    CSS = "Lines { height: 5; }"
    opened = 0
    asked: list[str]
    told: list[str]

    def compose(self) -> ComposeResult:
        yield Lines()

    def action_open(self) -> None:
        self.opened += 1

    def other_key(self, key: str) -> str:
        self.asked = [*getattr(self, "asked", []), key]
        return "o" if key == "щ" else ""

    def unused(self, key: str) -> None:
        self.told = [*getattr(self, "told", []), key]

    def last_words(self, error: Exception) -> str:
        return f"ended by {type(error).__name__}"


async def test_the_keys_of_a_class_are_known() -> None:
    found = dict(textual_compat.keys_bound(Lines))
    assert found["j"].id == "lines.down", moved("DOMNode._merged_bindings")
    assert "down" in found, moved("DOMNode._merged_bindings, with what is inherited")


async def test_a_keymap_is_given_out_again() -> None:
    async with Asking().run_test() as pilot:
        assert not textual_compat.own_keys(pilot.app), moved("App._keymap")
        pilot.app.set_keymap({"ask.open": "f2"})
        assert dict(textual_compat.own_keys(pilot.app)) == {"ask.open": "f2"}, moved("App._keymap")


def test_a_character_has_the_name_of_its_key() -> None:
    named = {character: textual_compat.key_named(character) for character in "a?:"}
    assert named == {"a": "a", "?": "question_mark", ":": "colon"}, moved("textual.keys._character_to_key")


async def test_a_message_that_waits_is_seen_until_it_was_dealt_with() -> None:
    async with Asking().run_test() as pilot:
        lines = pilot.app.query_one(Lines)
        await pilot.pause()
        assert not textual_compat.has_mail(lines)
        lines.post_message(events.Enter(lines))
        assert textual_compat.has_mail(lines)
        await pilot.pause()
        assert not textual_compat.has_mail(lines)


async def test_a_message_taken_out_ahead_of_its_time_still_waits() -> None:
    pump = MessagePump()
    pump.post_message(events.Idle())
    take_out(pump)
    assert pump.message_queue_size == 0, (
        "Textual takes no message out ahead of its time any more; has_mail can say so."
    )
    assert textual_compat.has_mail(pump), moved("MessagePump._pending_message")


async def test_what_is_called_after_the_next_paint_is_known() -> None:
    def nothing() -> None: ...

    async with Asking().run_test() as pilot:
        screen = pilot.app.screen
        call_later_on(screen, nothing)
        assert nothing in textual_compat.called_after_paint(screen), moved("Screen._callbacks")


async def test_what_was_told_to_go_is_known_while_it_is_still_there() -> None:
    async with Asking().run_test() as pilot:
        lines = pilot.app.query_one(Lines)
        assert not textual_compat.leaving(lines)
        removed = lines.remove()
        assert textual_compat.leaving(lines), moved("DOMNode._pruning, or _closing")
        await removed


async def test_the_app_that_runs_is_known_to_whoever_has_no_widget() -> None:
    async with Asking().run_test() as pilot:
        assert textual_compat.running_app() is pilot.app, moved("textual._context.active_app")


async def test_the_driver_is_reached_while_the_app_runs() -> None:
    app = Asking()
    assert textual_compat.terminal_of(app) is None, moved("App._driver")
    async with app.run_test():
        assert textual_compat.terminal_of(app), moved("App._driver")
        assert textual_compat.terminal_of(app).can_suspend is False  # type: ignore[union-attr]


async def test_the_scrollbar_alone_follows_a_new_number_of_lines() -> None:
    async with Asking().run_test() as pilot:
        lines = pilot.app.query_one(Lines)
        lines.virtual_size = Size(10, 50)
        await pilot.pause()
        before = lines.vertical_scrollbar.window_virtual_size
        lines.set_reactive(Widget.virtual_size, Size(10, 70))  # type: ignore[arg-type]
        assert lines.vertical_scrollbar.window_virtual_size == before == 50
        textual_compat.follow_scrollbar(lines)
        assert lines.vertical_scrollbar.window_virtual_size == 70, moved("Widget._scroll_update")


def test_a_list_lays_nothing_out_by_a_new_number_of_lines() -> None:
    """Its own ``virtual_size`` is Textual's but for the layout."""
    assert lays_out(Widget.virtual_size), moved("Widget.virtual_size, which lays out the screen")
    assert not lays_out(Drawn.virtual_size)


def test_a_screen_is_told_of_a_new_size_where_it_is_fitted() -> None:
    assert "_screen_resized" in Screen.__dict__, moved("Screen._screen_resized")
    assert "._screen_resized(" in inspect.getsource(App), moved("the call of Screen._screen_resized")


async def test_another_key_is_tried_where_nothing_is_bound_to_one() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("щ", "o", "x")
        assert app.opened == 2, moved("App._check_bindings")
        assert app.asked == ["щ", "щ", "o", "x", "x"]
        assert app.told == ["x"]


async def test_an_error_nobody_foresaw_ends_with_the_apps_last_words(capsys: pytest.CaptureFixture[str]) -> None:
    async def failing() -> None:
        async with Asking().run_test() as pilot:
            pilot.app.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await failing()
    told = "".join(capsys.readouterr())
    assert "ended by ZeroDivisionError" in told, moved("App._fatal_error, App._exception or App._exit_renderables")
    assert "Traceback" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of Unix")
def test_the_driver_of_unix_is_made_of_what_ours_takes_the_place_of() -> None:
    linux_driver = importlib.import_module("textual.drivers.linux_driver")
    ours = importlib.import_module("tui.shell.terminal.terminal_driver")
    source = inspect.getsource(linux_driver)
    for name, place in {
        "XTermParser": ours.Reading, "getincrementaldecoder": None, "WriterThread": ours.Writing,
    }.items():  # fmt: skip
        assert f"{name}(" in source, moved(f"linux_driver.{name}")
        assert place is None or getattr(linux_driver, name) is place
    for name in ("attrs_before", "_file", "_mouse_pixels", "_run_input_thread", "run_input_thread"):
        assert re.search(rf"\b{name}\b", source), moved(f"LinuxDriver.{name}")
    assert "terminal_pixel_size" in inspect.getsource(ours.XTermParser), moved("XTermParser.terminal_pixel_size")
    assert "self._queue" in inspect.getsource(ours.WriterThread), moved("WriterThread._queue")
    assert "_handle_exception" in App.__dict__, moved("App._handle_exception")


# -- no one else -------------------------------------------------------------------------------------


def modules() -> Iterator[ModuleType]:
    """Every module of the screens and of the program, but for the two files that may."""
    for package in (screens, tui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in ALLOWED and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def of_textual() -> set[str]:
    """Every private name that occurs in Textual."""
    sources = Path(textual.__file__).parent.rglob("*.py")
    return {name for source in sources for name in NAMED.findall(source.read_text(encoding="utf-8"))}


def test_nobody_else_asks_another_object_for_what_is_textuals_own() -> None:
    theirs, ours = of_textual(), {name for module in modules() for name in defined(module)}
    found = [
        f"{module.__name__}, line {line}: {name}"
        for module in modules()
        for line, name, own in asked(module)
        if name in theirs and not (own and name in ours)
    ]
    assert {"_driver", "_keymap", "_merged_bindings"} <= theirs
    assert not found, "what Textual keeps to itself is asked for in screens/widgets/textual_compat.py alone"


def test_nobody_else_takes_the_place_of_what_is_textuals_own() -> None:
    names = {module.__name__ for module in modules()}
    found = {
        f"{kind.__module__}, {kind.__name__}: {name}"
        for node in gc.get_objects()
        if isinstance(node, type) and issubclass(node, DOMNode)
        for place, kind in enumerate(node.__mro__)
        if kind.__module__ in names
        for name in kind.__dict__
        if private(name) and name not in BY_TEXTUAL and any(name in base.__dict__ for base in textuals(node, place))
    }
    assert not found, "what Textual keeps to itself is overridden in screens/widgets/textual_compat.py alone"


BY_TEXTUAL = {
    "_reactives",
    "_computes",
    "_decorated_handlers",
    "_css_type_name",
    "_css_type_names",
    "_merged_bindings",
}
BY_TEXTUAL |= {"_inherit_css", "_inherit_bindings", "_inherit_component_classes", "_default_virtual_size"}
"""What Textual itself puts into each class."""


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def textuals(node: type, place: int) -> list[type]:
    """The classes of Textual that come after a place among the bases of a class."""
    return [base for base in node.__mro__[place + 1 :] if base.__module__.partition(".")[0] == "textual"]


def parsed(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def defined(module: ModuleType) -> Iterator[str]:
    """The private names that a module gives to anything."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def asked(module: ModuleType) -> Iterator[tuple[int, str, bool]]:
    """Where a module asks for a private name, which one, and whether it asks an object of its own."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Attribute) and private(node.attr):
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not (isinstance(node.value, ast.Name) and node.value.id in ("os", "parser", "argparse")):
                yield node.lineno, node.attr, own
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            yield from ((node.lineno, one.name, False) for one in node.names if private(one.name))
            if "._" in str(node.module):
                yield node.lineno, f"_{str(node.module).partition('._')[2]}", False


class Asked(Lines):
    """Lines that remember which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked += crop.line_range
        return super().render_lines(crop)


class TwoLists(textual_compat.Fitted, Screen[None]):
    """Two lists in one container."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Asked()
            yield Asked()


async def test_only_the_lines_that_are_new_are_asked_for() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await app.push_screen(TwoLists())
        await pilot.pause(0.1)
        assert hasattr(Compositor, "_get_renders"), moved("Compositor._get_renders")
        above, below = app.screen.query(Asked)
        assert above.asked
        assert below.asked
        above.asked.clear()
        below.asked.clear()
        above.refresh(Region(0, 1, 10, 1), Region(0, 3, 10, 1))
        await pilot.pause(0.1)
    assert above.asked == [1, 2, 3]
    assert below.asked == []
