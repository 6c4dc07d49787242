"""What each kind of activity weighs in the Orbit model."""

from typing import Annotated

from store.core.fields import Number, field_info
from store.core.record import Record

WEIGHTS = "weights"
"""The id of the one record of weights."""
_HINT = "1 to 12; higher for greater commitment"


class Weights(Record, frozen=True, kw_only=True):
    """What each kind of activity weighs."""

    id: str = WEIGHTS
    attended: Annotated[Number, field_info("Attended a gathering", _HINT)] = 4
    helped: Annotated[Number, field_info("Question answered", _HINT)] = 6
    idea: Annotated[Number, field_info("Brought an idea", _HINT)] = 6
    shared: Annotated[Number, field_info("Shared material", _HINT)] = 7
    co_led: Annotated[Number, field_info("Co-led a session", _HINT)] = 8
    mentored: Annotated[Number, field_info("Mentored a trainer", _HINT)] = 8
    led: Annotated[Number, field_info("Led a session", _HINT)] = 9
    hosted: Annotated[Number, field_info("Hosted a ritual", _HINT)] = 10
    took_over: Annotated[Number, field_info("Took on a role", _HINT)] = 11
