"""The pitch: claims and their evidence."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record

PITCH = "pitch"
"""The id of the one pitch of a book."""
About = Literal["problem", "benefit"]


class Evidence(Record, frozen=True, kw_only=True):
    """A figure or a quote behind a problem or a benefit."""

    about: Annotated[About, field_info("Behind a")] = "benefit"
    claim: Annotated[str, field_info("Which one", "for instance: knowledge leaves with people", needed=True)]
    kind: Annotated[
        Literal["quote", "figure"], field_info("Kind", "quote: what people say · figure: what was measured")
    ] = "quote"
    text: Annotated[str, field_info("Quote or figure", needed=True)]
    source: Annotated[str, field_info("Source", "who said it, or where the figure is from")] = ""
    on: Annotated[date, field_info("When", needed=True)]


class Claim(Record, frozen=True, kw_only=True):
    """A problem the community answers, or a benefit it brings."""

    about: Annotated[
        About, field_info("Is it a", "problem: what is wrong today · benefit: what the community brings")
    ] = "problem"
    claim: Annotated[str, field_info("In a few words", "for instance: knowledge leaves with people", needed=True)]
    category: Annotated[str, field_info("Category", "problems are sorted by it: knowledge, quality, money …")] = ""
    kpi: Annotated[str, field_info("Key figure", "for a benefit: what shows that it comes", ref="kpis")] = ""
    place: Annotated[Number, field_info("Place", "the smallest first; the first ones make the half page")] = 50


class Pitch(Record, frozen=True, kw_only=True):
    """What the pitch says besides problems, benefits and money."""

    id: str = PITCH
    reader: Annotated[str, field_info("For whom", "who decides; the pitch opens with their name")] = ""
    opening: Annotated[
        str, field_info("The proposal", "what, and what for; half a page has the first line only", long=True)
    ] = ""
    group: Annotated[
        str,
        field_info(
            "To start with", "the small group: who, where, how long; half a page has the first line", long=True
        ),
    ] = ""
    ask: Annotated[
        str, field_info("The ask", "what to decide, and by when; half a page has the first line", long=True)
    ] = ""
    opportunity: Annotated[str, field_info("On paid hours", "a word; or why there are none")] = ""
    operational: Annotated[str, field_info("On tools and rooms", "a word; or why there are none")] = ""
    other: Annotated[str, field_info("On the rest", "a word; or why there is nothing")] = ""
