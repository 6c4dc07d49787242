"""What an app says in passing, on the status line of whichever screen is in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.app import App, ReturnType
from textual.signal import Signal

from store.core.text import clean

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

LONGEST_MESSAGE = 240
"""Characters of what is said in passing."""
READ_PER_SECOND = 20
"""Characters that are read in a second without haste."""
LEAST_SECONDS = 0.05
"""Seconds for which something is said at least: a timer of Textual's with no time left never ends."""


class StatusMessage(Struct, frozen=True):
    """One thing that is said in passing."""

    text: str
    problem: bool = False
    """Whether something could not be done."""


def shortened(message: str) -> str:
    """A message without control characters, cut to a readable length."""
    text = clean(message)
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


class SpeakingApp(App[ReturnType]):
    """An app that says things in passing: for a few seconds, a problem until a key is pressed."""

    NOTIFICATION_TIMEOUT = 4

    def __init__(self) -> None:
        super().__init__()
        self.status_changed: Signal[None] = Signal(self, "status")
        """Something else is said, or on another screen."""
        self._said: tuple[StatusMessage, ...] = ()
        self._same_turn = False
        self._ends: Timer | None = None

    @property
    def status(self) -> Sequence[StatusMessage]:
        """What is said now, the last one last."""
        return self._said

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the place of what was said before: short, no markup.

        What is said in one turn is said together.
        """
        before = self._said if self._same_turn else ()
        if not self._same_turn:
            self._same_turn = self.call_later(self._end_turn)
        self._said = (*before, StatusMessage(shortened(message), problem=severity != "information"))
        self._stop_timer()
        if not self._says_problem:
            seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
            reading = sum(len(told.text) for told in self._said) / READ_PER_SECOND
            self._ends = self.set_timer(max(seconds, reading, LEAST_SECONDS), self.clear_notifications)
        self.status_changed.publish(None)

    def _end_turn(self) -> None:
        self._same_turn = False

    def clear_notifications(self) -> None:
        """Say nothing any more."""
        self._stop_timer()
        if self._said:
            self._said = ()
            self.status_changed.publish(None)

    def heed_input(self) -> None:
        """Take away a problem, which has been read where a key is pressed."""
        if self._says_problem:
            self.clear_notifications()

    def move_status(self) -> None:
        """Say what is said on another screen, once that is in front."""
        if self._said:
            self.call_later(self.status_changed.publish, None)

    @property
    def _says_problem(self) -> bool:
        return any(message.problem for message in self._said)

    def _stop_timer(self) -> None:
        if self._ends:
            self._ends.stop()
            self._ends = None
