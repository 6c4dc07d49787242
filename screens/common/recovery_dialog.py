"""What was being typed when the program stopped: continue with it, or discard it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.widgets.bars import KeyBar
from screens.widgets.dialog import Dialog
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from store.book.book import Book
from store.core.dates import format_day
from store.core.text import join_words, pluralize
from store.people.directory import name_of
from store.persistence.book_paths import copies_folder
from store.persistence.unsaved_drafts import HalfFilled, HalfWritten, Keeper, drop_form
from store.updates.templates import TITLES

WORDS = "Guildbook stopped while you were typing this. It is not in the book yet, but nothing is lost."
Half = HalfWritten | HalfFilled


class Resuming(Dialog[Half | None]):
    """The texts and forms that were never saved; answers with the one to go on with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Continue", id="resuming.go_on", tooltip="Continue typing where you stopped"),
        Binding("y", "copy", "Copy", id="resuming.copy", tooltip="Copy this text"),
        Binding("d", "drop", "Discard", id="resuming.drop", tooltip="Discard this text"),
        Binding("escape,ctrl+g", "leave", "Later", id="resuming.leave", tooltip="Keep this text and decide later"),
    ]
    DEFAULT_CSS = """
    Resuming {
        align: center middle;
        & > Vertical { width: 84; max-width: 96%; height: 18; max-height: 92%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & #words { height: 3; border: none; }
        & #typed { height: 1fr; border: none; }
        & Listing { height: 5; border: none; &:focus { border: none; } }
    }
    """

    def __init__(self, book: Book, found: Sequence[Half]) -> None:
        super().__init__()
        self._book, self._found = book, [*found]

    def compose(self) -> ComposeResult:
        """A word, the texts, and what stands in the selected one."""
        with Vertical() as box:
            entitle(box, "Unsaved text")
            yield Pane(id="words")
            yield Listing(Column(share=3), Column(share=2, right=True), id="half")
            yield Pane(id="typed")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#words", Pane).show([WORDS])
        self._fill()
        self.set_focus(self.query_one(Listing))

    def _fill(self) -> None:
        self.query_one(Listing).show(
            Row(
                str(number),
                (
                    (self._title(half), "strong"),
                    (
                        f"{format_day(half.at.date())} {half.at:%H:%M} · {pluralize(len(half.text.split()), 'word')}",
                        "dim",
                    ),
                ),
            )
            for number, half in enumerate(self._found)
        )
        self._show()

    def _title(self, half: Half) -> str:
        if isinstance(half, HalfFilled):
            return half.title
        names = join_words([name_of(self._book, reader) for reader in half.to], most=3)
        return f"{TITLES.get(half.part, 'Whole text')}, for {names}"

    def _here(self) -> Half | None:
        key = self.query_one(Listing).key
        return self._found[int(key)] if key else None

    @on(Listing.Moved)
    def _show(self) -> None:
        half = self._here()
        self.query_one("#typed", Pane).show(half.text.split("\n") if half else [])

    @on(Listing.Opened)
    def action_go_on(self) -> None:
        """Continue typing."""
        half = self._here()
        if isinstance(half, HalfWritten) and any(reader not in self._book.stakeholders for reader in half.to):
            self.notify(
                f"The recipient of this text is no longer in the book. Press {key_of('resuming.drop')} to discard it.",
                severity="warning",
                markup=False,
            )
        elif half:
            self.dismiss(half)

    @work(thread=True, exit_on_error=False)
    def action_copy(self) -> None:
        """Copy the selected text by every way there is."""
        from screens.common import clipboard

        if half := self._here():
            outcome = clipboard.copy(half.text, copies_folder(self._book.path), f"draft {half.at:%Y-%m-%d}")
            self.app.call_from_thread(self.app.copy_to_clipboard, half.text)
            self.app.call_from_thread(self.notify, outcome, markup=False)

    def action_drop(self) -> None:
        """Discard the selected text."""
        if half := self._here():
            if isinstance(half, HalfFilled):
                drop_form(self._book.path, half)
            else:
                Keeper(self._book.path, half.to, half.part).drop()
            self._found.remove(half)
            self._fill()
        if not self._found:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Keep them for later."""
        self.dismiss(None)
