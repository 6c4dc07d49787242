"""The application: it makes the screens, moves between them, and answers what belongs to the whole book."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.notifications import Notification, Notify
from textual.screen import Screen

import screens
from screens.common.messages import GoBack, GoTo, Timed
from screens.common.screen import BookScreen
from screens.common.settings_forms import ask_settings, ask_weights
from screens.widgets.keys import key_of
from screens.widgets.styles import FEW
from screens.widgets.textual_compat import OpenApp, terminal_of
from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookChanged, GuildbookError
from store.core.text import clean
from tui.keybindings.screen_registry import HOME, NUMBERED, ROOMS
from tui.shell.background import SpareTime
from tui.shell.signals import BY_SIGNAL
from tui.shell.themes import THEMES, WORDS, chosen, theme_of
from tui.shell.type_ahead import TypeAhead

if TYPE_CHECKING:
    from textual.app import SystemCommand as Command
    from textual.await_complete import AwaitComplete
    from textual.driver import Driver
    from textual.notifications import SeverityLevel
    from textual.theme import Theme

    from store.book.traces import Traces
    from store.persistence.unsaved_drafts import HalfFilled
    from tui.keybindings.keymap import Keymap
    from tui.shell.phase_timer import Alarm
    from tui.shell.unsaved_input import Half


LONGEST_WORD = 240
"""Characters of what is said in passing."""

LEAST_SAID = 0.05
"""Seconds for which it is seen at least."""

SMALLEST = (60, 20)
"""Columns and rows that every screen and dialog needs."""
LOOK_AT_THE_DAY = 60.0
"""Seconds after which the app looks whether another day has begun: some leave it open for weeks."""
READY_AFTER = 1.0
"""Seconds without a key after which the book is claimed for writing and the other screens are got ready."""
READY_BETWEEN = 0.15
"""Seconds after which the other screens are got ready once one was gone to: while that is being looked at."""


class Said(Notification):
    """What was said in passing. A toast of it that is made as it runs out is seen for a moment.

    Textual's timers never end where they have no time left, and nothing else happens any more.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it is taken away."""
        return max(super().time_left, LEAST_SAID)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0


