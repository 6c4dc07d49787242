"""The pitch: claims and their evidence."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record

PITCH = "pitch"
"""The id of the one pitch of a book."""
_ASK = "The ask and its costs"
About = Literal["problem", "benefit"]
Whose = Literal["organisation", "volunteers"]


class Evidence(Record, frozen=True, kw_only=True):
    """A figure or a quote behind a problem or a benefit."""

    about: Annotated[About, field_info("Evidence for", "a problem or a benefit")] = "benefit"
    claim: Annotated[
        str, field_info("Problem or benefit", "for example: knowledge is lost when people leave", needed=True)
    ]
    kind: Annotated[
        Literal["quote", "figure"], field_info("Kind", "quote: someone’s own words · figure: a measured result")
    ] = "quote"
    text: Annotated[str, field_info("Quote or figure", "for example: 12 new hires left in 2026", needed=True)]
    source: Annotated[str, field_info("Source", "who said it, or where the figure comes from")] = ""
    on: Annotated[date, field_info("Date", "the day it was said or measured", needed=True)]


class Claim(Record, frozen=True, kw_only=True):
    """A problem the community answers, or a benefit it brings."""

    about: Annotated[
        About, field_info("Type", "problem: today’s difficulty · benefit: what the community brings")
    ] = "problem"
    claim: Annotated[str, field_info("Summary", "for example: knowledge is lost when people leave", needed=True)]
    category: Annotated[str, field_info("Category", "theme, for example: knowledge, quality, money")] = ""
    kpi: Annotated[str, field_info("KPI", "the KPI that measures a benefit", ref="kpis")] = ""
    whose: Annotated[Whose, field_info("Beneficiaries", "benefits for volunteers have their own section")] = (
        "organisation"
    )
    place: Annotated[Number, field_info("Order", hidden=True)] = 50
    """Lowest first, within problems or benefits; half a page shows the first."""


class Pitch(Record, frozen=True, kw_only=True):
    """What the pitch says besides problems, benefits and money."""

    id: str = PITCH
    reader: Annotated[str, field_info("Decision-maker", "named at the top of the pitch")] = ""
    opening: Annotated[str, field_info("Proposal", "what you propose and why; main point first", long=True)] = ""
    group: Annotated[
        str,
        field_info("Pilot", "who, where and how long; main point first", long=True),
    ] = ""
    ask: Annotated[
        str, field_info("The ask", "what to decide and by when; main point first", long=True, heading=_ASK)
    ] = ""
    opportunity: Annotated[
        str, field_info("Note on trainer time", "details, or why there is none", heading=_ASK)
    ] = ""
    operational: Annotated[
        str, field_info("Note on tools and rooms", "details, or why there are none", heading=_ASK)
    ] = ""
    other: Annotated[str, field_info("Note on other costs", "details, or why there are none", heading=_ASK)] = ""
