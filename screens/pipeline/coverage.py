"""Coverage: who can train what, topics by departments; topics without a trainer, and single-trainer topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.session_plan_actions import SessionPlanCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.pipeline.views import VIEWS, pipeline_menu
from screens.widgets.facts import Fact, FactPane
from screens.widgets.keys import key_of
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.columns import span_of
from screens.widgets.lists.list_view import Cell, Listing, Row
from screens.widgets.lists.option import Option
from screens.widgets.spans import Span
from store.core.labels import label_of
from store.core.text import join_words, normalize, pluralize
from store.model.people import Volunteer
from store.model.training_requests import TrainingRequest
from store.people.directory import department_of
from store.training.coverage import Coverage, Risk, Trainer
from store.training.session_plans import plans_on
from store.training.training_requests import coverage_of_demand, from_whom, wanted_topics

EVERYWHERE, WANTED = "*", "?"
"""The columns of all departments, and of the training requests."""
CERTIFIED, NAMED, LEARNING, COMING = "●", "○", "·", "+"
LEGEND = f"{CERTIFIED} certified   {NAMED} offers to teach   {LEARNING} learning   {COMING} not yet a member"

MARKS = "marks"
"""The look of a cell of marks, each of which has its own."""
MOST_MARKS = 6
"""Marks drawn one by one in a cell; more become numbers."""

RISKS: dict[Risk, str] = {
    "unmet": "Wanted, no trainer",
    "single": "Single-trainer topics",
    "none": "No trainer",
    "covered": "Two or more trainers",
}
"""The headings of the degrees of risk."""


def no_topic_known() -> str:
    """The empty grid, and how it is filled."""
    return f"No topics yet. Topics come from your volunteers. Press {key_of('coverage.view')} to open the board, then {key_of('pipeline.add')} to add a volunteer or {key_of('pipeline.edit')} to add topics. To record readiness, press {key_of('person.ready')} on a person’s page."


class TopicGrid(CellGrid):
    """Topics by department: the trainers and the requests of each, then a mark for each member."""

    TITLES = 2
    ALWAYS = 2

    def spans_of(self, cell: Cell) -> list[Span]:
        """The certified stand out; those who offer a topic, learn it or are not members yet are quiet."""
        text, look = span_of(cell)
        return (
            [(mark, "good" if mark == CERTIFIED else "dim") for mark in text] if look == MARKS else [(text, look)]
        )


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
        Binding("S", "order", "Sort", id="coverage.order", tooltip="Sort by risk or by name"),
        Binding("escape,backspace", "leave", "Back", id="coverage.leave", tooltip="Go back to the departments"),
    ]
    _by_risk = True
    _wanted = ""

    def body(self) -> ComposeResult:
        """The grid, and below it the selected cell."""
        yield TopicGrid(empty=no_topic_known, id="grid")
        yield FactPane(id="cell").when_empty(
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
        unmet = sum(topic in self._wanted_by for topic in found.gaps())
        parts = [f"Coverage · {pluralize(len(found.topics), 'topic')}"] if found.topics else ["Coverage"]
        parts += [f"{unmet} wanted, no trainer"] if unmet else []
        parts += [f"sorted by {'risk' if self._by_risk else 'name'}"] if found.topics else []
        grid = self.query_one(CellGrid)
        grid.titled(" · ".join(parts), LEGEND if found.topics else "")
        heads = [(EVERYWHERE, "All"), (WANTED, "Wanted"), *found.departments.items()]
        grid.show_grid(heads if found.topics else [], [*self._rows(found)], column=self._wanted)
        self._wanted = ""
        self._show_cell()

    def _rows(self, found: Coverage) -> Iterator[Row]:
        """The topics, under a heading for each degree of risk or by name."""
        if not self._by_risk:
            yield from (self._row(found, topic) for topic in found.topics)
            return
        for heading, topics in found.by_risk(self._wanted_by).items():
            if topics:
                yield Row("", (f"{RISKS[heading]} · {len(topics)}",), heading=True)
            yield from (self._row(found, topic) for topic in topics)

    def _row(self, found: Coverage, topic: str) -> Row:
        count, requests = len(found.trainers(topic)), len(self._wanted_by.get(topic, ()))
        total: Cell = (
            f"{count}" if count > 1 else (f"{count} !", "warn") if count or requests else (f"{count}", "dim")
        )
        cells: list[Cell] = [found.topics[topic], total, (f"{requests}", "accent") if requests else ""]
        people = []
        for department in found.departments:
            here, coming = found.at(topic, department), found.coming(topic, department)
            cells.append((marks([*map(_mark, here), *(COMING for _ in coming)]), MARKS))
            people += [*(t.volunteer.name for t in here), *(volunteer.name for volunteer in coming)]
        return Row(topic, tuple(cells), search=" ".join(people))

    def _people(self) -> tuple[str, str, list[Trainer]]:
        """The selected topic and department as they are written, and who is there."""
        grid, found = self.query_one(CellGrid), self._coverage
        topic, column = grid.key, grid.column
        if column in ("", EVERYWHERE, WANTED):
            everybody = [t for key in found.departments for t in found.at(topic, key)]
            everybody.sort(key=lambda t: (not t.certified, not t.trains, normalize(t.volunteer.name)))
            return found.topics.get(topic, ""), "all departments", everybody
        return found.topics.get(topic, ""), found.departments.get(column, ""), [*found.at(topic, column)]

    def to_plan(self) -> str:
        """The topic whose session plan is written."""
        return self._coverage.topics.get(self.query_one(CellGrid).key, "")

    def _show_cell(self) -> None:
        pane = self.query_one("#cell", FactPane)
        topic, where, people = self._people()
        plan = next(iter(plans_on(self.book, topic)), None) if topic else None
        pane.titled(f"{topic} · {where}{' · session plan' if plan else ''}" if topic else "")
        pane.tell(self._about(self.query_one(CellGrid).key, where, people) if topic else ())

    def _about(self, topic: str, where: str, people: list[Trainer]) -> Iterator[Fact]:
        """How a topic stands, what to do next, and who has to do with it in the selected department."""
        trainers, coming = self._coverage.trainers(topic), self._coverage.candidates.get(topic, ())
        requests = self._wanted_by.get(topic, [])
        yield stands(trainers, requests)
        yield Fact(next_step(trainers, coming, requests), "accent")
        yield Fact(join_words([from_whom(self.book, request) for request in requests]), label="Wanted by")
        for looks, label in ((CERTIFIED, "Certified"), (NAMED, "Offer to teach"), (LEARNING, "Learning")):
            named = [_named(t) for t in people if _mark(t) == looks]
            yield Fact(join_words(named), "good" if looks == CERTIFIED else "", label)
        if not people and trainers:
            yield Fact(f"{pluralize(len(trainers), 'trainer')} elsewhere, none in {where}.")
        yield Fact(join_words([volunteer.name for volunteer in coming]), "dim", "Not yet a member")

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._show_cell()

    @on(Listing.Opened)
    def _opened(self) -> None:
        """List the people of the selected cell, to go to one of them."""
        from screens.widgets.lists.picker import Picker

        topic, where, people = self._people()
        if not people:
            anywhere = self.query_one(CellGrid).column in ("", EVERYWHERE, WANTED)
            in_one = f"No one in {where} teaches {topic} yet. See the ‘All’ column."
            self.say(f"No one teaches {topic} yet." if anywhere else in_one, problem=True)
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
        """By risk, or by name."""
        self._by_risk = not self._by_risk
        self.fill()
        if not self.query_one(TopicGrid).keys:
            self.say("No topics to sort yet.", problem=True)


def marks(people: Sequence[str]) -> str:
    """The marks of the people of a cell, or their numbers where they are many."""
    if len(people) <= MOST_MARKS:
        return "".join(people)
    return " ".join(f"{mark}{people.count(mark)}" for mark in dict.fromkeys(people))


def _mark(trainer: Trainer) -> str:
    return CERTIFIED if trainer.certified else NAMED if trainer.trains else LEARNING


def _named(trainer: Trainer) -> str:
    """Someone with the step of readiness they have taken, where it says more than their mark."""
    step = "" if trainer.certified else label_of(trainer.level or "")
    return f"{trainer.volunteer.name} ({step})" if step else trainer.volunteer.name


def stands(trainers: Sequence[Trainer], requests: Sequence[TrainingRequest]) -> Fact:
    """How well a topic is covered."""
    if not trainers:
        return Fact("Wanted, but no trainer" if requests else "No trainer", "warn")
    if len(trainers) == 1:
        return Fact(f"Single-trainer topic: at risk if {trainers[0].volunteer.name} leaves", "warn")
    return Fact(pluralize(len(trainers), "trainer"), "strong")


def next_step(trainers: Sequence[Trainer], coming: Sequence[Volunteer], requests: Sequence[TrainingRequest]) -> str:
    """What makes a topic safer."""
    if coming and len(trainers) < 2:
        return f"Next: help {join_words([volunteer.name for volunteer in coming], most=2)} to become a member and teach this topic."
    if not trainers:
        return "Next: find a trainer." if requests else "Next: find a trainer if the topic is still wanted."
    if len(trainers) == 1:
        return "Next: find a second trainer, who can begin by co-delivering a session."
    if not any(trainer.certified for trainer in trainers):
        return "Next: observe a session to certify one of the trainers."
    return ""


def _told(trainer: Trainer) -> str:
    return label_of(trainer.level or "") or "offers to teach; no readiness recorded"