class GuildbookApp(OpenApp[None], inherit_bindings=False):
    """Guildbook on one book."""

    TITLE = "Guildbook"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", Path(screens.__file__).parent / HOME / f"{HOME}.tcss"]
    """With the looks of the first screen, so that they are not read again when it is made."""
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    """Lists and panels draw their own lines, of which Textual can select nothing; it goes wrong where a toast went meanwhile."""
    NOTIFICATION_TIMEOUT = 4
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                room.key, f"go('{name}')", room.title, show=False, id=f"go.{name}", tooltip=f"Go to {room.title}"
            )
            for name, room in ROOMS.items()
            if room.key
        ),
        Binding(
            "0",
            "go('facilitate')",
            "Timer",
            show=False,
            id="go.facilitate",
            tooltip="The facilitation timer: the talk that is on, or the next one",
        ),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Take back the last change, also after a restart"),
        Binding("U", "redo", "Redo", show=False, id="app.redo", tooltip="Do again what was taken back"),
        Binding(
            "ctrl+p,colon",
            "command_palette",
            "Find",
            id="app.palette",
            show=False,
            priority=False,
            tooltip="Any command and any record by name",
        ),
        Binding("question_mark,f1", "keys", "Help", id="app.help", tooltip="Every key that works here"),
        Binding("q", "quit", "Leave", show=False, id="app.quit", tooltip="Close the book and leave"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        book: Book,
        clock: Clock,
        *,
        demo: bool = False,
        traces: Traces | None = None,
        keys: Keymap | None = None,
        locale_name: Callable[[], str] = str,
        theme_kept_in: Path | None = None,
    ) -> None:
        """Make the application.

        Args:
            book: the open book; whoever opened it closes it.
            clock: what day it is.
            demo: the book is a sample that is thrown away at the end.
            traces: what tells of the book that is missing; what becomes of it is asked, and nothing else done.
            keys: the keys that somebody wishes to have otherwise.
            locale_name: says which locale this computer has, asked for a new book only; it says nothing unless told.
            theme_kept_in: the file with the theme that was chosen; nothing is read or kept without it.
        """
        super().__init__()
        self._theme_kept_in = theme_kept_in
        self.book = book
        self.clock = clock
        self.demo = demo
        self._traces = traces
        self._day = clock.today()
        self._own_keys = keys
        self._locale_name = locale_name
        self._alarm: Alarm | None = None
        self._on_the_line = ""
        self._told_running = ""
        self._covered = False
        self._doing = self._opened_by = ""
        """The action of a screen that is at work, and the one that opened the first dialog over it."""
        self._spare, self._pause = SpareTime(), SpareTime()
        """When the other screens are got ready, and when the book is claimed, which takes longer than any step of that."""
        self._ahead = TypeAhead(self)
        self._way: list[BookScreen] = []
        self._rooms: dict[str, BookScreen] = {}
        """The screens that were made, by name."""
        others = [*self.available_themes]
        for theme in THEMES:
            self.register_theme(theme)
        self._begin_in(next(theme for theme in THEMES if theme.name == theme_of(chosen(theme_kept_in))))
        for name in others:
            self.unregister_theme(name)

    def _begin_in(self, theme: Theme) -> None:
        """Have these colours from the start: changing to them, as later on, reads all looks a second time."""
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.update_classes({f"-theme-{theme.name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark})

    def get_driver_class(self) -> type[Driver]:
        """What reads and writes the terminal: ours, where Textual would take its own for one."""
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from tui.shell.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Say where the terminal has few colours, so that nothing is told by shades of grey alone."""
        return {FEW: "yes" if self.no_color or self.console.color_system != "truecolor" else "no"}

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in passing: one thing at a time, short, and as it is written."""
        self.clear_notifications()
        text = clean(message)
        text = text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}…"
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Said(text, title, severity, seconds, markup=False)))

    # -- screens -----------------------------------------------------------------------------------

    def get_default_screen(self) -> BookScreen:
        """The screen at the bottom of the stack."""
        return self._room(HOME)

    def _room(self, name: str) -> BookScreen:
        """A screen, made when it is first wanted."""
        if name not in self._rooms:
            room = ROOMS[name]
            made: BookScreen = getattr(import_module(room.module), room.screen)(
                self.book, self.clock, self._numbered()
            )
            made.frame.show_timed(self._on_the_line)
            # read now, its looks are parsed alone; left to Textual, everybody's are parsed again
            self.stylesheet.read_all(made.css_path)
            self.install_screen(made, name)
            self._rooms[name] = made
        return self._rooms[name]

    def on_mount(self) -> None:
        """Welcome whoever opens an empty book; say what stands in the way of writing, once there is something to see."""
        self.call_after_refresh(self._collect_again)
        self.set_interval(LOOK_AT_THE_DAY, self.look_at_the_day)
        # back from the shell the terminal is empty, and nothing but this paints what has not changed
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())
        if self._own_keys:
            self._use_own_keys(self._own_keys)
        if self._traces:
            self._ask_about_missing(self._traces)
            return
        found = self._half_typed()  # by now, as later it may be what is being typed
        if self.book.claimed or self.book.is_empty or found:
            self._greet(found)
        self._wait_for_a_pause()
        self._rest()

    def _half_typed(self) -> Sequence[Half]:
        """What was being typed when the program was stopped."""
        from store.persistence.unsaved_drafts import drafts_folder

        if not drafts_folder(self.book.path).is_dir():
            return ()
        from tui.shell.unsaved_input import found

        return found(self.book)

    def _greet(self, found: Sequence[Half] = ()) -> None:
        self.book.claim()
        if self.book.note:
            self.notify(self.book.note, severity="warning", timeout=10)
        if self.book.writable and self.book.is_empty:
            self._welcome()
        elif self.book.writable and found:
            self._offer(found)

    async def on_event(self, event: events.Event) -> None:
        """Let whoever presses a key come before what is done in spare time, and keys act in their order."""
        if isinstance(event, events.InputEvent) and not isinstance(event, events.MouseMove):
            self._wait_for_a_pause()
        if self._ahead.keeps(event):
            return
        if isinstance(event, events.Paste) and not self.app_focus:
            self.app_focus = True  # the focus comes back for it, as it does for a key
        await super().on_event(event)

    def other_key(self, key: str, *, first: bool) -> str:
        """For a key of a keyboard without Latin letters that is not bound to anything, the one at its place."""
        if key.isascii():
            return ""
        from tui.keybindings.keyboard_layouts import is_foreign, latin

        at_its_place = latin(key)
        if not at_its_place and not first and is_foreign(key):
            self.notify(
                f"No command has the letter {key}: switch the keyboard to Latin letters.", severity="warning"
            )
        return at_its_place

    def _wait_for_a_pause(self) -> None:
        self._spare.none_for(READY_AFTER)
        self._pause.none_for(READY_AFTER)

    @work(group="rest")
    async def _rest(self) -> None:
        """In spare time get the other screens ready, and claim the book where that was put off."""
        self._get_rooms_ready()
        await self._pause.come()
        if not self.book.claimed:
            self._greet()

    @work(group="rooms", exit_on_error=False)
    async def _get_rooms_ready(self) -> None:
        """Have the numbered screens' code, looks and long sums at hand when they are first wanted.

        What goes wrong with a screen that nobody asked for is told when somebody does.
        """
        await self._spare.do(self._getting_ready())

    def _getting_ready(self) -> Iterator[None]:
        for _, name, _ in NUMBERED:
            room = self._room(name)
            self.stylesheet.parse()
            yield
            if not room.is_mounted:
                yield from room.get_ready()

    def last_words(self, error: Exception) -> str:
        """Keep what is half typed, and say in a line what helps."""
        from tui.shell.crash_report import told

        with suppress(Exception):  # one end is enough
            self.keep_typed()
        folder = self._theme_kept_in and self._theme_kept_in.parent
        return told(error, folder, None if self.demo else self.book.path)

    def _use_own_keys(self, keys: Keymap) -> None:
        """Work with the keys that are wished for; which of them cannot be had is found out beside the first screen."""
        self.set_keymap(keys.wanted)
        self.call_after_refresh(self._settle_keys, keys)

    @work(group="keys")
    async def _settle_keys(self, keys: Keymap) -> None:
        """Keep to what can be had of the keys that are wished for, and say what cannot."""

        def settle() -> Keymap:
            from tui.keybindings.conflicts import settled

            return settled(keys)

        had = await asyncio.to_thread(settle)
        self.set_keymap(had.wanted)
        for room in self._rooms.values():
            room.show_keys(self._numbered())
        if told := had.in_one_line():
            self.notify(f"{self.book.note} {told}".strip(), severity="warning", timeout=10)

    def _numbered(self) -> list[tuple[str, str, str]]:
        """Key, name and title of each numbered screen."""
        return [(key_of(f"go.{name}", key), name, title) for key, name, title in NUMBERED]

    def look_at_the_day(self) -> None:
        """Where another day has begun since the app looked last, show on every screen what it needs."""
        if (today := self.clock.today()) != self._day:
            self._day = today
            for room in self._rooms.values():
                room.turn_the_day()

    def watch_app_focus(self, focus: bool) -> None:
        """Let the keys go where a screen wants them, also where a browser's tab is entered only after the start."""
        if focus:
            self.look_at_the_day()  # a computer that slept over midnight counted no seconds
        if focus and self.screen.focused is None:
            wanted = self.screen.query(self.screen.AUTO_FOCUS or self.AUTO_FOCUS or "*")
            self.screen.set_focus(next((widget for widget in wanted if widget.focusable), None))

    def on_resize(self) -> None:
        """Say so where the window became too small, and show again what was there once it is not."""
        self.call_later(self._heed_size)

    def _heed_size(self) -> None:
        too_small = self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]
        if too_small is not self._covered:
            self._cover(too_small)

    def _cover(self, covered: bool) -> None:
        """Lay over everything what a window too small says, or take it off."""
        self._covered = covered
        if covered:
            from tui.shell.too_small import TooSmall

            super().push_screen(TooSmall(SMALLEST))
        else:
            super().pop_screen()

    @contextmanager
    def _below_cover(self) -> Iterator[None]:
        """Change which screens are open below what a window too small says; that stays on top whatever comes or goes."""
        covered = self._covered
        if covered:
            self._cover(False)
        try:
            yield
        finally:
            if covered:
                self._cover(True)

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Open a screen or dialog over those that can be seen."""
        with self._below_cover():
            if self.screen_stack and isinstance(self.screen, BookScreen):
                self._opened_by = self._doing
            return super().push_screen(*screen, **how)

    def pop_screen(self) -> AwaitComplete:
        """Close the last screen or dialog of those that can be seen."""
        with self._below_cover():
            return super().pop_screen()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Open a screen in the place of the last one of those that can be seen."""
        with self._below_cover():
            return super().switch_screen(screen)

    def _offer(self, found: Sequence[Half]) -> None:
        """Offer what was being typed when the program was stopped."""
        from screens.common.recovery_dialog import Resuming
        from store.persistence.unsaved_drafts import HalfFilled

        def go_on(chosen: Half | None) -> None:
            if isinstance(chosen, HalfFilled):
                self._go_on_filling(chosen)
            elif chosen:
                self.go_to("updates")
                screen = self._room("updates")
                screen.call_after_refresh(screen.resume, chosen)  # type: ignore[attr-defined]

        self.push_screen(Resuming(self.book, found), go_on)

    def _go_on_filling(self, half: HalfFilled) -> None:
        """Go where a form or line was opened, and open it again; where that fails, say that it waits there."""
        from tui.shell.unsaved_input import open_again

        async def ask() -> None:
            if not await open_again(screen, half):
                self.notify(f"Open ‘{half.title}’ as you did before: what you typed is there.", timeout=10)

        room = half.room if half.room in ROOMS else HOME
        self.go_to(room, half.key)
        screen = self._room(room)
        screen.call_after_refresh(ask)

    def keep_typed(self) -> None:
        """Keep what stands in open forms and lines, to be offered at the next start."""
        from tui.shell.unsaved_input import keep

        keep(self.book, [*self.screen_stack], self._rooms, self._opened_by)

    def on_exit_app(self) -> None:
        """Nothing that is half typed is lost, whatever ends the app."""
        self.keep_typed()

    def end_by(self, number: int) -> None:
        """End as a signal asks for."""
        self.exit(return_code=BY_SIGNAL + number)

    async def run_action(self, action: Any, default_namespace: Any = None, namespaces: Any = None) -> bool:
        """Do what a key or the palette asks for; what opens meanwhile can be opened again by the same action."""
        here = isinstance(action, str) and default_namespace is self.screen
        self._doing = action if here else ""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self._doing = ""

    @staticmethod
    def _collect_again() -> None:
        """Look for garbage again where that was put off, but not among what the start has made: all of it stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _ask_about_missing(self, traces: Traces) -> None:
        from screens.launch.missing_book import Missing

        self.push_screen(Missing(traces, self.clock), lambda _: self.exit(return_code=BOOK_IS_THERE))

    def _welcome(self) -> None:
        from screens.launch.welcome import Welcome
        from store.launch.locale_defaults import guess

        def chosen(choice: str | None) -> None:
            if choice == "demo":
                self.exit(return_code=DEMO_WANTED)
            elif choice == "people":
                self.go_to("pipeline")
                self.call_after_refresh(self._room("pipeline").run_action, "bring_in")

        self.push_screen(Welcome(self.book, self.clock, guess(self._locale_name())), chosen)

    def go_to(self, name: str, key: str = "") -> None:
        """Show a screen, with a record highlighted on it."""
        if name not in ROOMS:
            self.notify("Guildbook has no screen for this yet; note it by hand for now.", severity="warning")
            return
        with self._below_cover():
            self._go_to(name, key)

    def _go_to(self, name: str, key: str) -> None:
        self._spare.none_for(READY_BETWEEN)
        screen = self._room(name)
        if key:
            screen.action_all()  # a filter must not hide what the way here leads to
        if not ROOMS[name].key:
            screen.arrive(key)
            if screen in self.screen_stack:
                while self.screen is not screen:
                    self.pop_screen()
            else:
                self.push_screen(screen)
            return
        self._lay_over_home(screen)
        if key:
            screen.call_after_refresh(screen.arrive, key)

    def _lay_over_home(self, screen: BookScreen) -> None:
        """Close every page and dialog, and show a numbered screen."""
        home = self._room(HOME)
        while len(self.screen_stack) > (1 if screen is home else 2):
            self.pop_screen()
        if self.screen is home is not screen:
            self.push_screen(screen)
        elif self.screen is not screen:
            self.switch_screen(screen)

    def action_go(self, name: str) -> None:
        """Go to a numbered screen; esc leads nowhere from there."""
        self._way = []
        self.go_to(name)

    @on(GoTo)
    def lead(self, event: GoTo) -> None:
        """Go where a screen leads, and remember the way back from a numbered one."""
        with self._below_cover():
            self._lead(event)

    def _lead(self, event: GoTo) -> None:
        behind = [screen for screen in self.screen_stack if isinstance(screen, BookScreen)]
        self.go_to(event.room, event.key)
        if event.room in ROOMS and ROOMS[event.room].key:
            if self.screen not in behind:
                self._way = behind
            elif self.screen is not behind[-1]:
                self._way = []

    @on(GoBack)
    def _back(self) -> None:
        """Lay the screens again that lay here before one of them led away."""
        way, self._way = self._way, []
        if not way:
            self.notify(f"Nothing to go back to from here. Press {key_of('app.quit')} to leave Guildbook.")
        with self._below_cover():
            for screen in way[:2]:
                self._lay_over_home(screen)
            for screen in way[2:]:
                self.push_screen(screen)

    @on(Timed)
    def _timed(self, event: Timed) -> None:
        """Notice the end of a talk's phases from here, whichever screen is open."""
        from tui.shell.phase_timer import Alarm

        self._told_running = ""
        self._alarm = self._alarm or Alarm(self, self._control, self._show_timed)
        self._alarm.follow(event.talk)

    def _show_timed(self, told: str) -> None:
        """Tell on every screen how a talk's time stands."""
        self._on_the_line = told
        for room in self._rooms.values():
            room.frame.show_timed(told)

    async def action_quit(self) -> None:
        """Leave; while a talk's time is running, only when told a second time."""
        running = self._alarm.running if self._alarm else ""
        if running and running != self._told_running:
            self._told_running = running
            self.notify(
                f"The time for {running} is still running and ends with Guildbook. Press {key_of('app.quit')} again to leave, {key_of('go.facilitate')} to go to the timer.",
                severity="warning",
            )
            return
        await super().action_quit()

    def terminal(self) -> Driver | None:
        """What reads and writes the terminal."""
        return terminal_of(self)

    def _control(self, codes: str) -> None:
        """Put control characters into the terminal, where there is one."""
        if (terminal := self.terminal()) and not self.is_headless:
            terminal.write(codes)

    def exit(self, *result: Any, **how: Any) -> None:
        """Leave, and give the window its own title back."""
        if self._alarm:
            self._alarm.close()
        super().exit(*result, **how)

    # -- the whole book ----------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last change."""
        again = f" Press {key_of('app.redo')} to do it again."
        self._flip(self.book.undo, "Taken back: ", "Nothing to take back.", again)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._flip(self.book.redo, "Done again: ", "Nothing was taken back that could be done again.")

    def _flip(self, work: Callable[[], str], done: str, nothing: str, then: str = "") -> None:
        try:
            label = work()
        except GuildbookError as error:
            if isinstance(error, BookChanged) and isinstance(self.screen, BookScreen):
                self.screen.ask_about_outside_change()
            self.notify(str(error), severity="warning")
            return
        self.notify(f"{done}{label}.{then}" if label else nothing)

    def action_help_quit(self) -> None:
        """What ctrl+c says: it copies or ends things elsewhere, here ``q`` leaves."""
        self.notify(f"Press {key_of('app.quit')} to leave Guildbook; everything is saved already.")

    def action_keys(self) -> None:
        """Show every key that works here."""
        from tui.shell.help import Help

        self.push_screen(Help(list(self.screen.active_bindings.values())))

    def action_command_palette(self) -> None:
        """Find any command and any record by name."""
        from tui.shell.command_palette import Palette

        palette = Palette(self, self.screen)
        self.push_screen(palette, palette.run)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[Command]:
        """What the palette offers besides records: everything the keys do, and the themes."""
        from tui.shell.command_palette import MOVES

        actives = {active.binding.id or "": active for active in reversed(screen.active_bindings.values())}
        for name, active in reversed(actives.items()):
            binding = active.binding
            if binding.description and binding.tooltip and active.enabled and not name.startswith(MOVES):
                action, node = binding.action, active.node
                yield SystemCommand(
                    f"{binding.description} ({self.get_key_display(binding)})",
                    binding.tooltip,
                    lambda action=action, node=node: self.run_action(action, node),
                )
        for where, room in ROOMS.items():
            if room.told:
                yield SystemCommand(room.title, room.told, partial(self.go_to, where))
        if isinstance(screen, BookScreen):
            words = "The community's name, yours, the currency, and when somebody counts as stuck"
            yield SystemCommand("Settings", words, partial(ask_settings, screen))
            yield SystemCommand(
                "Weights", "What each activity weighs in the Orbit model", partial(ask_weights, screen)
            )
        yield SystemCommand("Theme", "Change the colours: dark, light or high contrast", self.action_change_theme)
        if (terminal := self.terminal()) and terminal.can_suspend:
            yield SystemCommand(
                "Suspend", "Back to the shell for a while; fg comes back here", self.action_suspend_process
            )
        yield SystemCommand(
            "Read the book again", "Take over what another program changed in the file", self._reload
        )

    def action_change_theme(self) -> None:
        """Pick other colours; they are kept for the next time."""
        from screens.widgets.option import Option
        from screens.widgets.picker import Picker

        now = self.theme.removeprefix(theme_of(""))
        options = [Option(word, label, "now" if word == now else "") for word, label in WORDS.items()]
        self.push_screen(Picker("Theme", options, picked=(now,)), self._wear)

    def _wear(self, picked: tuple[str, ...] | None) -> None:
        from tui.shell.themes import keep

        if not picked:
            return
        self.theme = theme_of(picked[0])
        if self._theme_kept_in:
            try:
                keep(picked[0], self._theme_kept_in)
            except OSError as error:
                self.notify(
                    f"These colours last until you leave: {self._theme_kept_in} cannot be written ({error.strerror}).",
                    severity="warning",
                )

    def _reload(self) -> None:
        from screens.common.file_conflict import read_again

        try:
            read_again(self._room(HOME))
        except GuildbookError as error:
            self.notify(str(error), severity="warning")


DEMO_WANTED = 64
"""Return code with which the welcome asks the command line to open the demo instead."""
BOOK_IS_THERE = 65
"""Return code with which the question about a missing book asks the command line to open what is there now."""
