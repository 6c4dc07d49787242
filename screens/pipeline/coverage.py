"""Coverage: who can train what, topics by departments; topics without a trainer, and single-trainer topics."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.session_plan_actions import SessionPlanCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.pipeline.views import VIEWS, pipeline_menu
from screens.widgets.keys import key_of
from screens.widgets.line_widget import Pane, Span
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Cell, Listing, Row
from screens.widgets.lists.option import Option
from store.core.labels import label_of
from store.core.text import join_words, normalize, pluralize
from store.people.directory import department_of
from store.training.coverage import Coverage, Trainer
from store.training.session_plans import plans_on
from store.training.training_requests import coverage_of_demand, from_whom, wanted_topics

EVERYWHERE = "*"
"""The column of all departments."""
CERTIFIED, NAMED, LEARNING = "●", "○", "·"
LEGEND = f"{CERTIFIED} certified   {NAMED} offers the topic   {LEARNING} learning it   ! one trainer or none   + not a member yet"

MOST_MARKS = 6
"""Marks drawn one by one in a cell; more become numbers."""


def no_topic_known() -> str:
    """The empty grid, and how it is filled."""
    return f"No topics yet. Topics come from your volunteers. Press {key_of('coverage.view')} to open the board, then {key_of('pipeline.add')} to add a volunteer or {key_of('pipeline.edit')} to add topics. To record readiness, press {key_of('person.ready')} on a person's page."


class CoverageScreen(BookScreen):
    """Departments by topics, a mark for each member."""

    ROOM = "pipeline"
    NEXT = "pipeline"
    PREVIOUS = "departments"
    VIEWS = VIEWS
    CSS_PATH = "coverage.tcss"
    ACTIONS = (SessionPlanCommands,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "view", "Board", id="coverage.view", tooltip="Go back to the board"),
        previous_view("coverage"),
        pipeline_menu("coverage"),
        *SessionPlanCommands.keys(),
        Binding("S", "order", "Sort", id="coverage.order", tooltip="Sort by name or fewest trainers"),
        Binding("escape,backspace", "leave", "Back", id="coverage.leave", tooltip="Go back to the departments"),
    ]
    _by_risk = False
    _wanted = ""

    def body(self) -> ComposeResult:
        """A line about the whole, the grid, and the selected cell."""
        yield Pane(id="summary")
        yield CellGrid(empty=no_topic_known, id="grid")
        yield Pane(id="cell").when_empty(
            "Trainers", "The people who teach the selected topic in a department appear here."
        )

    def on_mount(self) -> None:
        """Begin in the grid."""
        self.set_focus(self.query_one(CellGrid))

    def arrive(self, key: str) -> None:
        """Begin in the column of a department."""
        self._wanted = key
        if self.is_mounted:
            self.fill()

    def fill(self) -> None:
        """Show who can train what."""
        self._coverage = found = coverage_of_demand(self.book, self.today)
        self._wanted_by = wanted_topics(self.book, self.today)
        gaps, risks = found.gaps(), found.at_risk()
        summary: list[Span] = [(f" Coverage · {pluralize(len(found.topics), 'topic')}", "dim")]
        if gaps:
            wanted = sum(topic in self._wanted_by for topic in gaps)
            also = f", {wanted} of them wanted" if wanted else ""
            summary += [(", ", "dim"), (f"{len(gaps)} without a trainer{also} !", "warn")]
        if risks:
            summary += [
                (", ", "dim"),
                (f"{pluralize(len(risks), 'single-trainer topic')} !", "warn"),
            ]
        self.query_one("#summary", Pane).show([summary])
        names = [*found.topics]
        if self._by_risk:
            names.sort(key=lambda topic: len(found.trainers(topic)))
        grid = self.query_one(CellGrid)
        grid.titled(f"Trainers by topic · {'fewest first' if self._by_risk else 'by name'}", LEGEND)
        heads = [(EVERYWHERE, "all"), *found.departments.items()]
        grid.show_grid(heads if names else [], [self._row(found, topic) for topic in names], column=self._wanted)
        self._wanted = ""
        self._show_cell()

    @staticmethod
    def _row(found: Coverage, topic: str) -> Row:
        count = len(found.trainers(topic))
        coming = f" +{len(found.candidates[topic])}" if topic in found.candidates else ""
        total: Cell = f"{count}{coming}" if count > 1 else (f"{count} !{coming}", "warn")
        cells: list[Cell] = [found.topics[topic], total]
        people = []
        for department in found.departments:
            here = found.at(topic, department)
            cells.append((marks(here), "good" if any(t.certified for t in here) else "accent"))
            people += [t.volunteer.name for t in here]
        return Row(topic, tuple(cells), search=" ".join(people))

    def _people(self) -> tuple[str, str, list[Trainer]]:
        """The selected topic and department as they are written, and who is there."""
        grid, found = self.query_one(CellGrid), self._coverage
        topic, column = grid.key, grid.column
        if column in ("", EVERYWHERE):
            everybody = [t for key in found.departments for t in found.at(topic, key)]
            everybody.sort(key=lambda t: (not t.certified, not t.trains, normalize(t.volunteer.name)))
            return found.topics.get(topic, ""), "all departments", everybody
        return found.topics.get(topic, ""), found.departments.get(column, ""), [*found.at(topic, column)]

    def to_plan(self) -> str:
        """The topic whose session plan is written."""
        return self._coverage.topics.get(self.query_one(CellGrid).key, "")

    def _show_cell(self) -> None:
        pane = self.query_one("#cell", Pane)
        topic, where, people = self._people()
        if not topic:
            pane.titled("")
            pane.show([])
            return
        plan = next(iter(plans_on(self.book, topic)), None)
        title = f"{topic} · {where}{' · session plan' if plan else ''}"
        pane.titled(title, f"{key_of('list.open')}: list people")
        lines: list[list[Span]] = [
            [(f"{_mark(t)} ", _look(t)), (t.volunteer.name, ""), (f"   {_told(t)}", "dim")] for t in people[:3]
        ]
        if len(people) > 3:
            lines.append([(f"and {len(people) - 3} more", "dim")])
        if not people:
            elsewhere = len(self._coverage.trainers(self.query_one(CellGrid).key))
            lines.append(
                [(f"No one here. {pluralize(elsewhere, 'trainer')} elsewhere.", "" if elsewhere else "warn")]
            )
        elif len(self._coverage.trainers(self.query_one(CellGrid).key)) == 1 and len(people) <= 3:
            lines.append([("Single-trainer topic: at risk if they leave.", "warn")])
        if coming := self._coverage.candidates.get(self.query_one(CellGrid).key):
            names = join_words([volunteer.name for volunteer in coming], most=4)
            lines.insert(
                0 if not people else len(lines),
                [(f"Offered by people who are not members yet: {names}.", "accent")],
            )
        if requests := self._wanted_by.get(self.query_one(CellGrid).key):
            names = join_words([from_whom(self.book, request) for request in requests], most=3)
            lines.insert(0, [(f"Wanted by {names}.", "warn" if not people else "accent")])
        pane.show(lines)

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._show_cell()

    @on(Listing.Opened)
    def _opened(self) -> None:
        """List the people of the selected cell, to go to one of them."""
        from screens.widgets.lists.picker import Picker

        topic, where, people = self._people()
        if not people:
            self.say(f"No one in {where} trains {topic} yet. See the column ‘all’.", problem=True)
            return
        options = [Option(t.volunteer.id, f"{_mark(t)} {t.volunteer.name}", self._detail(t, where)) for t in people]
        self.app.push_screen(
            Picker(f"{topic} · {where}", options),
            self._go_to_person,
        )

    def _detail(self, trainer: Trainer, where: str) -> str:
        home = department_of(self.book, trainer.volunteer)
        return _told(trainer) if where == home else ", ".join(filter(None, [home, _told(trainer)]))

    def _go_to_person(self, picked: tuple[str, ...] | None) -> None:
        if picked:
            self.post_message(GoTo("volunteer", picked[0]))

    # -- keys ------------------------------------------------------------------------------------

    def action_order(self) -> None:
        """By name, or the topics with the fewest trainers first."""
        self._by_risk = not self._by_risk
        self.fill()


def marks(people: tuple[Trainer, ...]) -> str:
    """The people of a cell as marks, or as numbers where they are many."""
    if len(people) <= MOST_MARKS:
        return "".join(map(_mark, people))
    kinds = [_mark(trainer) for trainer in people]
    return " ".join(f"{mark}{kinds.count(mark)}" for mark in (CERTIFIED, NAMED, LEARNING) if mark in kinds)


def _mark(trainer: Trainer) -> str:
    return CERTIFIED if trainer.certified else NAMED if trainer.trains else LEARNING


def _look(trainer: Trainer) -> str:
    return "good" if trainer.certified else "accent" if trainer.trains else "dim"


def _told(trainer: Trainer) -> str:
    return label_of(trainer.level or "") or "offers it, no readiness recorded"
