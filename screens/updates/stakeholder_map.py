"""Support: stakeholders by power and interest, the three legs, and who answers for which part of training."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of, to_undo
from screens.widgets.line_widget import Pane
from screens.widgets.lists.board import Board
from screens.widgets.lists.card import Card, Lane
from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Cell, Listing, Row
from screens.widgets.lists.option import Option
from store.core.labels import label_of
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
    stance,
    to_win,
)

WHERE = {
    "key player": "high power, high interest",
    "keep satisfied": "high power, low interest",
    "keep informed": "low power, high interest",
    "minimal effort": "low power, low interest",
}
"""What puts someone into a column."""


def nobody_yet() -> str:
    """The empty map, and the keys that fill it."""
    return f"No one is in the book as a stakeholder yet. Press {key_of('support.leave')}, then {key_of('readers.add')} to add one."


class PowerBoard(Board):
    """The board of power and interest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Page", id="support.page", tooltip="Everything about this stakeholder"),
        Binding(
            "e", "screen.edit", "Edit", id="support.edit", tooltip="Change power, interest and where they stand"
        ),
        Binding("n", "screen.contact", "Contact", id="support.contact", tooltip="Note that you talked with them"),
    ]


class Duties(CellGrid):
    """The phases of training by leg: who answers for each."""

    WIDEST = 25

    AT_ONCE = frozenset({"duties.drop"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Who", id="duties.open", tooltip="Say who answers for this, and what was agreed"),
        Binding("a", "open", "Add", show=False, id="duties.add", tooltip="Someone more answers for this"),
        Binding(
            "d", "screen.drop", "Delete", id="duties.drop", tooltip="No one of this leg answers for it any more"
        ),
    ]


class SupportScreen(BookScreen):
    """Whose support there is, and how the work is shared."""

    ROOM = "updates"
    NEXT = "updates"
    BACK = "updates"
    AUTO_FOCUS = "#power"
    CSS_PATH = "stakeholder_map.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "app.focus_next", "Below", show=False, id="support.other", tooltip="To who answers for what"
        ),
        Binding("v", "view", "Updates", id="support.view", tooltip="Back to the updates"),
        Binding("escape,backspace", "leave", "Back", id="support.leave", tooltip="Back to the readers"),
    ]

    def body(self) -> ComposeResult:
        """The legs in a line, the board, and below it who answers for what."""
        yield Pane(id="legs")
        yield PowerBoard(empty=nobody_yet, id="power")
        yield Pane(id="who")
        yield Duties(title="Who answers for what", id="duties")

    def fill(self) -> None:
        """Show where everyone stands."""
        self.query_one("#legs", Pane).show([[(" Support · ", "dim"), (balance(self.book), "")]])
        lanes = [
            Lane(place.capitalize(), tuple(self._card(who) for who in found))
            for place, found in power_grid(self.book).items()
            if found or place != "not assessed"
        ]
        self.query_one("#power", Board).show(lanes)
        self._show_who()
        self._show_duties()

    @staticmethod
    def _card(who: Stakeholder) -> Card:
        return Card(who.id, who.name, stance(who) or who.job, warn=to_win(who), search=f"{who.job} {who.leg}")

    def _show_who(self) -> None:
        pane, who = self.query_one("#who", Pane), self.book.stakeholders.get(self.query_one("#power", Board).key)
        if who is None:
            pane.show([])
            return
        place = next(name for name, found in power_grid(self.book).items() if who in found)
        told = ", ".join(
            filter(
                None, [who.name, who.job, LEG_NAMES[who.leg], label_of(who.level) if who.level != "not_set" else ""]
            )
        )
        stake = (
            f" At stake: {who.stake}."
            if who.stake
            else f" Press {key_of('support.edit')} to say what is at stake for them."
        )
        pane.show([f"{told}. {place.capitalize()}: {self._where(place)}.{stake}"])

    @staticmethod
    def _where(place: str) -> str:
        return WHERE.get(place) or f"press {key_of('support.edit')} to say power and interest"

    def _show_duties(self) -> None:
        found = shared(self.book)
        gaps = [one for one in found if one.gap]
        grid = self.query_one("#duties", Duties)
        told = f"{pluralize(len(gaps), 'gap')} !" if gaps else "no gap"
        grid.titled(f"Who answers for what · {told}", f"{key_of('support.other')} goes here")
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
        return self.query_one("#power", Board).key

    @on(Board.Moved, "#power")
    def _moved(self) -> None:
        self._show_who()

    @on(Board.Opened, "#power")
    def _open(self, event: Board.Opened) -> None:
        self.post_message(GoTo("stakeholder", event.key))

    # -- who answers for what ------------------------------------------------------------------------

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
        empty = f"No one of the {LEG_NAMES[leg]} is in the book yet; a under Updates adds a stakeholder."
        picked = tuple(duty.who for duty in had)
        self.app.push_screen(Picker(title, people, picked=picked, several=True, empty=empty), chosen)

    def _share(self, phase: Phase, leg: Leg, picked: tuple[str, ...], had: tuple[Duty, ...]) -> None:
        with self.changing(f"Who answers for {phase}") as change:
            for duty in had:
                if duty.who not in picked:
                    change.remove(duty)
            for who in picked:
                if who not in {duty.who for duty in had} and leg_of(self.book, who) == leg:
                    change.put(Duty(phase=phase, who=who))

    def action_drop(self) -> None:
        """No one of the selected leg answers for the phase any more."""
        cell = self._cell()
        had = next(one for one in shared(self.book) if one.phase == cell[0]).duties[cell[1]] if cell else ()
        if cell and had:

            def remove(change: object) -> None:
                for duty in had:
                    change.remove(duty)  # type: ignore[attr-defined]

            self.attempt(
                f"No one of the {LEG_NAMES[cell[1]]} answers for {cell[0]}", remove, f"Deleted. {to_undo()}"
            )
        else:
            self.say(
                f"No one answers for it here yet. Press {key_of('duties.open')} to say who does.", problem=True
            )

    # -- keys ------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Change what is known about the selected stakeholder."""
        if who := self.book.stakeholders.get(self.person()):
            names = ("power", "interest", "engagement", "wanted", "stake", "leg", "level", "manager")
            self.ask_record(who.name, Stakeholder, lambda made: f"Edit {made.name}", base=who, names=names)
        else:
            self.say("Highlight a stakeholder first.", problem=True)
