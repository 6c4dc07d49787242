"""What each kind of activity weighs in the Orbit model."""

from typing import Annotated

from store.core.schema import Number, Record, said

WEIGHTS = "weights"
"""The id of the one record of weights."""
_HINT = "from 1 to 12: the more somebody gives, the more it weighs"


class Weights(Record, frozen=True, kw_only=True):
    """What each kind of activity weighs."""

    id: str = WEIGHTS
    attended: Annotated[Number, said("Attended a gathering", _HINT)] = 4
    helped: Annotated[Number, said("Answered a question", _HINT)] = 6
    idea: Annotated[Number, said("Brought an idea", _HINT)] = 6
    shared: Annotated[Number, said("Shared material", _HINT)] = 7
    co_led: Annotated[Number, said("Co-led a session", _HINT)] = 8
    mentored: Annotated[Number, said("Mentored a trainer", _HINT)] = 8
    led: Annotated[Number, said("Led a session", _HINT)] = 9
    hosted: Annotated[Number, said("Hosted a ritual", _HINT)] = 10
    took_over: Annotated[Number, said("Took over a role", _HINT)] = 11
