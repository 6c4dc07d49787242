"""Everything that is asked of Textual's insides, each touch with why.

What a new release has moved is mended here.

What has a public way uses that. Beside this file stand :mod:`screens.widgets.terminal_update`, which writes what Textual's
compositor made, :mod:`tui.shell.terminal.terminal_driver`, which is built on the driver of Textual and exists only where there
is a Unix terminal, and :mod:`tui.shell.lazy_imports`, which has to come before Textual. Tests hold them to it, and say which
name has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textual import events
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App, ReturnType
from textual.geometry import Region
from textual.keys import _character_to_key
from textual.screen import Screen

from screens.widgets.terminal_update import compact

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.geometry import Size
    from textual.message_pump import MessagePump
    from textual.scroll_view import ScrollView
    from textual.strip import Strip


# -- keys ----------------------------------------------------------------------------------------------


def key_named(character: str) -> str:
    """The key that types a character, as Textual calls it.

    The way back, ``key_to_character``, is public.
    """
    return _character_to_key(character)


def keys_bound(kind: type[DOMNode]) -> Iterator[tuple[str, Binding]]:
    """Each key of a class with its binding, inherited ones too.

    A node has public bindings, and its class none.
    """
    bindings = kind._merged_bindings
    yield from bindings or ()


def own_keys(app: App[Any]) -> Mapping[str, str]:
    """The keys that were changed, by binding.

    Textual takes a keymap in public and never gives it out again.
    """
    return app._keymap


def running_app() -> App[Any] | None:
    """The app that runs, for what has no widget to ask.

    A sentence that names a key. In public only widgets know it.
    """
    return active_app.get(None)


# -- the queue of messages -----------------------------------------------------------------------------


def has_mail(pump: MessagePump) -> bool:
    """Whether messages wait for a widget, a screen or the app.

    The one taken out ahead of its time is in no public count.
    """
    return pump.message_queue_size > 0 or pump._pending_message is not None


def called_after_paint(screen: Screen[Any]) -> list[object]:
    """What a screen calls after its next paint.

    ``call_after_refresh`` puts it there, and no public name tells of it.
    """
    return [callback for callback, _ in screen._callbacks]


def leaving(node: DOMNode) -> bool:
    """Whether a widget or a screen was told to go, though it is still there.

    In public it is said once it has gone.
    """
    return node._closing or node._pruning


# -- the terminal --------------------------------------------------------------------------------------


def terminal_of(app: App[Any]) -> Driver | None:
    """What writes to the terminal, once the app runs.

    For a window's title, and whether there is a shell to go back to.
    """
    return app._driver


# -- layout --------------------------------------------------------------------------------------------


def follow_scrollbar(widget: ScrollView) -> None:
    """Have the scrollbar alone follow a new number of lines.

    In public only the layout of the whole screen does it.
    """
    widget._scroll_update(widget.virtual_size)


class SparingCompositor(Compositor):
    """A compositor that asks for no more lines than it paints."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The lines of each widget where something is new.

        Textual asks for all lines of all widgets that share a container with one that changed: twice the work of a
        move in a list.
        """
        if crop is None:
            yield from super()._get_renders()
            return
        rows = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and seen.overlaps(crop):
                part = seen.intersection(rows)
                yield region, part, widget.render_lines(part.translate(-region.offset))


class Fitted:
    """A screen that minds what Textual does not.

    How large the window is by now, that it was left before it opened, and which lines are new.

    No screen itself, as the looks of a class come from the first of its bases that is one.
    """

    app: App[object]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._compositor: Compositor = SparingCompositor()

    def _screen_resized(self, _: Size) -> None:
        """Of two sizes that wait for a busy screen, Textual would go from one to the other and back for ever."""
        super()._screen_resized(self.app.size)  # type: ignore[misc]

    async def on_event(self, event: events.Event) -> None:
        """Mount nothing on a screen that was left before it opened."""
        if not (isinstance(event, events.Mount | events.Resize) and leaving(self)):  # type: ignore[arg-type]
            await super().on_event(event)  # type: ignore[misc]


# -- the app -------------------------------------------------------------------------------------------


class OpenApp(App[ReturnType]):
    """An app with alternative keys, a word on those that do nothing, last words of its own, and no toasts."""

    def __init__(self) -> None:
        super().__init__()
        # in public, toasts can be said or not, but each screen has a rack for them
        self._disable_notifications = True

    def other_key(self, key: str) -> str:
        """The key to try where nothing is bound to one, or nothing."""
        raise NotImplementedError

    def unused(self, key: str) -> None:
        """Tell that a key does nothing here; no widget took it either."""
        raise NotImplementedError

    def last_words(self, error: Exception) -> str:
        """The message after an unexpected error, instead of pages of code."""
        raise NotImplementedError

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint, with little to write.

        In public what is painted is seen only line by line, and by then each has its colours written out.
        """
        super()._display(screen, compact(renderable))

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Try another key where nothing is bound to one; an event comes too early for it, texts take theirs later."""
        if await super()._check_bindings(key, priority):
            return True
        if (other := self.other_key(key)) and await super()._check_bindings(other, priority):
            return True
        if not priority:
            self.unused(key)
        return False

    def _fatal_error(self) -> None:
        """End with a line: what Textual prints holds whatever the program had in hand, people's names among it."""
        if "debug" in self.features or self._exception is None:
            super()._fatal_error()
        elif not self._exit_renderables:
            from rich.text import Text

            self.panic(Text(self.last_words(self._exception)))
