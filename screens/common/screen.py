"""What every screen shares: its frame, its commands, filling, writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from screens.common import record_forms
from screens.common.actions.command_set import CommandSet
from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.actions.general_actions import GeneralCommands, View
from screens.common.frame import Frame
from screens.common.messages import GoTo
from screens.common.outcome import done
from screens.common.refresher import Refresher
from screens.widgets.bars import KeyBar
from screens.widgets.containers import Bare
from screens.widgets.lists.option import Option
from screens.widgets.textual_compat import Fitted
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import Clock
from store.core.errors import BookChanged, GuildbookError
from store.core.fields import Field
from store.core.record import Record
from store.core.text import clean

WIDE = 100
"""Columns from which a screen shows its parts side by side."""
USUAL_HEIGHT = 20
"""Rows from which every part has its height; below, as in a page at 200%, each keeps what is needed to read and choose."""


class BookScreen(Bare, Fitted, Screen[None]):
    """A screen on one book.

    It is handed what it needs and posts what it wants of the app.
    """

    ROOM: ClassVar[str] = ""
    NEXT: ClassVar[str] = ""
    """The room that the key for the next view leads to, where the views of a room are screens of their own."""
    PREVIOUS: ClassVar[str] = ""
    """The room that the key for the previous view leads to."""
    VIEWS: ClassVar[Sequence[View]] = ()
    """What the menu of views offers, where the room has more than three."""
    FIRST_OFFERED: ClassVar[str] = ""
    """Where the cursor is in that menu at first, if not on the first view."""
    BACK: ClassVar[str] = ""
    """The room that ‘back’ leads to; to where one came from unless it is said."""
    HELP_NOTES: ClassVar[tuple[str, Callable[[], Iterable[str]]]] = "", tuple
    """What the help says below the keys: a heading, and what gives its lines."""
    ACTIONS: ClassVar[tuple[type[Commands[Any]], ...]] = ()
    """What can be done here beside the screen's own actions; the first that has an action does it."""
    AT_ONCE: ClassVar[frozenset[str]] = frozenset()
    """Ids of the screen's own keys that change something at once; see :attr:`Commands.AT_ONCE`."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (USUAL_HEIGHT, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *FilterCommands.keys(),
        *GeneralCommands.keys(),
    ]
    DEFAULT_CSS = """
    BookScreen {
        background: $background;
        & > FilterLine { dock: bottom; height: 1; border: none; padding: 0 1; background: $boost; }
        & > TopBar { dock: top; }
        & > KeyBar { dock: bottom; }
    }
    """

    def __init__(self, book: Book, clock: Clock, rooms: Sequence[tuple[str, str, str]]) -> None:
        """Make a screen.

        Args:
            book: the book it shows and writes.
            clock: what day it is.
            rooms: key, name and title of each numbered screen, for the line above.
        """
        super().__init__()
        self.book, self.clock = book, clock
        self.frame = Frame(self, self.ROOM, rooms)
        self.refresher = Refresher(self)
        self.only_asking = False
        """Whether a form is being opened again, which must change nothing where its key does something else by now."""
        self.filtering = FilterCommands(self)
        own = (kind(self) for kind in self.ACTIONS)
        self.commands = CommandSet([*own, self.filtering, GeneralCommands(self)])

    @property
    def today(self) -> date:
        """The day the screen speaks of."""
        return self.clock.today()

    def compose(self) -> ComposeResult:
        """The line above, the screen's own part, the line below.

        Narrow or wide, low or high is known from the start, so that the first resize has no looks to change.
        """
        width, height = self.app.size
        self.add_class("-wide" if width >= WIDE else "-narrow", update=False)
        self.add_class("-high" if height >= USUAL_HEIGHT else "-low", update=False)
        yield self.frame.above()
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show what the book holds now."""
        raise NotImplementedError

    def get_ready(self) -> Iterator[None]:
        """Have the book work out what takes long before the first visit.

        It remembers it; a little is done at each step.
        """
        yield from ()

    def arrive(self, key: str) -> None:
        """Select what the way here led to."""

    def showing(self) -> str:
        """What would lead here again: the record that is shown or selected."""
        return self.person() or getattr(self.focused, "key", "")

    def person(self) -> str:
        """The id of the selected volunteer or stakeholder."""
        return ""

    def line_keys(self) -> Mapping[str, object]:
        """Whether each key that acts on the selected line, by its id, acts on this one; the most useful first.

        The line of keys begins with those that do, and leaves out those that do not.
        """
        return {}

    # -- staying true to the book ------------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self.refresher.start()

    def on_unmount(self) -> None:
        """Stop following the book."""
        self.refresher.stop()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up with what was changed elsewhere."""
        self.refresher.resume(event)

    # -- commands ----------------------------------------------------------------------------------

    if not TYPE_CHECKING:  # so that no misspelt name passes

        def __getattr__(self, name: str) -> Any:
            """The action of a command that the screen is composed of, as Textual asks for it."""
            if name.startswith("action_") and (action := self.commands.action(name)):
                return action
            raise AttributeError(f"{type(self).__name__} has no {name}")

    def options_for(self, field: Field) -> list[Option]:
        """The options of a field that refers to records or takes new words."""
        offered = self.commands.options_for(field)
        return record_forms.options_for(self.book, field, self.today) if offered is None else offered

    def leave(self) -> None:
        """Go back, to the room this is a view of or to where one came from."""
        if self.BACK:
            self.post_message(GoTo(self.BACK))
        elif self.app.screen is self:  # with a dialog over it, the dialog would go
            self.app.pop_screen()

    # -- writing -----------------------------------------------------------------------------------

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell the user something in passing."""
        self.notify(clean(text), severity="warning" if problem else "information", markup=False)

    def may_write(self) -> bool:
        """Whether the book can be changed; where not, say why.

        It is asked before anything is typed in vain.
        """
        if not self.book.writable:
            self.say(self.book.note or "The book is open read-only, so nothing can be changed.", problem=True)
        return self.book.writable

    @contextmanager
    def changing(self, label: str) -> Iterator[Change]:
        """One change of the book.

        If another program has changed the file, ask what to do about that.
        """
        if self.only_asking:
            raise GuildbookError("Not reopened: the book has changed since you typed this.")
        try:
            with self.book.change(label) as change:
                yield change
                added = change.added()
        except BookChanged:
            from screens.common.file_conflict import ask

            ask(self)
            raise
        self.refresher.select(added)

    def attempt(self, label: str, work: Callable[[Change], object], done: str = "") -> bool:
        """Do one change outside of a form and say how it went."""
        try:
            with self.changing(label) as change:
                work(change)
        except GuildbookError as error:
            self.say(str(error), problem=True)
            return False
        if done:
            self.say(done)
        return True

    # -- forms -------------------------------------------------------------------------------------

    ask_record = record_forms.ask_record

    def delete(self, record: Record | None, name: str) -> None:
        """Delete a record; undo brings it back."""
        if record is None:
            self.say("Nothing to delete here. Select a record first.", problem=True)
            return
        within = name[0].lower() + name[1:] if name.startswith(("The ", "Your ", "This ")) else name
        label = f"Delete {within}"
        self.attempt(label, lambda change: change.remove(record), done(label))
