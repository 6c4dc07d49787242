"""The application: its screens, its keys, and the whole book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

import screens
from screens.common.messages import Copied, GoBack, GoTo, Timed
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from screens.widgets.status import SpeakingApp
from screens.widgets.styles import FEW
from screens.widgets.textual_compat import OpenApp, terminal_of
from store.book.book import Book
from store.core.dates import Clock
from store.model.community import Community
from tui.keybindings.screen_registry import HOME, ROOMS
from tui.shell import user_keys
from tui.shell.appearance.theme_choice import ThemeChoice
from tui.shell.background import SpareTime
from tui.shell.book_commands import BookCommands
from tui.shell.browser_page import BrowserPage
from tui.shell.navigation import Navigation
from tui.shell.startup_tasks import OWN_BOOK, OWN_BOOK_WANTED, StartupTasks
from tui.shell.terminal.signals import BY_SIGNAL
from tui.shell.terminal.type_ahead import TypeAhead

if TYPE_CHECKING:
    from textual.app import SystemCommand as Command
    from textual.await_complete import AwaitComplete
    from textual.driver import Driver

    from store.book.traces import Traces
    from tui.keybindings.keymap import Keymap
    from tui.shell.phase_timer import Alarm


LOOK_AT_THE_DAY = 60.0
"""Seconds after which the app looks whether another day has begun: some leave it open for weeks."""


class GuildbookApp(SpeakingApp[None], OpenApp[None], inherit_bindings=False):
    """Guildbook on one book."""

    TITLE = "Guildbook"
    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(screens.__file__).parent / HOME / f"{HOME}.tcss"]
    """The looks of the first screen, so that they are not read again when it is made."""
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    """Lists and panels draw their own lines, of which Textual can select nothing; it goes wrong where a widget went meanwhile."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                room.key, f"go('{name}')", room.title, show=False, id=f"go.{name}", tooltip=f"Go to {room.title}"
            )
            for name, room in ROOMS.items()
            if room.key
        ),
        Binding(
            "0", "go('facilitate')", "Timer", show=False, id="go.facilitate", tooltip="Open the facilitation timer"
        ),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Undo the last change"),
        Binding("U", "redo", "Redo", show=False, id="app.redo", tooltip="Redo the last undone change"),
        Binding(
            "ctrl+p,colon",
            "command_palette",
            "Find",
            id="app.palette",
            show=False,
            priority=False,
            tooltip="Find any command or record by name",
        ),
        Binding("question_mark,f1", "keys", "Help", id="app.help", tooltip="Show every key that works here"),
        Binding("q", "quit", "Quit", show=False, id="app.quit", tooltip="Close the book and quit"),
        Binding(
            "ctrl+g", "skip_tour", "Skip", show=False, id="tour.skip", tooltip="Skip this line of the demo’s tour"
        ),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        book: Book,
        clock: Clock,
        *,
        demo: bool = False,
        tour: bool = False,
        traces: Traces | None = None,
        keys: Keymap | None = None,
        suggested: Callable[[], Community] = Community,
        theme_kept_in: Path | None = None,
    ) -> None:
        """Make the application.

        Args:
            book: the open book; the caller closes it.
            clock: what day it is.
            demo: the book is a sample that is thrown away at the end.
            tour: it is shown in five lines.
            traces: what tells of the book that is missing; what becomes of it is asked, and nothing else done.
            keys: the user's own keys.
            suggested: the settings that this computer suggests, asked for a new book only.
            theme_kept_in: the file with the theme that was chosen; nothing is read or kept without it.
        """
        super().__init__()
        self._state_folder = theme_kept_in and theme_kept_in.parent
        self.book = book
        self.clock = clock
        self.demo, self._tour = demo, tour
        self._traces = traces
        self._day = clock.today()
        self._own_keys = keys
        self._suggested = suggested
        self._alarm: Alarm | None = None
        self._doing = self._opened_by = ""
        """The action of a screen that is at work, and the one that opened the first dialog over it."""
        self._ahead = TypeAhead(self)
        self._page = BrowserPage()
        spare = SpareTime()
        self.navigation = Navigation(self, book, clock, spare)
        self.startup = StartupTasks(self, book, clock, self.navigation, spare)
        self._theme_choice = ThemeChoice(self, theme_kept_in)
        self._book_commands = BookCommands(self, book)

    def get_driver_class(self) -> type[Driver]:
        """The driver of the terminal: ours, where Textual would take its own."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from tui.shell.terminal.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Tell where the terminal has few colours; greys alone say nothing."""
        return {FEW: "yes" if self.no_color or self.console.color_system != "truecolor" else "no"}

    # -- screens -----------------------------------------------------------------------------------

    def get_default_screen(self) -> BookScreen:
        """The screen at the bottom of the stack."""
        return self.navigation.room(HOME)

    def on_mount(self) -> None:
        """Welcome the user of an empty book, and say what hinders writing."""
        self.set_interval(LOOK_AT_THE_DAY, self.look_at_the_day)
        # back from the shell the terminal is empty, and nothing but this paints what has not changed
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())
        if self._own_keys:
            user_keys.apply_keymap(self, self._own_keys, self._keys_settled)
        self.startup.begin(self._traces, self._suggested)
        if self._tour:
            self.call_after_refresh(self.startup.begin_tour)

    def _keys_settled(self, told: str) -> None:
        """Show the keys that are in force, and say which cannot be used."""
        self.navigation.show_numbers()
        if told:
            self.notify(f"{self.book.note} {told}".strip(), severity="warning", timeout=10)

    async def on_event(self, event: events.Event) -> None:
        """Put keys before work in spare time, and keep them in order."""
        if isinstance(event, events.InputEvent) and not isinstance(event, events.MouseMove):
            self.startup.wait_for_a_pause()
        if self._ahead.keeps(event):
            return
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.heed_input()
            self._tell_page()
        if isinstance(event, events.Paste) and not self.app_focus:
            self.app_focus = True  # the focus comes back for it, as it does for a key
        await super().on_event(event)
        if (tour := self.startup.tour) and isinstance(event, events.InputEvent):
            self.call_after_refresh(tour.look)

    def other_key(self, key: str) -> str:
        """The key at the place of one that types no Latin letter."""
        return "" if key.isascii() else user_keys.key_in_latin(key)

    def unused(self, key: str) -> None:
        """Say of a letter that it does nothing here."""
        user_keys.say_unused(self, key)

    def last_words(self, error: Exception) -> str:
        """Keep what is half typed, and say in a line what helps."""
        from tui.shell.crash_report import app_message

        with suppress(Exception):  # one end is enough
            self.keep_typed()
        return app_message(error, self._state_folder, None if self.demo else self.book.path)

    def look_at_the_day(self) -> None:
        """Show on every screen what a new day needs, once one has begun."""
        if (today := self.clock.today()) != self._day:
            self._day = today
            self.navigation.turn_the_day()

    def watch_app_focus(self, focus: bool) -> None:
        """Let the keys go where a screen wants them, in a browser's tab too."""
        if focus:
            self.look_at_the_day()  # a computer that slept over midnight counted no seconds
        if focus and self.screen.focused is None:
            wanted = self.screen.query(self.screen.AUTO_FOCUS or self.AUTO_FOCUS or "*")
            self.screen.set_focus(next((widget for widget in wanted if widget.focusable), None))

    def on_resize(self) -> None:
        """Cover everything where the window is too small, until it is not."""
        self.call_later(self.navigation.cover.heed_size)

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Open a screen or dialog over those that can be seen."""
        with self.navigation.cover.below():
            if self.screen_stack and isinstance(self.screen, BookScreen):
                self._opened_by = self._doing
            self.move_status()
            return super().push_screen(*screen, **how)

    def pop_screen(self) -> AwaitComplete:
        """Close the last screen or dialog of those that can be seen."""
        self._tell_page()
        with self.navigation.cover.below():
            self.move_status()
            return super().pop_screen()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Open a screen in the place of the last one of those that can be seen."""
        with self.navigation.cover.below():
            self.move_status()
            return super().switch_screen(screen)

    def _tell_page(self) -> None:
        """Tell the page of a browser, once this event is done, whether closing it would lose anything."""
        if not ((terminal := self.terminal()) and terminal.is_web):
            return

        def tell() -> None:
            from tui.shell.unsaved_input import has_unsaved

            self._page.tell(terminal, unsaved=has_unsaved([*self.screen_stack], self.navigation.rooms, self.book))

        self.call_after_refresh(tell)

    def keep_typed(self) -> None:
        """Keep what stands in open forms and lines, for the next start."""
        from tui.shell.unsaved_input import keep_unsaved

        keep_unsaved(self.book, [*self.screen_stack], self.navigation.rooms, self._opened_by)

    def on_exit_app(self) -> None:
        """Nothing that is half typed is lost, whatever ends the app."""
        self.keep_typed()

    def end_by(self, number: int) -> None:
        """End as a signal asks for."""
        self.exit(return_code=BY_SIGNAL + number)

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Run an action; what opens meanwhile can be opened again by it."""
        here = isinstance(action, str) and default_namespace is self.screen
        self._doing = action if here else ""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self._doing = ""

    def go_to(self, name: str, key: str = "") -> None:
        """Show a screen, with a record selected on it."""
        self.navigation.go_to(name, key)

    def action_go(self, name: str) -> None:
        """Go to a numbered screen; esc leads nowhere from there."""
        self.navigation.go_to_numbered(name)

    @on(GoTo)
    def lead(self, event: GoTo) -> None:
        """Go where a screen leads, and remember the way back from a numbered one."""
        self.navigation.lead(event)

    @on(Copied)
    def _copied(self, event: Copied) -> None:
        """Let the tour notice it."""
        if tour := self.startup.tour:
            tour.copied(event.name)

    @on(GoBack)
    def _back(self, event: GoBack) -> None:
        """Lay the screens again that lay here before one of them led away."""
        self.navigation.back(anyhow=event.anyhow)

    @on(Timed)
    def _timed(self, event: Timed) -> None:
        """Notice the end of a talk's phases from here, whichever screen is open."""
        from tui.shell.phase_timer import Alarm

        self._alarm = self._alarm or Alarm(self, self._control, self.navigation.show_timed)
        self._alarm.follow(event.talk)

    async def action_quit(self) -> None:
        """Quit; while a discussion's time is running, only when asked a second time."""
        if not (self._alarm and self._alarm.warns_of_leaving()):
            await super().action_quit()

    def terminal(self) -> Driver | None:
        """What reads and writes the terminal."""
        return terminal_of(self)

    def _control(self, codes: str) -> None:
        """Put control characters into the terminal, where there is one."""
        if (terminal := self.terminal()) and not self.is_headless:
            terminal.write(codes)

    def exit(self, *result: Any, **how: Any) -> None:
        """Quit, and give the window its own title back."""
        if self._alarm:
            self._alarm.close()
        self.startup.inbox.stop()
        super().exit(*result, **how)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key of the tour where none is under way."""
        return bool(self.startup.tour) if action == "skip_tour" else super().check_action(action, parameters)

    def action_skip_tour(self) -> None:
        """Go on to the next line of the tour."""
        if tour := self.startup.tour:
            tour.skip()

    # -- the whole book ----------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Undo the last change."""
        self._book_commands.undo()

    def action_redo(self) -> None:
        """Redo the last undone change."""
        self._book_commands.redo()

    def action_help_quit(self) -> None:
        """What ctrl+c says: it copies or ends things elsewhere, here ``q`` quits."""
        self.notify(f"Press {key_of('app.quit')} to quit. Everything is saved.")

    def action_keys(self) -> None:
        """Show every key that works here."""
        from tui.shell.help import Help

        screen = self.screen
        heading, lines = screen.HELP_NOTES if isinstance(screen, BookScreen) else ("", tuple)
        self.push_screen(Help(list(screen.active_bindings.values()), (heading, lines())))

    def action_command_palette(self) -> None:
        """Find any command and any record by name."""
        from tui.shell.palette.command_palette import Palette

        palette = Palette(self, self.screen)
        self.push_screen(palette, palette.run)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[Command]:
        """What the palette offers besides records: keys, screens and themes."""
        from tui.shell.palette.system_commands import of_the_app, of_the_keys, of_the_screen

        yield from of_the_keys(self, screen)
        yield from of_the_screen(screen, self.go_to)
        yield SystemCommand("Theme", "Change the colours: dark, light or high contrast", self._theme_choice.pick)
        yield from of_the_app(self)
        if self.demo:
            leave = partial(self.exit, return_code=OWN_BOOK_WANTED)
            yield SystemCommand(OWN_BOOK, "Close the demo and open your own book", leave)
        reload = partial(self._book_commands.read_again, self.navigation.room(HOME))
        yield SystemCommand("Reload book", "Load changes made to the file by another program", reload)

    def action_change_theme(self) -> None:
        """Pick other colours; they are kept for the next time."""
        self._theme_choice.pick()
