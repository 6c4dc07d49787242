"""The welcome to an empty book: look at the demo, import people, or start with nothing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.forms.form import Form
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import GuildbookError
from store.core.fields import fields
from store.core.validation import build
from store.launch.locale_defaults import Beginning, beginning, begun
from store.model.community import Community

WORDS = (
    "This is a new, empty book. It keeps your volunteers, rituals, recognition, costs and stakeholders in one file "
    "on this computer. Every Monday it shows what the week needs.",
)

CHOICES = (
    ("demo", "Look at the demo", "a fictional community; nothing is saved"),
    ("people", "Import people from a file", "a spreadsheet, Google or Outlook contacts"),
    ("start", "Start an empty book", "4 short questions, then your week"),
)


def intro(zone: str) -> str:
    """The introduction to the first form, with the time zone that is taken from this computer, where it is known."""
    suggested = (
        f"Suggested from this computer, with the time zone {zone}." if zone else "Suggested from this computer."
    )
    return f"{suggested} Press {key_of('form.enter')} to confirm each. You can change them later in ‘Settings’ ({key_of('app.palette')})."


class Welcome(Dialog[str]):
    """Three ways to start; answers with the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,ctrl+g",
            "skip",
            "Skip",
            id="welcome.skip",
            tooltip="Start with the suggested settings",
        ),
        Binding("q", "app.quit", "Quit", id="welcome.leave", tooltip="Quit; nothing is saved"),
    ]
    DEFAULT_CSS = """
    Welcome {
        align: center middle;
        & > Vertical { width: 76; max-width: 96%; height: 15; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Pane { height: 6; border: none; padding: 1 2; }
        & Listing { height: 1fr; border: none; padding: 0 2; &:focus { border: none; } }
    }
    """

    def __init__(self, book: Book, clock: Clock, guessed: Community) -> None:
        """Make the welcome.

        Args:
            book: the empty book.
            clock: what day it is.
            guessed: the suggested settings, unless other answers are given.
        """
        super().__init__()
        self._book, self._clock, self._guessed = book, clock, guessed

    def compose(self) -> ComposeResult:
        """A short introduction and three choices."""
        with Vertical() as box:
            entitle(box, "Welcome to Guildbook")
            yield Pane()
            yield Listing(Column(25), Column(share=1))
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the choices."""
        self.query_one(Pane).show(WORDS)
        self.query_one(Listing).show(Row(key, ((name, "strong"), (told, "dim"))) for key, name, told in CHOICES)
        self.set_focus(self.query_one(Listing))

    @on(Listing.Opened)
    def _chosen(self, event: Listing.Opened) -> None:
        event.stop()
        if event.key == "start":
            self._ask()
        elif event.key == "people":
            self._go_on("people")
        else:
            self.dismiss(event.key)

    def action_skip(self) -> None:
        """Start with the suggested settings."""
        self._go_on("start")

    def _go_on(self, choice: str) -> None:
        try:
            self._begin(self._guessed)
        except GuildbookError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.dismiss(choice)

    def _begin(self, community: Community) -> None:
        with self._book.change("Start the book") as change:
            change.put(community)

    def _ask(self) -> None:
        first = beginning(self._guessed)
        asked = fields(Beginning)
        form = Form(
            "Set up your community",
            asked,
            {field.name: getattr(first, field.name) for field in asked},
            lambda values: self._begin(begun(self._guessed, build(Beginning, values))),
            today=self._clock.today(),
            options_for=lambda _: [],
            intro=intro(self._guessed.timezone),
            typed_over=True,
        )
        self.app.push_screen(form, self._started)

    def _started(self, saved: bool | None) -> None:
        if saved:
            self.dismiss("start")
