"""To-dos of the week that were snoozed or dismissed."""

from datetime import date
from typing import Annotated

from store.core.fields import field_info
from store.core.record import Record


class Snooze(Record, frozen=True, kw_only=True):
    """An act put off until a day, or laid aside for good."""

    act: Annotated[str, field_info("Act", needed=True, hidden=True)]
    until: Annotated[date | None, field_info("Until")] = None
