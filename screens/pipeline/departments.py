"""Departments: how far the idea has spread, as a board by state above the curve drawn from the dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.pipeline.department_actions import DepartmentCommands, highlighted_department
from screens.pipeline.department_lines import about, card
from screens.pipeline.people_lines import PEOPLE_LIST
from screens.pipeline.views import VIEWS, pipeline_menu
from screens.widgets.charts.line_chart import Line, Plot
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Lane
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.labels import label_of
from store.core.text import pluralize
from store.model.stages import State
from store.people import departments as spread
from store.people.departments import OPENED, STATES, Ground


def no_department_yet() -> str:
    """The empty board, and the key that fills it."""
    return f"No departments yet. Press {key_of('departments.add')} to add the first. A new volunteer’s department is added automatically."


def nothing_to_draw() -> str:
    """The empty plot, and the key that begins it."""
    return f"No department has changed state yet. Press {key_of('departments.next')} to move one to the next state."


class DepartmentBoard(Board):
    """The board of departments: what is opened there is not a person's page."""

    FOLDS_EMPTY = True
    BINDINGS = [
        Binding("enter", "open", "Open", id="departments.people", tooltip="Open the page of this department")
    ]


AROUND = 3
"""Lines of the screen besides the board and what is below it."""


class DepartmentsScreen(BookScreen):
    """Every department on its way to having trainers of its own."""

    ROOM = "pipeline"
    BACK = "pipeline"
    VIEWS = VIEWS
    CSS_PATH = "departments.tcss"
    ACTIONS = (DepartmentCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *DepartmentCommands.keys("move(1)", "move(-1)"),
        Binding("v", "view", "Coverage", id="departments.view", tooltip="Show who can train what"),
        previous_view("departments"),
        pipeline_menu("departments"),
        *DepartmentCommands.keys("add", "edit", "mark", "pause", "delete"),
        Binding("escape,backspace", "leave", "Board", id="departments.leave", tooltip="Go back to the board"),
    ]
    ground: dict[str, Ground]
    """Where each department stands, by its id."""
    _wanted = ""

    def body(self) -> ComposeResult:
        """A line about the whole, the board, and below it the curve and the selected department."""
        yield Pane(id="summary")
        yield DepartmentBoard(empty=no_department_yet, id="departments")
        with Horizontal(id="below"):
            yield Plot(title="Adoption curve · departments over time", empty=nothing_to_draw, id="curve")
            yield Pane(id="department").when_empty("Department", "The selected department appears here.")

    def on_mount(self) -> None:
        """Begin on the board."""
        self.set_focus(self.query_one(Board))

    def arrive(self, key: str) -> None:
        """Select a department."""
        if key and self.is_mounted:
            self.query_one(Board).highlight(key)
        else:
            self._wanted = key

    def fill(self) -> None:
        """Show every department where it stands."""
        columns = spread.board(self.book, self.today)
        self.ground = {g.department.id: g for column in columns.values() for g in column}
        self._show_summary(columns)
        narrow = self.has_class("-narrow")
        lanes = [
            Lane(label_of(state).capitalize(), tuple(card(self.book, g, narrow=narrow) for g in columns[state]))
            for state in STATES
        ]
        board = self.query_one(Board)
        board.show(lanes, self._wanted)
        self._wanted = ""
        self._make_room(0 if narrow else max(len(lane.cards) for lane in lanes))
        self._show_curve()
        self._show_department()

    def _make_room(self, cards: int) -> None:
        """Let the board have as many lines as its longest column takes, within three fifths, and the curve the rest."""
        rows = self.size.height - AROUND
        wanted = min(Board.CARD_LINES * max(cards, 2) + 1, rows * 3 // 5)
        self.query_one(Board).styles.height = wanted if cards else None

    def _show_summary(self, columns: dict[State, list[Ground]]) -> None:
        opened = sum(len(columns[state]) for state in OPENED)
        early = sum(bool(ground.flag) for ground in self.ground.values())
        parts = [pluralize(len(self.ground), "department"), f"{opened} open"]
        parts += [f"{len(columns['paused'])} paused"] if columns["paused"] else []
        spans: list[Span] = [(f" Departments · {', '.join(parts)}", "dim")]
        if early:
            spans += [(", ", "dim"), (f"{early} opened too early !", "warn")]
        self.query_one("#summary", Pane).show([spans])

    def _show_curve(self) -> None:
        plot = self.query_one("#curve", Plot)
        lines = []
        reached = spread.reached(self.book, self.today)
        days = [on for found in reached.values() for on, _ in found]
        for state, name in (("piloting", "piloting or beyond"), ("established", "established")):
            points = spread.curve(self.book, state, self.today)  # type: ignore[arg-type]
            if points:
                lines.append(Line(name, [(min(days), 0), *points]))
        # to all departments, where there is room for it: then it is seen how many are still to come
        most = 0 if self.has_class("-narrow") else len(self.ground)
        plot.show(lines, min(days, default=self.today), self.today, most=most)

    def _show_department(self) -> None:
        pane = self.query_one("#department", Pane)
        ground = self.here()
        if ground is None:
            pane.titled("")
            pane.show([])
            return
        heads = ground.department.head_count
        people = f" · {pluralize(heads, 'person', 'people')}" if heads else ""
        pane.titled(f"{ground.department.name}{people}")
        narrow = self.has_class("-narrow")
        pane.show(about(self.book, ground, self.today, width=pane.content_width(), narrow=narrow))

    @on(events.Resize)
    def _resized(self) -> None:
        """What is told of a department depends on the room there is."""
        if hasattr(self, "ground"):
            self.call_after_refresh(self.fill)

    def here(self) -> Ground | None:
        """The selected department, where it stands."""
        return self.ground.get(self.query_one(Board).key)

    @on(Board.Moved)
    def _moved(self) -> None:
        self._show_department()

    @on(Board.Opened)
    def _opened(self) -> None:
        """Open the page of the selected department."""
        if department := highlighted_department(self):
            self.post_message(GoTo("department", department.id))

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done for the selected department."""
        here = self.here()
        step = here and partial(spread.neighbour, self.book, here.department.id, self.today)
        return {
            "departments.next": step and step(1),
            "departments.mark": here,
            "departments.edit": here,
            "departments.pause": here and here.state != "paused",
            "departments.back": step and step(-1),
            "departments.delete": here,
        }

    def action_view(self, step: int = 1) -> None:
        """On to who can train what, or back to the list of people."""
        ground = self.here()
        if step > 0:
            self.post_message(GoTo("coverage", ground.department.id if ground else ""))
        else:
            self.post_message(GoTo("pipeline", PEOPLE_LIST))
