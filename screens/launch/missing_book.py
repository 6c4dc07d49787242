"""The dialog for a book that is missing though it has left traces: restore it, wait for it, or start a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from store.book.missing_book import begin_anew, bring_back, newest_whole
from store.book.traces import Traces
from store.core.dates import Clock, format_day
from store.core.errors import GuildbookError
from store.core.text import one_line, pluralize


class Missing(Dialog[bool]):
    """Three choices; answers once there is a book, and until then nothing is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,escape,ctrl+g",
            "app.quit",
            "Quit",
            id="missing.quit",
            tooltip="Quit; nothing is written",
        ),
    ]
    DEFAULT_CSS = """
    Missing {
        align: center middle;
        & > Vertical { width: 76; max-width: 96%; height: 16; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Pane { height: 1fr; border: none; padding: 1 2; }
        & Listing { height: 4; border: none; padding: 0 2; &:focus { border: none; } }
    }
    """

    def __init__(self, traces: Traces, clock: Clock) -> None:
        """Make the question.

        Args:
            traces: what shows that there was a book.
            clock: what day it is.
        """
        super().__init__()
        self._traces, self._clock = traces, clock
        self._newest = newest_whole(traces.path, clock)

    def compose(self) -> ComposeResult:
        """The problem, and three choices."""
        with Vertical() as box:
            entitle(box, "Book not found")
            yield Pane()
            yield Listing(Column(22), Column(share=1))
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the choices."""
        self.query_one(Pane).show(
            (
                one_line(f"No book found at {self._traces.path}, but {self._traces.clue}."),
                "It may have been moved, or not synced yet. Nothing is written until you choose.",
            )
        )
        self.query_one(Listing).show(
            Row(key, ((name, "strong"), (told, "dim"))) for key, name, told in self._choices()
        )
        self.set_focus(self.query_one(Listing))

    def _choices(self) -> Iterator[tuple[str, str, str]]:
        wait = "wait", "Look again", "once the file has synced"
        if self._traces.placeholder:
            yield wait
        if self._newest:
            kept, people = self._newest
            told = f"{format_day(kept.made.date(), self._clock.today())}, {pluralize(people, 'volunteer')}"
            yield "restore", "Restore newest backup", told
        if not self._traces.placeholder:
            yield wait
        yield "new", "Start a new book", "old backups are kept" if self._newest else "empty"

    @on(Listing.Opened)
    def _chosen(self, event: Listing.Opened) -> None:
        event.stop()
        path = self._traces.path
        try:
            if event.key == "restore" and self._newest:
                bring_back(path, self._newest[0])
            elif event.key == "new":
                begin_anew(path, self._clock)
        except GuildbookError as error:
            self._say(str(error))
        except OSError as error:
            self._say(f"{path} cannot be written: {error.strerror or error}. Check the folder, then choose again.")
        if path.exists():
            self.dismiss(True)
        elif event.key == "wait":
            self._say(f"{path.name} has not synced to this computer yet. Wait for it to sync, then try again.")

    def _say(self, text: str) -> None:
        self.notify(text, severity="warning", markup=False)
