"""Answers to the self-assessments and the roadmap."""

from datetime import date
from typing import Annotated, Literal, get_args

from store.core.fields import Number, field_info
from store.core.record import Record

Grade = Literal["not_started", "tried", "occasional", "steady", "self_sustaining"]
GRADES: tuple[Grade, ...] = get_args(Grade)
"""From nothing to full points."""
_AGAIN = "shown on Week when due"


class Agreement(Record, frozen=True, kw_only=True):
    """What was agreed on one theme of the Community Canvas, on one day; the latest counts."""

    theme: Annotated[str, field_info("Theme", needed=True, hidden=True)]
    answer: Annotated[str, field_info("Our answer", "what you agreed, in your own words", needed=True, long=True)]
    on: Annotated[date, field_info("Agreed on", "the day it was agreed", needed=True)]
    by: Annotated[str, field_info("Agreed by", "for example: everyone at the kick-off")] = ""
    review_on: Annotated[date | None, field_info("Review on", _AGAIN)] = None
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""


class Score(Record, frozen=True, kw_only=True):
    """How one facet of the Playbook stood on one day; earlier ones stay beside it."""

    facet: Annotated[str, field_info("Facet", needed=True, hidden=True)]
    score: Annotated[Grade, field_info("Score", "how well this works today")] = "tried"
    evidence: Annotated[str, field_info("Evidence", "what you have observed", needed=True)]
    next_step: Annotated[str, field_info("Next step", "the smallest step that would raise the score")] = ""
    on: Annotated[date, field_info("Date", "the day of this assessment", needed=True)]
    review_on: Annotated[date | None, field_info("Review on", _AGAIN)] = None
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""

    @property
    def points(self) -> int:
        """The score as a number from 0 to 4."""
        return GRADES.index(self.score)


class Word(Record, frozen=True, kw_only=True):
    """The organiser's confirmation of what the book's data cannot tell; the latest on a subject counts."""

    about: Annotated[str, field_info("About", needed=True, hidden=True)]
    """A step of Get Together as ``together:people``, a line of the roadmap as ``roadmap:agreed``."""
    stands: Annotated[Literal["yes", "not_yet"], field_info("Confirmed", "whether this has been achieved")] = "yes"
    note: Annotated[str, field_info("Note", "what you saw, or how you know")] = ""
    on: Annotated[date, field_info("Date", "the day you confirm it", needed=True)]
    review_on: Annotated[date | None, field_info("Review on", _AGAIN)] = None
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two on one day the one with the higher step came later."""
