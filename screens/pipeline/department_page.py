"""One department's page: how far the idea has spread there, what comes next, who takes part, and its past."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list
from screens.common.messages import GoTo
from screens.common.record_page import RecordPage, RecordScreen
from screens.pipeline.department_actions import DepartmentCommands
from screens.widgets.keys import key_of
from store.core.labels import label_of
from store.model.people import Volunteer
from store.model.stages import Adoption
from store.model.stakeholders import Stakeholder
from store.model.training_requests import TrainingRequest
from store.people import departments as spread
from store.people.departments import Ground
from store.profiles.department import page
from store.profiles.record_page import Line, Page


def no_history() -> str:
    """An empty past, and the key that begins one."""
    return f"No state recorded yet. Press {key_of('departments.next')} to move this department to the next state."


class DepartmentScreen(RecordScreen):
    """Everything about one department."""

    ROOM = "pipeline"
    ACTIONS = (DepartmentCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *DepartmentCommands.keys("move(1)", "move(-1)", "edit", "mark", "pause"),
        Binding("d", "delete", "Delete", show=False, id="department.delete", tooltip="Delete the selected state (can be undone)"),
        other_list("department"),
        Binding("escape,backspace", "leave", "Back", id="department.leave", tooltip="Back to the previous screen"),
    ]  # fmt: skip

    ground: dict[str, Ground]
    """Where each department stands, by its id."""

    def here(self) -> Ground | None:
        """The department of this page, where it stands."""
        return self.ground.get(self._id)

    def body(self) -> ComposeResult:
        """The page."""
        yield RecordPage(no_history)

    def page(self) -> Page | None:
        """Everything about it."""
        self.ground = spread.grounds(self.book, self.today)
        department = self.book.departments.get(self._id)
        return page(self.book, department, self.today) if department else None

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line, and with the department."""
        line = self.view.here()
        step = partial(spread.neighbour, self.book, self._id, self.today)
        return {
            **self.view.fold_keys(),
            "departments.next": step(1),
            "departments.back": step(-1),
            "department.delete": line and isinstance(line.record, Adoption),
        }

    def open_line(self, line: Line | None) -> None:
        """Go to who or what a line is about, change a state, or edit the department."""
        match line.record if line else None:
            case Volunteer(id=key):
                self.post_message(GoTo("volunteer", key))
            case Stakeholder(id=key):
                self.post_message(GoTo("stakeholder", key))
            case TrainingRequest(id=key):
                self.post_message(GoTo("requests", key))
            case Adoption() as entry:
                label = f"Edit ‘{label_of(entry.state)}’"
                self.ask_record(label, Adoption, lambda _: label, base=entry, names=("state", "on", "note"))
            case _:
                DepartmentCommands(self).action_edit()

    def action_delete(self) -> None:
        """Delete the selected state."""
        line = self.view.here()
        if line and isinstance(line.record, Adoption):
            self.delete(line.record, f"‘{line.what}’")
        else:
            self.say("Select a state to delete. To delete the department, go to the board.", problem=True)
