"""Import of the feedback on a gathering from a form's answers: what counts is shown, and the best texts are ticked as quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.common.import_dialog import ImportDialog
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.text import pluralize, quotation
from store.exchange.feedback_import.feedback_plan import FeedbackPlan, carry_out
from store.exchange.feedback_import.form_reader import Form
from store.model.calendar import Gathering
from store.training.feedback import reaction

_TEXT = "text:"


class Answers(Listing):
    """The questions of the form, and below them the texts that may be quoted."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="feedback_in.take_in", tooltip="Import feedback as shown"),
        Binding("space", "screen.tick", "Tick", id="feedback_in.tick", tooltip="Count this question, or quote this text"),
    ]  # fmt: skip


class BringInFeedback(ImportDialog):
    """Shows what a form's answers come to, and imports them with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="feedback_in.take", tooltip="Import feedback as shown"),
        Binding("escape,ctrl+g", "leave", "Back", id="feedback_in.leave", tooltip="Close without importing"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    BringInFeedback {
        & > Vertical { width: 100; }
        & #plan { height: auto; max-height: 3; border: none; }
        & Answers { height: 1fr; border: none; &:focus { border: none; } }
        & #about { height: 3; border: none; }
    }
    """

    LEAVE, STOPPED, UNREAD = "feedback_in.leave", "Nothing has been imported.", "There are no responses."

    def __init__(
        self,
        book: Book,
        today: date,
        changing: Callable[[str], AbstractContextManager[Change]],
        gathering: Gathering,
        form: Form,
    ) -> None:
        """Make the dialog.

        Args:
            book: what is imported into.
            today: for days.
            changing: opens one change of the book.
            gathering: what the feedback is on.
            form: the answers that were read.
        """
        super().__init__(book, today, changing)
        self._plan = FeedbackPlan(gathering, form)

    def intro(self) -> tuple[str, ...]:
        """Nothing: the answers are read before it opens."""
        return ()

    def compose(self) -> ComposeResult:
        """What comes of the answers, the questions with the texts, and the selected one in full."""
        gathering = self._plan.gathering
        with Vertical() as box:
            entitle(box, f"Import feedback · {gathering.name}, {format_day(gathering.on, self._today)}")
            yield Pane(id="plan")
            yield Answers(Column(3), Column(share=3), Column(share=1), id="answers")
            yield Pane(id="about")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the answers."""
        self.show_read(self.query_one(Answers))
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self._plan
        told = f"{pluralize(plan.form.answers, 'form response')}, {pluralize(len(plan.quotes), 'quote')} ticked"
        press: list[Span] = [("Press ", ""), (key_of("feedback_in.take_in"), "accent"), (" to import: ", ""), (reaction(plan.result()), "strong")]  # fmt: skip
        self.show_lines([[(told, "dim")], press])
        self.query_one(Answers).show([*self._rows()])

    def _rows(self) -> Iterator[Row]:
        plan = self._plan
        yield Row("", ("Questions to count",), heading=True)
        for question in plan.form.questions:
            if question.kind != "text":
                counts = question.key not in plan.left_out
                yield Row(
                    question.key,
                    (_mark(counts), (question.heading, "strong" if counts else "dim"), (question.told, "dim")),
                )
        if plan.texts:
            yield Row("", ("Comments: tick the best as quotes",), heading=True)
        for number, text in enumerate(plan.texts):
            yield Row(f"{_TEXT}{number}", (_mark(text in plan.quotes), text))

    def _text(self) -> str:
        """The selected text, or nothing."""
        key = self.query_one(Answers).key
        return self._plan.texts[int(key.removeprefix(_TEXT))] if key.startswith(_TEXT) else ""

    @on(Listing.Moved)
    def _show_text(self) -> None:
        """The selected text in full, as its line may be too short for it."""
        text = self._text()
        self.query_one("#about", Pane).show([quotation(text)] if text else [])

    def action_tick(self) -> None:
        """Count the selected question or leave it out; quote the selected text or not."""
        plan, key, text = self._plan, self.query_one(Answers).key, self._text()
        if text:
            quotes = tuple(one for one in plan.texts if (one in plan.quotes) != (one == text))
            self._plan = replace(plan, quotes=quotes)
        elif key:
            self._plan = replace(plan, left_out=plan.left_out ^ {key})
        self._show_plan()

    def action_take(self) -> None:
        """Import the feedback as it is shown, in one step that can be undone."""
        if not self.may_take(read=True):
            return
        plan = self._plan
        if plan.anything:
            self.take_in(f"feedback on {plan.gathering.name}", lambda change, _: carry_out(plan, change))
        else:
            self.notify("Nothing new to import.", markup=False)


def _mark(ticked: bool) -> Span:
    return ("[x]", "good") if ticked else ("[ ]", "dim")
