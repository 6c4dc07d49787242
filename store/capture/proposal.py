"""What a line is understood as: what would be saved, in words, and what has to be asked first."""

from __future__ import annotations

from msgspec import Struct

from store.core.record import Record


class Choice(Struct, frozen=True):
    """One answer to a question: its key, how it reads, and a word more about it."""

    key: str
    label: str
    detail: str = ""


class Question(Struct, frozen=True):
    """What a line leaves open: an ambiguous or unknown name, a word that was not understood."""

    key: str
    """Under which the answer is remembered; it names the words in question, so that it holds while others are typed."""
    text: str
    choices: tuple[Choice, ...]


class Proposal(Struct, frozen=True):
    """A line as it is understood so far."""

    title: str
    """What it is, in a word: ‘Thank-you’; empty while nothing is understood."""
    label: str = ""
    """How undo will name it."""
    told: tuple[tuple[str, str], ...] = ()
    """What would be saved: what each thing is called, and what it is."""
    questions: tuple[Question, ...] = ()
    """What has to be answered before it can be saved."""
    missing: str = ""
    """Why it cannot be saved however one answers, and what to type."""
    records: tuple[Record, ...] = ()
    """What saving puts into the book, in this order, in one change; without what still has to be asked."""
    parts: tuple[tuple[str, str], ...] = ()
    """Every word of the line, with the part it plays."""

    @property
    def ready(self) -> bool:
        """Whether it can be saved as it stands."""
        return bool(self.records) and not self.questions and not self.missing
