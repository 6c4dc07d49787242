"""Training requests: what departments want trained, and what became of it."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record

RequestState = Literal["new", "offered", "scheduled", "delivered", "declined"]
_PROGRESS = "Progress"


class TrainingRequest(Record, frozen=True, kw_only=True):
    """A department's or a person's wish for training, with the days on which it moved on.

    Its state is not kept: the days and the session tell it, so that it follows what happens to the session.
    """

    topic: Annotated[str, field_info("Topic or problem", "in their words, for example: Excel", needed=True)]
    department: Annotated[str, field_info("Department", "who wants it", ref="departments")] = ""
    asked_by: Annotated[str, field_info("Requested by", "the person who asked", ref="volunteers|stakeholders")] = ""
    on: Annotated[date, field_info("Requested on", "the day they asked", needed=True)]
    size: Annotated[Number | None, field_info("People", "approximate number")] = None
    needed_by: Annotated[date | None, field_info("Needed by", "leave empty if there is no date")] = None
    place: Annotated[str, field_info("Place", "a room, or online")] = ""
    delivery: Annotated[str, field_info("Delivery", "classroom, webinar, on the job, mentoring …")] = ""
    offered_on: Annotated[
        date | None, field_info("Offered on", "when you proposed a session or a trainer", heading=_PROGRESS)
    ] = None
    gathering: Annotated[
        str, field_info("Session", "the session that meets the request", ref="gatherings", heading=_PROGRESS)
    ] = ""
    scheduled_on: Annotated[
        date | None, field_info("Scheduled on", "when the session was agreed", heading=_PROGRESS)
    ] = None
    delivered_on: Annotated[
        date | None, field_info("Delivered on", "leave empty for the date of the session", heading=_PROGRESS)
    ] = None
    declined_on: Annotated[
        date | None, field_info("Declined on", "leave empty if not declined", heading=_PROGRESS)
    ] = None
    reason: Annotated[str, field_info("Reason", "why it was declined", heading=_PROGRESS)] = ""
    note: Annotated[str, field_info("Note", "what else they told you", long=True)] = ""
