"""Moves along the adoption pipeline, of people and of departments."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Number, Record, said

Stage = Literal["interested", "said yes", "onboarding", "newcomer", "active", "core", "alumni", "not now"]


class Move(Record, frozen=True, kw_only=True):
    """One dated step of a volunteer into a stage; the latest one says where they stand."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    stage: Annotated[Stage, said("Stage", needed=True)]
    on: Annotated[date, said("On", needed=True)]
    step: Annotated[Number, said("Step", hidden=True)] = 0
    note: Annotated[str, said("Note")] = ""


State = Literal["not yet", "curious", "piloting", "adopting", "established", "paused"]


class Adoption(Record, frozen=True, kw_only=True):
    """One dated state of a department on its way to having trainers of its own."""

    department: Annotated[str, said("Department", needed=True, ref="departments")]
    state: Annotated[State, said("State", needed=True)]
    on: Annotated[date, said("On", needed=True)]
    step: Annotated[Number, said("Step", hidden=True)] = 0
    """Of two states on one day the one with the higher step came later."""
    note: Annotated[str, said("Note")] = ""
