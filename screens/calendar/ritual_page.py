"""One ritual's page: when it is next, who hosts, how attendance goes, and what was held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.calendar.cancel_actions import CancelCommands
from screens.calendar.planning_actions import PlanningCommands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.general_actions import other_list
from screens.common.messages import GoTo
from screens.common.record_page import RecordPage, RecordScreen
from screens.widgets.keys import key_of
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence, Volunteer
from store.profiles.record_page import Line, Page
from store.profiles.ritual import page


def no_history() -> str:
    """An empty past, and the key that begins one."""
    return f"Nothing held yet. Press {key_of('calendar.hold')} on a gathering to record it."


class RitualScreen(RecordScreen):
    """Everything about one ritual."""

    ROOM = "calendar"
    ACTIONS = (PlanningCommands, CancelCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *PlanningCommands.keys("hold", "host", "prepare", "edit", "feedback"),
        *CancelCommands.keys("skip", "delete", "bring_back"),
        other_list("ritual"),
        Binding("escape,backspace", "leave", "Back", id="ritual.leave", tooltip="Back to the previous screen"),
    ]

    def body(self) -> ComposeResult:
        """The page."""
        yield RecordPage(no_history)

    def page(self) -> Page | None:
        """Everything about it."""
        ritual = self.book.rituals.get(self._id)
        return page(self.book, ritual, self.today) if ritual else None

    def gathering(self) -> Gathering | None:
        """The selected gathering."""
        line = self.view.here()
        return line.record if line and isinstance(line.record, Gathering) else None

    def ritual(self) -> Ritual | None:
        """The ritual of this page, where none of its gatherings is selected."""
        return None if self.gathering() else self.book.rituals.get(self._id)

    def day(self) -> date:
        """The day from which something is planned."""
        return self.today

    def closing(self) -> Absence | None:
        """None: closing days belong to the calendar."""
        return None

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected gathering, or with the ritual."""
        gathering = self.gathering()
        planned = gathering is not None and gathering.state == "planned"
        return {
            **self.view.fold_keys(),
            "calendar.hold": gathering and gathering.on <= self.today,
            "calendar.host": gathering,
            "calendar.prepare": planned,
            "calendar.feedback": gathering and not planned,
            "calendar.skip": planned or gathering is None,
        }

    def open_line(self, line: Line | None) -> None:
        """Go to a host's page or to a gathering to come; record or edit one that was; edit the ritual."""
        record = line.record if line else None
        if isinstance(record, Volunteer):
            self.post_message(GoTo("volunteer", record.id))
        elif isinstance(record, Gathering) and record.state == "planned":
            if record.on < self.today:
                GatheringCommands(self).mark_held(record)
            else:
                self.post_message(GoTo("calendar", record.id))
        else:
            PlanningCommands(self).action_edit()
