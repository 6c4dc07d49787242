"""Import of a survey: topics with their counts, or the answers to a form, after a preview of what becomes of each topic."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.common.import_dialog import ImportDialog
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span, entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.path_field import PathField
from screens.widgets.text_input import LineField
from store.core.text import normalize, pluralize

if TYPE_CHECKING:
    from store.exchange.feedback_import.survey_reader import SurveyTopic


class SurveyLine(PathField):
    """Takes a path; pasted cells go to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="survey_in.read", tooltip="Read the survey and show a preview")
    ]

    def on_paste(self, event: events.Paste) -> None:
        """Leave cells to the dialog; a path is put in as into any line."""
        if any(mark in event.text.strip("\r\n") for mark in "\r\n\t"):
            event.prevent_default()


class Topics(Listing):
    """The topics of the survey, each with its votes."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="survey_in.take_in", tooltip="Import the ticked topics"),
        Binding("space", "screen.tick", "Include", id="survey_in.tick", tooltip="Import this topic, or leave it out"),
        Binding("tab", "app.focus_next", "Path", id="survey_in.path", tooltip="Back to the path"),
    ]  # fmt: skip


class BringInSurvey(ImportDialog):
    """Reads a survey, shows its topics, and imports them with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="survey_in.take", tooltip="Import the ticked topics"),
        Binding("escape,ctrl+g", "leave", "Back", id="survey_in.leave", tooltip="Back without importing"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    BringInSurvey {
        & > Vertical { width: 90; }
        & #plan { height: 2; border: none; }
        & Topics { height: 1fr; border: none; &:focus { border: none; } }
        & #plan, Topics { display: none; }
        &.-read #plan, &.-read Topics { display: block; }
    }
    """

    LEAVE, STOPPED = "survey_in.leave", "Nothing is imported."
    UNREAD = "Enter the path to a file first, or paste the cells."
    _topics: tuple[SurveyTopic, ...] = ()
    _left_out: frozenset[str] = frozenset()

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Type the path to a CSV or Excel file, then press {key_of('survey_in.read')}. Or paste its cells here.",
            "It can hold a column of topics with a column of votes, or the answers to a form.",
            "Topics are counted; names are not read.",
        )

    def compose(self) -> ComposeResult:
        """A line for the path; below it how it works, or the topics."""
        with Vertical() as box:
            entitle(box, "Import survey")
            yield SurveyLine(self._book.path, "file path, or paste cells here")
            yield Pane(id="found")
            yield Pane(id="plan")
            yield Topics(Column(3), Column(share=3), Column(7, right=True), Column(share=1), id="topics")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.show_intro()
        self.set_focus(self.query_one(SurveyLine))

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read the file."""
        event.stop()
        path = event.value.strip()
        if path:
            self.query_one(SurveyLine).keep_folder()
            self._read(path, "")
        else:
            self.say_problem(self.UNREAD)

    def on_input_changed(self) -> None:
        """Another path, another survey."""
        self._topics = ()
        self.forget()
        self.show_intro()

    def on_paste(self, event: events.Paste) -> None:
        """Understand pasted cells, wherever in the dialog they arrive."""
        event.stop()
        if event.text.strip():
            self._read("", event.text)

    @work(exclusive=True, group="plan")
    async def _read(self, typed: str, pasted: str, sheet: str = "") -> None:
        """Read a survey beside the screen."""
        again = partial(self._read, typed, pasted)
        found = await self.read_beside(lambda: self._found(typed, pasted, sheet), again)
        if found is None:
            return
        self._topics, self._left_out = tuple(found), frozenset()
        self.show_read(self.query_one(Topics))
        self._show_plan()
        self.refresh_bindings()

    def _found(self, typed: str, pasted: str, sheet: str) -> list[SurveyTopic]:
        from screens.common.clipboard import typed_path
        from store.exchange.feedback_import.survey_reader import read_pasted, read_survey

        path: Path = typed_path(typed) if typed else Path()
        return read_survey(self._book, path, sheet) if typed else read_pasted(self._book, pasted)

    def _chosen(self) -> list[SurveyTopic]:
        return [topic for topic in self._topics if topic.gains and normalize(topic.title) not in self._left_out]

    def _show_plan(self) -> None:
        number = len(self._chosen())
        press: list[Span] = [("Press ", ""), (key_of("survey_in.take_in"), "accent"), (f" to import {pluralize(number, 'topic')}.", "strong")]  # fmt: skip
        self.show_lines([press if number else [("Nothing new to import.", "warn")]])
        self.query_one(Topics).show(map(self._row, self._topics))

    def _row(self, topic: SurveyTopic) -> Row:
        key = normalize(topic.title)
        mark: Span = ("", "") if not topic.gains else ("[ ]", "dim") if key in self._left_out else ("[x]", "good")
        state = "new" if not topic.known else f"previously {topic.before:,}" if topic.gains else "nothing new"
        votes = (f"{topic.votes:,}", "accent" if topic.gains else "dim")
        return Row(key, (mark, (topic.title, "strong" if topic.gains else "dim"), votes, (state, "dim")))

    def action_tick(self) -> None:
        """Import the selected topic, or leave it out."""
        if key := self.query_one(Topics).key:
            self._left_out ^= {key}
            self._show_plan()

    def action_take(self) -> None:
        """Import the ticked topics, in one step that can be undone."""
        if not self.may_take(read=self.has_class("-read")):
            return
        from store.exchange.feedback_import.survey_reader import carry_out, coming_words

        if chosen := self._chosen():
            self.take_in(coming_words(chosen), lambda change, _: carry_out(self._book, chosen, change, self._today))
        else:
            self.notify("Nothing new to import.", markup=False)
