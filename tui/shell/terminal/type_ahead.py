"""Type-ahead: input that comes too fast waits, and acts in order."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from textual.app import App
from textual.events import Event, InputEvent, Key, MouseMove, Paste
from textual.screen import Screen
from textual.widget import Widget

from screens.widgets.textual_compat import called_after_paint, has_mail

TURNS, PAUSE = 100, 0.005
"""Turns of the event loop in which an event is mostly dealt with, and the seconds between two looks after these."""
MOST_LOOKS = 500
"""Looks after which an event acts all the same: whatever a widget waits for, the keyboard must not be dead."""


class TypeAhead:
    """The input that waits until all before it has been dealt with.

    Textual puts a key into the queue of the widget that has the focus. A key that is bound goes from there, queue by queue, up to the
    app, which only then runs its action. A letter behind it would enter the focused widget's queue at once, and be typed before
    that action has moved the focus, saved, or opened a dialog. So an event enters only once the app is at rest.
    """

    def __init__(self, app: App[Any]) -> None:
        """Nothing was typed yet."""
        self._app = app
        self._waiting: deque[Event] = deque()
        self._called: deque[Event] = deque()
        """Those that waited and may act now; they are on their way to the app."""
        self._line: Widget | None = None
        """The line that the last event typed a letter in, if it did."""

    def keeps(self, event: Event) -> bool:
        """Whether an event has to wait.

        It comes again once all before it has been dealt with.

        The mouse may move at any time, unless something waits that it would overtake.
        """
        if event.is_forwarded or not isinstance(event, InputEvent | Paste):
            return False
        if self._called and event is self._called[0]:
            self._called.popleft()
            return False
        if not self._waiting:
            if isinstance(event, MouseMove) or self._may_act(event):
                return False
            self._app.run_worker(self._call(), group="type-ahead")
        self._waiting.append(event)
        return True

    async def _call(self) -> None:
        """Let the waiting events act, one by one."""
        looks = 0
        while self._waiting:
            if looks < MOST_LOOKS and not self._may_act(self._waiting[0]):
                await self._pause(looks)
                looks += 1
                continue
            looks = 0
            self._called.append(self._waiting.popleft())
            self._app.post_message(self._called[-1])

    async def _pause(self, looks: int) -> None:
        if looks < TURNS:
            await asyncio.sleep(0)
            return
        if self._app.screen_stack:
            self._app.screen.check_idle()  # or what it calls after a paint might wait for its next message
        await asyncio.sleep(PAUSE)

    def _may_act(self, event: Event) -> bool:
        """Whether all before an event has been dealt with; letters for one line need not wait, its queue keeps their order."""
        line = self._line_for(event)
        may = (line is not None and line is self._line) or self._at_rest()
        self._line = line if may else None
        return may

    def _line_for(self, event: Event) -> Widget | None:
        """The line that an event types a letter in, if it does."""
        if not (isinstance(event, Key) and event.is_printable and self._app.screen_stack):
            return None
        focused = self._app.focused
        return focused if focused and focused.check_consume_key(event.key, event.character) else None

    def _at_rest(self) -> bool:
        """Whether every message has been dealt with that an event, or whatever followed it, has set off.

        In what is on the screens only: what was removed answers nothing any more. An app that was told to quit comes to rest no more, so
        that no key acts after that.
        """
        screens = self._app.screen_stack
        if not screens:
            return False
        way = (self._app.focused or self._app.screen).ancestors_with_self  # up to the app: most messages are on it
        return (
            not any(map(has_mail, way))
            and not any(map(_acts, called_after_paint(self._app.screen)))
            and all(
                not has_mail(node) for screen in reversed(screens) for node in screen.walk_children(with_self=True)
            )
        )


def _acts(callback: Any) -> bool:
    """Whether what is called after the next paint may matter to a key.

    What a screen, its commands or the app call later may, as it moves a cursor or opens a dialog; what a widget does is for
    the eye.
    """
    owner: object = getattr(getattr(callback, "func", callback), "__self__", None)
    return not isinstance(owner, Widget) or isinstance(owner, Screen)
