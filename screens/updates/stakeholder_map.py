"""Stakeholder map: stakeholders by power and interest, the three groups, and responsibilities for training."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.updates.lists import STANCE, VIEWS
from screens.updates.power_grid import PowerGrid
from screens.updates.stakeholder_lines import about, card
from screens.widgets.containers import Horizontal
from screens.widgets.facts import FactPane
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Lane
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Cell, Listing, Row
from screens.widgets.lists.option import Option
from store.core.record import ORGANISER
from store.core.text import pluralize
from store.model.stakeholders import Duty, Leg, Phase, Stakeholder
from store.people.directory import name_of
from store.updates.stakeholder_map import (
    LEG_NAMES,
    LEGS,
    PHASES,
    QUESTIONS,
    Shared,
    balance,
    leg_of,
    power_grid,
    shared,
    to_win,
)
from store.updates.stakeholders import Due, due_list

LEGEND = "─▶ from current to target stance   ! update due"


def nobody_yet() -> str:
    """The empty map, and the keys that fill it."""
    return f"No stakeholders yet. Press {key_of('support.leave')}, then {key_of('readers.add')} to add the first."


class Duties(CellGrid):
    """The phases of training by group: who is responsible for each."""

    WRAPS = True
    ALWAYS = len(LEGS)
    AT_ONCE = frozenset({"duties.drop"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Assign", id="duties.open", tooltip="Choose who is responsible"),
        Binding("a", "open", "Add", show=False, id="duties.add", tooltip="Add a responsible person"),
        Binding("d", "screen.drop", "Delete", id="duties.drop", tooltip="Remove everyone from this group"),
    ]


class SupportScreen(BookScreen):
    """The stakeholder map, and the responsibilities below it."""

    ROOM = "updates"
    NEXT = "updates"
    PREVIOUS = "posts"
    BACK = "updates"
    AUTO_FOCUS = "#power"
    VIEWS = VIEWS
    CSS_PATH = "stakeholder_map.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    _dues: dict[str, Due]
    """When each stakeholder hears next, by id."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab,shift+tab",
            "other",
            "Switch list",
            id="support.other",
            tooltip="Go to Responsibilities, or back to the map",
        ),
        Binding("v", "view", "Updates", id="support.view", tooltip="Back to Updates"),
        previous_view("support"),
        view_menu("support", "Go to updates, sent updates, comms plan or map"),
        Binding("escape,backspace", "leave", "Back", id="support.leave", tooltip="Back to Updates"),
    ]

    def body(self) -> ComposeResult:
        """The map, beside it the selected stakeholder, and below them the responsibilities."""
        with Horizontal():
            yield PowerGrid(empty=nobody_yet, id="power")
            yield FactPane(id="who").when_empty(
                "Stakeholder", "The selected stakeholder appears here, with the next step."
            )
        yield Duties(title="Responsibilities", id="duties")

    def fill(self) -> None:
        """Show the map and the responsibilities."""
        self._dues = {due.stakeholder.id: due for due in due_list(self.book, self.today)}
        late = sum(due.on is not None and due.on <= self.today for due in self._dues.values())
        to_move = sum(map(to_win, self.book.stakeholders.values()))
        parts = [f"Stakeholder map · {len(self._dues)}" if self._dues else "Stakeholder map"]
        parts += [f"{to_move} to win over"] if to_move else []
        parts += [f"{pluralize(late, 'update')} due"] if late else []
        grid = self.query_one("#power", PowerGrid)
        grid.titled(" · ".join(parts), LEGEND if self._dues else "")
        lanes = [
            Lane(place.capitalize(), tuple(card(self._dues[who.id], self.today) for who in found))
            for place, found in power_grid(self.book).items()
            if found or place != "not assessed"
        ]
        grid.show(lanes if self._dues else [])
        self._show_who()
        self._show_duties()

    def _show_who(self) -> None:
        pane, due = self.query_one("#who", FactPane), self._dues.get(self.person())
        pane.titled(due.stakeholder.name if due else "")
        pane.tell(about(self.book, due, self.today) if due else ())

    def _show_duties(self) -> None:
        found = shared(self.book)
        gaps = [one for one in found if one.gap]
        grid = self.query_one("#duties", Duties)
        told = f"{pluralize(len(gaps), 'gap')} !" if gaps else "no gaps"
        grid.titled(f"Responsibilities · {told}", balance(self.book))
        grid.show_grid([(leg, LEG_NAMES[leg].capitalize()) for leg in LEGS], [self._row(one) for one in found])

    def _row(self, one: Shared) -> Row:
        name = (
            f"{one.phase.capitalize()}: {one.gap} !"
            if one.gap
            else f"{one.phase.capitalize()}: {QUESTIONS[one.phase]}"
        )
        cells: list[Cell] = [(name, "warn" if one.gap else "")]
        for leg in LEGS:
            names = [name_of(self.book, duty.who) for duty in one.duties[leg]]
            cells.append((", ".join(names) or "–", "" if names else "dim"))
        return Row(one.phase, tuple(cells))

    def person(self) -> str:
        """The selected stakeholder."""
        return self.query_one("#power", PowerGrid).key

    @on(Board.Moved, "#power")
    def _moved(self) -> None:
        self._show_who()

    @on(Board.Opened, "#power")
    def _open(self, event: Board.Opened) -> None:
        self.post_message(GoTo("stakeholder", event.key))

    # -- responsibilities ----------------------------------------------------------------------------

    def _cell(self) -> tuple[Phase, Leg] | None:
        grid = self.query_one("#duties", Duties)
        phase = next((phase for phase in PHASES if phase == grid.key), None)
        leg = next((leg for leg in LEGS if leg == grid.column), None)
        return (phase, leg) if phase and leg else None

    @on(Listing.Opened, "#duties")
    def _ask_duty(self) -> None:
        from screens.widgets.lists.picker import Picker

        cell = self._cell()
        if cell is None or not self.may_write():
            return
        phase, leg = cell
        had = next(one for one in shared(self.book) if one.phase == phase).duties[leg]
        people = [Option(who.id, who.name, who.job) for who in self.book.stakeholders.values() if who.leg == leg]
        if leg == "training":
            people.insert(0, Option(ORGANISER, "you", "the organiser"))
        if leg == "learners":
            people += [Option(v.id, v.name, "volunteer") for v in self.book.volunteers.values()]
        people.sort(key=lambda option: option.key != ORGANISER)

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked is not None and {*picked} != {duty.who for duty in had}:
                self._share(phase, leg, picked, had)

        title = f"{QUESTIONS[phase].capitalize()}: {LEG_NAMES[leg]}"
        empty = f"No stakeholders in the audience ‘{LEG_NAMES[leg]}’ yet. Press {key_of('readers.add')} on Updates to add one."
        picked = tuple(duty.who for duty in had)
        self.app.push_screen(Picker(title, people, picked=picked, several=True, empty=empty), chosen)

    def _share(self, phase: Phase, leg: Leg, picked: tuple[str, ...], had: tuple[Duty, ...]) -> None:
        with self.changing(f"Assign responsibility: {phase}") as change:
            for duty in had:
                if duty.who not in picked:
                    change.remove(duty)
            for who in picked:
                if who not in {duty.who for duty in had} and leg_of(self.book, who) == leg:
                    change.put(Duty(phase=phase, who=who))

    def action_drop(self) -> None:
        """Remove everyone responsible for the phase in the selected group."""
        cell = self._cell()
        had = next(one for one in shared(self.book) if one.phase == cell[0]).duties[cell[1]] if cell else ()
        if cell and had:

            def remove(change: object) -> None:
                for duty in had:
                    change.remove(duty)  # type: ignore[attr-defined]

            self.attempt(
                f"Clear responsibility: {cell[0]}, {LEG_NAMES[cell[1]]}",
                remove,
                f"Cleared: {cell[0]}, {LEG_NAMES[cell[1]]}. {to_undo()}",
            )
        else:
            self.say(
                f"No one is responsible here yet. Press {key_of('duties.open')} to assign someone.", problem=True
            )

    # -- keys ------------------------------------------------------------------------------------------

    def action_other(self) -> None:
        """Go to the other one of map and responsibilities; where it is narrow, it takes the place of both."""
        below = self.query_one("#power").has_focus
        self.set_class(below, "-below")
        self.set_focus(self.query_one("#duties" if below else "#power"))

    def leave(self) -> None:
        """Back to the map where the responsibilities take its place, then to Updates."""
        if self.has_class("-below", "-narrow"):
            self.action_other()
        else:
            super().leave()

    def action_edit(self) -> None:
        """Edit the selected stakeholder's position."""
        if who := self.book.stakeholders.get(self.person()):
            self.ask_record(
                f"Edit {who.name}",
                Stakeholder,
                lambda made: f"Edit {made.name}",
                base=who,
                names=(*STANCE, "stake", "leg", "level", "manager"),
            )
        else:
            self.say("Select a stakeholder first.", problem=True)
