"""Resources."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Record, said


class Resource(Record, frozen=True, kw_only=True):
    """A documented thing."""

    title: Annotated[str, said("Title", needed=True)]
    kind: Annotated[
        Literal["recording", "role description", "shared material", "process", "message"], said("Kind")
    ] = "shared material"
    link: Annotated[
        str, said("Link or path", "https://… or where the file lies; a short path starts beside the book")
    ] = ""
    owner: Annotated[str, said("Owner", "who keeps it true", ref="volunteers|organiser")] = ""
    gathering: Annotated[str, said("From which gathering", ref="gatherings")] = ""
    tags: Annotated[tuple[str, ...], said("Tags", "your own words, with commas between")] = ()
    on: Annotated[date | None, said("Since")] = None
