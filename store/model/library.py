"""Resources."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import field_info
from store.core.record import Record


class Resource(Record, frozen=True, kw_only=True):
    """A documented thing."""

    title: Annotated[str, field_info("Title", needed=True)]
    kind: Annotated[
        Literal["recording", "role_description", "shared_material", "process", "message"], field_info("Kind")
    ] = "shared_material"
    link: Annotated[
        str, field_info("Link or path", "https://… or where the file lies; a short path starts beside the book")
    ] = ""
    owner: Annotated[str, field_info("Owner", "who keeps it true", ref="volunteers|organiser")] = ""
    gathering: Annotated[str, field_info("From which gathering", ref="gatherings")] = ""
    tags: Annotated[tuple[str, ...], field_info("Tags", "your own words, with commas between")] = ()
    on: Annotated[date | None, field_info("Since")] = None
