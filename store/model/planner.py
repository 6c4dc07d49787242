"""To-dos of the week that were snoozed or dismissed."""

from datetime import date
from typing import Annotated

from store.core.schema import Record, said


class Snooze(Record, frozen=True, kw_only=True):
    """An act put off until a day, or laid aside for good."""

    act: Annotated[str, said("Act", needed=True, hidden=True)]
    until: Annotated[date | None, said("Until")] = None
