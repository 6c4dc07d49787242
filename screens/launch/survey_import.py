"""Import of a survey: topics with their counts, or the answers to a form, after a preview of what becomes of each topic."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from screens.common.ticked_import import CellsPath, TickedImport
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.spans import Span
from store.book.transaction import Change
from store.core.text import normalize

if TYPE_CHECKING:
    from store.exchange.feedback_import.survey_reader import SurveyTopic


class SurveyLine(CellsPath):
    """Takes a path; pasted cells go to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="survey_in.read", tooltip="Read the survey and show a preview")
    ]


class Topics(Listing):
    """The topics of the survey, each with its votes."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="survey_in.take_in", tooltip="Import the ticked topics"),
        Binding("space", "screen.tick", "Include", id="survey_in.tick", tooltip="Import this topic, or leave it out"),
        Binding("tab", "app.focus_next", "Path", id="survey_in.path", tooltip="Back to the path"),
    ]  # fmt: skip


class BringInSurvey(TickedImport["SurveyTopic"]):
    """Reads a survey, shows its topics, and imports them with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="survey_in.take", tooltip="Import the ticked topics"),
        Binding("escape,ctrl+g", "leave", "Back", id="survey_in.leave", tooltip="Close without importing"),
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

    TITLE_TEXT = "Import survey"
    LEAVE, TAKE = "survey_in.leave", "survey_in.take_in"
    PATH, ROWS = SurveyLine, Topics
    COLUMNS = (Column(3), Column(share=3), Column(7, right=True), Column(share=1))
    NOUN = "topic"

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Enter the path to a CSV or Excel file and press {key_of('survey_in.read')}, or paste its cells here.",
            "It can contain a column of topics and a column of votes, or form responses.",
            "Votes are counted. Names are not read.",
        )

    def found_in(self, path: Path | None, pasted: str, sheet: str) -> Sequence[SurveyTopic]:
        """The topics of a file, or of pasted cells."""
        from store.exchange.feedback_import.survey_reader import read_pasted, read_survey

        return read_survey(self._book, path, sheet) if path else read_pasted(self._book, pasted)

    def key_of_row(self, row: SurveyTopic) -> str:
        """Its title, as titles are compared."""
        return normalize(row.title)

    def gains(self, row: SurveyTopic) -> bool:
        """Whether it is new, or has more votes than before."""
        return row.gains

    def cells(self, row: SurveyTopic, mark: Span) -> Row:
        """A topic with its votes."""
        state = "new" if not row.known else f"previously {row.before:,}" if row.gains else "nothing new"
        votes = (f"{row.votes:,}", "accent" if row.gains else "dim")
        title = (row.title, "strong" if row.gains else "dim")
        return Row(self.key_of_row(row), (mark, title, votes, (state, "dim")))

    def carry_out(self, rows: Sequence[SurveyTopic], change: Change) -> None:
        """Put the topics into the survey."""
        from store.exchange.feedback_import.survey_reader import carry_out

        carry_out(self._book, rows, change, self._today)
