"""Moves along the adoption pipeline, of people and of departments."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record

Stage = Literal["interested", "said_yes", "onboarding", "newcomer", "active", "core", "alumni", "not_now"]


class Move(Record, frozen=True, kw_only=True):
    """One dated step of a volunteer into a stage; the latest one says where they stand."""

    volunteer: Annotated[str, field_info("Person", "the person who moved on", needed=True, ref="volunteers")]
    stage: Annotated[Stage, field_info("Stage", "the stage they have reached", needed=True)]
    on: Annotated[date, field_info("Date", "when they reached that stage", needed=True)]
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    note: Annotated[str, field_info("Note", "what helped, or what was in the way")] = ""


State = Literal["not_yet", "curious", "piloting", "adopting", "established", "paused"]


class Adoption(Record, frozen=True, kw_only=True):
    """One dated state of a department on its way to having trainers of its own."""

    department: Annotated[
        str, field_info("Department", "the department that moved on", needed=True, ref="departments")
    ]
    state: Annotated[State, field_info("Stage", "the stage it has reached", needed=True)]
    on: Annotated[date, field_info("Date", "when it reached that stage", needed=True)]
    step: Annotated[Number, field_info("Step", hidden=True)] = 0
    """Of two states on one day the one with the higher step came later."""
    note: Annotated[str, field_info("Note", "what helped, or what was in the way")] = ""
