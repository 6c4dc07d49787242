"""Commands of the timer: start, pause, skip, extend, reset, set up."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.messages import Timed
from screens.facilitate.setup_dialog import ask_set_up
from screens.widgets.keys import key_of
from store.launch.facilitation import Facilitation
from store.model.agreement import Talk


def while_running() -> str:
    """What the keys do while the timer runs."""
    return f"The timer is running. Press {key_of('facilitate.run')} to pause, {key_of('facilitate.more')} to add a minute, {key_of('facilitate.skip')} to skip a phase or {key_of('facilitate.reset')} to restart."


class TimerHost(Host, Protocol):
    """A screen that shows the timer of a discussion."""

    @property
    def held(self) -> Facilitation:
        """The talk's phases and timer."""

    def talk(self) -> Talk:
        """The talk that is shown."""

    def show_time(self) -> None:
        """Show what the clock says now."""

    def begin_again(self) -> None:
        """Reset the timer."""


class TimerCommands(Commands[TimerHost]):
    """Commands for the timer of a discussion."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("space,f5", "run", "Start, pause", id="facilitate.run", tooltip="Start or pause the timer"),
        Binding("s,f6", "skip", "Skip", id="facilitate.skip", tooltip="End this phase and start the next"),
        Binding("plus,f7", "more", "+1 minute", id="facilitate.more", tooltip="Add a minute to this phase"),
        Binding("E", "set_up", "Set up", id="facilitate.set_up", tooltip="Set technique, people and phase lengths"),
        Binding(
            "full_stop",
            "reset",
            "Restart",
            show=False,
            key_display=".",
            id="facilitate.reset",
            tooltip="Restart the timer",
        ),
    ]
    AT_ONCE = frozenset({"facilitate.run", "facilitate.skip", "facilitate.more", "facilitate.reset"})

    def action_run(self) -> None:
        """Start, pause or resume."""
        timer = self.screen.held.timer
        if timer.over:
            self.screen.say(
                f"Time is up. Press {key_of('facilitate.more')} to add a minute, {key_of('facilitate.reset')} to restart or {key_of('facilitate.settle')} to record the outcome."
            )
            return
        (timer.pause if timer.running else timer.start)()
        self._changed_time()

    def action_skip(self) -> None:
        """Skip the rest of this phase."""
        if self.screen.held.timer.over:
            self.screen.say(f"The last phase is over. Press {key_of('facilitate.reset')} to restart.", problem=True)
            return
        self.screen.held.timer.skip()
        self._changed_time()

    def action_more(self) -> None:
        """Add a minute to this phase, after the end to the last one."""
        self.screen.held.timer.add()
        self._changed_time()

    def action_reset(self) -> None:
        """Reset the timer; the ideas stay."""
        if not self.screen.held.timer.begun:
            self.screen.say(f"The timer has not started yet. Press {key_of('facilitate.run')} to start it.")
            return
        self.screen.held.timer.pause()
        self.screen.begin_again()
        self._changed_time()

    def action_set_up(self) -> None:
        """Set technique, people and lengths, before the timer starts."""
        if self.screen.held.timer.begun:
            self.screen.say(
                while_running()
                if self.screen.held.timer.running
                else f"The timer has already started. Press {key_of('facilitate.reset')} to restart it first.",
                problem=True,
            )
        else:
            ask_set_up(self.screen, self.screen.talk(), self.screen.held)

    def _changed_time(self) -> None:
        """Show the time, and let the app notice the end from now on."""
        self.screen.show_time()
        self.screen.post_message(Timed(self.screen.held))
