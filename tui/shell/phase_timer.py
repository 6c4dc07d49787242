"""Alarm at the end of a discussion's phase, whichever screen is open.

Bell, window title, a word in passing.

Textual asks it once, when the phase is over by the clock; nothing runs in between.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.widgets.keys import key_of
from store.core.text import one_line, quoted
from store.launch.facilitation import Facilitation
from store.launch.techniques import minutes

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer as Wait

LATEST = 0.02
"""Seconds after the end of a phase at which it is looked for, so that it surely has ended."""
SAID_FOR = 20
"""Seconds that the word about the end stays."""


class Alarm:
    """Follows the timer of one talk after the other."""

    def __init__(self, app: App[None], write: Callable[[str], None], show: Callable[[str], None]) -> None:
        """Make one that follows nothing yet.

        Args:
            app: rings the bell and says the word.
            write: puts control characters into the terminal.
            show: tells on every screen how the time stands; nothing when none was started.
        """
        self._app, self._write, self._show = app, write, show
        self._talk: Facilitation | None = None
        self._seen = 0
        self._wait: Wait | None = None
        self._title = ""
        self._warned = False
        """Whether the user was warned that the time ends with the app; each change of the talk resets it."""

    def follow(self, talk: Facilitation) -> None:
        """Follow a talk from where it is now.

        It was started, paused, moved on, or looked at after its end.
        """
        self._talk, self._seen, self._warned = talk, talk.timer.index, False
        if talk.timer.running:
            self._entitle(self._phase_title(talk))
        elif not talk.timer.over:
            self._entitle("")
        self._show_state()
        self._wait_on()

    def warns_of_leaving(self) -> bool:
        """Warn once that the time that is running ends with the app.

        False where it does not, or was told already.
        """
        if self._warned or not (self._talk and self._talk.timer.running):
            return False
        self._warned = True
        self._app.notify(
            f"The time for {quoted(self._talk.name)} is still running. Press {key_of('app.quit')} again to quit or {key_of('go.facilitate')} to open the timer.",
            severity="warning",
        )
        return True

    def _show_state(self) -> None:
        """Say on every screen how the time stands."""
        talk = self._talk
        if talk is None or not talk.timer.begun:
            self._show("")
        elif talk.timer.over:
            self._show(f"Time is up: {talk.name}")
        else:
            self._show(self._phase_title(talk) if talk.timer.running else f"{talk.name}: paused")

    def look(self) -> None:
        """Tell of what has ended since the last look."""
        talk = self._talk
        if talk is None:
            return
        self._show_state()
        if talk.timer.over:
            said = f"Time is up: {talk.name}."
            self._ring(
                f"{said} Press {key_of('go.facilitate')} to open the timer, then {key_of('facilitate.settle')} to record the outcome.",
                said.rstrip("."),
                urgent=True,
            )
            return
        if talk.timer.index != self._seen:
            self._seen = talk.timer.index
            told = f"{talk.name}: {talk.phase.name}, {minutes(talk.phase_length)} min."
            in_view = getattr(self._app.screen, "held", None) is talk  # a word would cover the line to type in
            self._ring("" if in_view else told, self._phase_title(talk))
        self._wait_on()

    @staticmethod
    def _phase_title(talk: Facilitation) -> str:
        return f"{talk.name}: {talk.phase.name}"

    def _ring(self, text: str, title: str, *, urgent: bool = False) -> None:
        self._app.bell()
        self._entitle(title)
        if text:
            self._app.notify(text, severity="warning" if urgent else "information", timeout=SAID_FOR)

    def _wait_on(self) -> None:
        """Look again when the phase that is on ends."""
        if self._wait:
            self._wait.stop()
            self._wait = None
        if self._talk and self._talk.timer.running:
            self._wait = self._app.set_timer(self._talk.timer.left + LATEST, self.look)

    def _entitle(self, title: str) -> None:
        """Put words into the title of the terminal's window; none at all gives it back its own."""
        if title == self._title:
            return
        if not self._title:
            self._write("\x1b[22;2t")  # keep the title there is
        self._title = title
        self._write(f"\x1b]2;{one_line(title)} – Guildbook\x07" if title else "\x1b[23;2t")

    def close(self) -> None:
        """Give the window back its title."""
        self._entitle("")
