"""What is done with departments: moved, paused, recorded on a date, added, edited, deleted."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.widgets.keys import key_of, to_undo
from store.core.labels import label_of
from store.model.people import Department
from store.model.stages import Adoption, State
from store.people import departments as spread
from store.people.departments import OPENED, Ground


def nobody() -> str:
    """What is said where no department is selected."""
    return f"Select a department first, or press {key_of('departments.add')} to add one."


class DepartmentHost(Host, Protocol):
    """A screen where a department is selected."""

    ground: dict[str, Ground]

    def here(self) -> Ground | None:
        """The selected department, where it stands."""

    def arrive(self, key: str) -> None:
        """Select a department."""


def highlighted_department(screen: DepartmentHost) -> Department | None:
    """The selected department, or None with a word about it."""
    ground = screen.here()
    if ground is None:
        screen.say(nobody(), problem=True)
    return ground.department if ground else None


class DepartmentCommands(Commands[DepartmentHost]):
    """What is done with the selected department."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "greater_than_sign",
            "move(1)",
            "Next state",
            key_display=">",
            id="departments.next",
            tooltip="Move this department to the next state",
        ),
        Binding(
            "less_than_sign",
            "move(-1)",
            "Previous state",
            key_display="<",
            id="departments.back",
            show=False,
            tooltip="Move this department to the previous state",
        ),
        Binding("a", "add", "Add", id="departments.add", tooltip="Add a department"),
        Binding("e", "edit", "Edit", id="departments.edit", tooltip="Edit champion, headcount and next step"),
        Binding(
            "m",
            "mark",
            "Record state",
            id="departments.mark",
            tooltip="Record a state for any date",
        ),
        Binding("z", "pause", "Pause", id="departments.pause", tooltip="Pause this department"),
        Binding("d", "delete", "Delete", id="departments.delete", tooltip="Delete this department (can be undone)"),
    ]
    AT_ONCE = frozenset({"departments.next", "departments.back", "departments.pause"})

    def action_move(self, step: int) -> None:
        """One state on or back, from today."""
        if not (department := highlighted_department(self.screen)):
            return
        state = spread.neighbour(self.book, department.id, self.today, step)
        if state:
            self._take(department, state)
            return
        now = self.screen.ground[department.id].state
        if now == "paused":
            self.screen.say(
                f"{department.name} is paused. Press {key_of('departments.next')} to resume.",
                problem=True,
            )
        else:
            edge = "last" if step > 0 else "first"
            self.screen.say(f"{department.name} is already at the {edge} state: {label_of(now)}.", problem=True)

    def _take(self, department: Department, state: State) -> None:
        """Move a department, and say so where that is early; the organiser decides."""
        early = spread.flag_of_move(self.book, department, state, self.today)
        moved = self.screen.attempt(
            f"Move {department.name} to {label_of(state)}",
            lambda change: spread.move(self.book, change, department, state, self.today),
        )
        if moved:
            self._say_early(department, early)

    def _say_early(self, department: Department, early: str) -> None:
        ground = self.screen.ground.get(department.id)
        if early and ground and ground.state in OPENED:  # not where saving failed
            self.screen.say(f"{department.name} was opened too early: {early}. {to_undo()}", problem=True)

    def action_pause(self) -> None:
        """Pause the selected department."""
        if not (department := highlighted_department(self.screen)):
            return
        if self.screen.ground[department.id].state == "paused":
            self.screen.say(
                f"{department.name} is already paused. Press {key_of('departments.next')} to resume.",
                problem=True,
            )
        else:
            self._take(department, "paused")

    def action_mark(self) -> None:
        """Record any state of the selected department on any date."""
        if not (department := highlighted_department(self.screen)):
            return
        early = [""]

        def look(_: object, entry: Adoption) -> None:
            early[0] = spread.flag_of_move(self.book, department, entry.state, self.today)
            self.screen.call_after_refresh(self._say_early, department, early[0])

        self.screen.ask_record(
            f"Record state of {department.name}",
            Adoption,
            lambda entry: f"Record state of {department.name}: {label_of(entry.state)}",
            preset={
                "department": department.id,
                "on": self.today,
                "state": self.screen.ground[department.id].state,
                "step": spread.next_step(self.book, department.id),
            },
            names=("state", "on", "note"),
            also=look,
            intro="Earlier entries are kept. The latest date counts.",
        )

    def action_add(self) -> None:
        """Add a department."""
        self.screen.ask_record(
            "Add department",
            Department,
            lambda department: f"Add {department.name}",
            also=lambda change, department: self.screen.call_after_refresh(self.screen.arrive, department.id),
        )

    def action_edit(self) -> None:
        """Change what is known about the selected department."""
        if department := highlighted_department(self.screen):
            self.screen.ask_record(
                f"Edit {department.name}", Department, lambda d: f"Edit {d.name}", base=department
            )

    def action_delete(self) -> None:
        """Delete the selected department with its states; its people stay, without a department."""
        if department := highlighted_department(self.screen):
            self.screen.delete(department, department.name)
