"""The pitch: problems and benefits, each with evidence behind it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from store.records import Record, said


class Evidence(Record, frozen=True, kw_only=True):
    """A figure or a quote behind a problem or a benefit."""

    about: Annotated[Literal["problem", "benefit"], said("Behind a")] = "benefit"
    claim: Annotated[str, said("Which one", "for instance: knowledge leaves with people", needed=True)]
    kind: Annotated[Literal["quote", "figure"], said("Kind")] = "quote"
    text: Annotated[str, said("Quote or figure", needed=True)]
    source: Annotated[str, said("Source", "who said it, or where the figure is from")] = ""
    on: Annotated[date, said("When", needed=True)]
