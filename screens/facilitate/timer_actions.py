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
    """What the keys do while the time runs."""
    return f"The time is running. Press {key_of('facilitate.run')} to pause, {key_of('facilitate.more')} for a minute more, {key_of('facilitate.skip')} to skip a phase, {key_of('facilitate.reset')} to begin again."


class TimerHost(Host, Protocol):
    """A screen that shows the time of a talk."""

    @property
    def held(self) -> Facilitation:
        """The talk's phases and timer."""

    def talk(self) -> Talk:
        """The talk that is shown."""

    def show_time(self) -> None:
        """Show what the clock says now."""

    def begin_again(self) -> None:
        """Put the time back to the beginning."""


class TimerCommands(Commands[TimerHost]):
    """Commands for the time of a talk."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("space,f5", "run", "Start, pause", id="facilitate.run", tooltip="Let the time run, or hold it"),
        Binding("s,f6", "skip", "Skip", id="facilitate.skip", tooltip="End this phase; the next one begins"),
        Binding("plus,f7", "more", "+1 minute", id="facilitate.more", tooltip="One minute more for this phase"),
        Binding(
            "o", "set_up", "Set up", id="facilitate.set_up", tooltip="Technique, people, lengths of the phases"
        ),
        Binding("r", "reset", "From start", show=False, id="facilitate.reset", tooltip="Begin the time again"),
    ]
    AT_ONCE = frozenset({"facilitate.run", "facilitate.skip", "facilitate.more", "facilitate.reset"})

    def action_run(self) -> None:
        """Start, pause or resume."""
        timer = self.screen.held.timer
        if timer.over:
            self.screen.say(
                f"Time is up. Press {key_of('facilitate.more')} for a minute more, {key_of('facilitate.reset')} to begin again, {key_of('facilitate.settle')} to put what came of it into the charter."
            )
            return
        (timer.pause if timer.running else timer.start)()
        self._changed_time()

    def action_skip(self) -> None:
        """Skip the rest of this phase."""
        if self.screen.held.timer.over:
            self.screen.say(
                f"The last phase is over. Press {key_of('facilitate.reset')} to begin again.", problem=True
            )
            return
        self.screen.held.timer.skip()
        self._changed_time()

    def action_more(self) -> None:
        """Add a minute to this phase, after the end to the last one."""
        self.screen.held.timer.add()
        self._changed_time()

    def action_reset(self) -> None:
        """Reset the time; what was said stays."""
        if not self.screen.held.timer.begun:
            self.screen.say(
                f"The time stands at the beginning already. Press {key_of('facilitate.run')} to start it."
            )
            return
        self.screen.held.timer.pause()
        self.screen.begin_again()
        self._changed_time()

    def action_set_up(self) -> None:
        """Technique, people and lengths, before the time runs."""
        if self.screen.held.timer.begun:
            self.screen.say(
                while_running()
                if self.screen.held.timer.running
                else f"The time has begun. Press {key_of('facilitate.reset')} to begin again first.",
                problem=True,
            )
        else:
            ask_set_up(self.screen, self.screen.talk(), self.screen.held)

    def _changed_time(self) -> None:
        """Show the time, and let the app notice the end from now on."""
        self.screen.show_time()
        self.screen.post_message(Timed(self.screen.held))
