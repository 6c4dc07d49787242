"""The views of Pipeline, for the menu that each of them has."""

from __future__ import annotations

from textual.binding import Binding

from screens.common.actions.general_actions import View, view_menu
from screens.pipeline.people_lines import PEOPLE_LIST

PEOPLE_BOARD = "board"
"""What leads to the board of people rather than to the list."""
VIEWS = (
    View("pipeline", "Board", "people by stage", PEOPLE_BOARD),
    View("pipeline", "List", "people, sorted or grouped", PEOPLE_LIST),
    View("departments", "Departments", "state of each department"),
    View("coverage", "Coverage", "topics by department"),
    View("roles", "Roles", "roles and their holders"),
)


def pipeline_menu(room: str) -> Binding:
    """The key for the menu."""
    return view_menu(room, "Go to board, list, departments, coverage or roles")
