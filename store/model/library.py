"""Resources."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import OnHub, field_info
from store.core.record import Record


class Resource(Record, frozen=True, kw_only=True):
    """A documented thing."""

    title: Annotated[str, field_info("Title", "for example: Feedback basics, slides", needed=True)]
    kind: Annotated[
        Literal["recording", "role_description", "shared_material", "process", "message"],
        field_info("Kind", "the type of material"),
    ] = "shared_material"
    link: Annotated[str, field_info("Link or path", "https://… or a path, relative to the book")] = ""
    owner: Annotated[str, field_info("Owner", "the person who keeps it up to date", ref="volunteers|organiser")] = (
        ""
    )
    gathering: Annotated[str, field_info("Gathering", "the gathering it comes from", ref="gatherings")] = ""
    tags: Annotated[tuple[str, ...], field_info("Tags", "your own words, separated by commas")] = ()
    on: Annotated[date | None, field_info("Available since", "the day it became available")] = None
    on_hub: OnHub = False
