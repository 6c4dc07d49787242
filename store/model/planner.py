"""To-dos of the week that were snoozed or dismissed."""

from datetime import date
from typing import Annotated

from store.core.fields import field_info
from store.core.record import Record


class Snooze(Record, frozen=True, kw_only=True):
    """A to-do snoozed or dismissed until a day; without one it is not asked again."""

    act: Annotated[str, field_info("To-do", needed=True, hidden=True)]
    until: Annotated[date | None, field_info("Until", "the day it is shown again")] = None
    dismissed: Annotated[bool, field_info("Dismissed", hidden=True)] = False
